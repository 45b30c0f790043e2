"""Helps with a comment: what to do with it, why, by which clause, what must be done then, and when an answer is due.

`advise` reads a comment; `decided` answers for reasons that a person has found by answering questions. Both give the
same decision for the same reasons (comments/decision.py). They advise; a person decides.
"""

from typing import Any

from checklists import worktime
from checklists.comments import advice
from checklists.comments.comment import Comment
from checklists.comments.decision import Decision, action_of, decide
from checklists.errors import InputError
from checklists.strategy import load_reasons
from checklists.version import engine_version

MAX_CHARACTERS = 10_000
Payload = dict[str, Any]


def advise(payload: Payload) -> Payload:
    """Return the advice for {"id"?, "text", "post"?, "received"?: ISO}; `start` and `end` count code points.

    `post` is what the comment stands under; the reading does not use it, so that the same words get the same advice
    everywhere; other keys are left alone. Raises InputError for a text, post or time that cannot be read.
    """
    comment, due = Comment(_text(payload)), _due(payload)
    if not comment.text.strip():  # joiners and marks of direction alone
        raise InputError("text", "holds nothing that can be seen", "Klistra in en kommentar.")
    found = advice.of(comment)
    result = {
        "action": found.decision.action,
        "confidence": found.confidence,
        "abstain": found.abstain,
        "reasons": [
            {
                "reason": place.reason,
                "start": place.start,
                "end": place.end,
                "text": comment.text[place.start : place.end],
                "clause": load_reasons()[place.reason].clause,
            }
            for place in found.places
        ],
        "duties": list(found.decision.duties),
        "due": due if found.decision.action == "reply" else None,
        "parts": [
            {
                "action": part.action,
                "start": part.start,
                "end": part.end,
                "text": comment.text[part.start : part.end],
                "reasons": [part.reason],
                "due": due if part.action == "reply" else None,
            }
            for part in found.parts
        ],
    }
    return {
        "id": payload.get("id"),
        **comment.surface.restore(result),
        "also_reply": found.decision.also_reply,
        "explanation": {"runner_up": found.runner_up and {"action": action_of(found.runner_up), "reason": found.runner_up}},
        "engine": engine_version("comments"),
    }


def ready(_: Payload) -> Payload:
    """Load what `advise` needs, so that its first answer comes at once, and return {"engine"}."""
    advice.of(Comment("Hej"))
    return {"engine": engine_version("comments")}


def decided(payload: Payload) -> Payload:
    """Return the advice for {"reasons": [ids], "received"?: ISO}, as `advise` gives it, without places in a text."""
    reasons = payload.get("reasons")
    if not isinstance(reasons, list) or not all(isinstance(reason, str) and reason in load_reasons() for reason in reasons):
        raise InputError("reasons", f"must be a list of {', '.join(load_reasons())}", "Börja om med frågorna.")
    decision, due = decide(reasons), _due(payload)
    return {
        "action": decision.action,
        "reasons": [{"reason": reason, "clause": load_reasons()[reason].clause} for reason in decision.reasons],
        "duties": list(decision.duties),
        "due": due if _answered(decision) else None,
        "also_reply": decision.also_reply,
        "engine": engine_version("comments"),
    }


def _answered(decision: Decision) -> bool:
    return decision.action == "reply" or decision.also_reply


def _text(payload: Payload) -> str:
    text = payload.get("text")
    if not isinstance(text, str):
        raise InputError("text", "must be a string" if "text" in payload else "is missing", "Klistra in en kommentar.")
    if not text.strip():
        raise InputError("text", "is empty", "Klistra in en kommentar.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            "text",
            f"has {len(text)} characters; the helper takes at most {MAX_CHARACTERS}",
            "Kommentaren är för lång. Verktyget klarar högst 10 000 tecken. Klistra in den del som du är osäker på.",
        )
    if not isinstance(payload.get("post", ""), str | None):
        raise InputError("post", "must be a string", "Skriv med ord vad inlägget handlar om.")
    return text


def _due(payload: Payload) -> str | None:
    if payload.get("received") is None:
        return None
    try:
        return str(worktime.reply_deadline({"received": payload["received"]})["due"])
    except InputError as error:  # a year without a table of days off is the time's fault too
        raise InputError("received", str(error), error.swedish) from None
