"""Where a named person lives: "Berit Alvarsson, Hjälmgatan 14". Addresses of places that anybody may visit are not homes."""

import re
from collections.abc import Iterator

from checklists.text import names as n
from checklists.text import segment
from checklists.text import words as w

_STREET = (
    r"(?:[A-ZÅÄÖ][\wåäöé]+ ){0,2}(?:[A-ZÅÄÖ][a-zåäöé]*"
    r"(?:gatan|vägen|gränd(?:en)?|gången|stigen|backen|allén|esplanaden|torget|brinken|slingan|kroken|ringen|liden|höjden|platsen|plan)"
    r"|(?:gata|väg|gränd|plats|allé|torg)\b)"
)
_HOME = re.compile(rf"\b{_STREET} \d{{1,3}}(?: ?[A-Ha-h]\b)?")
# Right after a person's name any name with a number is an address: "Paula Nygaard, Pinnmöllan 9".
_HOME_BY_NAME = re.compile(
    r"(?:,| på| i|, som bor på) ((?:[A-ZÅÄÖ][a-zåäöé]+ ){0,2}[A-ZÅÄÖ][a-zåäöé]{3,} \d{1,3}(?: ?[A-Ha-h]\b)?)"
    r"(?! ?(?:år|poäng|mål|maj|juni))"
)
_LIVES = re.compile(
    r"\b(?:bor|bodde|bott|flytta(?:r|de|t)? (?:in |hem )?(?:till|på)|hemma(?: hos)?|hem till|hemadress\w*|bostad(?:en)?"
    r"|lägenhet(?:en)?|villa(?:n)?|hämtas? (?:upp )?(?:hos|hemma)|finns hos|hälsa på|granne\w*)\b",
    re.IGNORECASE,
)
# Somebody's name beside an address that anybody may know: where something is held, sold or shown.
_HELD = re.compile(
    r"\b(?:öppe[tn]|öppna[rs]?|öppettider|föreläs\w+|utställ\w+|vernissage\w*|konsert\w*|scen\w*|arkitekt\w*|föddes|revs|byggdes"
    r"|kurs(?:en)?)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:butik\w*|kafé\w*|café\w*|museet|\w*museum|galleri\w*|salong\w*|ateljé\w*|restaurang\w*|mottagning\w*|bageri\w*|biblioteket"
    r"|kontor(?:et)?|verkstad(?:en)?|firma\w*|advokat\w*|läkare|tandläkare|frisör\w*|cykel|bygg|hyr)\b",
    re.IGNORECASE,
)
# What goes on about the one named in the sentence before.
_SHE = re.compile(r"\b(?:hon|han|hennes|hans|paret|familjen)\b", re.IGNORECASE)
_GO_THERE = re.compile(r"\b(?:promenera|gå|cykla|titta|kika|svänga) (?:gärna )?förbi\b", re.IGNORECASE)
_READERS = re.compile(r"\b(?:du|ni|alla|vi|er|dig) som bor\b|\bbor du\b", re.IGNORECASE)
_NAMES_IN_S = frozenset(
    (
        "Lars Hans Anders Jonas Mats Andreas Magnus Nils Tobias Elias Marcus Markus Johannes Thomas Tomas Mattias Mathias Lukas"
        " Lucas Linus Rasmus Pontus Hampus Claes Clas Niklas Niclas Jens Klas Jesus Iris Agnes Doris Elis Mårtens Tuss Matz Tess"
    ).split()
)
_FIRST_NAMED = re.compile(
    rf"(?<![\w.])(?P<first>{n.FIRST}) (?:bor|bodde|har bott|flyttade|har flyttat)\b"
    rf"|\b(?:hos|till) (?P<host>{n.FIRST})\b(?= på |,| i )"
)


def home_addresses(text: str, sentences: list[w.Span]) -> Iterator[w.Span]:
    """Yield home addresses of private persons: the street with its number, where words or a name right before tie it to one."""
    named_before = False
    for sentence in sentences:
        words = text[slice(*sentence)]
        person = n.person(words)
        home = _home_of(words, person, named_before) if re.search(r"[a-zåäö] \d", words) else None
        if home:
            yield w.Span(sentence.start + home.start, sentence.start + home.end)
        named_before = person is not None


def _home_of(words: str, person: re.Match[str] | None, named_before: bool) -> w.Span | None:
    if _READERS.search(words):
        return None
    beside = _HOME_BY_NAME.match(words, person.end()) if person else None
    if person and beside and not _HELD.search(words) and not _BUSINESS.search(words[: person.start()]):
        return w.Span(*beside.span(1))
    home = _HOME.search(words)
    if home and _is_about(words, person, named_before) and re.search(r"\bhemma (?:hos \w+ )?på $", words[: home.start()]):
        return w.Span(*home.span())
    if not home or _HELD.search(words) or _BUSINESS.search(words):
        return None
    at_home = _at_home(words, home)
    if not person and named_before and (at_home or _SHE.search(words) or _GO_THERE.search(words)):
        return w.Span(*home.span())
    somebody = person or _by_first_name(words)
    return w.Span(*home.span()) if somebody and (at_home or _LIVES.search(words)) else None


def _is_about(words: str, person: re.Match[str] | None, named_before: bool) -> bool:
    """Say whether the sentence speaks of somebody named, in it or just before."""
    return person is not None or (named_before and bool(_SHE.search(words)))


def _at_home(words: str, home: re.Match[str]) -> bool:
    """Say whether the address follows "hos honom på" or "hem till henne på"."""
    return bool(re.search(r"\b(?:hos|hem till|till) (?:\w+ ){0,3}?(?:på |i )?$", words[: home.start()]))


def _by_first_name(words: str) -> re.Match[str] | None:
    match = _FIRST_NAMED.search(words)
    name = match and (match["first"] or match["host"])
    # "hos Kullabergs": a company's genitive, not a name.
    return match if name and not segment.is_common(name.lower()) and (name[-1] != "s" or name in _NAMES_IN_S) else None
