"""Where no single move helps: exchange shifts somewhere, mend around them, keep what is no worse.

Iterated local search (Lourenço, Martin and Stützle 2003), for the loads and for the lower levels. Where to exchange follows a
fixed sequence of numbers (the linear congruential generator of Park and Miller 1988), so that the same instance always goes
the same way.
"""

from collections.abc import Iterator

from checklists.roster.balance import even_all
from checklists.roster.combining import cover_more
from checklists.roster.loads import Loads
from checklists.roster.state import Roster
from checklists.roster.tidy import Tidier

# Exchanges tried in all: WORK over the square of the number of places.
WORK, LEAST = 300_000, 15
# So many times as many while somebody repeats a whole Friday.
PATIENCE = 10
MOST = 1_000
MULTIPLIER, MODULUS = 16_807, 2**31 - 1

# The same for the loads, with so many exchanges each time.
ROUNDS_WORK, ROUNDS_MOST, EXCHANGES = 60_000, 60, 6


def drift_loads(roster: Roster, loads: Loads) -> Iterator[float]:
    """Exchange and even out, over and over; yield the share done."""
    limit = min(ROUNDS_MOST, ROUNDS_WORK // max(1, sum(map(sum, roster.instance.need))) ** 2)
    number = 1
    for done in range(limit):
        mark, before = len(roster.log), (roster.gaps, loads.ranked(roster))
        tidier = Tidier(roster)
        for _ in range(EXCHANGES):
            number, _people = _exchange(tidier, number)
        for _ in (*cover_more(roster), *even_all(roster, loads, soft=False)):
            pass
        if (roster.gaps, loads.ranked(roster)) > before:
            roster.undo(mark)
        yield done / limit


def drift(roster: Roster, least: int) -> Iterator[float]:
    """Exchange and tidy, over and over, until there are only `least` split days; yield the share done."""
    limit = min(MOST, max(LEAST, WORK // max(1, sum(map(sum, roster.instance.need))) ** 2))
    tidier = Tidier(roster)
    best = tidier.total()
    stuck, number = tidier.stuck(), 1
    for done in range(PATIENCE * limit):
        if (best[1] <= least or done >= limit) and best[0] <= stuck:
            return
        mark, halves = len(roster.log), [row[:] for row in tidier.halves]
        number, people = _exchange(tidier, number)
        for person in people:
            tidier.mend_all(person)
        total = tidier.total()
        if total <= best:
            best = total
        else:
            roster.undo(mark)
            tidier.halves = halves
        yield min(1.0, done / limit)


def _exchange(tidier: Tidier, number: int) -> tuple[int, list[int]]:
    """Let two people exchange a shift, wherever the sequence of numbers says; return its next number and the two."""
    roster = tidier.roster
    for _ in range(20):
        number = number * MULTIPLIER % MODULUS
        person = number % len(roster.works)
        shifts = sorted(roster.works[person])
        if not shifts:
            continue
        number = number * MULTIPLIER % MODULUS
        left = shifts[number % len(shifts)]
        number = number * MULTIPLIER % MODULUS
        taken = tidier.open[person][number % len(tidier.open[person])]
        if taken in roster.works[person]:
            continue
        for other in sorted({other for channel in roster.on[taken] for other in channel}):
            if other != person and tidier.swap(person, left, other, taken):
                return number, [person, other]
    return number, []
