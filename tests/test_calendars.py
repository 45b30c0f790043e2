"""Calendars that are read, against two that read calendars too: icalendar and recurring-ical-events."""

import base64
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
import recurring_ical_events
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.errors import InputError
from checklists.plan import calendar_zones
from checklists.plan.calendar_read import read_calendar
from checklists.plan.calendar_rules import UnknownRuleError, parse

STOCKHOLM = ZoneInfo("Europe/Stockholm")
START, WEEKS = date(2027, 1, 11), 4
# As Outlook writes it: a name of its own, and rules that begin in the year 1601.
OUTLOOK_ZONE = """\
BEGIN:VTIMEZONE
TZID:Kommunens tid
BEGIN:STANDARD
DTSTART:16011028T030000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010325T020000
RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
END:VTIMEZONE"""
# As Apple writes it: what held before, until a moment in UTC, and single changes.
APPLE_ZONE = """\
BEGIN:VTIMEZONE
TZID:Egen/New York
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
RRULE:FREQ=YEARLY;UNTIL=20060402T070000Z;BYMONTH=4;BYDAY=1SU
DTSTART:19870405T020000
TZNAME:EDT
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
RRULE:FREQ=YEARLY;UNTIL=20061029T060000Z;BYMONTH=10;BYDAY=-1SU
DTSTART:19671029T020000
TZOFFSETTO:-0500
END:STANDARD
BEGIN:DAYLIGHT
TZOFFSETFROM:-0500
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=2SU
DTSTART:20070311T020000
TZOFFSETTO:-0400
END:DAYLIGHT
BEGIN:STANDARD
TZOFFSETFROM:-0400
RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=1SU
DTSTART:20071104T020000
TZOFFSETTO:-0500
END:STANDARD
END:VTIMEZONE"""


def content(text: str | bytes) -> str:
    return base64.b64encode(text.encode() if isinstance(text, str) else text).decode()


def calendar(*parts: str) -> str:
    return "\r\n".join(
        ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:test", *("\r\n".join(part.split("\n")) for part in parts), "END:VCALENDAR", ""]
    )


def event(*lines: str, title: str = "Möte", uid: str = "1@exempel") -> str:
    named = [f"UID:{uid}"] if uid else []
    return "\n".join(["BEGIN:VEVENT", *named, "DTSTAMP:20261122T220000Z", f"SUMMARY:{title}", *lines, "END:VEVENT"])


def read(text: str | bytes, start: date = START, weeks: int = WEEKS) -> dict[str, Any]:
    return read_calendar({"name": "kalender.ics", "content": content(text), "start": start.isoformat(), "weeks": weeks})


def times(*lines: str, start: date = START, weeks: int = WEEKS, zone: str = "") -> list[str]:
    """Return "start/end" of each time that one event happens; there must be no problem."""
    result = read(calendar(*([zone] if zone else []), event(*lines)), start, weeks)
    assert result["problems"] == []
    return [f"{item['start'][5:]}/{item['end'][5:]}" for item in result["events"]]


