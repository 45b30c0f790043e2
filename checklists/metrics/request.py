"""What a report is asked for: files, followers, columns that a person has pointed out, and which month."""

import re
from dataclasses import dataclass
from typing import Any

from checklists.errors import InputError
from checklists.metrics import mapping
from checklists.metrics.mapping import Mapping
from checklists.plan import decode

FIELDS = {"files", "followers", "mapping", "month", "channel", "today"}
MAX_FILES = 50
MAX_FOLLOWERS = 10**10
_MONTH, _DAY = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])", re.ASCII), re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Request:
    """A payload that has been looked through; `followers` holds the channels whose number is given, "" is not given."""

    files: list[tuple[str, str | bytes]]
    followers: dict[str, int]
    mapping: dict[str, Mapping]
    month: str
    channel: str
    today: str


def read(payload: dict[str, Any]) -> Request:
    """Return what the payload of post_metrics.Report asks for; raise InputError that names the field at fault."""
    for key in payload:
        if key not in FIELDS:
            raise InputError(key, "is not a field of a report", f"Fältet {key} känner vi inte till.")
    channel = payload.get("channel") or ""
    if channel not in ("", *mapping.channels()):
        raise InputError("channel", f"unknown channel (known: {', '.join(mapping.channels())})", "Välj en av kanalerna.")
    return Request(
        _files(payload.get("files")),
        _followers(payload.get("followers")),
        mapping.read(payload.get("mapping")),
        _text(payload, "month", _MONTH, "Välj en månad."),
        channel,
        _text(payload, "today", _DAY, "Dagens datum saknas."),
    )


def _files(value: Any) -> list[tuple[str, str | bytes]]:
    if not isinstance(value, list) or not value:
        raise InputError("files", "must be a list with at least one file", "Välj minst en fil.")
    if len(value) > MAX_FILES:
        raise InputError("files", f"are more than {MAX_FILES}", f"Välj högst {MAX_FILES} filer åt gången.")
    found = []
    for file in value:
        if (
            not isinstance(file, dict)
            or not isinstance(file.get("name"), str)
            or not isinstance(file.get("content"), str | bytes)
        ):
            raise InputError("files", 'each must be {"name", "content"}', "Välj filerna en gång till.")
        found.append((file["name"], file["content"]))
    return found


def file_bytes(content: str | bytes) -> bytes:
    """Return a file's bytes; raise InputError where its text is not base64."""
    return content if isinstance(content, bytes) else decode.from_base64(content)


def _followers(value: Any) -> dict[str, int]:
    """Return the followers of each channel that somebody has given; None is not given, 0 is."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError("followers", "must be an object", "Skriv antalet följare för varje kanal.")
    for channel, number in value.items():
        at = f"followers.{channel}"
        if channel not in mapping.channels():
            raise InputError(
                at, f"unknown channel {channel!r} (known: {', '.join(mapping.channels())})", "Kanalen känner vi inte till."
            )
        if number is not None and (isinstance(number, bool) or not isinstance(number, int) or not 0 <= number <= MAX_FOLLOWERS):
            raise InputError(at, "must be a whole number, 0 or more", "Antalet följare ska vara ett heltal, 0 eller större.")
    return {channel: number for channel, number in value.items() if number is not None}


def _text(payload: dict[str, Any], key: str, form: re.Pattern[str], swedish: str) -> str:
    value = payload.get(key) or ""
    if not isinstance(value, str) or (value and not form.fullmatch(value)):
        raise InputError(key, "must be a date such as 2026-10 (month) or 2026-10-31 (today)", swedish)
    return value
