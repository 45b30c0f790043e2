"""Files that come of a roster: tables and texts that are written, plans that are saved and opened."""

import copy
import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import reply_roster
from checklists.errors import InputError
from checklists.plan.outputs import HEADERS, write_table, write_text
from checklists.plan.planfile import read_plan
from tests.test_people_files import content

# Tables and texts.

INSTANCE: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "vecka 2",
    "period": {"start": "2027-01-04", "weeks": 2},
    "channels": [{"id": "fb", "need": 2}, {"id": "li"}],
    "people": [
        {"id": "p1", "name": "Louise Ek", "title": "kommunikatör", "unit": "AKN", "channels": "all", "may_combine": True},
        {
            "id": "p2",
            "name": "=1+1",
            "title": "@SUMMA(A1)",
            "unit": 'Kontakt;"center"\n',
            "channels": "all",
            "absences": [{"date": "2027-01-14", "half": "pm"}],
        },
        {"id": "p3", "name": "", "title": "", "unit": "", "channels": ["li"], "max_shifts_per_week": 3},
    ],
    "posts": [{"published": "2027-01-13T10:00:00+01:00", "channels": ["fb"]}],
}
ASSIGNMENTS = [
    {"date": day, "half": half, "channel": channel, "person": person}
    for day, half, channel, person in [
        ("2027-01-04", "am", "fb", "p1"),
        ("2027-01-04", "am", "li", "p1"),
        ("2027-01-04", "pm", "fb", "p1"),
        ("2027-01-04", "pm", "fb", "p2"),
        ("2027-01-04", "pm", "li", "p1"),
        ("2027-01-11", "am", "li", "p3"),
    ]
]
ROSTER: dict[str, Any] = {
    "instance": INSTANCE,
    "assignments": ASSIGNMENTS,
    "names": {"fb": "Facebook", "li": "LinkedIn"},
    "person": None,
}


def cells(text: str) -> list[list[str]]:
    assert text.startswith("\ufeff")
    assert text.count("\n") == text.count("\r\n")
    return list(csv.reader(io.StringIO(text[1:], newline=""), delimiter=";"))


def test_the_table_has_a_row_per_person_and_per_place_that_nobody_has() -> None:
    written = write_table(ROSTER)
    assert written["name"] == "bemanning-vecka-1-2027-till-vecka-2-2027.csv"
    rows = cells(written["text"])
    assert rows[0] == HEADERS == ["Datum", "Veckodag", "Vecka", "Pass", "Tid", "Kanal", "Namn", "Titel", "Enhet"]
    assert rows[1:7] == [
        ["2027-01-04", "måndag", "1", "förmiddag", "8.00–12.00", "Facebook", "Louise Ek", "kommunikatör", "AKN"],
        ["2027-01-04", "måndag", "1", "förmiddag", "8.00–12.00", "Facebook", "OBEMANNAT", "", ""],
        ["2027-01-04", "måndag", "1", "förmiddag", "8.00–12.00", "LinkedIn", "Louise Ek", "kommunikatör", "AKN"],
        ["2027-01-04", "måndag", "1", "eftermiddag", "12.00–17.00", "Facebook", "Louise Ek", "kommunikatör", "AKN"],
        ["2027-01-04", "måndag", "1", "eftermiddag", "12.00–17.00", "Facebook", "'=1+1", "'@SUMMA(A1)", 'Kontakt;"center"'],
        ["2027-01-04", "måndag", "1", "eftermiddag", "12.00–17.00", "LinkedIn", "Louise Ek", "kommunikatör", "AKN"],
    ]
    assert not any(row[0] == "2027-01-06" for row in rows)  # trettondedag jul
    assert {len(row) for row in rows} == {9}
    places = 2 * 9 * (2 + 1)  # nine working days, two shifts, three people in each
    assert len(rows) - 1 == places


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=12), st.text(max_size=12))
def test_no_cell_is_a_formula(name: str, channel: str) -> None:
    instance = copy.deepcopy(INSTANCE)
    instance["people"][0] |= {"name": name, "title": "\t" + name, "unit": "-" + name}
    for row in cells(write_table(ROSTER | {"instance": instance, "names": {"fb": channel}})["text"]):
        assert len(row) == 9
        assert not any(cell[:1] in set("=+-@\t\r\n＝＋－＠") for cell in row if cell)


