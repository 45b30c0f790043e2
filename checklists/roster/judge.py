"""What a roster leads to: gaps, broken rules, loads, waits and warnings. Asked after every change that a person makes in it."""

from typing import Any

from checklists.errors import InputError
from checklists.roster import post_warnings, promise, rules, swedish, table
from checklists.roster.table import Table


def judge(payload: object) -> dict[str, Any]:
    """Return the consequences of a table (table.read), with {"posts"?: as post_warnings.read, "agreements"?: [channel ids where
    the contact centre answers]}: {"uncovered", "objective", "broken", "waits", "promise", "people", "warnings"}.

    "uncovered" and "objective" are those of roster-solution/1; for the rest see rules.broken, promise.waits, promise.promise
    and post_warnings.of_posts. InputError names the field at fault.
    """
    held = table.read(payload)
    assert isinstance(payload, dict)
    agreements = _agreements(payload.get("agreements"), held)
    posts = post_warnings.read(payload.get("posts"), held)
    waits = promise.waits(held, agreements)
    return {
        "uncovered": table.uncovered(held),
        "objective": table.objective(held.roster),
        "broken": rules.broken(held),
        "waits": waits,
        "promise": promise.promise(waits),
        "people": [_person(held, number) for number in range(len(held.people))],
        "warnings": post_warnings.of_posts(held, posts, agreements),
    }


def _agreements(items: object, held: Table) -> frozenset[int]:
    if items is None:
        return frozenset()
    if not isinstance(items, list):
        raise InputError("agreements", "must be a list", "Överenskommelserna ska vara en lista med kanaler.")
    return frozenset(table.find_channel(held, {"channel": channel}) for channel in items)


def _person(held: Table, number: int) -> dict[str, Any]:
    instance, shifts = held.instance, held.roster.works[number]
    load = table.load(instance, number, len(shifts))
    weeks = [0] * instance.weeks
    for shift in shifts:
        weeks[instance.shifts[shift].week] += 1
    return {
        "person": instance.people[number].id,
        "name": held.people[number],
        "shifts": len(shifts),
        "capacity": instance.capacity[number],
        "load": str(load),
        "percent": swedish.percent(load),
        "weeks": weeks,
    }
