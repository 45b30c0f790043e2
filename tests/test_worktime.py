"""Working time against an oracle that steps through every hour of the table's years, and against the city's own days off."""

import json
import random
import tomllib
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import stockholm, worktime
from checklists.errors import InputError
from checklists.roster import instance as instances
from checklists.strategy.schema import DataError
from macros import deadlines

STOCKHOLM = ZoneInfo("Europe/Stockholm")
ELSEWHERE = [STOCKHOLM, UTC, *map(ZoneInfo, ("Asia/Kathmandu", "America/New_York", "Pacific/Kiritimati", "Australia/Lord_Howe"))]
FIRST, LAST = date(2024, 1, 1), date(2045, 12, 31)
DAY, HOUR = timedelta(days=1), timedelta(hours=1)
OFF = holidays.country_holidays("SE", years=range(2024, 2046), include_sundays=False, language="sv")
EVES = {(12, 24), (12, 31)}
NOTHING_LOCAL: worktime.LocalDays = {}


# The oracle. It is written from the wording of the rules: it knows days from the package `holidays` and clocks from the time zone
# database, and it works in UTC over the list of all unbroken stretches of working time, each of which is one day's.


def is_off(day: date) -> bool:
    """The country's days off; midsommarafton is the Friday before midsommardagen."""
    midsummer_eve = OFF.get(day + DAY) == "Midsommardagen"
    return day.weekday() >= 5 or day in OFF or (day.month, day.day) in EVES or midsummer_eve


def stretches(first: date, last: date, closed: Mapping[date, str]) -> list[tuple[datetime, datetime]]:
    """Walk hour by hour and return every unbroken stretch of working time; `closed` says which days or halves the city has off."""
    found: list[tuple[datetime, datetime]] = []
    hour = datetime.combine(first, time(0), STOCKHOLM).astimezone(UTC)
    ends = datetime.combine(last, time(23), STOCKHOLM).astimezone(UTC)
    while hour <= ends:
        wall = hour.astimezone(STOCKHOLM)
        half = "am" if wall.hour < 12 else "pm"
        if 8 <= wall.hour < 17 and not is_off(wall.date()) and closed.get(wall.date()) not in ("day", half):
            if found and found[-1][1] == hour:
                found[-1] = found[-1][0], hour + HOUR
            else:
                found.append((hour, hour + HOUR))
        hour += HOUR
    return found


class Oracle:
    """Answers from a list of stretches; IndexError is its way to say that an answer lies beyond the table."""

    def __init__(self, first: date, last: date, closed: Mapping[date, str]) -> None:
        self.open = stretches(first, last, closed)
        self.begins = [begin for begin, _ in self.open]

    def day(self, number: int) -> date:
        return self.open[number][0].astimezone(STOCKHOLM).date()

    def first_not_over(self, instant: datetime) -> int:
        """Return the number of the stretch that `instant` is in, or else of the next one."""
        number = bisect_right(self.begins, instant) - 1
        return number if number >= 0 and instant < self.open[number][1] else number + 1

    def due(self, instant: datetime) -> str:
        number = self.first_not_over(instant)
        start = max(instant, self.open[number][0])
        clock = start.astimezone(STOCKHOLM).time()
        begin, end = self.open[number + 1]
        due = datetime.combine(self.day(number + 1), clock, STOCKHOLM).astimezone(UTC)
        if due < begin:
            due = begin
        elif due >= end:
            due = self.open[number + 2][0]
        return due.astimezone(STOCKHOLM).isoformat()

    def warns(self, instant: datetime) -> bool:
        number = self.first_not_over(instant)
        begin, end = self.open[number]
        if instant < begin:
            return True
        days_off = (self.day(number + 1) - self.day(number)).days - 1
        wall, closes = instant.astimezone(STOCKHOLM), end.astimezone(STOCKHOLM).hour
        if days_off >= 2 and not (days_off == 2 and wall.weekday() == 4):
            return True
        if closes == 12 and days_off:  # a half day before days off: all of it is late
            return True
        return wall.weekday() == 4 and wall.hour >= 13

    def suggestion(self, instant: datetime) -> str:
        number = self.first_not_over(instant)
        if instant > self.open[number][0]:
            number += 1
        while self.warns(self.open[number][0]):
            number += 1
        return self.open[number][0].astimezone(STOCKHOLM).isoformat()

    def advice(self, instant: datetime) -> tuple[bool, str | None]:
        return (True, self.suggestion(instant)) if self.warns(instant) else (False, None)


