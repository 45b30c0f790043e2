"""Writes macros/rules-measured.json, which the site shows: `python -m tests.rules.measure [--check | --show]`.

The cases (corpus/rules/final-*.jsonl) are by writers who had not seen the rules. `first` in the file is what the rules gave
the first time, before anybody had read the cases: it is kept as it is, and is what the site shows. `now` is what they give
today, after they were mended. `--check` says whether `now` still holds, without writing; `--show` prints every figure and
every miss and false alarm.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from checklists.draft_check import check
from tests.rules import prose
from tests.rules.cases import CORPUS, INPUT, Score, read, score

FIGURES = Path(__file__).parents[2] / "macros" / "rules-measured.json"
WELL_WRITTEN = "final-well"


def cases() -> list[dict[str, Any]]:
    """Return the measuring cases, each of which tests one rule."""
    return read(*sorted(path.stem for path in CORPUS.glob("final-*.jsonl") if path.stem != WELL_WRITTEN))


def well_written(posts: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many of these posts, in which nothing is wrong, get a `must` or `should`, and how many a `tip`."""
    counts: Counter[str] = Counter()
    for post in posts:
        levels = {found["level"] for found in check({key: post[key] for key in INPUT if key in post})["findings"]}
        counts["wrong"] += bool(levels & {"must", "should"})
        counts["tips"] += "tip" in levels
    return {"texts": len(posts), "wrong": counts["wrong"], "tips": counts["tips"]}


def figures(result: Score, measured: list[dict[str, Any]]) -> dict[str, Any]:
    """Return recall and precision per rule and as means over the rules."""
    near = Counter(rule for case in measured for rule in case["forbid"])
    return {
        "texts": len(measured),
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
        "well_written": well_written(read(WELL_WRITTEN)),
        "prose": prose.figures(prose.read()),
    }


def show(result: Score) -> None:
    """Print a line per rule, then every case that went wrong."""
    for rule in result.rules:
        recall, precision = result.recall(rule), result.precision(rule)
        print(f"{rule:26} recall {recall:.3f} precision {precision:.3f} of {result.hits[rule] + result.misses[rule]}")
    for case, rule, what, words in result.wrong:
        print(f"{case} {rule} {what}: {words}")


def main() -> None:
    """Write the figures, or with --check compare them with the file."""
    measured = cases()
    result = score(measured)
    kept = json.loads(FIGURES.read_text(encoding="utf-8"))
    text = json.dumps({"first": kept["first"], "now": figures(result, measured)}, indent=1, ensure_ascii=False) + "\n"
    if "--show" in sys.argv:
        show(result)
    if "--check" not in sys.argv:
        FIGURES.write_text(text, encoding="utf-8")
    elif FIGURES.read_text(encoding="utf-8") != text:
        sys.exit("macros/rules-measured.json is not what the rules give today. Run: make generate")


if __name__ == "__main__":
    main()
