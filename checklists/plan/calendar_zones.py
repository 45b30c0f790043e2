"""Time zones of calendar files without a time zone database: names that we know, and the rules that the file brings itself.

A zone is a list of observances (RFC 5545 section 3.6.5): from when a clock shows which offset. The names are those of the IANA
database and of Windows (CLDR windowsZones), for the zones around us and those whose rule is simple; the rest must come with
rules in the file. A name that we know wins over the file's rules: some programs write those wrong, none means another place.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from functools import cache

from checklists import stockholm
from checklists.plan.calendar_lines import Component
from checklists.plan.calendar_rules import Rule, UnknownRuleError, parse

STOCKHOLM = "Europe/Stockholm"
MAX_OBSERVANCES, MAX_ONSETS = 100, 2_000
_LOCAL = re.compile(r"(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)?", re.ASCII)
_OFFSET = re.compile(r"([+-])(\d\d)(\d\d)(?:\d\d)?", re.ASCII)
# Minutes from UTC in winter, and the names. Summer time as in the EU: 2000/84/EC, 01:00 UTC everywhere.
_EU = {
    0: "Europe/London|Europe/Dublin|Europe/Belfast|Europe/Lisbon|Atlantic/Canary|Atlantic/Faroe|Atlantic/Madeira|WET|"
    "GMT Standard Time",
    60: "Europe/Stockholm|Europe/Copenhagen|Europe/Oslo|Europe/Berlin|Europe/Amsterdam|Europe/Brussels|Europe/Paris|Europe/Rome|"
    "Europe/Madrid|Europe/Vienna|Europe/Zurich|Europe/Prague|Europe/Warsaw|Europe/Budapest|Europe/Luxembourg|Europe/Belgrade|"
    "Europe/Zagreb|Europe/Ljubljana|Europe/Bratislava|Europe/Sarajevo|Europe/Skopje|Europe/Podgorica|Europe/Tirane|Europe/Malta|"
    "Europe/Monaco|Europe/Andorra|Europe/Vaduz|Europe/San_Marino|Europe/Vatican|Europe/Gibraltar|Arctic/Longyearbyen|CET|MET|"
    "W. Europe Standard Time|Central Europe Standard Time|Central European Standard Time|Romance Standard Time|"
    "Västeuropa, normaltid",
    120: "Europe/Helsinki|Europe/Mariehamn|Europe/Tallinn|Europe/Riga|Europe/Vilnius|Europe/Kyiv|Europe/Kiev|Europe/Athens|"
    "Europe/Bucharest|Europe/Sofia|Asia/Nicosia|EET|FLE Standard Time|GTB Standard Time",
}
# Summer time from the second Sunday in March to the first Sunday in November at 02:00 (Energy Policy Act of 2005).
_USA = {
    -300: "America/New_York|America/Detroit|US/Eastern|EST5EDT|Eastern Standard Time",
    -360: "America/Chicago|US/Central|CST6CDT|Central Standard Time",
    -420: "America/Denver|US/Mountain|MST7MDT|Mountain Standard Time",
    -480: "America/Los_Angeles|US/Pacific|PST8PDT|Pacific Standard Time",
}
_FIXED = {
    0: "UTC|Etc/UTC|Etc/GMT|GMT|Zulu|Z|Coordinated Universal Time|Atlantic/Reykjavik|Greenwich Standard Time",
    180: "Europe/Istanbul|Turkey Standard Time|Europe/Minsk|Belarus Standard Time|Europe/Moscow|Russian Standard Time|"
    "Asia/Riyadh|Arab Standard Time|Africa/Nairobi|E. Africa Standard Time",
    240: "Asia/Dubai|Arabian Standard Time",
    330: "Asia/Kolkata|Asia/Calcutta|India Standard Time",
    480: "Asia/Shanghai|China Standard Time|Asia/Singapore|Singapore Standard Time",
    540: "Asia/Tokyo|Tokyo Standard Time",
}


class UnknownZoneError(ValueError):
    """A time zone that is neither known nor described in a way that we understand; its message is the name."""


@dataclass(frozen=True, slots=True)
class Observance:
    """At `onsets` (local time by the offset before) the clock goes from one offset to another; a rule repeats the first onset."""

    before: timedelta
    after: timedelta
    onsets: tuple[datetime, ...]
    rule: Rule | None = None
    until: datetime | None = None

    def changes(self, year: int) -> list[tuple[datetime, timedelta]]:
        """Return (from when, offset) for each change in the year, by the clock's own time."""
        # A clock put forward skips what lies between: RFC 5545 reads such a time by the offset before.
        skipped = max(timedelta(0), self.after - self.before)
        return [(onset + skipped, self.after) for onset in self._onsets(year)]

    def last_year(self, year: int) -> int | None:
        """Return the last year before `year` with a change, None where there is none."""
        if not self.rule:
            place = bisect_left(self.onsets, datetime(year, 1, 1))
            return self.onsets[place - 1].year if place else None
        last = min(year - 1, self.until.year) if self.until else year - 1
        return next((tried for tried in (last, last - 1) if self._onsets(tried)), None)

    def _onsets(self, year: int) -> list[datetime]:
        if not self.rule:
            return [onset for onset in self.onsets if onset.year == year]
        first, last = self.onsets[0], self.until or datetime.max
        days = self.rule.days(first.date(), year - first.year) if year >= first.year else []
        return [onset for onset in (datetime.combine(day, first.time()) for day in days) if first <= onset <= last]


