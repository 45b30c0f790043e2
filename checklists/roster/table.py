"""A roster as a person holds it: an instance and a list of assignments, perhaps edited by hand, perhaps against the rules.

`read` makes a Roster of it. What it reports about a Roster has the shapes of roster-solution/1.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from checklists.errors import InputError, shown
from checklists.roster import instance as instances
from checklists.roster import swedish
from checklists.roster.instance import Instance
from checklists.roster.state import Roster

FRIDAY = 4
KEYS = {"date", "half", "channel", "person"}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Table:
    """A roster with the names that are shown: `channels` and `people` by number; `shifts` finds the number of (date, half)."""

    instance: Instance
    roster: Roster
    channels: tuple[str, ...]
    people: tuple[str, ...]
    shifts: dict[tuple[str, str], int]

    def place(self, shift: int, channel: int) -> dict[str, Any]:
        """Return a shift and a channel as the format names them."""
        return self.half(shift) | {"channel": self.instance.channels[channel]}

    def half(self, shift: int) -> dict[str, Any]:
        """Return a shift as the format names it."""
        found = self.instance.shifts[shift]
        return {"date": found.date.isoformat(), "half": found.half}

    def filled(self, roster: Roster) -> "Table":
        """Return the same table with another roster in it."""
        return Table(roster.instance, roster, self.channels, self.people, self.shifts)


def read(payload: object) -> Table:
    """Return the table in {"instance": roster-instance/1, "assignments": [{"date", "half", "channel", "person"}], "names"?:
    {channel id: name shown}}; raise InputError for an unknown shift, channel or person, or for one that stands twice.

    Assignments that break hard rules are taken: rules.broken tells about them.
    """
    if not isinstance(payload, dict):
        raise InputError("", "must be an object", "Underlaget har fel form. Öppna planen på nytt.")
    instance = instances.read(payload.get("instance"))
    names = payload.get("names") or {}
    if not isinstance(names, dict) or not all(isinstance(name, str) for name in names.values()):
        raise InputError(
            "names", "must be texts by channel id", "Kanalernas namn ska vara texter. Skriv ett namn för varje kanal."
        )
    table = Table(
        instance=instance,
        roster=Roster(instance),
        channels=tuple(names.get(channel) or channel for channel in instance.channels),
        people=tuple(person.name or person.id for person in instance.people),
        shifts={(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)},
    )
    _put(table, payload.get("assignments"))
    return table


def _put(table: Table, items: object) -> None:
    if not isinstance(items, list):
        raise InputError("assignments", "must be a list", "Schemat ska vara en lista med bemannade pass. Planera på nytt.")
    people = {person.id: number for number, person in enumerate(table.instance.people)}
    channels = {channel: number for number, channel in enumerate(table.instance.channels)}
    for number, item in enumerate(items, 1):
        field = f"assignments[{number}]"
        if not isinstance(item, dict) or set(item) != KEYS or not all(isinstance(value, str) for value in item.values()):
            raise InputError(
                field,
                "must have the texts date, half, channel and person",
                f"Rad {number} i schemat ska ha datum, halvdag, kanal och person.",
            )
        shift = find_shift(table, item, field)
        channel, person = channels.get(item["channel"]), people.get(item["person"])
        if channel is None:
            raise _unknown(f"{field}.channel", item["channel"], f"Kanalen {shown(item['channel'])} finns inte bland kanalerna.")
        if person is None:
            raise _unknown(f"{field}.person", item["person"], f"Personen {shown(item['person'])} finns inte bland personerna.")
        if person in table.roster.on[shift][channel]:
            where = f"på {table.channels[channel]} {swedish.half_day(table.instance.shifts[shift])}"
            raise InputError(
                field, "stands there twice", f"{table.people[person]} står två gånger {where}. Ta bort den ena raden."
            )
        table.roster.change((True, person, shift, channel))


def find_shift(table: Table, item: dict[str, Any], field: str = "") -> int:
    """Return the number of the shift at item["date"] and item["half"], or raise InputError."""
    day, half = item.get("date"), item.get("half")
    if isinstance(day, str) and isinstance(half, str) and (day, half) in table.shifts:
        return table.shifts[day, half]
    which = f"{shown(day)} {swedish.HALVES.get(str(half), shown(half))}"
    raise InputError(
        f"{field}.date".lstrip("."),
        f"no shift {day!r} {half!r} in the period",
        f"Det finns inget pass {which} i perioden. Välj en arbetsdag i perioden.",
    )


def find_channel(table: Table, item: dict[str, Any]) -> int:
    """Return the number of the channel item["channel"], or raise InputError."""
    channel = item.get("channel")
    if channel not in table.instance.channels:
        raise _unknown("channel", channel, f"Kanalen {shown(channel)} finns inte bland kanalerna.")
    return table.instance.channels.index(channel)


def find_person(table: Table, item: dict[str, Any], field: str = "person") -> int:
    """Return the number of the person item[field], or raise InputError."""
    for number, person in enumerate(table.instance.people):
        if person.id == item.get(field):
            return number
    raise _unknown(field, item.get(field), f"Personen {item.get(field)} finns inte bland personerna.")


def find_date(payload: dict[str, Any], field: str) -> date | None:
    """Return the date payload[field], None where there is none, or raise InputError."""
    value = payload.get(field)
    if value is None:
        return None
    try:
        if isinstance(value, str) and _DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InputError(field, f"{value!r} is not a date", "Det är inget datum. Skriv till exempel 2027-01-11.")


def _unknown(field: str, name: object, swedish_text: str) -> InputError:
    return InputError(field, f"unknown: {name!r}", f"{swedish_text} Välj en som finns.")


def assignments(table: Table) -> list[dict[str, Any]]:
    """Return who is where: [{"date", "half", "channel", "person"}]."""
    return [
        table.place(shift, channel) | {"person": table.instance.people[person].id}
        for shift, channels in enumerate(table.roster.on)
        for channel, people in enumerate(channels)
        for person in sorted(people)
    ]


def gaps(roster: Roster) -> list[tuple[int, int, int]]:
    """Return (shift, channel, how many are missing) for every place that lacks people."""
    return [
        (shift, channel, need - len(roster.on[shift][channel]))
        for shift, wanted in enumerate(roster.instance.need)
        for channel, need in enumerate(wanted)
        if need > len(roster.on[shift][channel])
    ]


def uncovered(table: Table) -> list[dict[str, Any]]:
    """Return the places that lack people: [{"date", "half", "channel", "missing"}]."""
    return [table.place(shift, channel) | {"missing": missing} for shift, channel, missing in gaps(table.roster)]


def load(instance: Instance, person: int, shifts: int) -> Fraction:
    """Return the load of a person with so many shifts: the share of what she could take, 0 where she could take none."""
    return Fraction(shifts, instance.capacity[person]) if instance.capacity[person] else Fraction(0)


def loads(roster: Roster) -> list[Fraction]:
    """Return the loads, highest first."""
    worked = enumerate(roster.works)
    return sorted((load(roster.instance, person, len(shifts)) for person, shifts in worked), reverse=True)


def friday_repeats(instance: Instance, worked: set[int]) -> int:
    """Return how many times one person with these shifts has two whole Fridays 7 days apart."""
    days = [instance.shifts[shift].date for shift in worked if shift % 2 == 0 and shift + 1 in worked]
    fridays = {day for day in days if day.weekday() == FRIDAY}
    return sum(day + timedelta(days=7) in fridays for day in fridays)


def split_days(instance: Instance, worked: set[int]) -> int:
    """Return how many days one person with these shifts works one half of, except days of which only one half is open."""
    return sum(shift ^ 1 not in worked and instance.shifts[shift].date not in instance.half_days for shift in worked)


def objective(roster: Roster) -> dict[str, Any]:
    """Return {"uncovered", "loads", "friday_repeats", "split_days"} as in roster-solution/1."""
    worked = [set(shifts) for shifts in roster.works]
    return {
        "uncovered": sum(missing for _, _, missing in gaps(roster)),
        "loads": [str(found) for found in loads(roster)],
        "friday_repeats": sum(friday_repeats(roster.instance, shifts) for shifts in worked),
        "split_days": sum(split_days(roster.instance, shifts) for shifts in worked),
    }
