"""Words that point at a link without saying what is there: "Svaret finns här: helsingborg.se/x"."""

import re
from collections.abc import Iterator

from checklists.findings import Finding, finding
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

# Up to three words and "här", with nothing but a mark or a pointing sign between them and the address.
_POINTS = re.compile(
    r"(?<![^\W_])(?:[^\W\d_]{1,30} ){1,3}(?:här|hit|via länken|på länken|nedan)(?=[ \n]?[:.!→👉👇⬇️➡️>]{0,3}\s{0,2}(?:https?://|(?:www\.)?[a-z0-9-]{2,40}\.[a-z]{2,4}(?:/|\b)))",
    re.IGNORECASE,
)


def find_pointing_words(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Pointing words right before an address; only a tip, for the sentence before may have said what is there."""
    for match in _POINTS.finditer(draft.text):
        if not w.overlaps(draft.exempt, *match.span()):
            yield finding(rule, draft.text, *match.span(), level="tip")
