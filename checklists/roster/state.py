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
EVERY_WEEK = -1


class Roster:
    """Assignments of an instance. Every change is logged, so that `undo` can take it back."""

    def __init__(self, instance: Instance) -> None:
        self.instance = instance
        self.on: list[list[set[int]]] = [[set() for _ in instance.channels] for _ in instance.shifts]
        self.works: list[dict[int, set[int]]] = [{} for _ in instance.people]
        self.in_week = [[0] * instance.weeks for _ in instance.people]
        self.log: list[Change] = []
        # How many people are missing in all.
        self.gaps = sum(map(sum, instance.need))
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
            self.gaps -= 1
            if shift in channels:
                channels[shift].add(channel)
            else:
                channels[shift] = {channel}
                self.in_week[person][self.week[shift]] += 1
        else:
            self.on[shift][channel].discard(person)
            self.gaps += 1
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

    def holes(self) -> list[Place]:
        """Return every place that lacks somebody, once."""
        return [
            (shift, channel)
            for shift, wanted in enumerate(self.instance.need)
            for channel, need in enumerate(wanted)
            if need > len(self.on[shift][channel])
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
        return self.chain(holes, [may_take(person) for person in range(len(self.works))]) is None

    def chain(self, holes: Iterable[Place], room: list[bool], leaver: int | None = None) -> set[Place] | None:
        """Cover one of `holes` along the shortest chain that ends with somebody who has `room`, and return None; or return
        every place that could have been emptied instead: a closed set, which nobody with room can help.

        With a `leaver`, `holes` are places that she holds alone in their shift, and she leaves the one that is covered.
        """
        search = _Search(self, room)
        end = search.run(holes, leaver)
        if end is None:
            return set(search.came)
        for change in search.changes(end):
            self.change(change)
        return None

    def reached(self, holes: Iterable[Place], room: list[bool]) -> set[Place]:
        """Return every place that chains from `holes` could empty, past whoever has room too."""
        search = _Search(self, room, whole=True)
        search.exhaust(holes)
        return set(search.came)


class _Search:
    """A breadth-first search for a chain. A node is a place that lacks one; `came` holds the place that was to be covered
    before it and the changes that do so by emptying this one. A person's whole week, and her whole period, open only once."""

    def __init__(self, roster: Roster, room: list[bool], *, whole: bool = False) -> None:
        self.roster = roster
        self.room = room
        self.whole = whole
        self.came: dict[Place, tuple[Place | None, tuple[Change, ...]]] = {}
        self.queue: deque[Place] = deque()
        self.opened: set[tuple[int, int]] = set()

    def run(self, holes: Iterable[Place], leaver: int | None) -> tuple[Place, Change] | None:
        """Return the last place of the chain and the change that covers it, or None."""
        for shift, channel in holes:
            self._visit((shift, channel), None, () if leaver is None else ((False, leaver, shift, channel),))
        while self.queue:
            place = self.queue.popleft()
            take = self._expand(place)
            if take is not None:
                return place, take
        return None

    def exhaust(self, holes: Iterable[Place]) -> None:
        """Visit all that can be visited."""
        for hole in holes:
            self._visit(hole, None, ())
        while self.queue:
            place = self.queue.popleft()
            self._expand(place)

    def changes(self, end: tuple[Place, Change]) -> list[Change]:
        """Return the changes of the chain, those that make room first."""
        place: Place | None = end[0]
        found = [end[1]]
        while place is not None:
            place, changes = self.came[place]
            found += changes
        return found

    def _visit(self, place: Place, before: Place | None, changes: tuple[Change, ...]) -> None:
        if place not in self.came:
            self.came[place] = (before, changes)
            self.queue.append(place)

    def _expand(self, place: Place) -> Change | None:
        """Return the change that covers the place and ends the chain, or queue the places that could be emptied for it."""
        roster, (shift, channel) = self.roster, place
        on = roster.on[shift][channel]
        week = roster.week[shift]
        for person in roster.able[shift][channel]:
            if person in on:
                continue
            held = roster.works[person].get(shift)
            take = (True, person, shift, channel)
            if held is None:
                has_week = roster.in_week[person][week] < roster.caps[person]
                if has_week and self.room[person]:
                    if not self.whole:
                        return take
                    continue
                opened = (person, EVERY_WEEK if has_week else week)
                if opened not in self.opened:
                    self.opened.add(opened)
                    self._empty(place, person, opened[1], take)
            elif roster.combines[person]:
                if not self.whole and not self._has_left(place, person, shift):
                    return take
            else:
                (other,) = held
                if (shift, other) not in self.came:
                    self._visit((shift, other), place, ((False, person, shift, other), take))
        return None

    def _empty(self, place: Place, person: int, week: int, take: Change) -> None:
        """Queue the places that she could leave for this one: those of the week where she holds one channel only."""
        roster = self.roster
        for shift, channels in roster.works[person].items():
            if len(channels) == 1 and (week == EVERY_WEEK or roster.week[shift] == week):
                (channel,) = channels
                if (shift, channel) not in self.came:
                    self._visit((shift, channel), place, ((False, person, shift, channel), take))

    def _has_left(self, place: Place, person: int, shift: int) -> bool:
        """Say whether the chain up to `place` takes the person out of the shift."""
        before: Place | None = place
        while before is not None:
            before, changes = self.came[before]
            if any(not added and who == person and where == shift for added, who, where, _ in changes):
                return True
        return False
