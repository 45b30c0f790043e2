"""Levels 1 and 2 of the objective: as few gaps as possible, then loads as even as possible from the highest down.

A load is the shifts worked over the shifts that the person could take. Loads are compared as integers over one denominator.
"""

from collections.abc import Callable
from math import lcm

from checklists.roster.instance import Instance
from checklists.roster.state import Place, Roster


class Loads:
    """The loads of a roster's people, as integers over a common denominator."""

    def __init__(self, instance: Instance) -> None:
        whole = lcm(*(capacity for capacity in instance.capacity if capacity), 1)
        self.unit = [whole // capacity if capacity else 0 for capacity in instance.capacity]

    def of(self, roster: Roster) -> list[int]:
        """Return the load of each person."""
        return [len(shifts) * unit for shifts, unit in zip(roster.works, self.unit, strict=True)]

    def levels(self, instance: Instance) -> list[int]:
        """Return every load that somebody could have, lowest first."""
        pairs = zip(self.unit, instance.capacity, strict=True)
        return sorted({count * unit for unit, capacity in pairs for count in range(1, capacity + 1)})

    def ranked(self, roster: Roster) -> list[int]:
        """Return the loads, highest first: what level 2 compares."""
        return sorted(self.of(roster), reverse=True)


def cover_all(roster: Roster, loads: Loads) -> None:
    """Cover as many places as possible, each by the person whose load would then be lowest."""
    holes = roster.missing()
    for level in loads.levels(roster.instance):
        may_take = _up_to(roster, loads, level)
        holes = [hole for hole in holes if not roster.cover([hole], may_take)]
        if not holes:
            return


def cover_more(roster: Roster, loads: Loads) -> None:
    """Move people who combine channels to where that covers more, until nothing does.

    Chains cannot take somebody out of a shift with several channels; here she leaves, takes every hole of another shift, and
    chains mend what she left.
    """
    combiners = [person for person, combines in enumerate(roster.combines) if combines]
    anybody = _up_to(roster, loads, max(loads.levels(roster.instance), default=0))
    while combiners and roster.missing():
        if not any(_move(roster, person, shift, anybody) for person in combiners for shift in sorted(roster.works[person])):
            return


def _move(roster: Roster, person: int, shift: int, anybody: Callable[[int], bool]) -> bool:
    """Move the person from the shift to one that lacks people, if fewer are missing in all."""
    missing = len(roster.missing())
    mark = len(roster.log)
    left = roster.leave(person, shift)
    for hole in roster.missing():
        if hole[0] != shift:
            roster.cover([hole], anybody)
    for place in left:
        roster.cover([place], anybody)
    for hole in roster.missing():
        roster.cover([hole], anybody)
    if len(roster.missing()) < missing:
        return True
    roster.undo(mark)
    return False


def _up_to(roster: Roster, loads: Loads, level: int) -> Callable[[int], bool]:
    def may_take(person: int) -> bool:
        count = len(roster.works[person]) + 1
        return count <= roster.instance.capacity[person] and count * loads.unit[person] <= level

    return may_take


def even_out(roster: Roster, loads: Loads) -> None:
    """Lower the highest load that can be lowered, again and again, until none can.

    One step takes a shift from a person and covers what she leaves by chains that end with people whose load stays below hers.
    """
    while any(_relieve(roster, loads, person) for person in _heaviest_first(roster, loads)):
        pass


def _heaviest_first(roster: Roster, loads: Loads) -> list[int]:
    now = loads.of(roster)
    return sorted((person for person in range(len(now)) if now[person]), key=lambda person: (-now[person], person))


def _relieve(roster: Roster, loads: Loads, person: int) -> bool:
    """Take one shift from the person if the ranked loads get better by it."""
    load = loads.of(roster)[person]
    unit = loads.unit

    def may_take(other: int) -> bool:
        now = len(roster.works[other]) * unit[other]
        after = now + unit[other]
        return bool(unit[other]) and other != person and (after < load or (after == load and load - unit[person] < now))

    single = [(shift, next(iter(channels))) for shift, channels in roster.works[person].items() if len(channels) == 1]
    before = loads.ranked(roster)
    mark = len(roster.log)
    if single and _move_one(roster, person, single, may_take):
        if loads.ranked(roster) < before:
            return True
        roster.undo(mark)
    for shift in [shift for shift, channels in roster.works[person].items() if len(channels) > 1]:
        mark = len(roster.log)
        holes = roster.leave(person, shift)
        if all(roster.cover([hole], may_take) for hole in holes) and loads.ranked(roster) < before:
            return True
        roster.undo(mark)
    return False


def _move_one(roster: Roster, person: int, places: list[Place], may_take: Callable[[int], bool]) -> bool:
    """Take the person off one of `places` and cover it by somebody else."""
    mark = len(roster.log)
    if not roster.cover(places, may_take):
        return False
    # The chain put one more on the place where it began; that is where the person leaves.
    added = [change for change in roster.log[mark:] if change[0]]
    for shift, channel in places:
        if len(roster.on[shift][channel]) > roster.instance.need[shift][channel] and any(
            change[2:] == (shift, channel) for change in added
        ):
            roster.change((False, person, shift, channel))
            return True
    roster.undo(mark)
    return False
