"""Booking a slot: a mail, and a calendar file that icalendar and khal read the way it was meant."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import slot_booking
from checklists.api import CALLS
from checklists.errors import InputError
from checklists.slot_booking import book
from tests.khal import khal_in

STOCKHOLM = ZoneInfo("Europe/Stockholm")
GOOD: dict[str, Any] = {
    "department": "kultur",
    "title": "Sagostund i parken; ”kom”, alla, på Råå",
    "channels": ["facebook", "linkedin", "x"],
    "goal": "activate",
    "category": "tips",
    "date": "2027-01-15",
    "time": "09:05",
    "minutes": 30,
    "charged": False,
    "answers": "Ulla Påhittad till 17, sedan Bo",
    "contact": "redaktionen, Teams",
    "draft": "https://example.se/utkast?a=1&b=2",
    "made": "2027-01-10T11:00:00.000Z",
}
MAIL = """Hej! Vi vill boka en plats i den gemensamma publiceringskalendern.

Rubrik: Sagostund i parken; ”kom”, alla, på Råå
Förvaltning: Kulturförvaltningen
Kanaler: Facebook, LinkedIn och X (Twitter)
Önskad tid: fredag 15 januari 2027 klockan 9.05–9.35
Målsättning: Aktivera
Kategori: Tips och inspiration
Laddat innehåll: Nej
Svarar på kommentarer: Ulla Påhittad till 17, sedan Bo
Kontakt: redaktionen, Teams
Utkast: https://example.se/utkast?a=1&b=2

