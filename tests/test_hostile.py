"""What a stranger may have put into a text or a file: through every door, one answer or one sentence, and never a fault.

How a browser shows it: tests/browser/test_hostile.py. Files that are no exports: tests/test_metrics_files.py.
"""

import base64
import copy
import csv
import io
import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
from icalendar import Calendar

from checklists import api
from tests.metrics import workbooks
from tests.test_metrics_files import FB

SCRIPT = "<script>globalThis.ran = 1</script>"
HOSTILE = {
    "script": SCRIPT,
    "handler": '<img src=x onerror="globalThis.ran = 1">\'"><svg onload=globalThis.ran=1>',
    "address": "javascript:globalThis.ran=1",
    "template": "{{ 7 * 7 }} ${7*7} {% for a in b %} #{7}",
    "formula": "=cmd|' /C calc'!A0",
    "formula after a tab": '\t=HYPERLINK("https://example.org?"&A1;"Klicka")',
    "new lines": "x\r\nBEGIN:VEVENT\r\nATTACH:https://example.org/\r\nEND:VEVENT\r\n",
    "other line breaks": "x\x0bATTACH:a\x0cATTACH:b\x85ATTACH:c\u2028ATTACH:d\u2029ATTACH:e\rATTACH:f",
    "bidirectional": "Bilagan heter \u202egpj.exe\u202c \u2066och\u2069 \u200f.",
    "invisible": "Lö\u00adsen\u200b\u200d\u2060\ufeff \U000e0041\U000e0042",
    "half a pair": "hej \ud83d och \udc00",
    "no text": "a\x00b\x01\x1b[31m\x7f\x9b\ufffe\uffff",
    "tower": "Z" + "\u0300\u0489" * 2_000,
    "one enormous line": "ett " * 300_000,
    "one enormous word": "x" * 1_000_000,
    "brackets": "[" * 100_000,
    "backtracking": "a" * 5_000 + "!" + "1-" * 5_000 + "@." * 5_000,
    "digits": "9" * 20_000,
    "other digits": "٣٣٣٣-٣٣-٣٣ ²³ Ⅷ",
    "property": "__proto__",
    "path": "../../../etc/passwd\x00.csv",
}
# What stands where something else should.
ODD: dict[str, Any] = {
    "nothing": None, "list": [], "object": {}, "infinite": 1e308, "negative": -1, "large": 10**30, "yes": True, "deep": [[[[[[]]]]]],
}  # fmt: skip


def file(text: str | bytes, name: str = "fil.csv") -> dict[str, str]:
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    return {"name": name, "content": base64.b64encode(data).decode()}


INSTANCE: dict[str, Any] = {
    "format": "roster-instance/1",
    "id": "vecka 2",
    "period": {"start": "2027-01-04", "weeks": 1},
    "channels": [{"id": "fb", "need": 1}],
    "people": [{"id": "p1", "name": "Louise Ek", "title": "kommunikatör", "unit": "AKN", "channels": "all"}],
    "posts": [{"title": "Bron öppnar", "published": "2027-01-05T15:30:00+01:00", "channels": ["fb"]}],
}
TURNS = [{"date": "2027-01-05", "half": "am", "channel": "fb", "person": "p1"}]
ROSTER: dict[str, Any] = {"instance": INSTANCE, "assignments": TURNS, "names": {"fb": "Facebook"}}
MADE = "2026-11-23T10:00:00+01:00"
PLAN = {
    "format": "roster-plan/1",
    "instance": INSTANCE,
    "form": {"names": {"fb": "Facebook"}, "agreements": [], "posts": []},
    "assignments": TURNS,
}
# A payload that each door takes.
TAKEN: dict[str, dict[str, Any]] = {
    "draft_check": {"text": "Avseende parken.", "channel": "facebook", "goal": "inform", "published": "2026-11-27 15:45", "media": [{"kind": "image", "alt": "En park"}]},
    "character_count": {"text": "Avseende parken.", "channel": "x"},
    "comment_advice": {"text": "När öppnar parken?", "received": "2026-11-27 15:45"},
    "comment_decision": {"reasons": ["question"]},
    "reply_deadline": {"received": "2026-11-27 15:45"},
    "publish_time": {"published": "2026-11-27 15:45"},
    "reply_roster": INSTANCE,
    "roster_judge": ROSTER,
    "write_calendar": ROSTER | {"made": MADE},
    "write_table": ROSTER,
    "write_text": ROSTER,
    "slot_booking": {
        "title": "Bron öppnar", "department": "social", "goal": "inform", "category": "tips", "channels": ["facebook"],
        "answers": "Louise Ek", "contact": "louise@helsingborg.se", "draft": "https://example.se/utkast", "date": "2026-12-01",
        "time": "10:30", "minutes": 60, "made": MADE,
    },
}  # fmt: skip