def problem(*parts: str) -> str:
    """Return the only problem of a calendar in which nothing is understood."""
    result = read(calendar(*parts))
    assert result["events"] == []
    assert len(result["problems"]) == 1
    return str(result["problems"][0]["text"])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        # one time
        (["DTSTART;TZID=Europe/Stockholm:20270111T090000", "DTEND;TZID=Europe/Stockholm:20270111T100000"], ["01-11T09:00/01-11T10:00"]),
        (["DTSTART:20270111T080000Z", "DTEND:20270111T090000Z"], ["01-11T09:00/01-11T10:00"]),
        (["DTSTART:20270111T090000", "DTEND:20270111T100000"], ["01-11T09:00/01-11T10:00"]),
        (["DTSTART;TZID=W. Europe Standard Time:20270111T090000", "DURATION:PT1H30M"], ["01-11T09:00/01-11T10:30"]),
        (['DTSTART;TZID="(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna":20270111T090000', "DURATION:P1DT1H"], ["01-11T09:00/01-12T10:00"]),
        (["DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20270111T090000"], ["01-11T09:00/01-11T09:00"]),
        (["DTSTART;TZID=Eastern Standard Time:20270111T090000", "DURATION:PT1H"], ["01-11T15:00/01-11T16:00"]),
        (["DTSTART;TZID=Eastern Standard Time:20270111T090000", "DTEND;TZID=GMT Standard Time:20270111T150000"], ["01-11T15:00/01-11T16:00"]),
        (["DTSTART;TZID=Asia/Kolkata:20270111T090000", "DURATION:PT30M"], ["01-11T04:30/01-11T05:00"]),
        (["DTSTART;VALUE=DATE:20270111", "DTEND;VALUE=DATE:20270112"], ["01-11T00:00/01-12T00:00"]),
        (["DTSTART;VALUE=DATE:20270111"], ["01-11T00:00/01-12T00:00"]),
        (["DTSTART;VALUE=DATE:20270111", "DTEND;VALUE=DATE:20270111"], ["01-11T00:00/01-12T00:00"]),
        (["DTSTART;VALUE=DATE:20270111", "DURATION:P1W"], ["01-11T00:00/01-18T00:00"]),
        # the period: what ends where it begins, and begins where it ends, is outside
        (["DTSTART:20270110T220000Z", "DTEND:20270110T230000Z"], []),
        (["DTSTART:20270110T220000Z", "DTEND:20270110T230100Z"], ["01-10T23:00/01-11T00:01"]),
        (["DTSTART:20270110T230000Z"], ["01-11T00:00/01-11T00:00"]),
        (["DTSTART:20270207T230000Z", "DURATION:PT1H"], []),
        (["DTSTART:20270207T225900Z", "DURATION:PT1H"], ["02-07T23:59/02-08T00:59"]),
        # recurring
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY;COUNT=2"], ["01-11T09:00/01-11T09:00", "01-12T09:00/01-12T09:00"]),
        (["DTSTART:20260112T090000", "RRULE:FREQ=DAILY;COUNT=366"], ["01-11T09:00/01-11T09:00", "01-12T09:00/01-12T09:00"]),
        (["DTSTART:20260112T090000", "RRULE:FREQ=DAILY;COUNT=364"], []),
        (["DTSTART:20270105T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH"], [f"01-{d}T09:00/01-{d}T09:00" for d in (19, 21)] + [f"02-0{d}T09:00/02-0{d}T09:00" for d in (2, 4)]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=WEEKLY;UNTIL=20270118T080000Z"], ["01-11T09:00/01-11T09:00", "01-18T09:00/01-18T09:00"]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=WEEKLY;UNTIL=20270118T075959Z"], ["01-11T09:00/01-11T09:00"]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=WEEKLY;UNTIL=20270118"], ["01-11T09:00/01-11T09:00", "01-18T09:00/01-18T09:00"]),
        (["DTSTART;VALUE=DATE:20270111", "RRULE:FREQ=DAILY;UNTIL=20270111T230000Z"], ["01-11T00:00/01-12T00:00", "01-12T00:00/01-13T00:00"]),
        (["DTSTART;VALUE=DATE:20270111", "RRULE:FREQ=DAILY;UNTIL=20270111T235959Z"], ["01-11T00:00/01-12T00:00"]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=WEEKLY;UNTIL=99991231T235959Z;INTERVAL=3"], ["01-11T09:00/01-11T09:00", "02-01T09:00/02-01T09:00"]),
        (["DTSTART:20261013T090000", "RRULE:FREQ=MONTHLY;BYDAY=2TU"], ["01-12T09:00/01-12T09:00"]),
        (["DTSTART:20261030T090000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1"], ["01-29T09:00/01-29T09:00"]),
        (["DTSTART:20261231T090000", "RRULE:FREQ=MONTHLY"], ["01-31T09:00/01-31T09:00"]),
        (["DTSTART;VALUE=DATE:20000131", "RRULE:FREQ=YEARLY"], ["01-31T00:00/02-01T00:00"]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE:20270112T080000Z"], ["01-11T09:00/01-11T09:00", "01-13T09:00/01-13T09:00"]),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY;COUNT=3", "EXDATE;VALUE=DATE:20270112,20270113"], ["01-11T09:00/01-11T09:00"]),
        (["DTSTART;VALUE=DATE:20270111", "RRULE:FREQ=DAILY;COUNT=2", "EXDATE;TZID=Europe/Stockholm:20270112T000000"], ["01-11T00:00/01-12T00:00"]),
        (["DTSTART:20270111T090000", "RDATE:20270113T080000Z,20270111T080000Z"], ["01-11T09:00/01-11T09:00", "01-13T09:00/01-13T09:00"]),
    ],
)  # fmt: skip
def test_when_an_event_happens(lines: list[str], expected: list[str]) -> None:
    assert sorted(times(*lines)) == sorted(expected)


