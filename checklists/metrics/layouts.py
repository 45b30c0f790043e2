"""Which known export a table is, and in which column each field stands (strategy/metrics/columns.toml)."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from checklists.strategy import load_export_layouts, load_metric_words
from checklists.strategy.metrics_schema import ExportLayout

# Titles and notes may stand above the headers.
HEADER_WITHIN = 20
_PUNCTUATION = re.compile(r"[^\w]+|_")


@dataclass(slots=True)
class Match:
    """A table as an export: the row of the headers (as a place among the first rows), and {field: place of its column}."""

    layout: ExportLayout
    header: int
    columns: dict[str, int] = field(default_factory=dict)


def plain(header: str) -> str:
    """Return a header without case, punctuation and ways to write the same letter.

    >>> plain("Längd (sek.)")
    'längd sek'
    """
    return " ".join(_PUNCTUATION.sub(" ", unicodedata.normalize("NFC", header[:100]).casefold()).split())


def recognise(rows: Sequence[Sequence[str]]) -> Match | None:
    """Return the known export that the first rows of a table are, or None where they are none, or two equally well."""
    best: list[Match] = []
    for number, row in enumerate(rows[:HEADER_WITHIN]):
        places: dict[str, int] = {}
        for place, cell in enumerate(row):
            places.setdefault(plain(cell), place)
        for layout in load_export_layouts().values():
            match = _match(layout, number, places, rows[number + 1 : HEADER_WITHIN])
            if match and (not best or len(match.columns) >= len(best[0].columns)):
                best = [match] if not best or len(match.columns) > len(best[0].columns) else [*best, match]
    return best[0] if len({match.layout.id for match in best}) == 1 else None


def _match(layout: ExportLayout, number: int, places: dict[str, int], below: Sequence[Sequence[str]]) -> Match | None:
    headers, signs = _headers(layout.id)
    columns: dict[str, int] = {}
    for name, of in headers.items():
        if name in places:
            columns.setdefault(of, places[name])
    if not (set(layout.needs) <= set(columns) and set(layout.measures) & set(columns)):
        return None
    if signs & set(places) or any(host in cell for row in below for cell in row for host in layout.hosts):
        return Match(layout, number, columns)
    return None


@cache
def _headers(layout: str) -> tuple[dict[str, str], frozenset[str]]:
    """Return the field of each plain header of a layout, in the order of the data, and its plain signs."""
    found = load_export_layouts()[layout]
    headers = {plain(header): column.field for column in found.columns for header in column.headers}
    return headers, frozenset(map(plain, found.signs))


@cache
def other_hosts(layout: str) -> tuple[str, ...]:
    """Return the hosts of the links of other channels' posts."""
    own = load_export_layouts()[layout].channel
    return tuple(f"{host}/" for other in load_export_layouts().values() if other.channel != own for host in other.hosts)


@cache
def words(name: str) -> frozenset[str]:
    """Return the words of words.toml with an id."""
    return frozenset(load_metric_words()[name].forms)


def is_film(kind: str) -> bool:
    """Say whether the name of a post's type is that of a film.

    >>> is_film("IG reel"), is_film("Videor"), is_film("Foton"), is_film("Livstid")
    (True, True, False, False)
    """
    return any(part in words("live") or part.startswith(tuple(words("film"))) for part in plain(kind).split())
