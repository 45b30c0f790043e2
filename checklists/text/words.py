"""Words, sentences and protected spans of Swedish text, all as (start, end) in code points."""

import re
from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from checklists.strategy import read_forms


class Span(NamedTuple):
    """A stretch of text, from `start` up to but not including `end`."""

    start: int
    end: int


_CHUNK = re.compile(r"\S+")
_LETTER = re.compile(r"[^\W_]")
WORD = re.compile(r"[^\W_]+(?:[-'’:][^\W_]+)*")
_LABEL = r"[a-zåäö0-9](?:[\wåäö-]{0,61}[\wåäö])?"
_DOMAIN = rf"(?<![\w@.-]){_LABEL}(?:\.{_LABEL}){{0,8}}\.[a-z]{{2,24}}\b"
_PATH = r"[^\s<>\"”]*[^\s<>\"”.,;:!?)…]"  # a mark at the end belongs to the sentence
_LINK = rf"(?:https?://|\bwww\.){_PATH}|{_DOMAIN}(?:/(?:{_PATH})?)?"
_EMAIL = rf"(?<![\w.+-])[\w.+-]{{1,64}}@{_LABEL}(?:\.{_LABEL}){{1,8}}"
_TAG = r"(?<!\w)[#@]\w[\w.]*"
PROTECTED = re.compile(f"{_EMAIL}|{_LINK}|{_TAG}", re.IGNORECASE)
TOP_DOMAINS = frozenset(
    (
        "se com org net nu io eu info biz edu gov dk no fi de uk fr app dev link ly gl me co to cc be tv gd gg ee it at"
        " ai shop blog site online club store live page"
    ).split()
)
QUOTE = re.compile(r"”[^”\n]{1,400}”|\"[^\"\n]{1,400}\"|»[^«»\n]{1,400}[«»]|“[^”\n]{1,400}”")
DIALOGUE = re.compile(r"^[ \t]*[–—][ \t].*$", re.MULTILINE)
_STOP = re.compile(r"[.!?…:]+[\"”’»)\]]*(?=\s|$)|\n+")
# Abbreviations that a number or a name follows, besides those that the abbreviation rule knows.
_NEVER_LAST = frozenset(
    ("kl nr s st dr prof fr o d v p m f t bl tel jan feb mar apr jun jul aug sep sept okt nov dec ca resp").split()
)


def words(text: str) -> list[Span]:
    """Return every word and number: letters and digits, with hyphens, apostrophes and colons inside."""
    return [Span(*match.span()) for match in WORD.finditer(text)]


def counted(text: str) -> list[Span]:
    """Return the words as a person counts them: whatever stands between spaces and holds a letter or a digit."""
    return [Span(*match.span()) for match in _CHUNK.finditer(text) if _LETTER.search(match[0])]


def protected(text: str) -> list[Span]:
    """Return web and e-mail addresses, @handles and #hashtags, in which no rule about words looks."""
    return [Span(*match.span()) for match in PROTECTED.finditer(text) if _is_protected(match[0])]


def _is_protected(found: str) -> bool:
    if found[0] in "#@" or "@" in found or "://" in found or found.lower().startswith("www."):
        return True
    domain = found.partition("/")[0]
    return domain.rpartition(".")[2].lower() in TOP_DOMAINS


def quotes(text: str) -> list[Span]:
    """Return what somebody else says: quotations and lines of dialogue, with their marks."""
    found = [Span(*match.span()) for pattern in (QUOTE, DIALOGUE) for match in pattern.finditer(text)]
    return merge(found)


def merge(spans: list[Span]) -> list[Span]:
    """Return the same ground as non-overlapping spans in order."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(span.end, merged[-1].end))
        else:
            merged.append(span)
    return merged


def overlaps(spans: list[Span], start: int, end: int) -> bool:
    """Say whether any of the sorted, non-overlapping `spans` touches text[start:end]."""
    place = bisect_left(spans, (start, end))
    after = place < len(spans) and spans[place].start < end
    return after or (place > 0 and spans[place - 1].end > start)


def sentences(text: str) -> list[Span]:
    """Return the sentences: they end at . ! ? : and line breaks, but not inside addresses or after an abbreviation."""
    shielded = protected(text)
    found: list[Span] = []
    start = 0
    for stop in _STOP.finditer(text):
        if overlaps(shielded, stop.start(), stop.start() + 1) or _is_abbreviation(text, stop):
            continue
        found.append(Span(start, stop.end()))
        start = stop.end()
    found.append(Span(start, len(text)))
    trimmed = (_trim(text, span) for span in found)
    return [span for span in trimmed if WORD.search(text, *span)]


def _is_abbreviation(text: str, stop: re.Match[str]) -> bool:
    """Say whether the full stop belongs to an abbreviation or an ordinal, with the sentence going on after it."""
    if stop[0][0] != "." or len(stop[0]) > 1:
        return False
    rest = text[stop.end() : stop.end() + 4].lstrip(" \t\u00a0")
    if not rest or rest[0] == "\n":
        return False
    # Bounded look-back: an abbreviation is short, and a text without spaces must not cost quadratic time.
    before = text[max(0, stop.start() - 24) : stop.start()]
    token = re.split(r"[\s(\[”\"]", before)[-1].lower()
    if token in _NEVER_LAST:
        return True
    known = f"{token}." in _dotted_abbreviations()
    return known and not rest[0].isupper()


@cache
def _dotted_abbreviations() -> frozenset[str]:
    return frozenset(form.rpartition(" ")[2] for form in read_forms("abbreviations") if form[-1] == ".")


def _trim(text: str, span: Span) -> Span:
    piece = text[span.start : span.end]
    left = len(piece) - len(piece.lstrip())
    return Span(span.start + left, span.start + left + len(piece.strip()))


def lix(word_texts: list[str], sentence_count: int) -> float | None:
    """Return LIX (Björnsson 1968): words per sentence + percent of words over six letters; None under 100 words.

    A shorter text says nothing: one long word moves the figure by several units.
    """
    count = len(word_texts)
    if count < 100 or not sentence_count:
        return None
    long_words = sum(len(word) > 6 for word in word_texts)
    return round(count / sentence_count + 100 * long_words / count, 1)
