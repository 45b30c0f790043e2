"""The questions about a comment as a graph: where each answer leads, and what is then decided.

`ways` follows every path from the first question, so that the picture and its text say what the tool says
(comments/decision.py decides in all three).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from checklists.comments.decision import decide
from checklists.strategy import load_actions, load_questions
from checklists.strategy.comment_schema import Answer, Question

UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class End:
    """What a path through the questions ends in: an action, or `UNSURE`; with `also_reply` a question is answered too."""

    action: str
    also_reply: bool = False

    @property
    def label(self) -> str:
        """The end in words."""
        if self.action == UNSURE:
            return "Fråga först"
        name = load_actions()[self.action].name
        return f"{name} och svara på frågan" if self.also_reply else name


@dataclass(frozen=True, slots=True)
class Way:
    """An answer with the question that it leads to, or the ends that it leads to: more than one where paths before it differ."""

    question: Question
    answer: Answer
    next: Question | None
    ends: tuple[End, ...]


def ways() -> dict[str, list[Way]]:
    """Return the ways out of every question, by its id, in the order of questions.toml."""
    found: dict[tuple[str, str], list[End]] = {}
    for asked, answer, reasons in endings():
        decision = decide(reasons)
        end = End(UNSURE) if answer.unsure else End(decision.action, decision.also_reply)
        ends = found.setdefault((asked, answer.id), [])
        if end not in ends:
            ends.append(end)
    questions = load_questions()
    return {
        question.id: [
            Way(question, answer, questions.get(answer.next), tuple(found.get((question.id, answer.id), ())))
            for answer in question.answers
        ]
        for question in questions.values()
    }


def endings(asked: str = "", reasons: frozenset[str] = frozenset()) -> Iterator[tuple[str, Answer, frozenset[str]]]:
    """Yield (question, last answer, reasons found) of every path from a question on, or from the first."""
    asked = asked or next(iter(load_questions()))
    for answer in load_questions()[asked].answers:
        held = reasons | {answer.reason} if answer.reason else reasons
        if answer.next:
            yield from endings(answer.next, held)
        else:
            yield asked, answer, held
