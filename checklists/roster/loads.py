"""Levels 1 and 2 of the objective: as few gaps as possible, then loads as even as possible from the highest down.

A load is the shifts worked over the shifts that the person could take. Loads are compared as integers over one denominator.

Where nobody combines channels, what people can work in all are the bases of a polymatroid: a roster that no single exchange
improves is the best one (Megiddo 1974, Federgruen and Groenevelt 1986). So it does no harm to start from a quick greedy and mend
it. People who combine break that; what the chains here do not find, combining.py looks for.
"""

from collections.abc import Iterator
from heapq import heapify, heappop, heappush
from math import lcm

from checklists.roster.instance import Instance
from checklists.roster.state import Place, Roster


class Loads:
    """The loads of a roster's people, as integers over a common denominator."""

    def __init__(self, instance: Instance) -> None:
        self.whole = lcm(*(capacity for capacity in instance.capacity if capacity), 1)
        self.unit = [self.whole // capacity if capacity else 0 for capacity in instance.capacity]

    def of(self, roster: Roster) -> list[int]:
        """Return the load of each person."""
        return [len(shifts) * unit for shifts, unit in zip(roster.works, self.unit, strict=True)]

    def ranked(self, roster: Roster) -> list[int]:
        """Return the loads, highest first: what level 2 compares."""
        return sorted(self.of(roster), reverse=True)

    def heaviest(self, roster: Roster, without: set[int]) -> int | None:
        """Return the person with the highest load who is not in `without`, or None where nobody else works."""
        works = roster.works
        others = [person for person, shifts in enumerate(works) if shifts and person not in without]
        return min(others, key=lambda person: (-len(works[person]) * self.unit[person], person), default=None)

    def room_below(self, roster: Roster, person: int, load: int) -> list[bool]:
        """Say for each person whether the ranked loads get better if she works one shift more, and `person`, whose load is
        `load`, one less."""
        now = self.of(roster)
        less = load - self.unit[person]
        return [
            bool(unit) and other != person and (held + unit < load or (held + unit == load and less < held))
            for other, (held, unit) in enumerate(zip(now, self.unit, strict=True))
        ]


def anybody(roster: Roster) -> list[bool]:
    """Say for each person whether she could work one shift more at all."""
    return [len(shifts) < capacity for shifts, capacity in zip(roster.works, roster.instance.capacity, strict=True)]


def cover_all(roster: Roster, loads: Loads) -> Iterator[float]:
    """Cover as many places as chains can; yield the share done.

    First the person whose load would be lowest chooses a shift, again and again; then chains cover what is left.
    """
    whole = sum(map(sum, roster.instance.need)) or 1
    turns = [(unit, person) for person, unit in enumerate(loads.unit) if unit]
    heapify(turns)
    left = whole
    while turns:
        load, person = heappop(turns)
        taken = _choose(roster, person)
        if taken:
            left -= len(taken)
            for shift, channel in taken:
                roster.change((True, person, shift, channel))
            heappush(turns, (load + loads.unit[person], person))
            yield 0.5 * (1 - left / whole)
    lost: set[Place] = set()
    for hole in roster.holes():
        while hole not in lost and len(roster.on[hole[0]][hole[1]]) < roster.instance.need[hole[0]][hole[1]]:
            lost |= roster.chain([hole], anybody(roster)) or set()
            yield 0.5


def _choose(roster: Roster, person: int) -> list[Place]:
    """Return the places that the person best takes in one more shift: many at once, whole days, where few others can."""
    instance, works = roster.instance, roster.works[person]
    channels = sorted(instance.people[person].channels)
    best: tuple[tuple[int, int, int, int], list[Place]] | None = None
    holes: dict[int, list[int]] = {}
    for shift in sorted(instance.available[person]):
        on, need = roster.on[shift], instance.need[shift]
        holes[shift] = [channel for channel in channels if len(on[channel]) < need[channel]]
    for shift, empty in holes.items():
        if shift in works or not empty or roster.in_week[person][roster.week[shift]] >= roster.caps[person]:
            continue
        rare = [(len(roster.able[shift][channel]), channel) for channel in empty]
        rare.sort()
        if not roster.combines[person]:
            del rare[1:]
        other = shift ^ 1
        key = (-len(rare), -(other in works), -bool(holes.get(other)), rare[0][0])
        if best is None or key < best[0]:
            best = key, [(shift, channel) for _, channel in rare]
    return best[1] if best else []


def even_out(roster: Roster, loads: Loads) -> Iterator[float]:
    """Lower the highest load that can be lowered, again and again, until none can; yield the share done.

    One step takes a shift from a person and covers what she leaves by chains that end with people whose load stays below hers.
    Who could not be relieved is not tried again: what her chains reach stays closed, whatever happens at lower loads.
    """
    settled: set[int] = set()
    while (person := loads.heaviest(roster, settled)) is not None:
        if not relieve(roster, loads, person):
            settled.add(person)
        yield len(settled) / len(roster.works)


def relieve(roster: Roster, loads: Loads, person: int) -> bool:
    """Take one shift from the person if the ranked loads get better by it."""
    load = loads.unit[person] * len(roster.works[person])
    room = loads.room_below(roster, person, load)
    works = roster.works[person]
    single = [(shift, channel) for shift, channels in works.items() if len(channels) == 1 for channel in channels]
    closed = roster.chain(single, room, person)
    if closed is None:
        return True
    before = loads.ranked(roster)
    for shift in [shift for shift, channels in works.items() if len(channels) > 1]:
        mark = len(roster.log)
        places = roster.leave(person, shift)
        for place in places if closed.isdisjoint(places) else []:
            # What could not be helped now will not be when she leaves another shift instead.
            closed |= roster.chain([place], loads.room_below(roster, person, load)) or set()
            if place in closed:
                break
        if closed.isdisjoint(places) and loads.ranked(roster) < before:
            return True
        roster.undo(mark)
    return False
