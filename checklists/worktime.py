"""Working time in Stockholm: when a reply is due (svara.24h) and when charged content should wait (svara.fredag).

Working time is weekdays 08:00-17:00; 08:00:00 is inside, 17:00:00 outside. Saturdays, Sundays, public holidays,
midsommarafton, julafton and nyårsafton are off. All times inside this module are naive Stockholm wall time.

The city may add klämdagar and half days (strategy/local_days_off.toml, empty at first). Every function that counts takes
them as `local`; without it, the city's table holds. Our reading of a half day: it is a working day, and its open half is
its working time.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from checklists import stockholm
from checklists.errors import InputError
from checklists.strategy import parse
from checklists.strategy.schema import DataError, build

OPENS, NOON, CLOSES = time(8), time(12), time(17)
HALVES = {"am": (OPENS, NOON), "pm": (NOON, CLOSES)}
FRIDAY, SATURDAY = 4, 5
# Late on a Friday is from 13:00: the last four hours before two days off.
LATE = timedelta(hours=4)
DAY = timedelta(days=1)
LOCAL_FILE = "local_days_off.toml"
# The working hours that are left of a day when this part of it is off.
_LEFT = {"day": None, "am": HALVES["pm"], "pm": HALVES["am"]}


@dataclass(frozen=True, slots=True)
class LocalDay:
    """A day when the city is off although the country is not: all "day", or its "am" or "pm" half."""

    name: str
    off: str


LocalDays = Mapping[date, LocalDay]


@cache
def days_off() -> dict[date, str]:
    """Return every day off in the country that has a name, from the generated table."""
    table = parse("days_off.toml")
    return {date.fromisoformat(f"{year}-{day}"): name for year, days in table.items() for day, name in days.items()}


@cache
def covered_years() -> tuple[int, int]:
    """Return the first and the last year of the table."""
    years = [day.year for day in days_off()]
    return min(years), max(years)


@cache
def local_days() -> LocalDays:
    """Return the city's own days off, in date order; raise DataError for a row that is wrong."""
    return read_local_days(parse(LOCAL_FILE))


def read_local_days(table: Mapping[str, Any]) -> LocalDays:
    """Return {year: {"MM-DD": {"name", "off"}}} as days, in date order; raise DataError that names the date at fault."""
    days: dict[date, LocalDay] = {}
    for year, rows in table.items():
        if not isinstance(rows, dict):
            raise DataError(f"{LOCAL_FILE}, {year}: must be a table of one year, such as [2027]")
        for month_day, row in rows.items():
            day, where = _local_date(year, month_day)
            if not isinstance(row, dict):
                raise DataError(f'{where}: must be a row such as {{name = "Klämdag", off = "day"}}')
            days[day] = build(LocalDay, row, where)
            if not days[day].name.strip():
                raise DataError(f"{where}: name must not be empty")
            if days[day].off not in _LEFT:
                raise DataError(f'{where}: off must be "day", "am" or "pm", not {days[day].off!r}')
    return dict(sorted(days.items()))


def _local_date(year: str, month_day: str) -> tuple[date, str]:
    """Return the date of a row and how an error names it, or raise DataError where nobody would be at work that day anyway."""
    where = f"{LOCAL_FILE}, {year}-{month_day}"
    if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", f"{year}-{month_day}", re.ASCII):
        raise DataError(f'{where}: must be written [2027] and "05-07"')
    try:
        day = date.fromisoformat(f"{year}-{month_day}")
    except ValueError:
        raise DataError(f"{where}: there is no such date") from None
    first, last = covered_years()
    if not first <= day.year <= last:
        raise DataError(f"{where}: outside the years that days_off.toml covers ({first}-{last})")
    if day in days_off():
        raise DataError(f"{where}: is off already ({days_off()[day]})")
    if day.weekday() >= SATURDAY:
        raise DataError(f"{where}: is a {stockholm.WEEKDAYS[day.weekday()]} and off already")
    return day, where


def hours(day: date, local: LocalDays | None = None) -> tuple[time, time] | None:
    """Return when working time begins and ends on `day`, None for a day off; raise InputError outside the table's years."""
    first, last = covered_years()
    if not first <= day.year <= last:
        raise InputError(
            "",
            f"{day} is outside the years that the table of days off covers ({first}-{last})",
            f"Vi har arbetsdagar för åren {first}–{last}. Välj ett datum där.",
        )
    if day.weekday() >= SATURDAY or day in days_off():
        return None
    own = (local_days() if local is None else local).get(day)
    return _LEFT[own.off] if own else (OPENS, CLOSES)


def is_working_day(day: date, local: LocalDays | None = None) -> bool:
    """Say whether `day` is a working day, a half one included; raise InputError outside the table's years."""
    return hours(day, local) is not None


