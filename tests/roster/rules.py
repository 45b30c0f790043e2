"""The rules of a roster, checked without any of the planner's own code."""

from collections import Counter
from datetime import timedelta
from fractions import Fraction
from typing import Any

from checklists.roster.instance import Instance


def assert_valid(instance: Instance, solution: dict[str, Any]) -> None:
    """Assert every hard rule, and that the report says what the assignments are, without any of the planner's own code."""
    shifts = {(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)}
    people = {person.id: number for number, person in enumerate(instance.people)}
    keys = [(item["date"], item["half"], item["channel"], item["person"]) for item in solution["assignments"]]
    assert len(keys) == len(set(keys))
    on: Counter[tuple[int, int]] = Counter()
    works: dict[int, dict[int, int]] = {number: {} for number in people.values()}
    for date, half, channel, person in keys:
        shift, who, where = shifts[date, half], people[person], instance.channels.index(channel)
        assert where in instance.people[who].channels
        assert shift in instance.available[who]
        on[shift, where] += 1
        works[who][shift] = works[who].get(shift, 0) + 1
    uncovered = {}
    for shift, wanted in enumerate(instance.need):
        for channel, need in enumerate(wanted):
            assert on[shift, channel] <= need
            if on[shift, channel] < need:
                date, half = instance.shifts[shift].date.isoformat(), instance.shifts[shift].half
                uncovered[date, half, instance.channels[channel]] = need - on[shift, channel]
    told = {(item["date"], item["half"], item["channel"]): item["missing"] for item in solution["uncovered"]}
    assert told == uncovered
    loads, repeats, splits = [], 0, 0
    for who, held in works.items():
        person = instance.people[who]
        assert person.combines or all(count == 1 for count in held.values())
        weeks = Counter(instance.shifts[shift].week for shift in held)
        assert person.cap is None or all(count <= person.cap for count in weeks.values())
        loads.append(Fraction(len(held), instance.capacity[who]) if instance.capacity[who] else Fraction(0))
        days = Counter(instance.shifts[shift].date for shift in held)
        splits += sum(count == 1 for count in days.values())
        whole = {day for day, count in days.items() if count == 2 and day.weekday() == 4}
        repeats += sum(day + timedelta(days=7) in whole for day in whole)
    assert solution["objective"] == {
        "uncovered": sum(uncovered.values()),
        "loads": [str(load) for load in sorted(loads, reverse=True)],
        "friday_repeats": repeats,
        "split_days": splits,
    }


def objective(solution: dict[str, Any]) -> tuple[int, list[Fraction], int, int]:
    told = solution["objective"]
    return told["uncovered"], [Fraction(load) for load in told["loads"]], told["friday_repeats"], told["split_days"]
