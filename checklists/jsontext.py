"""JSON as both doors write it: readable Swedish, and always valid UTF-8."""

import json
import re
from typing import Any

from checklists.errors import InputError

# Ours is ten deep at most. In the browser Python has a small stack: where that runs out, all of Python is gone with it.
MAX_DEPTH = 100
_NESTING = re.compile(r'"(?:[^"\\]++|\\.)*+"|([\[{])|([\]}])', re.DOTALL)
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
        if _is_deep(line):
            raise RecursionError
        value = json.loads(line, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise InputError("", f"not valid JSON ({_reason(error)})", "Underlaget är inte giltig JSON.") from None
    if not isinstance(value, dict):
        raise InputError("", "must be a JSON object, { ... }", "Underlaget ska vara ett JSON-objekt.")
    return value


def _is_deep(line: str) -> bool:
    """Say whether objects and lists lie more than MAX_DEPTH deep in each other."""
    if line.count("[") + line.count("{") <= MAX_DEPTH:
        return False
    depth = 0
    for found in _NESTING.finditer(line):
        depth += bool(found[1]) - bool(found[2])
        if depth > MAX_DEPTH:
            return True
    return False


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _reason(error: Exception) -> str:
    return "too deeply nested" if isinstance(error, RecursionError) else str(error)
