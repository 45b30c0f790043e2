"""Calendars that are written, against two that read calendars: icalendar and khal."""

import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.errors import InputError
from checklists.plan.calendar_write import write_calendar
from tests.khal import khal_in
from tests.test_calendars import read

INSTANCE: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "vecka 12",
    "period": {"start": "2027-03-22", "weeks": 2},
    "channels": [{"id": "fb"}, {"id": "li"}],
    "people": [
        {"id": "p1", "name": "Louise Ek", "title": "", "unit": "", "channels": "all", "may_combine": True},
        {"id": "p2", "name": "Åsa; Öberg, \\ ”vikarie” " + "för många ✨" * 9, "title": "", "unit": "", "channels": "all"},
    ],
    "posts": [],
}


def assigned(*shifts: str) -> list[dict[str, str]]:
    """Return assignments of texts such as "22 am fb p1"."""
    parts = (shift.split() for shift in shifts)
    return [
        {"date": f"2027-03-{day}", "half": half, "channel": channel, "person": person} for day, half, channel, person in parts
    ]


WEEK = assigned("22 am fb p1", "22 pm fb p1", "22 am li p1", "22 pm li p1", "23 am fb p1", "23 pm li p1", "24 am fb p2", "30 am fb p1", "30 pm fb p1", "30 pm fb p2")  # fmt: skip


def write(**changes: Any) -> dict[str, str]:
    payload = {
        "instance": INSTANCE,
        "assignments": WEEK,
        "names": {"fb": "Facebook", "li": "LinkedIn"},
        "person": None,
        "made": "2026-11-22T22:00:00Z",
    }
    return write_calendar(payload | changes)


def parsed(text: str) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(text).walk("VEVENT"))


def test_shifts_after_one_another_on_the_same_channels_are_one_event() -> None:
    found = [
        (item["DTSTART"].dt.isoformat(), item["DTEND"].dt.isoformat(), str(item["SUMMARY"]))
        for item in parsed(write(person="p1")["text"])
    ]
    assert found == [
        ("2027-03-22T08:00:00+01:00", "2027-03-22T17:00:00+01:00", "Svara på kommentarer: Facebook, LinkedIn"),
        ("2027-03-23T08:00:00+01:00", "2027-03-23T12:00:00+01:00", "Svara på kommentarer: Facebook"),
        ("2027-03-23T12:00:00+01:00", "2027-03-23T17:00:00+01:00", "Svara på kommentarer: LinkedIn"),
        ("2027-03-30T08:00:00+02:00", "2027-03-30T17:00:00+02:00", "Svara på kommentarer: Facebook"),
    ]


def test_everyones_calendar_names_the_person_and_survives_odd_names() -> None:
    found = parsed(write()["text"])
    odd = " ".join(INSTANCE["people"][1]["name"].split())
    assert Counter(str(item["SUMMARY"]) for item in found) == {
        "Louise Ek svarar på kommentarer: Facebook, LinkedIn": 1,
        "Louise Ek svarar på kommentarer: Facebook": 2,
        "Louise Ek svarar på kommentarer: LinkedIn": 1,
        f"{odd} svarar på kommentarer: Facebook": 2,
    }
    assert {item["TRANSP"] for item in found} == {"TRANSPARENT"}
    assert {item["DTSTAMP"].dt.isoformat() for item in found} == {"2026-11-22T22:00:00+00:00"}


def test_the_lines_are_as_the_standard_wants_them() -> None:
    text = write(made="2026-11-22T23:00:00", sequence=3)["text"]
    lines = text.split("\r\n")
    assert lines[-1] == ""
    assert max(len(line.encode()) for line in lines) <= 75
    assert not re.search(r"(?<!\r)\n|\r(?!\n)", text)
    assert lines.count("SEQUENCE:3") == lines.count("DTSTAMP:20261122T220000Z") == lines.count("BEGIN:VEVENT") == 6
    assert {item["SEQUENCE"] for item in parsed(text)} == {3}
    assert not icalendar.Calendar.from_ical(text).errors


def uids(**changes: Any) -> dict[str, str]:
    return {
        item["DTSTART"].dt.isoformat()[:13] + str(item["SUMMARY"])[:6]: str(item["UID"])
        for item in parsed(write(**changes)["text"])
    }


