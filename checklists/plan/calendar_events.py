"""One event of a calendar file: when it begins, how long it lasts, and how it comes again.

Times keep the clock they were written in (a zone), because a rule repeats by that clock; UTC and Stockholm follow from it.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from checklists.plan.calendar_lines import Component, Line
from checklists.plan.calendar_rules import Budget, Rule, UnknownRuleError, occurrences, parse
from checklists.plan.calendar_zones import STOCKHOLM, UnknownZoneError, Zone, Zones, read_local, to_stockholm
from checklists.plan.problems import quote

LONGEST_TITLE = 200
MAX_EXCEPTIONS = 5_000
DAY = timedelta(days=1)
# No zone is further from Stockholm than this.
MARGIN = timedelta(days=2)
LONGEST = timedelta(days=5 * 366)
FIRST_YEAR, LAST_YEAR = 1900, 2200
_DATE = re.compile(r"(\d{4})(\d\d)(\d\d)", re.ASCII)
_DURATION = re.compile(r"\+?P(?:(\d{1,5})W)?(?:(\d{1,5})D)?(?:T(?:(\d{1,6})H)?(?:(\d{1,6})M)?(?:(\d{1,8})S)?)?", re.ASCII)


# Keys of moments: UTC where a clock time is written, else the day.
Moments = Set[datetime | date]


class UnclearEventError(ValueError):
    """An event that is not understood; its message is a Swedish sentence to stand after the event's title."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a clock in a zone shows; `is_date` where only the day is written."""

    local: datetime
    zone: Zone
    is_date: bool

    @property
    def utc(self) -> datetime:
        """The moment in UTC (naive)."""
        return self.zone.to_utc(self.local)

    @property
    def key(self) -> datetime | date:
        """What tells it from other moments, whichever clock it is written in."""
        return self.local.date() if self.is_date else self.utc


@dataclass(frozen=True, slots=True)
class Event:
    """`nominal` is how far the clock moves until the end, `exact` what is added to that in hours that pass.

    `replaces` is the moment of the series that this event stands in for; `without` are moments or days that the rule leaves out.
    """

    row: int
    uid: str
    title: str
    start: Moment
    nominal: timedelta
    exact: timedelta
    rule: Rule | None
    extra: tuple[Moment, ...]
    without: Moments
    replaces: datetime | date | None
    replaces_later: bool
    sequence: int
    cancelled: bool
    free: bool

    def within(self, begins: datetime, ends: datetime, without: Moments, budget: Budget) -> Iterator[tuple[datetime, datetime]]:
        """Return (start, end) in Stockholm's time of each time that it happens between the two, save those in `without`.

        Raises UnclearEventError where the rule is not understood.
        """
        skipped = self.without | without
        try:
            moments = list(self._moments(begins - MARGIN - self.nominal - self.exact, ends + MARGIN, budget))
        except UnknownRuleError as error:
            raise _unclear_rule(str(error)) from None
        for moment in moments:
            if moment.local.date() in skipped or moment.key in skipped:
                continue
            start, end = self._span(moment)
            if start < ends and (end > begins or start == end == begins):
                yield start, end

    def may_touch(self, begins: datetime, ends: datetime) -> bool:
        """Say whether it could happen between the two, as far as can be told without its rule."""
        if self.start.local > ends + MARGIN:
            return False
        comes_again = self.rule is not None or bool(self.extra)
        return comes_again or self.start.local + self.nominal + self.exact >= begins - MARGIN

    def _moments(self, first: datetime, last: datetime, budget: Budget) -> Iterator[Moment]:
        if not self.rule:
            yield from {moment.key: moment for moment in (self.start, *self.extra)}.values()
            return
        clock = self.start.local.time()
        ends = _until(self.rule, self.start)
        seen = set()
        for day in occurrences(self.rule, self.start.local.date(), first.date(), last.date(), budget):
            moment = Moment(datetime.combine(day, clock), self.start.zone, self.start.is_date)
            if ends and (moment.utc if ends[1] else moment.local) > ends[0]:
                break
            seen.add(moment.key)
            yield moment
        yield from (moment for moment in self.extra if moment.key not in seen)

    def _span(self, moment: Moment) -> tuple[datetime, datetime]:
        if moment.is_date:
            return moment.local, moment.local + self.nominal
        ends = moment.zone.to_utc(moment.local + self.nominal) + self.exact
        return to_stockholm(moment.utc), to_stockholm(ends)


def read(component: Component, zones: Zones) -> Event:
    """Return the event; raise UnclearEventError where a part of it that decides the time is not understood."""
    if component.cut_off:
        raise UnclearEventError("är avhuggen: slutet saknas i filen.")
    if "EXRULE" in component.lines or len(component.lines.get("RRULE", [])) > 1:
        raise _unclear_rule("som vi inte kan läsa")
    start = _required_start(component, zones)
    nominal, exact = _length(component, start, zones)
    rule_line, replaced = component.first("RRULE"), component.first("RECURRENCE-ID")
    try:
        rule = parse(rule_line.value) if rule_line else None
    except UnknownRuleError as error:
        raise _unclear_rule(str(error)) from None
    sequence = component.text("SEQUENCE")
    return Event(
        row=component.row,
        uid=component.text("UID"),
        title=title_of(component),
        start=start,
        nominal=nominal,
        exact=exact,
        rule=rule,
        extra=tuple(_moments(component, "RDATE", zones)),
        without=frozenset(_key(moment, start) for moment in _moments(component, "EXDATE", zones)),
        replaces=_key(_moment(replaced, zones), start) if replaced else None,
        replaces_later=bool(replaced and replaced.parameters.get("RANGE", "").upper() == "THISANDFUTURE"),
        sequence=int(sequence) if re.fullmatch(r"\d{1,9}", sequence, re.ASCII) else 0,
        cancelled=component.cancelled or component.text("STATUS").upper() == "CANCELLED",
        free=component.text("TRANSP").upper() == "TRANSPARENT" or component.text("X-MICROSOFT-CDO-BUSYSTATUS").upper() == "FREE",
    )


