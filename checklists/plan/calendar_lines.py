"""The lines of an iCalendar file (RFC 5545 section 3.1), put together and sorted into events and time zones.

Folded lines are joined as bytes, before the encoding is told: some programs fold in the middle of a letter. Only the
properties that the roster needs are kept.
"""

import re
from dataclasses import dataclass, field

from checklists.errors import InputError
from checklists.plan import decode

MAX_LINES = 200_000
MAX_EVENTS = 10_000
MAX_DEPTH = 20
_KEPT = set(
    "UID SUMMARY DTSTART DTEND DURATION RRULE RDATE EXDATE EXRULE RECURRENCE-ID STATUS TRANSP SEQUENCE "
    "TZID TZOFFSETFROM TZOFFSETTO X-MICROSOFT-CDO-BUSYSTATUS".split()
)
_NAME = re.compile(r"[A-Za-z0-9-]+")
_PARAMETER = re.compile(r';([A-Za-z0-9-]+)=((?:"[^"]*"|[^";:])*)')
_ESCAPED = re.compile(r"\\([\\;,nN])")


@dataclass(frozen=True, slots=True)
class Line:
    """One property: `row` is where it begins in the file, `value` still holds its escapes."""

    row: int
    name: str
    parameters: dict[str, str]
    value: str


@dataclass(slots=True)
class Component:
    """What stands between BEGIN and END: its properties by name, and its parts (of a time zone: its observances)."""

    kind: str
    row: int
    lines: dict[str, list[Line]] = field(default_factory=dict)
    parts: list["Component"] = field(default_factory=list)
    cancelled: bool = False
    cut_off: bool = False

    def first(self, name: str) -> Line | None:
        """Return the first property of that name."""
        return next(iter(self.lines.get(name, [])), None)

    def text(self, name: str) -> str:
        """Return the text of the first property of that name on one line, "" where there is none."""
        line = self.first(name)
        return " ".join(unescaped(line.value).split()) if line else ""


def unescaped(value: str) -> str:
    r"""Return a text value without its escapes.

    >>> unescaped(r"Fika\\, kl 3\\; alla")
    'Fika, kl 3; alla'
    """
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def components(data: bytes) -> tuple[list[Component], dict[str, Component]]:
    """Return the events of the file in order, and its time zones by id; raise InputError where it is no calendar."""
    reader = _Reader()
    for row, text in _logical_lines(data):
        reader.take(row, text)
    reader.finish()
    if not reader.is_calendar:
        raise InputError(
            "content", "holds no VCALENDAR", "Filen är ingen kalender. Exportera kalendern som .ics och försök igen."
        )
    return reader.events, reader.zones


class _Reader:
    """What has been read so far, and which components are open."""

    def __init__(self) -> None:
        self.events: list[Component] = []
        self.zones: dict[str, Component] = {}
        self.is_calendar = False
        self._open: list[Component] = []
        self._cancels = False

    def take(self, row: int, text: str) -> None:
        """Take one logical line; what is no property is passed over."""
        named = _NAME.match(text)
        if not named:
            return
        name = named[0].upper()
        if name in ("BEGIN", "END"):
            kind = text[named.end() + 1 :].strip().upper()
            (self._begin if name == "BEGIN" else self._end)(kind, row)
        elif name == "METHOD" and self._open and self._open[-1].kind == "VCALENDAR":
            self._cancels = text[named.end() + 1 :].strip().upper() == "CANCEL"
        elif name in _KEPT and self._open:
            line = _line(row, name, text, named.end())
            self._open[-1].lines.setdefault(name, []).append(line)

    def finish(self) -> None:
        """Close what the end of the file leaves open."""
        while self._open:
            self._open[-1].cut_off = True
            self._close()

    def _begin(self, kind: str, row: int) -> None:
        if kind in ("VEVENT", "VCALENDAR"):  # neither may stand inside an event: the END of that one is missing
            while self._open and (kind == "VCALENDAR" or self._open[-1].kind != "VCALENDAR"):
                self._open[-1].cut_off = True
                self._close()
        if kind == "VCALENDAR":
            self.is_calendar, self._cancels = True, False
        if len(self._open) >= MAX_DEPTH:
            raise InputError("content", f"nests deeper than {MAX_DEPTH}", "Kalendern är trasig: delarna i den stängs aldrig.")
        if self.is_calendar:
            self._open.append(Component(kind, row, cancelled=self._cancels))

    def _end(self, kind: str, row: int) -> None:
        if any(component.kind == kind for component in self._open):
            while self._open[-1].kind != kind:
                self._open[-1].cut_off = True
                self._close()
            self._close()

    def _close(self) -> None:
        done = self._open.pop()
        if done.kind == "VEVENT":
            if len(self.events) >= MAX_EVENTS:
                raise InputError(
                    "content",
                    f"has more than {MAX_EVENTS} events",
                    "Kalendern har fler än 10 000 händelser. Exportera en kortare period och försök igen.",
                )
            self.events.append(done)
        elif done.kind == "VTIMEZONE" and (name := done.text("TZID")):
            self.zones.setdefault(name, done)
        elif self._open and self._open[-1].kind == "VTIMEZONE":
            self._open[-1].parts.append(done)


def _line(row: int, name: str, text: str, place: int) -> Line:
    parameters = {}
    while found := _PARAMETER.match(text, place):
        parameters[found[1].upper()] = found[2].replace('"', "")
        place = found.end()
    return Line(row, name, parameters, text[place + 1 :].strip() if text[place : place + 1] == ":" else "")


def _logical_lines(data: bytes) -> list[tuple[int, str]]:
    """Return each line with its row in the file, folded lines joined."""
    if data.startswith(decode.UTF_16):
        data = decode.text_of(data).encode("utf-8", "replace")
    data = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    if data.count(b"\n") > MAX_LINES:
        raise InputError(
            "content",
            f"has more than {MAX_LINES} lines",
            "Kalendern har fler än 200 000 rader. Exportera en kortare period och försök igen.",
        )
    rows: list[int] = []
    parts: list[list[bytes]] = []
    for row, line in enumerate(data.split(b"\n"), 1):
        if parts and line[:1] in (b" ", b"\t"):
            parts[-1].append(line[1:])
        else:
            rows.append(row)
            parts.append([line])
    text = decode.text_of(b"\n".join(b"".join(pieces) for pieces in parts))
    return list(zip(rows, text.split("\n"), strict=True))
