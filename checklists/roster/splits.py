"""Bounds of level 4: split days that no roster with these loads and this coverage can do without.

A person's shifts make at most so many whole days: half of them, and only days (and weeks) when she can work both halves.
Whoever is never free for both halves of a day splits every day; and if that is mostly mornings, others must split as many
afternoons. People may change places in the ranked loads, so the cheapest way to share the loads among them counts.
"""

from collections.abc import Sequence
from fractions import Fraction

from checklists.roster.instance import Instance
from checklists.roster.matching import heaviest
from checklists.roster.report import ranked
from checklists.roster.state import Roster

# More split days than there can be.
MANY = 10**6


def least_split_days(roster: Roster) -> int:
    """Return a number of split days that no roster with these loads and this coverage can go below."""
    instance, loads = roster.instance, ranked(roster)
    people = range(len(instance.people))
    alone = [
        [_alone(shifts, whole, spare) for shifts in range(most + 1)]
        for (whole, spare), most in zip(_whole_days(instance), instance.capacity, strict=True)
    ]
    most = least_in_all(loads, instance.capacity, alone)
    if any(roster.combines) or roster.gaps:
        return most
    # Everybody has one channel at a time and nothing is missing: each shift is worked by as many as it needs.
    days = [day for day in range(len(instance.shifts) // 2) if _counts(instance, day)]
    more = [sum(instance.need[2 * day]) - sum(instance.need[2 * day + 1]) for day in days]
    bounds = [most, sum(map(abs, more))]
    if len(days) == len(instance.shifts) // 2:
        for half, sign in ((0, 1), (1, -1)):
            only = [person for person in people if all(shift % 2 == half for shift in instance.available[person])]
            costs = [[shifts * (person in only) for shifts in range(count + 1)] for person, count in enumerate(instance.capacity)]
            bounds.append(2 * least_in_all(loads, instance.capacity, costs) - sign * sum(more))
    return max(bounds)


def least_in_all(loads: Sequence[Fraction], capacity: Sequence[int], costs: Sequence[Sequence[int]]) -> int:
    """Return the least sum of `costs[person][shifts]` when everybody has one of the loads, each given to one person."""
    weights = [
        [
            MANY - costs[person][int(load * most)] if (load * most).denominator == 1 and (most or not load) else 0
            for person, most in enumerate(capacity)
        ]
        for load in loads
    ]
    return len(loads) * MANY - heaviest(weights)


def _counts(instance: Instance, day: int) -> bool:
    return instance.shifts[2 * day].date not in instance.half_days


def _alone(shifts: int, whole: int, spare: int) -> int:
    """Return the fewest split days with so many shifts, when at most `whole` days are whole and `spare` cannot be split."""
    return min(left - 2 * min(whole, left // 2) for left in range(max(0, shifts - spare), shifts + 1))


def _whole_days(instance: Instance) -> list[tuple[int, int]]:
    """Return per person the most whole days that she can work, and her shifts on half days, which are never split."""
    found = []
    for person, who in enumerate(instance.people):
        weeks = [0] * instance.weeks
        spare = 0
        wanted = {shift for shift in instance.available[person] if any(instance.need[shift][channel] for channel in who.channels)}
        for shift in wanted:
            if not _counts(instance, shift >> 1):
                spare += 1
            elif shift % 2 == 0 and shift + 1 in wanted:
                weeks[instance.shifts[shift].week] += 1
        cap = len(instance.shifts) if who.cap is None else who.cap
        found.append((sum(min(days, cap // 2) for days in weeks), spare))
    return found
