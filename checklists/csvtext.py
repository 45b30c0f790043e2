"""CSV out, as a Swedish Excel opens it right: semicolons, CRLF, a byte order mark, and no cell that is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

MARK = "\ufeff"
END = "\r\n"
# A spreadsheet takes a cell that begins so for a formula; the wide forms too (OWASP, CSV injection), and after spaces and signs
# without width, which some programs take away before they look.
_FORMULA = re.compile(r"[ \u00a0]*[\t\r\n]|[\s\ufeff\u200b-\u200f\u2060]*[=+\-@＝＋－＠]")


def table(headers: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return a whole file. A cell that is no text, such as a number below zero, is written as it is."""
    return MARK + "".join(line(row) + END for row in (headers, *rows))


def line(cells: Sequence[object]) -> str:
    """Return one row without its line break.

    >>> line(["=1+1", -1, None, "a"])
    "'=1+1;-1;;a"
    """
    text = io.StringIO()
    guarded = [_harmless(cell) if isinstance(cell, str) else cell for cell in cells]
    # A cell with a line break is quoted because the line ends so, hence not without an ending.
    csv.writer(text, delimiter=";", lineterminator=END).writerow(guarded)
    return text.getvalue().removesuffix(END)


def _harmless(cell: str) -> str:
    return f"'{cell}" if _FORMULA.match(cell) else cell
