"""What the classifier sees of a text and of one sentence: words, pieces of words and a few traits, with their places.

The same functions serve training and use, so the two cannot drift apart. A feature's first letter says its family: whole
words (w), stems (s), pairs (b), stems of the last and the first sentence (l, f), stems that begin a sentence (^), pieces
of words (c), traits (t) and concepts of concepts.toml (k).
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from itertools import chain, pairwise

from checklists.strategy import read_concepts
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
    "quotation": re.compile(r"[”\"»][^”\"«]{3,}[”\"»]|^[–—] ", re.M),
    "list": re.compile(r"^\s*(?:[-•*·]|\d+[.)]|[A-D]\))\s", re.M),
    "age": re.compile(r"\b[A-ZÅÄÖ]\w+,? \d{1,2}(?: år)?\b"),
    "year": re.compile(r"\b1[5-9]\d\d\b"),
    "hashtag": re.compile(r"#\w"),
    "ellipsis": re.compile(r"…|\.\.\."),
}
# How much each family weighs before training, in tenths; a family that is not named is not seen there.
TEXT_STRENGTHS = {"w": 10, "s": 10, "b": 5, "l": 8, "f": 5, "^": 5, "c": 4, "t": 20, "k": 12}
SENTENCE_STRENGTHS = {"w": 10, "s": 10, "b": 6, "^": 8, "c": 4, "t": 15, "k": 15}
_STEM = 6
_AFFIX = range(4, 17)
_NONE: frozenset[str] = frozenset()
_CLOSING = '”"» \n\t'


@dataclass(frozen=True, slots=True)
class Seen:
    """The features of a text or a sentence: in bunches, each with the place of its word in Passage.words, and of the whole.

    A word has several bunches, and a bunch has each feature once. A tuple is all that words that are alike have in common.
    """

    bunches: list[tuple[int, Sequence[str]]]
    traits: tuple[str, ...]

    def features(self) -> dict[str, None]:
        """Return every feature once, in the order in which they are met."""
        met = dict.fromkeys(chain.from_iterable(features for _, features in self.bunches))
        return met | dict.fromkeys(self.traits)


@dataclass(frozen=True, slots=True)
class Word:
    """A word as every model sees it, wherever it stands: its stem, its features on its own and those of its concepts."""

    stem: str
    pieces: tuple[str, ...]
    concepts: tuple[str, ...]


@dataclass(frozen=True)
class Passage:
    """A text ready for the classifier: its words and sentences as spans of `text`, `lower` of the same length."""

    text: str
    lower: str
    words: list[Span]
    sentences: list[Span]

    @cached_property
    def seen(self) -> list[Word]:
        """Return what is seen of each word."""
        return [see_word(self.lower[start:end]) for start, end in self.words]

    @cached_property
    def places(self) -> list[range]:
        """Return which of the words each sentence has, with what follows up to the next one."""
        bounds = [bisect_left(self.words, (sentence.start,)) for sentence in self.sentences]
        return [range(start, end) for start, end in pairwise([*bounds, len(self.words)])]

    def reach(self, place: int) -> Span:
        """Return the sentence at `place` with all that follows up to the next one."""
        after = self.sentences[place + 1].start if place + 1 < len(self.sentences) else len(self.text)
        return Span(self.sentences[place].start, after)


@dataclass(frozen=True, slots=True)
class Concepts:
    """Which concepts a word belongs to, as a whole, by how it begins and by how it ends; equal sets are one object."""

    words: dict[str, frozenset[str]]
    starts: dict[str, frozenset[str]]
    ends: dict[str, frozenset[str]]

    def of(self, token: str) -> frozenset[str]:
        """Return the ids of the concepts of a lower-case word."""
        found = self.words.get(token, _NONE)
        for size in _AFFIX:
            if size > len(token):
                break
            found |= self.starts.get(token[:size], _NONE) | self.ends.get(token[-size:], _NONE)
        return found


@cache
def concepts() -> Concepts:
    """Return the concepts of concepts.toml turned round, from entry to ids."""
    tables: tuple[dict[str, frozenset[str]], ...] = ({}, {}, {})
    same: dict[frozenset[str], frozenset[str]] = {}
    for concept in read_concepts().values():
        for table, entries in zip(tables, (concept.words, concept.starts, concept.ends), strict=True):
            for entry in entries:
                ids = table.get(entry, _NONE) | {concept.id}
                table[entry] = same.setdefault(ids, ids)
    return Concepts(*tables)


def of_text(passage: Passage) -> Seen:
    """Return the features of a whole text."""
    last = passage.sentences[-1].start if passage.sentences else 0
    first = passage.sentences[0].end if passage.sentences else 0
    bunches = _bunches(passage, range(len(passage.words)), {sentence.start for sentence in passage.sentences})
    for place, (span, word) in enumerate(zip(passage.words, passage.seen, strict=True)):
        for part in ["last"] * (span.start >= last) + ["first"] * (span.end <= first):
            bunches.append((place, [f"{part[0]} {word.stem}", *[f"{concept} {part}" for concept in word.concepts]]))
    return Seen(bunches, tuple(f"t {trait}" for trait in dict.fromkeys(_text_traits(passage, last))))


def of_sentence(passage: Passage, place: int) -> Seen:
    """Return the features of the sentence at `place`: its words alone, how it ends, how long it is and where it stands."""
    words, reach = passage.places[place], passage.reach(place)
    bunches = _bunches(passage, words, {passage.words[words[0]].start} if words else set())
    count = len(passage.sentences)
    body = passage.text[slice(*passage.sentences[place])].rstrip(_CLOSING)
    position = "only" if count == 1 else {0: "first", count - 1: "last", count - 2: "second last"}.get(place, "middle")
    traits = [name for name, pattern in _TRAITS.items() if pattern.search(passage.text, *reach)]
    traits += [f"ends {body[-1:] if body[-1:] in '?!.:…' else ''}", f"is {position}", f"length {min(len(words) // 4, 5)}"]
    return Seen(bunches, tuple(f"t {trait}" for trait in traits))


def _bunches(passage: Passage, places: range, starts: set[int]) -> list[tuple[int, Sequence[str]]]:
    """Return the bunches of some of the words; those at `starts` begin a sentence."""
    bunches: list[tuple[int, Sequence[str]]] = []
    before = "^"
    for place in places:
        word = passage.seen[place]
        pair = f"b {before} {word.stem}"
        bunches.append((place, word.pieces))
        bunches.append((place, [pair, f"^ {word.stem}"] if passage.words[place].start in starts else [pair]))
        if word.concepts:
            bunches.append((place, word.concepts))
        before = word.stem
    return bunches


@lru_cache(maxsize=4096)
def see_word(token: str) -> Word:
    """Return what is seen of a word in lower case: itself, its stem, its pieces of three to five letters, its concepts."""
    shape = "0" if token[0].isdigit() else token
    padded = f"<{shape}>"
    pieces = (padded[place : place + size] for size in (3, 4, 5) for place in range(len(padded) - size + 1))
    features = dict.fromkeys([f"w {shape}", f"s {shape[:_STEM]}", *(f"c {piece}" for piece in pieces)])
    return Word(shape[:_STEM], tuple(features), tuple(f"k {concept}" for concept in sorted(concepts().of(token))))


def _text_traits(passage: Passage, last: int) -> Iterable[str]:
    text = passage.text
    for name, pattern in _TRAITS.items():
        if match := pattern.search(text):
            yield name
            if match.start() >= last:
                yield f"last {name}"
    marks = [text[slice(*sentence)].rstrip(_CLOSING)[-1:] for sentence in passage.sentences]
    questions = marks.count("?")
    if questions:
        yield f"questions {min(questions, 3)}"
        if marks[-1] == "?":
            yield "last question"
        if marks[0] == "?":
            yield "first question"
    if "!" in marks:
        yield "exclamation"
    for limit in (25, 50, 90):
        if len(text.split()) > limit:
            yield f"over {limit}"
