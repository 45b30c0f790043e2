"""Helps with a comment: what to do with it, why, by which clause, what must be done then, and when an answer is due.

`advise` reads a comment; `decided` answers for reasons that a person has found by answering questions. Both give the
same decision for the same reasons (comments/decision.py). They advise; a person decides.
"""

from typing import Any

from checklists import worktime
from checklists.comments.decision import decide
from checklists.comments.reading import read
from checklists.errors import InputError
from checklists.strategy import load_reasons
from checklists.version import engine_version

MAX_CHARACTERS = 20_000
FIELDS = {"id", "text", "post", "received"}


def advise(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the advice for {"id"?, "text", "post"?, "received"?: ISO}; `start` and `end` count code points."""
    text = payload.get("text")
    if not isinstance(text, str):
        raise InputError("text", "must be a string" if "text" in payload else "is missing", "Klistra in en kommentar.")
    found = read(text)
    decision = decide({each.reason for each in found})
    due = worktime.reply_deadline({"received": payload["received"]})["due"] if payload.get("received") else None
    return {
        "id": payload.get("id"),
        "action": decision.action,
        "confidence": 0.9,
        "abstain": False,
        "reasons": [
            {"reason": f.reason, "start": f.start, "end": f.end, "text": text[f.start : f.end], "clause": load_reasons()[f.reason].clause}
            for f in found
        ],
        "duties": list(decision.duties),
        "due": due if decision.action == "reply" else None,
        "parts": [],
        "engine": engine_version(),
    }


def decided(payload: dict[str, Any]) -> dict[str, Any]:
    """Return the advice for {"reasons": [ids], "received"?: ISO}, as `advise` gives it, without places in a text."""
    reasons = payload.get("reasons")
    if not isinstance(reasons, list) or not all(isinstance(reason, str) and reason in load_reasons() for reason in reasons):
        raise InputError("reasons", f"must be a list of {', '.join(load_reasons())}", "Börja om med frågorna.")
    decision = decide(reasons)
    answered = decision.action == "reply" or decision.also_reply
    due = worktime.reply_deadline({"received": payload["received"]})["due"] if payload.get("received") and answered else None
    return {
        "action": decision.action,
        "reasons": [{"reason": reason, "clause": load_reasons()[reason].clause} for reason in decision.reasons],
        "duties": list(decision.duties),
        "due": due,
        "also_reply": decision.also_reply,
        "engine": engine_version(),
    }
