"""The roster as a calendar file (iCalendar, RFC 5545) that Outlook, Google and Apple read.

The same shift of the same person always gets the same UID, so that importing again updates what is there. What lies after one
another on the same channels is one event. Shifts do not block the calendar: TRANSP is TRANSPARENT.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime

from checklists import stockholm
from checklists.errors import InputError
from checklists.plan import planned
from checklists.plan.planned import Planned, Turn

FOLD_AT = 75
FIRST_YEAR, LAST_YEAR = 2000, 2099
MAX_SEQUENCE = 1_000_000_000
_SPECIAL = re.compile(r"[\\;,]")
_ZONE = """\
BEGIN:VTIMEZONE
TZID:Europe/Stockholm
BEGIN:DAYLIGHT
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
TZNAME:CEST
DTSTART:19700329T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
TZNAME:CET
DTSTART:19701025T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE"""


def write_calendar(payload: Mapping[str, object]) -> dict[str, str]:
    """Return {"name": file name, "text"} of the roster as .ics, lines ending in CRLF.

    Payload: {"instance", "assignments", "names"?: {channel id: shown name}, "person"?: id or None for everyone, "made": ISO time,
    "sequence"?: int that grows with every new version}. Raises InputError, also where there is no shift to write.
    """
    roster = planned.read(payload)
    stamp, sequence = _stamp(payload.get("made")), _sequence(payload.get("sequence", 0))
    turns = roster.turns()
    if not turns:
        raise InputError("assignments", "no shifts", "Det finns inga pass att lägga i en kalender.")
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Helsingborgs stad//Bemanna svar//SV", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", *_ZONE.splitlines()]
    for turn in turns:
        lines += _event(roster, turn, stamp, sequence)
    lines.append("END:VCALENDAR")
    return {"name": planned.file_name(roster, "ics"), "text": "".join(f"{_folded(line)}\r\n" for line in lines)}


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
        f"DTSTART;TZID=Europe/Stockholm:{first.begins:%Y%m%dT%H%M%S}",
        f"DTEND;TZID=Europe/Stockholm:{last.ends:%Y%m%dT%H%M%S}",
        f"SUMMARY:{_escaped(f'{summary} på kommentarer: {channels}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _uid(roster: Planned, turn: Turn) -> str:
    """Return the UID of the turn's first shift; channels are no part of it, so a change of channel updates the event."""
    first = roster.instance.shifts[turn.shifts[0]]
    named = [roster.instance.id, roster.instance.people[turn.person].id, first.date.isoformat(), first.half]
    return f"{hashlib.sha256(json.dumps(named).encode()).hexdigest()[:32]}@bemanna-svar"


def _stamp(value: object) -> str:
    """Return a time with an offset, or Stockholm's time, as iCalendar's UTC."""
    wall = stockholm.parse(value, "made")
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise InputError("made", f"{value!r} is too far away in time", "Tiden när filen görs är orimlig.")
    moment = datetime.fromisoformat(str(value).strip())
    moment = moment if moment.tzinfo else datetime.fromisoformat(stockholm.to_iso(wall))
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _sequence(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MAX_SEQUENCE:
        raise InputError("sequence", "must be a whole number from 0", "Versionens nummer ska vara ett heltal från 0.")
    return value


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _folded(line: str) -> str:
    """Return the line cut so that no part is longer than 75 octets, never within a letter."""
    parts, length = [""], 0
    for letter in line:
        octets = len(letter.encode())
        if length + octets > FOLD_AT:
            parts.append(" ")
            length = 1
        parts[-1] += letter
        length += octets
    return "\r\n".join(parts)
