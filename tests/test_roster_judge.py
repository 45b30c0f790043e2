"""What a roster leads to: gaps, broken rules, the promise of 24 hours, warnings about posts."""

import json
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings

from checklists import worktime
from checklists.errors import InputError
from checklists.reply_roster import solve
from checklists.roster.instance import Instance
from checklists.roster.judge import judge
from checklists.roster.options import options
from checklists.roster.replan import replan
from tests.roster.generator import make
from tests.roster.tables import FRIDAY, FULL, MONDAY, WEEK, Held, at, broken, measured, payload, plain, tables, told, whole_week


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