@cache
def country() -> Oracle:
    return Oracle(FIRST, LAST, {})


def expected_and_told(oracle: Oracle, instant: datetime, text: str, local: worktime.LocalDays) -> Iterator[tuple[object, object]]:
    """Yield what the oracle expects of `instant` and what the engine says of `text`, first the deadline and then the time."""
    for expect, tell in (
        (oracle.due, lambda: worktime.reply_deadline({"received": text}, local)["due"]),
        (oracle.advice, lambda: advice(text, local)),
    ):
        expected: object
        told: object
        try:
            expected = expect(instant)
        except IndexError:
            expected = "outside the table"
        try:
            told = tell()
        except InputError:
            told = "outside the table"
        yield expected, told


def advice(text: str, local: worktime.LocalDays) -> tuple[object, object]:
    answer = worktime.publish_time({"published": text, "charged": True}, local)
    return answer["warn"], answer["suggest_not_before"]


# Without days of the city's own: the contract.

CLOCKS = [
    "00:00:00",
    "02:30:00",
    "07:59:59",
    "08:00:00",
    "08:00:01",
    "11:59:00",
    "12:00:00",
    "12:59:59",
    "13:00:00",
    "16:59:59",
    "16:59:59.999999",
    "17:00:00",
    "23:59:00",
]


def every_day(first: date = FIRST, last: date = LAST) -> list[date]:
    return [first + number * DAY for number in range((last - first).days + 1)]


def test_every_day_off_agrees_with_the_calendar() -> None:
    assert [day for day in every_day() if worktime.is_working_day(day, NOTHING_LOCAL) is is_off(day)] == []


@pytest.mark.parametrize("year", range(FIRST.year, LAST.year + 1))
def test_every_day_of_the_table_agrees_with_the_oracle(year: int) -> None:
    chance = random.Random(year)
    wrong = []
    for number, day in enumerate(every_day(date(year, 1, 1), date(year, 12, 31)), year):
        by_chance = [(datetime.min + timedelta(microseconds=chance.randrange(86_400_000_000))).time() for _ in range(2)]
        for turn, clock in enumerate([*map(time.fromisoformat, CLOCKS), *by_chance], number):
            instant = datetime.combine(day, clock, STOCKHOLM).astimezone(UTC)
            naive = datetime.combine(day, clock).isoformat()
            for text in (naive, instant.astimezone(ELSEWHERE[turn % len(ELSEWHERE)]).isoformat()):
                answers = expected_and_told(country(), instant, text, NOTHING_LOCAL)
                wrong += [(text, expected, told) for expected, told in answers if expected != told]
    assert wrong == []


@pytest.mark.parametrize("year", range(FIRST.year, LAST.year + 1))
def test_the_nights_when_the_clocks_change(year: int) -> None:
    for month in (3, 10):
        sunday = max(day for day in every_day(date(year, month, 1), date(year, month, 31)) if day.weekday() == 6)
        for minute in range(0, 5 * 60, 15):
            wall = datetime.combine(sunday, time(0)) + timedelta(minutes=minute)
            for offset in ("", "+01:00", "+02:00", "Z"):
                text = wall.isoformat() + offset
                instant = datetime.fromisoformat(text)
                instant = instant if offset else instant.replace(tzinfo=STOCKHOLM)
                for expected, told in expected_and_told(country(), instant.astimezone(UTC), text, NOTHING_LOCAL):
                    assert expected == told, text
                if offset:
                    in_stockholm = instant.astimezone(STOCKHOLM)
                    assert stockholm.parse(text, "") == in_stockholm.replace(tzinfo=None)
                    assert stockholm.to_iso(in_stockholm.replace(tzinfo=None)) == in_stockholm.replace(fold=0).isoformat()


@given(
    st.datetimes(datetime(2024, 1, 2), datetime(2045, 12, 31)),
    st.integers(-24 * 3600 + 1, 24 * 3600 - 1).map(lambda seconds: timedelta(seconds=seconds)),
)
def test_any_offset_gives_the_same_answer(utc: datetime, offset: timedelta) -> None:
    sign = "-" if offset < timedelta(0) else "+"
    text = f"{(utc + offset).isoformat()}{sign}{(datetime.min + abs(offset)).time().isoformat()}"
    for expected, told in expected_and_told(country(), utc.replace(tzinfo=UTC), text, NOTHING_LOCAL):
        assert expected == told


