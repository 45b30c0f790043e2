"""Takes compounds apart, so that who looks for ”redogörelse” finds ”tillgänglighetsredogörelse”.

A compound is a word that begins with one word that we know, perhaps with a linking s, and ends with another. What that
misses or mistakes is told in macros/search/compounds.toml.
"""

from collections.abc import Collection, Mapping

SHORTEST_FIRST = 3
SHORTEST_LAST = 4
# What looks like the last part of a compound but ends words.
_ENDINGS = frozenset(
    (
        "aren aste bara ande anden ande arna ening ens era eras erad erade eringen ering erna heten heter igen ingen ingar lagen"
        " lig liga ligt ning ningar ningen orna siga skapen slig slös lösa lust ring ringa ringar ringen sens sons sten tion ikor"
        " sam samt samma hets tiska tiskt vis inga enad enade ende aktioner"
    ).split()
)
# Prefixes, particles and other words that begin compounds without being a part that anyone looks for.
_FIRSTS = frozenset(
    (
        "all alla allt and ans att av bak bar bort bred den dess det där efter ens ett fast fort fram från för före förs god goda"
        " her hit hur här ihop in ing inne inom inte kan kring lång man med mel men mer miss mot ned ner när obe oer om omöj osam"
        " ovan per plan platt på sam ser sin ska som som stor sig star så till tack tim und undan under upp ut utan ute utes var"
        " vem vid vän åt åter över mån tre två ska bli för uti blan sägs nog ser fin mån häl bra ens ohot med nyan samm"
    ).split()
)


def parts(word: str, known: Collection[str], told: Mapping[str, list[str]]) -> list[str]:
    """Return the words that make up the compound `word`, without linking letters, or [] where it is none.

    `known` are words that parts may be; `told` gives the parts of words that the rule does not understand, or none.

    >>> parts("svarstid", {"svar", "tid", "svara"}, {"svarstid": ["svar", "tid"]})
    ['svar', 'tid']
    >>> parts("eldningsförbud", {"eldning", "förbud"}, {})
    ['eldning', 'förbud']
    """
    if word in told:
        return told[word]
    # The longest last part: fritids-förvaltning rather than fritidsförvalt-ning.
    for cut in range(SHORTEST_FIRST, len(word) - SHORTEST_LAST + 1):
        first, last = _first(word[:cut], known), word[cut:]
        if first and last in known and last not in _ENDINGS:
            inner = parts(first, known, told)
            return [*(inner or [first]), *(parts(last, known, told) or [last])]
    return []


def _first(text: str, known: Collection[str]) -> str:
    if text in _FIRSTS:
        return ""
    if text in known:
        return text
    linked = text[:-1]
    if text[-1] == "s" and len(linked) >= SHORTEST_FIRST and linked in known and linked not in _FIRSTS:
        return linked
    return ""