def test_the_text_is_told_by_week_and_day() -> None:
    text = write_text(ROSTER)["text"]
    assert text.splitlines()[:9] == [
        "Vecka 1",
        "Måndag 4 januari",
        "  8–12 Facebook: Louise Ek (en person saknas)",
        "  8–17 LinkedIn: Louise Ek",
        "  12–17 Facebook: Louise Ek, =1+1",
        "Tisdag 5 januari",
        "  8–17 Facebook: OBEMANNAT (två personer saknas)",
        "  8–17 LinkedIn: OBEMANNAT",
        "Torsdag 7 januari",
    ]
    second = text[text.index("\n\nVecka 2") + 2 :].splitlines()
    assert second[:5] == [
        "Vecka 2",
        "Måndag 11 januari",
        "  8–12 LinkedIn: p3",
        "  8–17 Facebook: OBEMANNAT (två personer saknas)",
        "  12–17 LinkedIn: OBEMANNAT",
    ]


def test_one_person_gets_her_own() -> None:
    mine = ROSTER | {"person": "p1"}
    assert write_text(mine)["text"] == "Mina pass: Louise Ek\n\nVecka 1\nMåndag 4 januari\n  8–17 Facebook, LinkedIn\n"
    assert write_text(mine | {"assignments": []})["text"] == "Mina pass: Louise Ek\n\nInga pass i perioden.\n"
    written = write_table(mine)
    assert written["name"] == "pass-louise-ek-vecka-1-2027-till-vecka-2-2027.csv"
    assert {row[6] for row in cells(written["text"])[1:]} == {"Louise Ek"}


def test_the_planners_own_rosters_can_be_written() -> None:
    solution = reply_roster.solve(INSTANCE)
    rows = cells(write_table(ROSTER | {"assignments": solution["assignments"]})["text"])
    assert sum(row[6] == "OBEMANNAT" for row in rows) == solution["objective"]["uncovered"]
    assert write_text(ROSTER | {"assignments": solution["assignments"], "person": "p3"})["text"].startswith("Mina pass: p3")


# Plans.

PLAN: dict[str, Any] = {
    "format": "roster-plan/1",
    "instance": INSTANCE,
    "form": {
        "names": {"fb": "Facebook", "li": "LinkedIn"},
        "agreements": ["fb"],
        "posts": [
            {
                "title": "Nytt badhus",
                "published": "2027-01-13T10:00",
                "channels": ["fb"],
                "hot": True,
                "charged": False,
                "faq": True,
            }
        ],
    },
    "assignments": ASSIGNMENTS,
}


def opened(plan: object, encoding: str = "utf-8") -> dict[str, Any]:
    return read_plan({"name": "plan.json", "content": content(json.dumps(plan, ensure_ascii=False), encoding)})


def refused(plan: object) -> tuple[str, str]:
    with pytest.raises(InputError) as caught:
        opened(plan)
    return caught.value.field, caught.value.swedish


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("indent", [None, 2])
def test_a_plan_that_is_saved_is_opened(encoding: str, indent: int | None) -> None:
    saved = json.dumps(PLAN, ensure_ascii=False, indent=indent)
    assert read_plan({"name": "plan.json", "content": content(saved, encoding)}) == {"plan": PLAN}
    assert opened(PLAN | {"assignments": None})["plan"]["assignments"] is None


def test_an_instance_is_opened_as_a_plan() -> None:
    plan = opened(INSTANCE)["plan"]
    assert plan == {
        "format": "roster-plan/1",
        "instance": INSTANCE,
        "form": {
            "names": {"fb": "fb", "li": "li"},
            "agreements": [],
            "posts": [
                {
                    "title": "",
                    "published": "2027-01-13T10:00:00+01:00",
                    "channels": ["fb"],
                    "hot": True,
                    "charged": False,
                    "faq": False,
                }
            ],
        },
        "assignments": None,
    }
    assert opened(plan)["plan"] == plan


ROWS = {
    "needs": {"fb": 2},
    "weekly": {"p1": ["0-am", "4-pm"]},
    "absences": {
        "p1": [{"from": "2027-01-11", "to": "2027-01-15", "half": ""}, {"from": "2027-01-12", "to": "2027-01-12", "half": "am"}]
    },
}


def test_what_the_form_remembers_of_its_rows_is_opened() -> None:
    plan = PLAN | {"form": PLAN["form"] | ROWS}
    assert opened(plan) == {"plan": plan}


