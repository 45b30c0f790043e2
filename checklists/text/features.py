"""What the classifier sees of a text: words, pieces of words and a few traits, each with the place that it comes from.

The same function serves training and use, so the two cannot drift apart.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checklists.strategy import load_concepts
from checklists.text.words import Span

_TRAITS = {
    "clock": re.compile(r"\b(?:kl\.?|klockan)\s?\d|\b\d{1,2}[.:]\d{2}\b|\b\d{1,2}\s?[–-]\s?\d{1,2}\b"),
    "date": re.compile(
        r"\b\d{1,2}(?::e)? (?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*|\b(?:mån|tis|ons|tors|fre|lör|sön)dag", re.I
    ),
    "link": re.compile(r"https?://|\bwww\.|\b[\w-]+\.(?:se|com|nu|org)\b"),
    "place-of-link": re.compile(r"länk(?:en)? (?:i|längst|här|nedan|under)|i bion?\b", re.I),
    "money": re.compile(r"\d (?:kr|kronor)\b|\bgratis\b", re.I),
    "percent": re.compile(r"\d ?(?:%|procent)"),
    "quotation": re.compile(r"[”\"»][^”\"«]{3,}[”\"«]|^[–—] ", re.M),
    "list": re.compile(r"^\s*(?:[-•*·]|\d+[.)]|[A-D]\))\s", re.M),
    "age": re.compile(r"\b[A-ZÅÄÖ]\w+,? \d{1,2}(?: år)?\b"),
    "year": re.compile(r"\b1[5-9]\d\d\b"),
    "hashtag": re.compile(r"#\w"),
    "ellipsis": re.compile(r"…|\.\.\."),
}
# How much each family of features weighs, in tenths, by the letter that it begins with: whole words, stems, pairs, last
# and first sentence, sentence starts, pieces of words, traits, concepts.
_STRENGTHS = {"w": 10, "s": 10, "b": 5, "l": 8, "f": 5, "^": 5, "c": 4, "t": 20, "k": 12}
_STEM = 6
_AFFIX = range(4, 17)


@dataclass(frozen=True, slots=True)
class Concepts:
    """Which concepts a word belongs to, as a whole, by how it begins and by how it ends."""

    words: dict[str, set[str]]
    starts: dict[str, set[str]]
    ends: dict[str, set[str]]

    def of(self, token: str) -> set[str]:
        """Return the ids of the concepts of a lower-case word."""
        found = set(self.words.get(token, ()))
        for size in _AFFIX:
            if size > len(token):
                break
            found |= self.starts.get(token[:size], set()) | self.ends.get(token[-size:], set())
        return found


@cache
def concepts() -> Concepts:
    """Return the concepts of concepts.toml turned round, from entry to ids."""
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for concept in load_concepts().values():
        for table, entries in zip(tables, (concept.words, concept.starts, concept.ends), strict=True):
            for entry in entries:
                table.setdefault(entry, set()).add(concept.id)
    return Concepts(*tables)


def strength(feature: str) -> int:
    """Return how much a feature weighs before training, in tenths."""
    return _STRENGTHS[feature[0]]


def features(text: str, lower: str, words: list[Span], sentences: list[Span]) -> Iterator[tuple[str, Span | None]]:
    """Yield every feature with the words that it comes from, or None for a trait of the whole text."""
    tokens = [lower[slice(*span)] for span in words]
    last = sentences[-1].start if sentences else 0
    first = sentences[0].end if sentences else 0
    starts = {sentence.start for sentence in sentences}
    before = "^"
    known = concepts()
    for token, span in zip(tokens, words, strict=True):
        shape = "0" if token[0].isdigit() else token
        stem = shape[:_STEM]
        yield f"w {shape}", span
        yield f"s {stem}", span
        yield f"b {before} {stem}", span
        if span.start >= last:
            yield f"l {stem}", span
        if span.end <= first:
            yield f"f {stem}", span
        if span.start in starts:
            yield f"^ {stem}", span
        for concept in sorted(known.of(token)):
            yield f"k {concept}", span
            if span.start >= last:
                yield f"k {concept} last", span
            if span.end <= first:
                yield f"k {concept} first", span
        padded = f"<{shape}>"
        for size in (3, 4, 5):
            for place in range(len(padded) - size + 1):
                yield f"c {padded[place : place + size]}", span
        before = stem
    yield from _traits(text, sentences, last)


def _traits(text: str, sentences: list[Span], last: int) -> Iterator[tuple[str, Span | None]]:
    for name, pattern in _TRAITS.items():
        if match := pattern.search(text):
            yield f"t {name}", None
            if match.start() >= last:
                yield f"t last {name}", None
    marks = [text[sentence.start : sentence.end].rstrip('”"» ')[-1:] for sentence in sentences]
    questions = marks.count("?")
    if questions:
        yield f"t questions {min(questions, 3)}", None
        if marks[-1] == "?":
            yield "t last question", None
        if marks[0] == "?":
            yield "t first question", None
    if "!" in marks:
        yield "t exclamation", None
    for limit in (25, 50, 90):
        if len(text.split()) > limit:
            yield f"t over {limit}", None
