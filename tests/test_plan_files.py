"""Files around the roster: people and absences that are read, tables and texts that are written, plans that are saved and opened."""

import base64
import copy
import csv
import io
import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import reply_roster
from checklists.errors import InputError
from checklists.plan.decode import text_of
from checklists.plan.outputs import HEADERS, write_table, write_text
from checklists.plan.people_csv import read_absences, read_people
from checklists.plan.planfile import read_plan

CHANNELS = ["Facebook", "LinkedIn", "X/Twitter", "Hållbart och grönt"]


def content(text: str | bytes, encoding: str = "utf-8") -> str:
    return base64.b64encode(text.encode(encoding) if isinstance(text, str) else text).decode()


def people(text: str | bytes, encoding: str = "utf-8", **more: Any) -> dict[str, Any]:
    return read_people(
        {"name": "personer.csv", "content": content(text, encoding), "channels": CHANNELS, "start": "2026-11-30"} | more
    )


def absences(text: str, **more: Any) -> dict[str, Any]:
    known = ["Louise Ek", "Amir Haddad", "Eva Ås", "Eva Ås"]
    return read_absences({"name": "frånvaro.csv", "content": content(text), "people": known, "start": "2026-11-30"} | more)


def texts(result: dict[str, Any]) -> list[str]:
    return [line["text"] for line in result["problems"]]


# People.