@pytest.mark.parametrize(
    ("key", "rows"),
    [
        ("needs", {"tiktok": 1}),
        ("needs", {"fb": -1}),
        ("needs", {"fb": True}),
        ("needs", []),
        ("weekly", {"p99": []}),
        ("weekly", {"p1": ["5-am"]}),
        ("weekly", {"p1": [[]]}),
        ("absences", {"p1": [{"from": "2027-01-15", "to": "2027-01-11", "half": ""}]}),
        ("absences", {"p1": [{"from": "2027-02-30", "to": "2027-03-11", "half": ""}]}),
        ("absences", {"p1": [{"from": "2027-01-11", "to": "2027-01-15"}]}),
        ("absences", {"p1": [{"from": [], "to": {}, "half": "am"}]}),
    ],
)
def test_rows_that_do_not_fit_the_instance_are_refused(key: str, rows: object) -> None:
    field, sentence = refused(PLAN | {"form": PLAN["form"] | {key: rows}})
    assert field == f"form.{key}"
    assert sentence.endswith("Uppgifterna hör inte ihop med planens personer och kanaler.")


def changed(path: str, value: object) -> dict[str, Any]:
    plan = copy.deepcopy(PLAN)
    *parents, last = [int(key) if key.isdecimal() else key for key in path.split("/")]
    at: Any = plan
    for key in parents:
        at = at[key]
    if value is None:
        del at[last]
    else:
        at[last] = value
    return plan


@pytest.mark.parametrize(
    ("path", "value", "field", "part"),
    [
        ("format", "roster-plan/2", "format", "nyare version"),
        ("format", "roster-plan/0", "format", "ingen plan"),
        ("format", "något annat", "format", "ingen plan"),
        ("format", None, "format", "ingen plan"),
        ("extra", 1, "extra", "känner vi inte till"),
        ("form", None, "form", "saknas"),
        ("form", [], "form", "fel form"),
        ("form/names", None, "form.names", "saknas"),
        ("form/names/tiktok", "TikTok", "form.names.tiktok", "inte finns"),
        ("form/names/fb", 3, "form.names", "fel form"),
        ("form/agreements", ["tiktok"], "form.agreements", "finns inte"),
        ("form/agreements", ["fb", "fb"], "form.agreements", "två gånger"),
        ("form/agreements", [[]], "form.agreements", "lista"),
        ("form/posts", {}, "form.posts", "fel form"),
        ("form/posts/0", [], "form.posts[1]", "fel form"),
        ("form/posts/0/hot", "ja", "form.posts[1].hot", "ja eller nej"),
        ("form/posts/0/published", "snart", "form.posts[1].published", "datum"),
        ("form/posts/0/title", 3, "form.posts[1].title", "text"),
        ("form/posts/0/channels", ["tiktok"], "form.posts[1].channels", "finns inte"),
        ("form/posts/0/faq", None, "form.posts[1].faq", "saknas"),
        ("instance/people/0/name", None, "instance.people[1].name", "saknas"),
        ("instance/period/start", "2027-01-05", "instance.period.start", "måndag"),
        ("instance/people/1/id", "p1", "instance.people", "två gånger"),
        ("assignments/0/person", "p9", "assignments[1]", "inte finns"),
        ("assignments/2/date", "2027-01-06", "assignments[3]", "arbetsdagar"),
        ("assignments/1/channel", "fb", "assignments[2]", "två gånger"),
        ("assignments", {}, "assignments", "saknas"),
    ],
)
def test_a_broken_plan_is_refused_with_its_place(path: str, value: object, field: str, part: str) -> None:
    found, sentence = refused(changed(path, value))
    assert found == field
    assert part in sentence
    assert field == "format" or f"”{field}”" in sentence


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b"[" * 100_000, b"\xff\xfe\x00", b"1" * 10_000, b'{"format": NaN}', "Namn;Titel"]
)
def test_what_is_no_json_object_is_refused(data: str | bytes) -> None:
    with pytest.raises(InputError) as caught:
        read_plan({"name": "plan.json", "content": content(data)})
    assert "ingen sparad plan" in caught.value.swedish


def places(value: object, path: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [path, *(place for key, item in inner for place in places(item, (*path, key)))]


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8) | st.sampled_from(["fb", "p1", "2027-01-04", "9999-12-31", "0001-01-01T00:00+14:00", "am"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["id", "date", "half", "x"]), inner, max_size=3),
    max_leaves=4,
)  # fmt: skip


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(places(PLAN)[1:]), ANYTHING)
def test_hostile_plans_raise_nothing_but_input_errors(path: tuple[Any, ...], value: object) -> None:
    plan = copy.deepcopy(PLAN)
    at: Any = plan
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = value
    try:
        result = opened(plan)
    except InputError:
        return
    assert result == {"plan": plan}
