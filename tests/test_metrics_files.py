"""Files that are no export, that are broken or that mean harm: each ends in one sentence, soon. And workbooks that are fine."""

import base64
import csv
import io
import json
import time
import zipfile
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklists import api
from checklists.errors import InputError
from checklists.post_metrics import Report, summarize
from tests.metrics import exports, workbooks
from tests.metrics.exports import Style, export, make_posts
from tests.test_post_metrics import FB, FOLLOWERS, assert_sums

ZIP_OF_ZEROS = 20_000_000


class Unjudged(Report):
    """A report that asks the classifier nothing, which is what takes time."""

    classifies = False


def read(data: bytes) -> dict[str, Any]:
    made = Unjudged({"files": [{"name": "x.csv", "content": data}]})
    for _ in made.steps():
        pass
    return made.result()


def rows_of(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode(), newline="")))


def zip_bomb() -> bytes:
    sheet = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>' + b" " * ZIP_OF_ZEROS
    return workbooks.workbook({"All posts": [["a"]]}, more={"xl/worksheets/sheet1.xml": sheet})  # type: ignore[dict-item]


def entities() -> bytes:
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    texts = f'<?xml version="1.0"?><!DOCTYPE sst [<!ENTITY a0 "ha">{levels}]><sst><si><t>&a11;</t></si></sst>'
    return workbooks.workbook({"All posts": [["a"]]}, more={"xl/sharedStrings.xml": texts})


def locked() -> bytes:
    data = bytearray(workbooks.workbook({"A": [["a"]]}))
    for place in range(len(data) - 4):
        if data[place : place + 4] == b"PK\x01\x02":
            data[place + 8] |= 1
    return bytes(data)


# What somebody drops by mistake or by intent, and a word of the sentence that it must give.
NO_EXPORTS = {
    "empty": (b"", "tom"),
    "blank": (b"\xef\xbb\xbf \r\n\r\n,,,\r\n", "tom"),
    "old Excel": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "CSV UTF-8"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "bild"),
    "jpeg": (b"\xff\xd8\xff\xe0" + bytes(range(256)), "bild"),
    "gzip": (b"\x1f\x8b\x08\x00abc", "packad"),
    "zip": (workbooks.packed({"export.csv": FB}), "Packa upp"),
    "binary": (bytes(range(256)) * 40, ""),
    "zeros": (b"a" + b"\0" * 5000, ""),
    "web page": (b"<!DOCTYPE html><html><body>Logga in</body></html>", "webbsida"),
    "json": (json.dumps({"data": [{"id": 1}]}).encode(), "ingen tabell"),
    "letter": ("Hej!\n\nSkicka exporten, tack, så snart du kan.\nHälsningar\nNils\n".encode(), "ingen tabell"),
    "one column": (b"a\nb\nc\n", "ingen tabell"),
    "million columns": (b"x," * 1_000_000 + b"x\n", "kolumner"),
    "million columns, known": (FB.splitlines()[0] + b",x" * 1_000_000 + b"\n", "kolumner"),
    "one huge cell": (b"x" * 5_000_000, ""),
    "huge open quote": (b'"' + b"x,\n" * 2_000_000, ""),
    "resaved in one column": (b"".join(b'"' + line.replace(b'"', b'""') + b'"\r\n' for line in FB.split(b"\r\n")), "en enda cell"),
    "broken zip": (workbooks.workbook({"A": [["a"]]})[:200], "Excelfilen"),
    "half a zip": (workbooks.workbook({"A": [["a", 1]] * 500})[:-80], "Excelfilen"),
    "no sheets": (workbooks.packed({"xl/workbook.xml": "<x/>", "xl/_rels/workbook.xml.rels": "<x/>"}), "inga blad"),
    "no xml": (workbooks.workbook({"A": [["a"]]}, more={"xl/worksheets/sheet1.xml": "<<<"}), "Excelfilen"),
    "wrong shared text": (
        workbooks.workbook(
            {"A": [["a"]]},
            more={
                "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                '<sheetData><row r="1"><c t="s"><v>99</v></c></row></sheetData></worksheet>'
            },
        ),
        "Excelfilen",
    ),
    "far row": (
        workbooks.workbook(
            {"A": [["a"]]},
            more={
                "xl/worksheets/sheet1.xml": '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
                '<sheetData><row r="99999999"><c><v>1</v></c></row></sheetData></worksheet>'
            },
        ),
        "Excelfilen",
    ),
    "zip bomb": (zip_bomb(), "för stor"),
    "entities": (entities(), "Excelfilen"),
    "locked": (locked(), "lösenord"),
}  # fmt: skip


