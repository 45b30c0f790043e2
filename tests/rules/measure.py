"""Writes macros/rules-measured.json, which the page about the rules shows: `python -m tests.rules.measure [--check]`.

The cases (corpus/rules/unseen-*.jsonl) are by writers who had not seen the rules. `--check` says whether the file is what
the rules of today give, without writing it.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from checklists.draft_check import check
from tests.rules.cases import CORPUS, INPUT, Score, read, score

FIGURES = Path(__file__).parents[2] / "macros" / "rules-measured.json"


def unseen() -> list[dict[str, Any]]:
    """Return the cases of all measuring sets, each of which tests one rule."""
    return read(*sorted(path.stem for path in CORPUS.glob("unseen-*.jsonl") if path.stem != "unseen-well"))


def well_written(cases: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many of these posts, in which nothing is wrong, get a `must` or `should`, and how many a `tip`."""
    wrong: list[str] = []
    tips: list[str] = []
    for case in cases:
        levels = {found["level"] for found in check({key: case[key] for key in INPUT if key in case})["findings"]}
        wrong += [case["id"]] if levels & {"must", "should"} else []
        tips += [case["id"]] if "tip" in levels else []
    return {"texts": len(cases), "wrong": len(wrong), "tips": len(tips)}


def figures(result: Score, cases: list[dict[str, Any]]) -> dict[str, Any]:
    """Return recall and precision per rule and as means over the rules."""
    near = Counter(rule for case in cases for rule in case["forbid"])
    return {
        "texts": len(cases),
        "recall": round(sum(map(result.recall, result.rules)) / len(result.rules), 3),
        "precision": round(sum(map(result.precision, result.rules)) / len(result.rules), 3),
        "rules": {
            rule: {
                "expected": result.hits[rule] + result.misses[rule],
                "found": result.hits[rule],
                "near": near[rule],
                "false": result.false[rule],
            }
            for rule in result.rules
        },
    }


def main() -> None:
    """Write the figures, or with --check compare them with the file."""
    cases = unseen()
    result = figures(score(cases), cases)
    result["well_written"] = well_written(read("unseen-well"))
    text = json.dumps(result, indent=1, ensure_ascii=False) + "\n"
    if "--check" not in sys.argv:
        FIGURES.write_text(text, encoding="utf-8")
    elif FIGURES.read_text(encoding="utf-8") != text:
        sys.exit("macros/rules-measured.json is not what the rules give today. Run: make generate")


if __name__ == "__main__":
    main()