def leaves(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """Yield the way to everything in plain data that holds nothing else."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from leaves(item, (*path, key))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from leaves(item, (*path, place))
    else:
        yield path


def changed(payload: dict[str, Any], path: tuple[Any, ...], value: Any) -> dict[str, Any]:
    made = copy.deepcopy(payload)
    target: Any = made
    for step in path[:-1]:
        target = target[step]
    target[path[-1]] = value
    return made


def answer(name: str, payload: dict[str, Any]) -> dict[str, Any]:
    """Return what the browser gets; fail where it is a fault, or an error that is not one Swedish sentence or two."""
    text = api.call(name, json.dumps(payload))
    text.encode()  # as it leaves Python
    told: dict[str, Any] = json.loads(text)
    if "error" in told:
        assert re.fullmatch(r"[A-ZÅÄÖ”].{5,600}\.", told["error"], re.DOTALL), told
        assert not re.search(r"Traceback|Error\b|Exception|<class", told["error"].replace(SCRIPT, "")), told
    return told


@pytest.mark.parametrize("name", TAKEN)
def test_the_payloads_themselves_are_taken(name: str) -> None:
    assert "error" not in answer(name, TAKEN[name])


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("name", TAKEN)
def test_a_hostile_text_in_any_field_gets_an_answer_or_a_sentence(name: str, kind: str) -> None:
    for path in leaves(TAKEN[name]):
        answer(name, changed(TAKEN[name], path, HOSTILE[kind]))


@pytest.mark.parametrize("kind", ODD)
@pytest.mark.parametrize("name", TAKEN)
def test_something_else_in_any_field_gets_an_answer_or_a_sentence(name: str, kind: str) -> None:
    for path in leaves(TAKEN[name]):
        answer(name, changed(TAKEN[name], path, ODD[kind]))


@pytest.mark.parametrize(
    "payload", ["", "null", "[]", "{", "[" * 200_000, '{"a":' * 50_000, '{"text": NaN}', "\x00", '"\\ud800"']
)
def test_what_is_no_object_gets_a_sentence(payload: str) -> None:
    for name in api.CALLS:
        assert json.loads(api.call(name, payload)).get("error", "").endswith("."), name


FILES = {
    "people": (
        "read_people",
        "Namn;Titel;Kanaler\n{0};{0};{0}\n",
        {"channels": [{"id": "fb", "name": "Facebook"}], "start": "2027-01-04"},
    ),
    "absences": ("read_absences", "Namn;Från;Till\n{0};{0};{0}\n", {"people": ["Louise Ek"], "start": "2027-01-04"}),
    "calendar": (
        "read_calendar",
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:{0}\r\nDTSTART:20270105T100000\r\nDURATION:{0}\r\nRRULE:{0}\r\nSUMMARY:{0}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        {"start": "2027-01-04", "weeks": 1, "kind": "posts"},
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize("which", FILES)
def test_a_hostile_text_in_a_file_gets_an_answer_or_a_sentence(which: str, kind: str) -> None:
    name, text, more = FILES[which]
    answer(name, file(text.replace("{0}", HOSTILE[kind])) | more)
    answer(name, file(HOSTILE[kind]) | more)
    answer(name, file(text, HOSTILE[kind]) | more)


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_in_a_saved_plan_gets_an_answer_or_a_sentence(kind: str) -> None:
    assert "error" not in answer("read_plan", file(json.dumps(PLAN)))
    for path in leaves(PLAN):
        answer("read_plan", file(json.dumps(changed(PLAN, path, HOSTILE[kind]))))


@pytest.mark.parametrize(
    "text", ["[" * 400_000, '{"a":' * 200_000, "9" * 1_000_000, '{"format": "roster-plan/' + "9" * 5_000 + '"}']
)
def test_a_plan_that_is_deep_or_long_is_refused(text: str) -> None:
    assert "error" in answer("read_plan", file(text))


# What we write, read by others.


def cells(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", " =1", "\u00a0=1", "\u200b=1", "=cmd|' /C calc'!A0", '"=1"', ";=1", "a\n=1", "a\r\n=1;=2"]  # fmt: skip


@pytest.mark.parametrize("formula", FORMULAS)
def test_no_cell_of_ours_is_run_by_a_spreadsheet(formula: str) -> None:
    roster = copy.deepcopy(ROSTER)
    roster["instance"]["people"][0] |= {"name": formula, "title": formula, "unit": formula}
    roster["names"]["fb"] = formula
    work = api.Work("post_metrics_csv", json.dumps({"files": [{"name": formula}]}), [FB.replace(b"Staden", formula.encode())])
    while work.step():
        pass
    tables = [answer("write_table", roster)["text"], *(made["text"] for made in json.loads(work.result()).values())]
    for text in tables:
        rows = cells(text)
        assert len({len(row) for row in rows}) == 1, "a cell has become several"
        for row in rows:
            for cell in row:
                number = re.fullmatch(r"-?\d+(,\d+)?", cell)
                assert number or not re.match(r"[\s\ufeff\u200b]*[=+\-@＝＋－＠]|[\t\r\n]", cell), row


PROPERTIES = set(
    "BEGIN END VERSION PRODID CALSCALE METHOD TZID TZOFFSETFROM TZOFFSETTO TZNAME DTSTART DTEND RRULE UID DTSTAMP SEQUENCE "
    "SUMMARY DESCRIPTION CATEGORIES CONTACT URL STATUS TRANSP".split()
)


@pytest.mark.parametrize("kind", HOSTILE)
@pytest.mark.parametrize(("name", "written"), [("write_calendar", "text"), ("slot_booking", "calendar")])
def test_no_text_becomes_a_property_of_a_calendar(name: str, written: str, kind: str) -> None:
    for path in leaves(TAKEN[name]):
        text = answer(name, changed(TAKEN[name], path, HOSTILE[kind])).get(written)
        if not isinstance(text, str):
            continue
        lines = re.sub(r"\r\n[ \t]", "", text).split("\r\n")
        assert lines.pop() == ""
        assert {re.split("[:;]", line)[0] for line in lines} <= PROPERTIES, path
        assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f]", "".join(lines)), path
        assert all(len(part.encode()) <= 75 for part in text.split("\r\n"))
        assert [str(part.name) for part in Calendar.from_ical(text).walk()].count("VEVENT") == 1


# Excel files beside those of tests/test_metrics_files.py.


def sheet_of(text: str) -> str:
    cell = f'<c r="A1" t="inlineStr"><is><t>{text}</t></is></c>'
    return f'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">{cell}</row></sheetData></worksheet>'


def with_sheet(sheet: str | bytes) -> bytes:
    return workbooks.workbook({"A": [["a"]]}, more={"xl/worksheets/sheet1.xml": sheet})  # type: ignore[dict-item]


ENTITY = f'<!DOCTYPE w [<!ENTITY a "{"A" * 100_000}">]>{sheet_of("&a;" * 90)}'
LAUGHS = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
LAUGHS = f'<!DOCTYPE w [<!ENTITY a0 "ha">{LAUGHS}]>{sheet_of("&a11;")}'
OUTSIDE = f'<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/passwd">]>{sheet_of("&a;")}'
UTF_16 = '<?xml version="1.0" encoding="UTF-16"?>'
WORKBOOKS = {
    "one large entity, often": with_sheet(ENTITY),
    "entities of entities": with_sheet(LAUGHS),
    "a file as an entity": with_sheet(OUTSIDE),
    "entities after a long comment": with_sheet(f'<?xml version="1.0"?><!--{" " * 9_000}-->{ENTITY}'),
    "entities after much space": with_sheet(f"{' ' * 9_000}{ENTITY}"),
    "entities after a comment": with_sheet(f"<!-- x -->{ENTITY}"),
    "entities in two bytes a sign": with_sheet((UTF_16 + ENTITY).encode("utf-16")),
    "entities of entities in two bytes a sign": with_sheet((UTF_16 + LAUGHS).encode("utf-16")),
    "entities in the list of sheets": workbooks.workbook({"A": [["a"]]}, more={"xl/workbook.xml": LAUGHS}),
    "entities in the texts": workbooks.workbook({"A": [["a"]]}, more={"xl/sharedStrings.xml": f'<?xml version="1.0"?><!--{" " * 9_000}-->{LAUGHS}'}),
    "a hundred thousand files": workbooks.packed({"xl/workbook.xml": "<x/>"} | {f"{n}": "" for n in range(100_000)}),
    "a zip in a zip in a zip": workbooks.packed({"a.zip": workbooks.packed({"b.zip": workbooks.packed({"c.xlsx": with_sheet(ENTITY)})})}),
    "a sheet that is another zip": with_sheet(workbooks.packed({"a": "b"})),
    "a sheet from outside": workbooks.workbook({"A": [["a"]]}, more={"xl/_rels/workbook.xml.rels": '<Relationships xmlns="x"><Relationship Id="rId1" Target="../../../etc/passwd"/></Relationships>'}),
    "deep elements": with_sheet(sheet_of("<r>" * 300_000 + "</r>" * 300_000)),
}  # fmt: skip


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_a_hostile_workbook_gets_one_sentence(kind: str) -> None:
    work = api.Work("post_metrics_files", json.dumps({"files": [{"name": "export.xlsx"}]}), [WORKBOOKS[kind]])
    while work.step():
        pass
    (told,) = json.loads(work.result())["files"]
    assert told["state"] in ("refused", "empty", "unknown"), told
    assert told["message"].endswith("."), told
    assert len(json.dumps(told)) < 5_000, "nothing of it has been unpacked into the answer"


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_in_an_export_stays_a_text(kind: str) -> None:
    line = FB.decode("utf-8-sig").splitlines()[1]
    text = HOSTILE[kind].encode("utf-8", "replace").decode().replace('"', '""')
    post = next(cell for cell in next(csv.reader([line])) if " " in cell and not re.match(r"[\d/: ]+$", cell))
    data = FB.replace(post.encode(), text.encode()) + HOSTILE[kind].encode("utf-8", "replace")
    for name in ("post_metrics_files", "post_metrics", "post_metrics_csv"):
        work = api.Work(name, json.dumps({"files": [{"name": HOSTILE[kind]}]}), [data])
        while work.step():
            pass
        json.loads(work.result().encode())
