"""What the model sees of a comment: words and pieces of words, signals, concepts and who is meant, sentence by sentence.

The same functions serve training and use, so the two cannot drift apart. Words are seen without å, ä and ö, so that it does
not matter who types them. A feature's first letter says its family: whole words (w), stems (s), pairs of stems (b), pieces
of words (c), how it begins and ends (e), signals (g), concepts (k), traits (t).
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache

from checklists.comments.comment import Comment
from checklists.comments.readings import Token
from checklists.strategy import parse
from checklists.strategy.schema import Concept, build
from checklists.text import privacy
from checklists.text.features import Concepts
from checklists.text.words import PROTECTED, Span

# Each feature with the words that it comes from; none for a trait of the whole.
Seen = dict[str, list[Span]]
STRENGTHS = {"w": 10, "s": 10, "b": 8, "c": 4, "e": 8, "g": 16, "k": 12, "t": 16}
_PLAIN = str.maketrans("åäöéüø", "aaoeuo")
_STEM = 6
_ADDRESS = re.compile(r"\w(?:gatan|vägen|gränden|stigen|torget|gata|väg|stig) \d")
_IDENTITY = re.compile(r"(?<!\d)\d{6,8}[ -]?\d{4}(?!\d)")
# The same words three times in a row, or a line that comes back.
_AGAIN = re.compile(r"(\b\w[^\n]{6,60}?)(?:[\s.,!]*\1){2}")


@cache
def concepts() -> Concepts:
    """Return the concepts of comments/concepts.toml turned round, from entry to ids."""
    tables: tuple[dict[str, set[str]], ...] = ({}, {}, {})
    for row in parse("comments/concepts.toml")["concepts"]:
        concept = build(Concept, row, "comments/concepts.toml")
        for table, entries in zip(tables, (concept.words, concept.starts, concept.ends), strict=True):
            for entry in entries:
                table.setdefault(entry, set()).add(concept.id)
    return Concepts(*tables)


def of_comment(comment: Comment) -> Seen:
    """Return the features of a whole comment."""
    seen: Seen = {}
    for sentence in comment.sentences:
        tokens = [token for token in comment.tokens if sentence.start <= token.start < sentence.end]
        _add_words(seen, tokens)
        _add_concepts(seen, comment, tokens)
    for signal in comment.signals:
        place = Span(signal.start, signal.end)
        _add(seen, f"g {signal.row.table} {signal.row.kind}", place)
    for trait in _traits(comment):
        seen.setdefault(f"t {trait}", [])
    return seen


def _add(seen: Seen, feature: str, span: Span) -> None:
    seen.setdefault(feature, []).append(span)


def _add_words(seen: Seen, tokens: list[Token]) -> None:
    before = "^"
    for number, token in enumerate(tokens):
        span = Span(token.start, token.end)
        shapes = sorted({_shape(reading) for reading in token.readings})
        for shape in shapes:
            for feature in _pieces(shape):
                _add(seen, feature, span)
        stem = shapes[0][:_STEM]
        _add(seen, f"b {before} {stem}", span)
        if number == 0:
            _add(seen, f"e ^ {stem}", span)
        if number == len(tokens) - 1:
            _add(seen, f"e $ {stem}", span)
        before = stem


def _shape(reading: str) -> str:
    return "0" if reading[0].isdigit() else reading.translate(_PLAIN)


@lru_cache(maxsize=4096)
def _pieces(shape: str) -> tuple[str, ...]:
    padded = f"<{shape}>"
    pieces = (padded[place : place + size] for size in (3, 4, 5) for place in range(len(padded) - size + 1))
    return tuple(dict.fromkeys([f"w {shape}", f"s {shape[:_STEM]}", *(f"c {piece}" for piece in pieces)]))


def kinds(comment: Comment, token: Token) -> set[str]:
    """Return the concepts of a word, and whether it looks like a name or an @mention."""
    found = set().union(*(_concepts(reading) for reading in token.readings))
    typed = comment.text[token.start : token.end]
    if typed.startswith("@"):
        found.add("mention")
    return found


@lru_cache(maxsize=4096)
def _concepts(reading: str) -> frozenset[str]:
    word = reading.lstrip("@#")
    if found := concepts().of(word):
        return frozenset(found)
    # A compound that nobody listed means much what its last part means: jubelidioter.
    for start in range(2, len(word) - 3):
        if last := concepts().words.get(word[start:]):
            return frozenset(f"…{concept}" for concept in last)
    return frozenset()


def _add_concepts(seen: Seen, comment: Comment, tokens: list[Token]) -> None:
    for token in tokens:
        for concept in kinds(comment, token):
            _add(seen, f"k {concept}", Span(token.start, token.end))


def _traits(comment: Comment) -> Iterator[str]:
    text = comment.text
    letters = [char for char in text if char.isalpha()]
    if "?" in text:
        yield "question mark"
    if text.rstrip().endswith("?"):
        yield "ends in a question"
    if "!" in text:
        yield "exclamation"
    if not letters:
        yield "no letters"
    elif len(letters) > 6 and sum(map(str.isupper, letters)) > 0.7 * len(letters):
        yield "capitals"
    if any(not match[0].startswith(("@", "#")) for match in PROTECTED.finditer(text)):
        yield "link"
    if privacy.phone_numbers(text, []):
        yield "telephone"
    if privacy.email_addresses(text):
        yield "e-mail"
    if _IDENTITY.search(text):
        yield "identity number"
    if _ADDRESS.search(comment.lower):
        yield "address"
    if _AGAIN.search(comment.lower):
        yield "again and again"
    for sentence in comment.sentences:
        yield from _asking(comment, sentence)
    yield f"words {min(len(comment.tokens) // 4, 8)}"
    yield f"sentences {min(len(comment.sentences), 4)}"


def _asking(comment: Comment, sentence: Span) -> Iterator[str]:
    """Tell how a sentence asks: with a question word or a verb first, and with a mark or without."""
    first = next((token for token in comment.tokens if token.start >= sentence.start), None)
    mark = "?" in comment.text[slice(*sentence)]
    begins = kinds(comment, first) if first else set()
    for way in ("wh-word", "verb-first-question"):
        if way in begins:
            yield f"asks by {way} {mark}"
    if mark and not begins & {"wh-word", "verb-first-question"}:
        yield "asks by mark alone"
