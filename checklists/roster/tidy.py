"""Levels 3 and 4: nobody has whole Fridays two weeks running, and people work whole days, without touching levels 1 and 2.

A shift that splits somebody's day, or repeats her whole Friday, is exchanged away: she takes another shift instead, whoever
held that takes a third, and so on until somebody takes the first one. Along such a ring everybody works as much as before.
Rings are sought breadth first, and only as long as what is gained so far stays a gain (the gain criterion of Lin and
Kernighan 1973).
"""

from collections import deque
from collections.abc import Iterator
from datetime import timedelta

from checklists.roster.instance import Instance
from checklists.roster.state import Roster

FRIDAY = 4
# A whole Friday twice running weighs more than all split days there could be.
REPEAT = 100_000
# Passes over all untidy shifts; each pass lowers the levels or is the last one. Links looked at for one ring.
ROUNDS, LINKS, FRIDAY_LINKS = 12, 60, 1000

# Somebody in a shift, with all of her channels there.
Post = tuple[int, int]


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
        self.splits = [int(shift.date not in self.instance.half_days) for shift in self.instance.shifts[::2]]
        self.later = _fridays(roster.instance)
        self.beside: dict[int, list[int]] = {}
        for one, two in self.later.items():
            self.beside.setdefault(one, []).append(two)
            self.beside.setdefault(two, []).append(one)
        self.open = [
            sorted(free) if person.channels else []
            for free, person in zip(self.instance.available, self.instance.people, strict=True)
        ]

    def total(self) -> tuple[int, int]:
        """Return (Friday repeats, split days) of the whole roster."""
        repeats = sum(halves[day] == 3 == halves[later] for halves in self.halves for day, later in self.later.items())
        splits = sum(half in (1, 2) and split for halves in self.halves for half, split in zip(halves, self.splits, strict=True))
        return repeats, splits

    def stuck(self) -> int:
        """Return the Friday repeats of those who work whenever they can."""
        return sum(
            halves[day] == 3 == halves[later]
            for halves, works, free in zip(self.halves, self.roster.works, self.open, strict=True)
            if len(works) == len(free)
            for day, later in self.later.items()
        )

    def tidy(self) -> Iterator[float]:
        """Exchange shifts while that lowers the levels; yield the share done after each search."""
        for number in range(ROUNDS):
            better = False
            for person, shift in list(self.untidy()):
                if shift in self.roster.works[person] and self._is_untidy(person, shift):
                    better |= self._mend(person, shift)
                    yield number / ROUNDS
            if not better:
                return

    def untidy(self) -> Iterator[Post]:
        """Yield the shifts of split days and of repeated Fridays, but for those who work whenever they can."""
        for person, shifts in enumerate(self.roster.works):
            if len(shifts) == len(self.open[person]):
                continue
            for shift in sorted(shifts):
                if self._is_untidy(person, shift):
                    yield person, shift

    def _is_untidy(self, person: int, shift: int) -> bool:
        halves, day = self.halves[person], shift >> 1
        return (halves[day] != 3 and bool(self.splits[day])) or any(halves[other] == 3 for other in self.beside.get(day, ()))

    def _mend(self, person: int, shift: int) -> bool:
        """Carry out a ring that begins with the person leaving the shift, or hand a shift over, if that lowers the levels."""
        return self._hand_over(person, shift) or self._ring(person, shift)

    def mend_all(self, person: int) -> None:
        """Mend the person's untidy shifts, one after the other."""
        for shift in sorted(self.roster.works[person]):
            if shift in self.roster.works[person] and self._is_untidy(person, shift):
                self._mend(person, shift)

    def swap(self, person: int, left: int, other: int, taken: int) -> bool:
        """Let two people exchange a shift, whatever that costs, if the rules allow it."""
        works = self.roster.works
        allowed = (
            self._may(person, taken, works[other][taken])
            and self._may(other, left, works[person][left])
            and self.has_week(person, taken, left)
            and self.has_week(other, left, taken)
        )
        if allowed:
            self._carry_out((person, left), (other, taken), {(other, taken): ((person, left), 0)}, None)
        return allowed

    def toggled(self, person: int, shift: int) -> int:
        """Return how the levels change when she leaves the shift, or takes it."""
        halves, day = self.halves[person], shift >> 1
        before = halves[day]
        after = before ^ (1 << (shift & 1))
        change = self.splits[day] * ((after in (1, 2)) - (before in (1, 2)))
        if day in self.beside and 3 in (before, after):
            change += REPEAT * ((after == 3) - (before == 3)) * sum(halves[other] == 3 for other in self.beside[day])
        return change

    def exchanged(self, person: int, left: int, taken: int) -> int:
        """Return how the levels change when she leaves one shift for another."""
        change = self.toggled(person, left)
        self._turn(person, left)
        change += self.toggled(person, taken)
        self._turn(person, left)
        return change

    def _turn(self, person: int, shift: int) -> None:
        self.halves[person][shift >> 1] ^= 1 << (shift & 1)

    def _may(self, person: int, shift: int, channels: set[int]) -> bool:
        """Say whether she could take these channels in a shift that she does not work, her week aside."""
        who = self.instance.people[person]
        return (
            shift in self.instance.available[person]
            and shift not in self.roster.works[person]
            and channels <= who.channels
            and (len(channels) == 1 or who.combines)
        )

    def has_week(self, person: int, taken: int, left: int, count: int = 1) -> bool:
        """Say whether her week has room for a shift when she leaves another, or for so many when she leaves as many."""
        week = self.roster.week
        held = self.roster.in_week[person][week[taken]] - count * (week[left] == week[taken])
        return held + count <= self.roster.caps[person]

    def _ring(self, person: int, shift: int) -> bool:
        """Seek a ring that begins with the person leaving the shift, and carry it out."""
        roster, works = self.roster, self.roster.works
        given = works[person][shift]
        absorbed = self._absorbers(person, shift, given)
        came: dict[Post, tuple[Post, int]] = {}
        queue: deque[tuple[Post, int]] = deque([((person, shift), 0)])
        links = 0
        most = FRIDAY_LINKS if self.toggled(person, shift) < -2 else LINKS
        while queue and links < most:
            (who, left), gained = queue.popleft()
            links += 1
            single = self.halves[who][left >> 1] != 3 or not self.splits[left >> 1]
            closes = who != person and self._may(who, shift, given) and self.has_week(who, shift, left)
            if closes and gained + self.exchanged(who, left, shift) < 0:
                self._carry_out((person, shift), (who, left), came, None)
                return True
            passed = self._passed(who, left, came)
            for taken in self.open[who]:
                if taken in works[who] or not (single or self.halves[who][taken >> 1] or gained < -2):
                    continue
                change = gained + self.exchanged(who, left, taken)
                if change >= 0 or not self.has_week(who, taken, left):
                    continue
                end = self._loose(who, taken, len(given) == 1, absorbed, passed)
                if end is not None and taken != shift:
                    if end[1]:
                        for channel, other in absorbed or ():
                            roster.change((False, person, shift, channel))
                            roster.change((True, other, shift, channel))
                    self._carry_out((person, shift), (who, left), came, (taken, end[0]))
                    return True
                for channel in sorted(self.instance.people[who].channels):
                    for other in sorted(roster.on[taken][channel]):
                        post = (other, taken)
                        if other not in passed and post not in came and self._may(who, taken, works[other][taken]):
                            came[post] = ((who, left), change)
                            queue.append((post, change))
        return False

    def _passed(self, who: int, left: int, came: dict[Post, tuple[Post, int]]) -> set[int]:
        """Return everybody on the way to this link."""
        post, passed = (who, left), {who}
        while post in came:
            post = came[post][0]
            passed.add(post[0])
        return passed

    def _absorbers(self, person: int, shift: int, given: set[int]) -> list[tuple[int, int]] | None:
        """Return who, already in the shift and free to combine, takes each of the channels, or None if nobody can take one."""
        roster, found = self.roster, []
        for channel in sorted(given):
            others = (
                other
                for other in roster.able[shift][channel]
                if other != person
                and roster.combines[other]
                and shift in roster.works[other]
                and other not in roster.on[shift][channel]
            )
            other = next(others, None)
            if other is None:
                return None
            found.append((channel, other))
        return found

    def _loose(
        self, who: int, taken: int, one: bool, absorbed: list[tuple[int, int]] | None, passed: set[int]
    ) -> tuple[int, bool] | None:
        """Return a channel that she can have in a shift and nobody then has to leave it: (channel, whether somebody who combines
        gives it up); or an empty place, if the ring's first one can be left empty in its stead."""
        roster = self.roster
        free = absorbed is not None and not any(other in passed for _, other in absorbed)
        for channel in sorted(self.instance.people[who].channels):
            on, need = roster.on[taken][channel], self.instance.need[taken][channel]
            if one and len(on) < need:
                return channel, False
            if free and any(len(roster.works[other][taken]) > 1 and other not in passed for other in on):
                return channel, True
        return None

    def _carry_out(self, first: Post, last: Post, came: dict[Post, tuple[Post, int]], loose: tuple[int, int] | None) -> None:
        """Let everybody on the way from first to last take the next one's place; the last takes the loose one, or the first's."""
        roster = self.roster
        way = [last]
        while way[-1] in came and way[-1] != first:
            way.append(came[way[-1]][0])
        way.reverse()
        held = [roster.leave(person, shift) if shift in roster.works[person] else [] for person, shift in way]
        taken = [*held[1:], held[0]]
        if loose is not None:
            shift, channel = loose
            taken[-1] = [loose]
            on = roster.on[shift][channel]
            if len(on) >= self.instance.need[shift][channel]:
                passed = {person for person, _ in way}
                other = min(on, key=lambda other: (other in passed, -len(roster.works[other][shift]), other))
                roster.change((False, other, shift, channel))
        for (person, left), places in zip(way, taken, strict=True):
            for place in places:
                roster.change((True, person, *place))
            self._turn(person, left)
            self._turn(person, places[0][0])

    def _hand_over(self, person: int, shift: int) -> bool:
        """Give the shift to somebody, or get the other half of its day, if the two then change places in load."""
        roster, wanted = self.roster, shift ^ 1
        for other in range(len(roster.works)):
            if other == person:
                continue
            if self._give(person, other, shift):
                return True
            if wanted in roster.works[other] and wanted not in roster.works[person] and self._give(other, person, wanted):
                return True
        return False

    def _give(self, giver: int, taker: int, shift: int) -> bool:
        roster = self.roster
        if (
            self.instance.capacity[giver] != self.instance.capacity[taker]
            or len(roster.works[giver]) != len(roster.works[taker]) + 1
            or not self._may(taker, shift, roster.works[giver][shift])
            or roster.in_week[taker][roster.week[shift]] >= roster.caps[taker]
            or self.toggled(giver, shift) + self.toggled(taker, shift) >= 0
        ):
            return False
        for place in roster.leave(giver, shift):
            roster.change((True, taker, *place))
        self._turn(giver, shift)
        self._turn(taker, shift)
        return True


def _fridays(instance: Instance) -> dict[int, int]:
    """Return the Friday that follows a Friday by 7 days where both are working days, as days."""
    day_of = {instance.shifts[2 * day].date: day for day in range(len(instance.shifts) // 2)}
    return {
        day: day_of[date + timedelta(days=7)]
        for date, day in day_of.items()
        if date.weekday() == FRIDAY and date + timedelta(days=7) in day_of
    }
