"""Verbs that became nouns: "genomföra en utvärdering av", where "utvärdera" says it (in Swedish: substantivsjuka)."""

import re
from collections.abc import Iterator

from checklists.findings import Finding, finding, of_row
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

# Verbs that only carry the noun, in the tenses of the table's replacements: infinitive, present, past, supine.
_CARRIERS = (
    "göra genomföra utföra företa vidta påbörja initiera",
    "gör genomför utför företar vidtar påbörjar initierar",
    "gjorde genomförde utförde företog vidtog påbörjade initierade",
    "gjort genomfört utfört företagit vidtagit påbörjat initierat",
)
_TENSES = {verb: tense for tense, verbs in enumerate(_CARRIERS) for verb in verbs.split()}
# Here nobody does anything, so there is no verb to suggest.
_NOBODY = frozenset("ske sker skedde skett görs genomförs utförs gjordes genomfördes utfördes genomföras göras utföras".split())
_BETWEEN = re.compile(
    r"\s+(?P<who>(?:vi|du|de|hon|han|man|jag)\s+)?(?P<when>(?:nu|också|även|just nu|därför|årligen|snart"
    r"|(?:i|under|den här|varje|hela)\s+\w+)\s+)?"
    r"(?:(?:en|ett|den|vår|vårt|fler|flera|nya|några)\s+)?(?P<described>(?:[^\W\d_]+\s+){0,3})"
)
_REACH = 6
# After a verb that is hardly ever used of anything else, any noun made from a verb will do.
_ANY_NOUN = re.compile(
    r"\b(?:genomföra|genomför|genomförde|genomfört|genomförs|genomfördes|utföra|utför|utförde|utfört|utförs|utfördes|vidta|vidtar|ske|sker"
    r"|skedde|skett|verkställa|verkställer)(?:\s+[^\W\d_]{2,20})?(?:\s+en)?"
    r"\s+[a-zåäö]{4,}(?:ning|ningar|ering|eringar|ation|ationer)\s+av\b"
)


def find_noun_phrases(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A carrying verb with a noun of the table; suggests the noun's own verb in the same tense where only an article is lost."""
    yield from _with_table(draft, rule, check)
    for match in _ANY_NOUN.finditer(draft.lower):
        if not w.overlaps(draft.exempt, *match.span()):
            yield finding(rule, draft.text, *match.span())


def _with_table(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    starts = {span.start: place for place, span in enumerate(draft.words)}
    for span, row, verbs in draft.phrases.get(check.rows, ()):
        place = starts.get(span.start)
        if place is None or w.overlaps(draft.exempt, *span):
            continue
        for before in reversed(draft.words[max(0, place - _REACH) : place]):
            carrier = draft.lower[slice(*before)]
            if carrier not in _TENSES and carrier not in _NOBODY:
                continue
            between = _BETWEEN.fullmatch(draft.lower, before.end, span.start)
            if between:
                plain = carrier in _TENSES and not (between["described"] or between["when"])
                verb = verbs.split(" / ")[_TENSES[carrier]] + f" {between['who'] or ''}".rstrip() if plain else ""
                yield of_row(rule, row, draft.text, before.start, span.end, verb)
            break
