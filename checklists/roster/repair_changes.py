"""Changes of an instance that may close a gap: one more channel, a half-day less away, a higher cap, leave to combine channels.

Each is a few arcs in the network. A gap can only be closed if a unit can come from the source to such an arc and from such an
arc to a gap; what passes that test is tried by letting the flow grow.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checklists.roster import swedish
from checklists.roster.network import SOURCE, Network
from checklists.roster.table import Table

KINDS = ("channel", "absence", "cap", "combine")
MOST_MORE = 10  # all shifts of a week


@dataclass(frozen=True, slots=True)
class Change:
    """One change for a person: `channel` of kind channel, `shift` of kind absence, `more` shifts a week of kind cap."""

    kind: str
    person: int
    channel: int = -1
    shift: int = -1
    more: int = 0


def thinkable(network: Network) -> Iterator[Change]:
    """Yield every change that there could be, kind by kind; caps by one."""
    instance = network.instance
    everybody = list(enumerate(instance.people))
    for person, who in everybody:
        yield from (Change("channel", person, channel=one) for one in range(len(instance.channels)) if one not in who.channels)
    for person, who in everybody:
        for number in range(network.old.start, len(instance.shifts)):
            shift = instance.shifts[number]
            if number not in instance.available[person] and (shift.date, shift.half) in who.away:
                yield Change("absence", person, shift=number)
    yield from (Change("cap", person, more=1) for person, who in everybody if who.cap is not None)
    yield from (Change("combine", person) for person, who in everybody if not who.combines and len(who.channels) > 1)


def may_help(network: Network, change: Change, before: Sequence[Change], forward: set[int], backward: set[int]) -> bool:
    """Say whether the change gives arcs between what the source reaches and what reaches a gap; False is certain.

    `before` are changes that are applied already.
    """
    instance, person = network.instance, change.person
    if change.kind == "cap":
        weeks = [network.week(person, week) for week in range(instance.weeks)]
        return any(week in backward for week in weeks)
    arcs = _arcs(network, change, before)
    return any(tail in forward for tail, _ in arcs) and any(head in backward for _, head in arcs)


def apply(network: Network, change: Change, before: Sequence[Change]) -> None:
    """Put the change into the network; `before` are changes that are applied already."""
    flow, person = network.flow, change.person
    if change.kind == "cap":
        for week in range(network.instance.weeks):
            flow.room[network.caps[person, week]] += change.more
        return
    if change.kind == "combine":
        # Like a paid shift: what she works stays, and yields more channels.
        for shift in _worked(network, person):
            come = network.comes[person, shift]
            flow.room[come] = flow.room[come ^ 1] = 0
            flow.arc(SOURCE, network.attends(person, shift), len(network.instance.channels) - 1)
        return
    for shift, channel in _places(network, change, before):
        node = network.attends(person, shift)
        if not flow.arcs[node]:
            flow.arc(network.week(person, network.instance.shifts[shift].week), node, 1)
        flow.arc(node, network.place(shift, channel), 1)


def _arcs(network: Network, change: Change, before: Sequence[Change]) -> list[tuple[int, int]]:
    """Return (node that a unit must reach, node that it then comes to) for every place that the change opens."""
    person = change.person
    if change.kind == "combine":
        channels = network.instance.people[person].channels
        return [(SOURCE, network.place(shift, channel)) for shift in _worked(network, person) for channel in sorted(channels)]
    found = []
    for shift, channel in _places(network, change, before):
        node = network.attends(person, shift)
        tail = node if network.flow.arcs[node] else network.week(person, network.instance.shifts[shift].week)
        found.append((tail, network.place(shift, channel)))
    return found


def _worked(network: Network, person: int) -> list[int]:
    """Return the shifts in which the flow goes through the person."""
    return [shift for (who, shift), come in network.comes.items() if who == person and network.flow.room[come ^ 1]]


def _places(network: Network, change: Change, before: Sequence[Change]) -> list[tuple[int, int]]:
    """Return the places (shift, channel) that a change of kind channel or absence opens for the person."""
    instance, person = network.instance, change.person
    hers = [one for one in before if one.person == person]
    if change.kind == "channel":
        shifts = instance.available[person] | {one.shift for one in hers if one.kind == "absence"}
        pairs = [(shift, change.channel) for shift in sorted(shifts) if shift >= network.old.start]
    else:
        channels = instance.people[person].channels | {one.channel for one in hers if one.kind == "channel"}
        pairs = [(change.shift, channel) for channel in sorted(channels)]
    return [(shift, channel) for shift, channel in pairs if instance.need[shift][channel]]


def plain(held: Table, change: Change) -> dict[str, Any]:
    """Return the change as plain data: {"kind", "person"} and "channel", "date" and "half", or the new "max_shifts_per_week"."""
    person = held.instance.people[change.person]
    told: dict[str, Any] = {"kind": change.kind, "person": person.id}
    if change.kind == "channel":
        return told | {"channel": held.instance.channels[change.channel]}
    if change.kind == "absence":
        return told | held.half(change.shift)
    if change.kind == "cap":
        return told | {"max_shifts_per_week": (person.cap or 0) + change.more}
    return told


def condition(held: Table, changes: Sequence[Change], only: int | None = None, *, together: bool = False) -> str:
    """Return "A, B eller C får ta LinkedIn" ("och" where together) for changes that differ in the person only.

    `only` is a shift just spoken of.
    """
    first = changes[0]
    names = [held.people[change.person] for change in changes]
    who = swedish.both(names) if together else swedish.either(names)
    if first.kind == "channel":
        return f"{who} får ta {held.channels[first.channel]}"
    if first.kind == "absence":
        shift = held.instance.shifts[first.shift]
        when = swedish.THAT_HALF[shift.half] if first.shift == only else swedish.half_day(shift)
        return f"{who} flyttar sin frånvaro {when}"
    if first.kind == "cap":
        return f"{who} får ta {swedish.count(first.more, 'pass', 'pass', neuter=True)} mer i veckan"
    return f"{who} får svara på flera kanaler samtidigt"
