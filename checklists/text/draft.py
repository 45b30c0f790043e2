"""A text with what the classifier and the rules need to know about it."""

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from checklists.text import classify, features, language, phrases, privacy
from checklists.text import words as w
from checklists.text.surface import Surface, lowered
from checklists.text.surface import read as read_surface


@dataclass(frozen=True)
class Draft:
    """A text with what several checks need to know about it, each worked out once and only if asked for.

    `text` is what was `typed` as it reads (see surface.py), and what every check looks at.
    """

    typed: str
    channel: str = "facebook"
    chosen_goal: str | None = None
    media: tuple[dict[str, Any], ...] = ()
    published: date | None = None
    surface: Surface = field(init=False)
    text: str = field(init=False)
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        seen = read_surface(self.typed)
        for name, value in (("surface", seen), ("text", seen.plain), ("lower", lowered(seen.plain))):
            object.__setattr__(self, name, value)

    @cached_property
    def words(self) -> list[w.Span]:
        return w.words(self.text)

    @cached_property
    def counted(self) -> list[w.Span]:
        return w.counted(self.text)

    @cached_property
    def protected(self) -> list[w.Span]:
        return w.protected(self.text)

    @cached_property
    def quotes(self) -> list[w.Span]:
        return w.quotes(self.text)

    @cached_property
    def exempt(self) -> list[w.Span]:
        """Quotations and addresses, in which no rule of tone looks."""
        return w.merge([*self.quotes, *self.protected])

    @cached_property
    def phrases(self) -> dict[str, list[phrases.Match]]:
        """Where the forms of each table stand."""
        return phrases.find(self.text, self.lower)

    @cached_property
    def identity_numbers(self) -> list[w.Span]:
        return privacy.identity_numbers(self.text)

    @cached_property
    def sentences(self) -> list[w.Span]:
        return w.sentences(self.text)

    @cached_property
    def swedish(self) -> bool:
        return language.is_swedish(self.lower[slice(*span)] for span in self.words)

    @cached_property
    def lix(self) -> float | None:
        """How hard the text is to read, or None where it is too short to say or not Swedish."""
        return w.lix([self.lower[slice(*span)] for span in self.words], len(self.sentences)) if self.swedish else None

    @cached_property
    def reading(self) -> classify.Reading | None:
        """What the classifier sees, or None where the text is too short or not Swedish."""
        return (
            None
            if self.silent
            else classify.read(features.Passage(self.text, self.lower, *classify.shortened(self.words, self.sentences)))
        )

    @cached_property
    def silent(self) -> str | None:
        """Why the text gets no goal and no category: "short", "language" or None."""
        if len(self.words) < classify.MIN_WORDS:
            return "short"
        return None if self.swedish else "language"

    @cached_property
    def verdicts(self) -> dict[str, Any]:
        """What the classifier says: {"goal", "category", "explanation"}."""
        return classify.classify(self.reading, self.silent)

    @property
    def goal(self) -> str | None:
        """The goal that the advice follows: the person's own choice, else the classifier's where it is sure."""
        verdict = self.verdicts["goal"]
        return self.chosen_goal or (None if verdict["abstain"] else verdict["label"])
