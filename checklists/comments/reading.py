"""How a comment reads to the model: how probable each action and each reason is, and which words made it so."""

from dataclasses import dataclass
from functools import cached_property

from checklists.comments.comment import Comment
from checklists.comments.decision import action_of
from checklists.comments.features import Seen, of_comment
from checklists.comments.model import load_model
from checklists.strategy import load_actions, load_reasons
from checklists.text.model import softmax
from checklists.text.words import Span

BREAKING = ("hide", "remove", "remove-and-block")


@dataclass(frozen=True)
class Reading:
    """A comment as the model sees it."""

    comment: Comment
    seen: Seen
    rows: dict[str, int]
    norm: int

    @cached_property
    def reasons(self) -> dict[str, float]:
        """The probability of each reason as the one that decides."""
        head = load_model().table.heads["reason"]
        return dict(zip(head.labels, softmax(load_model().table.logits("reason", self.rows, self.norm)), strict=True))

    @cached_property
    def actions(self) -> dict[str, float]:
        """The probability of each action: the mean of what the two heads say."""
        table = load_model().table
        direct = dict(zip(table.heads["action"].labels, softmax(table.logits("action", self.rows, self.norm)), strict=True))
        through = dict.fromkeys(load_actions(), 0.0)
        for reason, probability in self.reasons.items():
            through[action_of(reason)] += probability
        return {action: (direct[action] + through[action]) / 2 for action in load_actions()}

    @cached_property
    def breaks(self) -> float:
        """The probability that the comment breaks a rule, and so is to be hidden or removed."""
        return sum(self.actions[action] for action in BREAKING)

    @cached_property
    def sentences(self) -> list[tuple[Span, "Reading"]]:
        """Each sentence with how it reads by itself."""
        text = self.comment.text
        spans = [trimmed(text, span) for span in self.comment.sentences]
        return [(span, read(Comment(text[slice(*span)]))) for span in spans if span.start < span.end]

    def likeliest(self, action: str) -> str:
        """Return the reason that most probably leads to `action`."""
        return max((reason for reason in load_reasons() if action_of(reason) == action), key=lambda reason: self.reasons[reason])

    def gains(self, reason: str) -> dict[Span, float]:
        """Return what each word added to the reason, less the mean of what it added to all reasons."""
        table = load_model().table
        head = table.heads["reason"]
        place, count = head.labels.index(reason), len(head.labels)
        gained: dict[Span, float] = {}
        for feature, row in self.rows.items():
            weights = table.weights[row + head.column : row + head.column + count]
            gain = (weights[place] - sum(weights) / count) * table.strengths[feature[0]]
            for span in self.seen[feature]:
                gained[span] = gained.get(span, 0.0) + gain / len(self.seen[feature])
        return gained


def trimmed(text: str, span: Span) -> Span:
    """Return the span without the white space at its ends."""
    words = text[slice(*span)]
    return Span(span.start + len(words) - len(words.lstrip()), span.start + len(words.rstrip()))


def read(comment: Comment) -> Reading:
    """Return how a comment reads."""
    table, seen = load_model().table, of_comment(comment)
    return Reading(comment, seen, table.rows(seen), table.norm(seen))
