"""What a comment holds: reasons with the words that show them (first version: signals alone)."""

from dataclasses import dataclass

from checklists.comments.signals import load_signals

TABLE_REASONS = {
    "threat": "threat",
    "profanity": "profanity",
    "insult": "profanity",
    "hate": "racism",
    "claim": "misinformation-or-rumour",
    "scam": "misleading-link",
    "spam": "spam",
    "repeated": "repeated",
    "rights": "image-rights",
    "question": "question",
    "praise": "praise",
    "opinion": "opinion",
    "irony": "irony",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A reason and where in the text it shows."""

    reason: str
    start: int
    end: int


def read(text: str) -> list[Found]:
    signals = load_signals()
    return [
        Found(TABLE_REASONS[signal.row.table], signal.start, signal.end)
        for signal in signals.find(signals.words(text))
        if signal.row.kind not in ("mild", "asked", "rhetorical")
    ]
