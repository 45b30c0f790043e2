"""The sheets of an .xlsx file as rows of cells. The file is a stranger's: what it may cost to read is bounded."""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import IO
from xml.etree import ElementTree

from checklists.errors import InputError
from checklists.metrics.source import MAX_COLUMNS, Sheet
from checklists.metrics.told import Line

MAX_UNPACKED = 150 * 1024 * 1024
MAX_RATIO = 200  # how many bytes one packed byte may become; tables of numbers come to about 20
MAX_TEXTS = 1_000_000
MAX_SHEETS = 50
MAX_BLANK_ROWS = 100_000
MAX_ENTRIES = 2_000
_ENTRY = b"PK\x01\x02"  # begins the line about one file in a zip file's table of contents
# What may stand before the first element. Entities are declared there, after a long comment or in two bytes a sign (UTF-16)
# as well, and no spreadsheet program declares any.
_PROLOGUE = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<\?[^>]*>\s*)?(?:<!--[^>]*-->\s*)*<[A-Za-z_]")
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})\d*")


def sheets(data: bytes) -> list[Sheet]:
    """Return the sheets of a workbook in their order; raise InputError where it is none, or would cost too much to read."""
    if data.count(_ENTRY) > MAX_ENTRIES:  # before any of them is read, which takes long
        raise _too_large()
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
        if "xl/workbook.xml" not in names:
            raise InputError(
                "content",
                "is a zip file or another kind of document, but no Excel workbook: unpack it, or save it as CSV",
                "Filen är packad (zip) eller ett annat slags dokument, men ingen Excelfil. Packa upp den, eller spara som CSV.",
            )
        _bound(package)
        parts, serial = _parts(package)
        texts = _texts(package) if "xl/sharedStrings.xml" in names else []
        found = [_sheet(package, name, part, texts, serial) for name, part in parts if part in names]
    except InputError:
        raise
    except _DAMAGE:
        raise _damaged() from None
    if not found:
        raise InputError("content", "is a workbook without sheets", "Excelfilen har inga blad.")
    return found


def _sheet(package: zipfile.ZipFile, name: str, part: str, texts: list[str], serial: int) -> Sheet:
    size = max(1, package.getinfo(part).file_size)
    opened: list[IO[bytes]] = []

    def read() -> float:
        return min(1.0, opened[0].tell() / size) if opened and not opened[0].closed else 0.0

    return Sheet("utf-8", "xlsx", _lines(package, part, texts, opened.append), read, name, serial)


def _bound(package: zipfile.ZipFile) -> None:
    entries = package.infolist()
    unpacked, packed = sum(entry.file_size for entry in entries), sum(entry.compress_size for entry in entries)
    if unpacked > MAX_UNPACKED or unpacked > 1_000_000 + MAX_RATIO * packed:
        raise _too_large()
    if any(entry.flag_bits & 1 for entry in entries):
        raise InputError("content", "is locked with a password", "Excelfilen är låst med lösenord. Spara den utan lösenord.")


def _parts(package: zipfile.ZipFile) -> tuple[list[tuple[str, str]], int]:
    """Return (name, part) of each sheet, and which year its dates are counted from."""
    relations = {
        relation.get("Id", ""): posixpath.normpath(posixpath.join("xl", relation.get("Target", "")))
        for relation in _tree(package, "xl/_rels/workbook.xml.rels")
    }
    book = _tree(package, "xl/workbook.xml")
    listed = book.findall(f"{_MAIN}sheets/{_MAIN}sheet")[:MAX_SHEETS]
    places = [(sheet.get("name", ""), relations.get(sheet.get(_RELATION, ""), "")) for sheet in listed]
    properties = book.find(f"{_MAIN}workbookPr")
    late = properties is not None and properties.get("date1904") in ("1", "true")
    return [(name, part.removeprefix("/").removeprefix("xl/xl/")) for name, part in places], 1904 if late else 1900


