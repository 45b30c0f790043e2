"""What every calendar file of ours is made of (iCalendar, RFC 5545): Stockholm's time zone, times, and lines as they must be."""

import json
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from checklists import stockholm
from checklists.errors import InputError

FOLD_AT = 75
FIRST_YEAR, LAST_YEAR = 2000, 2099
_SPECIAL = re.compile(r"[\\;,]")
ZONE = """\
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


def calendar(product: str, events: Iterable[str]) -> str:
    """Return a whole file: the lines of `events` after Stockholm's time zone, folded, lines ending in CRLF.

    METHOD is PUBLISH: the file opens as something to put in a calendar, and asks nobody for an answer.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"PRODID:-//Helsingborgs stad//{product}//SV", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", *ZONE.splitlines(), *events, "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def local(name: str, wall: datetime) -> str:
    """Return a property such as DTSTART with a time as the clock in Stockholm shows it."""
    return f"{name};TZID=Europe/Stockholm:{wall:%Y%m%dT%H%M%S}"


def stamp(value: object) -> str:
    """Return a time with an offset, or Stockholm's time, as iCalendar's UTC."""
    wall = stockholm.parse(value, "made")
    if not FIRST_YEAR <= wall.year <= LAST_YEAR:
        raise InputError("made", f"{value!r} is too far away in time", "Tiden när filen görs är orimlig.")
    moment = datetime.fromisoformat(str(value).strip())
    moment = moment if moment.tzinfo else datetime.fromisoformat(stockholm.to_iso(wall))
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def uid(named: Sequence[str], tool: str) -> str:
    """Return an event's UID: the same whenever what it is `named` by is the same."""
    import hashlib  # a large module, for calendars only

    return f"{hashlib.sha256(json.dumps(named).encode()).hexdigest()[:32]}@{tool}"


def escaped(text: str) -> str:
    """Return the text as a value: what separates values is marked, and a line break is written out."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text).replace("\n", "\\n")


def folded(line: str) -> str:
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