@pytest.mark.parametrize(
    ("name", "zone", "there"),
    [("Kommunens tid", OUTLOOK_ZONE, "Europe/Stockholm"), ("Egen/New York", APPLE_ZONE, "America/New_York")],
)
def test_a_zone_that_the_file_describes_holds_all_year(name: str, zone: str, there: str) -> None:
    found = times(
        f"DTSTART;TZID={name}:20270104T130000", "DURATION:PT1H", "RRULE:FREQ=DAILY", start=date(2027, 1, 4), weeks=52, zone=zone
    )
    clock = [datetime(2027, 1, 4, 13) + timedelta(days=number) for number in range(364)]
    moments = [moment.replace(tzinfo=ZoneInfo(there)).astimezone(STOCKHOLM) for moment in clock]
    assert found == [f"{moment:%m-%dT%H:%M}/{moment + timedelta(hours=1):%m-%dT%H:%M}" for moment in moments]


def every_known_zone() -> list[str]:
    tables = (calendar_zones._EU, calendar_zones._USA, calendar_zones._FIXED)
    names = {name for table in tables for row in table.values() for name in row.split("|")}
    return sorted(name for name in names if "/" in name or name in ("CET", "EET", "WET", "MET", "UTC", "GMT"))


@pytest.mark.parametrize("name", every_known_zone())
def test_the_zones_that_we_know_are_those_of_the_database(name: str) -> None:
    there = ZoneInfo(name)
    zone = calendar_zones.known(name)
    assert zone
    moment = datetime(2026, 1, 1)
    while moment.year < 2028:
        aware = moment.replace(tzinfo=there)
        utc = aware.astimezone(ZoneInfo("UTC")).replace(tzinfo=None)
        if moment == utc.replace(tzinfo=ZoneInfo("UTC")).astimezone(there).replace(tzinfo=None):  # a time that exists
            assert zone.to_utc(moment) == utc, moment
        moment += timedelta(hours=1) if moment.month in (3, 10, 11) else timedelta(hours=31)


def test_clock_times_that_the_change_of_hour_skips_or_repeats() -> None:
    zone = calendar_zones.known("Europe/Stockholm")
    assert zone
    assert zone.to_utc(datetime(2027, 3, 28, 2, 30)) == datetime(2027, 3, 28, 1, 30)  # RFC 5545: by the offset before
    assert zone.to_utc(datetime(2027, 10, 31, 2, 30)) == datetime(2027, 10, 31, 0, 30)  # the first of the two


