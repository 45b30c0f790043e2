"""The signals of a comment: the ways in which Swedes threaten, insult, ask, thank and tell, as tables of forms.

The tables are strategy/signals/*.toml; patterns.py has the grammar. Every row has an id, forms, comments that it finds and
near misses that it must not find.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from checklists.comments.patterns import Form, Index, compile_form
from checklists.comments.readings import Token, Vocabulary, tokens
from checklists.strategy import parse

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
    "question",
    "praise",
    "opinion",
    "irony",
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
    """Every table, ready to look for."""

    index: Index
    vocabulary: Vocabulary

    def find(self, words: Sequence[Token]) -> list[Signal]:
        """Return the signals of a comment's words, in the order of the text; of a row's findings that overlap, the longest."""
        found: dict[tuple[str, str, int], Signal] = {}
        for row, first, after in self.index.find(words):
            assert isinstance(row, Row)
            key = (row.table, row.id, first)
            signal = Signal(row, words[first].start, words[after - 1].end)
            if key not in found or found[key].end < signal.end:
                found[key] = signal
        return sorted(found.values(), key=lambda signal: (signal.start, signal.end, signal.row.table, signal.row.id))

    def words(self, text: str) -> list[Token]:
        """Return the words of a text with their readings."""
        return tokens(text, self.vocabulary)


@cache
def load_signals() -> Signals:
    """Return the signals of every table; raise DataError or ValueError where a table is wrong."""
    return compile_tables({table: parse(f"signals/{table}.toml") for table in TABLES})


def compile_tables(tables: Mapping[str, Mapping[str, Any]]) -> Signals:
    """Return tables, each {"rows": [...], "lists"?: {...}}, ready to look for."""
    index, vocabulary = Index(), Vocabulary()
    for table, data in tables.items():
        lists = data.get("lists", {})
        for item in data["rows"]:
            row = Row(table, item["id"], item.get("reason") or item.get("kind") or item.get("strength") or "")
            for text in item["forms"]:
                form = compile_form(text, lists)
                index.add(form, row)
                vocabulary.add(_whole_words(form))
    return Signals(index, vocabulary)


def _whole_words(form: Form) -> Iterator[str]:
    for step in form.steps:
        if step:
            yield from step.whole
            yield from (word.text for words in step.longer for word in words if not word.start_open)
