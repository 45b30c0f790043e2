"""The roster to take along: a table that a Swedish Excel opens right, and plain text for a chat or a mail."""

from collections.abc import Iterator, Mapping
from datetime import date

from checklists import csvtext
from checklists.plan import planned
from checklists.plan.planned import Planned
from checklists.stockholm import WEEKDAYS, short_day

HEADERS = "Datum Veckodag Vecka Pass Tid Kanal Namn Titel Enhet".split()
UNMANNED = "OBEMANNAT"
_HALF_NAMES = {"am": "förmiddag", "pm": "eftermiddag"}
_NUMBERS = "noll en två tre fyra fem sex sju åtta nio tio elva tolv".split()


def write_table(payload: Mapping[str, object]) -> dict[str, str]:
    """Return {"name": file name, "text"}: CSV with semicolons, a byte order mark and CRLF, one row per person, shift and channel.

    Payload as for write_calendar, without "made". A place that nobody has is a row of its own, OBEMANNAT; not where one person's
    roster is wanted.
    """
    roster = planned.read(payload)
    return {"name": planned.file_name(roster, "csv"), "text": csvtext.table(HEADERS, _rows(roster))}


def write_text(payload: Mapping[str, object]) -> dict[str, str]:
    """Return {"text"}: the roster by week and day in plain Swedish, or one person's shifts.

    Payload as for write_calendar, without "made".
    """
    roster = planned.read(payload)
    days = _own_days(roster) if roster.person is not None else _days(roster)
    lines = [] if roster.person is None else [f"Mina pass: {roster.name_of(roster.person)}", ""]
    week = None
    for day, entries in sorted(days.items()):
        if day.isocalendar()[:2] != week:
            lines += [""] * (week is not None) + [f"Vecka {day.isocalendar().week}"]
            week = day.isocalendar()[:2]
        lines.append(short_day(day).capitalize())
        lines += [f"  {entry}" for entry in entries]
    if not days:
        lines.append("Inga pass i perioden.")
    return {"text": "\n".join(lines) + "\n"}


def _rows(roster: Planned) -> Iterator[list[str]]:
    for number, channel, people, missing in _places(roster):
        shift = roster.instance.shifts[number]
        opens, closes = planned.hours(shift.half, shift.half)
        place = [shift.date.isoformat(), WEEKDAYS[shift.date.weekday()], str(shift.date.isocalendar().week)]
        place += [_HALF_NAMES[shift.half], f"{opens}.00–{closes}.00", roster.names[channel]]
        for person in people:
            about = roster.instance.people[person]
            yield [*place, roster.name_of(person), planned.on_one_line(about.title), planned.on_one_line(about.unit)]
        for _ in range(missing):
            yield [*place, UNMANNED, "", ""]


def _places(roster: Planned) -> Iterator[tuple[int, int, list[int], int]]:
    """Return (shift, channel, who answers, how many lack) in order; of one person's roster nobody lacks."""
    on: dict[tuple[int, int], list[int]] = {}
    for shift, channel, person in roster.assignments:
        on.setdefault((shift, channel), []).append(person)
    for shift, needs in enumerate(roster.instance.need):
        for channel, need in enumerate(needs):
            people = on.get((shift, channel), [])
            yield shift, channel, people, max(0, need - len(people)) if roster.person is None else 0


def _days(roster: Planned) -> dict[date, list[str]]:
    """Return what to say of each day: a line per channel and half, or one for the whole day where both halves are alike."""
    said: dict[date, dict[int, dict[str, str]]] = {}
    for number, channel, people, missing in _places(roster):
        if people or missing:
            shift = roster.instance.shifts[number]
            halves = said.setdefault(shift.date, {}).setdefault(channel, {})
            halves[shift.half] = _who([roster.name_of(person) for person in people], missing)
    days = {}
    for day, channels in said.items():
        entries = []
        for channel, halves in channels.items():
            same = len(set(halves.values())) == 1
            for half in list(halves)[:1] if same else halves:
                opens, closes = planned.hours(half, list(halves)[-1] if same else half)
                entries.append((opens, closes, channel, halves[half]))
        days[day] = [f"{opens}–{closes} {roster.names[channel]}: {who}" for opens, closes, channel, who in sorted(entries)]
    return days


def _own_days(roster: Planned) -> dict[date, list[str]]:
    days: dict[date, list[str]] = {}
    for turn in roster.turns():
        first, last = (roster.instance.shifts[shift] for shift in (turn.shifts[0], turn.shifts[-1]))
        opens, closes = planned.hours(first.half, last.half)
        channels = ", ".join(roster.names[channel] for channel in turn.channels)
        days.setdefault(first.date, []).append(f"{opens}–{closes} {channels}")
    return days


def _who(names: list[str], missing: int) -> str:
    if not missing:
        return ", ".join(names)
    number = _NUMBERS[missing] if missing < len(_NUMBERS) else str(missing)
    lack = f"{number} {'person' if missing == 1 else 'personer'} saknas"
    if names:
        return f"{', '.join(names)} ({lack})"
    return UNMANNED if missing == 1 else f"{UNMANNED} ({lack})"
