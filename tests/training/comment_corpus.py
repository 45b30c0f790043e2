"""The labelled comments: written for this project by many hands, no real posts, people or opinions. See tests/corpus/README.md."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklists.comments.decision import action_of

FOLDER = Path(__file__).parents[1] / "corpus" / "comments"
HELD_OUT = ("test-a", "test-b")


@dataclass(frozen=True, slots=True)
class Example:
    """A comment with its action and the reason that decides."""

    author: str
    text: str
    action: str
    reason: str


def authors() -> list[str]:
    """Return the files that are learnt from; one writer a file."""
    return sorted(path.stem for path in FOLDER.glob("train-*.jsonl"))


def load(name: str) -> list[Example]:
    """Return the comments of one file, in its order."""
    lines = (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    return [_example(name, json.loads(line)) for line in lines]


def load_held_out() -> list[Example]:
    """Return the comments that are only ever measured on."""
    return [example for name in HELD_OUT for example in load(name)]


def _example(author: str, row: dict[str, Any]) -> Example:
    deciding = next((reason for reason in row["reasons"] if action_of(reason) == row["action"]), row["reasons"][0])
    return Example(author, row["text"], row["action"], deciding)