@given(st.datetimes(datetime(1996, 1, 1), datetime(2100, 1, 1)))
def test_stockholm_keeps_the_same_time_as_the_time_zone_database(utc: datetime) -> None:
    wall = utc.replace(tzinfo=UTC).astimezone(STOCKHOLM)
    assert stockholm.parse(utc.isoformat() + "Z", "x") == wall.replace(tzinfo=None)
    assert stockholm.to_iso(wall.replace(tzinfo=None)) == wall.replace(fold=0).isoformat()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-10-24T23:00:00+02:00", "2026-10-27T08:00:00+01:00"),  # over the autumn change of clocks
        ("2026-03-27T16:00:00+01:00", "2026-03-30T16:00:00+02:00"),  # over the spring change
        ("2026-06-18T09:15:00", "2026-06-22T09:15:00+02:00"),  # midsommarafton is off
        ("2026-12-30T12:00:00", "2027-01-04T12:00:00+01:00"),  # nyårsafton, nyårsdagen and a weekend
        ("2026-11-24T10:30:00.250000", "2026-11-25T10:30:00.250000+01:00"),
        ("2027-05-05T16:00:00", "2027-05-07T16:00:00+02:00"),  # a klämdag is a working day until the city says otherwise
    ],
)
def test_reply_deadline_examples(received: str, due: str) -> None:
    assert worktime.reply_deadline({"received": received}, NOTHING_LOCAL) == {"due": due}


@pytest.mark.parametrize(
    ("published", "warn", "why"),
    [
        ("2026-11-27T12:59:59", False, "finns arbetstid kvar"),
        ("2026-11-27T13:00", True, "sent på en fredag"),
        ("2026-11-28T11:00", True, "Då är det helg"),
        ("2027-05-06T11:00", True, "ledigt (Kristi himmelsfärdsdag)"),
        ("2026-11-24T06:30", True, "utanför arbetstid"),
        ("2026-06-18T09:00", True, "före flera lediga dagar"),
        ("2027-05-05T16:00", False, "finns arbetstid kvar"),  # one day off follows, and then a klämdag
    ],
)
def test_publish_time_says_why(published: str, warn: bool, why: str) -> None:
    answer = worktime.publish_time({"published": published, "charged": True}, NOTHING_LOCAL)
    assert answer["warn"] is warn
    assert why in str(answer["why"])


def test_content_that_is_not_charged_never_warns() -> None:
    answer = worktime.publish_time({"published": "2026-11-28T03:00", "charged": False})
    assert (answer["warn"], answer["suggest_not_before"]) == (False, None)


@pytest.mark.parametrize(
    "payload",
    [
        {"received": "2023-12-31T12:00"},
        {"received": "2046-01-01T12:00"},
        {"received": "2045-12-29T12:00"},
        {"received": "0001-01-01T00:00+05:00"},
        {"received": "9999-12-31T23:59:59-05:00"},
        {"received": "i morgon"},
        {"received": None},
        {},
        {"received": 7},
    ],
)
def test_bad_times_are_told_in_both_languages(payload: dict[str, object]) -> None:
    for call, given_as in ((worktime.reply_deadline, "received"), (worktime.publish_time, "published")):
        with pytest.raises(InputError) as caught:
            call({given_as: payload.get("received"), **({"charged": True} if given_as == "published" else {})})
        assert str(caught.value)
        assert caught.value.swedish.endswith(".")


def test_answers_are_plain_data() -> None:
    assert json.loads(json.dumps(worktime.publish_time({"published": "2026-11-27T15:45", "charged": True})))["warn"] is True


# With klämdagar and half days of the city's own.

