"""Who could take a place in a roster, why the others could not, and exchanges that keep the rules."""

import json
from collections.abc import Iterator
from itertools import product

import pytest

from checklists.errors import InputError
from checklists.reply_roster import solve
from checklists.roster import instance as instances
from checklists.roster.instance import Instance
from checklists.roster.options import options
from checklists.roster.swaps import swaps
from tests.roster.generator import make
from tests.roster.tables import FRIDAY, MONDAY, WEEK, Held, at, broken, measured, numbers, payload


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