TABLE = """\
Namn;Befattning;Förvaltning;Kanaler;Frånvaro;Max pass per vecka;Flera kanaler ja/nej;Skostorlek
Louise Ek;kommunikatör;AKN;alla;"2026-12-01; 2026-12-03 fm";5;ja;38

Åsa  Öberg;;Kontaktcenter;facebook, LINKEDIN;;;;
"""
EXPECTED = [
    {
        "name": "Louise Ek",
        "title": "kommunikatör",
        "unit": "AKN",
        "channels": "all",
        "absences": [{"date": "2026-12-01"}, {"date": "2026-12-03", "half": "am"}],
        "max_shifts_per_week": 5,
        "may_combine": True,
    },
    {
        "name": "Åsa Öberg",
        "title": "",
        "unit": "Kontaktcenter",
        "channels": ["Facebook", "LinkedIn"],
        "absences": [],
        "max_shifts_per_week": None,
        "may_combine": False,
    },
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le-mark", "cp1252", "latin-1"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_people_are_read_whatever_the_file_is_like(encoding: str, separator: str, line_end: str) -> None:
    rows = csv.reader(io.StringIO(TABLE), delimiter=";")
    written = io.StringIO()
    csv.writer(written, delimiter=separator, lineterminator=line_end).writerows(rows)
    text = written.getvalue()
    data = b"\xff\xfe" + text.encode("utf-16-le") if encoding == "utf-16-le-mark" else text.encode(encoding)
    found = people(data)
    assert found["people"] == EXPECTED
    assert found["problems"] == []
    assert found["understood"] == [
        "Namn",
        "Befattning",
        "Förvaltning",
        "Kanaler",
        "Frånvaro",
        "Max pass per vecka",
        "Flera kanaler ja/nej",
    ]
    assert found["ignored"] == ["Skostorlek"]


@pytest.mark.parametrize(
    ("headers", "understood"),
    [
        ("name;title;unit;channels;absences;max_shifts_per_week;may_combine", 7),
        ("NAMN ; Titel:;Enhet*;Kanal;Ledig;Max antal pass/vecka;Flera kanaler (ja/nej)", 7),
        ("Namn;Avdelning;Semester;Frånvaro", 4),
        ("Förnamn;Efternamn;Befattning", 3),
        ("Namn;Titel;Befattning", 2),  # two columns for one thing: the first counts, the other is told
    ],
)
def test_headers_have_synonyms(headers: str, understood: int) -> None:
    found = people(f"{headers}\n")
    assert len(found["understood"]) == understood
    assert len(found["understood"]) + len(found["ignored"]) == headers.count(";") + 1


def test_first_and_last_names_make_a_name_and_several_columns_of_absences_add_up() -> None:
    [found] = people("Förnamn;Efternamn;Semester;Ledig\nLouise;Ek;2026-12-01;2026-12-02 em\n")["people"]
    assert found["name"] == "Louise Ek"
    assert found["absences"] == [{"date": "2026-12-01"}, {"date": "2026-12-02", "half": "pm"}]


def test_a_title_above_the_headers_and_a_separator_line_are_passed_over() -> None:
    found = people("sep=,\r\nPersoner på enheten,,\r\n\r\nNamn,Titel\r\nLouise Ek,x\r\n,y\r\n")
    assert [person["name"] for person in found["people"]] == ["Louise Ek"]
    assert texts(found) == ["Rad 5: namnet saknas."]  # as a spreadsheet counts: it never shows the separator line


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("", []),
        ("2026-12-01", ["12-01"]),
        ("2026-12-01 00:00:00", ["12-01"]),
        ("20261201", ["12-01"]),
        ("2026/12/01", ["12-01"]),
        ("1/12", ["12-01"]),
        ("1/12 2026", ["12-01"]),
        ("1 dec", ["12-01"]),
        ("den 1:a december 2026", ["12-01"]),
        ("tisdag 1 december", ["12-01"]),
        ("tis 1 dec.", ["12-01"]),
        ("4/1", ["2027-01-04"]),  # the first such day on or after the start
        ("30/11", ["11-30"]),
        ("29/11", ["2027-11-29"]),
        ("3/12 fm", ["12-03 am"]),
        ("3/12 e.m.", ["12-03 pm"]),
        ("3/12 f. m.", ["12-03 am"]),
        ("3 dec förmiddag", ["12-03 am"]),
        ("3 dec hela dagen", ["12-03"]),
        ("3/12 fm; 3/12 em", ["12-03"]),
        ("3/12 fm; 3/12", ["12-03"]),
        ("3/12 fm, 1/12 och 2/12", ["12-01", "12-02", "12-03 am"]),
        ("1/12\n2/12", ["12-01", "12-02"]),
        ("2026-12-07–2026-12-11", ["12-07", "12-08", "12-09", "12-10", "12-11"]),
        ("2026-12-10-2026-12-14", ["12-10", "12-11", "12-14"]),  # not the weekend
        ("2026-12-10 — 2026-12-11", ["12-10", "12-11"]),
        ("2026-12-10 till 2026-12-11", ["12-10", "12-11"]),
        ("10-11 december", ["12-10", "12-11"]),
        ("10–11/12", ["12-10", "12-11"]),
        ("10/12 t.o.m. 11/12", ["12-10", "12-11"]),
        ("27/11–1/12", ["11-27", "11-30", "12-01"]),
        ("31/12-4/1", ["12-31", "2027-01-01", "2027-01-04"]),
        ("31/12-4/1 2027", ["12-31", "2027-01-01", "2027-01-04"]),
        ("2026-12-31-4/1", ["12-31", "2027-01-01", "2027-01-04"]),
        ("2026-12-05", ["12-05"]),  # a Saturday of its own stays: it does no harm
    ],
)
def test_absences_as_people_write_them(cell: str, expected: list[str]) -> None:
    found = people(f'Namn;Frånvaro\nLouise Ek;"{cell}"\n')
    assert texts(found) == []
    [person] = found["people"]
    days = [day if len(day.split()[0]) > 5 else f"2026-{day}" for day in expected]
    assert [f"{item['date']} {item.get('half', '')}".strip() for item in person["absences"]] == days


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("31 november", "31 november finns inte."),
        ("2026-11-31", "31 november finns inte."),
        ("29/2", "29 februari finns inte 2027."),
        ("12/31", "månad 31 finns inte. Skriv år, månad och dag, till exempel 2026-12-01."),
        ("2026-13-01", "månad 13 finns inte. Skriv år, månad och dag, till exempel 2026-12-01."),
        ("0202-12-01", "året 0202 ser fel ut."),
        ("onsdag 1 december", "1 december 2026 är en tisdag."),
        ("2026-12-11–2026-12-07", "slutet 2026-12-07 ligger före början 2026-12-11."),
        ("2026-12-07–2028-12-11", "frånvaron 2026-12-07–2028-12-11 är längre än ett år. Kontrollera årtalen."),
        ("7–8/12 fm", "”7–8/12 fm” går att läsa på två sätt. Skriv halva dagar en och en."),
        *(
            (
                cell,
                f"”{cell}” är inget datum som vi förstår. Skriv till exempel 2026-12-01, 2026-12-03 fm eller 2026-12-07–2026-12-11.",
            )
            for cell in ("v. 51", "7", "1/12/2026", "i morgon", "2026-12", "fm", "7–8", "1 dec 26", "-")
        ),
    ],
)
def test_an_absence_that_is_not_understood_is_told_and_the_row_left_out(cell: str, expected: str) -> None:
    found = people(f"Namn;Frånvaro\nLouise Ek;{cell}\nAmir Haddad;\n")
    assert texts(found) == [f"Rad 2: {expected}"]
    assert [person["name"] for person in found["people"]] == ["Amir Haddad"]


