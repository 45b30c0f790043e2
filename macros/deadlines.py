"""Worked examples of working time for the pages: of every kind of day, the next one after the day of the build.

No date is typed by hand. The kinds are found in the tables of days off (checklists/worktime.py), the city's own included,
and what is due when is the engine's answer. The day of the build is today, or what SOURCE_DATE_EPOCH says, which MkDocs
follows too: the same sources and the same SOURCE_DATE_EPOCH give the same page.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from checklists import stockholm, worktime
from checklists.stockholm import short_day
from checklists.worktime import CLOSES, DAY, FRIDAY, NOON, OPENS, LocalDays, hours, is_working_day

WHOLE_DAY = (OPENS, CLOSES)
TUESDAY, WEDNESDAY = 1, 2
BREAKS = ("Långfredagen", "Midsommarafton", "Julafton")
PARTS = {"day": "hela dagen", "am": "förmiddagen 8–12", "pm": "eftermiddagen 12–17"}


@dataclass(frozen=True, slots=True)
class Example:
    """A moment of a kind and what it leads to: when a reply is due, or until when charged content waits (None: not at all)."""

    kind: str
    moment: datetime
    answer: datetime | None


def day_of_build() -> date:
    """Return today's date in Stockholm, or that of SOURCE_DATE_EPOCH (seconds) where it is set."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return stockholm.parse(moment.isoformat(), "").date()


def deadlines(built: date, local: LocalDays) -> list[Example]:
    """Return a question of every kind that comes after the day `built`, and when it is due."""
    ordinary, friday = _ordinary_day(built, local), _ordinary_friday(built, local)
    asked = [
        ("En vanlig dag", ordinary, time(10, 30)),
        ("Efter klockan 17", ordinary, time(17, 5)),
        ("Fredag eftermiddag", friday, time(16, 45)),
        ("I helgen", friday + DAY, time(11)),
        *((kind, day, time(14)) for kind, day in _before_breaks(built, local)),
    ]
    for day in _next_half_day(built, local):
        clock = time(14) if hours(day, local) == worktime.HALVES["am"] else time(10)
        asked.append((f"Före halvdagen {short_day(day)} ({_state(day, local)})", _last_before(day, local), clock))
    moments = [(kind, datetime.combine(day, clock)) for kind, day, clock in asked]
    return [Example(kind, moment, worktime.reply_due(moment, local)) for kind, moment in moments]


def publish_times(built: date, local: LocalDays) -> list[Example]:
    """Return a time to publish charged content of every kind after the day `built`, and until when the engine says to wait."""
    ordinary, friday = _ordinary_day(built, local), _ordinary_friday(built, local)
    planned = [
        ("En vanlig förmiddag", ordinary, time(9)),
        ("En vanlig kväll", ordinary, time(19)),
        ("Fredag förmiddag", friday, time(9)),
        ("Fredag klockan 13", friday, time(13)),
        *((kind, day, time(9)) for kind, day in _before_breaks(built, local)),
        *((f"Halvdagen {short_day(day)} ({_state(day, local)})", day, time(9)) for day in _next_half_day(built, local)),
    ]
    moments = [(kind, datetime.combine(day, clock)) for kind, day, clock in planned]
    return [Example(kind, moment, _wait_until(moment, local)) for kind, moment in moments]


def longest_wait(built: date, local: LocalDays) -> tuple[datetime, datetime]:
    """Return the question of the year after `built` that may wait longest, and when it is due.

    Between 8, 12 and 17 whoever asks later waits less or as long, so only those times need be looked at. Of waits that are
    equal it is the first one with the longest time until anybody is at work.
    """
    asked = [datetime.combine(built + number * DAY, clock) for number in range(1, 366) for clock in (OPENS, NOON, CLOSES)]
    waits = [(worktime.reply_due(moment, local) - moment, worktime.next_opening(moment, local) - moment) for moment in asked]
    longest = asked[waits.index(max(waits))]
    return longest, worktime.reply_due(longest, local)


def coming_local_days(built: date, local: LocalDays) -> list[tuple[str, str, str]]:
    """Return the city's own days off from the day `built` on, in Swedish: the day, its name, which part of it is off."""
    return [(spoken_day(day), own.name, PARTS[own.off]) for day, own in local.items() if day >= built]


def spoken_day(day: date) -> str:
    """Return "fredag 7 maj 2027"."""
    return f"{short_day(day)} {day.year}"


def spoken_time(moment: datetime, beside: date | None = None) -> str:
    """Return "fredag 27 november 2026 klockan 15.45", without the year where `beside` has the same; the time never breaks."""
    day = short_day(moment) if beside and beside.year == moment.year else spoken_day(moment)
    return f"{day} klockan\u00a0{moment.hour}.{moment.minute:02d}"


def spoken_length(length: timedelta) -> str:
    """Return a length of a day or more as "5 dygn och 15 timmar"."""
    days, spare = divmod(length // timedelta(hours=1), 24)
    return f"{days} dygn och {spare} timmar" if spare else f"{days} dygn"


def _after(built: date) -> Iterator[date]:
    day = built + DAY
    while True:
        yield day
        day += DAY


def _ordinary_day(built: date, local: LocalDays) -> date:
    """Return the next Tuesday or Wednesday that is whole, with two whole days after it."""
    whole = (day for day in _after(built) if {hours(day + number * DAY, local) for number in range(3)} == {WHOLE_DAY})
    return next(day for day in whole if day.weekday() in (TUESDAY, WEDNESDAY))


def _ordinary_friday(built: date, local: LocalDays) -> date:
    """Return the next whole Friday with a whole Monday and a whole Tuesday after it."""
    whole = (day for day in _after(built) if {hours(day + number * DAY, local) for number in (0, 3, 4)} == {WHOLE_DAY})
    return next(day for day in whole if day.weekday() == FRIDAY)


def _before_breaks(built: date, local: LocalDays) -> list[tuple[str, date]]:
    """Return the next working day before each of the long breaks and before a klämdag, in date order."""
    found = []
    for name in BREAKS:
        eves = (_last_before(day, local) for day, known in worktime.days_off().items() if known == name)
        found.append((f"Före {name.lower()}", next(eve for eve in eves if eve > built)))
    bridge = _bridge_day(built, local)
    found.append((f"Före klämdagen {short_day(bridge)} ({_state(bridge, local)})", _last_before(bridge, local)))
    return sorted(found, key=lambda kind: kind[1])


def _bridge_day(built: date, local: LocalDays) -> date:
    """Return the next klämdag: alone between two of the country's days off, whether the city has it off or not."""
    country: LocalDays = {}
    return next(
        day
        for day in _after(built)
        if [is_working_day(day + number * DAY, country) for number in (-1, 0, 1)] == [False, True, False]
        and _last_before(day, local) > built
    )


def _next_half_day(built: date, local: LocalDays) -> list[date]:
    """Return the city's next half day, or nothing where there is none."""
    return [day for day, own in local.items() if own.off != "day" and _last_before(day, local) > built][:1]


def _last_before(day: date, local: LocalDays) -> date:
    """Return the last working day before `day`."""
    day -= DAY
    while not is_working_day(day, local):
        day -= DAY
    return day


def _state(day: date, local: LocalDays) -> str:
    return f"ledig {PARTS[local[day].off]}" if day in local else "räknas som arbetsdag"


def _wait_until(moment: datetime, local: LocalDays) -> datetime | None:
    suggested = worktime.publish_time({"published": moment.isoformat(), "charged": True}, local)["suggest_not_before"]
    return stockholm.parse(suggested, "") if suggested else None
