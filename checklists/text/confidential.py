"""Health and social details of a person who can be told by name: "Berit Alvarsson ... trots sin demens".

A name is a first and a last name, or a relation with a name (din son Viggo). A private matter counts where the words tie it
to that person: somebody has it, it is hers, she lives on it. A matter that is a subject, a profession or history does not.
"""

import re
from collections.abc import Iterator
from functools import cache

from checklists.strategy import load_rows
from checklists.text import segment
from checklists.text import words as w

_FIRST = r"[A-ZÅÄÖ][a-zåäöé]+(?:-[A-ZÅÄÖ][a-zåäöé]+)?"
_RELATIVES = (
    "son|dotter|mamma|pappa|mor|far|man|fru|make|maka|sambo|bror|syster|granne|farfar|farmor|morfar|mormor"
    "|kollega|elev|klasskamrat"
)
_NAME = re.compile(
    rf"\b[Ff]amiljen[ ]{_FIRST}"
    rf"|\b(?:[Dd]in|[Dd]itt|[Ee]r|[Vv]år|[Hh]ennes|[Hh]ans)[ ](?:{_RELATIVES})[ ]{_FIRST}"
    rf"|(?<![\w.])(?P<first>{_FIRST})[ \u00a0](?:(?:af|von|de|El|Al|Van)[ \u00a0])?{_FIRST}(?![\w])"
)
# Two capitals in a row that are no person: a place, an organisation or a title.
_NO_PERSON = re.compile(
    r"(?:Helsingborgs?|Råå|Röda|Gamla|Nya|Norra|Södra|Västra|Östra|Sankt|Stora|Lilla|Svenska|Region|Stadens?|Dunkers)\b"
    r"|Familjen Helsingborg|.*\b(?:Korset|Kommun|Stad|Skåne|Sverige|Teater|Center|Park|Museum)$"
)
# The words that tie a matter to a person, between the name and the matter.
_HAS = re.compile(
    r"\b(?:har|hade|haft|fick|fått|får|lider av|lever (?:med|på)|levt med|drabba(?:d|des|ts) av|insjukna\w* i|sjukskriv\w*"
    r"|operera\w*|behandlas|vårdas|diagnos\w*|kämpar mot|kampen mot|dog i|avled i|död(?:e)? av|går (?:hos|på)"
    r"|bo(?:r|dde|tt) (?:på|i)|placerad i|söker|sökte|beviljad\w*|nykter|efter|med|på grund av|trots|hans|hennes|sin|sitt|sina"
    r"|deras)\b",
    re.IGNORECASE,
)
# Words that make the matter a subject, a profession or history instead.
_SUBJECT = re.compile(
    r"\b(?:forsk\w+|föreläs\w+|roman(?:en)?|bok(?:en)?|pjäs\w*|premiär\w*|spelar|skådespel\w*|utställning\w*|kurs(?:en)?|tips"
    r"|\w*loppet|rådgivare\w*|\w*sjuksköterska\w*|läkare\w*|psykolog\w*|kurator\w*|utbild\w+|undervisa\w*"
    r"|samla\w* in (?:pengar )?till|insamling\w*|år 1[5-9]\d\d)\b",
    re.IGNORECASE,
)
# What points back to the person named in the sentence before.
_OWN = re.compile(
    r"\b(?:hans|hennes|sin|sitt|sina|han|hon|du|ditt|din|dina"
    r"|vår \w*(?:ledare|kollega|lärare|chef|medarbetare|vän|praktikant|elev))\b",
    re.IGNORECASE,
)


@cache
def _matters() -> re.Pattern[str]:
    forms = sorted(
        (form for row in load_rows("private-matters").values() for form in row.forms), key=lambda form: (-len(form), form)
    )
    return re.compile(r"(?<![^\W_])(?:" + "|".join(map(re.escape, forms)) + r")(?![^\W_])", re.IGNORECASE)


def private_matters(text: str, sentences: list[w.Span]) -> Iterator[w.Span]:
    """Yield what tells a private matter of a named person: from the name, where that stands in the same sentence."""
    named_before = False
    for sentence in sentences:
        words = text[slice(*sentence)]
        person = _person(words)
        found = (
            None if _SUBJECT.search(words) else _of_person(words, person) if person else _of_someone_named(words, named_before)
        )
        if found:
            yield w.Span(sentence.start + found.start, sentence.start + found.end)
        named_before = person is not None