Jag bifogar också bokningen som en kalenderfil: bokning-kultur-2027-01-15.ics."""


def event(**changes: Any) -> Any:
    """Return the only event of the file, as icalendar reads it."""
    (found,) = icalendar.Calendar.from_ical(book(GOOD | changes)["calendar"]).walk("VEVENT")
    return found


def test_the_mail_says_it_all_in_order() -> None:
    answer = book(GOOD)
    assert answer["text"] == MAIL
    assert answer["subject"] == "Bokning i publiceringskalendern: Sagostund i parken; ”kom”, alla, på Råå"
    assert answer["name"] == "bokning-kultur-2027-01-15.ics"
    assert answer["past"] is False
    assert CALLS["slot_booking"](GOOD) == answer


def test_what_is_left_out_has_no_line_and_the_template_has_them_all() -> None:
    assert "Utkast" not in book(GOOD | {"draft": " "})["text"]
    template = slot_booking.template()
    assert template.splitlines()[2] == "Rubrik: [Fyll i: inläggets rubrik eller första rad]"
    assert [line.partition(":")[0] for line in template.splitlines()[2:]] == [
        line.partition(":")[0] for line in MAIL.splitlines()[2:-2]
    ]


def test_icalendar_reads_what_was_meant() -> None:
    found = event()
    assert found["SUMMARY"] == "Sagostund i parken; ”kom”, alla, på Råå (Facebook, LinkedIn och X (Twitter))"
    assert found["DESCRIPTION"] == "\n".join(MAIL.splitlines()[2:-2])
    assert found.decoded("DTSTART") == datetime(2027, 1, 15, 9, 5, tzinfo=STOCKHOLM)
    assert found.decoded("DTEND") == datetime(2027, 1, 15, 9, 35, tzinfo=STOCKHOLM)
    assert found["CATEGORIES"].cats == ["Aktivera", "Tips och inspiration"]
    assert found["URL"] == GOOD["draft"]
    assert (found["STATUS"], found["TRANSP"], found["CONTACT"]) == ("TENTATIVE", "TRANSPARENT", "redaktionen, Teams")
    calendar = icalendar.Calendar.from_ical(book(GOOD)["calendar"])
    assert (calendar["METHOD"], calendar["VERSION"]) == ("PUBLISH", "2.0")
    assert [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")] == ["Europe/Stockholm"]


@pytest.mark.parametrize("draft", ["G:\\gemensamt\\utkast.docx", "se mejlet", "https://example.se/å", "javascript:alert(1)", ""])
def test_only_an_address_becomes_an_address(draft: str) -> None:
    found = event(draft=draft)
    assert "URL" not in found
    assert draft in found["DESCRIPTION"]


@pytest.mark.parametrize(
    ("change", "same"),
    [
        ({"time": "15:00"}, True),
        ({"minutes": 60}, True),
        ({"channels": ["x"]}, True),
        ({"title": "sagostund i  parken; ”kom”, ALLA, på Råå"}, True),
        ({"answers": "Någon annan"}, True),
        ({"date": "2027-01-16"}, False),
        ({"title": "Sagostund"}, False),
        ({"department": "social"}, False),
    ],
)
def test_the_same_booking_has_the_same_uid(change: dict[str, Any], same: bool) -> None:
    assert (event(**change)["UID"] == event()["UID"]) is same


def test_a_later_version_counts_as_newer() -> None:
    later = event(made="2027-01-10T11:01:00.000Z")
    assert later["SEQUENCE"] == event()["SEQUENCE"] + 1
    assert later["UID"] == event()["UID"]
    assert book(GOOD) == book(GOOD)  # no clock, no chance


@pytest.mark.parametrize(
    ("day", "time", "minutes", "start", "end"),
    [
        ("2027-07-01", "23:45", 30, "2027-07-01T23:45:00+02:00", "2027-07-02T00:15:00+02:00"),
        ("2027-03-28", "01:45", 30, "2027-03-28T01:45:00+01:00", "2027-03-28T03:15:00+02:00"),
        ("2027-10-31", "01:45", 30, "2027-10-31T01:45:00+02:00", "2027-10-31T02:15:00+02:00"),
        ("2027-10-30", "12:00", 1440, "2027-10-30T12:00:00+02:00", "2027-10-31T11:00:00+01:00"),
    ],
)
def test_the_clock_in_stockholm_holds_also_when_it_changes(day: str, time: str, minutes: int, start: str, end: str) -> None:
    found = event(date=day, time=time, minutes=minutes)
    assert [found.decoded(name).isoformat() for name in ("DTSTART", "DTEND")] == [start, end]


@pytest.mark.parametrize(
    ("made", "past"),
    [
        ("2027-01-15T08:04:59Z", False),
        ("2027-01-15T08:05:00Z", False),
        ("2027-01-15T08:05:01Z", True),
        ("2027-01-15T09:06:00+01:00", True),
        ("2028-01-01T00:00:00Z", True),
    ],
)
def test_a_time_that_has_been_is_told_and_not_refused(made: str, past: bool) -> None:
    assert book(GOOD | {"made": made})["past"] is past


@pytest.mark.parametrize(
    ("change", "field", "told"),
    [
        ({"department": ""}, "department", "Välj förvaltning."),
        ({"department": "sport"}, "department", "Välj förvaltning."),
        ({"title": " \n "}, "title", "Skriv inläggets rubrik"),
        ({"title": None}, "title", "Skriv inläggets rubrik"),
        ({"title": "å" * 301}, "title", "Texten är för lång. Skriv högst 300 tecken."),
        ({"channels": []}, "channels", "Välj minst en kanal."),
        ({"channels": "facebook"}, "channels", "Välj minst en kanal."),
        ({"channels": ["tiktok"]}, "channels", "Välj minst en kanal."),
        ({"channels": ["reply"]}, "channels", "Välj minst en kanal."),
        ({"goal": ""}, "goal", "Välj målsättning."),
        ({"category": "x"}, "category", "Välj kategori."),
        ({"date": ""}, "date", "Välj vilken dag"),
        ({"date": "2027-02-30"}, "date", "Välj vilken dag"),
        ({"date": "15/1"}, "date", "Välj vilken dag"),
        ({"date": "0027-01-15"}, "date", "Välj en dag under åren"),
        ({"date": "2199-01-15"}, "date", "Välj en dag under åren"),
        ({"time": ""}, "time", "Skriv klockslaget"),
        ({"time": "25:00"}, "time", "Skriv klockslaget"),
        ({"time": "9.05"}, "time", "Skriv klockslaget"),
        ({"date": "2027-03-28", "time": "02:30"}, "time", "Det klockslaget finns inte den natten"),
        ({"minutes": 0}, "minutes", "Välj hur länge"),
        ({"minutes": "30"}, "minutes", "Välj hur länge"),
        ({"minutes": True}, "minutes", "Välj hur länge"),
        ({"charged": "ja"}, "charged", "Svara ja eller nej"),
        ({"answers": ""}, "answers", "Skriv vem som svarar"),
        ({"contact": ""}, "contact", "Skriv vem som kan svara"),
        ({"draft": 7}, "draft", ""),
        ({"draft": "x" * 2001}, "draft", "Texten är för lång."),
        ({"made": "nyss"}, "made", "Skriv datum och klockslag"),
    ],
)
def test_bad_input_is_told_by_field_in_swedish(change: dict[str, Any], field: str, told: str) -> None:
    with pytest.raises(InputError) as caught:
        book(GOOD | change)
    assert caught.value.field == field
    assert caught.value.swedish.startswith(told)
    assert str(caught.value)


TEXT = st.text(min_size=1, max_size=200).filter(lambda text: text.encode("utf-8", "ignore").strip() and text.isprintable())


@settings(max_examples=60, deadline=None)
@given(TEXT, TEXT, TEXT)
def test_whatever_is_typed_is_read_back_and_no_line_is_too_long(title: str, answers: str, contact: str) -> None:
    answer = book(GOOD | {"title": title, "answers": answers, "contact": contact, "draft": ""})
    lines = answer["calendar"].split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "\n" not in "".join(lines)
    (found,) = icalendar.Calendar.from_ical(answer["calendar"]).walk("VEVENT")
    # Where a newline is written out, icalendar also takes what was typed as backslash and n for it unless it was marked.
    assert str(found["SUMMARY"]).startswith(" ".join(title.split()))
    assert f"Svarar på kommentarer: {' '.join(answers.split())}" in str(found["DESCRIPTION"])


def test_a_line_break_and_a_forged_property_stay_within_the_text() -> None:
    found = event(title="Hej\r\nATTENDEE:mailto:x@example.se", answers="a\\nb")
    assert "ATTENDEE" not in found
    assert str(found["SUMMARY"]).startswith("Hej ATTENDEE:mailto:x@example.se (")
    assert "Svarar på kommentarer: a\\nb\n" in str(found["DESCRIPTION"])


def test_khal_imports_it_and_a_new_hour_the_same_day_replaces_the_old(tmp_path: Path) -> None:
    khal = khal_in(tmp_path, "plan")
    changes: list[dict[str, str]] = [{}, {"time": "13:00", "made": "2027-01-11T08:00:00Z"}, {"date": "2027-01-18"}]
    for change in changes:
        (tmp_path / "plats.ics").write_bytes(book(GOOD | change)["calendar"].encode())
        khal("import", "--batch", "-a", "plan", str(tmp_path / "plats.ics"))
    listed = khal("list", "--format", "{start} {end} {title} [{status}]", "2027-01-11", "14d")
    told = "Sagostund i parken; ”kom”, alla, på Råå (Facebook, LinkedIn och X (Twitter)) [TENTATIVE ]"
    assert [line for line in listed.splitlines() if "Sagostund" in line] == [
        f"2027-01-15 13:00 2027-01-15 13:30 {told}",
        f"2027-01-18 09:05 2027-01-18 09:35 {told}",
    ]


def test_a_length_is_kept_over_every_hour_of_a_year() -> None:
    start = datetime(2027, 1, 1)
    for hours in range(0, 365 * 24, 37):
        wall = start + timedelta(hours=hours)
        found = event(date=f"{wall:%Y-%m-%d}", time=f"{wall:%H:%M}", minutes=120)
        assert found.decoded("DTEND") > found.decoded("DTSTART")
