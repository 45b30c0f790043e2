"""Working time in Stockholm: when a reply is due (svara.24h) and when charged content should wait (svara.fredag).

Working time is weekdays 08:00-17:00; 08:00:00 is inside, 17:00:00 outside. Saturdays, Sundays, public holidays,
midsommarafton, julafton and nyårsafton are off. All times inside this module are naive Stockholm wall time.
"""

from datetime import date, datetime, time, timedelta
from functools import cache

from checklists import stockholm
from checklists.errors import InputError
from checklists.strategy import parse

OPENS, CLOSES = time(8), time(17)
FRIDAY, SATURDAY = 4, 5
LATE_ON_FRIDAY = time(13)
DAY = timedelta(days=1)


@cache
def days_off() -> dict[date, str]:
    """Return every day off that has a name, from the generated table."""
    table = parse("days_off.toml")
    return {date.fromisoformat(f"{year}-{day}"): name for year, days in table.items() for day, name in days.items()}


@cache
def covered_years() -> tuple[int, int]:
    """Return the first and the last year of the table."""
    years = [day.year for day in days_off()]
    return min(years), max(years)


def is_working_day(day: date) -> bool:
    """Say whether `day` is a working day; raise InputError for a day that the table does not cover."""
    first, last = covered_years()
    if not first <= day.year <= last:
        raise InputError(
            "",
            f"{day} is outside the years that the table of days off covers ({first}-{last})",
            f"Vi har arbetsdagar för åren {first}–{last}. Välj ett datum där.",
        )
    return day.weekday() < SATURDAY and day not in days_off()


def next_working_day(day: date) -> date:
    """Return the first working day after `day`."""
    day += DAY
    while not is_working_day(day):
        day += DAY
    return day


def is_working_time(moment: datetime) -> bool:
    """Say whether somebody is at work at `moment`."""
    return is_working_day(moment.date()) and OPENS <= moment.time() < CLOSES


def next_opening(moment: datetime) -> datetime:
    """Return the first 08:00 of a working day at or after `moment`."""
    day = moment.date()
    if not is_working_day(day) or moment.time() > OPENS:
        day = next_working_day(day)
    return datetime.combine(day, OPENS)


def reply_due(received: datetime) -> datetime:
    """Return when a question received at `received` is due: 24 hours in which only working days count.

    In working time the clock starts at once and stops at the same time the next working day; otherwise it starts at the
    next opening and stops at the opening of the working day after that. Our reading of svara.24h.
    """
    start = received if is_working_time(received) else next_opening(received)
    return datetime.combine(next_working_day(start.date()), start.time())


def reply_deadline(payload: dict[str, object]) -> dict[str, object]:
    """Return {"due": ISO} for {"received": ISO}."""
    return {"due": stockholm.to_iso(reply_due(stockholm.parse(payload.get("received"), "received")))}


def publish_time(payload: dict[str, object]) -> dict[str, object]:
    """Return {"warn", "suggest_not_before", "why"} for {"published": ISO, "charged": bool}."""
    published = stockholm.parse(payload.get("published"), "published")
    charged = payload.get("charged", False)
    if not isinstance(charged, bool):
        raise InputError("charged", "must be true or false", "Svara ja eller nej på om innehållet är laddat.")
    why = _warning(published) if charged else ""
    if not why:
        return {"warn": False, "suggest_not_before": None, "why": _calm(published, charged)}
    opening = next_opening(published)
    while _warning(opening):
        opening = next_opening(opening + DAY)
    return {"warn": True, "suggest_not_before": stockholm.to_iso(opening), "why": why}


def _warning(moment: datetime) -> str:
    """Return why charged content should not be published at `moment`, or "" where nothing speaks against it."""
    if not is_working_day(moment.date()):
        name = days_off().get(moment.date(), "helg")
        return f"Då är det {name.lower()} och ingen svarar förrän nästa arbetsdag. Vänta med laddat innehåll."
    if not OPENS <= moment.time() < CLOSES:
        return "Då är det utanför arbetstid, vardagar 8–17, och ingen svarar på det som kommer. Vänta med laddat innehåll."
    if _long_break_follows(moment.date()):
        return "Det är sista arbetsdagen före flera lediga dagar. Diskussionen kan bli utan svar hela ledigheten."
    if moment.weekday() == FRIDAY and moment.time() >= LATE_ON_FRIDAY:
        return "Det är sent på en fredag. Kommentarer blir inte besvarade förrän tidigast på måndag."
    return ""


def _calm(moment: datetime, charged: bool) -> str:
    is_working_day(moment.date())  # a year outside the table is an error also where nothing is charged
    if charged:
        return "Tiden passar: det finns arbetstid kvar att svara på."
    return "Innehållet är inte laddat, så strategin sätter ingen gräns för tiden."


def _long_break_follows(day: date) -> bool:
    """Say whether the days off after `day` are two or more, and more than an ordinary Saturday and Sunday."""
    off = []
    day += DAY
    while not is_working_day(day):
        off.append(day)
        day += DAY
    ordinary = len(off) == 2 and off[0].weekday() == SATURDAY
    return len(off) >= 2 and not ordinary