CITY = worktime.read_local_days(
    {
        "2027": {
            "01-05": {"name": "Trettondagsafton", "off": "pm"},
            "01-07": {"name": "Planeringsdag", "off": "am"},
            "05-07": {"name": "Klämdag", "off": "day"},
            "10-15": {"name": "Fredag med kort dag", "off": "pm"},
            "10-22": {"name": "Fredag med sovmorgon", "off": "am"},
        }
    }
)


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2027-05-05T16:00", "2027-05-10T16:00:00+02:00"),  # over Kristi himmelsfärdsdag, the klämdag and the weekend
        ("2027-05-07T10:00", "2027-05-11T08:00:00+02:00"),  # on the klämdag
        ("2027-01-04T11:59:59", "2027-01-05T11:59:59+01:00"),
        ("2027-01-04T12:00", "2027-01-07T12:00:00+01:00"),  # closed at noon the 5th, off the 6th, opens at noon the 7th
        ("2027-01-05T09:00", "2027-01-07T12:00:00+01:00"),  # closed at nine the 7th
        ("2027-01-05T12:00", "2027-01-08T12:00:00+01:00"),  # the clock starts at noon the 7th
        ("2027-01-07T11:59:59", "2027-01-08T12:00:00+01:00"),
        ("2027-01-07T12:00", "2027-01-08T12:00:00+01:00"),
        ("2027-01-07T14:30", "2027-01-08T14:30:00+01:00"),
    ],
)
def test_reply_deadline_over_the_citys_days_off(received: str, due: str) -> None:
    assert worktime.reply_deadline({"received": received}, CITY) == {"due": due}


@pytest.mark.parametrize(
    ("published", "suggested", "why"),
    [
        ("2027-05-05T09:00", "2027-05-10T08:00:00+02:00", "före flera lediga dagar"),  # the klämdag makes the break long
        ("2027-05-07T09:00", "2027-05-10T08:00:00+02:00", "ledigt (Klämdag)"),
        ("2027-01-05T08:00", "2027-01-07T12:00:00+01:00", "slutar klockan 12"),  # the last four hours before a day off
        ("2027-01-05T14:00", "2027-01-07T12:00:00+01:00", "ledigt (Trettondagsafton)"),
        ("2027-01-05T18:00", "2027-01-07T12:00:00+01:00", "utanför arbetstid"),
        ("2027-01-07T09:00", "2027-01-07T12:00:00+01:00", "ledigt (Planeringsdag)"),
        ("2027-01-07T12:00", None, "finns arbetstid kvar"),
        ("2027-10-15T08:00", "2027-10-18T08:00:00+02:00", "slutar klockan 12"),
        ("2027-10-21T17:00", "2027-10-22T12:00:00+02:00", "utanför arbetstid"),
        ("2027-10-22T12:59:59", None, "finns arbetstid kvar"),
        ("2027-10-22T13:00", "2027-10-25T08:00:00+02:00", "sent på en fredag"),
    ],
)
def test_publish_time_around_the_citys_days_off(published: str, suggested: str | None, why: str) -> None:
    answer = worktime.publish_time({"published": published, "charged": True}, CITY)
    assert (answer["warn"], answer["suggest_not_before"]) == (suggested is not None, suggested)
    assert why in str(answer["why"])


