"""The kinds of checks that rules are made of: KINDS maps the kind that rules.toml names to a function.

Every function takes the prepared draft, its rule and the rule's check, and yields findings. A kind that reads a table
finds the words of its rows (see strategy/schema.py, Row); the others know one thing about Swedish each. All of them
run in time that grows with the text's length and no faster.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from checklists.findings import Finding, capitalise, finding, of_row, starts_sentence
from checklists.strategy import load_channels, load_rows
from checklists.strategy.schema import Check, Row, Rule
from checklists.text import confidential, goal_fit, media, passive, privacy, pronouns, segment
from checklists.text import words as w
from checklists.text.draft import Draft
from checklists.text.emojis import bare, emojis
from checklists.text.length import COUNTERS
from checklists.text.phrases import load_phrases


def matches(draft: Draft, table: str, *, first_of_compound: bool = False) -> Iterator[tuple[w.Span, Row, str]]:
    """Yield every place where a form of the table stands as words of its own, with its row and replacement.

    With `first_of_compound` also where a hyphen and a word follow, as in LSS-boende.
    """
    for span, row, replacement in load_phrases(table).find(draft.text, draft.lower):
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
        yield of_row(rule, row, draft.text, *span, _fitting(draft.text, span, row, replacement))


def find_cold(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Phrases of a table that sound cold to the one who wrote; in a post that answers nobody they are only tips."""
    for found in find_phrases(draft, rule, check):
        yield found if draft.channel == "reply" else replace(found, level="tip")