def test_without_a_start_the_year_must_be_written() -> None:
    found = people("Namn;Frånvaro\nLouise Ek;1/12\nAmir Haddad;1/12 2026\n", start=None)
    assert texts(found) == ["Rad 2: året saknas i ”1/12”. Skriv till exempel 2026-12-01."]
    assert found["people"][0]["absences"] == [{"date": "2026-12-01"}]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("Alla kanaler", "all"),
        ("", "all"),
        ("facebook", ["Facebook"]),
        ("Facebook / LinkedIn", ["Facebook", "LinkedIn"]),
        ("LinkedIn och Facebook", ["LinkedIn", "Facebook"]),
        ("x/twitter, Hållbart och grönt", ["X/Twitter", "Hållbart och grönt"]),
        ("Facebook; facebook", ["Facebook"]),
    ],
)
def test_channels_are_known_by_name(cell: str, expected: object) -> None:
    [person] = people(f'Namn;Kanaler\nLouise Ek;"{cell}"\n')["people"]
    assert person["channels"] == expected


def test_channels_stay_as_written_where_none_are_known() -> None:
    [person] = people("Namn;Kanaler\nLouise Ek;Fejan, Insta\n", channels=[])["people"]
    assert person["channels"] == ["Fejan", "Insta"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "Louise Ek;TikTok;;",
            ["kanalen ”TikTok” finns inte. De som finns är Facebook, LinkedIn, X/Twitter, Hållbart och grönt."],
        ),
        ("Louise Ek;;fem;", ["”fem” är inget antal pass. Skriv ett heltal, till exempel 5, eller lämna cellen tom."]),
        ("Louise Ek;;-1;", ["”-1” är inget antal pass. Skriv ett heltal, till exempel 5, eller lämna cellen tom."]),
        ("Louise Ek;;2,5;", ["”2,5” är inget antal pass. Skriv ett heltal, till exempel 5, eller lämna cellen tom."]),
        ("Louise Ek;;;kanske", ["”kanske” är varken ja eller nej på om personen kan ta flera kanaler."]),
        (";Facebook;;", ["namnet saknas."]),
        ("amir  HADDAD;;;", ["”amir HADDAD” står redan på rad 2."]),
        ("Louise Ek;;;;mer", ["raden har fler celler än rubrikraden. Sätt citationstecken runt celler med skiljetecken i."]),
        ("Louise Ek;TikTok;x;z", ["kanalen", "”x”", "”z”"]),
    ],
)
def test_a_problem_in_a_row_names_it_and_stops_no_other(row: str, expected: list[str]) -> None:
    found = people(f"Namn;Kanaler;Max pass per vecka;Flera kanaler\nAmir Haddad;;5 pass;nej\n{row}\n\nEva Ås;;0;JA\n")
    assert len(texts(found)) == len(expected)
    for text, part in zip(texts(found), expected, strict=True):
        assert text.startswith(f"Rad 3: {part}")
    assert [(person["name"], person["max_shifts_per_week"], person["may_combine"]) for person in found["people"]] == [
        ("Amir Haddad", 5, False),
        ("Eva Ås", 0, True),
    ]
    assert {line["row"] for line in found["problems"]} == {3}