@st.composite
def local_tables(draw: st.DrawFn) -> tuple[date, dict[date, str]]:
    """Draw a Monday and which of the working days of the three weeks from it the city has off, and how."""
    monday = FIRST + 7 * DAY * draw(st.integers(0, (LAST - FIRST).days // 7 - 12))
    working = [day for day in every_day(monday, monday + 20 * DAY) if not is_off(day)]
    return monday, draw(st.dictionaries(st.sampled_from(working), st.sampled_from(["day", "am", "pm"])))


def local_days(closed: Mapping[date, str]) -> worktime.LocalDays:
    """Return the days as the data file would give them."""
    table: dict[str, dict[str, Any]] = {}
    for day, off in closed.items():
        table.setdefault(f"{day.year}", {})[f"{day:%m-%d}"] = {"name": "Ledigt", "off": off}
    return worktime.read_local_days(table)


@settings(deadline=None, max_examples=150)
@given(local_tables(), st.times())
def test_any_table_of_the_citys_agrees_with_the_oracle(drawn: tuple[date, dict[date, str]], clock: time) -> None:
    monday, closed = drawn
    local, oracle = local_days(closed), Oracle(monday - DAY, monday + 70 * DAY, closed)
    for day in every_day(monday, monday + 20 * DAY):
        for at in [*map(time.fromisoformat, CLOCKS), clock]:
            moment = datetime.combine(day, at, STOCKHOLM)
            text = moment.replace(tzinfo=None).isoformat()
            for expected, told in expected_and_told(oracle, moment.astimezone(UTC), text, local):
                assert expected == told, text


@settings(deadline=None)
@given(local_tables(), st.integers(0, 20 * 24 * 60), st.integers(0, 20 * 24 * 60))
def test_whoever_asks_later_is_never_due_earlier(drawn: tuple[date, dict[date, str]], one: int, other: int) -> None:
    monday, closed = drawn
    earlier, later = (datetime.combine(monday, time(0)) + timedelta(minutes=minutes) for minutes in sorted((one, other)))
    local = local_days(closed)
    due = worktime.reply_due(earlier, local)
    assert due <= worktime.reply_due(later, local)
    assert due >= worktime.reply_due(earlier, NOTHING_LOCAL)
    assert worktime.is_working_time(due, local)


def test_the_citys_own_table_is_right() -> None:
    for day in worktime.local_days():
        assert worktime.hours(day) != worktime.hours(day, NOTHING_LOCAL) == (time(8), time(17))


def test_without_a_table_given_the_citys_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worktime, "local_days", lambda: CITY)
    asked = {"received": "2027-05-05T16:00"}
    assert worktime.reply_deadline(asked) == worktime.reply_deadline(asked, CITY) == {"due": "2027-05-10T16:00:00+02:00"}
    assert worktime.reply_deadline(asked, NOTHING_LOCAL) == {"due": "2027-05-07T16:00:00+02:00"}
    planned = {"published": "2027-01-05T09:00", "charged": True}
    assert worktime.publish_time(planned) == worktime.publish_time(planned, CITY)
    instance = instances.read(roster(date(2027, 1, 4), []))
    assert instance.half_days == {date(2027, 1, 5), date(2027, 1, 7)}
    assert instances.read(roster(date(2027, 1, 4), []), NOTHING_LOCAL).half_days == frozenset()


@pytest.mark.parametrize(
    ("moment", "opening"),
    [
        ("2027-01-04T07:59:59", "2027-01-04T08:00"),
        ("2027-01-04T08:00", "2027-01-04T08:00"),
        ("2027-01-04T08:00:01", "2027-01-05T08:00"),
        ("2027-01-05T08:00:01", "2027-01-07T12:00"),
        ("2027-01-07T11:59:59", "2027-01-07T12:00"),
        ("2027-01-07T12:00", "2027-01-07T12:00"),
        ("2027-01-07T12:00:01", "2027-01-08T08:00"),
    ],
)
def test_the_next_opening(moment: str, opening: str) -> None:
    assert worktime.next_opening(datetime.fromisoformat(moment), CITY) == datetime.fromisoformat(opening)


def test_the_tables_form_survives_the_wheel_where_toml_becomes_json() -> None:
    text = '[2028]\n[2027]\n"05-07" = {name = "Klämdag", off = "day"}\n01-05 = {name = "Trettondagsafton", off = "pm"}\n'
    table = tomllib.loads(text)
    days = worktime.read_local_days(json.loads(json.dumps(table)))
    assert days == worktime.read_local_days(table)
    assert list(days.items()) == [
        (date(2027, 1, 5), worktime.LocalDay("Trettondagsafton", "pm")),
        (date(2027, 5, 7), worktime.LocalDay("Klämdag", "day")),
    ]
    assert worktime.read_local_days(tomllib.loads("# nothing yet\n")) == {}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('[2027]\n"05-07" = {name = "Klämdag", off = "day", note = "x"}', "2027-05-07: unknown key 'note'"),
        ('[2027]\n"05-07" = {name = "Klämdag"}', "2027-05-07: missing key 'off'"),
        ('[2027]\n"05-07" = {off = "day"}', "2027-05-07: missing key 'name'"),
        ('[2027]\n"05-07" = {name = "Klämdag", off = "fm"}', "2027-05-07: off must be"),
        ('[2027]\n"05-07" = {name = "Klämdag", off = 1}', "2027-05-07, off: must be str"),
        ('[2027]\n"05-07" = {name = " ", off = "day"}', "2027-05-07: name must not be empty"),
        ('[2027]\n"05-07" = "Klämdag"', "2027-05-07: must be a row such as"),
        ('[2027]\n"5-7" = {name = "Klämdag", off = "day"}', "2027-5-7: must be written"),
        ('[2027]\n"2027-05-07" = {name = "Klämdag", off = "day"}', "2027-2027-05-07: must be written"),
        ('[2027]\n"02-29" = {name = "Klämdag", off = "day"}', "2027-02-29: there is no such date"),
        ('[2027]\n"05-08" = {name = "Klämdag", off = "day"}', "2027-05-08: is a lördag"),
        ('[2027]\n"05-06" = {name = "Klämdag", off = "am"}', "2027-05-06: is off already (Kristi himmelsfärdsdag)"),
        ('[2027]\n"06-25" = {name = "Klämdag", off = "pm"}', "2027-06-25: is off already (Midsommarafton)"),
        ('[2046]\n"05-07" = {name = "Klämdag", off = "day"}', "2046-05-07: outside the years"),
        ('[year]\n"05-07" = {name = "Klämdag", off = "day"}', "year-05-07: must be written"),
        ("2027 = 1", "2027: must be a table of one year"),
    ],
)
def test_a_wrong_row_is_told_with_its_date(text: str, told: str) -> None:
    with pytest.raises(DataError) as caught:
        worktime.read_local_days(tomllib.loads(text))
    assert str(caught.value).startswith(f"local_days_off.toml, {told}")


