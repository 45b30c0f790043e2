"""Clock time in Stockholm, without a time zone database: the browser's Python has none.

The rule is the EU's (directive 2000/84/EC): summer time from the last Sunday in March to the last Sunday in October,
both changes at 01:00 UTC.
"""

import re
from datetime import UTC, date, datetime, timedelta, timezone

from checklists.errors import InputError

MONTHS = "januari februari mars april maj juni juli augusti september oktober november december".split()
WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()
_NO_CLOCK = re.compile(r"[T ](?:24|\d\d[.,])")
WINTER = timezone(timedelta(hours=1))
SUMMER = timezone(timedelta(hours=2))


def short_day(day: date) -> str:
    """Return "fredag 7 maj"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def parse(value: object, field: str) -> datetime:
    """Return ISO 8601 text as Stockholm wall time (naive); text without an offset is Stockholm time already."""
    if not isinstance(value, str):
        raise InputError(field, "must be a date and time as text, such as 2026-11-27T15:45", _SWEDISH)
    try:
        # Pythons differ on a decimal hour and on 24:00, so neither is taken.
        if _NO_CLOCK.search(value):
            raise ValueError
        moment = datetime.fromisoformat(value.strip())
    except ValueError:
        raise InputError(field, f"{value!r} is not a date and time such as 2026-11-27T15:45", _SWEDISH) from None
    if moment.tzinfo is None:
        return moment
    try:
        utc = moment.astimezone(UTC).replace(tzinfo=None)
        return utc + (timedelta(hours=2) if is_summer_utc(utc) else timedelta(hours=1))
    except OverflowError:
        raise InputError(field, f"{value!r} is too far away in time", _SWEDISH) from None


def to_iso(wall: datetime) -> str:
    """Return wall time (naive, Stockholm) as ISO 8601 with Stockholm's offset at that time.

    >>> to_iso(datetime(2026, 7, 1, 8, 30))
    '2026-07-01T08:30:00+02:00'
    """
    winter_reading = wall - timedelta(hours=1)
    summer_reading = wall - timedelta(hours=2)
    # In the hour that October repeats both readings are true; like the standard library we take the first, in summer time.
    return wall.replace(tzinfo=SUMMER if is_summer_utc(summer_reading) or is_summer_utc(winter_reading) else WINTER).isoformat()


def is_summer_utc(utc: datetime) -> bool:
    """Say whether Stockholm keeps summer time at this moment (naive, UTC)."""
    return _last_sunday(utc.year, 3) <= utc < _last_sunday(utc.year, 10)


def _last_sunday(year: int, month: int) -> datetime:
    last = datetime(year, month, 31, 1)
    return last - timedelta(days=(last.weekday() + 1) % 7)


_SWEDISH = "Skriv datum och klockslag, till exempel 2026-11-27 15:45."
