"""Where in a comment a reason shows: what has a fixed form, the signals, and else the words that weighed most."""

from collections.abc import Iterator

from checklists.comments.comment import Comment
from checklists.comments.reading import Reading, trimmed
from checklists.comments.signals import Signal
from checklists.text import privacy, reasons
from checklists.text.features import Passage
from checklists.text.words import Span, merge

MAX_PLACES = 3
# What a table's signals may show; where a row says its kind (racism, personal-data), that alone.
_SHOWS = {
    "threat": {"threat"},
    "insult": {"personal-attack", "profanity"},
    "profanity": {"profanity", "personal-attack"},
    "claim": {"misinformation-or-rumour"},
    "scam": {"misleading-link", "spam"},
    "spam": {"spam", "misleading-link"},
    "repeated": {"repeated"},
    "rights": {"image-rights"},
    "praise": {"praise"},
}


def private_numbers(comment: Comment) -> list[Span]:
    """Return identity numbers, mobile numbers and private e-mail addresses: personal data whatever else the comment says."""
    taken = privacy.identity_numbers(comment.text)
    phones = [span for span, mobile in privacy.phone_numbers(comment.text, taken) if mobile]
    return sorted([*taken, *phones, *privacy.email_addresses(comment.text)])


def places(reading: Reading, reason: str) -> list[Span]:
    """Return where the reason shows, in the order of the text; never empty for a comment of at least one word."""
    comment = reading.comment
    if reason == "question":
        found = list(_questions(comment))
    else:
        found = [Span(signal.start, signal.end) for signal in comment.signals if reason in _reasons(signal)]
        found += private_numbers(comment) if reason == "personal-data" else []
    return merge(found)[:MAX_PLACES] or _weightiest(reading, reason)


def _reasons(signal: Signal) -> set[str]:
    row = signal.row
    return _SHOWS.get(row.table) or {row.kind}


def _questions(comment: Comment) -> Iterator[Span]:
    """Yield the sentences that ask: those with a question mark, else those with a signal of a question."""
    asking = [s for s in comment.sentences if "?" in comment.text[slice(*s)]] or [
        sentence
        for sentence in comment.sentences
        if any(signal.row.table == "question" and sentence.start <= signal.start < sentence.end for signal in comment.signals)
    ]
    yield from (trimmed(comment.text, sentence) for sentence in asking)


def _weightiest(reading: Reading, reason: str) -> list[Span]:
    comment = reading.comment
    words = [Span(token.start, token.end) for token in comment.tokens]
    gains = reading.gains(reason)
    gained = [gains.get(span, 0.0) for span in words]
    if not words or max(gained) <= 0:
        return [trimmed(comment.text, Span(0, len(comment.text)))]
    passage = Passage(comment.text, comment.lower, words, comment.sentences)
    found = reasons.phrases(passage, gained)
    return [Span(found[0]["start"], found[0]["end"])] if found else [words[gained.index(max(gained))]]
