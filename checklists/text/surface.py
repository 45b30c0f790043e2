"""A text as it reads, whatever it is made of underneath: pasted soft hyphens, combining accents and styled letters.

The rules look at `plain`; `back` takes what they find to the text as it was typed.
"""

import re
import unicodedata
from dataclasses import dataclass
from typing import Any

from checklists.text.words import Span

_SPACE = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# Without width, and no part of a word: soft hyphens, joiners, marks of direction and byte order.
_INVISIBLE = "\u00ad\u200b\u200c\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff"
_ACCENTS = "\u0300-\u036f"
# Letters and digits that Unicode has for mathematics and East Asian typography, used in posts as bold, script, wide or ringed.
_STYLED = (
    "\U0001d400-\U0001d7ff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\u249c-\u24e9\U0001f110-\U0001f12b"
    "\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f172-\U0001f17d\U0001f180-\U0001f189"
)
_SMALL_CAPITALS = dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘǫʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True))
_ODD = re.compile(
    f"(?P<space>[{_SPACE}])|(?P<invisible>[{_INVISIBLE}]|(?<=[^\\W_])\u200d(?=[^\\W_]))"
    f"|(?P<styled>[{_STYLED}{''.join(_SMALL_CAPITALS)}][{_ACCENTS}]*)|(?P<accented>[^\\W\\d_][{_ACCENTS}]+)"
)
_ACCENT = re.compile(f"[{_ACCENTS}]")
_RINGED_BLACK = ((0x1F150, 0x1F169), (0x1F170, 0x1F189))


@dataclass(frozen=True, slots=True)
class Surface:
    """`typed` as it reads. `starts` and `ends` are where each of `plain`'s characters comes from, None where nothing differs."""

    typed: str
    plain: str
    styled: tuple[Span, ...] = ()
    starts: tuple[int, ...] | None = None
    ends: tuple[int, ...] | None = None

    def back(self, start: int, end: int) -> Span:
        """Return the place in `typed` of plain[start:end], which must not be empty."""
        return Span(start, end) if self.starts is None or self.ends is None else Span(self.starts[start], self.ends[end - 1])

    def restore(self, result: Any) -> Any:
        """Return plain data with every {"start", "end", "text"} as it stands in the text that was typed."""
        if self.starts is None:
            return result
        if isinstance(result, list):
            return [self.restore(item) for item in result]
        if not isinstance(result, dict):
            return result
        restored = {key: self.restore(value) for key, value in result.items()}
        if "start" in result and "end" in result:
            span = self.back(result["start"], result["end"])
            restored |= {"start": span.start, "end": span.end, "text": self.typed[slice(*span)]}
        return restored


def read(typed: str) -> Surface:
    """Return the surface of a text, in time that grows with its length.

    Spaces become ordinary ones, invisible signs go, accents join their letters, styled letters lose their style.
    """
    if typed.isascii() or not _ODD.search(typed):
        return Surface(typed, typed)
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    styled: list[Span] = []
    place = length = 0
    for odd in _ODD.finditer(typed):
        before = typed[place : odd.start()]
        reads = _reads(odd)
        parts += (before, reads)
        starts += (*range(place, odd.start()), *[odd.start()] * len(reads))
        ends += (*range(place + 1, odd.start() + 1), *[odd.end()] * len(reads))
        length += len(before)
        if odd["styled"] or (odd["accented"] and _ACCENT.search(unicodedata.normalize("NFC", odd[0]))):
            styled.append(Span(length, length + len(reads)))
        length += len(reads)
        place = odd.end()
    parts.append(typed[place:])
    starts += range(place, len(typed))
    ends += range(place + 1, len(typed) + 1)
    return Surface(typed, "".join(parts), tuple(styled), tuple(starts), tuple(ends))


def lowered(text: str) -> str:
    """Return the text in lower case and of the same length, so that places hold: "İ".lower() is two characters."""
    lower = text.lower()
    return lower if len(lower) == len(text) else "".join(low if len(low := char.lower()) == 1 else char for char in text)


def _reads(odd: re.Match[str]) -> str:
    if odd["space"]:
        return " "
    if odd["invisible"]:
        return ""
    if odd["accented"]:
        return _ACCENT.sub("", unicodedata.normalize("NFC", odd[0]))
    return _ACCENT.sub("", unicodedata.normalize("NFC", _unstyled(odd[0][0]) + odd[0][1:]))


def _unstyled(char: str) -> str:
    if char in _SMALL_CAPITALS:
        return _SMALL_CAPITALS[char]
    for first, last in _RINGED_BLACK:  # white on black, which Unicode does not say is a letter
        if first <= ord(char) <= last:
            return chr(ord("A") + ord(char) - first)
    return unicodedata.normalize("NFKC", char).strip("()")
