"""Rules of recurrence (RFC 5545 section 3.3.10): the days on which something happens again.

A rule is taken period by period - days, weeks, months or years, `interval` of them at a time - and gives the days of each.
Forms that calendars seldom write are refused, never guessed. All work is counted against a budget, so that no rule runs away.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_WEEKDAYS = "MO TU WE TH FR SA SU".split()
_PARTS = set("FREQ INTERVAL COUNT UNTIL BYDAY BYMONTHDAY BYMONTH BYSETPOS WKST".split())
_NUMBER = re.compile(r"[+-]?\d{1,6}", re.ASCII)
_WEEKDAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)


class UnknownRuleError(ValueError):
    """A rule that is not understood, or too much work; its message says why in Swedish, to stand after "upprepas på ett sätt"."""


class Budget:
    """How many days may still be looked at, for a whole file."""

    def __init__(self, steps: int) -> None:
        self._left = steps

    def spend(self, steps: int) -> None:
        """Take some steps, or raise UnknownRuleError when none are left."""
        self._left -= steps
        if self._left < 0:
            raise UnknownRuleError("som tar för lång tid att räkna ut")


@dataclass(frozen=True, slots=True)
class Rule:
    """`weekdays` are (which one in its month, 0 for every one; Monday 0); `until` is the text of the last moment."""

    frequency: str
    interval: int
    count: int | None
    until: str | None
    weekdays: tuple[tuple[int, int], ...]
    month_days: tuple[int, ...]
    months: tuple[int, ...]
    positions: tuple[int, ...]
    week_start: int

    @property
    def days_in_period(self) -> int:
        """How many days must be looked at to find those of one period."""
        return {"DAILY": 1, "WEEKLY": 7, "MONTHLY": 31, "YEARLY": 31 * max(1, len(self.months))}[self.frequency]

    def days(self, start: date, number: int) -> list[date]:
        """Return the days of the period with that number, sorted; raise OverflowError after the year 9999."""
        step = number * self.interval
        if self.frequency == "DAILY":
            days = [start + timedelta(days=step)]
        elif self.frequency == "WEEKLY":
            monday = self._first_of_week(start) + timedelta(weeks=step)
            wanted = {weekday for _, weekday in self.weekdays} or {start.weekday()}
            days = [day for day in (monday + timedelta(days=place) for place in range(7)) if day.weekday() in wanted]
        elif self.frequency == "MONTHLY":
            months = start.year * 12 + start.month - 1 + step
            days = self._days_of_month(months // 12, months % 12 + 1, start)
        else:
            chosen = self.months or [start.month]
            days = [day for month in chosen for day in self._days_of_month(start.year + step, month, start)]
        days = [day for day in days if self._keeps(day)]
        return _at(self.positions, days) if self.positions else days

    def number_before(self, start: date, day: date) -> int:
        """Return the number of a period that begins before the day, near it; 0 where the day is before the start."""
        if day <= start:
            return 0
        gone = {
            "DAILY": (day - start).days,
            "WEEKLY": (day - start).days // 7,
            "MONTHLY": (day.year - start.year) * 12 + day.month - start.month,
            "YEARLY": day.year - start.year,
        }[self.frequency]
        return max(0, gone // self.interval - 1)

    def begins(self, start: date, number: int) -> date:
        """Return a day that no day of the period is before; raise OverflowError after the year 9999."""
        step = number * self.interval
        if self.frequency == "DAILY":
            return start + timedelta(days=step)
        if self.frequency == "WEEKLY":
            return self._first_of_week(start) + timedelta(weeks=step)
        months = start.year * 12 + (start.month - 1 + step if self.frequency == "MONTHLY" else 12 * step)
        return _date(months // 12, months % 12 + 1, 1)

    def _first_of_week(self, day: date) -> date:
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)

    def _days_of_month(self, year: int, month: int, start: date) -> list[date]:
        first = _date(year, month, 1)
        length = (_date(year + month // 12, month % 12 + 1, 1) - first).days
        days = [first + timedelta(days=place) for place in range(length)]
        if self.month_days:
            wanted = {day if day > 0 else length + 1 + day for day in self.month_days}
            days = [day for day in days if day.day in wanted]
        if self.weekdays:
            ways = set(self.weekdays)
            days = [
                day
                for day in days
                if any((nth, day.weekday()) in ways for nth in (0, (day.day - 1) // 7 + 1, (day.day - length - 1) // 7))
            ]
        return days if self.month_days or self.weekdays else [day for day in days if day.day == start.day]

    def _keeps(self, day: date) -> bool:
        """Say whether what only narrows the rule lets the day through."""
        if self.months and day.month not in self.months:
            return False
        return self.frequency != "DAILY" or not self.weekdays or any(weekday == day.weekday() for _, weekday in self.weekdays)


def parse(text: str) -> Rule:
    """Return the rule that RRULE's value says; raise UnknownRuleError."""
    parts: dict[str, str] = {}
    for part in text.upper().strip().strip(";").split(";"):
        key, _, value = part.partition("=")
        if key.strip() in parts or key.strip() not in _PARTS:
            raise _unknown()
        parts[key.strip()] = value.strip()
    if parts.get("FREQ") not in FREQUENCIES:
        raise UnknownRuleError("som inte är dag-, vecko-, månads- eller årsvis")
    rule = Rule(
        frequency=parts["FREQ"],
        interval=_numbers(parts.get("INTERVAL", "1"), 1, 999_999)[0],
        count=_numbers(parts["COUNT"], 1, 999_999)[0] if "COUNT" in parts else None,
        until=parts.get("UNTIL"),
        weekdays=_weekdays(parts["BYDAY"]) if "BYDAY" in parts else (),
        month_days=_numbers(parts["BYMONTHDAY"], -31, 31) if "BYMONTHDAY" in parts else (),
        months=_numbers(parts["BYMONTH"], 1, 12) if "BYMONTH" in parts else (),
        positions=_numbers(parts["BYSETPOS"], -366, 366) if "BYSETPOS" in parts else (),
        week_start=_weekdays(parts.get("WKST", "MO"))[0][1],
    )
    _refuse_rare(rule)
    return rule


