"""The texts that benchmarks read: posts of the training drafts, which were written for this project."""

import json
from pathlib import Path
from typing import Any

DRAFTS = Path(__file__).parents[1] / "corpus" / "drafts"
WORDS = range(66, 75)  # "a post of 70 words"


def drafts() -> list[str]:
    """Return the text of every draft that the classifier learned from, in a fixed order."""
    files = [path for path in sorted(DRAFTS.glob("*.jsonl")) if len(path.stem) <= 2]
    return [json.loads(line)["text"] for path in files for line in path.read_text(encoding="utf-8").splitlines()]


def posts(number: int) -> list[str]:
    """Return `number` different posts of about 70 words, spread evenly over all writers; there are some four hundred."""
    found = [text for text in dict.fromkeys(drafts()) if len(text.split()) in WORDS]
    assert len(found) >= number, f"only {len(found)} posts of about 70 words"
    return [found[place * len(found) // number] for place in range(number)]


def long_text(length: int) -> str:
    """Return a text of exactly `length` characters: drafts one after the other, each on its own."""
    text = ""
    while len(text) < length:
        text += "".join(draft + "\n\n" for draft in drafts())
    return text[:length]


def payload(text: str) -> dict[str, Any]:
    """Return the question that the tool asks about a post for Facebook."""
    return {"text": text, "channel": "facebook", "charged": False, "media": []}