_STREET = (
    r"(?:[A-ZÅÄÖ][\wåäöé]+ ){0,2}(?:[A-ZÅÄÖ][a-zåäöé]*"
    r"(?:gatan|vägen|gränd(?:en)?|gången|stigen|backen|allén|esplanaden|torget|brinken|slingan|kroken|ringen|liden|höjden|platsen|plan)"
    r"|(?:gata|väg|gränd|plats|allé|torg)\b)"
)
_HOME = re.compile(rf"\b{_STREET} \d{{1,3}}(?: ?[A-Ha-h]\b)?")
# Right after a person's name any name with a number is an address: "Paula Nygaard, Pinnmöllan 9".
_HOME_BY_NAME = re.compile(
    r"(?:,| på| i|, som bor på) ((?:[A-ZÅÄÖ][a-zåäöé]+ ){0,2}[A-ZÅÄÖ][a-zåäöé]{3,} \d{1,3}(?: ?[A-Ha-h]\b)?)(?! ?(?:år|poäng|mål|maj|juni))"
)
_LIVES = re.compile(
    r"\b(?:bor|bodde|bott|flytta(?:r|de|t)? (?:in |hem )?till|hemma(?: hos)?|hem till|hemadress\w*|bostad(?:en)?|lägenhet(?:en)?|villa(?:n)?"
    r"|hämtas? (?:upp )?(?:hos|hemma)|finns hos|hälsa på|granne\w*)\b",
    re.IGNORECASE,
)
# Somebody's name beside an address that anybody may know: where something is held, sold or shown.
_HELD = re.compile(
    r"\b(?:öppe[tn]|öppna[rs]?|öppettider|föreläs\w+|utställ\w+|vernissage\w*|konsert\w*|scen\w*|arkitekt\w*|föddes|revs|byggdes|kurs(?:en)?)\b",
    re.IGNORECASE,
)
_BUSINESS = re.compile(
    r"\b(?:butik\w*|kafé\w*|café\w*|museet|\w*museum|galleri\w*|salong\w*|ateljé\w*|restaurang\w*|mottagning\w*|bageri\w*|biblioteket"
    r"|kontor(?:et)?|verkstad(?:en)?|firma\w*|advokat\w*|läkare|tandläkare|frisör\w*|cykel|bygg|hyr)\b",
    re.IGNORECASE,
)
_READERS = re.compile(r"\b(?:du|ni|alla|vi|er|dig) som bor\b|\bbor du\b", re.IGNORECASE)
_NAMES_IN_S = frozenset(
    (
        "Lars Hans Anders Jonas Mats Andreas Magnus Nils Tobias Elias Marcus Markus Johannes Thomas Tomas Mattias Mathias Lukas"
        " Lucas Linus Rasmus Pontus Hampus Claes Clas Niklas Niclas Jens Klas Jesus Iris Agnes Doris Elis Mårtens Tuss Matz Tess"
    ).split()
)
_FIRST_NAMED = re.compile(
    rf"(?<![\w.])(?P<first>{_FIRST}) (?:bor|bodde|har bott|flyttade|har flyttat)\b|\b(?:hos|till) (?P<host>{_FIRST})\b(?= på |,| i )"
)


def home_addresses(text: str, sentences: list[w.Span]) -> Iterator[w.Span]:
    """Yield home addresses of private persons: the street with its number, where words or a name right before tie it to one."""
    named_before = False
    for sentence in sentences:
        words = text[slice(*sentence)]
        person = _person(words)
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
    if not home or _HELD.search(words) or _BUSINESS.search(words):
        return None
    at_home = _at_home(words, home)
    known = person or _by_first_name(words) or (named_before and at_home)
    return w.Span(*home.span()) if known and (at_home or _LIVES.search(words)) else None


def _at_home(words: str, home: re.Match[str]) -> bool:
    """Say whether the address follows "hos honom på" or "hem till henne på"."""
    return bool(re.search(r"\b(?:hos|hem till|till) (?:\w+ ){0,3}?(?:på |i )?$", words[: home.start()]))


def _by_first_name(words: str) -> re.Match[str] | None:
    match = _FIRST_NAMED.search(words)
    name = match and (match["first"] or match["host"])
    # "hos Kullabergs": a company's genitive, not a name.
    return match if name and not segment.is_common(name.lower()) and (name[-1] != "s" or name in _NAMES_IN_S) else None


def _of_person(words: str, person: re.Match[str]) -> w.Span | None:
    """Return from the person to the first matter that is hers: one beside the name, or one after words that tie it to her."""
    tie = _HAS.search(words, person.end())
    for matter in _matters().finditer(words):
        if matter.start() < person.end() or (tie and tie.end() <= matter.start()):
            return w.Span(min(person.start(), matter.start()), max(person.end(), matter.end()))
    return None


def _of_someone_named(words: str, named_before: bool) -> w.Span | None:
    """Return the first matter in a sentence that goes on about the person whom the sentence before named."""
    if named_before and _OWN.search(words) and _HAS.search(words) and (matter := _matters().search(words)):
        return w.Span(*matter.span())
    return None


def _person(words: str) -> re.Match[str] | None:
    start = 0
    while match := _NAME.search(words, start):
        first = match["first"]
        # "När Elton": a capital because a sentence begins, not because it is a name.
        if not (first and segment.is_common(first.lower())) and not _NO_PERSON.match(match[0]):
            return match
        start = match.start() + len(first or match[0])
    return None