def test_a_cell_with_line_breaks_is_one_row_and_an_open_quote_is_told() -> None:
    found = people('Namn;Frånvaro\nLouise Ek;"1/12\n2/12"\n;x\n"Amir Haddad;1/12\nEva Ås;2/12\n')
    assert texts(found) == [
        "Rad 3: namnet saknas.",
        "Rad 3: ”x” är inget datum som vi förstår. Skriv till exempel 2026-12-01, 2026-12-03 fm eller 2026-12-07–2026-12-11.",
        "Rad 4: ett citationstecken öppnas men stängs aldrig, så resten av filen blev en enda cell.",
    ]
    assert [person["name"] for person in found["people"]] == ["Louise Ek"]


def test_at_most_a_hundred_problems_are_listed() -> None:
    found = people("Namn;Titel\n" + ";x\n" * 250)
    assert len(found["problems"]) == 101
    assert found["problems"][-1] == {"row": None, "text": "Filen har 150 problem till som inte visas här."}
    assert found["problems"][99]["row"] == 101


@pytest.mark.parametrize(
    ("data", "part"),
    [
        ("", "saknar rubrikrad"),
        ("\n\n", "saknar rubrikrad"),
        ("Louise Ek;kommunikatör\n", "saknar rubrikrad"),
        ("Titel;Enhet\nx;y\n", "rubriken Namn"),
        ("Namn\n" + "x\n" * 10_001, "10 000 rader"),
        ("Namn\n" + "x" * 2_200_000, "större än 2 MB"),
        ('Namn;Titel\n"' + "x" * 200_000, "citationstecken"),
        (b"PK\x03\x04" + b"x" * 50, "Spara som CSV"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "spara som CSV"),
        ("Namn;Titel\nx;y".encode("utf-16-le"), "Spara den som CSV UTF-8"),
        ("BEGIN:VCALENDAR\nEND:VCALENDAR", "Läs in den som kalender"),
        ("Namn;Frånvaro\n" + "".join(f"p{number};2026-12-01–2027-11-30\n" for number in range(500)), "100 000 dagars"),
    ],
)
def test_a_file_that_cannot_be_read_gives_one_sentence(data: str | bytes, part: str) -> None:
    with pytest.raises(InputError) as caught:
        people(data)
    assert part in caught.value.swedish
    assert caught.value.field == "content"


@pytest.mark.parametrize("changes", [{"content": None}, {"content": "å"}, {"content": "a"}, {"channels": "alla"}, {"channels": [3]}, {"start": "snart"}, {"start": 3}, {"start": "2026-02-30"}])  # fmt: skip
def test_a_bad_payload_is_an_input_error(changes: dict[str, object]) -> None:
    with pytest.raises(InputError) as caught:
        people("Namn\nLouise Ek\n", **changes)
    assert [caught.value.field] == list(changes)


def test_a_broken_byte_does_not_change_the_other_letters() -> None:
    assert text_of("åäö ÅÄÖ é".encode() + b"\xff") == "åäö ÅÄÖ é\ufffd"
    assert text_of("åäö ”x” €".encode("cp1252")) == "åäö ”x” €"


# Absences.


def test_absences_one_a_row() -> None:
    found = absences(
        "Namn;Från;Till;Del av dag\nlouise  ek;2026-12-01;;fm\nEk, Louise;1/12;;Eftermiddag\nAmir Haddad;20/12;6/1;\n"
        "Nisse;1/12;;\nEva Ås;1/12;;\n;1/12;;\nAmir Haddad;;;\nAmir Haddad;1/12;30/2;\nAmir Haddad;1/12;;kväll\nAmir Haddad;v. 51;;\n"
    )
    whole = [item["date"] for item in found["absences"] if item["name"] == "Amir Haddad"]
    assert found["absences"][0] == {"name": "Louise Ek", "date": "2026-12-01"}
    assert (whole[0], whole[-1], len(whole)) == ("2026-12-21", "2027-01-06", 13)
    assert texts(found) == [
        "Rad 5: ”Nisse” finns inte bland personerna. Lägg till personen först, eller rätta namnet.",
        "Rad 6: det finns flera personer som heter ”Eva Ås”.",
        "Rad 7: namnet saknas.",
        "Rad 8: datumet saknas.",
        "Rad 9: 30 februari finns inte.",
        "Rad 10: ”kväll” är ingen del av en dag. Skriv förmiddag, eftermiddag eller heldag.",
        "Rad 11: ”v. 51” är inget datum som vi förstår. Skriv till exempel 2026-12-01, 2026-12-03 fm eller 2026-12-07–2026-12-11.",
    ]


