"""Who is spoken to: tells the pronouns man and ni, and words for people seen from above, from their look-alikes.

Each function would rather be quiet than wrong: it asks for evidence that the word is the pronoun, and for none that it
is the noun, a greeting to several named people, a place or a figure.
"""

import re

from checklists.text.words import Span, overlaps

# Verbs in the present tense that stand right before or after the pronoun man and do not end as most do (_PRESENT).
_FINITE = frozenset(("kan ska skall får måste bör vill har är blir gör ser går vet tror tar ger borde vore").split())
# Past tense tells a story; it does not tell the reader what to do.
_PAST = re.compile(
    r"(?:[a-zåäö]{2,}(?:ade|dde|kte|pte|ste|nde|lde|rde|gde)|fick|hade|var|blev|gick|kom|såg|tog|gjorde|kunde|skulle|ville|visste|stod|satt)$"
)
_NOT_PAST = frozenset(("måste minste bästa åtminstone både").split())
# Words that open a clause in which man is the next word.
_BEFORE = frozenset(
    ("om när att som där hur vad så då medan innan eftersom tills varför vilka vilken vilket ifall fast därför").split()
)
_NOT_PRONOUN_BEFORE = frozenset(
    (
        "en ingen någon den denna denne varje vilken min din sin hans hennes vår deras ung unga gammal äldre yngre"
        " vuxen annan rik fattig hel sjuk död lång ensam åringen årig årige svensk tredje fjärde hundra tusen tre fyra"
        " fem sex sju åtta nio tio tolv av och eller till"
    ).split()
)
_PRESENT = re.compile(r"[a-zåäö]{2,}(?:ar|er|år|ör|ir)$")
_NOT_VERBS = frozenset(("över under efter eller heller flera fler bara kvar gratis mer alltför var där här år").split())
_NAMED = re.compile(r"\b[A-ZÅÄÖ][a-zåäöé]+(?:,\s*[A-ZÅÄÖ][a-zåäöé]+)*\s+och\s+[A-ZÅÄÖ][a-zåäöé]+")
_GROUP = re.compile(r"\b(?:familjen|klass|gänget|laget|båda|bägge|er alla)\b", re.I)
_BEFORE_NOUN = frozenset("en ny denna vilken hel gången svunnen stor annan guldens".split())
_PLURAL = frozenset(["ni", "er", "ert", "era"])
_GREETING = re.compile(
    r"\s*(?:Hej|Hallå|God ?morgon|Tack)(?: igen)?,? [A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?[!,.\s]+(?!och\b)"
)
# What one does to the city as somebody, not as a place.
_TOLD_TO = re.compile(
    r"\b(?:anmäl\w*|skriv(?:a|er)?|mejla\w*|maila\w*|ring(?:a|er)?|skicka\w*|rapportera\w*|felanmäl\w*|ansök\w*|vänd\w*|lämna\w*|tipsa\w*)\b"
    r"[^.!?\n]{0,30}$",
    re.IGNORECASE,
)
_PLACE_BEFORE = frozenset(
    ("i inom utanför över från till runt genom kring hela övriga mellan hos bland tusentals hundratals många").split()
)
_NUMBER_BEFORE = re.compile(
    r"(?:\d|\b(?:tusen|miljon|miljoner|hundra|tiotal|hundratal|tusental|andelen|andel|antalet|antal|procent|miljarder|alla"
    r"|varannan|varje|flest|fler|färre|av|per|bland|tre|fyra|fem|sex|sju|åtta|nio|tio|elva|tolv|tjugo|femtio)\b)[\d\s,.]*"
    r"(?:av\s+(?:våra?\s+|stadens\s+)?)?(?:(?:nya|unga|äldre|vuxna|andra|aktiva)\s*)?$",
    re.IGNORECASE,
)


def impersonal(text: str, words: list[Span], quotes: list[Span]) -> list[Span]:
    """Return every man that is a pronoun in the present: a verb or an opening word beside it, nothing that makes it a noun."""
    found = []
    for place, span in enumerate(words):
        if text[slice(*span)].lower() != "man" or overlaps(quotes, *span) or _is_name(text, span):
            continue
        before = _neighbour(text, words, place, -1)
        after = _neighbour(text, words, place, 1)
        if before in _NOT_PRONOUN_BEFORE or before.isdigit() or before.endswith(("årig", "åriga", "årige")):
            continue
        if _is_past(before) or _is_past(after):
            continue
        if before in _BEFORE or _is_finite(before) or _is_finite(after):
            found.append(span)
    return found


def plural_address(text: str, words: list[Span], quotes: list[Span]) -> list[Span]:
    """Return every ni, er, ert and era, unless the text speaks to several named people or to a group."""
    spans = [
        span
        for place, span in enumerate(words)
        if text[slice(*span)].lower() in _PLURAL and not overlaps(quotes, *span) and not _is_epoch(text, words, place)
    ]
    if not spans or _NAMED.search(text) or _GROUP.search(text):
        return []
    return spans


def _is_epoch(text: str, words: list[Span], place: int) -> bool:
    """Say whether era is the noun: "en ny era"."""
    return text[slice(*words[place])].lower() == "era" and _neighbour(text, words, place, -1) in _BEFORE_NOUN


def greets_one(text: str) -> bool:
    """Say whether the text begins by greeting one person by name: "Hej Lotta!"."""
    return bool(_GREETING.match(text))


def is_place_or_number(text: str, span: Span) -> bool:
    """Say whether "kommunen" names a place ("i hela kommunen"), or "invånare" is counted or has a nationality."""
    before = text[max(0, span.start - 40) : span.start]
    last = re.findall(r"[^\W_]+", before.lower())
    if last and last[-1] in _PLACE_BEFORE and text[slice(*span)].lower().startswith(("kommun", "stad")):
        return last[-1] not in ("till", "från", "hos") or not _TOLD_TO.search(before)
    if last and last[-1].endswith(("sk", "ska")):
        return True  # svensk medborgare: a legal word
    if text[slice(*span)].lower().startswith("kommun"):
        before = re.sub(r"(?:alla|varje)\s$", "", before, flags=re.IGNORECASE)
    return bool(_NUMBER_BEFORE.search(before.rstrip() if not before.endswith("\n") else ""))


def _neighbour(text: str, words: list[Span], place: int, step: int) -> str:
    """Return the word before or after, in lower case, or "" where a mark of punctuation stands between."""
    other = place + step
    if not 0 <= other < len(words):
        return ""
    left, right = sorted((words[place], words[other]))
    return "" if text[left.end : right.start].strip() else text[slice(*words[other])].lower()


def _is_finite(word: str) -> bool:
    return word in _FINITE or (word not in _NOT_VERBS and bool(_PRESENT.match(word)))


def _is_past(word: str) -> bool:
    return bool(_PAST.match(word)) and word not in _NOT_PAST


def _is_name(text: str, span: Span) -> bool:
    """Say whether Man has a capital inside a sentence, as in Isle of Man."""
    return text[span.start].isupper() and bool(re.search(r"[\w,] $", text[max(0, span.start - 2) : span.start]))
