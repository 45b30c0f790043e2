"""Passives in which somebody hides: "görs", "har byggts", "blir kontaktad".

Swedish has many words in -s that are no passives: deponents (hoppas), reciprocals (träffas), genitives, nouns. Three lists
beside the rules tell them apart: tone/passives.txt (forms that are passives though no ending says so), not-passives.txt
(forms that look like passives and are not) and passive-or-not.txt (forms that are both, and count where an auxiliary verb
or an agent stands by). Other forms are known by their endings, which only verbs of the first conjugation have.
"""

import re
from collections.abc import Iterator

from checklists.strategy import load_words
from checklists.text import words as w

_PRESENT = re.compile(r"(?!.*(?:sfas|kalas)$)[a-zåäö]{2,}as")
_PAST = re.compile(r"[a-zåäö]{2,}ades")
_SUPINE = re.compile(r"(?!.*(?:pl|ins)ats$)[a-zåäö]{2,}ats")
# Plural genitives (barnens, flickornas) end like this; of verbs only those whose stem ends in n do.
_PLURAL_GENITIVE = re.compile(r".*(?:[aeo]r|[^aeiouyåäö]|e|o)nas")
_VERBS_IN_NA = re.compile(r".*(?:[gmdk]|pp)nas|.*(?:mot|be?mann)nas")
_MODALS = frozenset("ska skall kan kunde måste får fick bör borde kommer skulle behöver behövde".split())
# What we do with each other: vi ses, ska ni höras?
_RECIPROCALS = frozenset("ses hörs höras möts mötas setts hörts mötts".split())
_EACH_OTHER = frozenset("vi ni du jag man alla vänner".split())
_HAVE = frozenset("har hade ha haft hunnit".split())
# In a clause of its own "har" may be left out: "lokalen, som renoverats".
_CLAUSE = frozenset("som när om att sedan innan eftersom vilka vilket".split())
_BE = re.compile(r"(?:bli|blir|blev|blivit|blivande)")
# What stands between an auxiliary and its verb.
_BETWEEN = frozenset(
    (
        "inte aldrig alltid också även bara nu då redan ännu snart därför dessutom du vi ni de han hon den det jag man helt igen"
        " sedan"
    ).split()
)
# Participles: of the first conjugation by their ending, of the others by their stem, with any prefix before it.
_WEAK = (
    "ring|ställ|för|döm|kän|kör|fäll|stäng|höj|bygg|använ|nämn|sänd|vänd|röj|följ|hör|lär|styr|stör|skilj|dölj|bränn|glöm|töm"
    "|gräv"
)
_HARD = (
    "sänk|köp|läs|lås|sök|märk|släck|täck|hjälp|bränn|upptäck|lys|lös|byt|möt|sköt|mät|klipp|släpp|tryck|väck|sträck|rök|kok|stek"
)
_STRONG = "bjud|skriv|tag|giv|skjut|drag|brut|håll|slag|driv|riv|bit|bund|vund|stul|skur|bur|ätit|frus"
_PARTICIPLE = re.compile(
    rf"[a-zåäö]{{2,}}(?:ad|at|ade)|[a-zåäö]*(?:{_WEAK})(?:d|t|da)|[a-zåäö]*(?:{_HARD})(?:t|ta)|[a-zåäö]*(?:{_STRONG})(?:en|et|na)"
    r"|[a-zåäö]*(?:val|sål|sag|lag|gjor|beta)(?:d|t|da)|[a-zåäö]*(?:sedd|sett|sedda|satt|satta|ersatt|ersatta|betald|betalda)"
)
_REACH = 3


def passives(text: str, lower: str, words: list[w.Span], quotes: list[w.Span]) -> Iterator[w.Span]:
    """Yield the s-passives, and bli with its participle, outside quotations."""
    tokens = [lower[slice(*span)] for span in words]
    for place, (token, span) in enumerate(zip(tokens, words, strict=True)):
        if w.overlaps(quotes, *span):
            continue
        if token.endswith("s"):
            if _is_passive(tokens, place, capital=text[span.start].isupper()):
                yield span
        elif _BE.fullmatch(token):
            end = _participle(tokens, place)
            if (
                end
                and "\n" not in text[span.start : words[end].end]
                and not re.search(r"[.!?:,]", text[span.start : words[end].start])
            ):
                yield w.Span(span.start, words[end].end)


def _is_passive(tokens: list[str], place: int, capital: bool) -> bool:
    token = tokens[place]
    if token in _RECIPROCALS and _has_auxiliary(tokens, place, _EACH_OTHER):
        return False
    if token in load_words("passive-or-not"):
        infinitive = tokens[max(0, place - 1) : place] == ["att"]
        return infinitive or _has_auxiliary(tokens, place, _MODALS | _HAVE) or tokens[place + 1 : place + 2] == ["av"]
    if token in load_words("passives"):
        return True
    if token in load_words("not-passives"):
        return False
    if _PAST.fullmatch(token):
        return True
    if _SUPINE.fullmatch(token):
        return _has_auxiliary(tokens, place, _HAVE, 8) or _has_auxiliary(tokens, place, _CLAUSE, 4)
    if capital:  # a name's genitive (Nadjas, Ödåkras); a sentence hardly ever begins with this form
        return False
    return bool(_PRESENT.fullmatch(token)) and (not _PLURAL_GENITIVE.fullmatch(token) or bool(_VERBS_IN_NA.fullmatch(token)))


def _has_auxiliary(tokens: list[str], place: int, auxiliaries: frozenset[str], reach: int = 3) -> bool:
    """Say whether one of `auxiliaries` stands among the `reach` words before."""
    return any(token in auxiliaries for token in tokens[max(0, place - reach) : place])


def _participle(tokens: list[str], place: int) -> int | None:
    """Return where the participle after bli stands, if there is one that tells of somebody's act."""
    for after in range(place + 1, min(place + _REACH + 1, len(tokens))):
        token = tokens[after]
        if _PARTICIPLE.fullmatch(token) and token not in load_words("states"):
            return after
        if token not in _BETWEEN:
            return None
    return None
