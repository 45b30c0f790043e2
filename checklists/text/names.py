"""People named in a text: a first and a last name, or a relation with a name (din son Viggo)."""

import re
from collections.abc import Iterator

from checklists.text import segment

CAPITAL, SMALL = "A-ZÅÄÖÉÜÇĆČŠŽŁØÆÁ", "a-zåäöéèüáàíóúçćčšžńłøæñëïâêîôû"
FIRST = rf"[{CAPITAL}][{SMALL}]+(?:-[{CAPITAL}][{SMALL}]+)?"
RELATIVES = (
    "son|dotter|mamma|pappa|mor|far|man|fru|hustru|make|maka|sambo|särbo|pojkvän|flickvän|bror|syster|granne|farfar"
    "|farmor|morfar|mormor"
    "|barnbarn|dotterdotter|dotterson|sondotter|sonson|svärmor|svärfar|moster|faster|farbror|morbror|kusin|kollega"
    "|elev|klasskamrat"
)
NAME = re.compile(
    rf"\b[Ff]amiljen[ ]{FIRST}"
    rf"|\b(?:[Dd]in|[Dd]itt|[Ee]r|[Vv]år|[Hh]ennes|[Hh]ans)[ ](?:{RELATIVES})[ ]{FIRST}"
    rf"|(?<![\w.])(?P<first>{FIRST})[ \u00a0](?:(?:af|von|de|El|Al|Van)[ \u00a0])?{FIRST}(?![\w])"
)
# Two capitals in a row that are no person: a place, an organisation or a title.
NO_PERSON = re.compile(
    r"(?:Helsingborgs?|Råå|Röda|Gamla|Nya|Norra|Södra|Västra|Östra|Sankt|Stora|Lilla|Svenska|Region|Stadens?|Dunkers)\b"
    r"|Familjen Helsingborg|.*\b(?:Korset|Kommun|Stad|Skåne|Sverige|Teater|Center|Park|Museum)$"
)
# First names that are everyday words too, and words with a capital at the start of a sentence that stand before a name.
GIVEN = frozenset("Per Sten Stig Max Hans Mark Liv Kaj Dag Inga Maj Bror Tim Tom Klara Dan Knut Lova Rosa Sanna Vilja".split())
BEFORE_NAME = re.compile(
    rf"(?:Möt|Grattis|Tack|Heja|Stackars|Kapten|[{CAPITAL}][{SMALL}]*[{SMALL}]{{3}}(?:skan|aren|are|toren|ktorn"
    rf"|isten|logen|arien|åriga|årige))$"
)
MORE_NAME = re.compile(rf"(?:[ \u00a0]{FIRST}(?!\w)){{1,2}}")

CAPITALIZED = re.compile(rf"(?<![\w-]){FIRST}(?!\w)")


def people(words: str) -> Iterator[re.Match[str]]:
    """Yield the names in a sentence."""
    start = 0
    while match := NAME.search(words, start):
        first = match["first"]
        # "När Elton": a capital because a sentence begins, not because it is a name.
        if not (first and first not in GIVEN and segment.is_common(first.lower())) and not NO_PERSON.match(match[0]):
            yield match
            start = match.end()
        else:
            start = match.start() + len(first or match[0])


def person(words: str) -> re.Match[str] | None:
    """Return the first name in a sentence."""
    return next(people(words), None)