ANY_RULE = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(1, 4),
        "COUNT": st.integers(1, 80),
        "UNTIL": st.dates(date(2026, 12, 1), date(2027, 3, 1)).map(lambda day: f"{day:%Y%m%d}"),
        "BYDAY": st.lists(st.sampled_from("MO TU WE TH FR SA SU 1MO 2TU -1FR 3WE -2TH 5MO".split()), min_size=1, max_size=4, unique=True).map(",".join),
        "BYMONTHDAY": st.lists(st.sampled_from([1, 12, 13, 20, 28, 29, 31, -1, -3]), min_size=1, max_size=4, unique=True).map(lambda days: ",".join(map(str, days))),
        "BYMONTH": st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True).map(lambda months: ",".join(map(str, months))),
        "BYSETPOS": st.sampled_from(["1", "-1", "2", "1,-1"]),
        "WKST": st.sampled_from(["MO", "SU"]),
    },
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    rule=ANY_RULE,
    start=st.datetimes(datetime(2026, 6, 1), datetime(2027, 2, 20)).map(lambda moment: moment.replace(second=0, microsecond=0)),
    zone=st.sampled_from(["Europe/Stockholm", "America/New_York", "UTC", "Europe/Helsinki", "date"]),
    hours=st.integers(0, 60),
)
def test_what_recurs_is_what_others_read(rule: dict[str, object], start: datetime, zone: str, hours: int) -> None:
    rule = dict(rule)
    start = first_time(rule, start)
    if "UNTIL" in rule and zone != "date":
        rule["UNTIL"] = f"{rule['UNTIL']}T120000Z"
    if "COUNT" in rule:
        rule.pop("UNTIL", None)
    if zone == "date":
        lines = [f"DTSTART;VALUE=DATE:{start:%Y%m%d}", f"DTEND;VALUE=DATE:{start + timedelta(days=1 + hours // 24):%Y%m%d}"]
    elif zone == "UTC":
        lines = [f"DTSTART:{start:%Y%m%dT%H%M%SZ}", f"DTEND:{start + timedelta(hours=hours):%Y%m%dT%H%M%SZ}"]
    else:
        lines = [
            f"DTSTART;TZID={zone}:{start:%Y%m%dT%H%M%S}",
            f"DTEND;TZID={zone}:{start + timedelta(hours=hours):%Y%m%dT%H%M%S}",
        ]
    text = calendar(event(*lines, "RRULE:" + ";".join(f"{key}={value}" for key, value in rule.items())))
    result = read(text)
    if result["problems"]:  # refused, not guessed
        assert result["events"] == []
        return
    begins = datetime(START.year, START.month, START.day)
    ends = begins + timedelta(weeks=WEEKS)
    expected = []
    for found in recurring_ical_events.of(icalendar.Calendar.from_ical(text)).between(
        START - timedelta(days=5), START + timedelta(weeks=WEEKS, days=5)
    ):
        span = [in_stockholm(found[name].dt) for name in ("DTSTART", "DTEND")]
        if span[0] < ends and (span[1] > begins or span[0] == span[1] == begins):
            expected.append(tuple(moment.isoformat(timespec="minutes") for moment in span))
    assert sorted((item["start"], item["end"]) for item in result["events"]) == sorted(expected)


def first_time(rule: dict[str, object], start: datetime) -> datetime:
    """Return a moment from the start on that the rule itself gives: what another first time means is left open by the standard."""
    try:
        parsed_rule = parse(";".join(f"{key}={value}" for key, value in rule.items() if key != "UNTIL"))
    except UnknownRuleError:
        return start
    later = (start + timedelta(days=number) for number in range(400))
    return next((moment for moment in later if moment.date() in parsed_rule.days(moment.date(), 0)), start)


def in_stockholm(value: date) -> datetime:
    if not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value.astimezone(STOCKHOLM).replace(tzinfo=None) if value.tzinfo else value


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("20270111T080000", "20270111T170000", ["11 am", "11 pm"]),
        ("20270111T070000", "20270111T080000", []),
        ("20270111T070000", "20270111T080001", ["11 am"]),
        ("20270111T115959", "20270111T120000", ["11 am"]),
        ("20270111T120000", "20270111T120001", ["11 pm"]),
        ("20270111T165959", "20270111T230000", ["11 pm"]),
        ("20270111T170000", "20270112T080000", []),
        ("20270111T080000", "20270111T080000", ["11 am"]),  # a post has no length
        ("20270111T120000", "20270111T120000", ["11 pm"]),
        ("20270111T170000", "20270111T170000", []),
        ("20270115T130000", "20270118T090000", ["15 pm", "18 am"]),  # the weekend between
        ("20270116T000000", "20270118T000000", []),
    ],
)
def test_which_shifts_an_event_touches(start: str, end: str, expected: list[str]) -> None:
    [found] = read(calendar(event(f"DTSTART:{start}", f"DTEND:{end}")))["events"]
    assert [f"{half['date'][-2:]} {half['half']}" for half in found["halves"]] == expected


def test_an_event_over_the_border_of_the_period_touches_only_shifts_within() -> None:
    [found] = read(calendar(event("DTSTART;VALUE=DATE:20270101", "DTEND;VALUE=DATE:20270401")), weeks=1)["events"]
    assert [half["date"] for half in found["halves"][::2]] == [f"2027-01-{day}" for day in range(11, 16)]


