"""From how a comment reads to advice: the decision, how sure it is, the words behind it, and the parts of a mixed comment.

The model says what is probable; what to do with that is decided here and in decision.py. Silencing a legitimate critic is
worse than leaving an insult a little longer, so a comment stands until it is probable that it breaks a rule, and wherever
there is doubt the answer says whom to ask.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from checklists.comments.comment import Comment
from checklists.comments.decision import Decision, action_of, decide
from checklists.comments.evidence import places, private_numbers
from checklists.comments.model import load_model
from checklists.comments.reading import BREAKING, Reading, read
from checklists.strategy import load_actions, load_reasons

# A further reason is told when it is this probable, and a sentence is a part of its own when its action is.
_FURTHER, _PART = 0.2, 0.6
# A sentence by itself surely breaks a rule when it is this probable: of comments that the whole left in doubt, three in four
# such broke one when authors were left out.
SURELY = 0.95
HARMLESS = ("reply", "like", "leave")


@dataclass(frozen=True, slots=True)
class Place:
    """A reason and where it shows."""

    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of the comment that needs an action of its own."""

    action: str
    reason: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and how probable that is; where there is doubt, `runner_up` is the reason for another action."""

    decision: Decision
    confidence: float
    abstain: bool
    runner_up: str | None
    places: tuple[Place, ...]
    parts: tuple[Part, ...]


def of(comment: Comment) -> Advice:
    """Return the advice for a comment."""
    reading = read(comment)
    action, abstain, confidence = _leaning(reading)
    parts = tuple(_parts(reading, action))
    decision = decide(_reasons(reading, action, parts))
    others = [other for other in load_actions() if other != action]
    return Advice(
        decision=decision,
        confidence=round(confidence, 3),
        abstain=abstain,
        runner_up=reading.likeliest(_likeliest(reading, others)) if abstain else None,
        places=tuple(Place(reason, *span) for reason in decision.reasons for span in places(reading, reason)),
        parts=parts,
    )


def _leaning(reading: Reading) -> tuple[str, bool, float]:
    """Return the action, whether there is doubt, and how probable the action is."""
    model, breaks = load_model(), reading.breaks
    if private_numbers(reading.comment) and reading.actions["remove-and-block"] < model.breaks:
        return "remove", False, 1.0
    if model.doubt / 3 <= breaks < model.breaks and (worst := _worst_sentence(reading)):
        action = _likeliest(worst, BREAKING)
        return action, True, worst.actions[action]
    action = _likeliest(reading, BREAKING if breaks >= model.breaks else HARMLESS)
    return action, model.doubt <= breaks < model.sure, reading.actions[action]


def _likeliest(reading: Reading, among: Iterable[str]) -> str:
    return max(among, key=lambda action: reading.actions[action])


def _worst_sentence(reading: Reading) -> Reading | None:
    """Return the sentence that by itself surely breaks a rule: kind words around it do not outweigh it."""
    worst = max((part for _, part in reading.sentences), key=lambda part: part.breaks)
    return worst if worst.breaks >= SURELY else None


def _reasons(reading: Reading, action: str, parts: tuple[Part, ...]) -> list[str]:
    """Return the reasons to tell: the likeliest for the action, those of the parts, and others that are likely too."""
    found = [reading.likeliest(action), *(part.reason for part in parts)]
    if action == "remove" and private_numbers(reading.comment):
        found.append("personal-data")
    strengths = list(load_actions())
    found += [
        reason
        for reason, probability in reading.reasons.items()
        if probability >= _FURTHER and strengths.index(action_of(reason)) <= strengths.index(action)
    ]
    return [reason for reason in load_reasons() if reason in found]


def _parts(reading: Reading, action: str) -> Iterator[Part]:
    """Yield the part that breaks a rule and the question or praise beside it, where one comment holds both."""
    if action not in BREAKING or len(reading.sentences) < 2:
        return
    friendly = [(kind, span, part) for span, part in reading.sentences if (kind := _friendly(part))]
    rest = [(part.breaks, span) for span, part in reading.sentences if not _friendly(part)]
    if friendly and rest:
        yield Part(action, reading.likeliest(action), *max(rest)[1])
        for kind, span, part in friendly:
            yield Part(kind, part.likeliest(kind), *span)


def _friendly(part: Reading) -> str:
    """Return "reply" or "like" for a sentence that surely is to be answered or liked, else ""."""
    if part.breaks >= load_model().doubt:
        return ""
    return next((action for action in ("reply", "like") if part.actions[action] >= _PART), "")
