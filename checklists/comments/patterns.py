"""Forms: short patterns over the words of a comment, and how they are found.

    word   the word      word*  with any ending      *word  with any beginning      *word*  both
    …      nought to three words in between
    {a|b}  one of these  {name}  any entry of the table's list of that name

A form is looked for only where its first word can begin, so that thousands of forms cost little.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from checklists.comments.readings import Token

GAP = "…"
_LONGEST_GAP = 3
_PREFIXES = range(2, 16)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a form: `text` whole, or as a beginning, an ending or a part of a longer word."""

    text: str
    start_open: bool
    end_open: bool

    def fits(self, token: Token) -> bool:
        """Say whether the token can be read as the word."""
        if not (self.start_open or self.end_open):
            return self.text in token.readings
        if self.start_open and self.end_open:
            return any(self.text in reading for reading in token.readings)
        ends = str.endswith if self.start_open else str.startswith
        return any(ends(reading, self.text) for reading in token.readings)


@dataclass(frozen=True, slots=True)
class Choice:
    """One step of a form: whole words to choose from, and sequences that are more than that."""

    whole: frozenset[str]
    longer: tuple[tuple[Word, ...], ...]

    def beginnings(self) -> Iterator[Word]:
        """Yield the words that the step can begin with."""
        yield from (Word(text, False, False) for text in sorted(self.whole))
        yield from dict.fromkeys(words[0] for words in self.longer)


# None is a gap.
Step = Choice | None


@dataclass(frozen=True, slots=True)
class Form:
    """A compiled form; it begins and ends with a choice."""

    steps: tuple[Step, ...]

    def ends(self, tokens: Sequence[Token], place: int) -> Iterator[int]:
        """Yield the places after the words that the form covers when it begins at `place`."""
        yield from _ends(self.steps, tokens, place)


def _ends(steps: tuple[Step, ...], tokens: Sequence[Token], place: int) -> Iterator[int]:
    if not steps:
        yield place
        return
    step, rest = steps[0], steps[1:]
    if step is None:
        for skipped in range(_LONGEST_GAP + 1):
            yield from _ends(rest, tokens, place + skipped)
        return
    if place < len(tokens) and not step.whole.isdisjoint(tokens[place].readings):
        yield from _ends(rest, tokens, place + 1)
    for words in step.longer:
        after = place + len(words)
        if after <= len(tokens) and all(word.fits(tokens[place + number]) for number, word in enumerate(words)):
            yield from _ends(rest, tokens, after)


def compile_form(form: str, lists: Mapping[str, Sequence[str]]) -> Form:
    """Return a form of the grammar above; raise KeyError for an unknown list, ValueError for a form that begins with a gap."""
    steps: list[Step] = []
    for part in _parts(form):
        if part == GAP:
            steps.append(None)
        elif part.startswith("{"):
            inner = part[1:-1]
            steps.append(_choice(inner.split("|") if "|" in inner else lists[inner]))
        else:
            steps.append(_choice([part]))
    if not steps or steps[0] is None or steps[-1] is None:
        raise ValueError(f"a form begins and ends with words: {form!r}")
    return Form(tuple(steps))


def _choice(entries: Sequence[str]) -> Choice:
    whole, longer = set(), []
    for entry in entries:
        words = _words(entry)
        if len(words) == 1 and not (words[0].start_open or words[0].end_open):
            whole.add(words[0].text)
        else:
            longer.append(words)
    return Choice(frozenset(whole), tuple(longer))


def _parts(form: str) -> Iterator[str]:
    """Yield the steps of a form; what stands in braces may hold spaces."""
    rest = form.strip()
    while rest:
        until = rest.index("}") + 1 if rest.startswith("{") else len(rest.partition(" ")[0])
        yield rest[:until]
        rest = rest[until:].lstrip()


def _words(entry: str) -> tuple[Word, ...]:
    pieces = entry.replace("-", " ").split() if not entry.startswith(("h-", "j-")) else entry.split()
    return tuple(Word(piece.strip("*"), piece.startswith("*"), piece.endswith("*")) for piece in pieces)


@dataclass
class Index:
    """Forms with whatever they stand for, by the words that they begin with."""

    whole: dict[str, list[tuple[Form, object]]] = field(default_factory=dict)
    starts: dict[str, list[tuple[Form, object]]] = field(default_factory=dict)
    ends: dict[str, list[tuple[Form, object]]] = field(default_factory=dict)
    inside: dict[str, list[tuple[Form, object]]] = field(default_factory=dict)

    def add(self, form: Form, meaning: object) -> None:
        """Let the form be found."""
        tables = {(False, False): self.whole, (False, True): self.starts, (True, False): self.ends, (True, True): self.inside}
        first = form.steps[0]
        for word in first.beginnings() if first else ():
            tables[word.start_open, word.end_open].setdefault(word.text, []).append((form, meaning))

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[object, int, int]]:
        """Yield (meaning, first token, token after the last) of every form that the tokens hold."""
        for place, token in enumerate(tokens):
            tried: set[int] = set()
            for form, meaning in self._beginning(token):
                if id(form) not in tried:
                    tried.add(id(form))
                    for end in dict.fromkeys(form.ends(tokens, place)):
                        yield meaning, place, end

    def _beginning(self, token: Token) -> Iterator[tuple[Form, object]]:
        for reading in sorted(token.readings):
            yield from self.whole.get(reading, ())
            for size in _PREFIXES:
                if size <= len(reading):
                    yield from self.starts.get(reading[:size], ())
                    yield from self.ends.get(reading[-size:], ())
            for text, forms in self.inside.items():
                if text in reading:
                    yield from forms
