"""Levels 3 and 4: nobody has whole Fridays two weeks running, and people work whole days, without touching levels 1 and 2.

A local search over exchanges that keep every place covered and the ranked loads as they are: two people swap a shift each, or
one gives a shift to another who then has the load that the first one had. Deterministic: steps are counted, never timed.
"""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from checklists.roster.instance import Instance
from checklists.roster.state import Roster

FRIDAY = 4
# A whole Friday twice running weighs more than all split days there could be.
REPEAT = 100_000
NOTHING = -1


class Tidier:
    """Lowers the two lower levels of a roster."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.instance = roster.instance
        # Shifts come in pairs, am and pm of the same day, so day = shift // 2 and the other half is shift ^ 1.
        self.halves = [[0] * (len(roster.instance.shifts) // 2) for _ in roster.instance.people]
        for person, shifts in enumerate(roster.works):
            for shift in shifts:
                self.halves[person][shift >> 1] |= 1 << (shift & 1)
        self.next_friday, self.friday_before = _fridays(roster.instance)

    def total(self) -> tuple[int, int]:
        """Return (Friday repeats, split days) of the whole roster."""
        everyone = range(len(self.instance.people))
        repeats = sum(
            self.halves[person][day] == 3 == self.halves[person][later]
            for person in everyone
            for day, later in self.next_friday.items()
        )
        return repeats, sum(half in (1, 2) for person in everyone for half in self.halves[person])

    def tidy(self, rounds: int) -> None:
        """Exchange shifts while that lowers the levels, in at most `rounds` passes."""
        for _ in range(rounds):
            if not self._pass():
                return

    def _pass(self) -> bool:
        better = False
        for person, shift in list(self._untidy()):
            if shift in self.roster.works[person] and self._is_untidy(person, shift):
                better |= self._mend(person, shift)
        return better

    def _untidy(self) -> Iterator[tuple[int, int]]:
        """Yield the shifts of split days and of repeated Fridays."""
        for person, shifts in enumerate(self.roster.works):
            for shift in sorted(shifts):
                if self._is_untidy(person, shift):
                    yield person, shift

    def _is_untidy(self, person: int, shift: int) -> bool:
        halves, day = self.halves[person], shift >> 1
        if halves[day] != 3:
            return True
        later, before = self.next_friday.get(day), self.friday_before.get(day)
        return (later is not None and halves[later] == 3) or (before is not None and halves[before] == 3)

    def _mend(self, person: int, shift: int) -> bool:
        """Carry out the best exchange that takes the shift from the person, or that fills the day's other half for her."""
        best: tuple[int, tuple[int, int, int, int]] | None = None
        for exchange in self._exchanges(person, shift):
            gain = self._gain(exchange)
            if gain < 0 and (best is None or gain < best[0]):
                best = gain, exchange
        if best is None:
            return self._move_to_hole(person, shift)
        self._carry_out(best[1])
        return True

    def _move_to_hole(self, person: int, shift: int) -> bool:
        """Let the person leave one place empty and take an empty one instead, so that the shift's day gets tidier."""
        works = self.roster.works[person]
        for hole, channel in self.roster.missing():
            if hole in works:
                continue
            for left in [shift] if hole != shift ^ 1 else [other for other in works if other != shift]:
                if len(works[left]) == 1 and self._fits(person, hole, (channel,), left):
                    days = {left >> 1, hole >> 1}
                    before = self._cost(person, days)
                    self._turn(person, left, hole)
                    if self._cost(person, days) < before:
                        self.roster.leave(person, left)
                        self.roster.change((True, person, hole, channel))
                        return True
                    self._turn(person, left, hole)
        return False

    def _turn(self, person: int, *shifts: int) -> None:
        for shift in shifts:
            self.halves[person][shift >> 1] ^= 1 << (shift & 1)

    def _exchanges(self, person: int, shift: int) -> Iterator[tuple[int, int, int, int]]:
        """Yield (giver, taker, given shift, shift given back or NOTHING) that keep hard rules and loads."""
        works = self.roster.works
        # The person gives the shift away ...
        for other in self._takers(person, shift):
            if self._same_load_after(person, other):
                yield person, other, shift, NOTHING
            for back in works[other]:
                if self._can_swap(person, other, shift, back):
                    yield person, other, shift, back
        # ... or gets the other half of the day, and gives another shift for it.
        wanted = shift ^ 1
        if self.halves[person][shift >> 1] != 3 and wanted in self.instance.available[person]:
            for other in range(len(works)):
                if other == person or wanted not in works[other]:
                    continue
                if self._same_load_after(other, person) and self._fits(person, wanted, works[other][wanted], NOTHING):
                    yield other, person, wanted, NOTHING
                for back in works[person]:
                    if back != shift and self._can_swap(other, person, wanted, back):
                        yield other, person, wanted, back

    def _takers(self, person: int, shift: int) -> Iterator[int]:
        channels = self.roster.works[person][shift]
        for other in range(len(self.instance.people)):
            if other != person and shift not in self.roster.works[other] and self._may(other, shift, channels):
                yield other

    def _may(self, person: int, shift: int, channels: Iterable[int]) -> bool:
        """Say whether she could take these channels in a shift that she does not work."""
        who = self.instance.people[person]
        wanted = set(channels)
        return shift in self.instance.available[person] and wanted <= who.channels and (len(wanted) == 1 or who.combines)

    def _can_swap(self, giver: int, taker: int, given: int, back: int) -> bool:
        works = self.roster.works
        return (
            back not in works[giver]
            and given not in works[taker]
            and self._may(giver, back, works[taker][back])
            and self._fits(taker, given, works[giver][given], back)
            and self._fits(giver, back, works[taker][back], given)
        )

    def _fits(self, person: int, shift: int, channels: Iterable[int], left: int) -> bool:
        """Say whether she may take the shift, rules of the week included, when she leaves `left`."""
        if not self._may(person, shift, channels):
            return False
        week = self.roster.week[shift]
        held = self.roster.in_week[person][week] - (left != NOTHING and self.roster.week[left] == week)
        return held < self.roster.caps[person]

    def _same_load_after(self, giver: int, taker: int) -> bool:
        """Say whether the two change places in load when one shift goes from one to the other."""
        same = self.instance.capacity[giver] == self.instance.capacity[taker]
        return same and len(self.roster.works[giver]) == len(self.roster.works[taker]) + 1

    def _gain(self, exchange: tuple[int, int, int, int]) -> int:
        """Return how the levels would change: less than 0 is better."""
        giver, taker, given, back = exchange
        if back == NOTHING and not self._fits(taker, given, self.roster.works[giver][given], NOTHING):
            return 0
        days = {given >> 1} if back == NOTHING else {given >> 1, back >> 1}
        before = self._cost(giver, days) + self._cost(taker, days)
        self._flip(exchange)
        after = self._cost(giver, days) + self._cost(taker, days)
        self._flip(exchange)
        return after - before

    def _cost(self, person: int, days: set[int]) -> int:
        halves = self.halves[person]
        cost = 0
        pairs = set()
        for day in days:
            cost += halves[day] in (1, 2)
            if day in self.next_friday:
                pairs.add((day, self.next_friday[day]))
            if day in self.friday_before:
                pairs.add((self.friday_before[day], day))
        return cost + REPEAT * sum(halves[one] == 3 == halves[two] for one, two in pairs)

    def _flip(self, exchange: tuple[int, int, int, int]) -> None:
        giver, taker, given, back = exchange
        moved = (given,) if back == NOTHING else (given, back)
        self._turn(giver, *moved)
        self._turn(taker, *moved)

    def _carry_out(self, exchange: tuple[int, int, int, int]) -> None:
        giver, taker, given, back = exchange
        self._flip(exchange)
        moved = self.roster.leave(giver, given)
        returned = self.roster.leave(taker, back) if back != NOTHING else []
        for shift, channel in moved:
            self.roster.change((True, taker, shift, channel))
        for shift, channel in returned:
            self.roster.change((True, giver, shift, channel))