def test_free_time_is_told() -> None:
    text = calendar(
        event("DTSTART:20270111T090000", "TRANSP:TRANSPARENT", uid="1"),
        event("DTSTART:20270112T090000", "TRANSP:OPAQUE", uid="2"),
        event("DTSTART:20270113T090000", "X-MICROSOFT-CDO-BUSYSTATUS:FREE", uid="3"),
    )
    assert [found["free"] for found in read(text)["events"]] == [True, False, True]


SERIES = event("DTSTART:20270111T090000", "DURATION:PT1H", "RRULE:FREQ=DAILY;COUNT=3", uid="s")
MOVED = event("RECURRENCE-ID:20270112T080000Z", "DTSTART:20270112T140000", "DURATION:PT1H", uid="s", title="Flyttat")


@pytest.mark.parametrize("order", [[SERIES, MOVED], [MOVED, SERIES]])
def test_one_time_that_is_moved_replaces_that_of_the_series(order: list[str]) -> None:
    found = read(calendar(*order))
    assert [(item["start"][8:], item["title"]) for item in found["events"]] == [
        ("11T09:00", "Möte"),
        ("12T14:00", "Flyttat"),
        ("13T09:00", "Möte"),
    ]
    assert found["problems"] == []


def test_one_time_may_be_moved_into_the_period_or_out_of_it() -> None:
    into = event("RECURRENCE-ID:20270301T080000Z", "DTSTART:20270113T140000", uid="s")
    out = event("RECURRENCE-ID:20270111T080000Z", "DTSTART:20270413T140000", uid="s")
    series = event("DTSTART:20270111T090000", "RRULE:FREQ=MONTHLY;BYDAY=2MO", uid="s")
    assert [item["start"] for item in read(calendar(series, into, out))["events"]] == ["2027-01-13T14:00"]


def test_what_is_cancelled_is_left_out_and_told() -> None:
    text = calendar(
        event("DTSTART:20270111T090000", "STATUS:CANCELLED", uid="1", title="Inställt"),
        event("DTSTART:20260111T090000", "STATUS:CANCELLED", uid="2", title="För länge sedan"),
        SERIES,
        event("RECURRENCE-ID:20270112T080000Z", "DTSTART:20270112T090000", "STATUS:CANCELLED", uid="s"),
    )
    found = read(text)
    assert [item["start"] for item in found["events"]] == ["2027-01-11T09:00", "2027-01-13T09:00"]
    assert [item["text"] for item in found["problems"]] == [
        "Rad 4: händelsen ”Inställt” är inställd och är inte med.",
        "Rad 26: händelsen ”Möte” är inställd och är inte med.",
    ]


def test_a_calendar_that_cancels_cancels_every_event_in_it_and_no_other() -> None:
    cancelled = calendar("METHOD:CANCEL", event("DTSTART:20270111T090000", uid="1"))
    found = read(cancelled + calendar(event("DTSTART:20270112T090000", uid="2")))
    assert [item["start"] for item in found["events"]] == ["2027-01-12T09:00"]


def test_the_newest_version_of_an_event_counts() -> None:
    text = calendar(
        event("DTSTART:20270112T090000", "SEQUENCE:2"),
        event("DTSTART:20270111T090000", "SEQUENCE:1"),
        event("DTSTART:20270112T090000", "SEQUENCE:2"),
        event("DTSTART:20270113T090000", uid=""),
        event("DTSTART:20270113T090000", uid=""),
    )
    assert [item["start"][8:10] for item in read(text)["events"]] == ["12", "13", "13"]


