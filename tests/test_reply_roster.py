"""The roster planner: what it is given, the rules that it keeps, and exact answers on small instances."""

import json
from collections import Counter
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from checklists import api, worktime
from checklists.__main__ import main
from checklists.errors import InputError
from checklists.reply_roster import solve
from checklists.roster import instance as instances
from checklists.roster.instance import Instance
from checklists.roster.tidy import least_odd
from tests.roster.exact import best
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


def valid(instance: Instance, solution: dict[str, Any]) -> None:
    """Assert every hard rule, and that the report says what the assignments are, without any of the planner's own code."""
    shifts = {(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)}
    people = {person.id: number for number, person in enumerate(instance.people)}
    keys = [(item["date"], item["half"], item["channel"], item["person"]) for item in solution["assignments"]]
    assert len(keys) == len(set(keys))
    on: Counter[tuple[int, int]] = Counter()
    works: dict[int, dict[int, int]] = {number: {} for number in people.values()}
    for date, half, channel, person in keys:
        shift, who, where = shifts[date, half], people[person], instance.channels.index(channel)
        assert where in instance.people[who].channels
        assert shift in instance.available[who]
        on[shift, where] += 1
        works[who][shift] = works[who].get(shift, 0) + 1
    uncovered = {}
    for shift, wanted in enumerate(instance.need):
        for channel, need in enumerate(wanted):
            assert on[shift, channel] <= need
            if on[shift, channel] < need:
                date, half = instance.shifts[shift].date.isoformat(), instance.shifts[shift].half
                uncovered[date, half, instance.channels[channel]] = need - on[shift, channel]
    told = {(item["date"], item["half"], item["channel"]): item["missing"] for item in solution["uncovered"]}
    assert told == uncovered
    loads, repeats, splits = [], 0, 0
    for who, held in works.items():
        person = instance.people[who]
        assert person.combines or all(count == 1 for count in held.values())
        weeks = Counter(instance.shifts[shift].week for shift in held)
        assert person.cap is None or all(count <= person.cap for count in weeks.values())
        loads.append(Fraction(len(held), instance.capacity[who]) if instance.capacity[who] else Fraction(0))
        days = Counter(instance.shifts[shift].date for shift in held)
        splits += sum(count == 1 for count in days.values())
        whole = {day for day, count in days.items() if count == 2 and day.weekday() == 4}
        repeats += sum(day + timedelta(days=7) in whole for day in whole)
    assert solution["objective"] == {
        "uncovered": sum(uncovered.values()),
        "loads": [str(load) for load in sorted(loads, reverse=True)],
        "friday_repeats": repeats,
        "split_days": splits,
    }


def objective(solution: dict[str, Any]) -> tuple[int, list[Fraction], int, int]:
    told = solution["objective"]
    return told["uncovered"], [Fraction(load) for load in told["loads"]], told["friday_repeats"], told["split_days"]


@pytest.mark.parametrize("combining", [0.0, 0.6])
@pytest.mark.parametrize(("people", "channels"), [(2, 1), (3, 1), (2, 2)])
@pytest.mark.parametrize("seed", range(12))
def test_small_instances_against_every_roster_there_is(seed: int, people: int, channels: int, combining: float) -> None:
    payload = make(seed, weeks=1, people=people, channels=channels, combining=combining)
    instance, solution = instances.read(payload), solve(payload)
    valid(instance, solution)
    ours, exact = objective(solution), best(instance)
    proved = solution["explanation"]["proved"]
    assert ours >= exact
    assert all(ours[level] == exact[level] for level, sure in enumerate(proved.values()) if sure)
    assert combining or ours[:3] == exact[:3]


@pytest.mark.parametrize("seed", [3, 9])
def test_two_weeks_against_every_roster_there_is(seed: int) -> None:
    payload = make(seed, weeks=2, people=2, channels=1, combining=0.0)
    assert objective(solve(payload))[:3] == best(instances.read(payload))[:3]


@pytest.mark.parametrize("seed", range(100, 106))
def test_larger_instances_keep_every_rule_and_give_the_same_answer_twice(seed: int) -> None:
    payload = make(seed, weeks=4, people=10, channels=2, combining=0.3)
    solution = solve(payload)
    valid(instances.read(payload), solution)
    assert solution == solve(payload)


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


@pytest.mark.parametrize(
    ("worked", "capacities", "odd"),
    [
        ([3, 3, 2], (10, 10, 10), 2),
        ([3, 4], (6, 12), 0),  # 3/6 and 4/12 change places: 2 of 6 and 6 of 12
        ([1, 0], (5, 0), 1),
        ([], (), 0),
    ],
)
def test_odd_shifts_that_nobody_can_avoid(worked: list[int], capacities: tuple[int, ...], odd: int) -> None:
    assert least_odd(worked, capacities) == odd


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
