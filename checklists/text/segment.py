"""Takes a hashtag in lower case apart into words, to tell a phrase (#växmedoss) from a compound (#stadsbibliotek).

A tag is read in two ways: as the fewest words that we know, and as the fewest parts that a compound may have. It is a phrase
where the first reading needs fewer words than the second and some of its words prove that they stand in no compound: forms
that begin none (tone/free-forms.txt: gröna, våga, naturen), and words that bind phrases together (och, oss). Words that do
both (för, ut, läs) prove half as much. One word may be unknown, so that names and rare words do not hide a phrase.
"""

import re
from collections.abc import Callable

from checklists.strategy import load_words

# Words that bind phrases together and stand inside no Swedish compound.
_BINDING = frozenset(
    (
        "och eller att inte är har kan vill ska gör bli blir jag oss dig mig det den min mina din ditt dina vårt våra"
        " alla hela hos hur vad nej"
    ).split()
)
# Words that do so too, but begin compounds as well (förskola, utedag, läsår): half a proof.
_HALF = frozenset(
    (
        "i på för om av till från med över under vid mot utan mellan genom efter före ut upp ner ned hem mitt hemma ute inne"
        " vi du så en ett än nu där när som mer bara här hej tack gott år vår ta ha få gå kom läs ät kör sök låt bry skriv släng"
        " skapar"
    ).split()
)
# Prepositions that prove a phrase between a word and a definite noun or a name: hösten på Sofiero.
_BEFORE_DEFINITE = frozenset("i på vid till med utan ta".split())
_DEFINITE = re.compile(r".{2,}(?:[aeiouyåäölr]n|[^e]et|na)|.*borg|fredriksdal|hbg|ramlösa|råå|skåne|sofiero|sverige")
# Words that prove a phrase as its last word too: växmedoss.
_CLOSING = frozenset("oss dig mig sig tack alla ihop igen hit mera nu idag mer tillsammans".split())
# Words that are the endings of others too (berätta-de, min-ska), or that no phrase ends with.
_NEVER_LAST = frozenset(
    (
        "ens ena ende rna ner sen inga ingen inget ring per heter tas tar råden samma sten värd värda värt vis ska era bar den"
        " eller och bara ett man din min var när vad vår vars har hela samt att som till för vid över under är"
    ).split()
)
_SHORT_LAST = frozenset("nu om ut vi år".split())
# First parts of compounds that are no words by themselves.
_FIRST_PARTS = frozenset("mini motions lösen".split())
# Inflected forms of known words that begin no compound: superlatives, definite plurals, and genitives of definite forms.
_FREE_FORM = re.compile(r".{3,}(?:aste|arna|orna|erna|arnas|ornas|ernas)")
_GENITIVE = re.compile(r".{3,}[eao][nt]s")
_INFLECTION = re.compile(r"(?:[aeo]r(?:na)?|e?[nt]|na)?s?")
_WISH = re.compile(
    r"(fin|glad|god|härlig|skön|trevlig)"
    r"(advent|dag|fortsättning|helg|höst|jul|kväll|lucia|midsommar|morgon|natt|påsk|semester|sommar|vinter|vår)"
)
_TWICE = re.compile(r"([^\W\d_]{3,})(av|för|i|mot|på|till|vid)(\1)")  # dag för dag
# An unknown last word begins as Swedish words do, and not as a suffix does: trygg-hetslarm, rulla-torer.
_UNKNOWN_LAST = re.compile(
    r"(?!het|ning|lse|lig|bar|sam|skap|lös|[aeio])"
    r"(?:[bp][jlr]?|[dt][rv]?|[fg][lrn]?|[fhlmrv]?j|k[lnrv]?|[hlmnrv]|s(?:[jlmnv]|[kpt][jlrv]?)?|vr|ch?)?[aeiouyåäö].{3,}"
)
_LONGEST = 24
_UNKNOWN = 10
# Written in capitals by everyone, though the same letters are a common word.
KNOWN_CAPITALS = frozenset(
    (
        "OK IT EU TV PC ID CV VD VM EM OS SM DM AI GPS IKEA SVT SR LED PDF USA FN SJ MAX VAB SOS BRIS NATO HIV IS ICA"
        " MED VI DO JO SÄPO UNICEF UNESCO HBG"
    ).split()
)


def is_common(word: str) -> bool:
    """Say whether `word`, in lower case, is an everyday Swedish word."""
    return word in load_words("common-words") or word in _BINDING or word in _HALF


def is_form_of_common(first: str, second: str) -> bool:
    """Say whether the compound of the two is an everyday word in this inflection or another.

    >>> is_form_of_common("lek", "platsernas")
    True
    """
    if is_common(first + second):
        return True
    stem = _ENDING.sub("", second)
    return len(stem) >= 4 and any(is_common(first + stem + ending) for ending in _ENDINGS)


_ENDINGS = ("", "en", "et", "n", "t", "ar", "er", "or", "arna", "erna", "orna", "na", "a", "e")
_ENDING = re.compile(r"(?:(?:ar|er|or)nas?|e[nt]s?|nas?|ar|er|or|n|t|a|e|s)$")


