"""Findings: what a check saw, where, on which clause it rests and what to write instead."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from checklists.strategy.schema import Row, Rule


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at. `start` and `end` count code points, and `text` is exactly that span of the draft."""

    rule: str
    level: str
    start: int
    end: int
    text: str
    message: str
    suggestions: tuple[str, ...]
    clause: str


def finding(
    rule: Rule,
    text: str,
    start: int,
    end: int,
    *,
    suggestions: Iterable[str] = (),
    why: str = "",
    level: str = "",
    count: int = 0,
) -> Finding:
    """Return a finding of `rule` over text[start:end], its message filled in; `why` replaces the rule's own message."""
    words = text[start:end]
    message = (
        (why or rule.message).replace("{text}", masked(words) if rule.masked else shorten(words)).replace("{count}", str(count))
    )
    return Finding(rule.id, level or rule.level, start, end, words, message, tuple(suggestions), rule.clause)


def of_row(rule: Rule, row: Row, text: str, start: int, end: int, replacement: str) -> Finding:
    """Return a finding of one row; "a / b" in the replacement gives two suggestions, with a capital where one belongs."""
    words = text[start:end]
    # Words in capitals (LSS) say nothing of where they stand; other words carry their capital with them.
    capital = starts_sentence(text, start) if any(char.isupper() for char in words[1:]) else words[:1].isupper()
    suggestions = [capitalise(part) if capital else part for part in replacement.split(" / ") if part]
    return finding(rule, text, start, end, suggestions=suggestions, why=row.why, level=row.level)


def capitalise(words: str) -> str:
    """Return `words` with a capital first letter and the rest as it is."""
    return words[:1].upper() + words[1:]


def starts_sentence(text: str, start: int) -> bool:
    """Say whether what stands at `start` begins the text, a line or a sentence."""
    before = text[max(0, start - 8) : start].rstrip(' \t\u00a0”"»–-')
    return not before or before[-1] in "\n.!?:"


def shorten(words: str, limit: int = 60) -> str:
    """Return `words` on one line, cut at a word with an ellipsis where they are longer than `limit`."""
    line = " ".join(words.split())
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"


def masked(words: str) -> str:
    """Return `words` with all letters and digits but the first two as dots."""
    return words[:2] + "".join("•" if char.isalnum() else char for char in words[2:])


def as_dicts(findings: Iterable[Finding]) -> list[dict[str, Any]]:
    """Return the findings as plain data, in reading order; at the same place the longer one comes first.

    What a rule finds within its own longer finding says nothing new and is left out.
    """
    ordered = sorted(findings, key=lambda item: (item.start, -item.end, item.rule))
    reached: dict[str, int] = {}
    kept = []
    for item in ordered:
        if item.end > reached.get(item.rule, -1):
            reached[item.rule] = item.end
            kept.append(asdict(item) | {"suggestions": list(item.suggestions)})
    return kept
