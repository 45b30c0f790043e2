"""Finding the forms of all tables in a text, in one walk: by their first word, and where that is a common one by the next too.

The forms stand packed (checklists/packed.py). A key is a form's first run of letters and digits, or its first two; a value is
the forms that begin so, the longest first. Keys of forms in capitals begin with "=", and those of the rows with "#". A row's
number is the letter of its table and its place there.
"""

import json
import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from string import ascii_letters
from typing import NamedTuple

from checklists import packed
from checklists.strategy import FOLDER, load_rules, read_bytes, read_rows
from checklists.strategy.schema import Row
from checklists.text.words import Span

COMPILED = "tone/phrases.bin"
# Tables of signs and of hosts, which are found in other ways.
NO_WORDS = frozenset(["emojis", "shorteners"])
_RUN = re.compile(r"[^\W_]+")
_SPACES = " \u00a0"
# How far a form's second word may lie from its first: marks and spaces, and a long compound.
_NEXT = 60
# In a form this stands for up to three of the little words that colour a phrase: "får du … skylla dig själv".
FILLERS = "…"
_FILLERS = re.compile(
    r"(?:[ \u00a0](?:faktiskt|ju|väl|nog|bara|då|också|även|alltså|helt enkelt|tyvärr|själv|egentligen|verkligen|absolut|snarare"
    r"|redan|liksom|i så fall|så klart|såklart|självklart|naturligtvis|givetvis|lite|trots allt|som sagt|kanske|säkert|åtminstone"
    r"|i alla fall|dock|nu)(?![^\W_])){0,3}"
)
_ANY_CASE, _EXACT, _ROW = "", "=", "#"
# Between the forms of a value, and between the parts of a form; the first part says that longer keys begin with this one.
_NEW, _PART, _LONGER = "\x1e", "\x1f", "+"
# In a packed form this stands for the words of its key, with which nearly all begin.
_KEY = "\x1d"


class Form(NamedTuple):
    """A form, the number of its row and what to write instead."""

    form: str
    row: str
    replacement: str


class Match(NamedTuple):
    """Where a form stands, its row (without the row's forms and examples) and what to write instead."""

    span: Span
    row: Row
    replacement: str


def find(text: str, lower: str) -> dict[str, list[Match]]:
    """Return where the forms of each table stand as words of their own; of a table's forms that overlap, the longest.

    A form in capitals is found as it is written, any other in any case. A space in a form matches any run of spaces.
    """
    found: dict[str, list[Match]] = {}
    for case, where in ((_ANY_CASE, lower), (_EXACT, text)):
        reached: dict[str, int] = {}
        runs = list(_RUN.finditer(where))
        for number, run in enumerate(runs):
            longer, forms = _forms(case + run[0])
            if longer or forms:
                start = run.start()
                best = _longest(where, start, forms)
                if longer and number + 1 < len(runs):
                    after = where[slice(*runs[number + 1].span())][: max(0, run.end() + _NEXT - runs[number + 1].start())]
                    for table, other in _longest(where, start, _forms(f"{case}{run[0]} {after}")[1] if after else ()).items():
                        best[table] = max(best.get(table, other), other)
                for table, (end, form) in best.items():
                    if start >= reached.get(table, 0):
                        reached[table] = end
                        match = Match(Span(start, end), _row(form.row), form.replacement)
                        found.setdefault(_tables()[table], []).append(match)
    return found


def is_form(table: str, word: str) -> bool:
    """Say whether a word, written like this, is a form of a table."""
    runs = _RUN.findall(word)
    case = _ANY_CASE if word == word.lower() else _EXACT
    keys = {case + " ".join(runs[:1]), case + " ".join(runs[:2])}
    return any(form.form == word and _tables()[form.row[0]] == table for key in keys for form in _forms(key)[1])


def _longest(where: str, start: int, forms: Iterable[Form]) -> dict[str, tuple[int, Form]]:
    """Return, by the letter of a table, where the first of its `forms` that stands at `start` ends, with the form."""
    best: dict[str, tuple[int, Form]] = {}
    for form in forms:
        if form.row[0] not in best and (stop := _reach(where, start, form.form)) and not where[stop : stop + 1].isalnum():
            best[form.row[0]] = stop, form
    return best


def _reach(text: str, start: int, form: str) -> int | None:
    """Return where `form` ends if it stands at `start`."""
    if FILLERS not in form:
        if text.startswith(form, start):
            return start + len(form)
        if " " not in form:
            return None
    place = start
    for part in form.split(" "):
        if part == FILLERS:
            place = _FILLERS.match(text, place).end()  # type: ignore[union-attr]
            continue
        if place > start:
            after = place
            while text[place : place + 1] and text[place] in _SPACES:
                place += 1
            if place == after:
                return None
        if not text.startswith(part, place):
            return None
        place += len(part)
    return place


@lru_cache(maxsize=4096)
def _forms(key: str) -> tuple[bool, tuple[Form, ...]]:
    """Return whether keys of two runs begin with this one, and the forms of this key."""
    value = _phrases().get(key)
    if value is None:
        return False, ()
    longer, *forms = value.split(_NEW)
    words = key.lstrip(_EXACT)
    return longer == _LONGER, tuple(Form(*form.replace(_KEY, words).split(_PART)) for form in forms)


@lru_cache(maxsize=256)
def _row(number: str) -> Row:
    id, why, level, spelled, closes = json.loads(_phrases().get(_ROW + number) or "")
    return Row(id, {}, (), (), why, level, tuple(spelled), closes)


@cache
def _tables() -> dict[str, str]:
    """Return the tables by their letters."""
    return dict(zip(ascii_letters, (_phrases().get(_ROW) or "").split(_PART), strict=False))


@cache
def _phrases() -> packed.Packed:
    if FOLDER.joinpath(COMPILED).exists():
        return packed.unpack(read_bytes(COMPILED))
    return packed.unpack(packed.pack(compile_tables(read_tables())))


def read_tables() -> dict[str, dict[str, Row]]:
    """Return the rows of every table of words that a rule reads."""
    tables = {check.rows for rule in load_rules().values() for check in rule.checks if check.rows} - NO_WORDS
    return {table: read_rows(table) for table in sorted(tables)}


def compile_tables(tables: Mapping[str, Mapping[str, Row]]) -> dict[str, str]:
    """Return the keys and values of all tables, each {id: row}."""
    found = {_ROW: _PART.join(tables)}
    groups: dict[str, list[Form]] = {}
    longer: set[str] = set()
    for letter, rows in zip(ascii_letters, tables.values(), strict=False):
        for place, row in enumerate(rows.values()):
            number = f"{letter}{place}"
            found[_ROW + number] = json.dumps([row.id, row.why, row.level, row.spelled, row.closes], ensure_ascii=False)
            for form, replacement in row.forms.items():
                case = _ANY_CASE if form == form.lower() else _EXACT
                runs = _RUN.findall(form.partition(FILLERS)[0])[:2]
                if runs:
                    groups.setdefault(case + " ".join(runs), []).append(Form(form, number, replacement))
                    longer.update([case + runs[0]] if len(runs) > 1 else [])
    for key in sorted(longer | groups.keys()):
        forms = [
            _PART.join([form.replace(key.lstrip(_EXACT), _KEY, 1), row, replacement])
            for form, row, replacement in sorted(groups.get(key, ()), key=lambda form: (-len(form.form), form.form))
        ]
        found[key] = _NEW.join([_LONGER if key in longer else "", *forms])
    return found
