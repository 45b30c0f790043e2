"""How rosters are told to a person: days, halves, clock times, hours, counts and lists of names, in Swedish."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from fractions import Fraction

from checklists import stockholm
from checklists.roster.instance import Shift

HALVES = {"am": "förmiddag", "pm": "eftermiddag"}
THAT_HALF = {"am": "den förmiddagen", "pm": "den eftermiddagen"}
NAMED = 3  # names in a sentence before the rest are counted
_COUNTS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


def day(value: date) -> str:
    """Return "torsdag 24 september"."""
    return stockholm.short_day(value)


def half_day(shift: Shift) -> str:
    """Return "torsdag 24 september förmiddag"."""
    return f"{day(shift.date)} {HALVES[shift.half]}"


def week(value: date) -> str:
    """Return "vecka 39"."""
    return f"vecka {value.isocalendar().week}"


def moment(value: datetime) -> str:
    """Return "fredag 15 januari klockan 16.30"."""
    return f"{day(value.date())} klockan {value.hour}.{value.minute:02}"


def hours(span: timedelta) -> str:
    """Return "63,5 timmar", with one decimal where it is needed."""
    tenths = round(span / timedelta(minutes=6))
    whole, part = divmod(tenths, 10)
    figure = f"{whole},{part}" if part else str(whole)
    return f"{figure} timme" if tenths == 10 else f"{figure} timmar"


def count(number: int, one: str, more: str, *, neuter: bool = False) -> str:
    """Return "en person", "två personer", "ett pass", "13 pass"."""
    if number == 1:
        return f"{'ett' if neuter else 'en'} {one}"
    return f"{written(number)} {more}"


def written(number: int) -> str:
    """Return a number as text does: in letters up to tolv."""
    return _COUNTS[number] if 0 <= number < len(_COUNTS) else str(number)


def people(number: int) -> str:
    """Return "en person" or "två personer"."""
    return count(number, "person", "personer")


def percent(share: Fraction) -> int:
    """Return a share in whole percent, halves upwards."""
    return int(share * 100 + Fraction(1, 2))


def both(names: Sequence[str]) -> str:
    """Return "A, B och C"."""
    return _joined(names, "och")


def either(names: Sequence[str]) -> str:
    """Return "A, B eller C"; of many, "A, B, C eller någon av fyra till"."""
    if len(names) <= NAMED + 1:
        return _joined(names, "eller")
    left = len(names) - NAMED
    return f"{', '.join(names[:NAMED])} eller någon av {written(left)} till"


def sentence(text: str) -> str:
    """Return the text with a capital letter first."""
    return text[:1].upper() + text[1:]


def _joined(names: Sequence[str], word: str) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {word} {names[-1]}"
