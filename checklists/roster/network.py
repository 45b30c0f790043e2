"""The flow network of an instance: source -> person -> week (cap) -> shift -> place (need) -> sink.

Somebody who may combine channels is no flow: a shift that she works yields several places. So the shifts that such a person
works are given as `paid`: each is counted in her week already, and takes as many channels as there are. In other shifts
she takes one channel like everybody. What flows is then always a legal roster, and where nobody combines every legal roster
flows. `relaxed` lets the shifts of such a person take several channels anywhere: no roster covers more or changes less.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from checklists.errors import InputError
from checklists.roster.flow import Flow
from checklists.roster.instance import Instance

SOURCE, SINK = 0, 1
MANY = 10**9
MOST_ARCS = 150_000
# (person, shift, channel)
Assignment = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Old:
    """What is there already. `kept` costs nothing to keep, everything else costs 1; more people on a place than `there[shift,
    channel]` cost 1 each; `worked` are the shifts of each person before `start`, where nothing is touched."""

    kept: frozenset[Assignment]
    there: dict[tuple[int, int], int]
    worked: tuple[frozenset[int], ...]
    start: int = 0


class Network:
    """The network, with the assignments of `old.kept` as its first flow where they fit."""

    def __init__(self, instance: Instance, old: Old, paid: list[set[int]], *, relaxed: bool = False) -> None:
        self.instance = instance
        self.old = old
        self.paid = [set() for _ in instance.people] if relaxed else paid
        self.relaxed = relaxed
        self._weeks = 2 + len(instance.people)
        self._attends = self._weeks + len(instance.people) * instance.weeks
        self._places = self._attends + len(instance.people) * len(instance.shifts)
        self.flow = Flow(self._places + len(instance.shifts) * len(instance.channels))
        self.takes: dict[Assignment, int] = {}
        self.comes: dict[tuple[int, int], int] = {}
        self.caps: dict[tuple[int, int], int] = {}
        self.totals: list[int] = []
        self._check_size()
        self._add_places()
        for person in range(len(instance.people)):
            self._add_person(person)
        self._push_kept()

    def person(self, person: int) -> int:
        """Return the node of a person."""
        return 2 + person

    def week(self, person: int, week: int) -> int:
        """Return the node of a person's week."""
        return self._weeks + person * self.instance.weeks + week

    def attends(self, person: int, shift: int) -> int:
        """Return the node of a person's shift."""
        return self._attends + person * len(self.instance.shifts) + shift

    def place(self, shift: int, channel: int) -> int:
        """Return the node of a place."""
        return self._places + shift * len(self.instance.channels) + channel

    def ends(self, shift: int, channel: int) -> list[int]:
        """Return the arcs from a place to the sink."""
        return [arc for arc in self.flow.arcs[self.place(shift, channel)] if self.flow.head[arc] == SINK]

    def assignments(self) -> list[Assignment]:
        """Return who is where by the flow."""
        return [assignment for assignment, arc in self.takes.items() if self.flow.room[arc ^ 1]]

    def gaps(self) -> dict[tuple[int, int], int]:
        """Return how many are missing on each place that lacks people."""
        found: dict[tuple[int, int], int] = {}
        for arc in self.flow.arcs[SINK]:
            if self.flow.room[arc ^ 1]:
                number = self.flow.head[arc] - self._places
                place = divmod(number, len(self.instance.channels))
                found[place] = found.get(place, 0) + self.flow.room[arc ^ 1]
        return found

    def wanted(self) -> Iterable[tuple[int, int, int]]:
        """Yield (shift, channel, need) of the places that need somebody and may change."""
        for shift in range(self.old.start, len(self.instance.shifts)):
            for channel, need in enumerate(self.instance.need[shift]):
                if need:
                    yield shift, channel, need

    def free(self, person: int, week: int) -> int:
        """Return how many shifts of the week are left for the person under her cap, paid and earlier shifts apart."""
        cap = self.instance.people[person].cap
        fixed = self.old.worked[person] | self.paid[person]
        used = sum(self.instance.shifts[shift].week == week for shift in fixed)
        return MANY if cap is None else max(0, cap - used)

    def _check_size(self) -> None:
        places = sum(1 for _ in self.wanted())
        if places * len(self.instance.people) > MOST_ARCS:
            raise InputError("", "too large to replan or repair", "Underlaget är för stort för det här. Dela upp perioden i två.")

    def _add_places(self) -> None:
        for shift, channel, need in self.wanted():
            first = min(need, self.old.there.get((shift, channel), 0))
            for room, cost in ((first, 0), (need - first, 1)):
                if room:
                    self.flow.arc(self.place(shift, channel), SINK, room, cost)

    def _add_person(self, person: int) -> None:
        instance, who = self.instance, self.instance.people[person]
        self.totals.append(self.flow.arc(SOURCE, self.person(person), MANY))
        yields = self._yields(person)
        for week in range(instance.weeks):
            free = self.free(person, week)
            if self.relaxed and who.combines and free < MANY:
                rooms = sorted((count for shift, count in yields.items() if instance.shifts[shift].week == week), reverse=True)
                free = sum(rooms[:free])
            self.caps[person, week] = self.flow.arc(self.person(person), self.week(person, week), free)
        for shift, places in yields.items():
            node, week = self.attends(person, shift), instance.shifts[shift].week
            if shift in self.paid[person]:
                self.comes[person, shift] = self.flow.arc(SOURCE, node, len(instance.channels))
            else:
                room = places if self.relaxed and who.combines else 1
                self.comes[person, shift] = self.flow.arc(self.week(person, week), node, room)
            for channel in sorted(who.channels):
                if instance.need[shift][channel]:
                    self.take(person, shift, channel)

    def take(self, person: int, shift: int, channel: int) -> None:
        """Let the person take the place, which costs 1 unless she has it already."""
        cost = int((person, shift, channel) not in self.old.kept)
        node = self.attends(person, shift)
        self.takes[person, shift, channel] = self.flow.arc(node, self.place(shift, channel), 1, cost)

    def _yields(self, person: int) -> dict[int, int]:
        """Return how many channels the person could take in each shift where she could take one."""
        channels = self.instance.people[person].channels
        counts = {
            shift: sum(self.instance.need[shift][channel] > 0 for channel in channels)
            for shift in sorted(self.instance.available[person])
            if shift >= self.old.start
        }
        return {shift: count for shift, count in counts.items() if count}

    def _push_kept(self) -> None:
        room = self.flow.room
        for person, shift, channel in sorted(self.old.kept):
            take = self.takes.get((person, shift, channel))
            if take is None:
                continue
            come = self.comes[person, shift]
            path = [come, take]
            if shift not in self.paid[person]:
                path = [self.totals[person], self.caps[person, self.instance.shifts[shift].week], come, take]
            ends = [arc for arc in self.ends(shift, channel) if room[arc]]
            if ends and all(room[arc] for arc in path):
                self.flow.push([*path, ends[0]])
