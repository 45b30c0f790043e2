"""Kinds of checks that read a table of words and phrases (strategy/schema.py, Row)."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from checklists.findings import Finding, of_row
from checklists.strategy.schema import Check, Row, Rule
from checklists.text import language, pronouns
from checklists.text import words as w
from checklists.text.draft import Draft

EXPLAINED_NEAR = 200
# Shorter ones are phrases that a Swedish post borrows ("Save the date!").
ENGLISH_SENTENCE = 6
_EXPLAINED = re.compile(
    r"\w*[”\"]?\s*(?:\(|[,–-]\s*(?:alltså|det vill säga|dvs|som betyder|det betyder|med andra ord)|är (?:en|ett|när)\b"
    r"|.{0,30}?\b(?:betyder|innebär)\b)"
)


def matches(draft: Draft, table: str, *, first_of_compound: bool = False) -> Iterator[tuple[w.Span, Row, str]]:
    """Yield every place where a form of the table stands as words of its own, with its row and replacement.

    With `first_of_compound` also where a hyphen and a word follow, as in LSS-boende.
    """
    for span, row, replacement in draft.phrases.get(table, ()):
        if not _is_inside_word(draft.text, span, first_of_compound) and not w.overlaps(draft.protected, *span):
            yield span, row, replacement


def _is_inside_word(text: str, span: w.Span, first_of_compound: bool) -> bool:
    """Say whether a mark without a space ties the words to letters before or after them, as in a-kassa or B&B."""
    before = text[max(0, span.start - 2) : span.start]
    after = text[span.end : span.end + 2]
    tied_before = len(before) == 2 and before[1] in "-.'’&" and before[0].isalnum()
    tied_after = len(after) == 2 and after[0] in ("'’&" if first_of_compound else "-'’&") and after[1].isalnum()
    return tied_before or tied_after


def said_by_us(draft: Draft, table: str) -> Iterator[tuple[w.Span, Row, str]]:
    """Yield the matches outside quotations: what somebody said is told as it was said."""
    return (match for match in matches(draft, table) if not w.overlaps(draft.quotes, *match[0]))


def find_phrases(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words and phrases of a table."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not any(name in draft.lower for name in row.spelled):
            yield of_row(rule, row, draft.text, *span, _fitting(draft.text, span, row, replacement))


def _fitting(text: str, span: w.Span, row: Row, replacement: str) -> str:
    """Return the replacement with the full stop that the abbreviation shared with the end of its sentence."""
    if text[span.end - 1] != "." or not replacement:
        return replacement
    after = text[span.end : span.end + 3]
    ends_line = not after.strip(" ") or after.lstrip(" ")[0] == "\n"
    ends_sentence = row.closes and after[:1] == " " and after[1:2].isupper()
    return " / ".join(f"{part}." for part in replacement.split(" / ")) if ends_line or ends_sentence else replacement


def find_english(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words of a table in Swedish sentences: a post may say the same thing once more in English."""
    sentences = [draft.lower[slice(*sentence)].split() for sentence in draft.sentences]
    swedish = [len(words) < ENGLISH_SENTENCE or language.is_swedish(words) for words in sentences]
    for found in find_phrases(draft, rule, check):
        place = bisect_right(draft.sentences, (found.start, len(draft.text))) - 1
        if place < 0 or swedish[place]:
            yield found


def find_cold(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Phrases of a table that sound cold to the one who wrote; in a post that answers nobody they are only tips."""
    for found in find_phrases(draft, rule, check):
        yield found if draft.channel == "reply" else replace(found, level="tip")


def find_unexplained(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words of a table that the text does not explain just after."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not _EXPLAINED.match(draft.text, span.end) and not _is_explained_near(draft.lower, span):
            yield of_row(rule, row, draft.text, *span, replacement)


def _is_explained_near(lower: str, span: w.Span) -> bool:
    """Say whether the sentences around speak of the word as a word: "En detaljplan är ...", "Ordet brukare betyder ..."."""
    stem = re.escape(re.sub(r"(?:arna|erna|orna|en|et|er|ar|or|n|t)$", "", lower[slice(*span)]))
    around = lower[max(0, span.start - EXPLAINED_NEAR) : span.end + EXPLAINED_NEAR]
    return bool(
        re.search(
            rf"\b(?:en|ett) {stem}\w{{0,5}} är\b|(?:ordet|begreppet|kallas(?: för| det)?|kallar(?: vi)?(?: det)?) [”\"]?{stem}"
            rf"|{stem}\w{{0,5}}[”\"]? (?:betyder|innebär)\b|{stem}\w{{0,5}}[”\"]?\? (?:det|så) (?:är|betyder|kallas)\b",
            around,
        )
    )


def find_acronyms(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Acronyms of a table that the text does not spell out anywhere."""
    for span, row, replacement in matches(draft, check.rows, first_of_compound=True):
        spelled = (*row.spelled, replacement.lower())
        if not any(name in draft.lower for name in spelled if name) and not _stands_in_capitals(draft, span):
            alone = draft.text[span.end : span.end + 1] != "-"
            yield of_row(rule, row, draft.text, *span, f"{replacement} ({draft.text[slice(*span)]})" if alone else "")


def _stands_in_capitals(draft: Draft, span: w.Span) -> bool:
    """Say whether a neighbouring word is in capitals too, so that the "acronym" may be part of a headline."""
    before = draft.text[max(0, span.start - 20) : span.start].split()
    after = draft.text[span.end : span.end + 20].split()
    return any(len(word) > 3 and word.isalpha() and word.isupper() for word in [*before[-1:], *after[:1]])


def find_community_words(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words for the city and its people seen from above, unless they count people or name a place."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not pronouns.is_place_or_number(draft.text, span):
            yield of_row(rule, row, draft.text, *span, replacement)