def test_a_shift_keeps_its_uid_and_no_two_share_one() -> None:
    first = uids()
    assert len(set(first.values())) == len(first) == 6
    assert uids(made="2027-01-01T00:00:00Z", sequence=7, names={"fb": "Fejan"}) == first
    only = {str(item["UID"]) for item in parsed(write(person="p1")["text"])}
    assert only < set(first.values())  # the same events as in everyone's calendar
    shorter = uids(assignments=assigned("22 am li p1"))
    assert shorter.items() <= first.items()  # half the day is gone and the channel another: an update
    assert set(uids(instance=INSTANCE | {"id": "vecka 13"}).values()).isdisjoint(first.values())


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"person": "p9"}, "person"),
        ({"person": ["p1"]}, "person"),
        ({"assignments": []}, "assignments"),
        ({"assignments": None}, "assignments"),
        ({"assignments": assigned("27 am fb p1")}, "assignments[1]"),  # a Saturday
        ({"assignments": assigned("26 am fb p1")}, "assignments[1]"),  # långfredagen
        ({"assignments": assigned("22 am fb p1", "22 am x p1")}, "assignments[2]"),
        ({"assignments": assigned("22 am fb p1", "22 am fb p9")}, "assignments[2]"),
        ({"assignments": assigned("22 am fb p1", "22 am fb p1")}, "assignments[2]"),
        ({"assignments": [{"date": []}]}, "assignments[1]"),
        ({"names": {"x": "y"}}, "names.x"),
        ({"names": {"fb": 3}}, "names"),
        ({"made": None}, "made"),
        ({"made": "0001-01-01T00:00:00"}, "made"),
        ({"sequence": -1}, "sequence"),
        ({"instance": {}}, "channels"),
    ],
)
def test_bad_rosters_are_input_errors(changes: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        write(**changes)
    assert caught.value.field == field
    assert caught.value.swedish.endswith(".")


@settings(max_examples=80, deadline=None)
@given(
    shifts=st.sets(
        st.tuples(
            st.sampled_from(range(22, 26)),
            st.sampled_from(["am", "pm"]),
            st.sampled_from(["fb", "li"]),
            st.sampled_from(["p1", "p2"]),
        ),
        min_size=1,
    ),
    name=st.text(max_size=90),
)
def test_what_is_written_is_read_back(shifts: set[tuple[int, str, str, str]], name: str) -> None:
    assignments = assigned(*(" ".join(map(str, shift)) for shift in sorted(shifts)))
    text = write(assignments=assignments, person="p1" if any(shift[3] == "p1" for shift in shifts) else "p2", names={"fb": name})[
        "text"
    ]
    mine = {
        (f"2027-03-{day}", half) for day, half, _, person in shifts if person == "p1" or all(shift[3] == "p2" for shift in shifts)
    }
    ours = read(text, date(2027, 3, 22), 1)
    assert ours["problems"] == []
    assert {(half["date"], half["half"]) for item in ours["events"] for half in item["halves"]} == mine
    assert Counter(item["title"] for item in ours["events"]) == Counter(
        " ".join(str(item["SUMMARY"]).split()) for item in parsed(text)
    )


def test_khal_imports_the_calendar_and_a_new_version_updates_it(tmp_path: Path) -> None:
    khal = khal_in(tmp_path, "pass")

    def imported(**changes: Any) -> list[str]:
        (tmp_path / "pass.ics").write_bytes(write(person="p1", **changes)["text"].encode())
        khal("import", "--batch", "-a", "pass", str(tmp_path / "pass.ics"))
        listed = khal("list", "--format", "{start} {end} {title}", "2027-03-22", "14d")
        return [line for line in listed.splitlines() if line[:4] == "2027" and "Svara" in line]

    assert imported() == [
        "2027-03-22 08:00 2027-03-22 17:00 Svara på kommentarer: Facebook, LinkedIn",
        "2027-03-23 08:00 2027-03-23 12:00 Svara på kommentarer: Facebook",
        "2027-03-23 12:00 2027-03-23 17:00 Svara på kommentarer: LinkedIn",
        "2027-03-30 08:00 2027-03-30 17:00 Svara på kommentarer: Facebook",
    ]
    shorter = imported(assignments=assigned("22 am li p1"), sequence=1)
    assert shorter[0] == "2027-03-22 08:00 2027-03-22 12:00 Svara på kommentarer: LinkedIn"
    assert len(shorter) == 4  # updated, not added
