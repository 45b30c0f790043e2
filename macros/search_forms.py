"""Groups words that are forms of the same word: svar, svaret, svarar, svarade.

Two words belong together where they share a beginning and their endings stand in the same row of `PARADIGMS`; what that
misses or mistakes is told in macros/search/forms.toml. Only words that are given are grouped: no form is made up.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable

# Endings that one and the same word may have, "-" is none; one of the first two must be seen, since ”ljud” and ”ljus” are no
# forms of a verb as long as there is no ”ljua”. Derived nouns go with their verbs, since who looks for
# ”publicering” wants the page that says ”publicera”.
_ROWS = """
a an or orna
- en ar arna
- en er erna
e en ar arna
e en er erna
- n r rna
- et en
- t n na
e et en ena
are aren arna
a ar ade at as ades ats ande andet ad
a er de d t as s da ing ingen ingar ingarna ning ningen ningar ningarna an else elsen elser
a er te t as s ta ing ingen ingar ingarna ning ningen ningar ningarna
a - er as ing ingen ingar ning ningen ningar ningarna
a ar as at ning ningen ningar ningarna are
a ar as at ade ad ing ingen ingar ingarna
a ar er ning ningen else elsen elser ande
- t a
- t a are ast aste
el eln lar larna
en et na
het heten heter heterna
ig igt iga
"""
PARADIGMS = tuple(tuple("" if ending == "-" else ending for ending in row.split()) for row in _ROWS.strip().splitlines())
SHORTEST_BEGINNING = 3
_ENDINGS = frozenset(ending for paradigm in PARADIGMS for ending in paradigm)
_LONGEST_ENDING = max(map(len, _ENDINGS))
_VOWELS = frozenset("aeiouyåäö")


def families(words: Collection[str], together: Iterable[Iterable[str]] = (), apart: Collection[str] = ()) -> list[list[str]]:
    """Return the groups of two or more of `words` that are forms of one word, each group and the list in order.

    `together` are groups that no rule finds; a word in `apart` joins no other by rule.

    >>> families(["svar", "svaret", "svara", "svalt", "dölj", "dold"], together=[["dölj", "dold"]])
    [['dold', 'dölj'], ['svar', 'svara', 'svaret']]
    """
    leaders = {word: word for word in words}

    def leader(word: str) -> str:
        while leaders[word] != word:
            word = leaders[word]
        return word

    for group in [*_alike(words, apart), *together]:
        known = [word for word in group if word in leaders]
        for word in known[1:]:
            leaders[leader(word)] = leader(known[0])
    grouped = defaultdict(list)
    for word in sorted(words):
        grouped[leader(word)].append(word)
    return sorted(group for group in grouped.values() if len(group) > 1)


def _alike(words: Collection[str], apart: Collection[str]) -> Iterable[list[str]]:
    given = sorted(set(words) - set(apart))
    # Each word is cut once at every ending that it could have, not once for every row.
    cut = defaultdict(list)
    for word in given:
        for length in range(min(_LONGEST_ENDING, len(word) - SHORTEST_BEGINNING) + 1):
            beginning, ending = word[: len(word) - length], word[len(word) - length :]
            if ending in _ENDINGS and not _VOWELS.isdisjoint(beginning):
                cut[ending].append(beginning)
    for paradigm in PARADIGMS:
        begun = defaultdict(list)
        for ending in paradigm:
            for beginning in cut[ending]:
                begun[beginning].append(ending)
        usual = set(paradigm[:2])
        for beginning, endings in begun.items():
            if len(endings) > 1 and not usual.isdisjoint(endings):
                yield [beginning + ending for ending in endings]
    # Genitives, and verbs in s.
    known = set(given)
    yield from ([word, word[:-1]] for word in given if len(word) > 4 and word.endswith("s") and word[:-1] in known)
