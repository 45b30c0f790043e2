"""An instance of the roster problem: people, channels, shifts and how many each shift needs, read from roster-instance/1.

Everything is numbered: channels, people and shifts by their place in their lists. A shift is a half of a working day,
am 08-12 or pm 12-17. Shifts stay in pairs: number ^ 1 is the other half of the same day. On a half day the closed half is a
shift too, one that needs nobody and that nobody could take.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from checklists import stockholm, worktime
from checklists.errors import InputError, shown
from checklists.worktime import LocalDays

FORMAT = "roster-instance/1"
HALVES = worktime.HALVES
MAX_WEEKS, MAX_PEOPLE, MAX_CHANNELS, MAX_POSTS, MAX_ABSENCES = 53, 500, 50, 10_000, 2_000
DEFAULT_NEED, DEFAULT_POST_NEED = 1, 2
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Shift:
    """One half of a working day; `week` counts from the start of the period."""

    date: date
    half: str
    week: int

    @property
    def begins(self) -> datetime:
        """The first moment, in Stockholm wall time."""
        return datetime.combine(self.date, HALVES[self.half][0])

    @property
    def ends(self) -> datetime:
        """The first moment after it, in Stockholm wall time."""
        return datetime.combine(self.date, HALVES[self.half][1])


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may answer. `channels` are numbers of channels, `away` (date, half) pairs, `cap` shifts a week or None."""

    id: str
    name: str
    title: str
    unit: str
    channels: frozenset[int]
    away: frozenset[tuple[date, str]]
    cap: int | None
    combines: bool


@dataclass(frozen=True, slots=True)
class Post:
    """A post of which much activity is expected: who shall answer from `start` (wall time) until `end`."""

    published: datetime
    channels: frozenset[int]
    need: int
    title: str
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Instance:
    """`need[shift][channel]` people are wanted. `available[person]` are the numbers of the shifts that the person could take.

    `half_days` are the days of the period of which the city has one half off.
    """

    id: str
    start: date
    weeks: int
    channels: tuple[str, ...]
    people: tuple[Person, ...]
    posts: tuple[Post, ...]
    shifts: tuple[Shift, ...]
    need: tuple[tuple[int, ...], ...]
    available: tuple[frozenset[int], ...]
    capacity: tuple[int, ...]
    half_days: frozenset[date]


def read(payload: object, local: LocalDays | None = None) -> Instance:
    """Return the instance in plain data, or raise InputError that names the field: wrong type, unknown name, double id.

    `local` are the city's own days off; without them the city's table holds.
    """
    data = _object(payload, "", {"format", "id", "period", "channels", "people", "posts"})
    if data["format"] != FORMAT:
        raise InputError("format", f"must be {FORMAT!r}", f"Filen har inte formatet {FORMAT}.")
    start, weeks = _period(data["period"])
    shifts = _shifts(start, weeks, local)
    closed = frozenset(number for number, shift in enumerate(shifts) if not worktime.is_working_time(shift.begins, local))
    channels, needs = _channels(data["channels"])
    people = tuple(
        _person(item, f"people[{number}]", channels) for number, item in enumerate(_list(data["people"], "people", MAX_PEOPLE), 1)
    )
    _unique([person.id for person in people], "people", "personerna")
    posts = tuple(
        _post(item, f"posts[{number}]", channels, local)
        for number, item in enumerate(_list(data["posts"], "posts", MAX_POSTS), 1)
    )
    available = tuple(
        frozenset(number for number, shift in enumerate(shifts) if (shift.date, shift.half) not in person.away) - closed
        for person in people
    )
    return Instance(
        id=_text(data["id"], "id"),
        start=start,
        weeks=weeks,
        channels=channels,
        people=people,
        posts=posts,
        shifts=shifts,
        need=_need(shifts, needs, posts, closed),
        available=available,
        capacity=tuple(_capacity(person, free, shifts, weeks) for person, free in zip(people, available, strict=True)),
        half_days=frozenset(shifts[number].date for number in closed),
    )


def _period(value: object) -> tuple[date, int]:
    period = _object(value, "period", {"start", "weeks"})
    start = _date(period["start"], "period.start")
    if start.weekday():
        raise InputError(
            "period.start", f"{start} is not a Monday", f"Perioden ska börja en måndag, och {start} är ingen måndag."
        )
    weeks = _whole(period["weeks"], "period.weeks", 1, MAX_WEEKS)
    return start, weeks


