"""Levels 3 and 4 where rings do not help: shifts of people who combine channels, which nobody takes over alone.

She leaves an untidy shift and takes all that she can of one that makes her days tidier; those whom she sends home there mend, by
chains, what she left. Everybody then works as much as before.
"""

from collections.abc import Iterator

from checklists.roster.combining import swap_shift
from checklists.roster.loads import Loads
from checklists.roster.state import Roster
from checklists.roster.tidy import Tidier

# Moves tried in all: WORK over the square of the number of places, or LEAST; twice that while a Friday is repeated.
WORK, LEAST, MOST = 1_000_000, 120, 3_000

# Who moves, from which shifts to which, and the channels that she takes there.
Move = tuple[int, tuple[tuple[int, int], ...], tuple[int, ...]]


def shuffle(roster: Roster, loads: Loads) -> Iterator[float]:
    """Tidy by rings and by such moves in turn, while that lowers the levels; yield the share done."""
    limit = trials = min(MOST, max(LEAST, WORK // max(1, sum(map(sum, roster.instance.need))) ** 2))
    better = True
    while better:
        for _ in Tidier(roster).tidy():
            yield 1 - max(0, trials) / max(1, limit)
        better = False
        tidier = Tidier(roster)
        total = tidier.total()
        for move in _moves(tidier):
            trials -= 1
            if trials < (-limit if total[0] > tidier.stuck() else 0):
                return
            better = _carry_out(roster, loads, total, move)
            yield 1 - max(0, trials) / max(1, limit)
            if better:
                break


def _moves(tidier: Tidier) -> Iterator[Move]:
    """Yield what could help an untidy day, the most first: its person moves, or somebody who combines comes in her stead."""
    found = []
    for person, shift in tidier.untidy():
        worth = tidier.toggled(person, shift)
        many = -len(tidier.roster.works[person][shift])
        found += [(gain, 0, many, far, move) for gain, far, move in _goes(tidier, person, shift)]
        found += [(worth, 1 + gain, many, False, move) for gain, move in _comes(tidier, person, shift)]
    for *_, move in sorted(found):
        yield move


def _goes(tidier: Tidier, person: int, left: int) -> Iterator[tuple[int, bool, Move]]:
    """Yield the moves of the untidy person herself to where her days get tidier: by how much, and whether to another week."""
    roster, who = tidier.roster, tidier.instance.people[person]
    for taken in tidier.open[person]:
        if taken not in roster.works[person] and tidier.has_week(person, taken, left):
            gain = tidier.exchanged(person, left, taken)
            wanted = _wanted(tidier, person, taken)
            for pick in ([wanted] if who.combines else [(channel,) for channel in wanted]) if gain < 0 else ():
                yield gain, roster.week[left] != roster.week[taken], (person, ((left, taken),), pick)


def _comes(tidier: Tidier, person: int, taken: int) -> Iterator[tuple[int, Move]]:
    """Yield the moves of somebody who combines into the untidy shift, for a half or a whole day."""
    roster, both = tidier.roster, (taken & ~1, taken | 1)
    for other, works in enumerate(roster.works):
        if other == person or not roster.combines[other] or taken in works or taken not in tidier.instance.available[other]:
            continue
        pick = _wanted(tidier, other, taken)
        whole = taken ^ 1 not in works and taken ^ 1 in tidier.instance.available[other]
        for left in sorted(works):
            if tidier.has_week(other, taken, left):
                yield max(0, tidier.exchanged(other, left, taken)), (other, ((left, taken),), pick)
                if whole and left % 2 == 0 and left + 1 in works and tidier.has_week(other, taken, left, 2):
                    yield 0, (other, ((left, both[0]), (left + 1, both[1])), pick)


def _wanted(tidier: Tidier, person: int, shift: int) -> tuple[int, ...]:
    return tuple(channel for channel in sorted(tidier.instance.people[person].channels) if tidier.instance.need[shift][channel])


def _carry_out(roster: Roster, loads: Loads, total: tuple[int, int], move: Move) -> bool:
    """Make the move if levels 1 and 2 stay as they are and the lower ones get better."""
    before = [len(works) for works in roster.works]
    ranked, missing = loads.ranked(roster), roster.gaps
    mark = len(roster.log)
    person, pairs, channels = move
    for left, taken in pairs:
        swap_shift(roster, person, left, taken, channels, set())
    left_behind = {left for left, _ in pairs}
    for hole in roster.holes():
        if hole[0] in left_behind:
            roster.chain([hole], [len(works) < count for works, count in zip(roster.works, before, strict=True)])
    if (roster.gaps, loads.ranked(roster)) <= (missing, ranked) and Tidier(roster).total() < total:
        return True
    roster.undo(mark)
    return False
