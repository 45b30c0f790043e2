"""How long a text is, counted as each channel counts it."""

import re

from checklists.text.emojis import EMOJI
from checklists.text.words import PROTECTED, TOP_DOMAINS

# X's published counting (twitter-text, configuration 3): light characters weigh 1, others 2, any link 23, any emoji 2.
_LINK_WEIGHT = 23
_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))


def utf16_length(text: str) -> int:
    """Return the number of UTF-16 code units, which is what a browser's field and Meta's and LinkedIn's counters count."""
    return len(text) + sum(char > "\uffff" for char in text)


def x_length(text: str) -> int:
    """Return the weighted length that X counts: links 23, emojis 2, Latin letters 1, most other scripts 2."""
    total, place = 0, 0
    for match in PROTECTED.finditer(text):
        if _is_link(match[0]):
            total += _x_plain(text[place : match.start()]) + _LINK_WEIGHT
            place = match.end()
    return total + _x_plain(text[place:])


def _x_plain(text: str) -> int:
    without, count = EMOJI.subn("", text)
    return 2 * count + sum(1 if any(low <= ord(char) <= high for low, high in _LIGHT) else 2 for char in without)


def _is_link(found: str) -> bool:
    if found[0] in "#@" or re.match(r"[\w.+-]+@", found):
        return False
    host = re.sub(r"^https?://", "", found).partition("/")[0]
    return "://" in found or host.rpartition(".")[2].lower() in TOP_DOMAINS


COUNTERS = {"utf16": utf16_length, "x-weighted": x_length}