def _shifts(start: date, weeks: int, local: LocalDays | None) -> tuple[Shift, ...]:
    days = (start + timedelta(days=number) for number in range(7 * weeks))
    return tuple(
        Shift(day, half, (day - start).days // 7) for day in days if worktime.is_working_day(day, local) for half in HALVES
    )


def _channels(value: object) -> tuple[tuple[str, ...], list[int]]:
    items = _list(value, "channels", MAX_CHANNELS)
    if not items:
        raise InputError("channels", "must not be empty", "Lägg till minst en kanal.")
    names, needs = [], []
    for number, item in enumerate(items, 1):
        field = f"channels[{number}]"
        channel = _object(item, field, {"id"}, {"need"})
        names.append(_text(channel["id"], f"{field}.id"))
        needs.append(_whole(channel.get("need", DEFAULT_NEED), f"{field}.need", 0))
    _unique(names, "channels", "kanalerna")
    return tuple(names), needs


def _person(value: object, field: str, channels: tuple[str, ...]) -> Person:
    person = _object(
        value, field, {"id", "name", "title", "unit", "channels"}, {"absences", "max_shifts_per_week", "may_combine"}
    )
    cap = person.get("max_shifts_per_week")
    combines = person.get("may_combine", False)
    if not isinstance(combines, bool):
        raise InputError(
            f"{field}.may_combine", "must be true or false", "Svara ja eller nej på om personen kan ta flera kanaler."
        )
    away: set[tuple[date, str]] = set()
    for number, item in enumerate(_list(person.get("absences", []), f"{field}.absences", MAX_ABSENCES), 1):
        where = f"{field}.absences[{number}]"
        absence = _object(item, where, {"date"}, {"half"})
        half = absence.get("half")
        if "half" in absence and not (isinstance(half, str) and half in HALVES):
            raise InputError(f"{where}.half", 'must be "am" or "pm"', "Frånvaron gäller förmiddag (am) eller eftermiddag (pm).")
        away |= {(_date(absence["date"], f"{where}.date"), part) for part in ([half] if isinstance(half, str) else HALVES)}
    allowed = range(len(channels)) if person["channels"] == "all" else _names(person["channels"], f"{field}.channels", channels)
    return Person(
        id=_text(person["id"], f"{field}.id"),
        name=_text(person["name"], f"{field}.name", empty=True),
        title=_text(person["title"], f"{field}.title", empty=True),
        unit=_text(person["unit"], f"{field}.unit", empty=True),
        channels=frozenset(allowed),
        away=frozenset(away),
        cap=None if cap is None else _whole(cap, f"{field}.max_shifts_per_week", 0),
        combines=combines,
    )


def _post(value: object, field: str, channels: tuple[str, ...], local: LocalDays | None) -> Post:
    post = _object(value, field, {"published", "channels"}, {"need", "title"})
    written = post["published"]
    published = stockholm.parse(written, f"{field}.published")
    if not re.search(r"(?:[Zz]|[+-]\d\d:?\d\d)$", str(written).strip()):
        raise InputError(
            f"{field}.published", f"{written!r} has no offset such as +01:00", "Tiden ska sluta med tidszon, till exempel +01:00."
        )
    chosen = _names(post["channels"], f"{field}.channels", channels)
    if not chosen:
        raise InputError(f"{field}.channels", "must not be empty", "Välj minst en kanal för inlägget.")
    start = published if worktime.is_working_time(published, local) else worktime.next_opening(published, local)
    return Post(
        published=published,
        channels=frozenset(chosen),
        need=_whole(post.get("need", DEFAULT_POST_NEED), f"{field}.need", 1),
        title=_text(post.get("title", ""), f"{field}.title", empty=True),
        start=start,
        end=worktime.reply_due(published, local),
    )


def _need(
    shifts: tuple[Shift, ...], needs: list[int], posts: tuple[Post, ...], closed: Collection[int]
) -> tuple[tuple[int, ...], ...]:
    """Return the people wanted per shift and channel: the channel's own, or a post's whose window the shift overlaps."""
    table = [list(needs) for _ in shifts]
    begins, ends = [shift.begins for shift in shifts], [shift.ends for shift in shifts]
    for post in posts:
        for wanted in table[bisect_right(ends, post.start) : bisect_left(begins, post.end)]:
            for channel in post.channels:
                wanted[channel] = max(wanted[channel], post.need)
    nobody = (0,) * len(needs)
    return tuple(nobody if number in closed else tuple(wanted) for number, wanted in enumerate(table))


def _capacity(person: Person, available: Collection[int], shifts: tuple[Shift, ...], weeks: int) -> int:
    free = [0] * weeks
    for number in available:
        free[shifts[number].week] += 1
    return sum(count if person.cap is None else min(person.cap, count) for count in free)


def _object(value: object, field: str, required: set[str], optional: set[str] = frozenset()) -> dict[str, Any]:  # type: ignore[assignment]
    if not isinstance(value, dict):
        raise InputError(field, "must be an object", "Underlaget har fel form här.")
    for key in sorted(required - set(value)):
        raise InputError(f"{field}.{key}".lstrip("."), "is missing", "Uppgiften saknas.")
    for key in value:
        if key not in required | optional:
            raise InputError(f"{field}.{key}".lstrip("."), "is not a known field", f"Fältet {key} känner vi inte till.")
    return value


def _list(value: object, field: str, limit: int) -> list[Any]:
    if not isinstance(value, list):
        raise InputError(field, "must be a list", "Det ska vara en lista.")
    if len(value) > limit:
        raise InputError(field, f"has {len(value)} items; at most {limit} are taken", f"Listan är för lång: högst {limit} rader.")
    return value


def _text(value: object, field: str, *, empty: bool = False) -> str:
    if not isinstance(value, str) or not (value or empty):
        raise InputError(field, "must be a text" if empty else "must be a text that is not empty", "Skriv en text här.")
    return value


def _whole(value: object, field: str, least: int, most: int = 1_000) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise InputError(field, f"must be a whole number from {least} to {most}", f"Skriv ett heltal från {least}.")
    return value


def _date(value: object, field: str) -> date:
    try:
        if isinstance(value, str) and _ISO_DATE.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass
    raise InputError(field, f"{value!r} is not a date such as 2027-01-11", "Det är inget datum. Skriv till exempel 2027-01-11.")


def _names(value: object, field: str, known: tuple[str, ...]) -> list[int]:
    names = _list(value, field, len(known))
    for name in names:
        if name not in known:
            raise InputError(
                field, f"unknown channel {name!r} (known: {', '.join(known)})", f"Kanalen {shown(name)} finns inte i listan."
            )
    _unique(names, field, "kanalerna")
    return [known.index(name) for name in names]


def _unique(names: list[str], field: str, what: str) -> None:
    for place, name in enumerate(names):
        if name in names[:place]:
            raise InputError(field, f"{name!r} stands there twice", f"”{shown(name)}” står två gånger bland {what}.")
