"""The signals of a comment: the ways in which Swedes threaten, insult, ask, thank and tell, as tables of forms.

The tables are strategy/signals/*.toml; patterns.py has the grammar. Every row has an id, forms, comments that it finds and
near misses that it must not find.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from checklists.comments.names import with_names
from checklists.comments.patterns import Patterns
from checklists.comments.readings import Token, Vocabulary, tokens
from checklists.strategy import FOLDER, parse, read_json

COMPILED = "signals.json"
TABLES = (
    "threat",
    "insult",
    "profanity",
    "hate",
    "claim",
    "scam",
    "spam",
    "repeated",
    "rights",
    "private",
    "question",
    "praise",
)


@dataclass(frozen=True, slots=True)
class Row:
    """One way of saying something. `kind` tells apart rows of the same table: "strong", "mild", "racism", "asked" and so on."""

    table: str
    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Signal:
    """A row found in a text, from `start` up to `end`."""

    row: Row
    start: int
    end: int


@dataclass(frozen=True)
class Signals:
    """Every table, ready to look for; a pattern means its row's place in `rows`."""

    rows: tuple[Row, ...]
    patterns: Patterns
    vocabulary: Vocabulary

    def find(self, words: Sequence[Token]) -> list[Signal]:
        """Return the signals of a comment's words, in the order of the text; of a row's findings that overlap, the longest."""
        found: dict[tuple[int, int], Signal] = {}
        for number, first, after in self.patterns.find(words):
            signal = Signal(self.rows[number], words[first].start, words[after - 1].end)
            if (number, first) not in found or found[number, first].end < signal.end:
                found[number, first] = signal
        return sorted(found.values(), key=lambda signal: (signal.start, signal.end, signal.row.table, signal.row.id))

    def words(self, text: str) -> list[Token]:
        """Return the words of a text with their readings."""
        return with_names(text, tokens(text, self.vocabulary))


@cache
def load_signals() -> Signals:
    """Return the signals of every table; raise DataError or ValueError where a table is wrong."""
    if FOLDER.joinpath(COMPILED).exists():
        compiled = read_json(COMPILED)
        return _ready(tuple(Row(*row) for row in compiled["rows"]), Patterns.unpack(compiled["patterns"]))
    return compile_tables({table: parse(f"signals/{table}.toml") for table in TABLES})


def pack(signals: Signals) -> dict[str, Any]:
    """Return the signals as JSON can hold them, for the wheel: reading that is ten times faster than compiling."""
    return {"rows": [[row.table, row.id, row.kind] for row in signals.rows], "patterns": signals.patterns.pack()}


def compile_tables(tables: Mapping[str, Mapping[str, Any]]) -> Signals:
    """Return tables, each {"rows": [...], "lists"?: {...}}, ready to look for."""
    patterns = Patterns()
    rows: list[Row] = []
    for table, data in tables.items():
        lists = data.get("lists", {})
        for item in data["rows"]:
            for form in item["forms"]:
                patterns.add(form, lists, len(rows))
            rows.append(Row(table, item["id"], item.get("reason") or item.get("kind") or item.get("strength") or ""))
    return _ready(tuple(rows), patterns)


def _ready(rows: tuple[Row, ...], patterns: Patterns) -> Signals:
    vocabulary = Vocabulary()
    vocabulary.add(patterns.words())
    return Signals(rows, patterns, vocabulary)
