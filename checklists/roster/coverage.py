"""A roster with as few gaps as can be found, near one that is there, and whether fewer are thinkable."""

from collections.abc import Iterable

from checklists import reply_roster
from checklists.roster import rules, table
from checklists.roster.instance import Instance
from checklists.roster.network import SINK, SOURCE, Assignment, Network, Old
from checklists.roster.state import Roster

ROUNDS = 4
# Steps of a new plan that are waited for at most.
MOST_STEPS = 2_000


def combined_shifts(instance: Instance, assignments: Iterable[Assignment]) -> list[set[int]]:
    """Return per person who may combine channels the shifts of the assignments."""
    paid: list[set[int]] = [set() for _ in instance.people]
    for person, shift, _ in assignments:
        if instance.people[person].combines:
            paid[person].add(shift)
    return paid


def planned(payload: object) -> tuple[Roster, bool]:
    """Return a roster that covers what a new plan of the roster-instance/1 covers, and whether no roster covers more."""
    planning = reply_roster.Planning(payload)
    for number, step in enumerate(planning.steps()):
        if step["phase"] != "cover" or number == MOST_STEPS:
            break
    found = planning.result()
    return table.read({"instance": payload, "assignments": found["assignments"]}).roster, bool(
        found["explanation"]["proved"]["uncovered"]
    )


def cover(instance: Instance, roster: Roster, payload: object) -> tuple[Network, bool]:
    """Return a network whose flow covers as many places as is found, and whether that is proved to be the most.

    It starts from what is legal in the roster. Exact where nobody combines channels; `payload` is the instance as plain data.
    """
    best = _near(instance, rules.legal_part(roster))
    if not best.gaps() or not any(person.combines for person in instance.people):
        return best, True
    relaxed = Network(instance, _old(instance, []), [], relaxed=True)
    relaxed.flow.grow(SOURCE, SINK)
    least = _missing(relaxed)
    if _missing(best) == least:
        return best, True
    plan, sure = planned(payload)
    again = _near(instance, rules.legal_part(plan))
    return min(best, again, key=_missing), sure or _missing(again) == least


def _near(instance: Instance, assignments: list[Assignment]) -> Network:
    """Return the flow from these assignments, grown; who combines does so where she works, round after round while that helps."""
    best = _grown(instance, assignments)
    for _ in range(ROUNDS):
        if not best.gaps() or not any(person.combines for person in instance.people):
            break
        again = _grown(instance, best.assignments())
        if _missing(again) >= _missing(best):
            return best
        best = again
    return best


def _grown(instance: Instance, assignments: list[Assignment]) -> Network:
    network = Network(instance, _old(instance, assignments), combined_shifts(instance, assignments))
    network.flow.grow(SOURCE, SINK)
    return network


def _old(instance: Instance, assignments: Iterable[Assignment]) -> Old:
    return Old(frozenset(assignments), {}, tuple(frozenset[int]() for _ in instance.people))


def _missing(network: Network) -> int:
    return sum(network.gaps().values())
