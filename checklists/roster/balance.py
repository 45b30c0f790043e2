"""Level 2 where somebody combines channels: prices that rise steeply with a person's load, and the cheapest crew of each shift.

One sweep goes through the shifts and gives each its cheapest crew, everything else left as it is: descent, shift by shift, of a
sum of exponentials of the loads, the steeper the closer to "the highest load as low as possible". It is the method of
exponential weights for packing and covering (Plotkin, Shmoys and Tardos 1995). All in integers, so that every machine agrees.
"""

from collections.abc import Iterator, Mapping, Sequence

from checklists.roster.crews import Candidate, are_few, cheapest
from checklists.roster.loads import Loads, even_out
from checklists.roster.state import Roster

# A price grows by GROWTH / 1024 per sixteenth of a shift of an ordinary person; sweeps with each, softest first.
GROWTHS = (1036, 1040, 1048, 1056, 1072, 1088, 1120, 1152)
STEPS = 16
SCALE = 1 << 20


def sweep_all(roster: Roster, loads: Loads) -> Iterator[float]:
    """Give every shift its cheapest crew, over and over at rising steepness; yield the share done after each shift."""
    for number, growth in enumerate(GROWTHS):
        prices = _prices(roster, growth)
        for shift in range(len(roster.instance.shifts)):
            recrew(roster, shift, prices)
            yield (number + shift / len(roster.instance.shifts)) / len(GROWTHS)


def even_all(roster: Roster, loads: Loads, *, soft: bool) -> Iterator[float]:
    """Make the loads as even as can be, from the highest down, by crews and chains in turn; yield the share done.

    `soft` begins with sweeps at rising steepness; without, only what makes the ranked loads better is done.
    """
    crews = any(roster.combines) and are_few(roster.instance)
    for done in sweep_all(roster, loads) if crews and soft else ():
        yield 0.3 * done
    for done in even_out(roster, loads):
        yield 0.3 + 0.3 * done
    better = crews
    while better:
        better = False
        for changed in sweep_exactly(roster, loads):
            better = better or changed
            yield 0.6
        for done in even_out(roster, loads) if better else ():
            yield 0.6 + 0.4 * done


def _prices(roster: Roster, growth: int) -> list[list[int]]:
    """Return per person the price of her first shift, her second and so on."""
    capacity = [most for most in roster.instance.capacity if most]
    ordinary = max(1, sum(capacity) // max(1, len(capacity)))
    table = [SCALE]
    for _ in range(STEPS * ordinary):
        table.append(table[-1] * growth // 1024 + 1)
    return [
        [table[STEPS * ordinary * count // most] * ordinary // most for count in range(1, most + 1)]
        for most in roster.instance.capacity
    ]


def sweep_exactly(roster: Roster, loads: Loads) -> Iterator[bool]:
    """Give every shift the crew with which the ranked loads are best, over and over; yield whether a shift changed."""
    still, count = 0, len(roster.instance.shifts)
    shift = 0
    while still < count:
        changed = recrew(roster, shift, _exact_prices(roster, loads, shift))
        still = 0 if changed else still + 1
        shift = (shift + 1) % count
        yield changed


def _exact_prices(roster: Roster, loads: Loads, shift: int) -> list[dict[int, int]]:
    """Return prices whose sums compare as ranked loads do: one person at a load outweighs everybody below it."""
    counts = [len(works) - (shift in works) for works in roster.works]
    steps = [(count * unit, (count + 1) * unit) for count, unit in zip(counts, loads.unit, strict=True)]
    rank = {load: place for place, load in enumerate(sorted({load for step in steps for load in step}))}
    base = len(counts) + 1
    return [{count: base ** rank[after] - base ** rank[before]} for count, (before, after) in zip(counts, steps, strict=True)]


def recrew(roster: Roster, shift: int, prices: Sequence[Sequence[int] | Mapping[int, int]]) -> bool:
    """Give the shift its cheapest crew and say whether that changed anything."""
    instance, need = roster.instance, roster.instance.need[shift]
    week = roster.week[shift]
    candidates: list[Candidate] = []
    now = 0
    for person, who in enumerate(instance.people):
        if shift not in instance.available[person] or not who.channels:
            continue
        works = roster.works[person]
        here = shift in works
        if roster.in_week[person][week] - here >= roster.caps[person]:
            continue
        # The other half of the same day comes a trifle cheaper.
        price = 4 * prices[person][len(works) - here] + (shift ^ 1 not in works)
        if here:
            now += price
        candidates.append((person, tuple(sorted(who.channels)), who.combines, price))
    gap = 1 + sum(price for *_, price in candidates)
    lacking = sum(count - len(on) for count, on in zip(need, roster.on[shift], strict=True))
    lowest, crew = cheapest(need, candidates, gap)
    if lowest >= now + gap * lacking:
        return False
    for person, *_ in candidates:
        if shift in roster.works[person]:
            roster.leave(person, shift)
    for person, channels in crew:
        for channel in channels:
            roster.change((True, person, shift, channel))
    return True