@dataclass(frozen=True, slots=True)
class Zone:
    """Turns a clock's time into UTC. What a year's clock shows is found once."""

    observances: tuple[Observance, ...]
    _years: dict[int, list[tuple[datetime, timedelta]]] = field(default_factory=dict, compare=False, repr=False)

    def to_utc(self, local: datetime) -> datetime:
        """Return the moment (naive, UTC) when the clock shows `local`; of two such moments the first."""
        changes = self._years.get(local.year)
        if not changes:
            changes = self._years[local.year] = self._year(local.year)
        return local - changes[bisect_right(changes, local, key=lambda change: change[0]) - 1][1]

    def _year(self, year: int) -> list[tuple[datetime, timedelta]]:
        """Return what holds when the year begins, and its changes."""
        before = [change for watched in self.observances if (last := watched.last_year(year)) for change in watched.changes(last)]
        first = max(before)[1] if before else min(self.observances, key=lambda watched: watched.onsets[0]).before
        within = [change for watched in self.observances for change in watched.changes(year)]
        return [(datetime(year, 1, 1), first), *sorted(within)]


@dataclass(frozen=True, slots=True)
class Zones:
    """The zones of one file by name: those that we know, and those that it describes."""

    described: Mapping[str, Component]
    _read: dict[str, Zone] = field(default_factory=dict)

    def find(self, name: str) -> Zone:
        """Return the zone; raise UnknownZoneError."""
        name = " ".join(name.split())
        zone = known(name) or self._read.get(name)
        if not zone:
            if name not in self.described:
                raise UnknownZoneError(name)
            try:
                zone = self._read[name] = _described(self.described[name])
            except (ValueError, OverflowError):
                raise UnknownZoneError(name) from None
        return zone


def known(name: str) -> Zone | None:
    """Return the zone of a name that IANA, Windows or Outlook gives it, or None."""
    # Outlook names a zone by its cities, others put their own address before the name.
    if "stockholm" in name.casefold():
        name = STOCKHOLM
    return _known_zones().get(name.casefold()) or _known_zones().get("/".join(name.casefold().split("/")[-2:]))


def to_stockholm(utc: datetime) -> datetime:
    """Return what the clock in Stockholm shows (naive) at a moment (naive, UTC)."""
    return utc + timedelta(hours=2 if stockholm.is_summer_utc(utc) else 1)


def read_local(value: str) -> datetime:
    """Return the clock time in an iCalendar value such as 20270111T090000; raise ValueError."""
    found = _LOCAL.fullmatch(value)
    if not found:
        raise ValueError(value)
    year, month, day, hour, minute, second = (int(part or 0) for part in found.groups())
    return datetime(year, month, day, hour, minute, min(second, 59))  # 60 is a leap second


@cache
def _known_zones() -> dict[str, Zone]:
    zones: dict[str, Zone] = {}
    for minutes, names in _EU.items():
        changes_at = time(1 + minutes // 60)
        zones |= _named(names, _with_summer(minutes, ("3", "-1SU", changes_at), ("10", "-1SU", time(changes_at.hour + 1))))
    for minutes, names in _USA.items():
        zones |= _named(names, _with_summer(minutes, ("3", "2SU", time(2)), ("11", "1SU", time(2))))
    for minutes, names in _FIXED.items():
        offset = timedelta(minutes=minutes)
        zones |= _named(names, Zone((Observance(offset, offset, (datetime(1970, 1, 1),)),)))
    return zones


def _named(names: str, zone: Zone) -> dict[str, Zone]:
    return {name.casefold(): zone for name in names.split("|")}


def _with_summer(minutes: int, begins: tuple[str, str, time], ends: tuple[str, str, time]) -> Zone:
    winter, summer = timedelta(minutes=minutes), timedelta(minutes=minutes + 60)

    def yearly(before: timedelta, after: timedelta, month: str, weekday: str, at: time) -> Observance:
        rule = parse(f"FREQ=YEARLY;BYMONTH={month};BYDAY={weekday}")
        return Observance(before, after, (datetime.combine(datetime(1970, int(month), 1), at),), rule)

    return Zone((yearly(winter, summer, *begins), yearly(summer, winter, *ends)))


def _described(zone: Component) -> Zone:
    """Return the zone that a VTIMEZONE describes; raise ValueError where its rules are beyond us."""
    parts = [part for part in zone.parts if part.kind in ("STANDARD", "DAYLIGHT")]
    if not 0 < len(parts) <= MAX_OBSERVANCES:
        raise ValueError(zone.kind)
    return Zone(tuple(_observance(part) for part in parts))


def _observance(part: Component) -> Observance:
    before, after = _offset(part.text("TZOFFSETFROM")), _offset(part.text("TZOFFSETTO"))
    start = read_local(part.text("DTSTART"))
    rules = part.lines.get("RRULE", [])
    if not rules:
        extra = [read_local(value) for line in part.lines.get("RDATE", []) for value in line.value.split(",")[: MAX_ONSETS + 1]]
        if len(extra) > MAX_ONSETS:
            raise ValueError("RDATE")
        return Observance(before, after, tuple(sorted({start, *extra})))
    rule = parse(rules[0].value)
    if rule.frequency != "YEARLY" or rule.interval != 1 or rule.count or len(rules) > 1 or "RDATE" in part.lines:
        raise UnknownRuleError(rules[0].value)
    until = None
    if rule.until:
        text = rule.until if "T" in rule.until else f"{rule.until}T235959"
        until = read_local(text.removesuffix("Z")) + (before if text.endswith("Z") else timedelta(0))
    return Observance(before, after, (start,), rule, until)


def _offset(text: str) -> timedelta:
    found = _OFFSET.fullmatch(text)
    if not found or int(found[2]) > 23:
        raise ValueError(text)
    offset = timedelta(hours=int(found[2]), minutes=int(found[3]))
    return -offset if found[1] == "-" else offset
