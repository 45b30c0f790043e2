"""A chosen file as tables of cells: which kind of file it is, its encoding, what separates its cells, and its rows.

Rows come one at a time and are numbered as a spreadsheet does: titles, headers and blank rows count, a cell with line breaks
makes one row, a first line that only says which separator follows does not count.
"""

import contextlib
import csv
import io
import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from checklists.errors import InputError
from checklists.metrics import layouts
from checklists.metrics.told import Line
from checklists.plan import decode

MAX_BYTES = 50 * 1024 * 1024
MAX_COLUMNS = 1_000
SEPARATORS = {",": "comma", ";": "semicolon", "\t": "tab"}
_SAMPLE = 65_536
_MARKED = re.compile(r"\ufeff?\"?sep=(.)\"?\r?\n", re.IGNORECASE)
_OTHER_FILES = (
    (
        b"\xd0\xcf\x11\xe0",
        "is an old Excel file (.xls): open it, save the sheet as CSV UTF-8 and use that",
        "Filen är en äldre Excelfil (.xls). Öppna den i Excel, välj Spara som, CSV UTF-8, och använd den filen.",
    ),
    (b"%PDF", "is a pdf: export as CSV", "Filen är en pdf. Exportera siffrorna som CSV i stället."),
    (b"\x89PNG", "is a picture: export as CSV", "Filen är en bild. Exportera siffrorna som CSV i stället."),
    (b"\xff\xd8\xff", "is a picture: export as CSV", "Filen är en bild. Exportera siffrorna som CSV i stället."),
    (b"GIF8", "is a picture: export as CSV", "Filen är en bild. Exportera siffrorna som CSV i stället."),
    (b"\x1f\x8b", "is packed (gzip): unpack it first", "Filen är packad. Packa upp den först."),
    (b"{\\rtf", "is a text document: export as CSV", "Filen är ett textdokument. Exportera siffrorna som CSV i stället."),
)
_WEB_PAGE = re.compile(r"\s*<(?:!doctype|html|\?xml|table)", re.IGNORECASE)


@dataclass(slots=True)
class Sheet:
    """One table of a file. `read` says how much of the file has been read, 0 to 1; a CSV file has no `name` of its sheet.

    `serial` is the first day of the numbers that a workbook may hold as dates: 1900 or 1904, or 0 in a CSV file.
    """

    encoding: str
    delimiter: str
    lines: Iterator[Line]
    read: Callable[[], float]
    name: str = ""
    serial: int = 0


class BrokenTableError(ValueError):
    """A cell that never ends: what follows cannot be trusted. `row` and `line` say where it begins."""

    def __init__(self, row: int, line: int) -> None:
        super().__init__(f"row {row}")
        self.row, self.line = row, line


def sheets(data: bytes) -> list[Sheet]:
    """Return the tables of a file, at least one; raise InputError where it is no table."""
    if not data.strip(b"\x00\xff\xfe\xef\xbb\xbf \t\r\n,;"):
        raise InputError("content", "is empty", "Filen är tom. Hämta exporten igen.")
    if len(data) > MAX_BYTES:
        raise InputError(
            "content",
            f"is larger than {MAX_BYTES} bytes: export a shorter period",
            f"Filen är större än {MAX_BYTES // 1024 // 1024} MB. Exportera en kortare period åt gången.",
        )
    for signature, english, swedish in _OTHER_FILES:
        if data.startswith(signature):
            raise InputError("content", english, swedish)
    if data.startswith(b"PK\x03\x04"):
        # Only who chooses a workbook waits for the modules that read it.
        from checklists.metrics import workbook

        return workbook.sheets(data)
    return [_table(data)]


def _table(data: bytes) -> Sheet:
    encoding = _encoding(data)
    sample = io.TextIOWrapper(io.BytesIO(data), encoding, "replace", newline="").read(_SAMPLE)
    if _WEB_PAGE.match(sample) or "<html" in sample[:2000].lower():
        raise InputError(
            "content", "is a web page: export as CSV", "Filen är en webbsida eller XML. Exportera siffrorna som CSV i stället."
        )
    marked = _MARKED.match(sample)
    delimiter = marked[1] if marked else _delimiter(sample)
    source = io.BytesIO(data)
    text = io.TextIOWrapper(source, encoding, "replace", newline="")
    if marked:
        text.readline()
    name = SEPARATORS.get(delimiter, delimiter)
    return Sheet(encoding, name, _lines(text, delimiter, 2 if marked else 1), lambda: source.tell() / len(data))


def _encoding(data: bytes) -> str:
    """Return the codec of the bytes; UTF-16 without a mark is told by where its zeros stand."""
    start = data[:4096]
    if not data.startswith(decode.UTF_16) and start.count(0) > len(start) // 10:
        even, odd = start[::2].count(0), start[1::2].count(0)
        if odd > 4 * even:
            return "utf-16-le"
        if even > 4 * odd:
            return "utf-16-be"
        raise InputError("content", "is not text: export as CSV", "Filen är inte text. Exportera siffrorna som CSV i stället.")
    return decode.encoding_of(data)


def _delimiter(sample: str) -> str:
    """Return what separates the cells: what shows us a known export, else what makes most columns in most rows."""

    def worth(separator: str) -> tuple[int, int]:
        rows = [cells for _, _, cells in _first(sample, separator)]
        match = layouts.recognise(rows)
        widths = [len(row) for row in rows if row]
        usual = max(set(widths), key=lambda width: (widths.count(width), width), default=0)
        return len(match.columns) if match else 0, (usual - 1) * widths.count(usual)

    return max(SEPARATORS, key=worth)


def _first(sample: str, delimiter: str) -> list[Line]:
    found: list[Line] = []
    with contextlib.suppress(BrokenTableError):  # told when the whole file is read
        found.extend(itertools.islice(_lines(io.StringIO(sample, newline=""), delimiter, 1), layouts.HEADER_WITHIN))
    return found


def _lines(text: io.TextIOBase, delimiter: str, first_line: int) -> Iterator[Line]:
    reader = csv.reader(text, delimiter=delimiter)
    line, row = first_line, 0
    while True:
        row += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            raise BrokenTableError(row, line) from None
        yield row, line, cells
        line = first_line + reader.line_num
