"""What the model sees of a comment: words and pieces of words, signals, concepts and who is meant, sentence by sentence.

The same functions serve training and use, so the two cannot drift apart. Words are seen without å, ä and ö, so that it does
not matter who types them. A feature's first letter says its family: whole words (w), stems (s), pairs of stems (b), pieces
of words (c), how it begins and ends (e), signals (g), concepts (k), traits (t).
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from checklists.comments.comment import Comment
from checklists.comments.lexicon import concepts_of
from checklists.comments.names import OWNER, PERSON, PROPER
from checklists.comments.readings import PLAIN, Token
from checklists.text import privacy
from checklists.text.words import PROTECTED, Span

# Each feature with the words that it comes from; none for a trait of the whole.
Seen = dict[str, list[Span]]
STRENGTHS = {"w": 10, "s": 10, "b": 8, "c": 4, "e": 8, "g": 16, "k": 12, "t": 16}
_STEM = 6
_NUMBER = "0"
_NAMES = {PERSON, OWNER, PROPER}
# What every city has some of: which one it is must not matter.
_BODIES = ("förvaltningen", "nämnden", "kontoret", "avdelningen", "enheten", "bolaget")
# Words as they are spoken, here and in Skåne, with the words that they stand for.
_SPOKEN = {
    "ente": "inte", "int": "inte", "itte": "inte", "inge": "inget", "haur": "har", "e": "är", "ä": "är", "æ": "är", "å": "och",
    "o": "och", "dom": "de", "dem": "de", "mej": "mig", "dej": "dig", "sej": "sig", "nån": "någon", "nåen": "någon",
    "nåt": "något", "nåd": "något", "nåra": "några", "sån": "sådan", "sånt": "sådant", "såna": "sådana", "sånna": "sådana",
    "sånn": "sådan", "va": "var", "te": "till", "skall": "ska", "sko": "ska", "di": "de", "eran": "er",
    "erat": "ert", "våran": "vår", "mycke": "mycket", "möed": "mycket", "asså": "alltså",
    "sa": "sade", "la": "lade", "ba": "bara", "bar": "bara", "stan": "staden", "stadn": "staden", "oxå": "också",
    "okså": "också", "osså": "också", "ti": "till", "hor": "hur", "vaför": "varför", "varfö": "varför",
    "honom": "han", "henne": "hon", "na": "hon", "kommunen": "staden",
}  # fmt: skip
_ADDRESS = re.compile(r"\w(?:gatan|vägen|gränden|stigen|torget|gata|väg|stig) \d")
_IDENTITY = re.compile(r"(?<!\d)\d{6,8}[ -]?\d{4}(?!\d)")
# The same words three times in a row, or a line that comes back.
_AGAIN = re.compile(r"(\b\w[^\n]{6,60}?)(?:[\s.,!]*\1){2}")


def of_comment(comment: Comment) -> Seen:
    """Return the features of a whole comment."""
    seen: Seen = {}
    counted = _names_once(comment.tokens)
    for sentence in comment.sentences:
        tokens = [token for token in counted if sentence.start <= token.start < sentence.end]
        _add_words(seen, comment, tokens)
        _add_concepts(seen, comment, tokens)
    for signal in comment.signals:
        place = Span(signal.start, signal.end)
        _add(seen, f"g {signal.row.table} {signal.row.kind}", place)
    for trait in _traits(comment):
        seen.setdefault(f"t {trait}", [])
    return seen


def _names_once(tokens: list[Token]) -> list[Token]:
    """Return the tokens with a name of several words as one, since it must not matter how long a name is."""
    return [
        token
        for before, token in zip([None, *tokens], tokens, strict=False)
        if not (before and PERSON in before.readings and token.readings & {PERSON, OWNER})
    ]


def _add(seen: Seen, feature: str, span: Span) -> None:
    seen.setdefault(feature, []).append(span)


def _add_words(seen: Seen, comment: Comment, tokens: list[Token]) -> None:
    before = "^"
    for number, token in enumerate(tokens):
        span = Span(token.start, token.end)
        shapes = shapes_of(comment, token)
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


def shapes_of(comment: Comment, token: Token) -> list[str]:
    """Return the shapes that a word is seen in: every name has one shape, and so has every office."""
    if names := token.readings & _NAMES:
        return sorted(names)
    typed = comment.lower[token.start : token.end]
    if typed[0] in "@#":
        return ["@mention" if typed[0] == "@" else _shape(typed[1:])]
    if typed.endswith(_BODIES) and "office" in concepts_of(typed):
        return ["@office"]
    shapes = {_shape(reading) for reading in token.readings}
    return sorted(shapes - {_NUMBER} or shapes)  # 1hjäl is ihjäl, and no number


def _shape(reading: str) -> str:
    return _NUMBER if reading[0].isdigit() else _SPOKEN.get(reading, reading).translate(PLAIN)


@lru_cache(maxsize=4096)
def _pieces(shape: str) -> tuple[str, ...]:
    padded = f"<{shape}>"
    pieces = (padded[place : place + size] for size in (3, 4, 5) for place in range(len(padded) - size + 1))
    return tuple(dict.fromkeys([f"w {shape}", f"s {shape[:_STEM]}", *(f"c {piece}" for piece in pieces)]))


def kinds(comment: Comment, token: Token) -> set[str]:
    """Return the concepts of a word; a name, a mention or an office has that alone."""
    shapes = shapes_of(comment, token)
    if shapes[0][0] == "@":
        return {shapes[0]}
    return set().union(*(concepts_of(reading) for reading in token.readings))


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
    yield f"words {min(len(_names_once(comment.tokens)) // 4, 8)}"
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
