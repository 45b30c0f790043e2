"""The best objective there is, level by level, by HiGHS: a mixed-integer program that shares nothing with the planner.

Level 2 is asked only at the loads of the roster that is put to the test: at the first place where a better roster differs, fewer people
are at or above that load.
"""

from collections.abc import Mapping
from datetime import timedelta
from fractions import Fraction

import highspy
import numpy as np

from checklists.roster.instance import Instance

SECONDS = 6.0
INFINITE = highspy.kHighsInf


class UnknownError(Exception):
    """HiGHS did not come to an end in time."""


class Program:
    """Whole variables, rows and what to minimize."""

    def __init__(self) -> None:
        self.highs = highspy.Highs()
        self.highs.setOptionValue("output_flag", False)
        self.highs.setOptionValue("threads", 1)
        self.highs.setOptionValue("time_limit", SECONDS)
        self.count = 0

    def variable(self) -> int:
        self.highs.addVar(0, 1)
        self.highs.changeColIntegrality(self.count, highspy.HighsVarType.kInteger)
        self.count += 1
        return self.count - 1

    def row(self, least: float, most: float, terms: Mapping[int, float]) -> None:
        self.highs.addRow(
            least, most, len(terms), np.array(list(terms), dtype=np.int32), np.array(list(terms.values()), dtype=float)
        )

    def least(self, terms: Mapping[int, float]) -> int:
        """Return the minimum of the terms, and hold it from now on."""
        if not terms:
            return 0
        for column in range(self.count):
            self.highs.changeColCost(column, float(terms.get(column, 0)))
        self.highs.setOptionValue("time_limit", self.highs.getRunTime() + SECONDS)
        self.highs.run()
        if self.highs.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            raise UnknownError
        value = round(self.highs.getObjectiveValue())
        self.row(-INFINITE, value, terms)
        return value


def best(instance: Instance, loads: list[Fraction], levels: int = 4) -> tuple[object, ...]:
    """Return the best (uncovered, loads at the given ones, Friday repeats, split days), as many levels as wanted."""
    program = Program()
    works, covers = _rules(program, instance)
    people = range(len(instance.people))
    wanted = sum(map(sum, instance.need))
    found: list[object] = [wanted + program.least(dict.fromkeys(covers.values(), -1))]
    if levels > 1:
        found.append(_loads(program, instance, works, loads))
    if levels > 2:
        found.append(program.least(dict.fromkeys(_repeats(program, instance, works), 1)))
    if levels > 3:
        splits = {}
        for person in people:
            for am in range(0, len(instance.shifts), 2):
                halves = [works[person, shift] for shift in (am, am + 1) if (person, shift) in works]
                if halves:
                    split = program.variable()
                    splits[split] = 1
                    for one in halves:
                        others = [half for half in halves if half != one]
                        program.row(-INFINITE, 0, {one: 1, split: -1, **dict.fromkeys(others, -1)})
        found.append(program.least(splits))
    return tuple(found)


def _rules(program: Program, instance: Instance) -> tuple[dict[tuple[int, int], int], dict[tuple[int, int, int], int]]:
    works: dict[tuple[int, int], int] = {}
    covers: dict[tuple[int, int, int], int] = {}
    for person, who in enumerate(instance.people):
        for shift in sorted(instance.available[person]):
            channels = [channel for channel in sorted(who.channels) if instance.need[shift][channel]]
            if not channels:
                continue
            works[person, shift] = there = program.variable()
            for channel in channels:
                covers[person, shift, channel] = program.variable()
            on = [covers[person, shift, channel] for channel in channels]
            for one in on:
                program.row(-INFINITE, 0, {one: 1, there: -1})
            program.row(0, INFINITE if who.combines else 0, {**dict.fromkeys(on, 1), there: -1})
        for week in range(instance.weeks):
            row = {column: 1.0 for (one, shift), column in works.items() if one == person and instance.shifts[shift].week == week}
            if who.cap is not None and row:
                program.row(-INFINITE, who.cap, row)
    for shift, need in enumerate(instance.need):
        for channel, count in enumerate(need):
            row = {column: 1.0 for key, column in covers.items() if key[1:] == (shift, channel)}
            if row:
                program.row(-INFINITE, count, row)
    return works, covers


def _loads(program: Program, instance: Instance, works: dict[tuple[int, int], int], loads: list[Fraction]) -> list[Fraction]:
    found: list[Fraction] = []
    # Per person, whether she is at the load before, which was higher, or above it.
    higher: dict[int, int] = {}
    for value in sorted({load for load in loads if load}, reverse=True):
        now = {}
        for person, capacity in enumerate(instance.capacity):
            total = {column: 1.0 for (one, _), column in works.items() if one == person}
            if not total:
                continue
            most = int(value * capacity)
            below = most - (value * capacity == most)
            program.row(-INFINITE, most, {**total, **({higher[person]: -(capacity - most)} if person in higher else {})})
            if below < capacity:
                now[person] = program.variable()
                program.row(-INFINITE, below, {**total, now[person]: -(capacity - below)})
                if person in higher:
                    program.row(0, INFINITE, {now[person]: 1, higher[person]: -1})
        higher = now
        count = program.least(dict.fromkeys(now.values(), 1))
        found += [value] * (count - len(found))
    return found + [Fraction(0)] * (len(loads) - len(found))


def _repeats(program: Program, instance: Instance, works: dict[tuple[int, int], int]) -> list[int]:
    am = {shift.date: number for number, shift in enumerate(instance.shifts) if shift.half == "am" and shift.date.weekday() == 4}
    found = []
    for day, number in am.items():
        later = am.get(day + timedelta(days=7))
        for person in range(len(instance.people)):
            four = [(person, shift) for shift in (number, number + 1, later or 0, (later or 0) + 1)]
            if later is not None and all(key in works for key in four):
                found.append(program.variable())
                program.row(-3, INFINITE, {found[-1]: 1, **{works[key]: -1 for key in four}})
    return found
