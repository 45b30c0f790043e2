"""What would close the gaps of an instance that cannot be covered, in words: the smallest changes, each proved by a roster."""

from dataclasses import replace
from typing import Any

from checklists.roster import coverage, repair_changes, swedish, table
from checklists.roster.gap_lines import Line, lines, single
from checklists.roster.network import Network
from checklists.roster.repair_changes import Change
from checklists.roster.repair_search import Repair, Search, least_people
from checklists.roster.table import Table

TOLD_LINES, TOLD_REPAIRS = 4, 3
NO_SINGLE = "Vi hittar ingen enskild ändring som hjälper där."
UNSURE = " Det kan finnas ett schema med färre luckor som vi inte har hittat."


def repairs(payload: object) -> dict[str, Any]:
    """Return what lacks people and the smallest changes that help, for a table (table.read); "assignments" may be left out.

    {"gaps": [{"date", "half", "channel", "missing", "text"}], "lines": [{"text", "gaps": [numbers of gaps]}],
    "repairs": [{"kind": "channel"|"absence"|"cap"|"combine"|"several"|"person", "text", "fills", "complete",
    "line": number or None, "people": [ids], "changes": [as repair_changes.plain], "count": people to add, of kind person}],
    "proved", "text"}.

    The gaps are those that are left when the roster is filled as far as it goes; `proved` says that no roster has fewer. Each of
    a repair's "changes" alone closes "fills" gaps (those of "line", if given); of kind "several" all are needed. A repair is
    complete where no gap is left. Those of a line are listed only where no single change closes all. InputError names the field.
    """
    data = payload if isinstance(payload, dict) else {}
    held = table.read({**data, "assignments": data.get("assignments") or []} if data else payload)
    before = sum(missing for _, _, missing in table.gaps(held.roster))
    network, proved = coverage.cover(held.instance, held.roster, data["instance"])
    gaps = network.gaps()
    told = lines(held, gaps)
    found = Search(network, gaps, told).run()
    places = sorted(gaps)
    wanted = _people(held, network, gaps) if gaps and not any(one.complete and not one.together for one in found) else None
    return {
        "gaps": [held.place(*place) | {"missing": gaps[place], "text": single(held, place, gaps[place])} for place in places],
        "lines": [{"text": line.text, "gaps": [places.index(place) for place in line.places]} for line in told],
        "repairs": [_plain(held, told, one) for one in found] + ([wanted] if wanted else []),
        "proved": proved,
        "text": _text(held, told, found, wanted, before if data.get("assignments") else 0) + ("" if proved else UNSURE),
    }


def _people(held: Table, network: Network, gaps: dict[tuple[int, int], int]) -> dict[str, Any]:
    """Return how many people more, who are there always, close every gap: for the channels that have gaps, else for all."""
    everything = list(range(len(held.instance.channels)))
    lacking = sorted({channel for _, channel in gaps})
    few, many = least_people(network, everything, gaps), least_people(network, lacking, gaps)
    channels = lacking if few == many and len(lacking) < len(everything) else everything
    what = (
        "alla kanaler" if channels == everything and len(channels) > 1 else swedish.both([held.channels[one] for one in channels])
    )
    more = f"{swedish.people(few)} till"
    return {
        "kind": "person",
        "text": f"Utan andra ändringar behövs {more} som kan svara på {what}.",
        "fills": sum(gaps.values()),
        "complete": True,
        "line": None,
        "people": [],
        "changes": [],
        "count": few,
    }


def _plain(held: Table, told: list[Line], repair: Repair) -> dict[str, Any]:
    return {
        "kind": "several" if repair.together else repair.changes[0].kind,
        "text": _sentence(held, told, repair),
        "fills": repair.fills,
        "complete": repair.complete,
        "line": repair.line,
        "people": [held.instance.people[change.person].id for change in repair.changes],
        "changes": [repair_changes.plain(held, change) for change in repair.changes],
    }


def _condition(held: Table, told: list[Line], repair: Repair) -> str:
    if repair.together:
        alike: dict[Change, list[Change]] = {}
        for change in repair.changes:
            alike.setdefault(replace(change, person=0), []).append(change)
        return swedish.both([repair_changes.condition(held, group, together=True) for group in alike.values()])
    spoken = told[repair.line or 0].places
    only = spoken[0][0] if len(spoken) == 1 and (repair.line is not None or len(told) == 1) else None
    return repair_changes.condition(held, repair.changes, only)


def _sentence(held: Table, told: list[Line], repair: Repair) -> str:
    return f"{_opening(told, repair)} om {_condition(held, told, repair)}."


def _opening(told: list[Line], repair: Repair) -> str:
    if repair.together:
        return "Allt går ihop"
    if repair.complete:
        return "Det går ihop"
    line = told[repair.line or 0]
    if repair.fills < line.missing:
        return f"{swedish.sentence(swedish.written(repair.fills))} av {swedish.written(line.missing)} luckor fylls"
    return "Luckan fylls" if line.missing == 1 else "Luckorna fylls"


def _text(held: Table, told: list[Line], found: list[Repair], wanted: dict[str, Any] | None, before: int) -> str:
    """Return the whole as running text; `before` are the gaps of the table that was given."""
    missing = sum(line.missing for line in told)
    parts = []
    if before > missing:
        closed = before - missing
        parts.append(f"{swedish.sentence(swedish.count(closed, 'lucka', 'luckor'))} fylls om du planerar om.")
    if not told:
        return " ".join(parts) or "Alla platser är bemannade."
    whole = [one for one in found if one.complete and not one.together]
    for number, line in enumerate(told[:TOLD_LINES]):
        parts.append(line.text)
        parts += _joined(held, told, [one for one in found if one.line == number]) or ([] if whole else [NO_SINGLE])
    if len(told) > TOLD_LINES:
        left = sum(line.missing for line in told[TOLD_LINES:])
        parts.append(f"Dessutom saknas {swedish.people(left)} på andra pass.")
    parts += _joined(held, told, whole)
    parts += [_sentence(held, told, one) for one in found if one.together]
    if wanted:
        parts.append(wanted["text"])
    return " ".join(parts)


def _joined(held: Table, told: list[Line], found: list[Repair]) -> list[str]:
    """Return one sentence with the alternatives, or none."""
    if not found:
        return []
    conditions = [f"om {_condition(held, told, one)}" for one in found[:TOLD_REPAIRS]]
    return [f"{_opening(told, found[0])} {', eller '.join(conditions)}."]
