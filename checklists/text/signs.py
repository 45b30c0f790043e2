"""Signs more than words: hashtags, capitals, exclamation marks and emojis."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from checklists.findings import Finding, capitalise, finding, of_row, starts_sentence
from checklists.strategy import read_rows
from checklists.strategy.schema import Check, Row, Rule
from checklists.text import segment
from checklists.text import words as w
from checklists.text.draft import Draft
from checklists.text.emojis import bare, emojis
from checklists.text.phrases import is_form

_CAPITALS = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ]{2,}(?:-[A-ZÅÄÖÉ]{2,})*(?![\w-])")
_CAPITAL_RUN = re.compile(r"(?<![\w-])[A-ZÅÄÖÉ][A-ZÅÄÖÉ-]*(?:[ ,]+[A-ZÅÄÖÉ][A-ZÅÄÖÉ-]*)*(?![\w-])")


def find_lower_case_hashtags(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Hashtags of several words without capitals, which a screen reader and most people stumble on."""
    for match in re.finditer(r"(?<![\w#&])#([^\W\d_]+)", draft.text):
        tag = match[1]
        if tag[1:] == tag[1:].lower() and (parts := segment.split_phrase(tag.lower())):
            yield finding(rule, draft.text, *match.span(), suggestions=["#" + "".join(part.capitalize() for part in parts)])


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
    if is_form("acronyms", word) or is_form("acronyms", word.lower()) or word in segment.KNOWN_CAPITALS:
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
    return {bare(form).replace(" ", ""): (row, new) for row in read_rows(table).values() for form, new in row.forms.items()}


def find_too_many_emojis(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """More than `limit` emojis in one text; the finding reaches from the first to the last."""
    found = emojis(draft.text)
    if len(found) > check.limit:
        yield finding(rule, draft.text, found[0].start(), found[-1].end(), count=len(found))
