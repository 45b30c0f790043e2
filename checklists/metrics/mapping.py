"""What a person says that the columns of an unknown export are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from checklists.errors import InputError
from checklists.metrics.dates import ORDERS
from checklists.metrics.layouts import HEADER_WITHIN, Match
from checklists.metrics.posts import COUNTS
from checklists.strategy import load_channels, load_metric_fields
from checklists.strategy.metrics_schema import ExportLayout

# A reply is no post.
NOT_PUBLISHED_IN = "reply"


@dataclass(frozen=True, slots=True)
class Mapping:
    """One file's channel, the header of each field, and the order of its dates ("" where nobody has said)."""

    channel: str
    columns: dict[str, str]
    dates: str

    def match(self, rows: Sequence[Sequence[str]]) -> Match | None:
        """Return where the headers stand among the first rows of a table, or None where they do not."""
        wanted = {field: header.strip() for field, header in self.columns.items()}
        for number, row in enumerate(rows[:HEADER_WITHIN]):
            places: dict[str, int] = {}
            for place, cell in enumerate(row):
                places.setdefault(cell.strip(), place)
            if set(wanted.values()) <= set(places):
                return Match(_layout(self.channel), number, {field: places[name] for field, name in wanted.items()})
        return None


def _layout(channel: str) -> ExportLayout:
    return ExportLayout("", "", channel, "posts", ("published",), COUNTS, (), ())


def channels() -> list[str]:
    """Return the ids of the channels that posts are published in."""
    return [channel for channel in load_channels() if channel != NOT_PUBLISHED_IN]


def read(value: Any) -> dict[str, Mapping]:
    """Return {file name: Mapping} of {file name: {"channel", "columns": {field: header}, "dates"?: "mdy|dmy|ymd"}}."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise InputError("mapping", "must be an object", "Kolumnerna är inte ifyllda rätt.")
    return {name: _one(f"mapping.{name}", said) for name, said in value.items()}


def _one(at: str, said: Any) -> Mapping:
    if not isinstance(said, dict) or not isinstance(said.get("columns"), dict) or set(said) - {"channel", "columns", "dates"}:
        raise InputError(at, "must hold channel, columns and perhaps dates", "Kolumnerna är inte ifyllda rätt.")
    if said.get("channel") not in channels():
        raise InputError(f"{at}.channel", f"unknown channel (known: {', '.join(channels())})", "Välj vilken kanal filen gäller.")
    fields = [field.id for field in load_metric_fields().values() if field.mappable]
    columns = {field: header for field, header in said["columns"].items() if header}
    for field, header in columns.items():
        if field not in fields or not isinstance(header, str):
            raise InputError(f"{at}.columns", f"{field!r} is no field of a post", "Välj en kolumn ur listan.")
    if "published" not in columns:
        raise InputError(f"{at}.columns", "published is missing", "Välj vilken kolumn som är publiceringstiden.")
    if not set(columns) & set(COUNTS):
        raise InputError(f"{at}.columns", "no measure is chosen", "Välj minst en kolumn med siffror, till exempel räckvidd.")
    numbers = [header for field, header in columns.items() if field in COUNTS]
    if len(set(map(str.strip, numbers))) < len(numbers):
        raise InputError(
            f"{at}.columns", "the same column is chosen twice", "Samma kolumn är vald för två mått. Välj en för varje."
        )
    if said.get("dates", "") not in ("", None, *ORDERS):
        raise InputError(f"{at}.dates", f"must be one of {', '.join(ORDERS)}", "Välj i vilken ordning datumen är skrivna.")
    return Mapping(said["channel"], columns, said.get("dates") or "")
