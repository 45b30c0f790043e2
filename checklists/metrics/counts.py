"""Counts as exports write them: digits, perhaps with marks between thousands and with decimals that are zero."""

import re
from functools import cache

from checklists.metrics.told import Told, quoted
from checklists.strategy import load_metric_words

MOST = 10**12  # more than there are people on earth, a hundred times over
_MARKS = " .,'’\u00a0\u202f\u2009"
_COUNT = re.compile(rf"(?:([1-9]\d{{0,2}})(([{_MARKS}])\d{{3}}(?:\3\d{{3}})*)|(\d+))(?:([.,])(?:0{{1,2}}|0{{4,}}))?", re.ASCII)
_NEGATIVE = re.compile(r"[-−–]\s?[\d.,]|\(\d[\d., ]*\)$", re.ASCII)


class NoCountError(ValueError):
    """A cell that holds something else than a count; `told` says what."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.english)
        self.told = told


def count(cell: str) -> int | None:
    """Return the count in a cell, or None where it says that there is none; raise NoCountError where it is something else.

    A mark before exactly three digits stands between thousands: a count has no decimals.

    >>> count("6,120"), count("1.234,00"), count("12"), count("-")
    (6120, 1234, 12, None)
    """
    if cell.isdecimal() and cell.isascii() and len(cell) < 13:
        return int(cell)
    cell = cell.strip()
    if cell.casefold() in _nothing():
        return None
    found = _COUNT.fullmatch(cell) if len(cell) < 40 else None
    if found and not (found[3] and found[3] == found[5]):
        number = int(found[4] or found[1] + "".join(filter(str.isdecimal, found[2])))
        if number > MOST:
            raise NoCountError(quoted("{} is too large to be a count", "{} är ett orimligt stort tal.", cell))
        return number
    raise NoCountError(_fault(cell))


def _fault(cell: str) -> Told:
    if cell.endswith("%"):
        return quoted("{} is a percentage, not a count", "{} är en procentsats, inte ett antal.", cell)
    if _NEGATIVE.match(cell):
        return quoted("{} is negative, and a count cannot be", "{} är negativt, och ett antal kan inte vara det.", cell)
    return quoted("{} is not a count", "{} är inget antal.", cell)


@cache
def _nothing() -> frozenset[str]:
    return frozenset(load_metric_words()["nothing"].forms)
