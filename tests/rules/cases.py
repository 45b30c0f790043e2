"""Cases for the rules (corpus/rules/*.jsonl) and what the check makes of them."""

import json
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from checklists.draft_check import check

CORPUS = Path(__file__).parents[1] / "corpus" / "rules"
INPUT = ("text", "channel", "media", "published")


@dataclass
class Score:
    """Per rule: the expected findings that were found and missed, and the texts with a finding where there must be none."""

    hits: Counter[str] = field(default_factory=Counter)
    misses: Counter[str] = field(default_factory=Counter)
    false: Counter[str] = field(default_factory=Counter)
    wrong: list[tuple[str, str, str, str]] = field(default_factory=list)  # id, rule, "missed" or "false", words

    def recall(self, rule: str) -> float:
        """Return the share of expected findings that were found."""
        return self.hits[rule] / (self.hits[rule] + self.misses[rule])

    def precision(self, rule: str) -> float:
        """Return the share of findings that were right: found where expected, against texts where there must be none."""
        found = self.hits[rule] + self.false[rule]
        return self.hits[rule] / found if found else 0.0

    @property
    def rules(self) -> list[str]:
        """The rules that some case expects."""
        return sorted({*self.hits, *self.misses})


def read(*names: str) -> list[dict[str, Any]]:
    """Return the cases of some files, in order."""
    return [json.loads(line) for name in names for line in (CORPUS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def score(cases: Iterable[dict[str, Any]]) -> Score:
    """Run every case. An expected finding is one of its rule that overlaps the quote; a rule in `forbid` must find nothing."""
    result = Score()
    for case in cases:
        findings = check({key: case[key] for key in INPUT if key in case})["findings"]
        for wanted in case["expect"]:
            start, end = _place(case["text"], wanted["quote"])
            hit = any(found["rule"] == wanted["rule"] and found["start"] < end and start < found["end"] for found in findings)
            (result.hits if hit else result.misses)[wanted["rule"]] += 1
            if not hit:
                result.wrong.append((case["id"], wanted["rule"], "missed", wanted["quote"]))
        for rule in {found["rule"] for found in findings} & {*case["forbid"]}:
            result.false[rule] += 1
            words = next(found["text"] for found in findings if found["rule"] == rule)
            result.wrong.append((case["id"], rule, "false", words))
    return result


def _place(text: str, quote: str) -> tuple[int, int]:
    """Return where the quote stands: as words of its own ("er", not in "hjälper") if it does so anywhere."""
    whole = re.search(rf"(?<!\w){re.escape(quote)}(?!\w)", text)
    start = whole.start() if whole else text.index(quote)
    return start, start + len(quote)
