"""The words of a comment, and every way in which each may be meant: comments are typed in haste, in dialect and in disguise.

A token keeps its place in the text and holds its readings in lower case: as typed, with stretched letters shortened
(snäääälla), signs and digits taken for letters (f@n, 1d10t), stars for any letters (j*vla), letters set apart put together
(i d i o t), and å ä ö typed without their dots and ring. Which disguises mean a word is decided by the words that the tables
know: `Vocabulary`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from checklists.text.emojis import EMOJI, bare
from checklists.text.segment import is_common
from checklists.text.surface import lowered

_TOKEN = re.compile(
    rf"(?P<emoji>{EMOJI.pattern})|(?P<apart>(?<![^\W_])[^\W\d_](?:[ .\-_*]{{1,3}}[^\W\d_]){{2,}}(?![^\W_]))"
    r"|(?P<word>[@#]?[^\W_](?:[@$€!|+*#%&?\-_.'’]{0,4}[^\W_])*[*#$%&@]{0,8})"
)
_JOINT = re.compile(r"(?<=[^\W_]{2})[.!?\-_|+&](?=[^\W_]{2})|(?<=^[^\W_])-(?=[^\W_]{3})")
_STRETCHED = re.compile(r"(\w)\1{2,}")
_SIGNS = str.maketrans("@4$5013€!|7+", "aassoieeiitt")
_SIGN = re.compile(r"[@$€!|+0134578]")
# A sign or a digit between letters stands for a letter, whatever the word: z1genare, sv!n, k0rrupt.
_INSIDE = re.compile(r"(?<=[^\W\d_])[@$€!|013457]+(?=[^\W\d_])|(?<=[^\W\d_]{2})\$$")
_HIDDEN = re.compile(r"[*#%&?\-_.@$!|+]+")
# Letters as those type them who have no å, ä and ö at hand.
PLAIN = str.maketrans("åäöéüø", "aaoeuo")
_DOTTED = re.compile("[åäö]")
# A text of fewer words says nothing about whether its writer has å, ä and ö at hand.
_TELLING_WORDS = 4


@dataclass(frozen=True, slots=True)
class Token:
    """A word or an emoji of a text, from `start` up to `end`, and all that it may be read as."""

    start: int
    end: int
    readings: frozenset[str]


@dataclass
class Vocabulary:
    """The words that a disguise may stand for."""

    words: set[str] = field(default_factory=set)
    plain: dict[str, set[str]] = field(default_factory=dict)
    by_first: dict[str, list[str]] = field(default_factory=dict)

    def add(self, words: Iterable[str]) -> None:
        """Learn words, in lower case."""
        for word in words:
            if word in self.words:
                continue
            self.words.add(word)
            if (plain := word.translate(PLAIN)) != word:
                self.plain.setdefault(plain, set()).add(word)
            if len(word) > 2 and word.isalpha():
                self.by_first.setdefault(word[0].translate(PLAIN), []).append(word)

    def hidden(self, typed: str) -> set[str]:
        """Return the words that `typed`, in which signs stand for letters, may be."""
        parts = _HIDDEN.split(typed)
        letters = sum(map(len, parts))
        if letters < 1 or not parts[0]:
            return set()
        signs = _HIDDEN.findall(typed)
        gaps = [rf"\w{{{len(sign)},{len(sign) if len(sign) > 1 or letters > 1 else 9}}}" for sign in signs]
        if typed in _ELIDED:
            return {_ELIDED[typed]}
        pattern = re.compile("".join(part + gap for part, gap in zip(map(re.escape, parts), [*gaps, ""], strict=True)))
        return {word for word in self.by_first.get(typed[0].translate(PLAIN), ()) if pattern.fullmatch(word)}


# Written with a dash for all that is left out.
_ELIDED = {
    "h-e": "helvete",
    "h-vete": "helvete",
    "h*e": "helvete",
    "j-a": "jävla",
    "j*a": "jävla",
    "f-n": "fan",
    "s-n": "satan",
    "d-n": "den",
}


def tokens(text: str, vocabulary: Vocabulary) -> list[Token]:
    """Return the words and emojis of a text in which nothing odd is left of Unicode (text/surface.py)."""
    lower = lowered(text)
    found: list[tuple[int, int, str]] = []
    for match in _TOKEN.finditer(lower):
        if match["emoji"]:
            found.append((*match.span(), bare(match[0])))
        elif match["apart"]:
            found += _joined(lower, *match.span())
        else:
            found += _split(lower, *match.span(), vocabulary)
    undotted = len(found) >= _TELLING_WORDS and not _DOTTED.search(lower)
    return [Token(start, end, _readings(typed, vocabulary, undotted)) for start, end, typed in found]


def _joined(lower: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Put letters that are set apart together, word by word where two spaces part the words (h o t  o m)."""
    words = re.finditer(r"\S(?:(?! {2}).)*", lower[start:end])
    return [(start + word.start(), start + word.end(), re.sub(r"[ .\-_*]", "", word[0])) for word in words]


def _split(lower: str, start: int, end: int, vocabulary: Vocabulary) -> list[tuple[int, int, str]]:
    """Take words apart that a missing space or a hyphen joins, but not those that hide a word."""
    typed = lower[start:end]
    if _HIDDEN.search(typed[1:]) and vocabulary.hidden(typed):
        return [(start, end, typed)]
    pieces, place = [], 0
    for joint in [*_JOINT.finditer(typed), None]:
        until = joint.start() if joint else len(typed)
        piece = typed[place:until].rstrip("*#%&")
        if piece:
            pieces.append((start + place, start + place + len(piece), piece))
        place = joint.end() if joint else until
    return pieces


# Coarse words that, in a text without å, ä and ö, are how everyday words look: höra.
_LOOKALIKES = {"hora": "höra"}


def _readings(typed: str, vocabulary: Vocabulary, undotted: bool) -> frozenset[str]:
    readings = {typed, typed.replace("'", "").replace("’", "")}
    for reading in list(readings):
        if _STRETCHED.search(reading):
            readings |= {_STRETCHED.sub(r"\1", reading), _STRETCHED.sub(r"\1\1", reading)}
        if _SIGN.search(reading) and any(char.isalpha() for char in reading):
            letters = reading.translate(_SIGNS)
            known = letters in vocabulary.words or _INSIDE.search(reading[1:])
            readings |= ({letters} if known else set()) | vocabulary.plain.get(letters, set())
        if _HIDDEN.search(reading[1:]):
            readings |= vocabulary.hidden(reading) | ({_HIDDEN.sub("", reading)} & vocabulary.words)
    for reading in list(readings):
        if not _DOTTED.search(reading) and (undotted or not is_common(reading)):
            readings |= vocabulary.plain.get(reading, set())
    return frozenset({_LOOKALIKES.get(reading, reading) for reading in readings} if undotted else readings)