@pytest.mark.parametrize("name", NO_EXPORTS)
def test_what_is_no_export_gets_one_sentence_soon_and_the_other_files_go_on(name: str) -> None:
    data, word = NO_EXPORTS[name]
    began = time.perf_counter()
    made = Unjudged({"files": [{"name": "x.csv", "content": data}, {"name": "fb.csv", "content": FB}]})
    for _ in made.steps():
        pass
    result = made.result()
    seconds = time.perf_counter() - began
    (bad, good) = result["files"]
    assert bad["state"] in ("refused", "empty")
    assert word in bad["message"]
    assert bad["message"].endswith(".")
    assert len(bad["message"]) < 260
    assert (bad["posts"], good["posts"], result["posts_total"]) == (0, 6, 6)
    assert seconds < 2
    with pytest.raises(InputError) as caught:
        summarize({"files": [{"name": "x.csv", "content": data}]})
    assert str(caught.value).startswith("x.csv: ")
    assert "\n" not in str(caught.value)


def test_headers_without_rows_are_said_and_are_no_fault_of_the_command_line() -> None:
    header = FB.split(b"\r\n")[0] + b"\r\n"
    (book,) = read(header)["files"]
    assert (book["state"], book["message"]) == ("empty", "Filen har rubriker men inga rader.")
    result = summarize({"files": [{"name": "x.csv", "content": header}]})
    assert (result["posts"], [(error["file"], error["row"]) for error in result["errors"]]) == ([], [("x.csv", 1)])


def test_a_quotation_mark_that_never_closes_is_told_and_what_came_before_counts() -> None:
    lines = FB.split(b"\r\n")
    plain = [replace(post, text="Hej") for post in make_posts("facebook", 3_000, seed=4)]
    posts = export(plain, "facebook").split(b"\r\n")[1:]
    broken = lines[0] + b"\r\n" + posts[0] + b'\r\n1,2,3,"never closed' + b"\r\n".join(posts[1:])
    result = read(broken)
    assert result["posts_total"] == 1
    assert result["errors"][0]["row"] == 3
    assert "citationstecken" in result["errors"][0]["message"]
    assert any("för låga" in note for note in result["notes"])


def test_zeros_within_a_text_file_and_strange_characters_change_no_number() -> None:
    posts = make_posts("facebook", 5, seed=8)
    data = export(posts, "facebook").replace("Björkgatan".encode(), b"Bj\x00rk\xff\x1bgatan")
    assert_sums(summarize({"files": [{"name": "x.csv", "content": data}], "followers": FOLLOWERS}), posts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.binary(max_size=300), st.integers(0, len(FB)), st.booleans())
def test_no_bytes_whatever_raise_anything_else(noise: bytes, place: int, inside: bool) -> None:
    data = FB[:place] + noise + FB[place:] if inside else noise
    result = read(data)
    assert json.loads(json.dumps(result))["files"][0]["state"] in ("read", "unknown", "refused", "empty")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 3_000), st.binary(min_size=1, max_size=20))
def test_no_damage_to_a_workbook_raises_anything_else(place: int, noise: bytes) -> None:
    data = bytearray(workbooks.workbook({"All posts": linkedin(4)}))
    place %= len(data)
    data[place : place + len(noise)] = noise
    read(bytes(data))


def linkedin(number: int) -> list[list[workbooks.Cell]]:
    """Return LinkedIn's sheet as Excel holds it: numbers are numbers, dates are days since 1900."""
    rows: list[list[workbooks.Cell]] = [*rows_of(export(make_posts("linkedin", number), "linkedin", Style(title=True, iso=True)))]
    for row in rows[2:]:
        for place in (9, 10, 11, 12, 14, 15, 16):
            row[place] = float(str(row[place])) if row[place] else None
        row[5] = (exports.datetime.fromisoformat(str(row[5])) - exports.datetime(1899, 12, 30)).days
        row[13] = 0.035
    return rows


