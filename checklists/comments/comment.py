"""A comment with what several parts of the reading need to know about it, each worked out once and only if asked for."""

from dataclasses import dataclass, field
from functools import cached_property

from checklists.comments.readings import Token
from checklists.comments.signals import Signal, load_signals
from checklists.text import words as w
from checklists.text.surface import Surface, lowered
from checklists.text.surface import read as read_surface


@dataclass(frozen=True)
class Comment:
    """A comment as it was `typed`; `text` is how it reads (text/surface.py), and all places are places in `text`."""

    typed: str
    surface: Surface = field(init=False)
    text: str = field(init=False)
    lower: str = field(init=False)

    def __post_init__(self) -> None:
        surface = read_surface(self.typed)
        for name, value in (("surface", surface), ("text", surface.plain), ("lower", lowered(surface.plain))):
            object.__setattr__(self, name, value)

    @cached_property
    def tokens(self) -> list[Token]:
        return load_signals().words(self.text)

    @cached_property
    def signals(self) -> list[Signal]:
        return load_signals().find(self.tokens)

    @cached_property
    def sentences(self) -> list[w.Span]:
        """The sentences, each up to where the next begins, so that they cover every token; emojis alone are one sentence."""
        found = w.sentences(self.text) or [w.Span(0, len(self.text))]
        starts = [0, *(span.start for span in found[1:])]
        return [w.Span(start, end) for start, end in zip(starts, [*starts[1:], len(self.text)], strict=True)]
