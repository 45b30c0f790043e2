"""Dates and absences as people write them in Swedish: 2026-12-01, 1/12, 1 dec, 7–11 december, 2026-12-03 fm.

A year that is not written follows from where the period starts: the first such day on or after it. Of a range the end is
placed first, so that 28/11–2/12 works in a period that starts 30 November.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.errors import InputError
from checklists.plan.problems import quote
from checklists.stockholm import MONTHS, WEEKDAYS

Absence = tuple[date, str | None]

FIRST_YEAR, LAST_YEAR = 2000, 2099
LONGEST_RANGE = timedelta(days=366)
_LONGEST_ITEM = 80
_SATURDAY = 5
_HALVES = dict.fromkeys(("fm", "am", "förmiddag", "förmiddagen"), "am") | dict.fromkeys(
    ("em", "pm", "eftermiddag", "eftermiddagen"), "pm"
)
_WHOLE = {"", "heldag", "hel dag", "hela dagen", "hel", "hela", "dag", "heldagar"}
_PART = re.compile(r"(.*?)\s*\b(förmiddag(?:en)?|eftermiddag(?:en)?|fm|em|am|pm|heldag|hel dag|hela dagen)")
_ISO = re.compile(r"(?P<year>\d{4})(?P<sign>[-/.])(?P<month>\d\d?)(?P=sign)(?P<day>\d\d?)(?:[ t]00:00(?::00)?)?", re.ASCII)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)", re.ASCII)
_SLASHED = re.compile(r"(?P<day>\d\d?)\s?/\s?(?P<month>\d\d?)(?:[ -](?P<year>\d{4}))?", re.ASCII)
_NAMED = re.compile(
    rf"(?:den )?(?P<day>\d\d?)(?::?[ae])?[ .]*(?P<name>{'|'.join(MONTHS)}|sept|{'|'.join(name[:3] for name in MONTHS)})\.?"
    r"(?: (?P<year>\d{4}))?",
    re.ASCII,
)
_ONLY_DAY = re.compile(r"(?:den )?(?P<day>\d\d?)(?::?[ae])?", re.ASCII)
_WEEKDAY = re.compile(rf"({'|'.join(WEEKDAYS)}|{'|'.join(name[:3] for name in WEEKDAYS)}|tors)(?:en)?\.?,? (.*)")
_BETWEEN = re.compile(r"\s*[–—−]\s*|\s+(?:till och med|t\.?\s?o\.?\s?m\.?|till|to|-)\s+|-")


class UnclearDateError(ValueError):
    """A text that is no date, or no date that exists; its message is a Swedish sentence."""


@dataclass(frozen=True, slots=True)
class _Written:
    """A date as it is written: what it leaves out is None."""

    day: int
    month: int | None
    year: int | None
    weekday: int | None


def start_of(payload: Mapping[str, object]) -> date | None:
    """Return payload["start"] as a date, None where it is missing; raise InputError."""
    value = payload.get("start")
    if value is None:
        return None
    try:
        if isinstance(value, str) and re.fullmatch(r"20\d\d-\d\d-\d\d", value, re.ASCII):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InputError("start", f"{value!r} is not a date such as 2027-01-11", "Ange först vilken måndag perioden börjar.")


def read_absences(cell: str, start: date | None) -> tuple[list[Absence], list[str]]:
    """Return the absences in a cell, sorted, and a Swedish sentence for each part that is not understood.

    Of a range only Monday to Friday is kept: nobody is rostered at the weekend.
    """
    absences: list[Absence] = []
    unclear = []
    for item in re.split(r"[;,\n]| och ", cell):
        if not item.strip():
            continue
        try:
            first, last, half = _read_item(item, start)
        except UnclearDateError as error:
            unclear.append(str(error))
            continue
        absences.extend((day, half) for day in days_between(first, last))
    return merged(absences), unclear


def merged(absences: list[Absence]) -> list[Absence]:
    """Return the absences sorted, each once; a whole day covers its halves, and both halves make a whole day."""
    halves: dict[date, set[str]] = {}
    for day, half in absences:
        halves.setdefault(day, set()).update((half,) if half else ("am", "pm"))
    return [(day, next(iter(found)) if len(found) == 1 else None) for day, found in sorted(halves.items())]


def as_data(absences: list[Absence]) -> list[dict[str, str]]:
    """Return the absences as the roster's format holds them: [{"date", "half"?}]."""
    return [{"date": day.isoformat()} | ({"half": half} if half else {}) for day, half in absences]


def read_range(first: str, last: str, start: date | None) -> tuple[date, date]:
    """Return the first and the last day that the texts say; an empty `last` is the same day. Raise UnclearDateError."""
    left, right = _written(_tidied(first)), _written(_tidied(last))
    if not left or left.month is None:
        raise _not_understood(first)
    if not last:
        day = _placed(left, first, start)
        return day, day
    if not right or right.month is None:
        raise _not_understood(last)
    return _range(left, right, f"{first}–{last}", start)