def next_working_day(day: date, local: LocalDays | None = None) -> date:
    """Return the first working day after `day`."""
    day += DAY
    while not is_working_day(day, local):
        day += DAY
    return day


def is_working_time(moment: datetime, local: LocalDays | None = None) -> bool:
    """Say whether somebody is at work at `moment`."""
    today = hours(moment.date(), local)
    return today is not None and today[0] <= moment.time() < today[1]


def next_opening(moment: datetime, local: LocalDays | None = None) -> datetime:
    """Return the first start of a working day's hours at or after `moment`: 08:00, or 12:00 where the morning is off."""
    day = moment.date()
    today = hours(day, local)
    while today is None or datetime.combine(day, today[0]) < moment:
        day += DAY
        today = hours(day, local)
    return datetime.combine(day, today[0])


def reply_due(received: datetime, local: LocalDays | None = None) -> datetime:
    """Return when a question received at `received` is due: 24 hours in which only working days count.

    In working time the clock starts at once, otherwise at the next opening. It stops at the same time the next working day;
    where a half day is closed at that time, at the next opening after it. Our reading of svara.24h.
    """
    start = received if is_working_time(received, local) else next_opening(received, local)
    due = datetime.combine(next_working_day(start.date(), local), start.time())
    return due if is_working_time(due, local) else next_opening(due, local)


def reply_deadline(payload: dict[str, object], local: LocalDays | None = None) -> dict[str, object]:
    """Return {"due": ISO} for {"received": ISO}."""
    return {"due": stockholm.to_iso(reply_due(stockholm.parse(payload.get("received"), "received"), local))}


def publish_time(payload: dict[str, object], local: LocalDays | None = None) -> dict[str, object]:
    """Return {"warn", "suggest_not_before", "why"} for {"published": ISO, "charged": bool}.

    Charged content warns outside working time, in the last four hours of a Friday, and all day before a long break. What the
    city has off counts alike: a klämdag makes a break longer. A half day that ends at noon before a day off has only its
    last four hours, so all of it warns; half days do not make a break longer. Our reading of svara.fredag.
    """
    published = stockholm.parse(payload.get("published"), "published")
    charged = payload.get("charged", False)
    if not isinstance(charged, bool):
        raise InputError("charged", "must be true or false", "Svara ja eller nej på om innehållet är laddat.")
    why = _warning(published, local) if charged else ""
    if not why:
        return {"warn": False, "suggest_not_before": None, "why": _calm(published, charged)}
    opening = next_opening(published, local)
    while _warning(opening, local):
        opening = next_opening(datetime.combine(opening.date() + DAY, OPENS), local)
    return {"warn": True, "suggest_not_before": stockholm.to_iso(opening), "why": why}


def _warning(moment: datetime, local: LocalDays | None) -> str:
    """Return why charged content should not be published at `moment`, or "" where nothing speaks against it."""
    day = moment.date()
    today = hours(day, local)
    if today is None:
        return f"Då är det {_name(day, local)} och ingen svarar förrän nästa arbetsdag. Vänta med laddat innehåll."
    if not OPENS <= moment.time() < CLOSES:
        return "Då är det utanför arbetstid, vardagar 8–17, och ingen svarar på det som kommer. Vänta med laddat innehåll."
    if not today[0] <= moment.time() < today[1]:
        return f"Då är det {_name(day, local)} och ingen svarar den halva dagen. Vänta med laddat innehåll."
    off = _days_off_after(day, local)
    if len(off) >= 2 and not (len(off) == 2 and off[0].weekday() == SATURDAY):
        return "Det är sista arbetsdagen före flera lediga dagar. Diskussionen kan bli utan svar hela ledigheten."
    if moment < datetime.combine(day, today[1]) - LATE:
        return ""
    if off and today[1] < CLOSES:
        return "Arbetsdagen slutar klockan 12, och sedan är det ledigt. Kommentarer blir inte besvarade förrän nästa arbetsdag."
    if day.weekday() == FRIDAY:
        return "Det är sent på en fredag. Kommentarer blir inte besvarade förrän tidigast på måndag."
    return ""


def _name(day: date, local: LocalDays | None) -> str:
    """Return what a day off is called inside a sentence: "helg", or "ledigt (Juldagen)"."""
    own = (local_days() if local is None else local).get(day)
    name = own.name if own else days_off().get(day)
    return f"ledigt ({name})" if name else "helg"


def _calm(moment: datetime, charged: bool) -> str:
    hours(moment.date())  # a year outside the table is an error also where nothing is charged
    if charged:
        return "Tiden passar: det finns arbetstid kvar att svara på."
    return "Innehållet är inte laddat, så strategin sätter ingen gräns för tiden."


def _days_off_after(day: date, local: LocalDays | None) -> list[date]:
    """Return the days off between `day` and the next working day."""
    off = []
    day += DAY
    while not is_working_day(day, local):
        off.append(day)
        day += DAY
    return off