def _tree(package: zipfile.ZipFile, part: str) -> ElementTree.Element:
    if package.getinfo(part).file_size > 1_000_000:
        raise _damaged()
    return ElementTree.fromstring(_declared(package.read(part)))


def _texts(package: zipfile.ZipFile) -> list[str]:
    """Return the texts that cells point to."""
    found: list[str] = []
    for element in _elements(package, "xl/sharedStrings.xml", "si"):
        if len(found) > MAX_TEXTS:
            raise _damaged()
        found.append(_text(element))
    return found


def _lines(package: zipfile.ZipFile, part: str, texts: list[str], opened: Callable[[IO[bytes]], None]) -> Iterator[Line]:
    number = blank = 0
    try:
        for element in _elements(package, part, "row", opened):
            at = int(element.get("r") or number + 1)
            blank += max(0, at - number - 1)
            if at <= number or blank > MAX_BLANK_ROWS:
                raise _damaged()
            number = at
            yield number, 0, _cells(element, texts)
    except InputError:
        raise
    except _DAMAGE:
        raise _damaged() from None


def _cells(row: ElementTree.Element, texts: list[str]) -> list[str]:
    cells: list[str] = []
    for cell in row:
        found = _PLACE.match(cell.get("r", ""))
        place = _column(found[1]) if found else len(cells)
        if place < MAX_COLUMNS and place >= len(cells):
            cells.extend([""] * (place - len(cells)))
            cells.append(_value(cell, texts))
    return cells


def _column(letters: str) -> int:
    place = 0
    for letter in letters:
        place = 26 * place + ord(letter) - 64
    return place - 1


def _value(cell: ElementTree.Element, texts: list[str]) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        return _text(cell)
    value = cell.findtext(f"{_MAIN}v") or ""
    if kind == "s":
        return texts[int(value)] if value else ""
    return value if kind in ("str", "d") or not value else _number(value)


def _number(value: str) -> str:
    """Return a number so that nobody takes its decimals for thousands: 1247.0 as 1247, 1.234 as 1.2340."""
    try:
        number = float(value)
    except ValueError:
        return value  # an error in a formula, such as #REF!
    if number.is_integer() and abs(number) < 1e15:
        return str(int(number))
    return value + "0" if re.fullmatch(r"-?\d{1,3}\.\d{3}", value, re.ASCII) else value


def _text(element: ElementTree.Element) -> str:
    """Return the text of its runs, without how it is pronounced (rPh)."""
    return "".join(
        part.text or ""
        for child in element
        if child.tag != f"{_MAIN}rPh"
        for part in ([child] if child.tag == f"{_MAIN}t" else child.iter(f"{_MAIN}t"))
    )


def _elements(
    package: zipfile.ZipFile, part: str, tag: str, opened: Callable[[IO[bytes]], None] = lambda _: None
) -> Iterator[ElementTree.Element]:
    """Yield the elements with a tag as they are read; what has been read is let go of."""
    with package.open(part) as source:
        opened(source)
        _declared(source.read(4096))
        source.seek(0)
        for _, element in ElementTree.iterparse(source):
            if element.tag == _MAIN + tag:
                yield element
                element.clear()


def _declared(start: bytes) -> bytes:
    """Return the bytes; raise InputError where they are no UTF-8, or anything but an element comes first."""
    if not _PROLOGUE.match(start) or b"\0" in start:
        raise _damaged()
    return start


def _too_large() -> InputError:
    return InputError(
        "content",
        "would take too much memory to unpack: save the sheet as CSV",
        "Excelfilen blir för stor när den packas upp. Spara bladet som CSV i stället.",
    )


def _damaged() -> InputError:
    return InputError(
        "content",
        "is a workbook that cannot be read: save the sheet as CSV",
        "Excelfilen går inte att läsa. Öppna den i Excel, välj Spara som, CSV UTF-8, och använd den filen.",
    )


_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ElementTree.ParseError,
    KeyError,
    IndexError,
    ValueError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    OSError,
)