def split_phrase(tag: str) -> list[str]:
    """Return the words of a tag in lower case if it is a phrase, else [].

    A tag that is a known word as a whole is no phrase. The time grows with the tag's length times the longest word's.

    >>> split_phrase("växmedoss")
    ['väx', 'med', 'oss']
    >>> split_phrase("minskamatsvinnet")
    ['minska', 'matsvinnet']
    >>> split_phrase("stadsbibliotek")
    []
    """
    if not 6 <= len(tag) <= 60 or _is_inflected(tag):
        return []
    if whole := _WISH.fullmatch(tag) or _TWICE.fullmatch(tag):
        return list(whole.groups())
    parts = _fewest(tag, _is_known)
    if not _is_phrase(parts):
        return []
    compound = _fewest(tag, _is_part)
    if len(compound) <= len(parts) and all(map(_is_part, compound)):
        return []
    return _joined(parts)


def _is_inflected(tag: str) -> bool:
    """Say whether the whole tag is a known word, with an inflection that we do not know perhaps."""
    stems = {tag, *(tag[:end] for end in range(6, len(tag)) if _INFLECTION.fullmatch(tag, end))}
    return tag in load_words("free-forms") or any(stem in load_words("common-words") for stem in stems)


def _is_listed(word: str) -> bool:
    """Say whether `word` is in the list of everyday words, perhaps in another form: balans-en."""
    common = load_words("common-words")
    return word in common or (len(word) > 5 and word[-2:] in ("en", "et", "ar", "er", "or") and word[:-2] in common)


def _is_known(word: str) -> bool:
    if word == "juli":  # rather jul i ...
        return False
    return word in _BINDING or word in _HALF or (len(word) > 2 and (word in load_words("free-forms") or _is_listed(word)))


def _is_part(word: str) -> bool:
    """Say whether `word` may be a part of a compound: a word that proves nothing, or one with a linking s."""
    if word in _FIRST_PARTS:
        return True
    known = word in load_words("common-words") or (len(word) > 3 and word[-1] == "s" and word[:-1] in load_words("common-words"))
    return known and len(word) > 2 and word != "juli" and not _is_free(word) and word not in _BINDING and word not in _HALF


def _is_free(word: str) -> bool:
    genitive = _GENITIVE.fullmatch(word) and word[:-1] in load_words("common-words")
    return word in load_words("free-forms") or bool(_FREE_FORM.fullmatch(word) or genitive)


def _fewest(tag: str, known: Callable[[str], bool]) -> list[str]:
    """Return the fewest words that make up `tag`, with as few unknown ones as can be, rather at the end than at the start."""
    best: list[tuple[float, list[str]]] = [(0, [])]
    for end in range(1, len(tag) + 1):
        ways = []
        for start in range(max(0, end - _LONGEST), end):
            word, (cost, head) = tag[start:end], best[start]
            price = 1 if known(word) else _UNKNOWN + 2 * (start == 0) + len(word) / 100 if 3 < len(word) < 15 else 10 * _UNKNOWN
            ways.append((cost + price, [*head, word]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1]


def _is_phrase(parts: list[str]) -> bool:
    if len(parts) < 2:
        return False
    *_, before, last = parts
    short = len(last) < 3 and last not in _SHORT_LAST
    ending = (before[-1] == "a" and last in ("ren", "res")) or (before[-1] == "m" and last == "mer")  # leda-re, som-mer
    if short or ending or last in _NEVER_LAST:
        return False
    proof = sum(_proof(parts, place) for place in range(len(parts)))
    unknown = [part for part in parts if not _is_known(part)]
    if not unknown:
        return proof > 1
    if unknown == [last]:
        return _may_end(before, last) and (proof > 2 or (len(before) > 3 and _is_free(before)))
    return unknown == parts[:1] and len(parts) > 3 and proof > 2


def _may_end(before: str, last: str) -> bool:
    """Say whether the unknown `last` may be a word, rather than the rest of the one before: social-tjänst, besök-snäring."""
    torn = {"a": "[nru]", "r": "[uyåäö]", "k": "j|s[^aeiouyåäö]", "s": "j", "t": "j|s[^aeiouyåäö]"}
    return bool(_UNKNOWN_LAST.fullmatch(last)) and not re.match(torn.get(before[-1], "s[^aeiouyåäö]"), last)


def _proof(parts: list[str], place: int) -> int:
    """Return how much the word at `place` proves that the parts are a phrase: 0, 1 or 2, and 2 is enough."""
    word = parts[place]
    if place == len(parts) - 1:
        return 2 if word in _CLOSING else 0
    if word in _HALF:
        following = parts[place + 1]
        return 2 if word in _BEFORE_DEFINITE and _DEFINITE.fullmatch(following) and (place > 0 or word in ("i", "ta")) else 1
    return 2 if word in _BINDING or (_is_known(word) and _is_free(word)) else 0


def _joined(parts: list[str]) -> list[str]:
    """Put together again what is one compound in the phrase: min favorit-plats, strand-vägen."""
    joined = parts[:1]
    for part in parts[1:]:
        ends = _is_part(part) or (part[-1] in "nt" and _is_free(part) and _DEFINITE.fullmatch(part))
        begins = _is_part(joined[-1]) and not re.search(r"(?:[aeo]r|[ae]n|et|as|a)$", joined[-1])
        if begins and ends and not _WISH.fullmatch(joined[-1] + part):
            joined[-1] += part
        else:
            joined.append(part)
    return joined
