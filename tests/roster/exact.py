"""The best objective there is, by going through every state of a small instance shift by shift.

Only what the objective and the rules ask for is kept of the past: shifts per person (in all, and this week), what is missing,
who worked this morning, who worked all of the last Friday, and the two lower levels so far.
"""

from datetime import timedelta
from fractions import Fraction
from itertools import product

from checklists.roster.instance import Instance

Objective = tuple[int, list[Fraction], int, int]


def best(instance: Instance) -> Objective:
    """Return (uncovered, loads from the highest, Friday repeats, split days) of the best roster."""
    people = range(len(instance.people))
    none: frozenset[int] = frozenset()
    # (total, this week, missing, morning, last whole Friday) -> the fewest (repeats, splits)
    states = {((0,) * len(people), (0,) * len(people), 0, none, none): (0, 0)}
    for number, shift in enumerate(instance.shifts):
        crews = _crews(instance, number)
        first_of_week = number == 0 or instance.shifts[number - 1].week != shift.week
        following: dict = {}
        for (total, week, missing, morning, friday), (repeats, splits) in states.items():
            so_far = (0,) * len(people) if first_of_week else week
            for crew, uncovered in crews.items():
                worked = tuple(count + (person in crew) for person, count in enumerate(so_far))
                if any(cap is not None and worked[person] > cap for person in people for cap in [instance.people[person].cap]):
                    continue
                more_repeats, more_splits, whole = 0, 0, friday
                if shift.half == "pm":
                    more_splits = len(crew ^ morning)
                    if shift.date.weekday() == 4:
                        whole = crew & morning
                        week_before = any(other.date == shift.date - timedelta(days=7) for other in instance.shifts)
                        more_repeats = len(whole & friday) if week_before else 0
                key = (
                    tuple(count + (person in crew) for person, count in enumerate(total)),
                    worked,
                    missing + uncovered,
                    crew if shift.half == "am" else none,
                    whole,
                )
                value = (repeats + more_repeats, splits + more_splits)
                if value < following.get(key, (10**9, 0)):
                    following[key] = value
        least = min(key[2] for key in following)
        # What is missing can never be made up for, but a cap saved may save more later: keep a margin of what is left.
        left = sum(map(sum, instance.need[number + 1 :]))
        states = {key: value for key, value in following.items() if key[2] <= least + left}
    return min(
        (missing, _loads(instance, total), repeats, splits) for (total, _, missing, _, _), (repeats, splits) in states.items()
    )


def _loads(instance: Instance, total: tuple[int, ...]) -> list[Fraction]:
    pairs = zip(total, instance.capacity, strict=True)
    return sorted((Fraction(count, capacity) if capacity else Fraction(0) for count, capacity in pairs), reverse=True)


def _crews(instance: Instance, shift: int) -> dict[frozenset[int], int]:
    """Return every set of people who could work the shift together, with the fewest that are then missing."""
    need = instance.need[shift]
    choices = []
    for person, who in enumerate(instance.people):
        able = sorted(who.channels) if shift in instance.available[person] else []
        single = [frozenset([channel]) for channel in able]
        several = [frozenset(pick) for pick in _subsets(able)] if who.combines else single
        choices.append([frozenset[int](), *several])
    crews: dict[frozenset[int], int] = {}
    for picks in product(*choices):
        there = [sum(channel in pick for pick in picks) for channel in range(len(need))]
        if all(count <= wanted for count, wanted in zip(there, need, strict=True)):
            crew = frozenset(person for person, pick in enumerate(picks) if pick)
            missing = sum(need) - sum(there)
            crews[crew] = min(missing, crews.get(crew, missing))
    return crews


def _subsets(items: list[int]) -> list[tuple[int, ...]]:
    return [
        tuple(item for item, take in zip(items, taken, strict=True) if take)
        for taken in product([0, 1], repeat=len(items))
        if any(taken)
    ]
