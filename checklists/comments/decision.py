"""What to do with a comment, from what it holds: the strategy's rules for comments, in the order of their strength.

The tables are strategy/comments/*.toml. Both ways to a decision end here: reading the comment (comments/reading.py), and
answering questions about it (strategy/comments/questions.toml).
"""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.strategy import load_actions, load_reasons


@dataclass(frozen=True, slots=True)
class Decision:
    """An action with its duties in order, the reasons with the deciding one first, and whether a question is answered too."""

    action: str
    reasons: tuple[str, ...]
    duties: tuple[str, ...]
    also_reply: bool


def decide(found: Iterable[str]) -> Decision:
    """Return the decision that the ids of the reasons found lead to; of nothing found, that the comment stands."""
    reasons = set(found)
    # svara.fragor: whoever asks whether a rumour is true asks a question, and spreads nothing.
    deciding = reasons - {"misinformation-or-rumour"} if "question" in reasons else reasons
    actions, strengths = load_actions(), list(load_actions())

    def weight(reason: str) -> tuple[int, int]:
        return -strengths.index(action_of(reason)), list(load_reasons()).index(reason)

    order = tuple(sorted(deciding, key=weight) + sorted(reasons - deciding))
    # svara.asikter: all have a right to their opinions; what breaks no rule stands.
    action = action_of(order[0]) if order else "leave"
    # dolja.regel hides the unpleasant words, svara.fragor still answers what is asked. What is removed is not answered there.
    also_reply = action == "hide" and "question" in reasons
    return Decision(action, order, actions[action].duties, also_reply)


def action_of(reason: str) -> str:
    """Return the action that a reason leads to by itself."""
    return load_reasons()[reason].action
