"""Levels 1 and 2 where somebody combines channels: moves that no chain makes.

A chain moves people one channel at a time. Somebody with several channels in a shift is moved here: she leaves one shift and
takes all that she can of another, where she is worth more to the places that chains reach in vain (see cuts.py); whoever she
sends home there has become less loaded, and chains mend what she left.
"""

from collections.abc import Iterable, Iterator
from itertools import islice

from checklists.roster.loads import Loads, anybody, relieve
from checklists.roster.state import Place, Roster

# Moves tried in all: WORK over the number of places, for one gap or for everybody's loads.
WORK = 60_000
# With more moves to choose from than this none is tried.
MOST_MOVES = 1_000_000


def cover_more(roster: Roster) -> Iterator[bool]:
    """Fill gaps by moves while one does; yield after every trial whether it did."""
    better = any(roster.combines)
    trials = _trials(roster)
    while better and roster.gaps:
        better = False
        closed = roster.reached(roster.holes(), anybody(roster))
        for move in islice(_moves(roster, closed), trials):
            better = _fill(roster, move)
            yield better
            if better:
                break


def _fill(roster: Roster, move: tuple[int, int, int]) -> bool:
    missing, mark = roster.gaps, len(roster.log)
    swap_shift(roster, *move, sorted(roster.instance.people[move[0]].channels), set())
    for hole in roster.holes():
        roster.chain([hole], anybody(roster))
    if roster.gaps < missing:
        return True
    roster.undo(mark)
    return False


def even_more(roster: Roster, loads: Loads, proved: int) -> Iterator[float]:
    """Lower the highest load that moves can lower, again and again; yield the share done after every trial.

    The `proved` highest loads cannot be lowered.
    """
    trials = _trials(roster)
    everybody = sorted(range(len(roster.works)), key=lambda person: -loads.unit[person] * len(roster.works[person]))
    settled = set(everybody[:proved])
    while trials > 0 and (person := loads.heaviest(roster, settled)) is not None:
        better = relieve(roster, loads, person)
        for helped in islice(_lighten(roster, loads, person), max(4, trials // 4)) if not better else ():
            better = helped
            trials -= 1
            yield len(settled) / len(roster.works)
        if not better:
            settled.add(person)
        yield len(settled) / len(roster.works)


def _trials(roster: Roster) -> int:
    if sum(roster.combines) * len(roster.instance.shifts) ** 2 > MOST_MOVES:
        return 0
    return WORK // max(1, sum(map(len, roster.instance.need)))


def _lighten(roster: Roster, loads: Loads, person: int) -> Iterator[bool]:
    """Try moves that relieve the person until one does; yield after every trial whether it did."""
    load = loads.unit[person] * len(roster.works[person])
    room = loads.room_below(roster, person, load)
    starts = [(shift, channel) for shift, channels in roster.works[person].items() for channel in sorted(channels)]
    closed = roster.reached([*starts, *roster.holes()], room)
    before, missing = loads.ranked(roster), roster.gaps
    for move in _moves(roster, closed):
        mark = len(roster.log)
        swap_shift(roster, *move, sorted(roster.instance.people[move[0]].channels), {person})
        for hole in roster.holes():
            if hole[0] == move[1] and roster.chain([hole], loads.room_below(roster, person, load)) is not None:
                break
        better = roster.gaps <= missing and (
            loads.ranked(roster) < before or (relieve(roster, loads, person) and loads.ranked(roster) < before)
        )
        if not better:
            roster.undo(mark)
        yield better
        if better:
            return


def _moves(roster: Roster, closed: set[Place]) -> Iterator[tuple[int, int, int]]:
    """Yield (person, shift to leave, shift to take) that are worth more to the closed places, the most worth first."""
    instance = roster.instance
    found = []
    for person, combines in enumerate(roster.combines):
        if not combines:
            continue
        channels, works = sorted(instance.people[person].channels), roster.works[person]
        now = {shift: sum((shift, channel) in closed for channel in held) for shift, held in works.items()}
        then = {
            shift: sum((shift, channel) in closed for channel in channels)
            for shift in sorted(instance.available[person] - works.keys())
        }
        for left, little in now.items():
            for taken, much in then.items():
                same = roster.week[left] == roster.week[taken]
                if much >= little and much and (same or roster.in_week[person][roster.week[taken]] < roster.caps[person]):
                    found.append((little - much, not same, len(works[left]), person, left, taken))
    found.sort()
    for *_, person, left, taken in found:
        yield person, left, taken


def swap_shift(roster: Roster, person: int, left: int, taken: int, channels: Iterable[int], first: set[int]) -> None:
    """Let a person leave one shift and take the channels of another, where they are needed at all.

    In a full place she takes over from somebody in `first`, else from whoever has only that in the shift.
    """
    roster.leave(person, left)
    for channel in channels:
        need, on = roster.instance.need[taken][channel], roster.on[taken][channel]
        if need and len(on) >= need:
            other = min(
                on, key=lambda other: (other not in first, len(roster.works[other][taken]), -len(roster.works[other]), other)
            )
            roster.change((False, other, taken, channel))
        if need:
            roster.change((True, person, taken, channel))
