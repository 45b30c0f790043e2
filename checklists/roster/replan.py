"""Planning again after somebody falls ill or a wish changes: the fewest gaps, then the fewest changed places, then even loads.

A place costs as many changes as people leave it or come to it, whichever is more. Where nobody combines channels the cheapest
largest flow is exact, and so are the loads: what totals people can have in cheapest flows is an M-convex set, where a list that
no exchange between two people betters is the best (Murota 2003). Otherwise the shifts of those who combine come from the old
roster and, where that may be bettered, from a new plan; the relaxed network tells whether fewer changes are thinkable.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from checklists.roster import coverage, rules, swedish, table
from checklists.roster.instance import Instance
from checklists.roster.network import SINK, SOURCE, Assignment, Network, Old
from checklists.roster.state import Roster
from checklists.roster.table import Table

FORMAT = "roster-solution/1"
ROUNDS = 4


# Mixtures of two plans that are tried.
MOST_MIXES = 40

Rank = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Answer:
    """A network with its flow, where those who may combine channels do so in the shifts `paid`, and what it is worth."""

    rank: Rank  # gaps, changes
    paid: list[set[int]]
    network: Network


def replan(payload: object) -> dict[str, Any]:
    """Return a roster close to an old one, as roster-solution/1 and with what changes.

    The payload is a table (table.read): "instance" as it is now, "assignments" the old roster; "from", a date before which
    nothing changes. {"format", "instance", "assignments", "uncovered", "objective", "changes": [{"date", "half", "channel",
    "from": id or None, "to": id or None, "text"}], "fewest_proved", "text"}. InputError names the field at fault.
    """
    held = table.read(payload)
    assert isinstance(payload, dict)
    begins = table.find_date(payload, "from")
    start = next((number for number, shift in enumerate(held.instance.shifts) if not begins or shift.date >= begins), None)
    old = _old(held.roster, len(held.instance.shifts) if start is None else start)
    best, proved = _best(held, old, payload)
    _even_out(best.network)
    roster = _roster(held, best.network)
    new, changes = held.filled(roster), _changes(held, roster)
    return {
        "format": FORMAT,
        "instance": held.instance.id,
        "assignments": table.assignments(new),
        "uncovered": table.uncovered(new),
        "objective": table.objective(roster),
        "changes": changes,
        "fewest_proved": proved,
        "text": _text(len(changes), best.rank[0]),
    }


def _old(roster: Roster, start: int) -> Old:
    return Old(
        kept=frozenset(one for one in rules.legal_part(roster, start) if one[1] >= start),
        there={
            (shift, channel): len(people) for shift, channels in enumerate(roster.on) for channel, people in enumerate(channels)
        },
        worked=tuple(frozenset(shift for shift in shifts if shift < start) for shifts in roster.works),
        start=start,
    )


def _best(held: Table, old: Old, payload: dict[str, Any]) -> tuple[Answer, bool]:
    """Return the best answer that is found, and whether its gaps and changes are proved to be the fewest."""
    instance = held.instance
    if not any(person.combines for person in instance.people):
        return _answer(instance, old, [set() for _ in instance.people]), True
    least = _least(instance, old)
    best = near = _near(instance, old, old.kept)
    if best.rank[0] > least[0] and not old.start:
        planned = _near(instance, old, rules.legal_part(coverage.planned(payload["instance"])[0]))
        best = _mixed(instance, old, min(near, planned, key=_rank), [near.paid, coverage.combined_shifts(instance, old.kept)])
    return best, best.rank == least


def _rank(answer: Answer) -> Rank:
    return answer.rank


def _near(instance: Instance, old: Old, assignments: Iterable[Assignment]) -> Answer:
    """Return the answer in which people combine channels where they do in `assignments`, or in the answer to that, and so on."""
    best = _answer(instance, old, coverage.combined_shifts(instance, assignments))
    for _ in range(ROUNDS):
        again = _answer(instance, old, coverage.combined_shifts(instance, best.network.assignments()))
        if again.rank >= best.rank:
            break
        best = again
    return best


def _mixed(instance: Instance, old: Old, best: Answer, others: list[list[set[int]]]) -> Answer:
    """Return the best answer when one person at a time, and one week at a time, combines channels as in one of `others`."""
    parts: list[tuple[int | None, int | None]] = [(person, None) for person, who in enumerate(instance.people) if who.combines]
    parts += [(None, week) for week in range(instance.weeks)]
    for other in others:
        for who, when in parts[:MOST_MIXES]:
            paid = [
                {shift for shift in mine | theirs if shift in (theirs if _is_in(instance, person, shift, who, when) else mine)}
                for person, (mine, theirs) in enumerate(zip(best.paid, other, strict=True))
            ]
            if paid != best.paid:
                best = min(best, _answer(instance, old, paid), key=_rank)
    return best


def _is_in(instance: Instance, person: int, shift: int, who: int | None, when: int | None) -> bool:
    return person == who or instance.shifts[shift].week == when


def _answer(instance: Instance, old: Old, paid: list[set[int]]) -> Answer:
    """Return the cheapest largest flow; loads are as they come."""
    network = Network(instance, old, paid)
    network.flow.grow_cheaply(SOURCE, SINK)
    return Answer((sum(network.gaps().values()), _cost(network.assignments(), old)), paid, network)


def _least(instance: Instance, old: Old) -> Rank:
    """Return gaps and changes that no roster can go below, in that order."""
    network = Network(instance, old, [], relaxed=True)
    network.flow.grow_cheaply(SOURCE, SINK)
    return sum(network.gaps().values()), _cost(network.assignments(), old)


def _cost(assignments: list[Assignment], old: Old) -> int:
    there: dict[tuple[int, int], int] = {}
    for _, shift, channel in assignments:
        there[shift, channel] = there.get((shift, channel), 0) + 1
    places = {place for place in old.there if place[0] >= old.start} | set(there)
    most = sum(max(there.get(place, 0), old.there.get(place, 0)) for place in places)
    return most - sum(one in old.kept for one in assignments)


def _roster(held: Table, network: Network) -> Roster:
    """Return what flows as a roster, with what stood before the start of what may change."""
    roster = Roster(held.instance)
    for shift, channels in enumerate(held.roster.on[: network.old.start]):
        for channel, people in enumerate(channels):
            for person in sorted(people):
                roster.change((True, person, shift, channel))
    for person, shift, channel in sorted(network.assignments(), key=lambda one: (one[1], one[2], one[0])):
        roster.change((True, person, shift, channel))
    return roster


def _even_out(network: Network) -> None:
    """Let lighter people take from heavier ones by exchanges that cost nothing, until none makes the loads better."""
    instance, flow = network.instance, network.flow
    everybody = [person for person in range(len(instance.people)) if instance.capacity[person]]

    def load(person: int, more: int) -> Fraction:
        fixed = len(network.old.worked[person]) + len(network.paid[person])
        return Fraction(fixed + flow.room[network.totals[person] ^ 1] + more, instance.capacity[person])

    def relieve(giver: int) -> bool:
        if not flow.room[network.totals[giver] ^ 1]:
            return False
        now, then = load(giver, 0), load(giver, -1)
        takers = {
            network.person(person): person
            for person in everybody
            if person != giver and ((after := load(person, 1)) < now or (after == now and then < load(person, 0)))
        }
        found = flow.trade(network.person(giver), set(takers), {SOURCE, SINK}) if takers else None
        if found is None:
            return False
        flow.push([network.totals[takers[found]], network.totals[giver] ^ 1])
        return True

    better = True
    while better:
        better = False
        for giver in sorted(everybody, key=lambda person: (-load(person, 0), person)):
            while relieve(giver):
                better = True


def _changes(held: Table, new: Roster) -> list[dict[str, Any]]:
    """Return what changes from the old roster to the new one, place by place."""
    found = []
    for shift, channels in enumerate(held.roster.on):
        for channel, people in enumerate(channels):
            left, came = sorted(people - new.on[shift][channel]), sorted(new.on[shift][channel] - people)
            for number in range(max(len(left), len(came))):
                out = left[number] if number < len(left) else None
                into = came[number] if number < len(came) else None
                found.append(
                    held.place(shift, channel)
                    | {
                        "from": None if out is None else held.instance.people[out].id,
                        "to": None if into is None else held.instance.people[into].id,
                        "text": _told(held, shift, channel, out, into),
                    }
                )
    return found


def _told(held: Table, shift: int, channel: int, out: int | None, into: int | None) -> str:
    where = f"{swedish.sentence(swedish.half_day(held.instance.shifts[shift]))}, {held.channels[channel]}:"
    if into is None:
        return f"{where} {held.people[out or 0]} går av, och ingen kommer i stället."
    if out is None:
        return f"{where} {held.people[into]} kommer till."
    return f"{where} {held.people[into]} i stället för {held.people[out]}."


def _text(changes: int, gaps: int) -> str:
    if not changes:
        told = "Inget behöver ändras."
    else:
        told = f"{swedish.sentence(swedish.count(changes, 'plats', 'platser'))} ändras, resten står kvar."
    if gaps:
        return f"{told} {swedish.sentence(swedish.count(gaps, 'plats', 'platser'))} saknar fortfarande någon."
    return f"{told} Alla platser är bemannade."