# The worked examples on the pages.


def test_the_examples_are_the_next_of_their_kind_whatever_day_the_site_is_built() -> None:
    ordinary = ["En vanlig dag", "Efter klockan 17", "Fredag eftermiddag", "I helgen"]
    for built in every_day(date(2026, 12, 1), date(2028, 3, 1)):
        examples = deadlines.deadlines(built, CITY)
        told = {example.kind.partition(" (")[0]: (example.moment, example.answer) for example in examples}
        assert [example.kind for example in examples[:4]] == ordinary
        for kind in ("Före långfredagen", "Före midsommarafton", "Före julafton"):
            assert kind in told
        assert any(kind.startswith("Före klämdagen") for kind in told)
        for moment, due in told.values():
            assert built < moment.date() <= built + timedelta(days=400)
            assert due == worktime.reply_due(moment, CITY)
        moment, due = told["En vanlig dag"]
        assert due - moment == DAY
        moment, due = told["Fredag eftermiddag"]
        assert (moment.weekday(), due - moment) == (4, 3 * DAY)
        for example in deadlines.publish_times(built, CITY):
            assert built < example.moment.date()
            assert (example.answer is None) is (advice(example.moment.isoformat(), CITY)[0] is False)


def test_the_examples_say_what_the_city_has_decided() -> None:
    kinds = {example.kind: example for example in deadlines.deadlines(date(2026, 12, 27), CITY)}
    bridge = kinds["Före klämdagen fredag 7 maj (ledig hela dagen)"]
    assert (bridge.moment, bridge.answer) == (datetime(2027, 5, 5, 14), datetime(2027, 5, 10, 14))
    half = kinds["Före halvdagen tisdag 5 januari (ledig eftermiddagen 12–17)"]
    assert (half.moment, half.answer) == (datetime(2027, 1, 4, 14), datetime(2027, 1, 7, 12))
    bridge = {example.kind: example for example in deadlines.deadlines(date(2026, 12, 27), NOTHING_LOCAL)}[
        "Före klämdagen fredag 7 maj (räknas som arbetsdag)"
    ]
    assert (bridge.moment, bridge.answer) == (datetime(2027, 5, 5, 14), datetime(2027, 5, 7, 14))
    assert deadlines.coming_local_days(date(2027, 10, 16), CITY) == [
        ("fredag 22 oktober 2027", "Fredag med sovmorgon", "förmiddagen 8–12")
    ]
    assert deadlines.coming_local_days(date(2026, 12, 27), NOTHING_LOCAL) == []


# A week off after a half day: whoever asks at noon waits longest.
SPORTS_WEEK = local_days({date(2027, 2, 9): "pm", **{date(2027, 2, day): "day" for day in (10, 11, 12, 15)}})


@pytest.mark.parametrize("local", [NOTHING_LOCAL, CITY, SPORTS_WEEK], ids=["country", "city", "week"])
@pytest.mark.parametrize("built", [date(2026, 11, 22), date(2027, 5, 8)])
def test_nobody_waits_longer_than_the_page_says(built: date, local: worktime.LocalDays) -> None:
    asked, due = deadlines.longest_wait(built, local)
    quarters = (datetime.combine(built + DAY, time(0)) + timedelta(minutes=15 * number) for number in range(365 * 96))
    assert due - asked == max(worktime.reply_due(moment, local) - moment for moment in quarters)


