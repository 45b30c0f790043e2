"""Who could take one place of a roster, and why the others cannot."""

from typing import Any

from checklists.roster import rules, swedish, table


def options(payload: object) -> dict[str, Any]:
    """Return who can take the place "date", "half", "channel" of a table (table.read).

    {"options": [{"person", "name", "can", "why": a sentence or "", "shifts", "percent"}], "full": whether the place has all
    that it needs}: those who can come first, the least loaded first. With "instead" (a person's id) as if that person had left
    the place. InputError names the field at fault.
    """
    held = table.read(payload)
    assert isinstance(payload, dict)
    shift, channel = table.find_shift(held, payload), table.find_channel(held, payload)
    if payload.get("instead") is not None:
        leaving = table.find_person(held, payload, "instead")
        if leaving in held.roster.on[shift][channel]:
            held.roster.change((False, leaving, shift, channel))
    found = []
    for person, name in enumerate(held.people):
        code = rules.refusal(held.roster, person, shift, [channel])
        shifts = len(held.roster.works[person])
        load = table.load(held.instance, person, shifts)
        told = {
            "person": held.instance.people[person].id,
            "name": name,
            "can": not code,
            "why": rules.told(held, code, person, shift, [channel]),
            "shifts": shifts,
            "percent": swedish.percent(load),
        }
        found.append(((bool(code), load, name, person), told))
    full = len(held.roster.on[shift][channel]) >= held.instance.need[shift][channel]
    return {"options": [told for _, told in sorted(found, key=lambda one: one[0])], "full": full}
