"""What has happened to the clauses since someone last went through what rests on them, and what must be read again.

clauses-read.json remembers the words of each clause (as a digest) and the version that held when that was done. What rests on
what is found by citations.py. The command line is revision.py.
"""

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklists.strategy.schema import Clause, DataError, build
from macros.citations import DATA, Place, lines_of, places, read_data
from macros.templates import ROOT

LOCK = "macros/clauses-read.json"
CLAUSES = f"{DATA}/clauses.toml"
META = f"{DATA}/meta.toml"
FACTS = "tests/test_strategy.py"
NEWS = "docs/om/andringar.md"
# Where the id of a clause that has been struck must not be left behind.
SEARCHED = ("README.md", "checklists", "docs", "macros", "overrides", "tests")
READ_AS_TEXT = (".md", ".toml", ".py", ".html", ".js", ".css")
HOW = """\
When you have read them and mended what was wrong:
  make reviewed                                              accepts all of it
  .venv/bin/python -m macros.revision --accept CLAUSE ...    accepts some of it"""


@dataclass(frozen=True, slots=True)
class Change:
    """What has happened to a clause: kind is changed, new, gone or renamed; `now` is the new id of a renamed one."""

    kind: str
    clause: str
    now: str = ""


def digest(clause: Clause) -> str:
    """Return a short checksum of a clause's title and text, the words that others rest on."""
    return hashlib.sha256(f"{clause.title}\n{clause.text}".encode()).hexdigest()[:16]


def read_clauses(path: Path) -> dict[str, Clause]:
    """Return the clauses of a file in their order, or raise DataError that names file and row."""
    try:
        rows = tomllib.loads(path.read_text(encoding="utf-8")).get("clauses", [])
    except (OSError, ValueError) as error:
        raise DataError(f"{path}: {error}") from None
    found: dict[str, Clause] = {}
    for number, row in enumerate(rows, 1):
        clause = build(Clause, row, f"{path.name}, clauses {number}")
        if clause.id in found:
            raise DataError(f"{path.name}, row {clause.id!r}: the id is used twice")
        found[clause.id] = clause
    return found