def test_a_part_of_day_holds_for_every_day_of_a_range() -> None:
    found = absences("name,from,to,half\nLouise Ek,2026-12-03,2026-12-07,pm\n")
    assert found["absences"] == [{"name": "Louise Ek", "date": f"2026-12-{day}", "half": "pm"} for day in ("03", "04", "07")]


def test_absences_need_a_column_of_dates() -> None:
    with pytest.raises(InputError) as caught:
        absences("Namn;Del av dag\nLouise Ek;fm\n")
    assert "rubriken Från" in caught.value.swedish


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.tuples(st.dates(date(2026, 11, 30), date(2027, 10, 1)), st.integers(0, 9), st.sampled_from(["", " fm", " em"])),
        max_size=5,
    ),
    st.sampled_from(["{0}", "{0:%Y%m%d}", "{1}/{2}", "{1} {3}", "{1}/{2} {4}", "den {1} {3} {4}"]),
)
def test_absences_that_are_written_are_read_back(spans: list[tuple[date, int, str]], form: str) -> None:
    months = "januari feb mars apr maj juni juli augusti sept okt november dec".split()

    def written(day: date) -> str:
        return form.format(day, day.day, day.month, months[day.month - 1], day.year)

    halves: dict[date, set[str]] = {}
    items = []
    for first, days, half in spans:
        last = first if half else first + timedelta(days=days)
        items.append(written(first) + (f"–{written(last)}" if last > first else half))
        for number in range((last - first).days + 1):
            day = first + timedelta(days=number)
            if first == last or day.weekday() < 5:
                halves.setdefault(day, set()).update({"am", "pm"} if not half else {"am"} if half == " fm" else {"pm"})
    found = people(f'Namn;Frånvaro\nLouise Ek;"{"; ".join(items)}"\n')
    assert texts(found) == []
    expected = [
        {"date": day.isoformat()} | ({} if len(parts) == 2 else {"half": next(iter(parts))})
        for day, parts in sorted(halves.items())
    ]
    assert found["people"][0]["absences"] == expected


ANY_CELL = st.one_of(st.text(max_size=30), st.sampled_from(["1/12", "Louise Ek", "alla", '"', ";", "\n", "99999999999999999999/1", "2026-12-01–", "–", "och och", "fm", "٣/١٢", "²", "1 dec 0000"]))  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(st.lists(ANY_CELL, max_size=9), max_size=6), st.binary(max_size=60))
def test_hostile_tables_raise_nothing_but_input_errors(rows: list[list[str]], noise: bytes) -> None:
    header = "Namn;Titel;Från;Kanaler;Frånvaro;Max pass per vecka;Flera kanaler\n"
    plain = (header + "\n".join(";".join(row) for row in rows)).encode()
    for data in (plain, plain + noise, noise + plain, noise, plain.decode().encode("utf-16") + noise):
        for reader in (read_people, read_absences):
            try:
                result = reader(
                    {"name": "x", "content": content(data), "channels": CHANNELS, "people": ["Louise Ek"], "start": "2026-11-30"}
                )
            except InputError:
                continue
            assert set(result) in (
                {"people", "problems", "understood", "ignored"},
                {"absences", "problems", "understood", "ignored"},
            )


@pytest.mark.parametrize(
    "cell", ["1/12;" * 20_000, "1 dec och " * 10_000, "-" * 100_000, "x, " * 40_000, "2026-12-01–" * 10_000, "\n" * 100_000]
)
def test_hostile_cells_are_bounded(cell: str) -> None:
    found = people(f'Namn;Frånvaro;Kanaler\nLouise Ek;"{cell}";"{cell}"\n')
    assert len(found["problems"]) <= 101
    assert all(len(text) < 400 for text in texts(found))


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