def read_half(text: str) -> str | None:
    """Return "am", "pm" or None for the whole day; raise UnclearDateError."""
    part = _tidied(text).replace(".", "").replace(" m", "m")
    if part in _HALVES:
        return _HALVES[part]
    if part in _WHOLE:
        return None
    raise UnclearDateError(f"{quote(text)} är ingen del av en dag. Skriv förmiddag, eftermiddag eller heldag.")


def days_between(first: date, last: date) -> list[date]:
    """Return a single day whatever it is, else Monday to Friday from the first to the last day; raise UnclearDateError."""
    if last < first:
        raise UnclearDateError(f"slutet {last} ligger före början {first}.")
    if last - first > LONGEST_RANGE:
        raise UnclearDateError(f"frånvaron {first}–{last} är längre än ett år. Kontrollera årtalen.")
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    return days if len(days) == 1 else [day for day in days if day.weekday() < _SATURDAY]


def _read_item(item: str, start: date | None) -> tuple[date, date, str | None]:
    """Return first day, last day and half of one item: a date, a range, or one with a half."""
    text = _tidied(item)
    if len(text) > _LONGEST_ITEM:
        raise _not_understood(item)
    text = re.sub(r"\b([fe])\.\s?m\.?(?=\s|$)", r"\1m", text)
    part = _PART.fullmatch(text)
    half = read_half(part[2]) if part else None
    text = part[1] if part else text
    if single := _written(text):
        if single.month is None:
            raise _not_understood(item)
        day = _placed(single, item, start)
        return day, day, half
    for border in _BETWEEN.finditer(text):
        left, right = _written(text[: border.start()]), _written(text[border.end() :])
        if left and right and right.month is not None:
            if half:
                raise UnclearDateError(f"{quote(item)} går att läsa på två sätt. Skriv halva dagar en och en.")
            first, last = _range(left, right, item, start)
            days_between(first, last)
            return first, last, None
    raise _not_understood(item)


def _range(left: _Written, right: _Written, item: str, start: date | None) -> tuple[date, date]:
    if left.month is None:  # 7–11 december
        last = _placed(right, item, start)
        return _exact(_Written(left.day, last.month, last.year, left.weekday), last.year), last
    if left.year is not None and right.year is None:
        first = _placed(left, item, start)
        return first, _placed(right, item, first)
    last = _placed(right, item, start)
    if left.year is not None:
        return _placed(left, item, start), last
    is_earlier = (left.month, left.day) <= (last.month, last.day)
    return _exact(left, last.year if is_earlier else last.year - 1), last


def _written(text: str) -> _Written | None:
    weekday = None
    if named_day := _WEEKDAY.fullmatch(text):
        weekday = next(number for number, name in enumerate(WEEKDAYS) if name.startswith(named_day[1][:3]))
        text = named_day[2]
    if found := _ISO.fullmatch(text) or _COMPACT.fullmatch(text) or _SLASHED.fullmatch(text):
        year = int(found["year"]) if found["year"] else None
        return _Written(int(found["day"]), int(found["month"]), year, weekday)
    if found := _NAMED.fullmatch(text):
        month = next(number for number, name in enumerate(MONTHS, 1) if name.startswith(found["name"][:3]))
        return _Written(int(found["day"]), month, int(found["year"]) if found["year"] else None, weekday)
    if found := _ONLY_DAY.fullmatch(text):
        return _Written(int(found["day"]), None, None, weekday)
    return None


def _placed(written: _Written, text: str, start: date | None) -> date:
    if written.year is not None:
        return _exact(written, written.year)
    if start is None:
        raise UnclearDateError(f"året saknas i {quote(text)}. Skriv till exempel 2026-12-01.")
    is_later = (written.month, written.day) >= (start.month, start.day)
    return _exact(written, start.year if is_later else start.year + 1)


def _exact(written: _Written, year: int) -> date:
    month = written.month or 0
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnclearDateError(f"året {year:04} ser fel ut.")
    if not 1 <= month <= len(MONTHS):
        raise UnclearDateError(f"månad {month} finns inte. Skriv år, månad och dag, till exempel 2026-12-01.")
    try:
        found = date(year, month, written.day)
    except ValueError:
        leap = f" {year}" if (month, written.day) == (2, 29) else ""
        raise UnclearDateError(f"{written.day} {MONTHS[month - 1]} finns inte{leap}.") from None
    if written.weekday not in (None, found.weekday()):
        raise UnclearDateError(f"{found.day} {MONTHS[month - 1]} {year} är en {WEEKDAYS[found.weekday()]}.")
    return found


def _tidied(text: str) -> str:
    return " ".join(text.casefold().split())


def _not_understood(text: str) -> UnclearDateError:
    example = "Skriv till exempel 2026-12-01, 2026-12-03 fm eller 2026-12-07–2026-12-11."
    return UnclearDateError(f"{quote(text)} är inget datum som vi förstår. {example}")
