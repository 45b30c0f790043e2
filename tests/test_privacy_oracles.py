"""Identity and telephone numbers against well-kept libraries, as oracles: what they call valid we find, and the other way."""

from datetime import date

import phonenumbers
from hypothesis import given
from hypothesis import strategies as st
from personnummer import personnummer
from stdnum.se import personnummer as stdnum

from checklists.text import privacy

DIGITS = st.text("0123456789", min_size=10, max_size=10)
DATED = st.builds(
    lambda day, coordination, serial, check: f"{day:%y%m}{day.day + 60 * coordination:02}{serial:03}{check}",
    st.dates(date(1900, 1, 1), date(2026, 1, 1)),
    st.booleans(),
    st.integers(1, 999),
    st.integers(0, 9),
)


def is_found(text: str) -> bool:
    return [text[slice(*span)] for span in privacy.identity_numbers(f"{text}")] == [text]


@given(st.one_of(DIGITS, DATED))
def test_identity_numbers_as_personnummer_judges_them(digits: str) -> None:
    number = f"{digits[:6]}-{digits[6:]}"
    assert is_found(number) == personnummer.valid(number) or digits[6:9] == "000"


@given(DATED)
def test_personal_numbers_as_stdnum_judges_them(digits: str) -> None:
    number = f"{digits[:6]}-{digits[6:]}"
    if stdnum.is_valid(number):
        assert is_found(number)
    elif int(digits[4:6]) < 60:  # stdnum does not know coordination numbers
        assert not is_found(number)


@given(
    st.sampled_from(
        [
            "702",
            "703",
            "705",
            "707",
            "708",
            "709",
            "721",
            "722",
            "723",
            "725",
            "729",
            "730",
            "733",
            "735",
            "736",
            "738",
            "739",
            "760",
            "761",
            "762",
            "765",
            "766",
            "767",
            "768",
            "769",
            "790",
            "793",
        ]
    ),
    st.integers(0, 999_999),
    st.sampled_from(
        [
            phonenumbers.PhoneNumberFormat.E164,
            phonenumbers.PhoneNumberFormat.INTERNATIONAL,
            phonenumbers.PhoneNumberFormat.NATIONAL,
            phonenumbers.PhoneNumberFormat.RFC3966,
        ]
    ),
)
def test_mobile_numbers_as_phonenumbers_writes_them(series: str, rest: int, form: int) -> None:
    number = phonenumbers.parse(f"0{series}{rest:06}", "SE")
    if phonenumbers.number_type(number) == phonenumbers.PhoneNumberType.MOBILE:
        written = phonenumbers.format_number(number, form).removeprefix("tel:")
        found = [(written[slice(*span)], personal) for span, personal in privacy.phone_numbers(written, [])]
        assert found == [(written, True)]


@given(st.text("0123456789 -+", min_size=8, max_size=18).map(lambda text: f"0{text}"))
def test_what_we_call_a_swedish_mobile_number_could_be_one(text: str) -> None:
    for span, personal in privacy.phone_numbers(text, []):
        written = text[slice(*span)]
        if personal and written.startswith("07"):
            assert phonenumbers.is_possible_number(phonenumbers.parse(written, "SE"))


@given(st.sampled_from(["042", "08", "031", "040", "0431", "0435", "046"]), st.integers(200_000, 999_999), st.booleans())
def test_landlines_as_phonenumbers_writes_them(area: str, rest: int, abroad: bool) -> None:
    number = phonenumbers.parse(f"{area}{rest}", "SE")
    if phonenumbers.is_valid_number(number):
        form = phonenumbers.PhoneNumberFormat.INTERNATIONAL if abroad else phonenumbers.PhoneNumberFormat.NATIONAL
        written = phonenumbers.format_number(number, form)
        assert [written[slice(*span)] for span, _ in privacy.phone_numbers(written, [])] == [written]
