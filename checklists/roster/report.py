"""A roster as plain data: roster-solution/1, its assignments, gaps and objective."""

from fractions import Fraction
from typing import Any

from checklists.roster.instance import Instance
from checklists.roster.state import Roster

FORMAT = "roster-solution/1"


def solution(roster: Roster, repeats: int, splits: int, explanation: dict[str, Any]) -> dict[str, Any]:
    """Return the roster as a roster-solution/1, with what is told beside it under "explanation"."""
    return {
        "format": FORMAT,
        "instance": roster.instance.id,
        "assignments": _assignments(roster),
        "uncovered": _uncovered(roster),
        "objective": {
            "uncovered": roster.gaps,
            "loads": [str(load) for load in ranked(roster)],
            "friday_repeats": repeats,
            "split_days": splits,
        },
        "explanation": explanation,
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
