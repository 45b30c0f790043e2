"""Rosters that stand, for the tests of what happens to them: a week, any table, and the format's rules read straight from it."""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from fractions import Fraction
from itertools import product
from typing import Any

from hypothesis import strategies as st

from checklists.roster import instance as instances
from checklists.roster.instance import Instance
from tests.roster.generator import make

# (person, shift, channel), by number
Held = frozenset[tuple[int, int, int]]

WEEK: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "vecka-2",
    "period": {"start": "2027-01-11", "weeks": 1},
    "channels": [{"id": "facebook"}, {"id": "linkedin"}],
    "people": [
        {"id": "p1", "name": "Louise Ek", "title": "kommunikatör", "unit": "AKN", "channels": "all", "may_combine": True},
        {
            "id": "p2",
            "name": "Amir Haddad",
            "title": "kundvägledare",
            "unit": "KC",
            "channels": ["facebook"],
            "max_shifts_per_week": 2,
        },
        {
            "id": "p3",
            "name": "Karin Sjöberg",
            "title": "kommunikatör",
            "unit": "AKN",
            "channels": "all",
            "absences": [{"date": "2027-01-14"}],
        },
    ],
    "posts": [],
}
NAMES = {"facebook": "Facebook", "linkedin": "LinkedIn"}
MONDAY, FRIDAY = "2027-01-11", "2027-01-15"


def at(day: str, half: str, channel: str, *people: str) -> list[dict[str, str]]:
    return [{"date": day, "half": half, "channel": channel, "person": person} for person in people]


def payload(assignments: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return {"instance": WEEK, "assignments": assignments, "names": NAMES, **more}


def whole_week(channel: str, person: str) -> list[dict[str, str]]:
    days = [f"2027-01-{day}" for day in range(11, 16)]
    return [row for day in days for half in ("am", "pm") for row in at(day, half, channel, person)]


FULL = whole_week("facebook", "p1") + whole_week("linkedin", "p3")

# An oracle that shares nothing with the code: rules, objective and changes, straight from the format.


def numbers(instance: Instance, assignments: Iterable[dict[str, str]]) -> Held:
    people = {person.id: number for number, person in enumerate(instance.people)}
    shifts = {(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)}
    return frozenset(
        (people[row["person"]], shifts[row["date"], row["half"]], instance.channels.index(row["channel"])) for row in assignments
    )


def plain(instance: Instance, held: Held) -> list[dict[str, str]]:
    return [
        {
            "date": instance.shifts[shift].date.isoformat(),
            "half": instance.shifts[shift].half,
            "channel": instance.channels[channel],
            "person": instance.people[person].id,
        }
        for person, shift, channel in sorted(held)
    ]


def broken(instance: Instance, held: Held) -> set[str]:
    found = set()
    for person, shift, channel in held:
        if channel not in instance.people[person].channels:
            found.add("H4")
        if shift not in instance.available[person]:
            found.add("H5")
    in_shift = Counter((person, shift) for person, shift, _ in held)
    if any(count > 1 and not instance.people[person].combines for (person, _), count in in_shift.items()):
        found.add("H6")
    weeks = Counter((person, instance.shifts[shift].week) for person, shift in in_shift)
    if any((cap := instance.people[person].cap) is not None and count > cap for (person, _), count in weeks.items()):
        found.add("H7")
    places = Counter((shift, channel) for _, shift, channel in held)
    if any(count > instance.need[shift][channel] for (shift, channel), count in places.items()):
        found.add("H8")
    return found


def measured(instance: Instance, held: Held) -> tuple[int, list[Fraction], int, int]:
    places = Counter((shift, channel) for _, shift, channel in held)
    missing = sum(
        max(0, need - places[shift, channel]) for shift, row in enumerate(instance.need) for channel, need in enumerate(row)
    )
    loads, repeats, splits = [], 0, 0
    for person in range(len(instance.people)):
        worked = {shift for who, shift, _ in held if who == person}
        loads.append(Fraction(len(worked), instance.capacity[person]) if instance.capacity[person] else Fraction(0))
        days = Counter(instance.shifts[shift].date for shift in worked)
        splits += sum(count == 1 for count in days.values())
        whole = {day for day, count in days.items() if count == 2 and day.weekday() == 4}
        repeats += sum(day + timedelta(days=7) in whole for day in whole)
    return missing, sorted(loads, reverse=True), repeats, splits


def told(objective: dict[str, Any]) -> tuple[int, list[Fraction], int, int]:
    loads = [Fraction(load) for load in objective["loads"]]
    return objective["uncovered"], loads, objective["friday_repeats"], objective["split_days"]


def changed_places(instance: Instance, old: Held, new: Held) -> int:
    places = {(shift, channel) for _, shift, channel in old | new}
    total = 0
    for place in places:
        before, after = ({row[0] for row in held if row[1:] == place} for held in (old, new))
        total += max(len(before - after), len(after - before))
    return total


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], Instance, Held]:
    """An instance and any assignments, most of them against the rules."""
    drawn = make(draw(st.integers(0, 40)), weeks=draw(st.sampled_from([1, 2])), people=3, channels=2, combining=0.4)
    instance = instances.read(drawn)
    everything = list(product(range(3), range(len(instance.shifts)), range(2)))
    return drawn, instance, frozenset(draw(st.sets(st.sampled_from(everything), max_size=12)))


def fewest(instance: Instance, old: Held) -> tuple[int, int]:
    """Return the fewest gaps, and with them the fewest changed places, by integer programming."""
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", 20.0)
    model.setOptionValue("mip_rel_gap", 0.0)
    takes, comes = {}, {}
    for person, who in enumerate(instance.people):
        for shift in sorted(instance.available[person]):
            comes[person, shift] = model.addBinary()
            mine = []
            for channel in sorted(who.channels):
                if instance.need[shift][channel]:
                    takes[person, shift, channel] = take = model.addBinary()
                    model.addConstr(take <= comes[person, shift])
                    mine.append(take)
            if mine and not who.combines:
                model.addConstr(model.qsum(mine) <= 1)
        for week in range(instance.weeks if who.cap is not None else 0):
            shifts = [comes[person, shift] for shift in sorted(instance.available[person]) if instance.shifts[shift].week == week]
            if shifts:
                model.addConstr(model.qsum(shifts) <= who.cap)
    cost = []
    for shift, row in enumerate(instance.need):
        for channel, need in enumerate(row):
            there = [(key, take) for key, take in takes.items() if key[1:] == (shift, channel)]
            before = len({key for key in old if key[1:] == (shift, channel)})
            changes = model.addVariable(lb=0, ub=model.inf)
            kept = [take for key, take in there if key in old]
            came = [take for key, take in there if key not in old]
            filled = model.addVariable(lb=0, ub=need)
            model.addConstr(filled == (model.qsum([take for _, take in there]) if there else 0))
            model.addConstr(changes >= before - (model.qsum(kept) if kept else 0))
            if came:
                model.addConstr(changes >= model.qsum(came))
            cost.append(changes + 1000 * (need - filled))
    model.minimize(model.qsum(cost))
    assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    total = round(model.getObjectiveValue())
    return total // 1000, total % 1000