def occurrences(rule: Rule, start: date, first: date, last: date, budget: Budget) -> Iterator[date]:
    """Return the days of the rule from `first` to `last`, in order; `until` is the caller's to keep.

    Raises UnknownRuleError where the rule does not hold for its own first day (the standard leaves open what that means), or
    where it is too much work.
    """
    if start not in rule.days(start, 0):
        raise UnknownRuleError("som inte stämmer med första gången")
    is_steady = rule.frequency == "DAILY" and not (rule.months or rule.weekdays)
    number = rule.number_before(start, first) if is_steady or not rule.count else 0
    left = max(0, rule.count - number) if rule.count else None
    try:
        while rule.begins(start, number) <= last:
            budget.spend(rule.days_in_period)
            for day in rule.days(start, number):
                if day < start:
                    continue
                if left is not None:
                    if not left:
                        return
                    left -= 1
                if first <= day <= last:
                    yield day
            number += 1
    except OverflowError:
        return


def _refuse_rare(rule: Rule) -> None:
    by_month = rule.frequency in ("MONTHLY", "YEARLY")
    nth = any(which for which, _ in rule.weekdays)
    is_mixed = nth and not all(which for which, _ in rule.weekdays)  # read in two ways by those who read it at all
    by_whole_year = rule.frequency == "YEARLY" and not rule.months and (rule.weekdays or rule.month_days)
    if (
        (rule.count and rule.until)
        or (nth and not by_month)
        or is_mixed
        or any(abs(which) > 5 for which, _ in rule.weekdays)
        or (not by_month and (rule.month_days or rule.positions))
        or by_whole_year
        or (rule.positions and not (rule.weekdays or rule.month_days))
        or 0 in rule.month_days + rule.positions
    ):
        raise _unknown()


def _numbers(text: str, least: int, most: int) -> tuple[int, ...]:
    items = text.split(",")
    if not all(_NUMBER.fullmatch(item) and least <= int(item) <= most for item in items) or len(items) > 400:
        raise _unknown()
    return tuple(sorted(set(map(int, items))))


def _weekdays(text: str) -> tuple[tuple[int, int], ...]:
    found = [_WEEKDAY.fullmatch(item) for item in text.split(",")[:100]]
    if not all(found):
        raise _unknown()
    return tuple((int(item[1] or 0), _WEEKDAYS.index(item[2])) for item in found if item)


def _at(positions: tuple[int, ...], days: list[date]) -> list[date]:
    """Return the days at the places, 1 for the first and -1 for the last."""
    places = {position - 1 if position > 0 else len(days) + position for position in positions}
    return [day for place, day in enumerate(days) if place in places]


def _date(year: int, month: int, day: int) -> date:
    if not 1 <= year <= 9999:
        raise OverflowError(year)
    return date(year, month, day)


def _unknown() -> UnknownRuleError:
    return UnknownRuleError("som vi inte kan läsa")
