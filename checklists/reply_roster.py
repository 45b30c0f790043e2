"""Plans who answers when: the roster with the fewest gaps, then the most even loads, then calm Fridays and whole days.

`solve` is the whole way through: read the instance, cover every place (loads.py), even out the loads (loads.py), tidy Fridays
and split days (tidy.py), and tell the result and how far it is proved.
"""

from fractions import Fraction
from typing import Any

from checklists.roster import instance as instances
from checklists.roster.instance import Instance
from checklists.roster.loads import Loads, cover_all, cover_more, even_out
from checklists.roster.state import Roster
from checklists.roster.tidy import Tidier, least_split_days
from checklists.roster.waits import worst_waits

FORMAT = "roster-solution/1"
# Passes over all untidy shifts; each pass lowers the levels or is the last one.
TIDY_ROUNDS = 12


def solve(payload: object) -> dict[str, Any]:
    """Return a roster-solution/1 for a roster-instance/1; raise InputError that names the field at fault."""
    instance = instances.read(payload)
    roster, loads = Roster(instance), Loads(instance)
    cover_all(roster, loads)
    cover_more(roster, loads)
    even_out(roster, loads)
    tidier = Tidier(roster)
    tidier.tidy(TIDY_ROUNDS)
    repeats, splits = tidier.total()
    return {
        "format": FORMAT,
        "instance": instance.id,
        "assignments": _assignments(roster),
        "uncovered": _uncovered(roster),
        "objective": {
            "uncovered": len(roster.missing()),
            "loads": [str(load) for load in ranked(roster)],
            "friday_repeats": repeats,
            "split_days": splits,
        },
        "explanation": {"proved": _proved(roster, repeats, splits), "waits": worst_waits(roster)},
    }


def ranked(roster: Roster) -> list[Fraction]:
    """Return the loads, highest first: shifts worked over shifts that the person could take, 0 for who could take none."""
    pairs = zip(roster.works, roster.instance.capacity, strict=True)
    return sorted((Fraction(len(shifts), capacity) if capacity else Fraction(0) for shifts, capacity in pairs), reverse=True)


def _place(instance: Instance, shift: int, channel: int) -> dict[str, Any]:
    """Return a shift and a channel as the format names them."""
    return {
        "date": instance.shifts[shift].date.isoformat(),
        "half": instance.shifts[shift].half,
        "channel": instance.channels[channel],
    }


def _assignments(roster: Roster) -> list[dict[str, Any]]:
    return [
        _place(roster.instance, shift, channel) | {"person": roster.instance.people[person].id}
        for shift, channels in enumerate(roster.on)
        for channel, people in enumerate(channels)
        for person in sorted(people)
    ]


def _uncovered(roster: Roster) -> list[dict[str, Any]]:
    return [
        _place(roster.instance, shift, channel) | {"missing": need - len(roster.on[shift][channel])}
        for shift, wanted in enumerate(roster.instance.need)
        for channel, need in enumerate(wanted)
        if need > len(roster.on[shift][channel])
    ]


def _proved(roster: Roster, repeats: int, splits: int) -> dict[str, bool]:
    """Say which levels nobody can better.

    Where nobody combines channels, levels 1 and 2 are exact: the totals that chains can reach are the bases of a polymatroid,
    where a list that no single exchange improves is the best. No Friday repeat is as few as there can be, and split days have
    a lower bound.
    """
    flow = not any(roster.combines)
    exact = {"uncovered": flow or not roster.missing(), "loads": flow}
    exact["friday_repeats"] = exact["loads"] and repeats == 0
    exact["split_days"] = exact["friday_repeats"] and splits == least_split_days(roster)
    return exact