def find_unexplained(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words of a table that the text does not explain just after."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not _EXPLAINED.match(draft.text, span.end):
            yield of_row(rule, row, draft.text, *span, replacement)


def find_unsourced(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words of a table in a sentence that gives no source, and no source just after it either."""
    starts = [sentence.start for sentence in draft.sentences]
    for span, row, replacement in said_by_us(draft, check.rows):
        sentence = draft.sentences[max(0, bisect_right(starts, span.start) - 1)]
        # Bounded, so that a text without full stops does not cost quadratic time.
        start, end = max(sentence.start, span.start - SOURCE_REACH), min(sentence.end + 80, span.end + SOURCE_REACH)
        if not _SOURCED.search(draft.text, start, end):
            yield of_row(rule, row, draft.text, *span, replacement)


SOURCE_REACH = 300
_SOURCED = re.compile(r"\b(?:enligt|visar en|rankning|mätning|undersökning|jury|utsedd|utsedda|utsetts?|SCB)\b", re.IGNORECASE)
_EXPLAINED = re.compile(
    r"\w*[”\"]?\s*(?:\(|[,–-]\s*(?:alltså|det vill säga|dvs|som betyder|det betyder|med andra ord)|är (?:en|ett|när)\b"
    r"|.{0,30}?\b(?:betyder|innebär)\b)"
)


def _fitting(text: str, span: w.Span, row: Row, replacement: str) -> str:
    """Return the replacement with the full stop that the abbreviation shared with the end of its sentence."""
    if text[span.end - 1] != "." or not replacement:
        return replacement
    after = text[span.end : span.end + 3]
    ends_line = not after.strip(" ") or after.lstrip(" ")[0] == "\n"
    ends_sentence = row.closes and after[:1] == " " and after[1:2].isupper()
    return " / ".join(f"{part}." for part in replacement.split(" / ")) if ends_line or ends_sentence else replacement


def find_acronyms(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Acronyms of a table that the text does not spell out anywhere."""
    for span, row, replacement in matches(draft, check.rows, first_of_compound=True):
        if not any(name in draft.lower for name in row.spelled) and not _stands_in_capitals(draft, span):
            alone = draft.text[span.end : span.end + 1] != "-"
            yield of_row(rule, row, draft.text, *span, f"{replacement} ({draft.text[slice(*span)]})" if alone else "")


def _stands_in_capitals(draft: Draft, span: w.Span) -> bool:
    """Say whether a neighbouring word is in capitals too, so that the "acronym" may be part of a headline."""
    before = draft.text[max(0, span.start - 20) : span.start].split()
    after = draft.text[span.end : span.end + 20].split()
    return any(len(word) > 3 and word.isalpha() and word.isupper() for word in [*before[-1:], *after[:1]])


def find_long_sentences(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Sentences of more than `limit` words."""
    place = 0
    for sentence in draft.sentences:
        count = 0
        while place < len(draft.counted) and draft.counted[place].start < sentence.end:
            count += draft.counted[place].start >= sentence.start
            place += 1
        if count > check.limit:
            yield finding(rule, draft.text, *sentence, count=count)


def find_pronouns(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """The pronouns man and ni, where du and dig would speak to the reader: tips, for a story may need them."""
    for span in pronouns.impersonal(draft.text, draft.words, draft.quotes):
        yield finding(rule, draft.text, *span, suggestions=_as_found(draft, span, "du"), level="tip")
    if draft.channel != "reply":
        why = "”Ni” låter som om du talar till en grupp. Skriv ”du” när en person läser."
        for span in pronouns.plural_address(draft.text, draft.words, draft.quotes):
            yield finding(rule, draft.text, *span, suggestions=_as_found(draft, span, "du"), level="tip", why=why)


def _as_found(draft: Draft, span: w.Span, word: str) -> list[str]:
    return [capitalise(word) if draft.text[span.start].isupper() else word]


def find_community_words(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words for the city and its people seen from above, unless they count people or name a place."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not pronouns.is_place_or_number(draft.text, span):
            yield of_row(rule, row, draft.text, *span, replacement)


def find_lower_case_hashtags(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Hashtags of several words without capitals, which a screen reader and most people stumble on."""
    for match in re.finditer(r"(?<![\w#&])#([^\W\d_]+)", draft.text):
        tag = match[1]
        if tag[1:] == tag[1:].lower() and (parts := segment.split_phrase(tag.lower())):
            yield finding(rule, draft.text, *match.span(), suggestions=["#" + "".join(part.capitalize() for part in parts)])


_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ]{2,}(?:-[A-ZÅÄÖÉ]{2,})*(?![\w-])")
_CAPITAL_RUN = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ][A-ZÅÄÖÉ-]*(?:[ ,]+[A-ZÅÄÖÉ][A-ZÅÄÖÉ-]*)*(?![\w-])")


def find_shouting(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words in capitals that are no acronyms, and three or more exclamation marks in a row."""
    for run in _CAPITAL_RUN.finditer(draft.text):
        loud = [word for word in _CAPITALS.finditer(draft.text, *run.span()) if _is_shouted(word[0])]
        if loud and not w.overlaps(draft.protected, loud[0].start(), loud[-1].end()):
            start, end = loud[0].start(), loud[-1].end()
            calm = draft.text[start:end].lower()
            instead = capitalise(calm) if starts_sentence(draft.text, start) else calm
            yield finding(rule, draft.text, start, end, suggestions=[instead], level="" if len(loud) > 1 else "tip")
    for marks in re.finditer(r"!(?:[!?1]*!){2,}|!{3,}", draft.text):
        yield finding(
            rule,
            draft.text,
            *marks.span(),
            suggestions=["!"],
            why="Ett utropstecken räcker. Flera i rad läser många som att vi skriker.",
        )


def _is_shouted(word: str) -> bool:
    """Say whether a word in capitals is an everyday word or too long for an acronym."""
    acronyms = load_phrases("acronyms").forms
    if word in acronyms or word.lower() in acronyms or word in segment.KNOWN_CAPITALS:
        return False
    first = word.partition("-")[0]
    return segment.is_common(first.lower()) or len(first) >= 7 or (len(first) >= 4 and any(letter in "ÅÄÖ" for letter in first))


def find_ambiguous_emojis(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Emojis, or two or three in a row, that a table says are read in several ways."""
    rows = _emoji_rows(check.rows)
    found = emojis(draft.text)
    place = 0
    while place < len(found):
        for size in (3, 2, 1):
            group = found[place : place + size]
            if (
                len(group) == size
                and (hit := rows.get("".join(bare(match[0]) for match in group)))
                and _adjacent(draft.text, group)
            ):
                yield of_row(rule, hit[0], draft.text, group[0].start(), group[-1].end(), hit[1])
                place += size - 1
                break
        place += 1


def _adjacent(text: str, group: list[re.Match[str]]) -> bool:
    return all(not text[left.end() : right.start()].strip(" ") for left, right in pairwise(group))


@cache
def _emoji_rows(table: str) -> dict[str, tuple[Row, str]]:
    return {bare(form).replace(" ", ""): (row, new) for row in load_rows(table).values() for form, new in row.forms.items()}


def find_too_many_emojis(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """More than `limit` emojis in one text; the finding reaches from the first to the last."""
    found = emojis(draft.text)
    if len(found) > check.limit:
        yield finding(rule, draft.text, found[0].start(), found[-1].end(), count=len(found))


def find_identity_numbers(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Personnummer and samordningsnummer."""
    for span in draft.identity_numbers:
        yield finding(rule, draft.text, *span)


def find_phone_numbers(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Telephone numbers that may be private; a landline may be a company's, so it is only something to look at."""
    for span, personal in privacy.phone_numbers(draft.text, draft.identity_numbers):
        yield finding(rule, draft.text, *span, level="" if personal else "should")


def find_email_addresses(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """E-mail addresses of persons."""
    for span in privacy.email_addresses(draft.text):
        yield finding(rule, draft.text, *span)


def find_shortened_links(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Links through a shortening service."""
    for span in privacy.shortened_links(draft.text):
        yield finding(rule, draft.text, *span)


def find_passives(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Verbs in the passive, where the text hides who does it."""
    for span in passive.passives(draft.text, draft.lower, draft.words, draft.quotes):
        yield finding(rule, draft.text, *span)


def find_uncaptioned(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Our own films without a word of captions."""
    for span in media.uncaptioned(draft.text, draft.media):
        yield finding(rule, draft.text, *span)


def find_private_matters(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Health and social details of a person who is named."""
    for span in confidential.private_matters(draft.text, draft.sentences):
        yield finding(rule, draft.text, *span)


def find_too_long(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A text over the channel's own limit; the finding is the whole text."""
    channel = load_channels()[draft.channel]
    count = COUNTERS[channel.counting](draft.text)
    if count > channel.limit:
        yield finding(rule, draft.text, 0, len(draft.text), count=count)


KINDS: dict[str, Callable[[Draft, Rule, Check], Iterator[Finding]]] = {
    "identity-numbers": find_identity_numbers,
    "phone-numbers": find_phone_numbers,
    "email-addresses": find_email_addresses,
    "shortened-links": find_shortened_links,
    "too-long": find_too_long,
    "phrases": find_phrases,
    "cold": find_cold,
    "unexplained": find_unexplained,
    "unsourced": find_unsourced,
    "passives": find_passives,
    "uncaptioned": find_uncaptioned,
    "private-matters": find_private_matters,
    "acronyms": find_acronyms,
    "long-sentences": find_long_sentences,
    "pronouns": find_pronouns,
    "community-words": find_community_words,
    "lower-case-hashtags": find_lower_case_hashtags,
    "shouting": find_shouting,
    "ambiguous-emojis": find_ambiguous_emojis,
    "too-many-emojis": find_too_many_emojis,
    "no-action": goal_fit.find_no_action,
    "no-way": goal_fit.find_no_way,
    "no-last-day": goal_fit.find_no_last_day,
    "no-invitation": goal_fit.find_no_invitation,
    "closed-question": goal_fit.find_closed_question,
    "late-news": goal_fit.find_late_news,
}
