"""The hard rules H4-H8 of a roster, asked in two ways: may this person take that shift, and what does this table break."""

from collections.abc import Collection
from typing import Any

from checklists.roster import swedish
from checklists.roster.state import Roster
from checklists.roster.table import Table


def refusal(roster: Roster, person: int, shift: int, channels: Collection[int], left: int | None = None) -> str:
    """Return the rule that speaks against giving the person these channels of the shift, besides what she has, or "".

    `left` is a shift that she leaves at the same time. H1: she is there already. H8 is about places and is not asked here.
    """
    who, week = roster.instance.people[person], roster.instance.shifts[shift].week
    held = set() if left == shift else roster.works[person].get(shift, set())
    if held & set(channels):
        return "H1"
    if not set(channels) <= who.channels:
        return "H4"
    if shift not in roster.instance.available[person]:
        return "H5"
    if len(held) + len(channels) > 1 and not who.combines:
        return "H6"
    leaves = left is not None and left in roster.works[person] and roster.instance.shifts[left].week == week
    worked = roster.in_week[person][week] - leaves + (not held)
    return "H7" if who.cap is not None and worked > who.cap else ""


def told(table: Table, code: str, person: int, shift: int, channels: Collection[int]) -> str:
    """Return one sentence on why the rule speaks against giving the person these channels of the shift, "" for none."""
    instance, name = table.instance, table.people[person]
    who, when = instance.people[person], instance.shifts[shift]
    if code == "H1":
        return f"{name} är redan inlagd här."
    if code == "H4":
        lacking = [table.channels[channel] for channel in sorted(set(channels) - who.channels)]
        return f"{name} svarar inte på {swedish.both(lacking)}."
    if code == "H5":
        return f"{_away(table, person, shift)}."
    if code == "H6":
        held = sorted(table.roster.works[person].get(shift, set()))
        if not held:
            return f"{name} tar en kanal i taget."
        return f"{name} har redan {swedish.both([table.channels[channel] for channel in held])} då och tar en kanal i taget."
    if code == "H7" and not who.cap:
        return f"{name} ska inte ha några pass."
    if code == "H7":
        passes = swedish.count(who.cap or 0, "pass", "pass", neuter=True)
        return f"{name} har redan fullt {swedish.week(when.date)}: högst {passes} i veckan."
    return ""


def broken(table: Table) -> list[dict[str, Any]]:
    """Return what the table breaks: [{"code", "date", "half", "channel", "person", "text"}], in the order of the shifts.

    H6 and H7 are about all that a person has in a shift (channel None); H7 stands at the first shift over the cap of a week.
    H8 is about a place (person None).
    """
    instance, roster = table.instance, table.roster
    found: list[tuple[int, str, int | None, int | None, str]] = []
    for person, shifts in enumerate(roster.works):
        name, who = table.people[person], instance.people[person]
        for shift, channels in shifts.items():
            when = swedish.half_day(instance.shifts[shift])
            for channel in sorted(channels):
                shown = table.channels[channel]
                if channel not in who.channels:
                    text = f"{name} står på {shown} {when}, men svarar inte på den kanalen."
                    found.append((shift, "H4", channel, person, text))
                if shift not in instance.available[person]:
                    found.append((shift, "H5", channel, person, f"{_away(table, person, shift)}, men står på {shown}."))
            if len(channels) > 1 and not who.combines:
                shown = swedish.both([table.channels[channel] for channel in sorted(channels)])
                text = f"{name} står på {shown} samtidigt {when}, men tar en kanal i taget."
                found.append((shift, "H6", None, person, text))
        found += [(shift, "H7", None, person, text) for shift, text in _over_cap(table, person) if text]
    for shift, wanted in enumerate(instance.need):
        for channel, need in enumerate(wanted):
            there = len(roster.on[shift][channel])
            if there > need:
                found.append((shift, "H8", channel, None, _too_many(table, shift, channel, there, need)))
    return [
        {
            "code": code,
            **table.half(shift),
            "channel": None if channel is None else instance.channels[channel],
            "person": None if person is None else instance.people[person].id,
            "text": text,
        }
        for shift, code, channel, person, text in sorted(found, key=lambda one: (one[0], one[1], one[2] or 0, one[3] or 0))
    ]


def _over_cap(table: Table, person: int) -> list[tuple[int, str]]:
    """Return the first shift over the cap of each week where there is one, with a sentence."""
    cap = table.instance.people[person].cap
    if cap is None:
        return []
    weeks: dict[int, list[int]] = {}
    for shift in sorted(table.roster.works[person]):
        weeks.setdefault(table.instance.shifts[shift].week, []).append(shift)
    return [
        (
            shifts[cap],
            f"{table.people[person]} har {swedish.count(len(shifts), 'pass', 'pass', neuter=True)} "
            f"{swedish.week(table.instance.shifts[shifts[cap]].date)}, men ska ha högst {cap}.",
        )
        for shifts in weeks.values()
        if len(shifts) > cap
    ]


def _away(table: Table, person: int, shift: int) -> str:
    when = table.instance.shifts[shift]
    if (when.date, when.half) in table.instance.people[person].away:
        return f"{table.people[person]} är borta {swedish.half_day(when)}"
    return f"{table.people[person]} är ledig {swedish.half_day(when)}, som inte är arbetstid"


def _too_many(table: Table, shift: int, channel: int, there: int, need: int) -> str:
    wanted = f"bara {swedish.people(need)} behövs" if need else "ingen behövs"
    return (
        f"{swedish.sentence(swedish.half_day(table.instance.shifts[shift]))} står {swedish.people(there)} "
        f"på {table.channels[channel]}, men {wanted}."
    )


def legal_part(roster: Roster, start: int = 0) -> list[tuple[int, int, int]]:
    """Return assignments (person, shift, channel) from the shift `start` on that keep the hard rules together, the earlier first.

    What is there before `start` counts in the weekly caps, legal or not.
    """
    instance = roster.instance
    kept: list[tuple[int, int, int]] = []
    weeks = [[0] * instance.weeks for _ in instance.people]
    for person, shifts in enumerate(roster.works):
        for shift in shifts:
            weeks[person][instance.shifts[shift].week] += shift < start
    for shift in range(start, len(instance.shifts)):
        week = instance.shifts[shift].week
        worked: set[int] = set()
        for channel, need in enumerate(instance.need[shift]):
            room = need
            for person in sorted(roster.on[shift][channel]):
                who, again = instance.people[person], person in worked
                able = channel in who.channels and shift in instance.available[person]
                fits = who.combines if again else who.cap is None or weeks[person][week] < who.cap
                if room and able and fits:
                    kept.append((person, shift, channel))
                    weeks[person][week] += not again
                    worked.add(person)
                    room -= 1
    return kept
