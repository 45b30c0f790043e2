"""Which concepts a word of a comment belongs to: comments/concepts.toml, turned round.

Words that nobody listed mean something to the model through the concepts that they share with words that it has seen. The
table is large, so each combination of concepts is kept once and every word holds its number.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from checklists.strategy import FOLDER, parse, read_json
from checklists.strategy.schema import Concept, build

COMPILED = "comments/lexicon.json"
_AFFIX = range(4, 17)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`kinds` are combinations of concepts; `words`, `starts` and `ends` lead from an entry to its place in `kinds`."""

    kinds: list[list[str]]
    words: dict[str, int]
    starts: dict[str, int]
    ends: dict[str, int]

    def of(self, word: str) -> frozenset[str]:
        """Return the concepts of a word in lower case; of an unlisted compound those of its last part, marked with "…"."""
        found: set[str] = set()
        if (kind := self.words.get(word)) is not None:
            found.update(self.kinds[kind])
        for size in _AFFIX:
            if size > len(word):
                break
            for table, affix in ((self.starts, word[:size]), (self.ends, word[-size:])):
                if (kind := table.get(affix)) is not None:
                    found.update(self.kinds[kind])
        if found:
            return frozenset(found)
        for start in range(2, len(word) - 3):
            if (kind := self.words.get(word[start:])) is not None:
                return frozenset(f"…{concept}" for concept in self.kinds[kind])
        return frozenset()


@cache
def load_lexicon() -> Lexicon:
    """Return the lexicon, as the wheel holds it compiled or from the source."""
    if FOLDER.joinpath(COMPILED).exists():
        return Lexicon(**read_json(COMPILED))
    return Lexicon(**compile_lexicon(parse("comments/concepts.toml")))


def compile_lexicon(source: Mapping[str, Any]) -> dict[str, Any]:
    """Return the fields of a Lexicon from {"concepts": [...]}; raise DataError for a row that is wrong."""
    tables: dict[str, dict[str, list[str]]] = {"words": {}, "starts": {}, "ends": {}}
    for row in source["concepts"]:
        concept = build(Concept, row, "comments/concepts.toml")
        for name, table in tables.items():
            for entry in getattr(concept, name):
                table.setdefault(entry, []).append(concept.id)
    kinds = sorted({tuple(sorted(set(ids))) for table in tables.values() for ids in table.values()})
    place = {kind: number for number, kind in enumerate(kinds)}
    numbered = {name: {entry: place[tuple(sorted(set(ids)))] for entry, ids in table.items()} for name, table in tables.items()}
    return {"kinds": [list(kind) for kind in kinds], **numbered}


@lru_cache(maxsize=4096)
def concepts_of(reading: str) -> frozenset[str]:
    """Return the concepts of one way to read a word."""
    return load_lexicon().of(reading.lstrip("@#"))