def test_lines_are_unfolded_and_escapes_undone() -> None:
    written = "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nSUMMARY:Fika\\, sm\xe5\r\n \r\n tt\\; och\\nbr\r\n\ta \\\\n\r\nDTST\r\n ART;TZID=Europe/\r\n Stockholm:20270111T090000\r\nDESCRIPTION:x\r\nBEGIN:VALARM\r\nSUMMARY:Nej\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT\r\nEND:VCALENDAR"
    expected = "Fika, små" + "tt; och bra \\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "cp1252"):
        [found] = read(written.encode(encoding))["events"]
        assert (found["title"], found["start"]) == (expected, "2027-01-11T09:00")
    for break_ in ("\n", "\r"):
        [found] = read(written.replace("\r\n", break_).encode())["events"]
        assert found["title"] == expected
    octets = written.encode()
    middle = octets.index("å".encode()) + 1
    assert read(octets[:middle] + b"\r\n " + octets[middle:])["events"][0]["title"] == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["DTSTART;TZID=Mars/Olympus Mons:20270111T090000"], "har en tidszon som vi inte känner igen: ”Mars/Olympus Mons”."),
        (["DTSTART:20270230T090000"], "har en tid som inte finns: ”20270230T090000”."),
        (["DTSTART:20270111T250000Z"], "har en tid som inte finns: ”20270111T250000Z”."),
        (["DTSTART:i morgon"], "har en tid som inte finns: ”I MORGON”."),
        (["DTEND:20270111T090000"], "har ingen starttid."),
        (["DTSTART:20270111T090000", "DTEND:20270111T080000"], "slutar innan den börjar."),
        (["DTSTART;VALUE=DATE:20270111", "DTEND:20270111T080000"], "har ett datum i ena änden och ett klockslag i den andra."),
        (["DTSTART:20270111T090000", "DURATION:-PT1H"], "har en längd som vi inte kan läsa: ”-PT1H”."),
        (["DTSTART:20270111T090000", "DURATION:P99999W"], "varar längre än fem år."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=SECONDLY"], "upprepas på ett sätt som inte är dag-, vecko-, månads- eller årsvis."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=YEARLY;BYWEEKNO=2"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY;INTERVAL=0"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:D1 #5"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=WEEKLY;BYDAY=TU"], "upprepas på ett sätt som inte stämmer med första gången."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY", "RRULE:FREQ=WEEKLY"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY", "EXRULE:FREQ=WEEKLY"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY;UNTIL=snart"], "upprepas på ett sätt som vi inte kan läsa."),
        (["DTSTART:20270111T090000", "RRULE:FREQ=DAILY", "EXDATE:20271301T090000"], "har en tid som inte finns: ”20271301T090000”."),
        (["DTSTART:20270111T090000", "RDATE;VALUE=PERIOD:20270112T090000/PT1H"], "har en tid som inte finns: ”20270112T090000/PT1H”."),
    ],
)  # fmt: skip
def test_what_is_not_understood_names_the_event(lines: list[str], expected: str) -> None:
    assert problem(event(*lines, title="Stora mötet")) == f"Rad 4: händelsen ”Stora mötet” {expected}"


def test_problems_of_what_is_outside_the_period_are_not_told() -> None:
    text = calendar(
        event("DTSTART;TZID=Mars:20250111T090000", "DTEND;TZID=Mars:20250111T100000", uid="1"),
        event("DTSTART;TZID=Mars:20290111T090000", uid="2"),
        event("DTSTART:20290111T090000", "RRULE:FREQ=SECONDLY", uid="3"),
    )
    assert read(text) == {"events": [], "problems": []}


def test_a_change_of_all_later_times_is_refused_but_the_changed_time_is_kept() -> None:
    later = event("RECURRENCE-ID;RANGE=THISANDFUTURE:20270112T080000Z", "DTSTART:20270112T140000", uid="s")
    found = read(calendar(SERIES, later))
    assert [item["start"] for item in found["events"]] == ["2027-01-12T14:00"]
    assert "en ändring gäller alla senare gånger" in found["problems"][0]["text"]


def test_a_zone_with_rules_beyond_us_is_refused() -> None:
    zone = OUTLOOK_ZONE.replace("FREQ=YEARLY", "FREQ=MONTHLY")
    text = problem(zone, event("DTSTART;TZID=Kommunens tid:20270111T090000"))
    assert text == "Rad 19: händelsen ”Möte” har en tidszon som vi inte känner igen: ”Kommunens tid”."


