"""Gaps told in as few lines as can be: a week where all mornings lack somebody is one line, not five."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from checklists.roster import swedish
from checklists.roster.table import Table
from checklists.stockholm import WEEKDAYS

# A pattern needs so many shifts to be told as one.
PATTERN = 3
# So many days of a week on which a channel has gaps are told together; fewer where the lines would be too many to read.
TOGETHER, TOGETHER_OF_MANY, MANY_LINES = 4, 2, 6
PATTERNS = (("alla pass", ("am", "pm")), ("alla förmiddagar", ("am",)), ("alla eftermiddagar", ("pm",)))
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence about `places` (shift, channel) that lack `missing` people in all."""

    text: str
    places: tuple[Place, ...]
    missing: int


def lines(held: Table, gaps: dict[Place, int]) -> list[Line]:
    """Return the lines for the gaps, how many are missing by place, the earliest first."""
    found = _lines(held, gaps, TOGETHER)
    return found if len(found) <= MANY_LINES else _lines(held, gaps, TOGETHER_OF_MANY)


def _lines(held: Table, gaps: dict[Place, int], together: int) -> list[Line]:
    kinds = sorted({(channel, missing) for (_, channel), missing in gaps.items()})
    found: list[Line] = []
    for channel, missing in kinds:
        shifts = sorted(shift for (shift, where), number in gaps.items() if where == channel and number == missing)
        found += _of_channel(held, channel, missing, shifts, together)
    return sorted(found, key=lambda line: line.places)


def single(held: Table, place: Place, missing: int) -> str:
    """Return "Torsdag 24 september förmiddag saknas en person på LinkedIn."."""
    when = swedish.sentence(swedish.half_day(held.instance.shifts[place[0]]))
    return f"{when} saknas {swedish.people(missing)} på {held.channels[place[1]]}."


def _of_channel(held: Table, channel: int, missing: int, shifts: list[int], together: int) -> list[Line]:
    who, left = f"{swedish.people(missing)} på {held.channels[channel]}", set(shifts)
    found = []

    def line(text: str, told: Iterable[int]) -> None:
        places = tuple((shift, channel) for shift in sorted(told))
        left.difference_update(shift for shift, _ in places)
        found.append(Line(text, places, missing * len(places)))

    for pattern, weeks in _patterns(held, channel, left):
        when = swedish.sentence(_weeks([held.instance.shifts[week[0]].date for week in weeks]))
        line(f"{when}: {pattern} saknar {who}.", [shift for week in weeks for shift in week])
    for week in range(held.instance.weeks):
        lone = sorted(shift for shift in left if held.instance.shifts[shift].week == week)
        days = [[shift for shift in (2 * day, 2 * day + 1) if shift in left] for day in sorted({shift // 2 for shift in lone})]
        if len(days) >= together:
            named = swedish.sentence(swedish.week(held.instance.shifts[lone[0]].date))
            line(f"{named} saknas {who} {swedish.both([_weekday(held, day) for day in days])}.", lone)
            continue
        for day in days:
            first = held.instance.shifts[day[0]]
            when = swedish.half_day(first) if len(day) == 1 else swedish.day(first.date)
            line(f"{swedish.sentence(when)} saknas {who}{'' if len(day) == 1 else ' hela dagen'}.", day)
    return found


def _weekday(held: Table, day: list[int]) -> str:
    """Return "måndag förmiddag" or "måndag hela dagen"."""
    shift = held.instance.shifts[day[0]]
    return f"{WEEKDAYS[shift.date.weekday()]} {swedish.HALVES[shift.half] if len(day) == 1 else 'hela dagen'}"


def _patterns(held: Table, channel: int, gaps: set[int]) -> list[tuple[str, list[list[int]]]]:
    """Return (pattern, the shifts of each week in a row that it holds for)."""
    instance = held.instance
    weeks: list[list[int]] = [[] for _ in range(instance.weeks)]
    for number, shift in enumerate(instance.shifts):
        if instance.need[number][channel]:
            weeks[shift.week].append(number)
    found: list[tuple[str, list[list[int]]]] = []
    told: set[int] = set()
    for pattern, halves in PATTERNS:
        row: list[list[int]] = []
        for week in [*weeks, []]:
            shifts = [number for number in week if instance.shifts[number].half in halves]
            if len(shifts) >= PATTERN and gaps.issuperset(shifts) and not told.intersection(shifts):
                row.append(shifts)
                continue
            if row:
                found.append((pattern, row))
                told.update(number for shifts in row for number in shifts)
            row = []
    return found


def _weeks(days: list[date]) -> str:
    """Return "vecka 39" or "vecka 39–41"."""
    first, last = days[0].isocalendar().week, days[-1].isocalendar().week
    return f"vecka {first}" if len(days) == 1 else f"vecka {first}–{last}"
