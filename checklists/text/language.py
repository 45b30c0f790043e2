"""Whether a text is Swedish enough to be judged by rules about Swedish."""

from collections.abc import Iterable

_SWEDISH = frozenset(
    (
        "och att det som en på är av för med den till inte om ett har jag vi du så var men kan när från ska nu finns"
        " hos vid här oss dig alla får i dag de sin"
    ).split()
)
_OTHER = (
    frozenset(
        (
            "the and of to you is for with this that are your we our have in it on at be und der die das ist nicht mit"
            " ein eine für sie wir ihr ich zu den von auf og ikke jeg af til på det som en for med er har vi du kan ikke"
            " fra skal hos være blir el la los las y de que en es un una para con por les des du et est pas pour dans"
            " nous vous une ja on ei että se ovat oli kun mutta niin voi w i na się jest nie do z że jak co"
        ).split()
    )
    - _SWEDISH
)


def is_swedish(words: Iterable[str]) -> bool:
    """Say whether the lower-case words look Swedish: its little words, or its letters, outweigh other languages' words.

    A text without either (a heading, a list of names) is taken to be Swedish.
    """
    swedish = other = 0
    for word in words:
        if word in _SWEDISH:
            swedish += 2
        elif word in _OTHER:
            other += 2
        elif not word.isascii():
            if all(char.isascii() or char in "åäöéü-" for char in word):
                swedish += "å" in word or "ä" in word or "ö" in word
            elif word[0].isalpha():
                other += 2
    return swedish >= other
