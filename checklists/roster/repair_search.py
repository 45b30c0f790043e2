"""The search for repairs: every single change, those that close one line of gaps, and the fewest changes that close all.

A change closes as many gaps as the flow of the network then grows by, and the grown flow is a legal roster of the changed
instance. Where nobody combines channels that number is exact.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from checklists.roster import repair_changes, table
from checklists.roster.gap_lines import Line
from checklists.roster.network import SINK, SOURCE, Network
from checklists.roster.repair_changes import KINDS, MOST_MORE, Change

# Limits count trials, never time: of one change, of one change for a single line, of several changes together.
MOST_TRIALS, MOST_OF_LINE, MOST_TOGETHER = 400, 60, 250
# In a network of a year and a hundred people there are fewer: trials times arcs.
MOST_WORK = 5_000_000
MOST_LINES, MOST_CHANGES, BEST = 6, 6, 24


@dataclass(frozen=True, slots=True)
class Repair:
    """Changes that each close `fills` gaps alone, or all together where `together`; `line` is the only line meant, or None."""

    changes: tuple[Change, ...]
    fills: int
    complete: bool
    line: int | None
    together: bool = False


class Search:
    """Tries changes in the network; every trial is taken back."""

    def __init__(self, network: Network, gaps: dict[tuple[int, int], int], told: list[Line]) -> None:
        self.network = network
        self.flow = network.flow
        self.gaps = gaps
        self.told = told
        self.missing = sum(gaps.values())
        self.trials = 0
        worked = [0] * len(network.instance.people)
        for person, _, _ in network.assignments():
            worked[person] += 1
        self.load = [table.load(network.instance, person, count) for person, count in enumerate(worked)]

    def run(self) -> list[Repair]:
        """Return the repairs, those that close every gap first."""
        if not self.missing:
            return []
        singles = self._singles()
        complete = [one for one in singles if one.complete]
        if complete:
            return self._grouped(complete)
        found = self._of_lines([change for one in singles for change in one.changes])
        together = self._together([change for one in singles for change in one.changes])
        return found + ([together] if together else [])

    def _singles(self) -> list[Repair]:
        """Return every change that closes a gap."""
        forward, backward = self.flow.forward(SOURCE), self.flow.backward(SINK)
        found = []
        self._allow(MOST_TRIALS)
        for change in self._candidates([], forward, backward):
            if self.trials <= 0:
                break
            best, fills = self._raised(change, [])
            if fills:
                found.append(Repair((best,), fills, fills == self.missing, None))
        return sorted(found, key=lambda one: -one.fills)

    def _candidates(self, before: Sequence[Change], forward: set[int], backward: set[int]) -> list[Change]:
        return [
            change
            for change in repair_changes.thinkable(self.network)
            if change not in before and repair_changes.may_help(self.network, change, before, forward, backward)
        ]

    def _raised(self, change: Change, before: Sequence[Change], least: int = 1) -> tuple[Change, int]:
        """Return the change and what it closes; a cap is raised by as little as closes the most, if that is at least `least`."""
        if change.kind != "cap":
            return change, self._tried([change], before)
        fills = self._tried([replace(change, more=MOST_MORE)], before)
        low, high = 1, MOST_MORE if fills >= least else 1
        while low < high:
            middle = (low + high) // 2
            enough = self._tried([replace(change, more=middle)], before) == fills
            low, high = (low, middle) if enough else (middle + 1, high)
        return replace(change, more=low), fills

    def _allow(self, trials: int) -> None:
        self.trials = min(trials, 1 + MOST_WORK // max(1, len(self.flow.head)))

    def _tried(self, changes: Sequence[Change], before: Sequence[Change]) -> int:
        """Return how many gaps the changes close on top of what is applied."""
        self.trials -= 1
        mark = self.flow.mark()
        self._apply(changes, before)
        fills = self.flow.grow(SOURCE, SINK)
        self.flow.restore(mark)
        return fills

    def _apply(self, changes: Sequence[Change], before: Sequence[Change]) -> None:
        applied = list(before)
        for change in changes:
            repair_changes.apply(self.network, change, applied)
            applied.append(change)

    def _of_lines(self, changes: Sequence[Change]) -> list[Repair]:
        """Return for each line the changes that close the most of it."""
        found: list[Repair] = []
        for number, line in enumerate(self.told[:MOST_LINES]):
            mark = self.flow.mark()
            self._close_all_but(line)
            forward, backward = self.flow.forward(SOURCE), self.flow.backward(SINK)
            useful = [one for one in changes if repair_changes.may_help(self.network, one, [], forward, backward)]
            tried = []
            self._allow(MOST_OF_LINE)
            for change in useful:
                if self.trials <= 0:
                    break
                best, fills = self._raised(change, [])
                if fills:
                    tried.append(Repair((best,), fills, False, number))
            self.flow.restore(mark)
            most = max((one.fills for one in tried), default=0)
            found += self._grouped([one for one in tried if one.fills == most])
        return found

    def _close_all_but(self, line: Line) -> None:
        for place in self.gaps:
            if place not in line.places:
                for arc in self.network.ends(*place):
                    self.flow.room[arc] = 0

    def _together(self, singles: Sequence[Change]) -> Repair | None:
        """Return the fewest changes that close every gap, if some are found: first two, then one after another."""
        self._allow(MOST_TOGETHER)
        found = self._pair(singles)
        if not found:
            self._allow(MOST_TOGETHER)
            found = self._one_by_one(singles)
        return Repair(tuple(found), self.missing, True, None, together=True) if found else None

    def _one_by_one(self, singles: Sequence[Change]) -> list[Change] | None:
        """Return changes that close every gap, each the one that then closes the most."""
        mark = self.flow.mark()
        applied: list[Change] = []
        left = self.missing
        while left and len(applied) < MOST_CHANGES and self.trials > 0:
            done = {(one.kind, one.person, one.channel, one.shift) for one in applied}
            more = [one for one in singles[:BEST] if (one.kind, one.person, one.channel, one.shift) not in done]
            tried = [self._raised(one, applied) for one in more]
            change, fills = max(tried, key=lambda one: one[1], default=(None, 0))
            if change is None or not fills:
                break
            self._apply([change], applied)
            left -= self.flow.grow(SOURCE, SINK)
            applied.append(change)
        self.flow.restore(mark)
        return None if left else applied

    def _pair(self, singles: Sequence[Change]) -> list[Change] | None:
        """Return two changes that close every gap: one that helps alone with any other, then any two."""
        firsts = [*singles[:BEST], *[one for one in repair_changes.thinkable(self.network) if one not in singles]]
        for first in firsts:
            if self.trials <= 0:
                return None
            mark = self.flow.mark()
            self._apply([first], [])
            left = self.missing - self.flow.grow(SOURCE, SINK)
            self.trials -= 1
            second = self._second(first, left)
            self.flow.restore(mark)
            if second:
                return [first, second]
        return None

    def _second(self, first: Change, left: int) -> Change | None:
        forward, backward = self.flow.forward(SOURCE), self.flow.backward(SINK)
        for change in self._candidates([first], forward, backward):
            if self.trials <= 0:
                return None
            best, fills = self._raised(change, [first], left)
            if fills == left:
                return best
        return None

    def _grouped(self, found: Iterable[Repair]) -> list[Repair]:
        """Put changes that differ in the person only together, those with the lightest loads first."""
        groups: dict[tuple[int, int, int, int, int], list[Change]] = {}
        first: dict[tuple[int, int, int, int, int], Repair] = {}
        for one in found:
            change = one.changes[0]
            key = (-one.fills, KINDS.index(change.kind), change.channel, change.shift, change.more)
            groups.setdefault(key, []).append(change)
            first.setdefault(key, one)
        return [
            Repair(
                tuple(sorted(groups[key], key=lambda change: (self.load[change.person], change.person))),
                first[key].fills,
                first[key].complete,
                first[key].line,
            )
            for key in sorted(groups)
        ]


def least_people(network: Network, channels: Sequence[int], gaps: dict[tuple[int, int], int]) -> int:
    """Return the least number of people on these channels with whom nothing is missing, by halving."""
    by_shift: dict[int, int] = {}
    for (shift, _), missing in gaps.items():
        by_shift[shift] = by_shift.get(shift, 0) + missing
    low, high = 1, max(by_shift.values())
    while low < high:
        middle = (low + high) // 2
        mark = network.flow.mark()
        for shift in range(network.old.start, len(network.instance.shifts)):
            extra = network.flow.node()
            network.flow.arc(SOURCE, extra, middle)
            for channel in channels:
                if network.instance.need[shift][channel]:
                    network.flow.arc(extra, network.place(shift, channel), middle)
        enough = network.flow.grow(SOURCE, SINK) == sum(gaps.values())
        network.flow.restore(mark)
        low, high = (low, middle) if enough else (middle + 1, high)
    return low
