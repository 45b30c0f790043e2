"""Where in the project each clause of the strategy is cited: rows of data, pages, and code that is our reading of a clause.

Nothing is listed by hand but the code (strategy/code_readings.toml). A new data file whose rows have `clause` or `clauses`, a
new row or a new page is found by itself. The files are read as they lie there, without the checks of `load_strategy`, so that
everything can be told also when a clause has been struck and much leads nowhere.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from checklists.strategy.schema import build
from macros.citation_kinds import FORMS, KINDS, SOURCES
from macros.templates import ROOT

DATA = "checklists/strategy"
READINGS = f"{DATA}/code_readings.toml"
# Pages that the build writes, which are not in docs/.
WRITTEN = ("strategin/", "forvaltningar/", "checklistor/")
NAME_LENGTH = 90
# What a row of a file without a Source may be called by.
_NAMES = ("name", "title", "text", "question", "id")
_QUOTE = re.compile(r"\b(?:ref|clause)\(\s*[\"']([^\"']+)[\"']\s*\)")
_FIELD = re.compile(r"\{\w+\}")
_RAW = re.compile(r"\{% raw %\}.*?\{% endraw %\}", re.DOTALL)
_TITLE = re.compile(r"^title:\s*(.+?)\s*$", re.MULTILINE)
_KEY = re.compile(r"^(?P<comment>\s*#.*)$|\bclauses?\s*=\s*(?P<ids>\[[^\]]*\]|\"[^\"\n]*\")", re.MULTILINE)
_TEXT = re.compile(r"\"([^\"\n]+)\"")


@dataclass(frozen=True, slots=True)
class Reading:
    """Code or a template that is our reading of clauses: what it takes them to say, in Swedish, and where readers meet it."""

    id: str
    file: str
    clauses: tuple[str, ...]
    reads: str
    page: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Something that rests on a clause: what it is called, its file and line (from 1), and its page where it has one."""

    clause: str
    kind: str
    name: str
    file: str
    line: int
    page: str = ""
    anchor: str = ""


def quoted(text: str) -> list[tuple[str, int]]:
    """Return every (clause, line) that a Markdown page quotes with ref() or clause(), examples between raw and endraw apart."""
    shown = _RAW.sub(lambda raw: "\n" * raw[0].count("\n"), text)
    return [(match[1], shown.count("\n", 0, match.start()) + 1) for match in _QUOTE.finditer(shown)]


def title_of(page: str, text: str) -> str:
    """Return what readers call a page in docs/: the title in its front matter, "" where there is none."""
    if page == "index.md":  # its title is the site's
        return "Startsidan"
    match = _TITLE.search(text)
    return match[1].strip("\"'") if match else ""


def places(root: Path = ROOT) -> list[Place]:
    """Return everything that rests on a clause, kind by kind; clauses that do not exist are among them."""
    found = [*_rows(root), *_pages(root), *_code(root)]
    order = list(KINDS)
    return sorted(found, key=lambda place: (order.index(place.kind), place.file, place.line))


def read_data(name: str, root: Path = ROOT) -> dict[str, Any]:
    """Return a file of checklists/strategy as it lies there, {} where there is none."""
    path = root / DATA / name
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def readings(root: Path = ROOT) -> list[Reading]:
    """Return the table of code that reads clauses."""
    rows = read_data("code_readings.toml", root).get("readings", [])
    return [build(Reading, row, f"code_readings.toml, readings {number}") for number, row in enumerate(rows, 1)]


def lines_of(clause: str, text: str) -> list[int]:
    """Return the lines of a file that name a clause, by its whole id."""
    pattern = _whole(clause)
    return [number for number, line in enumerate(text.splitlines(), 1) if pattern.search(line)]


@cache
def _whole(clause: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w.-]){re.escape(clause)}(?![\w-]|\.\w)")


