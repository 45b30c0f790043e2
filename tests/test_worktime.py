"""Working time against an oracle that counts minute by minute, on every day that the table covers."""

import json
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists import stockholm, worktime
from checklists.errors import InputError

STOCKHOLM = ZoneInfo("Europe/Stockholm")
FIRST, LAST = date(2024, 1, 1), date(2045, 12, 31)
OFF = holidays.country_holidays("SE", years=range(2024, 2047), include_sundays=False, language="sv")
EVES = {(12, 24), (12, 31)}


def is_off(day: date) -> bool:
    """The contract's days off, from the package itself; midsommarafton is the Friday before midsommardagen."""
    midsummer_eve = OFF.get(day + timedelta(days=1)) == "Midsommardagen"
    return day.weekday() >= 5 or day in OFF or (day.month, day.day) in EVES or midsummer_eve


def every_day(until: date = LAST) -> list[date]:
    return [FIRST + timedelta(days=number) for number in range((until - FIRST).days + 1)]


def oracle_due(received: datetime) -> datetime:
    """Walk forward hour by hour: to the start of the clock, then to the next working day."""
    start = received
    while is_off(start.date()) or not time(8) <= start.time() < time(17):
        start = (start + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    day = start.date() + timedelta(days=1)
    while is_off(day):
        day += timedelta(days=1)
    return datetime.combine(day, start.time())


def test_every_day_off_agrees_with_the_calendar() -> None:
    assert [day for day in every_day() if worktime.is_working_day(day) is is_off(day)] == []


@pytest.mark.parametrize("clock", ["00:00:00", "07:59:59", "08:00:00", "11:23:45", "16:59:59", "17:00:00", "23:59:59"])
def test_reply_is_due_as_the_oracle_says_every_day(clock: str) -> None:
    for day in every_day(date(2045, 12, 20)):
        received = datetime.combine(day, time.fromisoformat(clock))
        assert worktime.reply_due(received) == oracle_due(received), received


@given(
    st.datetimes(datetime(2024, 1, 1), datetime(2045, 12, 20)),
    st.sampled_from(["Europe/Stockholm", "UTC", "Asia/Kathmandu", "America/New_York"]),
)
def test_any_offset_gives_the_same_deadline(wall: datetime, zone: str) -> None:
    moment = wall.replace(tzinfo=STOCKHOLM)
    elsewhere = moment.astimezone(ZoneInfo(zone))
    answer = worktime.reply_deadline({"received": elsewhere.isoformat()})["due"]
    expected = oracle_due(elsewhere.astimezone(STOCKHOLM).replace(tzinfo=None))
    assert answer == expected.replace(tzinfo=STOCKHOLM).isoformat()


@given(st.datetimes(datetime(1996, 1, 1), datetime(2100, 1, 1)), st.integers(0, 1))
def test_stockholm_keeps_the_same_time_as_the_time_zone_database(utc: datetime, fold: int) -> None:
    wall = utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(STOCKHOLM)
    assert stockholm.parse(utc.isoformat() + "Z", "x") == wall.replace(tzinfo=None)
    first_reading = wall.replace(fold=0)
    assert stockholm.to_iso(wall.replace(tzinfo=None)) == first_reading.isoformat()


@pytest.mark.parametrize(
    ("received", "due"),
    [
        ("2026-10-24T23:00:00+02:00", "2026-10-27T08:00:00+01:00"),  # over the autumn change of clocks
        ("2026-03-27T16:00:00+01:00", "2026-03-30T16:00:00+02:00"),  # over the spring change
        ("2026-06-18T09:15:00", "2026-06-22T09:15:00+02:00"),  # midsommarafton is off
        ("2026-12-30T12:00:00", "2027-01-04T12:00:00+01:00"),  # nyårsafton, nyårsdagen and a weekend
        ("2026-11-24T10:30:00.250000", "2026-11-25T10:30:00.250000+01:00"),
    ],
)
def test_reply_deadline_examples(received: str, due: str) -> None:
    assert worktime.reply_deadline({"received": received}) == {"due": due}


def warns(moment: datetime, charged: bool = True) -> bool:
    return bool(worktime.publish_time({"published": moment.isoformat(), "charged": charged})["warn"])


def oracle_warns(moment: datetime) -> bool:
    if is_off(moment.date()) or not time(8) <= moment.time() < time(17):
        return True
    run = []
    day = moment.date() + timedelta(days=1)
    while is_off(day):
        run.append(day)
        day += timedelta(days=1)
    long_break = len(run) >= 2 and [d.weekday() for d in run] != [5, 6]
    return long_break or (moment.weekday() == 4 and moment.time() >= time(13))


@pytest.mark.parametrize("clock", ["07:59:59", "08:00:00", "12:59:59", "13:00:00", "16:59:59", "17:00:00"])
def test_publish_time_agrees_with_the_oracle_every_day(clock: str) -> None:
    for day in every_day(date(2045, 12, 20)):
        moment = datetime.combine(day, time.fromisoformat(clock))
        assert warns(moment) is oracle_warns(moment), moment


@given(st.datetimes(datetime(2024, 1, 1), datetime(2045, 12, 1)))
def test_the_suggestion_is_the_first_calm_opening(moment: datetime) -> None:
    answer = worktime.publish_time({"published": moment.isoformat(), "charged": True})
    if not answer["warn"]:
        assert answer["suggest_not_before"] is None
        return
    suggested = datetime.fromisoformat(str(answer["suggest_not_before"])).replace(tzinfo=None)
    assert suggested.time() == time(8)
    assert suggested >= moment
    assert not oracle_warns(suggested)
    opening = datetime.combine(moment.date(), time(8))
    while opening < suggested:
        assert opening < moment or oracle_warns(opening)
        opening += timedelta(days=1)


def test_content_that_is_not_charged_never_warns() -> None:
    assert not warns(datetime(2026, 11, 28, 3, 0), charged=False)


@pytest.mark.parametrize(
    "payload",
    [
        {"received": "2023-12-31T12:00"},
        {"received": "2046-01-01T12:00"},
        {"received": "2045-12-29T12:00"},
        {"received": "i morgon"},
        {"received": None},
        {},
        {"received": 7},
    ],
)
def test_bad_times_are_told_in_both_languages(payload: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        worktime.reply_deadline(payload)
    assert str(caught.value)
    assert caught.value.swedish.endswith(".")


def test_answers_are_plain_data() -> None:
    assert json.loads(json.dumps(worktime.publish_time({"published": "2026-11-27T15:45", "charged": True})))["warn"] is True
