"""Identity numbers, telephone numbers, addresses: every written form, every near miss, and any number at all."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.text import privacy

DATES = st.dates(date(1900, 1, 1), date(2029, 12, 31))
SERIALS = st.integers(1, 999).map("{:03}".format)


def identity_number(day: date, serial: str, *, century: bool, coordination: bool, mark: str) -> str:
    """Return a valid number in one of its written forms."""
    number_of_day = day.day + (60 if coordination else 0)
    short = f"{day:%y%m}{number_of_day:02}"
    return f"{day.year // 100 if century else ''}{short}{mark}{serial}{privacy.luhn(short + serial)}"


def words(text: str) -> list[str]:
    return [text[slice(*span)] for span in privacy.identity_numbers(text)]


@given(DATES, SERIALS, st.booleans(), st.booleans(), st.sampled_from(["-", "+", "", " ", "–", " - "]))
def test_every_form_of_a_valid_number_is_found(day: date, serial: str, century: bool, coordination: bool, mark: str) -> None:
    number = identity_number(day, serial, century=century, coordination=coordination, mark=mark)
    assert words(f"Hon har {number}, skriv inte det.") == [number]


@given(DATES, SERIALS, st.integers(1, 9))
def test_a_wrong_check_digit_is_no_number(day: date, serial: str, off: int) -> None:
    number = identity_number(day, serial, century=False, coordination=False, mark="-")
    wrong = number[:-1] + str((int(number[-1]) + off) % 10)
    assert words(f"Ärende {wrong} är klart.") == []


@pytest.mark.parametrize(
    "text",
    [
        "Organisationsnummer 212000-1157",
        "ISBN 9789113084879 och 978-91-1-308487-9",
        "OCR 900231-1285",
        "Bankgiro 5050-1055, plusgiro 12 34 56-7",
        "den 2026-11-27 08:00-17:00",
        "Koordinater 56.046467, 12.694512",
        "serie 811218-0000",
        "8112189876543210",
    ],
)
def test_other_numbers_are_left_alone(text: str) -> None:
    assert words(text) == []


def phones(text: str) -> list[str]:
    return [text[slice(*span)] for span, _ in privacy.phone_numbers(text, [])]


@given(
    st.sampled_from("02369"),
    st.text("0123456789", min_size=7, max_size=7),
    st.sampled_from(
        [
            "070-123 45 67",
            "070 123 45 67",
            "0701234567",
            "070-1234567",
            "070.123.45.67",
            "+46 70 123 45 67",
            "+4670-123 45 67",
            "+46(0)70-123 45 67",
            "0046701234567",
        ]
    ),
)
def test_every_form_of_a_mobile_number_is_found(kind: str, digits: str, form: str) -> None:
    """Put the digits into the pattern, whatever its spaces and marks."""
    start = form.index("70") + 2
    rest = iter(digits)
    number = form[: start - 1] + kind + "".join(next(rest) if char.isdigit() else char for char in form[start:])
    assert phones(f"Ring {number} i kväll.") == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Ring 042-10 50 00 eller 042-105000.",
        "Ring 112, 1177, 113 13 eller 114 14.",
        "Ring 0771-11 44 00 eller 020-123 456.",
        "Ring 010-456 10 00.",
        "Öppet 08.00-17.00 och 09–16.",
        "Det kostar 1 250 000 kronor.",
        "Åren 1998-2024 och 2024/2025.",
        "Buss 07 går kl. 07.15.",
        "252 21 Helsingborg",
        "Ärende 2026/01234",
        "ISBN 0-306-40615-2",
        "0-3 år gratis, 4-6 år 50 kronor",
        "Nyhetsbrev 04/2026",
    ],
)
def test_public_numbers_and_other_figures_are_left_alone(text: str) -> None:
    assert phones(text) == []


@pytest.mark.parametrize("text", ["Ring 042-21 34 56.", "0431-123 45 är hem till mig", "+45 12 34 56 78", "0046 42 21 34 56"])
def test_landlines_and_foreign_numbers_are_found(text: str) -> None:
    assert len(phones(text)) == 1


@given(st.text("0123456789 -+.()", max_size=60))
def test_any_row_of_figures_is_survived(text: str) -> None:
    for span in privacy.identity_numbers(text):
        assert sum(char.isdigit() for char in text[slice(*span)]) in (10, 12)
    for span, _ in privacy.phone_numbers(text, privacy.identity_numbers(text)):
        assert 0 <= span.start < span.end <= len(text)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mejla anna.berg@gmail.com!", ["anna.berg@gmail.com"]),
        ("M.OBERG@EXAMPLE.COM", ["M.OBERG@EXAMPLE.COM"]),
        ("info@gmail.com", ["info@gmail.com"]),
        ("info@dunkerskulturhus.se", []),
        ("kontaktcenter@helsingborg.se och anna@skola.helsingborg.se", []),
        ("anna@nyahelsingborg.se", ["anna@nyahelsingborg.se"]),
        ("Följ @helsingborg, vi ses @ 18.00", []),
    ],
)
def test_email_addresses(text: str, found: list[str]) -> None:
    assert [text[slice(*span)] for span in privacy.email_addresses(text)] == found
