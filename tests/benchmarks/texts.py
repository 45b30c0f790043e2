"""The texts that benchmarks read: posts of the training drafts, which were written for this project."""

import json
from pathlib import Path

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


def long_texts(length: int, number: int) -> list[str]:
    """Return `number` different texts of exactly `length` characters: drafts one after the other, each text from another draft on."""
    all_drafts = drafts()
    found = []
    for place in range(number):
        parts, size, at = [], 0, place * len(all_drafts) // number
        while size < length:
            parts.append(all_drafts[at % len(all_drafts)] + "\n\n")
            size, at = size + len(parts[-1]), at + 1
        found.append("".join(parts)[:length])
    return found
