"""Checks a draft: its goal, its category, and what in it to look at before it is published.

`check` is the whole way through: validate the input, prepare the text, classify it, run every rule of rules.toml, and
return plain data. Start here and follow the calls.
"""

from datetime import date
from typing import Any

from checklists import draft_tasks, findings, stockholm, worktime
from checklists.errors import InputError
from checklists.strategy import load_channels, load_goals, load_rules
from checklists.text.checks import KINDS
from checklists.text.draft import Draft
from checklists.text.length import COUNTERS
from checklists.version import engine_version

MAX_CHARACTERS = 100_000
FIELDS = {"id", "text", "channel", "published", "charged", "media", "goal"}


def check(payload: dict[str, Any]) -> dict[str, Any]:
    """Return what the check sees in {"text", "channel"?, "published"?, "charged"?, "media"?, "goal"?}.

    `goal` is the person's own choice, which the advice then follows; what the classifier sees is told all the same.
    `start` and `end` count code points. A text that is empty, too short or not Swedish gets no goal and no category; the
    rules that hold in every language still apply. `tasks` is what this says about the checklist "Innan du publicerar", see
    draft_tasks.hand_over. Raises InputError for anything of the wrong type or unknown.
    """
    text, channel = _text(payload), _channel(payload)
    media = _media(payload)
    timing = _timing(payload)
    draft = Draft(text, channel, _goal(payload), media, _day(payload, timing))
    found = findings.as_dicts(_findings(draft))
    return {
        "id": payload.get("id"),
        **draft.surface.restore(draft.verdicts),
        "findings": draft.surface.restore(found),
        "statistics": {
            "characters": COUNTERS[load_channels()[channel].counting](text),
            "words": len(draft.counted),
            "sentences": len(draft.sentences),
            "lix": draft.lix,
        },
        "timing": timing,
        "tasks": draft_tasks.hand_over(draft, found, charged=payload.get("charged") is True),
        "engine": engine_version(),
    }


def count(payload: dict[str, Any]) -> dict[str, int]:
    """Return {"characters", "limit", "comfortable"} of {"text", "channel"?}, counted as the channel counts."""
    channel = load_channels()[_channel(payload)]
    return {"characters": COUNTERS[channel.counting](_text(payload)), "limit": channel.limit, "comfortable": channel.comfortable}


def _findings(draft: Draft) -> list[findings.Finding]:
    return [
        found
        for rule in load_rules().values()
        if draft.swedish or rule.safety
        for check in rule.checks
        for found in KINDS[check.kind](draft, rule, check)
    ]


def _text(payload: dict[str, Any]) -> str:
    for key in payload:
        if key not in FIELDS:
            raise InputError(key, "is not a field of a draft", f"Fältet {key} känner vi inte till.")
    text = payload.get("text")
    if not isinstance(text, str):
        raise InputError("text", "must be a string" if "text" in payload else "is missing", "Skriv eller klistra in en text.")
    if len(text) > MAX_CHARACTERS:
        raise InputError(
            "text",
            f"has {len(text)} characters; the check takes at most {MAX_CHARACTERS}",
            f"Texten är {_thousands(len(text))} tecken. Granskningen klarar högst {_thousands(MAX_CHARACTERS)}."
            " Klistra in en del i taget.",
        )
    return text


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", "\u00a0")


def _channel(payload: dict[str, Any]) -> str:
    channel = payload.get("channel")
    if channel is None:
        return "facebook"
    if not isinstance(channel, str) or channel not in load_channels():
        known = ", ".join(load_channels())
        raise InputError("channel", f"unknown channel {channel!r} (known: {known})", "Välj en av kanalerna i listan.")
    return channel


def _goal(payload: dict[str, Any]) -> str | None:
    goal = payload.get("goal")
    if goal is not None and (not isinstance(goal, str) or goal not in load_goals()):
        raise InputError("goal", f"unknown goal {goal!r} (known: {', '.join(load_goals())})", "Välj ett av de tre målen.")
    return goal


def _timing(payload: dict[str, Any]) -> dict[str, Any] | None:
    charged = payload.get("charged")
    if charged is not None and not isinstance(charged, bool):
        raise InputError("charged", "must be true or false", "Svara ja eller nej på om innehållet är laddat.")
    if payload.get("published") is None:
        return None
    try:
        return worktime.publish_time({"published": payload["published"], "charged": bool(charged)})
    except InputError as error:  # a year without a table of days off is the time's fault too
        raise InputError("published", str(error), error.swedish) from None


def _day(payload: dict[str, Any], timing: dict[str, Any] | None) -> date | None:
    return stockholm.parse(payload["published"], "published").date() if timing else None


def _media(payload: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    media = payload.get("media")
    if media is None:
        return ()
    swedish = 'Beskriv bilder och filmer som en lista, till exempel [{"kind": "video"}].'
    if not isinstance(media, list):
        raise InputError("media", "must be a list", swedish)
    for item in media:
        if not isinstance(item, dict) or item.get("kind") not in ("image", "video"):
            raise InputError("media", 'each item must be an object with "kind": "image" or "video"', swedish)
        if not isinstance(item.get("alt", ""), str | None) or not isinstance(item.get("captions", False), bool | None):
            raise InputError("media", '"alt" must be a string and "captions" true or false', swedish)
    return tuple(media)