def test_the_day_of_the_build_is_what_the_environment_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(datetime(2027, 5, 31, 22, 30, tzinfo=UTC).timestamp())))
    assert deadlines.day_of_build() == date(2027, 6, 1)  # half past midnight in Stockholm


def test_times_in_words() -> None:
    moment = datetime(2026, 12, 30, 9, 5)
    assert deadlines.spoken_time(moment) == "onsdag 30 december 2026 klockan\u00a09.05"
    assert deadlines.spoken_time(datetime(2026, 12, 31, 17), moment) == "torsdag 31 december klockan\u00a017.00"
    assert deadlines.spoken_time(datetime(2027, 1, 4, 8), moment) == "måndag 4 januari 2027 klockan\u00a08.00"
    assert [deadlines.spoken_length(timedelta(hours=hours)) for hours in (135, 48)] == ["5 dygn och 15 timmar", "2 dygn"]


# A roster over the city's days off.


def roster(monday: date, posts: list[datetime]) -> dict[str, Any]:
    people = [{"id": "p1", "name": "Karin Berg", "title": "redaktör", "unit": "AKN", "channels": "all", "max_shifts_per_week": 3}]
    return {
        "format": "roster-instance/1",
        "id": "half-days",
        "period": {"start": monday.isoformat(), "weeks": 2},
        "channels": [{"id": "facebook"}, {"id": "linkedin", "need": 2}],
        "people": people,
        "posts": [
            {"published": post.replace(tzinfo=STOCKHOLM).isoformat(), "channels": ["facebook"], "need": 3 + number}
            for number, post in enumerate(posts)
        ],
    }


@settings(deadline=None, max_examples=60)
@given(local_tables(), st.lists(st.integers(-96 * 3, 96 * 15) | st.integers(-3, 14).map(lambda day: 96 * day + 48), max_size=4))
def test_a_roster_needs_nobody_when_the_city_is_off(drawn: tuple[date, dict[date, str]], quarters: list[int]) -> None:
    monday, closed = drawn
    monday += 7 * DAY
    posts = [datetime.combine(monday, time(0)) + timedelta(minutes=15 * quarter) for quarter in quarters]
    posts = [post for post in posts if post.date() >= FIRST]
    instance = instances.read(roster(monday, posts), local_days(closed))
    oracle = Oracle(max(FIRST, monday - 12 * DAY), monday + 40 * DAY, closed)
    needs: dict[tuple[date, str], int] = {}
    for number, post in enumerate(posts):
        asked = post.replace(tzinfo=STOCKHOLM).astimezone(UTC)
        moment = max(asked, oracle.open[oracle.first_not_over(asked)][0])
        while moment < datetime.fromisoformat(oracle.due(asked)):
            wall = moment.astimezone(STOCKHOLM)
            if 8 <= wall.hour < 17:
                place = wall.date(), "am" if wall.hour < 12 else "pm"
                needs[place] = max(needs.get(place, 1), 3 + number)
            moment += timedelta(minutes=15)
    shifts = instance.shifts
    open_halves = {
        (oracle.day(number), "am" if hour < 12 else "pm")
        for number, (begin, end) in enumerate(oracle.open)
        for hour in range(begin.astimezone(STOCKHOLM).hour, end.astimezone(STOCKHOLM).hour)
    }
    assert [shift.half for shift in shifts] == ["am", "pm"] * (len(shifts) // 2)
    assert all(shifts[number].date == shifts[number ^ 1].date for number in range(len(shifts)))
    assert {shift.date for shift in shifts} == {day for day, _ in open_halves if monday <= day < monday + 14 * DAY}
    assert instance.half_days == {shift.date for shift in shifts if closed.get(shift.date) in ("am", "pm")}
    for number, shift in enumerate(shifts):
        place = shift.date, shift.half
        is_open = place in open_halves
        assert (number in instance.available[0]) is is_open
        assert instance.need[number] == ((needs.get(place, 1), 2) if is_open else (0, 0))
    weeks = [sum(shifts[number].week == week for number in instance.available[0]) for week in range(2)]
    assert instance.capacity == (sum(min(3, count) for count in weeks),)
