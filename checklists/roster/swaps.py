"""Who can take over a person's shift, and with whom it can be exchanged for another shift, without breaking a hard rule.

An exchange leaves every place covered as it is, so it is judged by the three lower levels: loads, repeated Fridays, split days.
"""

from bisect import bisect_left, insort
from collections.abc import Callable
from fractions import Fraction
from typing import Any

from checklists.errors import InputError
from checklists.roster import rules, swedish, table
from checklists.roster.instance import Instance
from checklists.roster.table import Table

MOST = 20
# What an exchange is judged by: all loads, highest first, then the change of repeated Fridays and of split days.
Worth = tuple[list[Fraction], int, int]


def swaps(payload: object) -> dict[str, Any]:
    """Return who can take the whole shift "date", "half" of "person" in a table (table.read), and what it can be exchanged for.

    {"takers": [{"person", "name", "better", "text"}], "swaps": [{"person", "name", "date", "half", "better", "text"}]}, at most
    20 of each; a swap gives the person all that the other has at "date", "half". "better" is 1 where the objective gets better,
    0 where it stays and -1 where it gets worse; the best come first. InputError names the field at fault.
    """
    held = table.read(payload)
    assert isinstance(payload, dict)
    shift, giver = table.find_shift(held, payload), table.find_person(held, payload)
    if shift not in held.roster.works[giver]:
        when = swedish.half_day(held.instance.shifts[shift])
        raise InputError(
            "person", "does not work the shift", f"{held.people[giver]} har inget pass {when}. Välj ett pass som personen har."
        )
    given = sorted(held.roster.works[giver][shift])
    now = table.loads(held.roster)[::-1]
    takers, exchanges = [], []
    for other, name in enumerate(held.people):
        if other == giver or rules.refusal(held.roster, other, shift, given) in ("H1", "H4", "H5", "H6"):
            continue
        who = {"person": held.instance.people[other].id, "name": name}
        if not rules.refusal(held.roster, other, shift, given):
            worth = _worth(held, now, giver, other, shift, None)
            takers.append((worth, (other, 0), who | _told(now, worth, _takes(held, giver, other, shift))))
        for back, channels in held.roster.works[other].items():
            if back == shift or rules.refusal(held.roster, other, shift, given, left=back):
                continue
            if not rules.refusal(held.roster, giver, back, channels, left=shift):
                worth = _worth(held, now, giver, other, shift, back)
                told = _told(now, worth, _exchanges(held, giver, other, shift, back))
                exchanges.append((worth, (abs(back - shift), back), who | held.half(back) | told))
    return {"takers": _best(takers), "swaps": _best(exchanges)}


def _best(found: list[tuple[Worth, tuple[int, int], dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return the best first; of equals the one nearest in time."""
    return [told for _, _, told in sorted(found, key=lambda one: (one[0], one[1], one[2]["person"]))[:MOST]]


def _worth(held: Table, now: list[Fraction], giver: int, taker: int, given: int, back: int | None) -> Worth:
    """Return what the exchange makes of the objective; `now` are the loads of all, lowest first."""
    instance, works = held.instance, held.roster.works
    before = [set(works[giver]), set(works[taker])]
    after = [before[0] - {given}, before[1] | {given}]
    if back is not None:
        after = [after[0] | {back}, after[1] - {back}]
    loads = now
    if [len(shifts) for shifts in before] != [len(shifts) for shifts in after]:
        loads = now.copy()
        for person, old, new in zip((giver, taker), before, after, strict=True):
            del loads[bisect_left(loads, table.load(instance, person, len(old)))]
            insort(loads, table.load(instance, person, len(new)))

    def change(measure: Callable[[Instance, set[int]], int]) -> int:
        return sum(measure(instance, shifts) for shifts in after) - sum(measure(instance, shifts) for shifts in before)

    return loads[::-1], change(table.friday_repeats), change(table.split_days)


def _told(now: list[Fraction], worth: Worth, text: str) -> dict[str, Any]:
    loads, fridays, splits = worth
    calm: Worth = (now[::-1], 0, 0)
    notes = []
    if loads > calm[0]:
        notes.append("fördelningen blir ojämnare")
    if fridays > 0:
        notes.append("någon får hela fredagar två veckor i rad")
    if splits > 0:
        notes.append(f"det blir {swedish.count(splits, 'delad dag', 'delade dagar')} till")
    if notes:
        text = f"{text} {swedish.sentence(swedish.both(notes))}."
    return {"better": (worth < calm) - (worth > calm), "text": text}


def _takes(held: Table, giver: int, taker: int, shift: int) -> str:
    works = held.roster.works[taker]
    before, after = len(works), len(set(works) | {shift})
    now, then = (swedish.percent(table.load(held.instance, taker, shifts)) for shifts in (before, after))
    if before == after:
        return f"{held.people[taker]} arbetar redan då och kan ta det som {held.people[giver]} har."
    return (
        f"{held.people[taker]} kan ta över passet från {held.people[giver]} och går då från {before} till {after} pass "
        f"(från {now} till {then} procent)."
    )


def _exchanges(held: Table, giver: int, taker: int, given: int, back: int) -> str:
    def told(person: int, shift: int, of: int) -> str:
        channels = [held.channels[channel] for channel in sorted(held.roster.works[of][shift])]
        return f"{held.people[person]} tar {swedish.half_day(held.instance.shifts[shift])} ({swedish.both(channels)})"

    return f"{told(taker, given, giver)} och {told(giver, back, taker)}."
