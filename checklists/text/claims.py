"""Claims that nobody can check: advertising and superlatives without a source (tonalitet.transparenta.trovardigt)."""

import re
from bisect import bisect_right
from collections.abc import Iterator

from checklists.findings import Finding, finding, of_row
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft
from checklists.text.tables import said_by_us

SOURCE_REACH = 300
_SOURCED = re.compile(r"\b(?:enligt|visar en|rankning|mätning|undersökning|jury|utsedd|utsedda|utsetts?|SCB)\b", re.IGNORECASE)
_TASTY = (
    r"(?:bästa|vackraste|mysigaste|finaste|häftigaste|coolaste|roligaste|godaste|skönaste|grymmaste|härligaste|snyggaste|charmigaste"
    r"|trevligaste|underbaraste|ballaste|maffigaste|snällaste|viktigaste|sämsta|tråkigaste|läckraste|gulligaste|sötaste"
    r"|mest (?:spännande|fantastiska|inspirerande|populära|omtyckta|attraktiva|unika|magiska|underbara|älskade))"
)
_TASTE = re.compile(
    r"\b(?:världens|europas|nordens|skandinaviens|sveriges|sydsveriges|skånes|landets|tidernas|universums)"
    rf"(?: (?:absolut|utan tvekan|i särklass|överlägset|allra|kanske|garanterat)){{0,2}} {_TASTY}(?: \w+)?\b"
    rf"|\b(?:den|det|de|vår|vårt|våra) (?:allra |absolut )?{_TASTY}(?: \w+){{0,2}} (?:någonsin|genom tiderna|i historien)\b"
    r"|\b(?:århundradets|seklets|decenniets|årtusendets) \w+",
    re.IGNORECASE,
)


def find_unsourced(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Words of a table in a sentence that gives no source, and no source just after it either."""
    for span, row, replacement in said_by_us(draft, check.rows):
        if not _is_sourced(draft, span):
            yield of_row(rule, row, draft.text, *span, replacement)


def find_superlatives(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Superlatives of taste for a whole country or all time, in a sentence that gives no source."""
    for match in _TASTE.finditer(draft.text):
        span = w.Span(*match.span())
        if not w.overlaps(draft.exempt, *span) and not _is_sourced(draft, span):
            yield finding(rule, draft.text, *span)


def _is_sourced(draft: Draft, span: w.Span) -> bool:
    place = bisect_right(draft.sentences, (span.start, len(draft.text)))
    sentence = draft.sentences[max(0, place - 1)]
    # Bounded, so that a text without full stops does not cost quadratic time.
    start, end = max(sentence.start, span.start - SOURCE_REACH), min(sentence.end + 80, span.end + SOURCE_REACH)
    return bool(_SOURCED.search(draft.text, start, end))