def test_a_file_that_is_cut_off_says_so_and_keeps_the_rest() -> None:
    text = calendar(event("DTSTART:20270111T090000", uid="1"), event("DTSTART:20270112T090000", "SUMMARY:x", uid="2"))
    found = read(text[: text.rindex("END:VEVENT")])
    assert [item["start"][8:10] for item in found["events"]] == ["11"]
    assert found["problems"][0]["text"] == "Rad 10: händelsen ”Möte” är avhuggen: slutet saknas i filen."


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ("", "ingen kalender"),
        ("Namn;Titel\nLouise Ek;x", "ingen kalender"),
        (b"PK\x03\x04abc", "packa upp"),
        ("BEGIN:VCALENDAR\n" + "\n" * 200_001, "200 000 rader"),
        ("BEGIN:VCALENDAR\n" + "x" * 2_200_000, "större än 2 MB"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:X\n" * 30, "stängs aldrig"),
        ("BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\nEND:VEVENT\n" * 10_001, "10 000 händelser"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(data: str | bytes, part: str) -> None:
    with pytest.raises(InputError) as caught:
        read(data)
    assert part in caught.value.swedish


@pytest.mark.parametrize("payload", [{"start": "2027-01-11"}, {"weeks": 2}, {"start": "2027-02-30", "weeks": 1}, {"start": "2027-01-11", "weeks": 54}, {"start": "2027-01-11", "weeks": True}])  # fmt: skip
def test_the_period_must_be_told(payload: dict[str, object]) -> None:
    with pytest.raises(InputError):
        read_calendar({"name": "k.ics", "content": content(calendar())} | payload)


@pytest.mark.parametrize(
    "text",
    [
        calendar(*[event("DTSTART:16010101T000000", "RRULE:FREQ=SECONDLY", uid=str(number)) for number in range(2_000)]),
        calendar(
            *[
                event("DTSTART:19000101T000000", "RRULE:FREQ=DAILY;COUNT=999999;BYMONTH=1", uid=str(number))
                for number in range(2_000)
            ]
        ),
        calendar(
            *[event("DTSTART:20260101T000000", "DURATION:P1800D", "RRULE:FREQ=DAILY", uid=str(number)) for number in range(2_000)]
        ),
        calendar(event("DTSTART:20260111T090000", "DURATION:P1800D", "RDATE:" + ",".join(["20270111T090000"] * 4_999))),
        calendar(event("DTSTART:20260111T090000", *["EXDATE:20270111T090000"] * 50_000)),
        calendar(event("DTSTART:20270111T090000", title="x\n " * 150_000)),
        calendar(event("DTSTART" + ";X=" * 300_000 + ":20270111T090000")),
        calendar(event('DTSTART;X="' * 100_000 + ":20270111T090000")),
        calendar(*[OUTLOOK_ZONE] * 1_500, event("DTSTART;TZID=Kommunens tid:20270111T090000")),
    ],
    ids=[
        "every second",
        "for a century",
        "five years a day",
        "same again",
        "exceptions",
        "folds",
        "parameters",
        "quotes",
        "zones",
    ],
)
def test_hostile_calendars_are_bounded(text: str) -> None:
    result = read(text, weeks=53)
    assert len(result["problems"]) <= 101
    assert sum(1 + len(found["halves"]) for found in result["events"]) <= 51_000


@settings(max_examples=300, deadline=None)
@given(
    data=st.binary(max_size=300), keep=st.integers(0, 400), calendar_text=st.sampled_from([calendar(OUTLOOK_ZONE, SERIES, MOVED)])
)
def test_hostile_bytes_raise_nothing_but_input_errors(data: bytes, keep: int, calendar_text: str) -> None:
    whole = calendar_text.encode()
    for hostile in (data, whole[:keep] + data + whole[keep:]):
        try:
            result = read(hostile)
        except InputError:
            continue
        assert set(result) == {"events", "problems"}


TOKENS = "BEGIN END : ; = , VEVENT VCALENDAR VTIMEZONE STANDARD \r\n \r\n\x20 DTSTART DTEND RRULE FREQ=DAILY FREQ=MONTHLY COUNT=3 UNTIL=20270201 BYDAY=-1FR 20270111 20270111T090000 Z TZID=X TZID:X TZOFFSETFROM:+0100 TZOFFSETTO:+2300 DURATION P1D RECURRENCE-ID EXDATE 00010101T000000 99991231T235959Z INTERVAL=999999".split(" ")  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [*TOKENS, "\r\n", "BEGIN:VEVENT\r\n", "DTSTART:20270111T090000\r\n", "RRULE:FREQ=YEARLY", "END:VEVENT\r\n"]
        ),
        max_size=60,
    ).map("".join)
)
def test_broken_grammar_raises_nothing(text: str) -> None:
    read("BEGIN:VCALENDAR\r\n" + text)
