"""Writes .xlsx files, plain or hostile, without a library."""

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | None
_NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def workbook(sheets: Mapping[str, Sequence[Sequence[Cell]]], shared: bool = True, more: Mapping[str, str] | None = None) -> bytes:
    """Return a workbook; texts are shared as Excel does, or in their cells as others do. `more` holds or replaces parts."""
    texts: list[str] = []
    parts = {f"xl/worksheets/sheet{number}.xml": _sheet(rows, texts, shared) for number, rows in enumerate(sheets.values(), 1)}
    listed = "".join(f'<sheet name="{escape(name)}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    parts["xl/workbook.xml"] = f'<workbook xmlns="{_NAMESPACE}" xmlns:r="{_RELATIONS}"><sheets>{listed}</sheets></workbook>'
    relations = "".join(f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(sheets) + 1))
    parts["xl/_rels/workbook.xml.rels"] = (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{relations}</Relationships>'
    )
    if texts:
        items = "".join(f"<si><r><t>{escape(text[:3])}</t></r><r><t>{escape(text[3:])}</t></r></si>" for text in texts)
        parts["xl/sharedStrings.xml"] = f'<sst xmlns="{_NAMESPACE}">{items}</sst>'
    return packed(parts | dict(more or {}))


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """Return a zip file."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return target.getvalue()


def _sheet(rows: Sequence[Sequence[Cell]], texts: list[str], shared: bool) -> str:
    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(_cell(f"{_letters(place)}{number}", value, texts, shared) for place, value in enumerate(row))
        if cells:
            lines.append(f'<row r="{number}">{cells}</row>')
    return f'<worksheet xmlns="{_NAMESPACE}"><sheetData>{"".join(lines)}</sheetData></worksheet>'


def _cell(place: str, value: Cell, texts: list[str], shared: bool) -> str:
    if value is None or value == "":
        return ""
    if isinstance(value, str):
        if not shared:
            return f'<c r="{place}" t="inlineStr"><is><t>{escape(value)}</t></is></c>'
        texts.append(value)
        return f'<c r="{place}" t="s"><v>{len(texts) - 1}</v></c>'
    return f'<c r="{place}"><v>{value!r}</v></c>'


def _letters(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
