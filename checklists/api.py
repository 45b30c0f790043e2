"""The browser's door to the engine: a name and a JSON text in, a JSON text out, never an exception for bad input."""

from collections.abc import Callable
from typing import Any

from checklists import draft_check, jsontext, reply_roster, worktime
from checklists.errors import InputError


def check_draft(payload: dict[str, Any]) -> dict[str, Any]:
    """Return draft_check.check with every start and end in UTF-16 units, as JavaScript counts."""
    result: dict[str, Any] = to_utf16(draft_check.check(payload), payload["text"])
    return result


CALLS: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
    "draft_check": check_draft,
    "character_count": draft_check.count,
    "reply_deadline": worktime.reply_deadline,
    "publish_time": worktime.publish_time,
    "reply_roster": reply_roster.solve,
}


def call(name: str, payload: str) -> str:
    """Return the JSON answer of CALLS[name], or {"error": one Swedish sentence, "field": the key at fault or ""}."""
    try:
        return jsontext.dumps(CALLS[name](jsontext.loads_object(payload)))
    except InputError as error:
        return jsontext.dumps({"error": error.swedish, "field": error.field})


def to_utf16(result: Any, text: str) -> Any:
    """Return `result` with the code point offsets of `text` under "start" and "end" turned into UTF-16 offsets."""
    if text.isascii() or max(text) <= "\uffff":
        return result
    units = [0]
    for char in text:
        units.append(units[-1] + (2 if char > "\uffff" else 1))
    return _convert(result, units)


def _convert(value: Any, units: list[int]) -> Any:
    if isinstance(value, list):
        return [_convert(item, units) for item in value]
    if isinstance(value, dict):
        return {key: units[item] if key in ("start", "end") else _convert(item, units) for key, item in value.items()}
    return value
