"""Takes a hashtag in lower case apart into words, to tell a phrase (#växmedoss) from a compound (#stadsbibliotek)."""

import re
from functools import cache

from checklists.strategy import read_bytes

# Words that bind phrases together and stand inside no Swedish compound: pronouns, verbs, conjunctions, some prepositions.
_BINDING = frozenset(
    (
        "och eller är vi oss dig mig din ditt dina vår vårt våra jag du och i på hos som inte bli blir gör ger kan vill"
        " ska här nu alla hela mer än när vad hur att ha har var sig det den de min mitt mina bara ihop ett"
    ).split()
)
# Prepositions that are prefixes too (förskola, omsorg, medborgare): they bind only together with another binding word.
_PREFIXES = frozenset(["för", "om", "av", "till", "från", "med", "över", "under", "vid", "mot", "utan", "mellan"])
_DETERMINERS = frozenset(("alla hela oss dig mig din ditt dina vår vårt våra min mitt mina den det de ett hur vad").split())
# Forms that begin no compound: definite and superlative adjectives, definite genitives and plurals, verbs in -a.
_FREE_FORM = re.compile(r".{3,}(?:aste|arna|orna|erna|ens|ets|arnas|ornas|ernas)$")
_FREE = frozenset(
    (
        "bästa goda gott nytt nya gröna trygga magiska stora lilla fina vackra första unga gamla svenska härliga sköna"
        " stark starka glada varma gilla älska fira hitta rädda visa dela cykla rösta plocka odla följa leka simma bada"
        " upptäcka rädda återbruka laga bygga skapa lyssna prata"
    ).split()
)
# Written in capitals by everyone, though the same letters are a common word.
KNOWN_CAPITALS = frozenset(
    (
        "OK IT EU TV PC ID CV VD VM EM OS SM DM AI GPS IKEA SVT SR LED PDF USA FN SJ MAX VAB SOS BRIS NATO HIV IS ICA"
        " MED VI DO JO SÄPO UNICEF UNESCO HBG"
    ).split()
)


@cache
def _common() -> frozenset[str]:
    return frozenset(read_bytes("tone/common-words.txt").decode("utf-8").split())


def is_common(word: str) -> bool:
    """Say whether `word`, in lower case, is an everyday Swedish word."""
    return word in _common() or word in _BINDING or word in _PREFIXES


def split_phrase(tag: str) -> list[str]:
    """Return the words of a tag in lower case if it is a phrase, else [].

    A phrase is two or more known words, of which at least one stands inside no compound. The first word may be unknown
    where three or more follow it. A tag that is a known word as a whole is no phrase.

    >>> split_phrase("växmedoss")
    ['väx', 'med', 'oss']
    >>> split_phrase("stadsbibliotek")
    []
    """
    if not 6 <= len(tag) <= 60 or tag in _common():
        return []
    best: list[list[str] | None] = [[]] + [None] * len(tag)
    for end in range(1, len(tag) + 1):
        for start in range(max(0, end - 24), end):
            head, word = best[start], tag[start:end]
            known = word in _BINDING or word in _PREFIXES or word in _FREE or (len(word) > 2 and word in _common())
            if head is None or not known:
                continue
            candidate, current = [*head, word], best[end]
            if current is None or len(candidate) < len(current):
                best[end] = candidate
    if best[-1] is not None:
        return best[-1] if _is_phrase(best[-1]) else []
    return _after_an_unknown_word(tag)


def _after_an_unknown_word(tag: str) -> list[str]:
    for length in range(5, len(tag) - 6):
        rest = split_phrase(tag[length:])
        if len(rest) >= 3 and rest[0] in _BINDING | _PREFIXES and rest[1] in _DETERMINERS:
            return [tag[:length], *rest]
    return []


def _is_phrase(parts: list[str]) -> bool:
    if len(parts) < 2:
        return False
    free = [part for part in parts[:-1] if part in _FREE or _FREE_FORM.match(part)]
    binding = [part for part in parts if part in _BINDING]
    return bool(free or binding)
