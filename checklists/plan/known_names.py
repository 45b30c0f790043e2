"""Names that the form already holds, found again however a file writes them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping

from checklists.errors import InputError

MAX_NAMES = 1_000


class KnownNames:
    """The names of people or channels; `find` tells every name that a text may mean."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = list(names)
        self._exact: dict[str, list[str]] = defaultdict(list)
        self._words: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for name in self.names:
            self._exact[folded(name)].append(name)
            self._words[_words(name)].append(name)

    def find(self, text: str) -> list[str]:
        """Return the names that are the text apart from case and spaces, else those with the same words ("Ek, Louise")."""
        return self._exact.get(folded(text)) or self._words.get(_words(text)) or []


def from_payload(payload: Mapping[str, object], key: str) -> KnownNames:
    """Return the names under the key: a list of texts or of objects with a "name"; none where the key is missing."""
    value = payload.get(key, [])
    if not isinstance(value, list) or len(value) > MAX_NAMES:
        raise InputError(key, f"must be a list of at most {MAX_NAMES} names", "Listan med namn går inte att läsa.")
    names = [item.get("name") if isinstance(item, dict) else item for item in value]
    texts = [name for name in names if isinstance(name, str)]
    if len(texts) != len(names):
        raise InputError(key, "must hold texts", "Listan med namn går inte att läsa.")
    return KnownNames(name for name in texts if name.strip())


def folded(text: str) -> str:
    """Return the text for comparing: without case, with single spaces."""
    return " ".join(text.casefold().split())


def _words(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.casefold().replace(",", " ").split()))
