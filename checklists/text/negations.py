"""Two negations that cancel out: "inte ovanligt", "knappast en oviktig fråga"."""

import re
from collections.abc import Iterator
from functools import cache

from checklists.findings import Finding, finding
from checklists.strategy import read_forms
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

TABLE = "double-negations"
_NEGATOR = r"(?:inte|icke|ej|ingen|inget|inga|aldrig|knappast|sällan|knappt)"
_SMALL = r"(?: (?:en|ett|någon|något|alls|helt|särskilt|så|direkt|precis|det minsta))*"


def find_double_negations(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """A negation before one of the table's adjectives in o-, with only small words between."""
    for match in _pattern().finditer(draft.lower):
        if not w.overlaps(draft.exempt, *match.span()):
            yield finding(rule, draft.text, *match.span())


@cache
def _pattern() -> re.Pattern[str]:
    last = (form.rpartition(" ")[2] for form in read_forms(TABLE))
    adjectives = sorted({word for word in last if re.fullmatch(r"o[a-zåäö]{4,}", word)})
    return re.compile(rf"\b{_NEGATOR}{_SMALL} (?:{'|'.join(adjectives)})\b")
