"""Files that the roster is made of: people and absences, whatever the file is like."""

import base64
import csv
import io
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.errors import InputError
from checklists.plan.decode import text_of
from checklists.plan.people_csv import read_absences, read_people

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
