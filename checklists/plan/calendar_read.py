"""Events out of a calendar file (iCalendar, RFC 5545) from Outlook, Google or Apple, within a period, in Stockholm's time.

An event that is not understood becomes a problem that names it, never a guess. Everything is bounded: the file, its events,
the work that rules of recurrence may cost, and what is returned.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta

from checklists.errors import InputError
from checklists.plan import decode
from checklists.plan.calendar_events import MARGIN, Event, UnclearEventError, read, rough_day, title_of
from checklists.plan.calendar_lines import Component, components
from checklists.plan.calendar_rules import Budget
from checklists.plan.calendar_zones import Zones
from checklists.plan.date_words import start_of
from checklists.plan.problems import Problems, quote
from checklists.roster.instance import HALVES, MAX_WEEKS

MAX_STEPS = 1_000_000
# Events and halves together.
MAX_FOUND = 50_000
_SATURDAY = 5
_TOO_MANY = "kalendern har för mycket i perioden, så det som kommer efter den här händelsen är inte med."
Skipped = dict[str, set[datetime | date]]


def read_calendar(payload: Mapping[str, object]) -> dict[str, object]:
    """Return {"events", "problems"} of an .ics file for the period.

    Payload: {"name", "content": base64, "start": ISO date, "weeks": int}. An event is {"title", "start": "2027-01-11T09:00",
    "end", "all_day": bool, "free": bool, "halves": [{"date", "half"}]}: Stockholm's clock, the end exclusive; `free` where the
    calendar shows the time as free; `halves` the shifts, Monday to Friday, that it touches. Recurring events come once for each
    time.
    Cancelled events are left out and told among the problems. Raises InputError where the file as a whole cannot be read.
    """
    begins, ends = _period(payload)
    found, described = components(decode.file_bytes(payload))
    problems, budget = Problems(), Budget(MAX_STEPS)
    events = _latest(_read_all(found, Zones(described), begins, ends, problems))
    replaced, broken = _replaced(events)
    listed: list[dict[str, object]] = []
    size = 0
    for event in events:
        if not event.may_touch(begins, ends):
            continue
        try:
            if event.uid in broken and not event.replaces:
                raise UnclearEventError("är en serie där en ändring gäller alla senare gånger. Den formen kan vi inte läsa.")
            without = set() if event.replaces else replaced.get(event.uid, set())
            spans = list(event.within(begins, ends, without, budget))
        except UnclearEventError as error:
            problems.add(event.row, f"händelsen {quote(event.title)} {error}")
            continue
        if spans and event.cancelled:
            problems.add(event.row, f"händelsen {quote(event.title)} är inställd och är inte med.")
            continue
        for start, end in spans:
            halves = _halves(max(start, begins), min(end, ends))
            listed.append(_as_data(event, start, end, halves))
            size += 1 + len(halves)
            if size > MAX_FOUND:
                problems.add(event.row, _TOO_MANY)
                return _answer(listed, problems)
    return _answer(listed, problems)


def _answer(listed: list[dict[str, object]], problems: Problems) -> dict[str, object]:
    listed.sort(key=lambda one: (str(one["start"]), str(one["end"]), str(one["title"])))
    return {"events": listed, "problems": problems.listed()}


def _read_all(found: list[Component], zones: Zones, begins: datetime, ends: datetime, problems: Problems) -> list[Event]:
    """Return the events that are understood; what is wrong with others is told where it could matter to the period."""
    events = []
    for component in found:
        try:
            events.append(read(component, zones))
        except UnclearEventError as error:
            first, last = rough_day(component, "DTSTART"), rough_day(component, "DTEND")
            comes_again = "RRULE" in component.lines or "RDATE" in component.lines
            if (first and first > (ends + MARGIN).date()) or (last and last < (begins - MARGIN).date() and not comes_again):
                continue
            problems.add(component.row, f"händelsen {quote(title_of(component))} {error}")
    return events


def _latest(events: list[Event]) -> list[Event]:
    """Return the events without older versions of the same one."""
    versions: dict[tuple[str, object], list[Event]] = defaultdict(list)
    for place, event in enumerate(events):
        name = (event.uid, event.replaces) if event.uid else ("", place)
        versions[name].append(event)
    kept: list[Event] = []
    for same in versions.values():
        newest = max(event.sequence for event in same)
        shown = set()
        for event in same:
            looks = (event.title, event.start.key, event.nominal, event.exact, event.rule)
            if event.sequence == newest and looks not in shown:
                shown.add(looks)
                kept.append(event)
    return sorted(kept, key=lambda event: event.row)


def _replaced(events: list[Event]) -> tuple[Skipped, set[str]]:
    """Return what each series shall leave out because another event stands in for it, and the series that cannot be told."""
    replaced: Skipped = defaultdict(set)
    broken = set()
    for event in events:
        if event.replaces:
            replaced[event.uid].add(event.replaces)
        if event.replaces_later:
            broken.add(event.uid)
    return replaced, broken


def _halves(start: datetime, end: datetime) -> list[dict[str, str]]:
    """Return the shifts from Monday to Friday that the time touches; a moment without length touches the one that it is in."""
    halves = []
    day = start.date()
    while datetime.combine(day, time(0)) <= end:
        for half, (opens, closes) in HALVES.items() if day.weekday() < _SATURDAY else ():
            first, last = datetime.combine(day, opens), datetime.combine(day, closes)
            if start < last and (first < end or start == end == first):
                halves.append({"date": day.isoformat(), "half": half})
        day += timedelta(days=1)
    return halves


def _as_data(event: Event, start: datetime, end: datetime, halves: list[dict[str, str]]) -> dict[str, object]:
    return {
        "title": event.title,
        "start": start.isoformat(timespec="minutes"),
        "end": end.isoformat(timespec="minutes"),
        "all_day": event.start.is_date,
        "free": event.free,
        "halves": halves,
    }


def _period(payload: Mapping[str, object]) -> tuple[datetime, datetime]:
    start, weeks = start_of(payload), payload.get("weeks")
    if start is None:
        raise InputError("start", "is missing", "Ange först vilken måndag perioden börjar.")
    if not isinstance(weeks, int) or isinstance(weeks, bool) or not 1 <= weeks <= MAX_WEEKS:
        raise InputError("weeks", f"must be a whole number from 1 to {MAX_WEEKS}", "Ange hur många veckor perioden är, 1–53.")
    begins = datetime.combine(start, time(0))
    return begins, begins + timedelta(weeks=weeks)