@pytest.mark.parametrize("shared", [True, False])
def test_a_workbook_gives_the_same_sums_as_the_export(shared: bool) -> None:
    posts = make_posts("linkedin", 30)
    daily: list[list[workbooks.Cell]] = [["Date", "Impressions (organic)"], ["09/01/2026", 5]]
    new: list[list[workbooks.Cell]] = [
        ["Date", "Sponsored followers", "Organic followers", "Auto-invited followers", "Total followers"],
        ["09/29/2026", 0, 3, 0, 3],
        ["10/01/2026", 1, 3, 0, 4],
    ]
    data = workbooks.workbook({"Metrics": daily, "All posts": linkedin(30), "New followers": new}, shared)
    result = summarize({"files": [{"name": "export.xlsx", "content": data}], "followers": FOLLOWERS})
    assert result["errors"] == []
    assert_sums(result, posts)
    assert [(book["sheet"], book["layout"]) for book in result["files"]] == [
        ("All posts", "linkedin-posts"),
        ("New followers", "linkedin-followers"),
    ]
    assert result["posts"][0]["row"] == 3
    assert [month["new_followers"] for month in result["months"]][-2:] == [3, 4]
    only_daily = read(workbooks.workbook({"Metrics": daily}))
    assert (only_daily["files"][0]["state"], "varje dag" in only_daily["files"][0]["message"]) == ("refused", True)


def test_a_decimal_in_a_workbook_is_never_taken_for_thousands() -> None:
    rows = linkedin(2)
    rows[2][14] = 1.234
    result = read(workbooks.workbook({"All posts": rows}))
    assert [error["row"] for error in result["errors"]] == [3]


def test_a_lying_zip_is_refused() -> None:
    data = bytearray(zip_bomb())
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        size = package.getinfo("xl/worksheets/sheet1.xml").file_size
    data = bytearray(bytes(data).replace(size.to_bytes(4, "little"), (1000).to_bytes(4, "little")))
    assert read(bytes(data))["files"][0]["state"] == "refused"


# A payload that is wrong, and the field that the error names.
WRONG: list[tuple[dict[str, Any], str]] = [
    ({}, "files"),
    ({"files": []}, "files"),
    ({"files": "a.csv"}, "files"),
    ({"files": [{"name": "a.csv"}]}, "files"),
    ({"files": [{"name": "a.csv", "content": ""}] * 51}, "files"),
    ({"followers": {"facebook": -1}}, "followers.facebook"),
    ({"followers": {"facebook": 1.5}}, "followers.facebook"),
    ({"followers": {"facebook": True}}, "followers.facebook"),
    ({"followers": {"facebook": "5"}}, "followers.facebook"),
    ({"followers": {"tiktok": 5}}, "followers.tiktok"),
    ({"followers": []}, "followers"),
    ({"month": "2026-13"}, "month"),
    ({"month": 202610}, "month"),
    ({"today": "i dag"}, "today"),
    ({"channel": "reply"}, "channel"),
    ({"colour": "red"}, "colour"),
    ({"mapping": []}, "mapping"),
    ({"mapping": {"a.csv": {"channel": "facebook"}}}, "mapping.a.csv"),
    ({"mapping": {"a.csv": {"channel": "reply", "columns": {}}}}, "mapping.a.csv.channel"),
    ({"mapping": {"a.csv": {"channel": "x", "columns": {"reach": "R"}}}}, "mapping.a.csv.columns"),
    ({"mapping": {"a.csv": {"channel": "x", "columns": {"published": "D"}}}}, "mapping.a.csv.columns"),
    (
        {"mapping": {"a.csv": {"channel": "x", "columns": {"published": "D", "reach": "R", "saves": "R"}}}},
        "mapping.a.csv.columns",
    ),
    ({"mapping": {"a.csv": {"channel": "x", "columns": {"published": "D", "magic": "R"}}}}, "mapping.a.csv.columns"),
    (
        {"mapping": {"a.csv": {"channel": "x", "columns": {"published": "D", "reach": "R"}, "dates": "ydm"}}},
        "mapping.a.csv.dates",
    ),
]


@pytest.mark.parametrize(("payload", "field"), WRONG)
def test_a_wrong_payload_names_its_field(payload: dict[str, Any], field: str) -> None:
    files = {"files": [{"name": "a.csv", "content": base64.b64encode(FB).decode()}]}
    with pytest.raises(InputError) as caught:
        Report((files if field != "files" else {}) | payload)
    assert caught.value.field == field
    assert caught.value.swedish.endswith(".")


def test_a_file_that_is_not_base64_is_refused_alone() -> None:
    work = api.Work("post_metrics", json.dumps({"files": [{"name": "a.csv", "content": "å"}]}))
    while work.step():
        pass
    assert json.loads(work.result())["files"][0]["message"] == "Filen gick inte att läsa. Välj den en gång till."
