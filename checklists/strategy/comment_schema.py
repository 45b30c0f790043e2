"""The shapes of the data about comments, strategy/comments/*.toml; schema.py reads and checks them as it does all data."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Action:
    """What can be done with a comment; the file's order is from the weakest to the strongest. `duties` come in their order."""

    id: str
    name: str
    clause: str
    how: str
    duties: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Duty:
    """What must be done when a comment is hidden or removed; `done` is its line in the receipt."""

    id: str
    name: str
    clause: str
    how: str
    done: str


@dataclass(frozen=True, slots=True)
class Reason:
    """What a comment may hold and the action that it leads to; of the same action, the file's first decides.

    `rule` and `told` are for what is hidden or removed: the words of the mail for registration, and of the message to the author.
    """

    id: str
    name: str
    action: str
    clause: str
    meaning: str
    example: str
    rule: str = ""
    told: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer to a question: it gives a reason, leads on to a question, or both; with neither it ends what was asked."""

    id: str
    text: str
    reason: str = ""
    next: str = ""
    unsure: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """One question on the way to a decision about a comment that nobody has pasted."""

    id: str
    text: str
    answers: tuple[Answer, ...]
    help: str = ""


@dataclass(frozen=True, slots=True)
class Hiding:
    """What hiding a comment does in a channel; `checked` says whether documentation bears it out."""

    id: str
    name: str
    hide: str
    checked: bool


@dataclass(frozen=True, slots=True)
class Reply:
    """A draft of a reply, with [fields] to fill in, and when to use it; `language` is the text's own."""

    id: str
    name: str
    when: str
    text: str
    clause: str
    language: str = "sv"
