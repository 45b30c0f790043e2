"""What happens to a roster after it is made: what it leads to, who could take a place, exchanges, and planning again."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import combinations, product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import worktime
from checklists.errors import InputError
from checklists.reply_roster import solve
from checklists.roster import instance as instances
from checklists.roster.flow import Flow
from checklists.roster.instance import Instance
from checklists.roster.judge import judge
from checklists.roster.options import options
from checklists.roster.replan import replan
from checklists.roster.swaps import swaps
from tests.roster.generator import make

# (person, shift, channel), by number
Held = frozenset[tuple[int, int, int]]

WEEK: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "vecka-2",
    "period": {"start": "2027-01-11", "weeks": 1},
    "channels": [{"id": "facebook"}, {"id": "linkedin"}],
    "people": [
        {"id": "p1", "name": "Louise Ek", "title": "kommunikatör", "unit": "AKN", "channels": "all", "may_combine": True},
        {
            "id": "p2",
            "name": "Amir Haddad",
            "title": "kundvägledare",
            "unit": "KC",
            "channels": ["facebook"],
            "max_shifts_per_week": 2,
        },
        {
            "id": "p3",
            "name": "Karin Sjöberg",
            "title": "kommunikatör",
            "unit": "AKN",
            "channels": "all",
            "absences": [{"date": "2027-01-14"}],
        },
    ],
    "posts": [],
}
NAMES = {"facebook": "Facebook", "linkedin": "LinkedIn"}
MONDAY, FRIDAY = "2027-01-11", "2027-01-15"


def at(day: str, half: str, channel: str, *people: str) -> list[dict[str, str]]:
    return [{"date": day, "half": half, "channel": channel, "person": person} for person in people]


def payload(assignments: list[dict[str, str]], **more: Any) -> dict[str, Any]:
    return {"instance": WEEK, "assignments": assignments, "names": NAMES, **more}


def whole_week(channel: str, person: str) -> list[dict[str, str]]:
    days = [f"2027-01-{day}" for day in range(11, 16)]
    return [row for day in days for half in ("am", "pm") for row in at(day, half, channel, person)]


# An oracle that shares nothing with the code: rules, objective and changes, straight from the format.


def numbers(instance: Instance, assignments: Iterable[dict[str, str]]) -> Held:
    people = {person.id: number for number, person in enumerate(instance.people)}
    shifts = {(shift.date.isoformat(), shift.half): number for number, shift in enumerate(instance.shifts)}
    return frozenset(
        (people[row["person"]], shifts[row["date"], row["half"]], instance.channels.index(row["channel"])) for row in assignments
    )


def plain(instance: Instance, held: Held) -> list[dict[str, str]]:
    return [
        {
            "date": instance.shifts[shift].date.isoformat(),
            "half": instance.shifts[shift].half,
            "channel": instance.channels[channel],
            "person": instance.people[person].id,
        }
        for person, shift, channel in sorted(held)
    ]


def broken(instance: Instance, held: Held) -> set[str]:
    found = set()
    for person, shift, channel in held:
        if channel not in instance.people[person].channels:
            found.add("H4")
        if shift not in instance.available[person]:
            found.add("H5")
    in_shift = Counter((person, shift) for person, shift, _ in held)
    if any(count > 1 and not instance.people[person].combines for (person, _), count in in_shift.items()):
        found.add("H6")
    weeks = Counter((person, instance.shifts[shift].week) for person, shift in in_shift)
    if any((cap := instance.people[person].cap) is not None and count > cap for (person, _), count in weeks.items()):
        found.add("H7")
    places = Counter((shift, channel) for _, shift, channel in held)
    if any(count > instance.need[shift][channel] for (shift, channel), count in places.items()):
        found.add("H8")
    return found


def measured(instance: Instance, held: Held) -> tuple[int, list[Fraction], int, int]:
    places = Counter((shift, channel) for _, shift, channel in held)
    missing = sum(
        max(0, need - places[shift, channel]) for shift, row in enumerate(instance.need) for channel, need in enumerate(row)
    )
    loads, repeats, splits = [], 0, 0
    for person in range(len(instance.people)):
        worked = {shift for who, shift, _ in held if who == person}
        loads.append(Fraction(len(worked), instance.capacity[person]) if instance.capacity[person] else Fraction(0))
        days = Counter(instance.shifts[shift].date for shift in worked)
        splits += sum(count == 1 for count in days.values())
        whole = {day for day, count in days.items() if count == 2 and day.weekday() == 4}
        repeats += sum(day + timedelta(days=7) in whole for day in whole)
    return missing, sorted(loads, reverse=True), repeats, splits


def told(objective: dict[str, Any]) -> tuple[int, list[Fraction], int, int]:
    loads = [Fraction(load) for load in objective["loads"]]
    return objective["uncovered"], loads, objective["friday_repeats"], objective["split_days"]


def changed_places(instance: Instance, old: Held, new: Held) -> int:
    places = {(shift, channel) for _, shift, channel in old | new}
    total = 0
    for place in places:
        before, after = ({row[0] for row in held if row[1:] == place} for held in (old, new))
        total += max(len(before - after), len(after - before))
    return total


# Judging


@pytest.mark.parametrize("seed", range(8))
def test_a_new_roster_is_judged_as_it_was_made(seed: int) -> None:
    instance = make(seed, weeks=2, people=4, channels=2, combining=0.4)
    made = solve(instance)
    judged = judge({"instance": instance, "assignments": made["assignments"]})
    assert judged["objective"] == made["objective"]
    assert sorted(map(str, judged["uncovered"])) == sorted(map(str, made["uncovered"]))
    assert judged["broken"] == []
    assert [{key: wait[key] for key in ("asked", "seen", "due", "hours", "holds")} for wait in judged["waits"]] == [
        {key: wait[key] for key in ("asked", "seen", "due", "hours", "holds")} for wait in made["explanation"]["waits"]
    ]
    assert judged["promise"]["holds"] == all(wait["holds"] for wait in judged["waits"])
    assert [person["load"] for person in judged["people"]].count("0") == judged["objective"]["loads"].count("0")
    assert all(sum(person["weeks"]) == person["shifts"] for person in judged["people"])


@st.composite
def tables(draw: st.DrawFn) -> tuple[dict[str, Any], Instance, Held]:
    """An instance and any assignments, most of them against the rules."""
    drawn = make(draw(st.integers(0, 40)), weeks=draw(st.sampled_from([1, 2])), people=3, channels=2, combining=0.4)
    instance = instances.read(drawn)
    everything = list(product(range(3), range(len(instance.shifts)), range(2)))
    return drawn, instance, frozenset(draw(st.sets(st.sampled_from(everything), max_size=12)))


@given(tables())
@settings(max_examples=60, deadline=None)
def test_any_table_is_judged_by_the_rules(table: tuple[dict[str, Any], Instance, Held]) -> None:
    drawn, instance, held = table
    judged = judge({"instance": drawn, "assignments": plain(instance, held)})
    assert told(judged["objective"]) == measured(instance, held)
    assert {entry["code"] for entry in judged["broken"]} == broken(instance, held)
    assert sum(entry["missing"] for entry in judged["uncovered"]) == judged["objective"]["uncovered"]
    for entry in judged["broken"]:
        assert entry["text"].endswith(".")
    parts = [part for wait in judged["waits"] for part in wait["parts"]]
    assert sum(part["covered"] for part in parts) == len(held)
    json.dumps(judged)


@pytest.mark.parametrize(
    ("assignments", "code", "channel", "person", "text"),
    [
        (at(MONDAY, "am", "linkedin", "p2"), "H4", "linkedin", "p2", "Amir Haddad står på LinkedIn måndag 11 januari förmiddag, men svarar inte på den kanalen."),
        (at("2027-01-14", "pm", "facebook", "p3"), "H5", "facebook", "p3", "Karin Sjöberg är borta torsdag 14 januari eftermiddag, men står på Facebook."),
        (
            at(MONDAY, "am", "facebook", "p3") + at(MONDAY, "am", "linkedin", "p3"),
            "H6",
            None,
            "p3",
            "Karin Sjöberg står på Facebook och LinkedIn samtidigt måndag 11 januari förmiddag, men tar en kanal i taget.",
        ),
        (
            at(MONDAY, "am", "facebook", "p2") + at(MONDAY, "pm", "facebook", "p2") + at(FRIDAY, "am", "facebook", "p2"),
            "H7",
            None,
            "p2",
            "Amir Haddad har tre pass vecka 2, men ska ha högst 2.",
        ),
        (
            at(MONDAY, "am", "facebook", "p1", "p3"),
            "H8",
            "facebook",
            None,
            "Måndag 11 januari förmiddag står två personer på Facebook, men bara en person behövs.",
        ),
    ],
)  # fmt: skip
def test_a_broken_rule_is_told(
    assignments: list[dict[str, str]], code: str, channel: str | None, person: str | None, text: str
) -> None:
    found = judge(payload(assignments))["broken"]
    assert [(one["code"], one["channel"], one["person"], one["text"]) for one in found] == [(code, channel, person, text)]
    assert (found[0]["date"], found[0]["half"]) == (assignments[-1]["date"], assignments[-1]["half"])


@pytest.mark.parametrize(
    "assignments",
    [
        at(MONDAY, "am", "facebook", "p1") + at(MONDAY, "am", "linkedin", "p1"),  # she may combine
        at(MONDAY, "am", "facebook", "p2") + at(FRIDAY, "pm", "facebook", "p2"),  # just at the cap
        at("2027-01-13", "pm", "facebook", "p3") + at(FRIDAY, "am", "facebook", "p3"),  # away on the day between
    ],
)
def test_what_just_keeps_a_rule_is_not_told(assignments: list[dict[str, str]]) -> None:
    assert judge(payload(assignments))["broken"] == []


@pytest.mark.parametrize(
    ("assignments", "field", "swedish"),
    [
        (None, "assignments", "Schemat ska vara en lista med bemannade pass. Planera på nytt."),
        ([5], "assignments[1]", "Rad 1 i schemat ska ha datum, halvdag, kanal och person."),
        ([{"date": MONDAY}], "assignments[1]", "Rad 1 i schemat ska ha datum, halvdag, kanal och person."),
        (at("2027-01-16", "am", "facebook", "p1"), "assignments[1].date", "Det finns inget pass 2027-01-16 förmiddag i perioden. Välj en arbetsdag i perioden."),
        (at(MONDAY, "kväll", "facebook", "p1"), "assignments[1].date", "Det finns inget pass 2027-01-11 kväll i perioden. Välj en arbetsdag i perioden."),
        (at(MONDAY, "am", "x", "p1"), "assignments[1].channel", "Kanalen x finns inte bland kanalerna. Välj en som finns."),
        (at(MONDAY, "am", "facebook", "p9"), "assignments[1].person", "Personen p9 finns inte bland personerna. Välj en som finns."),
        (
            at(MONDAY, "am", "facebook", "p1", "p3", "p1"),
            "assignments[3]",
            "Louise Ek står två gånger på Facebook måndag 11 januari förmiddag. Ta bort den ena raden.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_table_is_refused(assignments: Any, field: str, swedish: str) -> None:
    for call in (judge, replan):
        with pytest.raises(InputError) as caught:
            call(payload(assignments))
        assert (caught.value.field, caught.value.swedish) == (field, swedish)


@pytest.mark.parametrize("wrong", [None, [], "x", {}, {"instance": []}, {"instance": WEEK, "assignments": [], "names": [1]}])
def test_what_is_no_payload_is_refused(wrong: Any) -> None:
    with pytest.raises(InputError):
        judge(wrong)


FULL = whole_week("facebook", "p1") + whole_week("linkedin", "p3")


def test_the_promise_holds() -> None:
    judged = judge(payload(whole_week("facebook", "p1") + whole_week("linkedin", "p1")))
    assert judged["waits"][0]["text"] == (
        "Längst på Facebook väntar den som frågar måndag 11 januari klockan 17.00: någon ser frågan tisdag 12 januari "
        "klockan 8.00, efter 15 timmar. Svaret ska finnas senast onsdag 13 januari klockan 8.00, så de 24 timmarna håller."
    )
    assert judged["promise"] == {
        "holds": True,
        "text": f"De 24 timmarna i arbetstid håller hela perioden. {judged['waits'][0]['text']}",
    }
    assert judged["waits"][0]["parts"][0] == {"date": MONDAY, "half": "am", "covered": 1, "need": 1}


def test_the_promise_breaks_and_says_where() -> None:
    judged = judge(
        payload([row for row in FULL if row["channel"] == "facebook" or row["date"] not in ("2027-01-12", "2027-01-13")])
    )
    assert judged["waits"][0]["holds"]
    assert judged["promise"]["holds"] is False
    assert judged["promise"]["text"] == (
        "De 24 timmarna håller inte på LinkedIn. Den som frågar på LinkedIn måndag 11 januari klockan 17.00 ska ha svar senast "
        "onsdag 13 januari klockan 8.00, men ingen ser frågan förrän torsdag 14 januari klockan 8.00."
    )


def test_the_contact_centre_keeps_the_promise_where_that_is_agreed() -> None:
    judged = judge(payload(whole_week("facebook", "p1"), agreements=["linkedin"]))
    assert judged["waits"][1]["text"] == "Kontaktcenter svarar på LinkedIn enligt er överenskommelse."
    assert judged["promise"]["holds"] is True
    assert judged["promise"]["text"].startswith(
        "De 24 timmarna i arbetstid håller hela perioden på de kanaler där ni svarar själva."
    )
    assert judge(payload([], agreements=["facebook", "linkedin"]))["promise"]["holds"] is True
    alone = judge(payload(whole_week("facebook", "p1")))
    assert alone["promise"]["holds"] is False
    assert alone["promise"]["text"].endswith("men ingen är inlagd på kanalen då eller senare i perioden.")


def test_agreements_are_known_channels() -> None:
    with pytest.raises(InputError) as caught:
        judge(payload([], agreements=["x"]))
    assert caught.value.swedish == "Kanalen x finns inte bland kanalerna. Välj en som finns."


# Warnings about posts


def post(published: str, **more: Any) -> dict[str, Any]:
    return {
        "title": "Nytt badhus",
        "published": published,
        "channels": ["facebook"],
        "hot": False,
        "charged": False,
        "faq": False,
    } | more


@pytest.mark.parametrize(
    ("planned", "kinds"),
    [
        (post("2027-01-15T12:59", charged=True), []),
        (post("2027-01-15T13:00", charged=True), ["late"]),
        (post("2027-01-15T13:00"), []),
        (post("2027-01-15T13:00+01:00", charged=True), ["late"]),
        (post("2027-01-15T11:30Z", charged=True), []),
        (post("2027-01-13T10:00", hot=True), ["faq"]),
        (post("2027-01-13T10:00", hot=True, faq=True), []),
        (post("2027-01-13T10:00", channels=["facebook", "linkedin"]), ["nobody"]),
        (post("2027-01-13T12:00", channels=["linkedin"]), []),  # the morning is over, the afternoon is staffed
        (post("2027-01-13T11:59", channels=["linkedin"]), ["nobody"]),
        (post("2027-01-12T17:00", channels=["linkedin"]), ["nobody"]),  # the next morning is the first
        (post("2027-01-12T16:59", channels=["linkedin"]), []),
        (post("2027-01-15T17:00", channels=["linkedin"]), []),  # the first shift is after the period
        (post("2027-01-08T17:00", channels=["linkedin"]), []),  # the first shift is Monday's, staffed
        (post("2027-01-07T10:00", channels=["linkedin"]), []),  # before the period
        (post("2027-01-13T10:00", channels=["linkedin"], hot=True, faq=True), ["nobody", "single"]),
    ],
)  # fmt: skip
def test_which_posts_are_warned_about(planned: dict[str, Any], kinds: list[str]) -> None:
    table = [row for row in FULL if (row["date"], row["half"], row["channel"]) != ("2027-01-13", "am", "linkedin")]
    assert [one["kind"] for one in judge(payload(table, posts=[planned]))["warnings"]] == kinds


def test_what_the_warnings_say() -> None:
    table = [row for row in FULL if row["date"] != FRIDAY]
    planned = post("2027-01-14T16:30", channels=["linkedin"], charged=True, hot=True)
    table = [row for row in FULL if (row["date"], row["half"]) not in {("2027-01-14", "pm"), (FRIDAY, "am")}]
    found = judge(payload(table, posts=[planned, post("2027-01-15T15:30", charged=True)]))["warnings"]
    assert [(one["kind"], one["date"], one["half"], one["channel"]) for one in found] == [
        ("faq", "2027-01-14", "pm", None),
        ("nobody", "2027-01-14", "pm", "linkedin"),
        ("single", "2027-01-14", "pm", "linkedin"),
        ("single", FRIDAY, "am", "linkedin"),
        ("late", FRIDAY, "pm", None),
    ]
    assert found[1]["text"] == (
        "”Nytt badhus” ska ut på LinkedIn torsdag 14 januari klockan 16.30, men ingen är inlagd då: "
        "nästa bevakning är fredag 15 januari klockan 12.00, 19,5 timmar senare."
    )
    assert found[2]["text"] == (
        "”Nytt badhus” väntas ge många kommentarer. Torsdag 14 januari eftermiddag behövs en person på LinkedIn, men ingen är inlagd."
    )
    assert found[4]["text"] == (
        "”Nytt badhus” är laddat och ska ut fredag 15 januari klockan 15.30. Det är sent på en fredag. Kommentarer blir inte "
        "besvarade förrän tidigast på måndag. Bättre tid: tidigast måndag 18 januari klockan 8.00."
    )


def test_the_contact_centre_looks_after_agreed_channels() -> None:
    planned = post("2027-01-13T10:00", channels=["linkedin"], hot=True)
    assert [one["kind"] for one in judge(payload([], posts=[planned], agreements=["linkedin"]))["warnings"]] == ["faq"]


HALF_DAY = {date(2027, 1, 13): worktime.LocalDay("Halvdag", "pm")}


def test_a_half_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worktime, "local_days", lambda: HALF_DAY)
    table = [row for row in FULL if (row["date"], row["half"]) != ("2027-01-13", "pm")]
    judged = judge(payload(table))
    assert judged["uncovered"] == []
    assert judged["objective"]["split_days"] == 0
    wrong = judge(payload([*table, *at("2027-01-13", "pm", "facebook", "p1")]))["broken"]
    assert [(one["code"], one["text"]) for one in wrong if one["date"] == "2027-01-13"] == [
        ("H5", "Louise Ek är ledig onsdag 13 januari eftermiddag, som inte är arbetstid, men står på Facebook."),
        ("H8", "Onsdag 13 januari eftermiddag står en person på Facebook, men ingen behövs."),
    ]
    closed = post("2027-01-13T14:00", channels=["linkedin"])
    assert judge(payload(table, posts=[closed]))["warnings"] == []
    table = [row for row in table if row["date"] != "2027-01-14"]
    assert judge(payload(table, posts=[closed]))["warnings"][0]["text"] == (
        "”Nytt badhus” ska ut på LinkedIn onsdag 13 januari klockan 14.00, men ingen är inlagd då: "
        "nästa bevakning är fredag 15 januari klockan 8.00, 42 timmar senare."
    )
    assert replan(payload(FULL))["changes"] != []
    assert options(payload([], date="2027-01-13", half="pm", channel="facebook"))["options"][0]["why"] == (
        "Amir Haddad är ledig onsdag 13 januari eftermiddag, som inte är arbetstid."
    )


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"title": 5}, "posts[1].title"),
        ({"published": "i morgon"}, "posts[1].published"),
        ({"published": "2099-01-01T10:00"}, "posts[1].published"),
        ({"published": "9999-12-31T23:00"}, "posts[1].published"),
        ({"published": "0001-01-01T00:00+10:00"}, "posts[1].published"),
        ({"channels": []}, "posts[1].channels"),
        ({"channels": ["x"]}, "posts[1].channels"),
        ({"channels": [["x"]]}, "posts[1].channels"),
        ({"hot": "ja"}, "posts[1].hot"),
    ],
)
def test_wrong_posts_are_refused(wrong: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        judge(payload([], posts=[post("2027-01-13T10:00") | wrong]))
    assert caught.value.field == field


# Options


def test_who_can_take_a_place_and_why_not() -> None:
    table = (
        at("2027-01-12", "am", "facebook", "p2") + at("2027-01-12", "pm", "facebook", "p2") + at(MONDAY, "am", "linkedin", "p3")
    )
    found = options(payload(table, date=MONDAY, half="am", channel="facebook"))
    assert [(one["name"], one["can"], one["why"], one["shifts"], one["percent"]) for one in found["options"]] == [
        ("Louise Ek", True, "", 0, 0),
        ("Karin Sjöberg", False, "Karin Sjöberg har redan LinkedIn då och tar en kanal i taget.", 1, 13),
        ("Amir Haddad", False, "Amir Haddad har redan fullt vecka 2: högst två pass i veckan.", 2, 100),
    ]
    assert found["full"] is False
    away = options(payload([], date="2027-01-14", half="am", channel="linkedin"))["options"]
    assert [one["why"] for one in away] == [
        "",
        "Amir Haddad svarar inte på LinkedIn.",
        "Karin Sjöberg är borta torsdag 14 januari förmiddag.",
    ]
    here = options(payload(at(MONDAY, "am", "facebook", "p1"), date=MONDAY, half="am", channel="facebook"))
    assert here["full"] is True
    assert {one["name"]: one["why"] for one in here["options"]}["Louise Ek"] == "Louise Ek är redan inlagd här."
    instead = options(payload(at(MONDAY, "am", "facebook", "p1"), date=MONDAY, half="am", channel="facebook", instead="p1"))
    assert all(one["can"] for one in instead["options"])
    assert instead["full"] is False


@pytest.mark.parametrize("seed", range(10))
def test_options_are_those_that_keep_the_rules(seed: int) -> None:
    drawn = make(seed, weeks=1, people=4, channels=2, combining=0.5)
    instance = instances.read(drawn)
    assignments = solve(drawn)["assignments"]
    held = numbers(instance, assignments)
    for shift, channel in product(range(len(instance.shifts)), range(2)):
        where = {
            "date": instance.shifts[shift].date.isoformat(),
            "half": instance.shifts[shift].half,
            "channel": instance.channels[channel],
        }
        found = options({"instance": drawn, "assignments": assignments, **where})["options"]
        can = {one["person"] for one in found if one["can"]}
        assert can == {
            person.id
            for number, person in enumerate(instance.people)
            if (number, shift, channel) not in held and broken(instance, held | {(number, shift, channel)}) <= {"H8"}
        }
        assert all(bool(one["why"]) != one["can"] for one in found)
        assert [one["can"] for one in found] == sorted((one["can"] for one in found), reverse=True)


# Swaps


def exchanges(instance: Instance, held: Held, shift: int, giver: int) -> Iterator[tuple[str, str, str, Held]]:
    """Every exchange there is, as (person, date, half, the table after it); date and half are "" where one takes over."""
    given = {row for row in held if row[:2] == (giver, shift)}
    for other in range(len(instance.people)):
        taken = {(other, *row[1:]) for row in given}
        if other == giver or taken & held:
            continue
        yield instance.people[other].id, "", "", held - given | taken
        for back in {row[1] for row in held if row[0] == other and row[1] != shift}:
            returned = {row for row in held if row[:2] == (other, back)}
            got = {(giver, *row[1:]) for row in returned}
            if not got & held:
                when = instance.shifts[back]
                yield instance.people[other].id, when.date.isoformat(), when.half, held - given - returned | taken | got


@pytest.mark.parametrize("seed", range(14))
def test_swaps_are_all_that_keep_the_rules_the_best_first(seed: int) -> None:
    drawn = make(seed, weeks=1, people=3, channels=2, combining=0.5)
    instance = instances.read(drawn)
    assignments = solve(drawn)["assignments"]
    held = numbers(instance, assignments)
    now = measured(instance, held)
    for giver, shift in sorted({row[:2] for row in held}):
        legal = {
            one[:3]: measured(instance, one[3]) for one in exchanges(instance, held, shift, giver) if not broken(instance, one[3])
        }
        when, who = instance.shifts[shift], instance.people[giver].id
        found = swaps(
            {"instance": drawn, "assignments": assignments, "date": when.date.isoformat(), "half": when.half, "person": who}
        )
        takers = [(one["person"], "", "") for one in found["takers"]]
        swapped = [(one["person"], one["date"], one["half"]) for one in found["swaps"]]
        assert sorted(takers + swapped) == sorted(legal)
        for keys, told_ in ((takers, found["takers"]), (swapped, found["swaps"])):
            worth = [legal[key] for key in keys]
            assert worth == sorted(worth)
            assert [one["better"] for one in told_] == [(one < now) - (one > now) for one in worth]


def test_what_a_swap_says() -> None:
    table = at(MONDAY, "am", "facebook", "p1") + at(MONDAY, "pm", "facebook", "p1") + at("2027-01-12", "am", "facebook", "p2")
    found = swaps(payload(table, date=MONDAY, half="am", person="p1"))
    assert found["takers"][0]["text"] == (
        "Karin Sjöberg kan ta över passet från Louise Ek och går då från 0 till 1 pass (från 0 till 13 procent). "
        "Det blir två delade dagar till."
    )
    assert [one["text"] for one in found["swaps"]] == [
        "Amir Haddad tar måndag 11 januari förmiddag (Facebook) och Louise Ek tar tisdag 12 januari förmiddag (Facebook). "
        "Det blir två delade dagar till."
    ]
    with pytest.raises(InputError) as caught:
        swaps(payload(table, date=MONDAY, half="am", person="p2"))
    assert caught.value.swedish == "Amir Haddad har inget pass måndag 11 januari förmiddag. Välj ett pass som personen har."


@pytest.mark.parametrize(("cap", "days"), [(2, [FRIDAY, MONDAY]), (3, [FRIDAY, MONDAY])])
def test_a_full_week_swaps_within_the_week(cap: int, days: list[str]) -> None:
    table = at("2027-01-12", "am", "facebook", "p3") + [row for day in days for row in at(day, "am", "facebook", "p2")]
    now = json.loads(json.dumps(WEEK))
    now["people"][1]["max_shifts_per_week"] = cap
    found = swaps({"instance": now, "assignments": table, "date": "2027-01-12", "half": "am", "person": "p3"})
    assert [one["date"] for one in found["swaps"]] == [MONDAY, FRIDAY]
    assert [one["person"] for one in found["takers"]] == (["p1"] if cap == 2 else ["p1", "p2"])


def test_many_swaps_are_cut_at_twenty() -> None:
    drawn = make(100, weeks=4, people=10, channels=2, combining=0.0)
    assignments = solve(drawn)["assignments"]
    table = {"instance": drawn, "assignments": assignments}
    found = [swaps(table | {key: row[key] for key in ("date", "half", "person")})["swaps"] for row in assignments]
    assert max(len(one) for one in found) == 20


# Planning again


def ill(drawn: dict[str, Any], person: int, days: Iterable[date]) -> dict[str, Any]:
    copy: dict[str, Any] = json.loads(json.dumps(drawn))
    copy["people"][person]["absences"] += [{"date": day.isoformat()} for day in days]
    return copy


def check_replan(instance: Instance, old: Held, answer: dict[str, Any]) -> Held:
    """Assert that the report of the answer is true, and return its roster."""
    new = numbers(instance, answer["assignments"])
    assert told(answer["objective"]) == measured(instance, new)
    assert sum(one["missing"] for one in answer["uncovered"]) == answer["objective"]["uncovered"]
    left, came = [], []
    for one in answer["changes"]:
        key = (one["date"], one["half"], one["channel"])
        left += [(*key, one["from"])] if one["from"] else []
        came += [(*key, one["to"])] if one["to"] else []

    def rows(held: Held) -> list[tuple[str, ...]]:
        return sorted(tuple(row[key] for key in ("date", "half", "channel", "person")) for row in plain(instance, held))

    assert sorted(left) == rows(old - new)
    assert sorted(came) == rows(new - old)
    assert len(answer["changes"]) == changed_places(instance, old, new)
    return new


def futures(instance: Instance, shift: int) -> list[Held]:
    """Everything that could stand in one shift, weekly caps apart."""
    places = [
        (person, shift, channel)
        for channel, need in enumerate(instance.need[shift])
        for person, who in enumerate(instance.people)
        if need and channel in who.channels and shift in instance.available[person]
    ]
    found = [frozenset(rows) for size in range(len(places) + 1) for rows in combinations(places, size)]
    return [rows for rows in found if not broken(instance, rows) & {"H6", "H8"}]


@pytest.mark.parametrize("combining", [0.0, 0.5])
@pytest.mark.parametrize("seed", range(12))
def test_replanning_against_every_roster_there_is(seed: int, combining: float) -> None:
    drawn = make(seed, weeks=1, people=3, channels=2, combining=combining)
    drawn["channels"] = [{"id": "kanal-1"}, {"id": "kanal-2"}]
    drawn["posts"] = []
    made = solve(drawn)["assignments"]
    start = date.fromisoformat(drawn["period"]["start"]) + timedelta(days=3)
    now = ill(drawn, seed % 3, [start])
    instance = instances.read(now)
    old = numbers(instance, made)
    answer = replan({"instance": now, "assignments": made, "from": start.isoformat()})
    new = check_replan(instance, old, answer)
    late = [number for number, shift in enumerate(instance.shifts) if shift.date >= start]
    fixed = frozenset(row for row in old if row[1] not in late)
    assert fixed == frozenset(row for row in new if row[1] not in late)
    assert not broken(instance, new)

    def rank(held: Held) -> tuple[int, int, list[Fraction]]:
        gaps, loads, *_ = measured(instance, held)
        return gaps, changed_places(instance, old, held), loads

    least = None
    for rows in product(*(futures(instance, shift) for shift in late)):
        held = fixed.union(*rows)
        if "H7" not in broken(instance, held):
            gaps = sum(sum(row) for row in instance.need) - len(held)
            if least is None or gaps < least[0] or (gaps == least[0] and rank(held) < least):
                least = rank(held)
    assert least is not None
    if not combining:
        assert answer["fewest_proved"]
        assert rank(new) == least
    assert rank(new) >= least
    assert not answer["fewest_proved"] or rank(new)[:2] == least[:2]


def fewest(instance: Instance, old: Held) -> tuple[int, int]:
    """Return the fewest gaps, and with them the fewest changed places, by integer programming."""
    import highspy

    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", 20.0)
    model.setOptionValue("mip_rel_gap", 0.0)
    takes, comes = {}, {}
    for person, who in enumerate(instance.people):
        for shift in sorted(instance.available[person]):
            comes[person, shift] = model.addBinary()
            mine = []
            for channel in sorted(who.channels):
                if instance.need[shift][channel]:
                    takes[person, shift, channel] = take = model.addBinary()
                    model.addConstr(take <= comes[person, shift])
                    mine.append(take)
            if mine and not who.combines:
                model.addConstr(model.qsum(mine) <= 1)
        for week in range(instance.weeks if who.cap is not None else 0):
            shifts = [comes[person, shift] for shift in sorted(instance.available[person]) if instance.shifts[shift].week == week]
            if shifts:
                model.addConstr(model.qsum(shifts) <= who.cap)
    cost = []
    for shift, row in enumerate(instance.need):
        for channel, need in enumerate(row):
            there = [(key, take) for key, take in takes.items() if key[1:] == (shift, channel)]
            before = len({key for key in old if key[1:] == (shift, channel)})
            changes = model.addVariable(lb=0, ub=model.inf)
            kept = [take for key, take in there if key in old]
            came = [take for key, take in there if key not in old]
            filled = model.addVariable(lb=0, ub=need)
            model.addConstr(filled == (model.qsum([take for _, take in there]) if there else 0))
            model.addConstr(changes >= before - (model.qsum(kept) if kept else 0))
            if came:
                model.addConstr(changes >= model.qsum(came))
            cost.append(changes + 1000 * (need - filled))
    model.minimize(model.qsum(cost))
    assert model.getModelStatus() == highspy.HighsModelStatus.kOptimal
    total = round(model.getObjectiveValue())
    return total // 1000, total % 1000


@pytest.mark.parametrize(
    ("seed", "people", "channels", "combining"),
    [(seed, 6, 2, combining) for seed in range(10) for combining in (0.0, 0.3)]
    + [(seed, 3 + seed % 5, 2 + seed % 2, 0.5) for seed in (30, 36, 69)],
)
def test_replanning_against_integer_programming(seed: int, people: int, channels: int, combining: float) -> None:
    drawn = make(seed, weeks=2, people=people, channels=channels, combining=combining)
    made = solve(drawn)["assignments"]
    start = date.fromisoformat(drawn["period"]["start"])
    now = ill(drawn, seed % 3, [start + timedelta(days=number) for number in range(5)])
    instance = instances.read(now)
    old = numbers(instance, made)
    answer = replan({"instance": now, "assignments": made})
    new = check_replan(instance, old, answer)
    assert not broken(instance, new)
    ours, least = (measured(instance, new)[0], len(answer["changes"])), fewest(instance, old)
    assert ours >= least
    assert ours == least or not answer["fewest_proved"]
    assert answer["fewest_proved"] or combining


@st.composite
def networks(draw: st.DrawFn) -> list[tuple[int, int, int, int]]:
    """Arcs (tail, head, room, cost) between six nodes."""
    node = st.integers(0, 5)
    return draw(st.lists(st.tuples(node, node, st.integers(0, 3), st.integers(0, 3)), max_size=18))


@given(networks())
@settings(max_examples=150, deadline=None)
def test_flows_against_linear_programming(arcs: list[tuple[int, int, int, int]]) -> None:
    import highspy

    arcs = [arc for arc in arcs if arc[0] != arc[1] and arc[1] != 0 and arc[0] != 5]
    flow = Flow(6)
    ours = [flow.arc(*arc) for arc in arcs]
    flow.grow_cheaply(0, 5)
    sent = sum(flow.room[number ^ 1] for number, arc in zip(ours, arcs, strict=True) if arc[1] == 5)
    cost = sum(flow.room[number ^ 1] * arc[3] for number, arc in zip(ours, arcs, strict=True))
    again = Flow(6)
    for arc in arcs:
        again.arc(*arc)
    mark = again.mark()
    assert again.grow(0, 5) == sent
    assert 5 not in again.forward(0)
    assert 0 not in again.backward(5)
    again.arc(0, again.node(), 1)
    again.restore(mark)
    assert again.grow(0, 5) == sent
    model = highspy.Highs()
    model.setOptionValue("output_flag", False)
    units = [model.addVariable(lb=0, ub=room) for _, _, room, _ in arcs]
    for node in range(1, 5):
        into = [unit for unit, arc in zip(units, arcs, strict=True) if arc[1] == node]
        out = [unit for unit, arc in zip(units, arcs, strict=True) if arc[0] == node]
        if into or out:
            model.addConstr(model.qsum([*into, *[-1 * unit for unit in out]]) == 0)
    if units:
        model.minimize(model.qsum([(arc[3] - 1000 * (arc[1] == 5)) * unit for unit, arc in zip(units, arcs, strict=True)]))
        assert round(model.getObjectiveValue()) == cost - 1000 * sent


@given(tables())
@settings(max_examples=40, deadline=None)
def test_any_table_can_be_replanned(table: tuple[dict[str, Any], Instance, Held]) -> None:
    drawn, instance, held = table
    answer = replan({"instance": drawn, "assignments": plain(instance, held)})
    new = check_replan(instance, held, answer)
    assert not broken(instance, new)
    assert measured(instance, new)[0] <= solve(drawn)["objective"]["uncovered"] or any(
        person.combines for person in instance.people
    )
    assert answer == replan({"instance": drawn, "assignments": plain(instance, held)})


def test_a_roster_that_is_right_is_left_alone() -> None:
    drawn = make(5, weeks=4, people=8, channels=2, combining=0.0)
    made = solve(drawn)
    answer = replan({"instance": drawn, "assignments": made["assignments"]})
    assert answer["changes"] == []
    assert answer["text"].startswith("Inget behöver ändras.")
    assert answer["objective"] == made["objective"]


@pytest.mark.parametrize("seed", range(12))
def test_a_new_plan_is_as_even_as_the_planner_makes_it(seed: int) -> None:
    drawn = make(seed, weeks=3, people=6, channels=2, combining=0.0)
    answer, made = replan({"instance": drawn, "assignments": []}), solve(drawn)
    assert answer["objective"]["loads"] == made["objective"]["loads"]
    assert answer["objective"]["uncovered"] == made["objective"]["uncovered"]


@pytest.mark.parametrize("channel", ["facebook", "linkedin"])
def test_a_gap_that_was_there_is_not_filled_at_the_cost_of_a_new_one(channel: str) -> None:
    now = json.loads(json.dumps(WEEK))
    now["people"] = [now["people"][2] | {"absences": [{"date": MONDAY}]}, now["people"][2] | {"id": "p4", "absences": []}]
    answer = replan({"instance": now, "assignments": at(MONDAY, "am", channel, "p3"), "from": MONDAY})
    morning = [one for one in answer["changes"] if (one["date"], one["half"]) == (MONDAY, "am")]
    assert [(one["channel"], one["from"], one["to"]) for one in morning] == [(channel, "p3", "p4")]


def test_replanning_says_what_it_does() -> None:
    now = json.loads(json.dumps(WEEK))
    now["people"][0]["absences"] = [{"date": MONDAY}]
    table = (
        at(MONDAY, "am", "facebook", "p1") + at(MONDAY, "am", "linkedin", "p1") + [row for row in FULL if row["date"] != MONDAY]
    )
    answer = replan({"instance": now, "assignments": table, "names": NAMES, "from": MONDAY})
    assert [one["text"] for one in answer["changes"] if one["half"] == "am" and one["date"] == MONDAY] == [
        "Måndag 11 januari förmiddag, Facebook: Amir Haddad i stället för Louise Ek.",
        "Måndag 11 januari förmiddag, LinkedIn: Karin Sjöberg i stället för Louise Ek.",
    ]
    assert answer["uncovered"] == []


@pytest.mark.parametrize("wrong", ["2027-02-30", "i dag", 5, "2027-1-11"])
def test_a_wrong_day_to_replan_from(wrong: Any) -> None:
    with pytest.raises(InputError) as caught:
        replan(payload([], **{"from": wrong}))
    assert caught.value.field == "from"


def test_nothing_changes_before_the_day_even_what_is_wrong() -> None:
    table = at(MONDAY, "am", "linkedin", "p2") + at("2027-01-14", "am", "facebook", "p3")
    answer = replan(payload(table, **{"from": "2027-01-14"}))
    assert at(MONDAY, "am", "linkedin", "p2")[0] in answer["assignments"]
    assert all(one["date"] >= "2027-01-14" for one in answer["changes"])
    later = replan(payload(table, **{"from": "2027-02-01"}))
    assert later["changes"] == []
    assert later["fewest_proved"]