def title_of(component: Component) -> str:
    """Return the event's title on one line, shortened where it is very long."""
    return component.text("SUMMARY")[:LONGEST_TITLE] or "Utan rubrik"


def rough_day(component: Component, name: str) -> date | None:
    """Return the day that the property begins with, whatever else is wrong with it, or None."""
    line = component.first(name)
    found = _DATE.match(line.value) if line else None
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _required_start(component: Component, zones: Zones) -> Moment:
    line = component.first("DTSTART")
    if not line:
        raise UnclearEventError("har ingen starttid.")
    return _moment(line, zones)


def _moment(line: Line, zones: Zones, value: str | None = None) -> Moment:
    text = (line.value if value is None else value).strip().upper()
    try:
        if day := _DATE.fullmatch(text):
            midnight = datetime.combine(date(*map(int, day.groups())), time(0))
            return Moment(_in_our_time(midnight), zones.find(STOCKHOLM), True)
        name = "UTC" if text.endswith("Z") else line.parameters.get("TZID") or STOCKHOLM
        return Moment(_in_our_time(read_local(text.removesuffix("Z"))), zones.find(name), False)
    except UnknownZoneError as error:
        raise UnclearEventError(f"har en tidszon som vi inte känner igen: {quote(str(error))}.") from None
    except ValueError:
        raise UnclearEventError(f"har en tid som inte finns: {quote(text)}.") from None


def _in_our_time(local: datetime) -> datetime:
    if not FIRST_YEAR <= local.year <= LAST_YEAR:
        raise ValueError(local)
    return local


def _moments(component: Component, name: str, zones: Zones) -> list[Moment]:
    written = [(line, value) for line in component.lines.get(name, []) for value in line.value.split(",") if value.strip()]
    if len(written) > MAX_EXCEPTIONS:
        raise UnclearEventError("har fler än 5 000 undantag.")
    return [_moment(line, zones, value) for line, value in written]


def _key(moment: Moment, start: Moment) -> datetime | date:
    """Return the key of an exception to an event; of an event that is a whole day, midnight is written now and then."""
    return moment.local.date() if start.is_date else moment.key


def _length(component: Component, start: Moment, zones: Zones) -> tuple[timedelta, timedelta]:
    """Return how long the event lasts, as days and hours on the clock and as hours that pass."""
    end_line, duration = component.first("DTEND"), component.text("DURATION")
    if end_line:
        end = _moment(end_line, zones)
        if end.is_date != start.is_date:
            raise UnclearEventError("har ett datum i ena änden och ett klockslag i den andra.")
        if end.utc < start.utc:
            raise UnclearEventError("slutar innan den börjar.")
        # With the same clock in both ends clock times repeat: a night shift ends at seven whether the hour changed or not.
        same_clock = end.zone == start.zone
        nominal, exact = (end.local - start.local, timedelta(0)) if same_clock else (timedelta(0), end.utc - start.utc)
    elif duration:
        nominal, exact = _duration(duration)
    else:
        nominal, exact = timedelta(0), timedelta(0)
    if start.is_date:
        if exact % DAY:
            raise UnclearEventError("är en heldag men har en längd i timmar.")
        nominal, exact = max(nominal + exact, DAY), timedelta(0)
    if nominal + exact > LONGEST:
        raise UnclearEventError("varar längre än fem år.")
    return nominal, exact


def _duration(text: str) -> tuple[timedelta, timedelta]:
    found = _DURATION.fullmatch(text.upper())
    if not found or not any(found.groups()):
        raise UnclearEventError(f"har en längd som vi inte kan läsa: {quote(text)}.")
    weeks, days, hours, minutes, seconds = (int(part or 0) for part in found.groups())
    return timedelta(weeks=weeks, days=days), timedelta(hours=hours, minutes=minutes, seconds=seconds)


def _until(rule: Rule, start: Moment) -> tuple[datetime, bool] | None:
    """Return the last moment of the rule and whether it is in UTC, else by the event's own clock."""
    if not rule.until:
        return None
    text = rule.until
    try:
        if day := _DATE.fullmatch(text):
            return datetime.combine(date(*map(int, day.groups())), time.max), False
        last = read_local(text.removesuffix("Z"))
        if not text.endswith("Z") or last.year > LAST_YEAR:
            return last, False
        if start.is_date:
            # Some write midnight in UTC, some midnight here: the day is the one whose midnight that is.
            here = to_stockholm(last)
            return datetime.combine((here if here.time() == time(0) else last).date(), time.max), False
    except ValueError:
        raise _unclear_rule("som vi inte kan läsa") from None
    return last, True


def _unclear_rule(why: str) -> UnclearEventError:
    return UnclearEventError(f"upprepas på ett sätt {why}.")
