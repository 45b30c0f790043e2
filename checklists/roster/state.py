"""A roster being made: who is on which channel in which shift, and how to cover one more place by a chain of exchanges.

The places to cover and the people form a network, person -> week (cap) -> shift -> place, in which a chain is an augmenting
path (Ford and Fulkerson 1956). Somebody who may combine channels takes another channel of a shift for nothing, and leaves a
shift with all of its channels at once.
"""

from collections import deque
from collections.abc import Callable, Iterable

from checklists.roster.instance import Instance

# A place is a shift and a channel. A change puts a person on a place (True) or takes her off.
Place = tuple[int, int]
Change = tuple[bool, int, int, int]


class Roster:
    """Assignments of an instance. Every change is logged, so that `undo` can take it back."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.on: list[list[set[int]]] = [[set() for _ in instance.channels] for _ in instance.shifts]
        self.works: list[dict[int, set[int]]] = [{} for _ in instance.people]
        self.in_week = [[0] * instance.weeks for _ in instance.people]
        self.log: list[Change] = []
        self.week = [shift.week for shift in instance.shifts]
        self.caps = [len(instance.shifts) if person.cap is None else person.cap for person in instance.people]
        self.combines = [person.combines for person in instance.people]
        # Who could be on each place at all.
        self.able = [
            [
                [
                    number
                    for number, person in enumerate(instance.people)
                    if channel in person.channels and shift in instance.available[number]
                ]
                for channel in range(len(instance.channels))
            ]
            for shift in range(len(instance.shifts))
        ]

    def change(self, change: Change) -> None:
        """Carry out one change and log it."""
        added, person, shift, channel = change
        channels = self.works[person]
        if added:
            self.on[shift][channel].add(person)
            if shift in channels:
                channels[shift].add(channel)
            else:
                channels[shift] = {channel}
                self.in_week[person][self.week[shift]] += 1
        else:
            self.on[shift][channel].discard(person)
            channels[shift].discard(channel)
            if not channels[shift]:
                del channels[shift]
                self.in_week[person][self.week[shift]] -= 1
        self.log.append(change)

    def undo(self, mark: int) -> None:
        """Take back every change since the log was `mark` long."""
        while len(self.log) > mark:
            added, person, shift, channel = self.log.pop()
            self.change((not added, person, shift, channel))
            self.log.pop()

    def missing(self) -> list[Place]:
        """Return every place that lacks somebody, once for each who is missing."""
        return [
            (shift, channel)
            for shift, wanted in enumerate(self.instance.need)
            for channel, need in enumerate(wanted)
            for _ in range(need - len(self.on[shift][channel]))
        ]

    def leave(self, person: int, shift: int) -> list[Place]:
        """Take the person out of a shift; return the places that she leaves empty."""
        places = [(shift, channel) for channel in sorted(self.works[person][shift])]
        for _, channel in places:
            self.change((False, person, shift, channel))
        return places

    def cover(self, holes: Iterable[Place], may_take: Callable[[int], bool]) -> bool:
        """Cover one of `holes` (each lacks one) along the shortest chain, and say whether there was one.

        `may_take(person)` says whether she may end the chain by working one shift more; weekly caps hold anyway.
        """
        search = _Search(self, may_take)
        end = search.run(holes)
        if end is None:
            return False
        for change in search.changes(end):
            self.change(change)
        return True


class _Search:
    """A breadth-first search for a chain. Nodes: (0, shift, channel) lacks one, (1, person, week) needs room in the week,
    (2, person, 0) needs room over the whole period. `came` holds the node before and the changes on the way."""

    def __init__(self, roster: Roster, may_take: Callable[[int], bool]) -> None:
        self.roster = roster
        self.may_take = may_take
        self.came: dict[tuple[int, int, int], tuple[tuple[int, int, int] | None, tuple[Change, ...]]] = {}
        self.queue: deque[tuple[int, int, int]] = deque()
        self.last: tuple[Change, ...] = ()

    def run(self, holes: Iterable[Place]) -> tuple[int, int, int] | None:
        for shift, channel in holes:
            self._visit((0, shift, channel), None, ())
        while self.queue:
            node = self.queue.popleft()
            if (self._place, self._in_week, self._in_period)[node[0]](node):
                return node
        return None

    def changes(self, end: tuple[int, int, int]) -> list[Change]:
        """Return the changes of the chain that ends at `end`, those that make room first."""
        found = list(self.last)
        node: tuple[int, int, int] | None = end
        while node is not None:
            node, changes = self.came[node]
            found += changes
        return found

    def _visit(self, node: tuple[int, int, int], before: tuple[int, int, int] | None, changes: tuple[Change, ...]) -> None:
        if node not in self.came:
            self.came[node] = (before, changes)
            self.queue.append(node)

    def _place(self, node: tuple[int, int, int]) -> bool:
        roster, (_, shift, channel) = self.roster, node
        on = roster.on[shift][channel]
        for person in roster.able[shift][channel]:
            if person in on:
                continue
            held = roster.works[person].get(shift)
            take = (True, person, shift, channel)
            if held is None:
                self._visit((1, person, roster.week[shift]), node, (take,))
            elif roster.combines[person]:
                if not self._has_left(node, person, shift):
                    self.last = (take,)
                    return True
            else:
                other = next(iter(held))
                self._visit((0, shift, other), node, ((False, person, shift, other), take))
        return False

    def _has_left(self, node: tuple[int, int, int], person: int, shift: int) -> bool:
        """Say whether the chain up to `node` takes the person out of the shift."""
        before: tuple[int, int, int] | None = node
        while before is not None:
            before, changes = self.came[before]
            if any(not added and who == person and where == shift for added, who, where, _ in changes):
                return True
        return False

    def _in_week(self, node: tuple[int, int, int]) -> bool:
        _, person, week = node
        if self.roster.in_week[person][week] < self.roster.caps[person]:
            self._visit((2, person, 0), node, ())
        else:
            self._leave(node, person, week)
        return False

    def _in_period(self, node: tuple[int, int, int]) -> bool:
        if self.may_take(node[1]):
            return True
        self._leave(node, node[1], None)
        return False

    def _leave(self, node: tuple[int, int, int], person: int, week: int | None) -> None:
        """Let the person leave a shift in which she holds one channel only."""
        roster = self.roster
        for shift, channels in roster.works[person].items():
            if len(channels) == 1 and (week is None or roster.week[shift] == week):
                channel = next(iter(channels))
                self._visit((0, shift, channel), node, ((False, person, shift, channel),))
