"""Forms: short patterns over the words of a comment, and how thousands of them are found at once.

    word   the word      word*  with any ending      *word  with any beginning      *word*  both
    …      nought to three words in between
    {a|b}  one of these  {name}  any entry of the table's list of that name

Every word, affix and list becomes a symbol, a number. A text becomes a lattice: which symbols begin at each of its words,
and where they end. All forms together are one trie over symbols, which is walked from every word of the text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from checklists.comments.readings import Token

GAP = "…"
_LONGEST_GAP = 3
_AFFIX = range(1, 25)
# The symbol of a gap, and how many symbols there can be.
_GAP, _SYMBOLS = 0, 1 << 20
_TABLES, _TRIES = ("whole", "starts", "ends", "inside"), ("phrases", "forms")
# A symbol, and the place after the words that it covers.
Edge = tuple[int, int]


@dataclass
class Trie:
    """Sequences of symbols: `children` leads from node and symbol to node, `ends` from node to what ends there."""

    children: dict[int, int] = field(default_factory=dict)
    ends: dict[int, tuple[int, ...]] = field(default_factory=dict)
    gapped: set[int] = field(default_factory=set)

    def add(self, symbols: Iterable[int], meaning: int) -> None:
        """Let a sequence mean a number."""
        node = 0
        for symbol in symbols:
            if symbol == _GAP:
                self.gapped.add(node)
            node = self.children.setdefault(node * _SYMBOLS + symbol, len(self.children) + 1)
        if meaning not in self.ends.get(node, ()):
            self.ends[node] = (*self.ends.get(node, ()), meaning)

    def pack(self) -> list[list[int]]:
        """Return the trie as lists of numbers."""
        ends = [number for node, meanings in self.ends.items() for number in (node, len(meanings), *meanings)]
        return [list(self.children), list(self.children.values()), ends, sorted(self.gapped)]

    @classmethod
    def unpack(cls, packed: Sequence[Sequence[int]]) -> "Trie":
        """Return the trie of `pack`."""
        keys, nodes, flat, gapped = packed
        ends, place = {}, 0
        while place < len(flat):
            until = place + 2 + flat[place + 1]
            ends[flat[place]] = tuple(flat[place + 2 : until])
            place = until
        return cls(dict(zip(keys, nodes, strict=True)), ends, set(gapped))

    def walk(self, lattice: Sequence[Sequence[Edge]], start: int) -> Iterator[Edge]:
        """Yield (meaning, place after it) of every sequence that begins at `start`, each once."""
        waiting, seen = [(0, start)], set()
        while waiting:
            state = waiting.pop()
            if state in seen:
                continue
            seen.add(state)
            node, place = state
            for meaning in self.ends.get(node, ()):
                yield meaning, place
            if node in self.gapped:
                after = self.children[node * _SYMBOLS + _GAP]
                waiting += [(after, place + skipped) for skipped in range(_LONGEST_GAP + 1)]
            if place < len(lattice):
                base = node * _SYMBOLS
                waiting += [
                    (child, end) for symbol, end in lattice[place] if (child := self.children.get(base + symbol)) is not None
                ]


@dataclass
class Patterns:
    """All forms, with the symbols of their words, affixes and lists. A form means the number that it was added with."""

    numbers: dict[str, int] = field(default_factory=lambda: {GAP: _GAP})
    whole: dict[str, tuple[int, ...]] = field(default_factory=dict)
    starts: dict[str, tuple[int, ...]] = field(default_factory=dict)
    ends: dict[str, tuple[int, ...]] = field(default_factory=dict)
    inside: dict[str, tuple[int, ...]] = field(default_factory=dict)
    phrases: Trie = field(default_factory=Trie)
    forms: Trie = field(default_factory=Trie)

    def add(self, form: str, lists: Mapping[str, Sequence[str]], meaning: int) -> None:
        """Let a form be found; raise KeyError for an unknown list, ValueError for a form that begins or ends with a gap."""
        parts = list(_parts(form))
        if not parts or GAP in (parts[0], parts[-1]):
            raise ValueError(f"a form begins and ends with words: {form!r}")
        symbols: list[int] = []
        for part in parts:
            if part == GAP:
                symbols.append(_GAP)
            elif part.startswith("{"):
                inner = part[1:-1]
                symbols.append(self._choice(inner.split("|") if "|" in inner else lists[inner]))
            else:
                symbols += [self._word(piece) for piece in _pieces(part)]
        self.forms.add(symbols, meaning)

    def find(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, int]]:
        """Yield (meaning, first token, token after the last) of every form that the tokens hold."""
        lattice = [[(symbol, place + 1) for symbol in self._symbols(token)] for place, token in enumerate(tokens)]
        # Phrases of several words are lists' entries: they are found first, and then count as their lists' symbols.
        found = [list(self.phrases.walk(lattice, place)) for place in range(len(tokens))]
        lattice = [list(dict.fromkeys(edges + more)) for edges, more in zip(lattice, found, strict=True)]
        for place in range(len(tokens)):
            for meaning, end in self.forms.walk(lattice, place):
                yield meaning, place, end

    def words(self) -> Iterator[str]:
        """Yield the words that a disguise may stand for."""
        yield from self.whole
        yield from self.starts

    def pack(self) -> dict[str, Any]:
        """Return what finding needs, as JSON can hold it."""
        return {name: getattr(self, name) for name in _TABLES} | {name: getattr(self, name).pack() for name in _TRIES}

    @classmethod
    def unpack(cls, packed: Mapping[str, Any]) -> "Patterns":
        """Return the patterns of `pack`, ready to find but not to add to."""
        found: dict[str, Any] = {name: packed[name] for name in _TABLES}
        found |= {name: Trie.unpack(packed[name]) for name in _TRIES}
        return cls(**found)

    def _choice(self, entries: Sequence[str]) -> int:
        """Return the symbol of a list, which all of its entries get too."""
        key = "|".join(entries)
        if key in self.numbers:
            return self.numbers[key]
        symbol = self._number(key)
        for entry in entries:
            pieces = _pieces(entry)
            if len(pieces) == 1:
                self._learn(pieces[0], symbol)
            else:
                self.phrases.add([self._word(piece) for piece in pieces], symbol)
        return symbol

    def _word(self, piece: str) -> int:
        if piece not in self.numbers:
            self._learn(piece, self._number(piece))
        return self.numbers[piece]

    def _number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def _learn(self, piece: str, symbol: int) -> None:
        tables = {(False, False): self.whole, (False, True): self.starts, (True, False): self.ends, (True, True): self.inside}
        table, text = tables[piece.startswith("*"), piece.endswith("*")], piece.strip("*")
        if symbol not in table.get(text, ()):
            table[text] = (*table.get(text, ()), symbol)

    def _symbols(self, token: Token) -> set[int]:
        found: set[int] = set()
        for reading in token.readings:
            found.update(self.whole.get(reading, ()))
            for size in _AFFIX:
                if size > len(reading):
                    break
                found.update(self.starts.get(reading[:size], ()), self.ends.get(reading[-size:], ()))
            for text, symbols in self.inside.items():
                if text in reading:
                    found.update(symbols)
        return found


def _parts(form: str) -> Iterator[str]:
    """Yield the steps of a form; what stands in braces may hold spaces."""
    rest = form.strip()
    while rest:
        until = rest.index("}") + 1 if rest.startswith("{") else len(rest.partition(" ")[0])
        yield rest[:until]
        rest = rest[until:].lstrip()


def _pieces(entry: str) -> list[str]:
    """Return the words of an entry as the reader sees them: taken apart at hyphens, but for what a dash elides (h-e)."""
    return entry.split() if entry.startswith(("h-", "j-")) else entry.replace("-", " ").split()
