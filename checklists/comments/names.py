"""Which words of a comment name a person or something else by its own name: what it is called must not matter to the advice.

A person's name gets the reading "@name" (with an s at the end "@names"), which forms and the model look for instead of the
name itself; any other word with a capital inside a sentence is "@proper".
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from checklists.comments.lexicon import concepts_of
from checklists.comments.readings import Token
from checklists.text.names import GIVEN
from checklists.text.segment import is_common

PERSON, OWNER, PROPER = "@name", "@names", "@proper"
_CAPITAL = re.compile(r"[A-ZÅÄÖÉÜØÇŠŽŁ][a-zåäöéèüøæçšžłñ]")
_SURNAME = re.compile(
    r".{2,}(?:sson|berg|lund|ström|qvist|kvist|gren|blad|dahl|stedt|strand|holm|ius|elius|witz|ovic|ski|zadeh)s?$"
)
# What stands before the first word of a sentence.
_BEGINS = re.compile(r"(?:^|[.!?:…\n][\s”\"'(]*)$")
_PLACE = re.compile(r".{3,}(?:gatan|vägen|torget|parken|skolan|borg|köping|stad|by|stranden|leden|hallen|huset|badet)s?$")


def with_names(text: str, tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens of a text with a reading added to those that name something."""
    named: list[Token] = []
    before = ""
    for place, token in enumerate(tokens):
        after = tokens[place + 1] if place + 1 < len(tokens) else None
        called = _called(text, token, before, after)
        named.append(replace(token, readings=token.readings | {called}) if called else token)
        before = called
    return named


def _called(text: str, token: Token, before: str, after: Token | None) -> str:
    typed = text[token.start : token.end]
    lower = typed.lower()
    if lower in token.readings and "first-name" in concepts_of(lower):
        return PERSON
    if lower.endswith("s") and "first-name" in concepts_of(lower[:-1]) and not is_common(lower):
        return OWNER
    if not _CAPITAL.match(typed):
        return ""
    if before == PERSON:
        return OWNER if lower.endswith("s") and _SURNAME.match(lower[:-1]) else PERSON
    follows = after is not None and bool(_CAPITAL.match(text, after.start))
    if typed in GIVEN and follows:
        return PERSON
    if any(map(is_common, token.readings)) or _known_thing(lower):
        return ""
    if _SURNAME.match(lower):
        return PERSON
    if follows and after and not any(map(is_common, after.readings)) and not _PLACE.match(lower):
        return PERSON
    return "" if _BEGINS.search(text[max(0, token.start - 4) : token.start]) else PROPER


def _known_thing(lower: str) -> bool:
    """Say whether a word means something by itself, such as a group of people: it is no name even with a capital."""
    return any(not concept.startswith("…") for concept in concepts_of(lower))
