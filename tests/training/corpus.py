"""The labelled drafts: written for this project by several hands, no real posts, people or opinions. See README.md there."""

import json
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "corpus" / "drafts"
AUTHORS = ("a", "b", "c", "d", "e", "f", "g", "hh", "i", "j", "k")
HELD_OUT = ("held-out", "held-out-2")


@dataclass(frozen=True, slots=True)
class Example:
    """A draft with the goal and the category that its author meant."""

    id: str
    text: str
    goal: str
    category: str


def load_held_out() -> list[Example]:
    """Return the drafts that are only ever measured on."""
    return [example for name in HELD_OUT for example in load(name)]


def load(name: str) -> list[Example]:
    """Return the drafts of one author, in the file's order."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Example(row["id"], row["text"], row["goal"], row["category"]) for row in rows]