def _rows(root: Path) -> Iterator[Place]:
    lessons = {lesson["id"]: lesson for lesson in read_data("guide/lessons.toml", root).get("lessons", [])}
    for file in sorted((root / DATA).rglob("*.toml")):
        path = file.relative_to(root).as_posix()
        if path == READINGS:
            continue
        text = file.read_text(encoding="utf-8")
        if "clause" not in text:  # most of the words that rules look for, in large files
            continue
        lines = _lines(text)
        for (_, top, *inner), clauses in _citing(tomllib.loads(text)):
            row = inner[-1] if inner else top
            values = {"row": row, "top": top, "lesson": lessons.get(row.get("lesson"), {"title": "", "page": ""})}
            shown = _shown(file.relative_to(root / DATA).as_posix(), values, root)
            for clause in clauses:
                kind, name, page, anchor = shown
                yield Place(clause, kind, name, path, lines[clause].pop(0) if lines.get(clause) else 1, page, anchor)


def _shown(name: str, values: dict[str, Any], root: Path) -> tuple[str, str, str, str]:
    """Return the kind of a row, what it is called, and its page and anchor where a reader meets it."""
    row = values["row"]
    source = SOURCES.get(name)
    if source is None:
        return "other", _short(str(next((row[key] for key in _NAMES if key in row), name))), "", ""
    page, anchor = source.page.format_map(values), source.anchor.format_map(values)
    if name == "channels.toml" and row["id"] == "reply":  # a form of text, not a channel of its own
        page, anchor = "publicera/granska-utkast.md", ""
    if name == "contacts.toml":
        page = _first_use(root, row["id"])
    if not (page.startswith(WRITTEN) or (root / "docs" / page).is_file()):
        page, anchor = "", ""
    return source.kind, _short(source.name.format_map(values)), page, anchor


def _citing(value: Any, trail: tuple[Mapping[str, Any], ...] = ()) -> Iterator[tuple[tuple[Any, ...], list[str]]]:
    """Give each table that cites clauses, with the tables that it stands in, from the whole file inwards."""
    if isinstance(value, list):
        for part in value:
            yield from _citing(part, trail)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in ("clause", "clauses") and trail:
                ids = [part] if isinstance(part, str) else [each for each in part if isinstance(each, str)]
                yield (*trail, value), [each for each in ids if each]
            else:
                yield from _citing(part, (*trail, value))


def _lines(text: str) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for match in _KEY.finditer(text):
        for clause in _TEXT.finditer(match["ids"] or ""):
            found.setdefault(clause[1], []).append(text.count("\n", 0, match.start("ids") + clause.start()) + 1)
    return found


def _pages(root: Path) -> Iterator[Place]:
    for file in sorted((root / "docs").rglob("*.md")):
        text = file.read_text(encoding="utf-8")
        page = file.relative_to(root / "docs").as_posix()
        kind = "maintenance" if page.startswith("utveckling/") else "page"
        for clause, line in quoted(text):
            yield Place(clause, kind, title_of(page, text), f"docs/{page}", line, page)
    for file in sorted((root / "macros" / "pages").glob("*.md")):
        name, page = FORMS.get(file.name, (file.stem, ""))
        for clause, line in quoted(file.read_text(encoding="utf-8")):
            yield Place(clause, "page", name, f"macros/pages/{file.name}", line, page)


def _code(root: Path) -> Iterator[Place]:
    for reading in readings(root):
        path = root / reading.file
        text = path.read_text(encoding="utf-8") if path.is_file() else ""
        for clause in reading.clauses:
            line = (lines_of(clause, text) or [1])[0]
            yield Place(clause, "code", reading.reads, reading.file, line, reading.page)


def _first_use(root: Path, contact: str) -> str:
    uses = re.compile(rf"\bcontact\(\s*[\"']{re.escape(contact)}[\"']\s*\)")
    files = sorted((root / "docs" / "kommentarer").rglob("*.md")) + sorted((root / "docs").rglob("*.md"))
    using = (file for file in files if uses.search(file.read_text(encoding="utf-8")))
    return next((file.relative_to(root / "docs").as_posix() for file in using), "")


def _short(text: str) -> str:
    """Return the text up to the last whole word that fits, with … where something is left out."""
    text = _FIELD.sub("…", " ".join(text.split()))
    return text if len(text) <= NAME_LENGTH else f"{text[:NAME_LENGTH].rpartition(' ')[0]} …"
