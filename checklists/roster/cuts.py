"""Bounds that prove levels 1 and 2: prices with which whoever works k shifts is worth too little for all that must be
done.

A cut says how much has to be brought together (`need`) and how much each person brings at most with k shifts
(`worth[person][k]`); a roster whose people cannot bring it is refuted. There are two kinds:

- Over places: count the covered places of a set. It is the cut of Ford and Fulkerson (1956), with people who combine channels
  worth more than one in a shift; where nobody combines, such a cut always decides.
- Over crews: price people's shifts, and add up the cheapest crew of every shift. It is Lagrange's relaxation of what binds
  the shifts together, weekly caps and loads (Geoffrion 1974), and it sees what combining people cannot share.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from checklists.roster.crews import Candidate, cheapest
from checklists.roster.instance import Instance
from checklists.roster.matching import heaviest
from checklists.roster.state import Place

# Price of a shift per person and week.
Prices = list[list[int]]


@dataclass(frozen=True, slots=True)
class Cut:
    """What has to be brought, with every gap counting `gap` towards it, and the most that each person brings with k shifts."""

    need: int
    gap: int
    worth: list[list[int]]
    capacity: tuple[int, ...]

    def missing(self) -> int:
        """Return a number of gaps that no roster can go below."""
        short = self.need - sum(worth[-1] for worth in self.worth)
        return max(0, -(-short // self.gap))

    def refutes(self, higher: list[Fraction], below: Fraction, missing: int) -> bool:
        """Say that with `missing` gaps no roster has these `higher` loads, one person each, and everybody else below `below`."""
        low = [worth[_under(below, most)] for worth, most in zip(self.worth, self.capacity, strict=True)]
        short = self.need - self.gap * missing - sum(low)
        if short <= 0:
            return False
        extra = [
            [
                worth[int(load * most)] - base if most and (load * most).denominator == 1 else 0
                for worth, base, most in zip(self.worth, low, self.capacity, strict=True)
            ]
            for load in higher
        ]
        return sum(max(row, default=0) for row in extra) < short or heaviest(extra) < short


def _under(load: Fraction, capacity: int) -> int:
    """Return the most shifts that keep a person of this capacity strictly below the load."""
    return min(capacity, max(0, -(-load.numerator * capacity // load.denominator) - 1))


def over_places(instance: Instance, places: Iterable[Place]) -> Cut:
    """Return the cut that counts what is covered of the places."""
    inside: dict[int, set[int]] = {}
    for shift, channel in places:
        if instance.need[shift][channel]:
            inside.setdefault(shift, set()).add(channel)
    need = sum(instance.need[shift][channel] for shift, channels in inside.items() for channel in channels)

    def values(person: int) -> list[list[int]]:
        who = instance.people[person]
        weeks: list[list[int]] = [[] for _ in range(instance.weeks)]
        for shift in sorted(instance.available[person] & inside.keys()):
            count = len(inside[shift] & who.channels)
            weeks[instance.shifts[shift].week].append(count if who.combines else min(1, count))
        return weeks

    return Cut(need, 1, [_most(instance, person, values(person)) for person in range(len(instance.people))], instance.capacity)


def over_crews(instance: Instance, prices: Prices, gap: int) -> tuple[Cut, list[list[int]], int]:
    """Return the cut that adds up the cheapest crews, a missing person priced `gap`; and of these crews the shifts per person and
    week, and how many they leave missing."""
    used = [[0] * instance.weeks for _ in instance.people]
    need = missing = 0
    for number, shift in enumerate(instance.shifts):
        candidates: list[Candidate] = [
            (person, tuple(sorted(who.channels)), who.combines, prices[person][shift.week])
            for person, who in enumerate(instance.people)
            if number in instance.available[person] and who.channels
        ]
        lowest, crew = cheapest(instance.need[number], candidates, gap)
        need += lowest
        missing += sum(instance.need[number])
        for person, channels in crew:
            used[person][shift.week] += 1
            missing -= len(channels)

    def values(person: int) -> list[list[int]]:
        free = [0] * instance.weeks
        for shift in instance.available[person]:
            free[instance.shifts[shift].week] += 1
        return [[price] * count for price, count in zip(prices[person], free, strict=True)]

    worth = [_most(instance, person, values(person)) for person in range(len(instance.people))]
    return Cut(need, gap, worth, instance.capacity), used, missing


def _most(instance: Instance, person: int, weeks: list[list[int]]) -> list[int]:
    """Return the most that she brings with 0, 1, 2 ... shifts, when each week offers these values and her weekly cap holds."""
    cap = instance.people[person].cap
    best = [value for week in weeks for value in sorted(week, reverse=True)[: len(week) if cap is None else cap]]
    worth = [0]
    for value in sorted(best, reverse=True):
        worth.append(worth[-1] + value)
    return worth + [worth[-1]] * (instance.capacity[person] + 1 - len(worth))
