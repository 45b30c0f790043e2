"""JSON as both doors write it: readable Swedish, and always valid UTF-8."""

import json
import re
from typing import Any

from checklists.errors import InputError

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def dumps(value: object) -> str:
    """Return `value` as one line of JSON; half a surrogate pair, which UTF-8 cannot hold, is written as an escape.

    >>> dumps({"text": "så \\ud83d"})
    '{"text": "så \\\\ud83d"}'
    """
    line = json.dumps(value, ensure_ascii=False, allow_nan=False)
    return _LONE_SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", line)


def loads_object(line: str) -> dict[str, Any]:
    """Return the JSON object in `line`, or raise InputError where it holds anything else."""
    try:
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError("", f"not valid JSON ({_reason(error)})", "Underlaget är inte giltig JSON.") from None
    if not isinstance(value, dict):
        raise InputError("", "must be a JSON object, { ... }", "Underlaget ska vara ett JSON-objekt.")
    return value


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error)
