"""The roster as a calendar file (iCalendar, RFC 5545) that Outlook, Google and Apple read.

The same shift of the same person always gets the same UID, so that importing again updates what is there. What lies after one
another on the same channels is one event. Shifts do not block the calendar: TRANSP is TRANSPARENT.
"""

from collections.abc import Mapping

from checklists.errors import InputError
from checklists.plan import calendar_parts as parts
from checklists.plan import planned
from checklists.plan.planned import Planned, Turn

MAX_SEQUENCE = 1_000_000_000


def write_calendar(payload: Mapping[str, object]) -> dict[str, str]:
    """Return {"name": file name, "text"} of the roster as .ics, lines ending in CRLF.

    Payload: {"instance", "assignments", "names"?: {channel id: shown name}, "person"?: id or None for everyone, "made": ISO time,
    "sequence"?: int that grows with every new version}. Raises InputError, also where there is no shift to write.
    """
    roster = planned.read(payload)
    stamp, sequence = parts.stamp(payload.get("made")), _sequence(payload.get("sequence", 0))
    turns = roster.turns()
    if not turns:
        raise InputError("assignments", "no shifts", "Det finns inga pass att lägga i en kalender.")
    events = (line for turn in turns for line in _event(roster, turn, stamp, sequence))
    return {"name": planned.file_name(roster, "ics"), "text": parts.calendar("Bemanna svar", events)}


def _event(roster: Planned, turn: Turn, stamp: str, sequence: int) -> list[str]:
    first, last = (roster.instance.shifts[shift] for shift in (turn.shifts[0], turn.shifts[-1]))
    who = roster.name_of(turn.person) if roster.person is None else ""
    summary = f"{who} svarar" if who else "Svara"
    channels = ", ".join(roster.names[channel] for channel in turn.channels)
    return [
        "BEGIN:VEVENT",
        f"UID:{_uid(roster, turn)}",
        f"DTSTAMP:{stamp}",
        f"SEQUENCE:{sequence}",
        parts.local("DTSTART", first.begins),
        parts.local("DTEND", last.ends),
        f"SUMMARY:{parts.escaped(f'{summary} på kommentarer: {channels}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(roster: Planned, turn: Turn) -> str:
    """Return the UID of the turn's first shift; channels are no part of it, so a change of channel updates the event."""
    first = roster.instance.shifts[turn.shifts[0]]
    named = [roster.instance.id, roster.instance.people[turn.person].id, first.date.isoformat(), first.half]
    return parts.uid(named, "bemanna-svar")


def _sequence(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_SEQUENCE:
        raise InputError("sequence", "must be a whole number from 0", "Versionens nummer ska vara ett heltal från 0.")
    return value
