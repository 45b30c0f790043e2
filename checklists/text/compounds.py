"""Compounds written apart (särskrivning): "bad kläder".

Two words are one where joined they are a word that people write (tone/common-words.txt), in this form or another, and the
first is a noun or a linking form that hardly ever stands before another noun (tone/compound-firsts.txt). A table holds the
ones that neither list knows.
"""

import re
from collections.abc import Iterator

from checklists.findings import Finding, capitalise, finding
from checklists.strategy import load_words
from checklists.strategy.schema import Check, Rule
from checklists.text import segment
from checklists.text import words as w
from checklists.text.draft import Draft

# The second word is looked at without being used up, so that three words in a row give two chances.
_PAIR = re.compile(r"(?<![\w-])([^\W\d_]{3,20})(?= ([a-zåäö]{3,20})(?![\w-]))")
# Two words as often as one: "vi ses på fritids hemma hos oss", "i sommar jobb och lek".
_TWO_WORDS = frozenset(["fritids hem", "stads delar", "sommar jobb", "lek plats", "bad plats", "grill plats"])
_HOW_MUCH = re.compile(r"\b(?:mycket|många|flest|få|fler|mer|inte|i) $")


def find_split_compounds(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Two words that joined are a known compound."""
    for match in _PAIR.finditer(draft.text):
        first, second = match.groups()
        if (
            f"{first.lower()} {second}" in _TWO_WORDS
            or second == "nummer"
            or _HOW_MUCH.search(draft.lower, max(0, match.start() - 24), match.start())
        ):
            continue
        if first.lower() in load_words("compound-firsts") and segment.is_form_of_common(first.lower(), second):
            span = w.Span(match.start(), match.end() + 1 + len(second))
            if not w.overlaps(draft.exempt, *span):
                joined = first.lower() + second
                yield finding(rule, draft.text, *span, suggestions=[capitalise(joined) if first[0].isupper() else joined])
