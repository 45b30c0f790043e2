"""A table out of a CSV file: which row holds the headers, what separates the cells, and what each column is.

A row's number is the one that a spreadsheet shows: blank rows count, and a cell with line breaks makes one row.
"""

import csv
import io
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from checklists.errors import InputError
from checklists.plan import decode
from checklists.plan.problems import Problems

MAX_ROWS = 10_000
SEPARATORS = ";,\t"
# Titles and notes may stand above the headers.
HEADER_WITHIN = 10
_PUNCTUATION = re.compile(r"[^\w]+|_")
Row = tuple[int, list[str]]


@dataclass(frozen=True, slots=True)
class Table:
    """`columns` tell the field of a column by its place; rows hold their number and {field: [cells]}."""

    understood: list[str]
    ignored: list[str]
    columns: dict[int, str]
    rows: list[tuple[int, dict[str, list[str]]]]

    @property
    def fields(self) -> set[str]:
        """The fields that the file has a column for."""
        return set(self.columns.values())


def read(
    payload: Mapping[str, object], headers: Mapping[str, str], several: frozenset[str], example: str, problems: Problems
) -> Table:
    """Return the table in the payload's file.

    `headers` tell the field of a header without case and punctuation; fields in `several` may have more than one column, of
    others the first counts. Raises InputError, with `example` as a header row to follow, where no row holds a header.
    """
    text = decode.text_of(decode.file_bytes(payload))
    if text.lstrip().upper().startswith("BEGIN:VCALENDAR"):
        raise InputError("content", "is a calendar", "Filen är en kalender. Läs in den som kalender i stället.")
    marked = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
    text = text[marked.end() :] if marked else text
    candidates = [(separator, *_header(text, separator, headers)) for separator in (marked[1] if marked else SEPARATORS)]
    separator, header_row, cells = max(candidates, key=lambda candidate: (_known(candidate[2], headers), len(candidate[2])))
    if not _known(cells, headers):
        raise InputError("content", "no header row", f"Filen saknar rubrikrad. Den första raden kan till exempel vara {example}.")
    columns = _columns(cells, headers, several)
    rows = [row for row in _rows(text, separator) if row[0] > header_row]
    if rows and _has_open_quote(text, rows[-1][1]):
        problems.add(rows.pop()[0], "ett citationstecken öppnas men stängs aldrig, så resten av filen blev en enda cell.")
    return Table(
        understood=[cells[place].strip() for place in columns],
        ignored=[cell.strip() for place, cell in enumerate(cells) if place not in columns and cell.strip()],
        columns=columns,
        rows=[(number, _by_field(row, columns)) for number, row in rows if _fits(number, row, len(cells), problems)],
    )


def _rows(text: str, separator: str) -> list[Row]:
    """Return every row that is not blank, with its number; the number of rows is bounded."""
    rows = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1):
            if any(cell.strip() for cell in cells):
                rows.append((number, cells))
            if len(rows) > MAX_ROWS + 1:
                raise InputError(
                    "content",
                    f"has more than {MAX_ROWS} rows",
                    "Filen har fler än 10 000 rader. Ta bort rader som inte behövs och försök igen.",
                )
    except csv.Error:
        raise InputError(
            "content", "is not CSV", "Filen går inte att läsa som tabell. Kontrollera att alla citationstecken stängs."
        ) from None
    return rows


def _header(text: str, separator: str, headers: Mapping[str, str]) -> Row:
    """Return the row among the first ones with the most headers that we know."""
    first: list[Row] = []
    with suppress(csv.Error):  # told when all rows are read
        first.extend(enumerate(islice(csv.reader(io.StringIO(text, newline=""), delimiter=separator), HEADER_WITHIN), 1))
    return max(first, key=lambda row: _known(row[1], headers), default=(0, []))


def _known(cells: list[str], headers: Mapping[str, str]) -> int:
    return len({headers[_plain(cell)] for cell in cells if _plain(cell) in headers})


def _plain(header: str) -> str:
    return " ".join(_PUNCTUATION.sub(" ", header[:100].casefold()).split())


def _columns(cells: list[str], headers: Mapping[str, str], several: frozenset[str]) -> dict[int, str]:
    columns: dict[int, str] = {}
    for place, cell in enumerate(cells):
        field = headers.get(_plain(cell))
        if field and (field in several or field not in columns.values()):
            columns[place] = field
    return columns


def _fits(number: int, cells: list[str], width: int, problems: Problems) -> bool:
    """Say whether the headers cover the row; text outside them is mostly a cell that its own separators have cut up."""
    if any(cell.strip() for cell in cells[width:]):
        problems.add(number, "raden har fler celler än rubrikraden. Sätt citationstecken runt celler med skiljetecken i.")
        return False
    return True


def _by_field(cells: list[str], columns: Mapping[int, str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for place, field in columns.items():
        cell = cells[place].strip() if place < len(cells) else ""
        if cell:
            found.setdefault(field, []).append(cell)
    return found


def _has_open_quote(text: str, last_row: list[str]) -> bool:
    return any("\n" in cell for cell in last_row[-1:]) and not text.rstrip().endswith('"')
