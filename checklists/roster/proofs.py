"""How far levels 1 and 2 of a roster are proved, by cuts (see cuts.py) found where chains end in vain.

The ranked loads are gone through from the highest: for each that somebody has, a cut shall show that no roster has the same
loads above it and fewer people at it. The first one that no cut shows is how far the proof reaches.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Iterator
from fractions import Fraction

from checklists.roster.crews import are_few
from checklists.roster.cuts import Cut, Prices, over_crews, over_places
from checklists.roster.instance import Instance
from checklists.roster.loads import anybody
from checklists.roster.report import ranked
from checklists.roster.state import Place, Roster

# Relaxations solved in all: WORK over people times shifts.
WORK = 16_000
SCALE = 1024
# Cuts that are asked for a lower bound when none decides.
KEPT = 12
# More than any weight.
MANY = 100


class Proof:
    """What is known of levels 1 and 2: `missing`, the fewest gaps there can be, and `loads`, ranked loads that none goes below:
    all of them where proved, else up to the first one that is not, and for that one the best bound known."""

    def __init__(self, roster: Roster) -> None:
        self.roster = roster
        self.instance: Instance = roster.instance
        self.missing = 0
        self.loads: list[Fraction] = []
        work = len(self.instance.people) * len(self.instance.shifts)
        self.few = are_few(self.instance)
        self.left = WORK // max(1, work) if self.few else 0
        self.closed: set[Place] = set()

    def steps(self, *, patient: bool) -> Iterator[float]:
        """Seek the proofs; yield the share done. Who is `patient` lets the prices of cuts adapt, step by step."""
        gaps = self.roster.gaps
        if not any(self.roster.combines):
            self.missing, self.loads = gaps, ranked(self.roster)
            return
        yield from self._gaps(gaps)
        if self.missing == gaps:
            yield from self._evenness(gaps, patient)

    def settle(self) -> None:
        """Take the roster as it is for proved: every other one has been gone through."""
        self.missing, self.loads = self.roster.gaps, ranked(self.roster)

    def is_whole(self) -> bool:
        """Say whether both levels are proved."""
        return (self.missing, self.loads) == (self.roster.gaps, ranked(self.roster))

    def proved(self) -> int:
        """Return how many of the ranked loads are proved."""
        pairs = zip(self.loads, ranked(self.roster), strict=False)
        return next((place for place, (bound, load) in enumerate(pairs) if bound != load), len(self.loads))

    def _gaps(self, gaps: int) -> Iterator[float]:
        roster = self.roster
        self.closed = roster.reached(roster.holes(), anybody(roster))
        self.missing = over_places(self.instance, self.closed).missing()
        prices: Prices = [[SCALE * (who.cap is not None)] * self.instance.weeks for who in self.instance.people]
        limits = [
            [len(self.instance.shifts) if who.cap is None else who.cap] * self.instance.weeks for who in self.instance.people
        ]
        round_ = 0
        while self.missing < gaps and self.left > 0:
            round_ += 1
            self.left -= 1
            cut, used, _ = over_crews(self.instance, prices, 2 * SCALE)
            self.missing = max(self.missing, cut.missing())
            for person, weeks in enumerate(used):
                for week, count in enumerate(weeks):
                    step = SCALE * (count - limits[person][week]) // (2 + round_)
                    prices[person][week] = max(0, prices[person][week] + step)
            yield 0.2

    def _evenness(self, gaps: int, patient: bool) -> Iterator[float]:
        now = ranked(self.roster)
        for value in sorted({load for load in now if load}, reverse=True):
            higher = [load for load in now if load >= value][:-1]
            above = sum(load > value for load in now)
            shown = False
            tried: deque[Cut] = deque(maxlen=KEPT)
            for cut in self._cuts(value, patient):
                shown = cut.refutes(higher, value, gaps)
                tried.append(cut)
                yield 0.3
                if shown:
                    break
            if not shown:
                self.loads = now[:above]
                for cut in tried:
                    self._raise(cut, now[:above], value, gaps)
                    yield 0.9
                return
        self.loads = now

    def _raise(self, cut: Cut, higher: list[Fraction], value: Fraction, gaps: int) -> None:
        """Let the first load that is not proved be bounded by the highest one that the cut shows, after these higher ones."""
        levels = sorted({Fraction(count, most) for most in self.instance.capacity for count in range(1, most + 1)})
        del levels[bisect_left(levels, value) :]
        place = bisect_left(levels, True, key=lambda load: not cut.refutes(higher, load, gaps))
        if place and levels[place - 1] > max(self.loads[len(higher) :], default=Fraction(0)):
            self.loads = [*higher, levels[place - 1]]

    def _cuts(self, value: Fraction, patient: bool) -> Iterator[Cut]:
        """Yield cuts that may show that fewer cannot have this load: places first, then crews, then prices that adapt."""
        roster, capacity = self.roster, self.instance.capacity
        loads = [Fraction(len(works), most) if most else Fraction(0) for works, most in zip(roster.works, capacity, strict=True)]
        room = [bool(most) and Fraction(len(works) + 1, most) < value for works, most in zip(roster.works, capacity, strict=True)]
        at = [person for person, load in enumerate(loads) if load == value]
        up = [person for person, load in enumerate(loads) if load >= value]
        regions = []
        for group in (up, at, *([person] for person in at[:3] if len(at) > 1)):
            starts = [
                (shift, channel) for person in group for shift, held in roster.works[person].items() for channel in sorted(held)
            ]
            regions.append(roster.reached(starts, room) | self.closed)
            yield over_places(self.instance, regions[-1])
        weights: list[list[int]] = []
        for region in regions[:2] if self.few else ():
            weights.append(self._weights(region))
            for gap in (1, 2) if self.missing else (len(loads) * MANY,):
                cut, *_ = over_crews(self.instance, [[weight] * self.instance.weeks for weight in weights[-1]], gap)
                yield cut
        if patient and weights:
            yield from self._adapting(value, loads, weights[0])

    def _weights(self, region: set[Place]) -> list[int]:
        """Return what each person could cover of the region in one shift at most."""
        channels: dict[int, set[int]] = {}
        for shift, channel in region:
            if self.instance.need[shift][channel]:
                channels.setdefault(shift, set()).add(channel)
        return [
            max(
                (
                    len(channels[shift] & who.channels) if who.combines else min(1, len(channels[shift] & who.channels))
                    for shift in available & channels.keys()
                ),
                default=0,
            )
            for who, available in zip(self.instance.people, self.instance.available, strict=True)
        ]

    def _adapting(self, value: Fraction, loads: list[Fraction], weights: list[int]) -> Iterator[Cut]:
        """Yield cuts over crews, each with prices higher for those whom the last crews used too much: ascent along a subgradient,
        with the step of Polyak (1969)."""
        instance = self.instance
        limits = [
            len(works) if load >= value else max(0, -(-value.numerator * most // value.denominator) - 1)
            for works, load, most in zip(self.roster.works, loads, instance.capacity, strict=True)
        ]
        gaps = self.roster.gaps
        prices = [SCALE * weight for weight in weights]
        gap = SCALE if gaps else SCALE * SCALE
        while self.left > 0:
            self.left -= 1
            cut, used, missing = over_crews(instance, [[price] * instance.weeks for price in prices], gap)
            yield cut
            over = [sum(weeks) - limit for weeks, limit in zip(used, limits, strict=True)]
            lost = missing - gaps if gaps else 0
            length = lost * lost + sum(count * count for count in over)
            short = (
                sum(prices) // len(prices) - gap * lost - sum(price * count for price, count in zip(prices, over, strict=True))
            )
            if short <= 0 or not length:
                return
            prices = [max(0, price + short * count // length) for price, count in zip(prices, over, strict=True)]
            gap = max(1, gap + short * lost // length)