def compare(before: Mapping[str, str], after: Mapping[str, str]) -> list[Change]:
    """Return what happened between two {clause: digest}: first what is gone, then what is renamed, new, and changed."""
    gone, new = [each for each in before if each not in after], [each for each in after if each not in before]
    renamed = {old: now for old in gone for now in new if before[old] == after[now]}
    return [
        *(Change("gone", clause) for clause in gone if clause not in renamed),
        *(Change("renamed", old, now) for old, now in renamed.items()),
        *(Change("new", clause) for clause in new if clause not in renamed.values()),
        *(Change("changed", clause) for clause in after if clause in before and before[clause] != after[clause]),
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """A copy of the project with what is to be gone through in it."""

    root: Path
    clauses: Mapping[str, Clause]
    places: list[Place]
    lock: Mapping[str, Mapping[str, str]]
    locked_version: str
    version: str

    @property
    def changes(self) -> list[Change]:
        """What has happened to the clauses since they were last gone through."""
        return compare({clause: row["digest"] for clause, row in self.lock.items()}, digests(self.clauses))

    @property
    def nowhere(self) -> list[Place]:
        """What cites a clause that does not exist."""
        return [place for place in self.places if place.clause not in self.clauses]

    def look_at(self, change: Change) -> list[str]:
        """Return the lines to look at again, as "file:line  what it is", each once."""
        resting = [
            (place.file, place.line, f"{place.kind}: {place.name}") for place in self.places if place.clause == change.clause
        ]
        if change.kind in ("gone", "renamed"):
            resting += self._mentions(change.clause)
        else:
            resting = [*self._lead(change.clause), *resting, *self._facts(change.clause)]
        told = {(file, line): what for file, line, what in reversed(resting)}
        ordered = dict.fromkeys((file, line) for file, line, _ in resting)
        return [f"{file}:{line}  {told[file, line]}" for file, line in ordered]

    def _lead(self, clause: str) -> list[tuple[str, int, str]]:
        """Return the lead of the clause's section, which sums it up, and for a clause that nobody cites the pages that might."""
        section = self.clauses[clause].section
        text = (self.root / META).read_text(encoding="utf-8")
        begins = text.find(f'id = "{section}"')
        if begins < 0:
            return []
        at = text.find("\nlead", begins)
        found = [(META, text.count("\n", 0, at) + 2, f"the lead of the section {section}")]
        if all(place.clause != clause for place in self.places):
            rows = read_data("meta.toml", self.root).get("sections", [])
            guidance: list[str] = next((row["guidance"] for row in rows if row["id"] == section), [])
            found += [(f"docs/{page}", 1, "nothing cites the clause yet: perhaps here") for page in guidance]
        return found

    def _facts(self, clause: str) -> list[tuple[str, int, str]]:
        """Return the lines of the test that must hold of the clause; a clause that is new must be entered in its list."""
        text = (self.root / FACTS).read_text(encoding="utf-8")
        if not lines_of(clause, text):
            return [(FACTS, text.count("\n", 0, text.find("CLAUSES = (")) + 1, "test: enter the new clause in the list CLAUSES")]
        lines = text.splitlines()
        return [
            (FACTS, line, "test: facts of the clause") for line in lines_of(clause, text) if f'("{clause}"' in lines[line - 1]
        ]

    def _mentions(self, clause: str) -> list[tuple[str, int, str]]:
        """Return every line of the project that names the clause, also in examples, comments and tests."""
        found = []
        for top in SEARCHED:
            path = self.root / top
            for file in sorted(path.rglob("*")) if path.is_dir() else [path]:
                name = file.relative_to(self.root).as_posix()
                if file.suffix in READ_AS_TEXT and not name.startswith("tests/corpus/") and file.is_file():
                    text = file.read_text(encoding="utf-8")
                    found += [(name, line, "names the clause") for line in (lines_of(clause, text) if clause in text else [])]
        return found


def digests(clauses: Mapping[str, Clause]) -> dict[str, str]:
    """Return {clause: digest}."""
    return {clause.id: digest(clause) for clause in clauses.values()}


def read_desk(root: Path = ROOT) -> Desk:
    """Return everything that --check and --accept need to know; nothing has been gone through where there is no lock."""
    lock: Any = (
        json.loads((root / LOCK).read_text(encoding="utf-8")) if (root / LOCK).exists() else {"version": "", "clauses": {}}
    )
    version = str(read_data("meta.toml", root)["version"])
    return Desk(root, read_clauses(root / CLAUSES), places(root), lock["clauses"], lock["version"], version)


def check(desk: Desk) -> list[str]:
    """Return what must be looked at again, in plain words; [] when nothing is."""
    changes, told = desk.changes, []
    if changes:
        told.append(
            f"{CLAUSES} has changed since someone last went through what rests on the clauses. Look at these lines again.\n"
        )
        for change in changes:
            lines = desk.look_at(change)
            told += [_headline(change, desk.clauses, bool(lines)), *(f"  {line}" for line in lines), ""]
    known = {change.clause for change in changes}
    if strays := [place for place in desk.nowhere if place.clause not in known]:
        told += ["These cite clauses that do not exist.", *_cited(strays), ""]
    if desk.version != desk.locked_version:
        told.append(
            f"The version in {META} is {desk.version}. The clauses were last gone through at {desk.locked_version or 'none'}."
        )
        told += ["No clause has changed." if not changes else "The clauses above have changed; the others are as they were.", ""]
    if changes or desk.version != desk.locked_version:
        told += [HOW, ""]
    if f"ersion {desk.version}" not in (desk.root / NEWS).read_text(encoding="utf-8"):
        told += [f"{NEWS} does not tell the readers of version {desk.version} yet. Write a line under Strategins versioner.", ""]
    return told


def _headline(change: Change, clauses: Mapping[str, Clause], named: bool) -> str:
    clause = change.clause
    if change.kind == "gone":
        return f"{clause} is gone. {'Nothing may name it any more:' if named else 'Nothing names it any more.'}"
    if change.kind == "renamed":
        return f"{clause} is called {change.now} now, with the same words. Links from outside to the old id break."
    return f"{clause} {'is new' if change.kind == 'new' else 'has new words'}: {clauses[clause].title}"


def accept(desk: Desk, chosen: list[str]) -> tuple[int, str]:
    """Remember the words of the clauses `chosen` (all, when none is named) as gone through; return (exit status, what to say).

    The version is remembered too once nothing is left to go through.
    """
    named = {name: change for change in desk.changes for name in (change.clause, change.now) if name}
    if strangers := [name for name in chosen if name not in named and name not in desk.clauses]:
        return 2, f"No such clause: {', '.join(strangers)}."
    if desk.nowhere:
        return 1, "\n".join(
            ["Nothing is accepted: these cite clauses that do not exist. Mend them first.", *_cited(desk.nowhere)]
        )
    taken = list(dict.fromkeys(named[name] for name in chosen if name in named)) if chosen else desk.changes
    lock = dict(desk.lock)
    for change in taken:
        clause = change.now or change.clause
        if change.kind in ("gone", "renamed"):
            del lock[change.clause]
        if change.kind != "gone":
            lock[clause] = {"digest": digest(desk.clauses[clause]), "version": desk.version}
    left = len(desk.changes) - len(taken)
    order = [*desk.clauses, *desk.lock]  # what is left to strike comes last
    rows = {clause: lock[clause] for clause in order if clause in lock}
    data = {"version": desk.locked_version if left else desk.version, "clauses": rows}
    (desk.root / LOCK).write_text(json.dumps(data, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0, f"Accepted: {_count(len(taken))} at version {desk.version}. Left to go through: {left}."


def against(desk: Desk, other: Path) -> list[str]:
    """Return what would have to be looked at again if the clauses of another file were ours, with both wordings."""
    draft = read_clauses(other)
    told = []
    for change in compare(digests(desk.clauses), digests(draft)):
        lines = [] if change.kind == "new" else desk.look_at(change)
        told.append(_headline(change, draft, bool(lines)))
        if change.kind == "changed":
            was, now = desk.clauses[change.clause], draft[change.clause]
            told += [f"  was: {was.title}. {was.text}", f"  is:  {now.title}. {now.text}"]
        told += [*(f"  {line}" for line in lines), ""]
    return told or ["The clauses are the same, word for word."]


def _cited(strays: list[Place]) -> list[str]:
    return [f"  {each.file}:{each.line}  {each.clause}" for each in strays]


def _count(changes: int) -> str:
    return "1 change" if changes == 1 else f"{changes} changes"
