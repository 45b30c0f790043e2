"""The roster planner: what it is given and the rules that it keeps. That its rosters are the best is tested in roster/."""

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from checklists import api, worktime
from checklists.__main__ import main
from checklists.errors import InputError
from checklists.reply_roster import solve
from checklists.roster import instance as instances
from tests.roster.generator import make

GOOD: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "week-2",
    "period": {"start": "2027-01-11", "weeks": 1},
    "channels": [{"id": "facebook"}, {"id": "linkedin", "need": 1}],
    "people": [
        {
            "id": "p01",
            "name": "Louise Ek",
            "title": "kommunikatör",
            "unit": "AKN",
            "channels": "all",
            "absences": [{"date": "2027-01-14", "half": "pm"}],
            "may_combine": True,
        },
        {
            "id": "p02",
            "name": "Amir Haddad",
            "title": "kundvägledare",
            "unit": "Kontaktcenter",
            "channels": ["facebook"],
            "max_shifts_per_week": 5,
            "absences": [{"date": "2027-01-12"}],
        },
    ],
    "posts": [{"published": "2027-01-13T10:00:00+01:00", "channels": ["facebook"], "need": 2, "title": "Nytt badhus"}],
}


def test_the_worked_example_of_the_format() -> None:
    solution = solve(GOOD)
    assert solution["uncovered"] == [{"date": "2027-01-14", "half": "pm", "channel": "linkedin", "missing": 1}]
    assert solution["objective"] == {"uncovered": 1, "loads": ["1", "4/5"], "friday_repeats": 0, "split_days": 1}


@pytest.mark.parametrize("seed", range(8))
def test_the_longest_wait_over_every_minute(seed: int) -> None:
    payload = make(seed, weeks=1, people=2, channels=2, combining=0.5)
    instance, solution = instances.read(payload), solve(payload)
    begins = datetime.combine(instance.start, datetime.min.time())
    ends = begins + timedelta(weeks=1)
    for channel, told in enumerate(solution["explanation"]["waits"]):
        staffed = sorted(
            (shift.begins, shift.ends)
            for shift in instance.shifts
            for item in solution["assignments"]
            if (item["date"], item["half"], item["channel"]) == (shift.date.isoformat(), shift.half, instance.channels[channel])
        )
        longest, holds = timedelta(0), True
        for minute in range(7 * 24 * 60):
            asked = begins + timedelta(minutes=minute)
            seen = next((max(start, asked) for start, stop in staffed if asked < stop), None)
            due = worktime.reply_due(asked)
            holds &= due >= ends if seen is None else seen <= due
            if seen is not None:
                longest = max(longest, seen - asked)
        assert told["holds"] == holds
        if holds:
            assert told["hours"] == round(longest / timedelta(hours=1), 2)


def change(path: str, value: object) -> dict[str, Any]:
    copy = json.loads(json.dumps(GOOD))
    *parents, last = path.split(".")
    place = copy
    for key in parents:
        place = place[int(key)] if key.isdigit() else place[key]
    place[last] = value
    return copy  # type: ignore[no-any-return]


@pytest.mark.parametrize(
    ("path", "value", "field"),
    [
        ("format", "roster-instance/2", "format"),
        ("period.start", "2027-01-12", "period.start"),
        ("period.start", "2027-02-30", "period.start"),
        ("period.weeks", 0, "period.weeks"),
        ("period.weeks", True, "period.weeks"),
        ("channels", [], "channels"),
        ("channels", [{"id": "x"}, {"id": "x"}], "channels"),
        ("channels.0.need", -1, "channels[1].need"),
        ("people.1.id", "p01", "people"),
        ("people.1.channels", ["tiktok"], "people[2].channels"),
        ("people.1.channels", "alla", "people[2].channels"),
        ("people.1.absences", [{"date": "2027-01-12", "half": "kväll"}], "people[2].absences[1].half"),
        ("people.1.absences", [{"date": "i morgon"}], "people[2].absences[1].date"),
        ("people.1.max_shifts_per_week", 2.5, "people[2].max_shifts_per_week"),
        ("people.1.phone", "1", "people[2].phone"),
        ("posts.0.published", "2027-01-13T10:00", "posts[1].published"),
        ("posts.0.channels", [], "posts[1].channels"),
        ("posts.0.need", 0, "posts[1].need"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(path: str, value: object, field: str) -> None:
    with pytest.raises(InputError) as caught:
        solve(change(path, value))
    assert caught.value.field == field
    assert caught.value.swedish.endswith(".")
    assert json.loads(api.call("reply_roster", json.dumps(change(path, value))))["field"] == field


def test_the_command_line(tmp_path: Any, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "instance.json"
    file.write_text(json.dumps(GOOD), encoding="utf-8")
    assert main(["reply-roster", str(file)]) == 0
    assert json.loads(capsys.readouterr().out)["instance"] == "week-2"
    file.write_text(json.dumps(change("period.weeks", 99)), encoding="utf-8")
    assert main(["reply-roster", str(file)]) == 2
    assert capsys.readouterr().err == f"checklists: {file}: field period.weeks: must be a whole number from 1 to 53\n"
