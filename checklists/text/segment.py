"""Takes a hashtag in lower case apart into words, to tell a phrase (#växmedoss) from a compound (#stadsbibliotek)."""

from functools import cache

from checklists.strategy import read_bytes

# Words that bind phrases together and stand inside no Swedish compound: pronouns, prepositions, conjunctions and verbs.
_BINDING = frozenset(
    "är vi oss dig mig din ditt dina vår vårt våra jag du med och för på av till från som inte utan bli blir gör ger kan vill ska"
    " här nu alla hela mer än om när vad hur ett en i att ha har var sig mot vid hos det den de min mitt mina nära bara ihop".split()
)
# Written in capitals by everyone, though the same letters are a common word.
KNOWN_CAPITALS = frozenset("OK IT EU TV PC ID CV VD VM EM OS SM DM AI GPS IKEA SVT SR LED PDF USA FN SJ MAX VAB SOS BRIS NATO HIV IS ICA MED VI DO JO".split())


@cache
def _common() -> frozenset[str]:
    return frozenset(read_bytes("tone/common-words.txt").decode("utf-8").split())


def is_common(word: str) -> bool:
    """Say whether `word`, in lower case, is an everyday Swedish word."""
    return word in _common() or word in _BINDING


def split_phrase(tag: str) -> list[str]:
    """Return the words of a tag in lower case if it is a phrase, else [].

    A phrase is two or more known words of which at least one binds others together and is not the tag's beginning or
    end by chance ("omsorg", "förskola"): the tag as a whole must be no known word.

    >>> split_phrase("växmedoss")
    ['väx', 'med', 'oss']
    >>> split_phrase("stadsbibliotek")
    []
    """
    if len(tag) < 6 or len(tag) > 60 or is_common(tag):
        return []
    best: list[list[str] | None] = [[]] + [None] * len(tag)
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - 20), end):
            head = best[start]
            word = tag[start:end]
            if head is None or not (word in _BINDING or (len(word) > 2 and word in _common())):
                continue
            candidate = [*head, word]
            if best[end] is None or _cost(candidate) < _cost(best[end] or []):
                best[end] = candidate
    parts = best[-1] or []
    return parts if _is_phrase(parts) else []


def _cost(parts: list[str]) -> tuple[int, int]:
    return len(parts), sum(len(part) == 1 for part in parts)


def _is_phrase(parts: list[str]) -> bool:
    binding = [part for part in parts if part in _BINDING]
    if len(parts) < 2 or not binding:
        return False
    # Two parts of which one is a short preposition are more often a compound: påskön, förskola, omsorg, medborgare.
    return len(parts) > 2 or parts[-1] in {"oss", "dig", "mig", "nu", "här", "ihop"} or parts[0] in {"vi", "vår", "vårt", "våra", "din", "ditt", "dina", "min", "mitt", "mina", "hela", "alla"}
