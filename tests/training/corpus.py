"""The labelled drafts: written for this project by several hands, no real posts, people or opinions. See README.md there.

An author's label stands where a second, blind labeller gave the same; where the two differ, settled.jsonl says which label
the labelling guide (docs/utveckling/markningsguide.md) gives, or null for a text that is dropped because it is truly even.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "corpus" / "drafts"
AUTHORS = tuple("a b c d e f g hh i j k l m n o p q r s v w x y z aa bb".split())
HELD_OUT = ("held-out", "held-out-2", "held-out-3", "held-out-4")
KINDS = ("goal", "category")
# What each sentence does (tells, activates, engages, nothing) and which category it speaks for (or none).
ACTS = "iaen"
TOPICS = {
    "c": "civic-information",
    "t": "tips",
    "p": "people-stories",
    "d": "city-development",
    "l": "place-branding",
    "n": "none",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A draft with its goal and category; `acts` and `topics` hold one letter a sentence, from the second labeller."""

    id: str
    author: str
    voice: str
    level: str
    text: str
    goal: str
    category: str
    acts: str
    topics: str


@dataclass(frozen=True, slots=True)
class Disagreement:
    """A label that two labellers saw differently, and what the guide settled: a label, or None for a dropped text."""

    id: str
    kind: str
    author: str
    second: str
    settled: str | None
    why: str


def load(name: str) -> list[Example]:
    """Return the drafts of one author with their final labels, in the file's order, without those that were dropped."""
    return [example for row in rows(name) if (example := _example(name, row))]


def load_held_out() -> list[Example]:
    """Return the drafts that are only ever measured on."""
    return [example for name in HELD_OUT for example in load(name)]


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Yield the lines of one file of drafts as its author wrote them."""
    for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


@cache
def second_labels() -> dict[str, dict[str, str]]:
    """Return what the second labeller saw in each draft: {id: {"goal", "category", "acts", "topics"}}."""
    return {row["id"]: row for row in rows("second-labels")}


@cache
def disagreements() -> dict[tuple[str, str], Disagreement]:
    """Return what was settled, by draft and kind."""
    found = [Disagreement(**row) for row in rows("settled")]
    return {(item.id, item.kind): item for item in found}


def _example(author: str, row: dict[str, Any]) -> Example | None:
    labels = {}
    for kind in KINDS:
        settled = disagreements().get((row["id"], kind))
        labels[kind] = settled.settled if settled else row[kind]
    if None in labels.values():
        return None
    second = second_labels()[row["id"]]
    # Three lines a row would hide what matters: the older hands wrote in one voice each, and noted no difficulty.
    voice, level = row.get("voice", author), row.get("level", "unknown")
    return Example(row["id"], author, voice, level, row["text"], **labels, acts=second["acts"], topics=second["topics"])
