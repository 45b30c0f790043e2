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
