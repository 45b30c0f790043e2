"""What shuts out readers who listen: images without a description, letters that are only drawings of letters."""

from collections.abc import Iterator

from checklists.findings import Finding, finding
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft


def find_missing_alt_text(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Images in `media` without a description; the finding is the first word."""
    if draft.words and any(item["kind"] == "image" and not (item.get("alt") or "").strip() for item in draft.media):
        yield finding(rule, draft.text, *draft.words[0])


def find_styled_letters(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Runs of letters that Unicode has for mathematics, used as a font."""
    run: list[w.Span] = []
    for span in (*draft.surface.styled, w.Span(len(draft.text) + 9, len(draft.text) + 9)):
        if run and draft.text[run[-1].end : span.start].strip(" '’.,!?:-"):
            if sum(end - start for start, end in run) > 1:
                yield finding(rule, draft.text, run[0].start, run[-1].end, suggestions=[draft.text[run[0].start : run[-1].end]])
            run = []
        run.append(span)
