"""A roster as the form holds it - an instance, who is assigned where, what channels are called - checked and ready to show."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from checklists.errors import InputError
from checklists.roster import instance as instances
from checklists.roster.instance import HALVES, Instance

Assignment = tuple[int, int, int]
_MORE_THAN_ANY_ROSTER = 1_000_000
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_PARTS = {"date", "half", "channel", "person"}


@dataclass(frozen=True, slots=True)
class Turn:
    """What one person does without a break on a day: shifts by number, always on the same channels."""

    person: int
    shifts: tuple[int, ...]
    channels: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Planned:
    """`assignments` are sorted (shift, channel, person) by number; `person` is whose roster is wanted, None for everyone's."""

    instance: Instance
    assignments: tuple[Assignment, ...]
    names: tuple[str, ...]
    person: int | None

    def turns(self) -> list[Turn]:
        """Return what everyone does, in the order of the shifts; halves of a day on the same channels make one turn."""
        works: dict[tuple[int, int], list[int]] = {}
        for shift, channel, person in self.assignments:
            works.setdefault((person, shift), []).append(channel)
        turns = []
        for (person, _), shifts in groupby(sorted(works), key=lambda key: (key[0], self.instance.shifts[key[1]].date)):
            for channels, together in groupby(shifts, key=lambda key: tuple(works[key])):
                turns.append(Turn(person, tuple(shift for _, shift in together), channels))
        return sorted(turns, key=lambda turn: (turn.shifts, turn.person))

    def name_of(self, person: int) -> str:
        """Return how a person is called: her name on one line, her id where she has none."""
        return on_one_line(self.instance.people[person].name) or on_one_line(self.instance.people[person].id)


def read(payload: Mapping[str, object]) -> Planned:
    """Return the roster in {"instance", "assignments", "names"?: {channel id: shown name}, "person"?: id or None}.

    Raises InputError for an instance that is none, and for assignments and names that do not belong to it.
    """
    instance = instances.read(payload.get("instance"))
    names = channel_names(payload.get("names", {}), instance, "names")
    wanted = payload.get("person")
    ids = [person.id for person in instance.people]
    if wanted is not None and wanted not in ids:
        raise InputError("person", f"unknown person {wanted!r}", "Personen finns inte i bemanningen.")
    person = None if wanted is None else ids.index(str(wanted))
    listed = assignments(payload.get("assignments"), instance, "assignments")
    return Planned(
        instance=instance,
        assignments=tuple(item for item in listed if person in (None, item[2])),
        names=tuple(on_one_line(names.get(channel) or channel) for channel in instance.channels),
        person=person,
    )


def assignments(value: object, instance: Instance, field: str) -> list[Assignment]:
    """Return a list of {"date", "half", "channel", "person"} as sorted numbers; raise InputError that names the place."""
    if not isinstance(value, list) or len(value) > _MORE_THAN_ANY_ROSTER:
        raise InputError(field, "must be a list", "Listan över vem som svarar när saknas.")
    shifts = {(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)}
    channels = {channel: number for number, channel in enumerate(instance.channels)}
    people = {person.id: number for number, person in enumerate(instance.people)}
    found: set[Assignment] = set()
    for number, item in enumerate(value, 1):
        place = f"{field}[{number}]"
        if not isinstance(item, dict) or set(item) != _PARTS or not all(isinstance(part, str) for part in item.values()):
            raise InputError(place, f"must hold the texts {', '.join(sorted(_PARTS))}", "Ett pass har fel form.")
        shift, channel, person = (item["date"], item["half"]), item["channel"], item["person"]
        if shift not in shifts:
            raise InputError(place, f"{shift} is no shift of the period", "Ett pass ligger utanför periodens arbetsdagar.")
        if channel not in channels:
            raise InputError(place, f"unknown channel {channel!r}", "Ett pass gäller en kanal som inte finns.")
        if person not in people:
            raise InputError(place, f"unknown person {person!r}", "Ett pass har en person som inte finns.")
        assigned = (shifts[shift], channels[channel], people[person])
        if assigned in found:
            raise InputError(place, "stands there twice", "Samma pass står två gånger.")
        found.add(assigned)
    return sorted(found)


def channel_names(value: object, instance: Instance, field: str) -> dict[str, str]:
    """Return {channel id: shown name}; raise InputError for other types and for channels that do not exist."""
    if not isinstance(value, dict) or not all(isinstance(name, str) for name in value.values()):
        raise InputError(field, "must be an object of texts", "Kanalernas namn har fel form.")
    for channel in value:
        if channel not in instance.channels:
            raise InputError(f"{field}.{channel}", "is not a channel", "Ett namn gäller en kanal som inte finns.")
    return value


def file_name(roster: Planned, ending: str) -> str:
    """Return a name such as bemanning-vecka-2-2027.ics, for one person pass-louise-ek-vecka-2-2027.ics."""
    start = roster.instance.start
    weeks = [(start + timedelta(weeks=number)).isocalendar() for number in (0, roster.instance.weeks - 1)]
    period = "-till-".join(dict.fromkeys(f"vecka-{week.week}-{week.year}" for week in weeks))
    whose = "bemanning" if roster.person is None else f"pass-{_plain(roster.name_of(roster.person))}".rstrip("-")
    return f"{whose}-{period}.{ending}"


def hours(half_from: str, half_to: str) -> tuple[int, int]:
    """Return the hours when the first of two halves opens and the last one closes."""
    return HALVES[half_from][0].hour, HALVES[half_to][1].hour


def on_one_line(text: str) -> str:
    """Return the text on one line, without control characters and with nothing that UTF-8 cannot hold."""
    return " ".join(_CONTROL.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).split())


def _plain(text: str) -> str:
    """Return the text in letters that every file system takes."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")[:60]