def least_split_days(roster: Roster) -> int:
    """Return a number of split days that no roster with these loads and this coverage can go below.

    Of the same day, one half with more people than the other leaves that many with a half; and whoever works an odd number of
    shifts has a split day.
    """
    odd = least_odd([len(shifts) for shifts in roster.works], roster.instance.capacity)
    uneven = 0
    for day in range(len(roster.instance.shifts) // 2):
        here = [sum(shift in shifts for shifts in roster.works) for shift in (2 * day, 2 * day + 1)]
        uneven += abs(here[0] - here[1])
    return max(odd, uneven if not any(roster.combines) and not roster.missing() else 0)


def least_odd(worked: list[int], capacities: tuple[int, ...]) -> int:
    """Return a number of people that work an odd number of shifts in every roster with these loads.

    Anybody may hold a load that makes whole shifts of her capacity, so it counts only if it is odd for all of them.
    """
    pairs = [(count, capacity) for count, capacity in zip(worked, capacities, strict=True) if capacity]
    everyone = {capacity for _, capacity in pairs}
    return sum(
        min(count * other // capacity % 2 for other in everyone if count * other % capacity == 0) for count, capacity in pairs
    )


def _fridays(instance: Instance) -> tuple[dict[int, int], dict[int, int]]:
    """Return the Friday that follows a Friday by 7 days where both are working days, and the other way round, as days."""
    day_of = {instance.shifts[2 * day].date: day for day in range(len(instance.shifts) // 2)}
    later = {
        day: day_of[date + timedelta(days=7)]
        for date, day in day_of.items()
        if date.weekday() == FRIDAY and date + timedelta(days=7) in day_of
    }
    return later, {two: one for one, two in later.items()}
