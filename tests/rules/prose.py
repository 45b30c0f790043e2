"""How the rules fare on real public prose (corpus/prose): passives apart from deponents, and abbreviations."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from checklists.draft_check import check

PROSE = Path(__file__).parents[1] / "corpus" / "prose" / "public.jsonl"


def read() -> list[dict[str, Any]]:
    """Return the sentences, each with its `passive`, `not_passive` and `abbreviation` as written."""
    return [json.loads(line) for line in PROSE.read_text(encoding="utf-8").splitlines()]


def figures(sentences: list[dict[str, Any]]) -> dict[str, Any]:
    """Return precision and recall of the passive rule and recall of the abbreviation rule, with the counts behind them."""
    counts: Counter[str] = Counter()
    for sentence in sentences:
        found = check({"text": sentence["text"]})["findings"]
        for rule, marked in (("passive", sentence["passive"]), ("abbreviation", sentence["abbreviation"])):
            right = _matched([item["text"] for item in found if item["rule"] == rule], marked)
            counts[f"{rule} right"] += right
            counts[f"{rule} found"] += sum(item["rule"] == rule for item in found)
            counts[f"{rule} marked"] += len(marked)
    return {
        "sentences": len(sentences),
        "passive_precision": round(counts["passive right"] / counts["passive found"], 3),
        "passive_recall": round(counts["passive right"] / counts["passive marked"], 3),
        "abbreviation_recall": round(counts["abbreviation right"] / counts["abbreviation marked"], 3),
        "counts": dict(counts),
    }


def _matched(found: list[str], marked: list[str]) -> int:
    """Return how many findings are one of the marked forms each: the form itself, or bli with it ("blev dömd")."""
    left = [form.lower().rstrip(".:") for form in marked]
    matched = 0
    for text in found:
        words = text.lower().rstrip(".:")
        own = next((form for form in left if form == words or words.split()[-1] == form or form.split()[-1] == words), None)
        if own is not None:
            left.remove(own)
            matched += 1
    return matched
