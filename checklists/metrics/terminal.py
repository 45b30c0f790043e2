"""The report on the command line: how the followers are given, and the months as a table."""

from typing import Any

from checklists.errors import InputError
from checklists.metrics import mapping
from checklists.metrics.counts import NoCountError, count

_COLUMNS = {
    "channel": "channel",
    "month": "month",
    "posts": "posts",
    "reach_sum": "reach",
    "video_views": "video views",
    "link_clicks": "link clicks",
    "interactions": "interactions",
    "engagement_rate": "engagement",
    "new_followers": "new followers",
}


def followers(given: list[str]) -> dict[str, int]:
    """Return {channel: followers} of ["facebook=48000"]; raise InputError for what cannot be used."""
    found: dict[str, int] = {}
    for one in given:
        channel, equals, text = one.partition("=")
        if channel not in mapping.channels():
            raise InputError(
                "", f"--followers {one}: unknown channel (known: {', '.join(mapping.channels())})", "Kanalen känner vi inte till."
            )
        if channel in found:
            raise InputError("", f"--followers: {channel} is given twice", "Kanalen står två gånger.")
        try:
            number = count(text) if equals else None
        except NoCountError:
            number = None
        if number is None:
            raise InputError("", f"--followers {one}: must be a whole number, 0 or more", "Antalet följare ska vara ett heltal.")
        found[channel] = number
    return found


def as_text(result: dict[str, Any]) -> str:
    """Return the result as a person reads it in a terminal."""
    rows = [list(_COLUMNS.values()), *([_cell(key, month[key]) for key in _COLUMNS] for month in result["months"])]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["  ".join(map(_aligned, range(len(row)), row, widths)) for row in rows]
    seen = dict.fromkeys([note for month in result["months"] for note in month["notes"]] + result["notes"])
    lines += [f"note: {note}" for note in seen]
    for error in result["errors"]:
        lines.append(f"{error['file']}, row {error['row']}: {error['message']}")
    return "\n".join(line.rstrip() for line in lines)


def _cell(key: str, value: Any) -> str:
    if value is None:
        return "-"
    if key == "engagement_rate":
        return f"{100 * value:.2f} %"
    return str(value)


def _aligned(place: int, cell: str, width: int) -> str:
    return cell.ljust(width) if place < 2 else cell.rjust(width)
