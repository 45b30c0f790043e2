"""Accounts: what the city fills in is checked, what is missing is told, and when an account is to be looked over again."""

import csv
import io
import json
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists import accounts
from checklists.__main__ import main
from checklists.accounts import FIELDS, SHARED, Listed, Review, all_accounts, missing, months_after, review_state
from checklists.strategy import Strategy, load_shared_accounts, load_strategy
from checklists.strategy.account_checks import check_accounts
from checklists.strategy.schema import Account, DataError, build
from macros import account_pages

FULL = Account(
    name="Påhittade biblioteket",
    channel="facebook",
    link="https://example.com/bibliotek",
    purpose="Tipsa om böcker",
    audience="Barnfamiljer",
    editors="två redaktörer",
    kc_agreement="Kontaktcenter svarar vardagar",
    access="open",
    last_review="2026-08-31",
)
CHANNELS = ("facebook", "instagram", "linkedin", "x", "reply")


def with_accounts(**owned: list[Account]) -> Strategy:
    """Return the strategy with these accounts at these departments, by id."""
    strategy = load_strategy()
    departments = {key: replace(item, accounts=tuple(owned.get(key, ()))) for key, item in strategy.departments.items()}
    return replace(strategy, departments=departments)


# What the city fills in


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"link": ""},
        {"link": "https://www.facebook.com/exempel?ref=1#a"},
        {"link": "https://xn--exempel-9za.se"},
        {"access": "closed"},
        {"access": ""},
        {"last_review": ""},
        {"last_review": "2028-02-29"},
        {"channel": "x"},
    ],
)
def test_a_right_account_passes(change: dict[str, str]) -> None:
    check_accounts("file", [replace(FULL, **change)], CHANNELS)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"name": " "}, "name must not be empty"),
        ({"channel": "tiktok"}, "channel names 'tiktok'"),
        ({"channel": "reply"}, "channel names 'reply'"),
        ({"link": "http://example.com"}, "link must be an address that begins with https://"),
        ({"link": "example.com"}, "link must"),
        ({"link": "https://"}, "link must"),
        ({"link": "https://example"}, "link must"),
        ({"link": "https://example.com/a b"}, "link must"),
        ({"link": "https://någon:ord@example.com/"}, "link must"),
        ({"link": "javascript:alert(1)//https://example.com"}, "link must"),
        ({"access": "öppet"}, "access must be"),
        ({"access": "Open"}, "access must be"),
        ({"last_review": "2026-02-29"}, "last_review must be a day"),
        ({"last_review": "26-11-22"}, "last_review must"),
        ({"last_review": "20261122"}, "last_review must"),
        ({"last_review": "2026-11-22 "}, "last_review must"),
        ({"last_review": "1899-11-22"}, "last_review must"),
        ({"last_review": "hösten 2026"}, "last_review must"),
    ],
)
def test_a_wrong_account_is_told_with_row_and_number(change: dict[str, str], told: str) -> None:
    with pytest.raises(DataError, match=r"departments\.toml, row 'kultur', accounts 2 \('.*'\): " + told):
        check_accounts("departments.toml, row 'kultur'", [replace(FULL, name="Ett annat"), replace(FULL, **change)], CHANNELS)


def test_the_same_name_twice_on_a_channel_is_told_and_on_two_channels_is_right() -> None:
    check_accounts("file", [FULL, replace(FULL, channel="instagram")], CHANNELS)
    with pytest.raises(DataError, match=r"accounts 2 .* has the same name and channel as accounts 1"):
        check_accounts("file", [FULL, replace(FULL, name="påhittade  Biblioteket")], CHANNELS)


def test_a_day_without_quotes_is_told() -> None:
    with pytest.raises(DataError, match=r"file, last_review: must be str, not datetime\.date"):
        build(Account, {"name": "a", "channel": "x", "last_review": date(2026, 11, 22)}, "file")


def test_the_shared_accounts_say_only_what_the_strategy_says() -> None:
    shared = load_shared_accounts()
    assert list(shared) == ["facebook", "instagram", "linkedin", "x"]
    for name in ("facebook", "instagram", "linkedin"):
        assert {saying.clause for saying in shared[name].says} >= {"kanaler.1", "ansvar.akn", "kontaktcenter.dm"}
    for item in shared.values():
        account = item.account
        assert (account.link, account.audience, account.editors, account.access, account.last_review) == ("", "", "", "", "")
    assert "kanaler.1" not in {saying.clause for saying in shared["x"].says}


# What is missing


def test_what_is_missing_is_told_in_order_and_a_departments_agreement_holds_for_its_accounts() -> None:
    bare = Account(name="a", channel="x")
    assert missing(Listed("kultur", 1, bare, "")) == FIELDS
    assert missing(Listed("kultur", 1, bare, "Ja.")) == tuple(field for field in FIELDS if field != "kc_agreement")
    assert missing(Listed("kultur", 1, FULL, "")) == ()


def test_all_accounts_are_the_shared_ones_and_then_the_departments() -> None:
    strategy = with_accounts(social=[FULL], kultur=[FULL, replace(FULL, channel="x")])
    found = [(item.owner, item.number) for item in all_accounts(strategy)]
    assert found == [(SHARED, 1), (SHARED, 2), (SHARED, 3), (SHARED, 4), ("kultur", 1), ("kultur", 2), ("social", 1)]


# When to look it over again


@pytest.mark.parametrize(
    ("reviewed", "due"),
    [
        ("2026-01-01", "2026-07-01"),
        ("2026-08-31", "2027-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2026-08-30", "2027-02-28"),
        ("2026-02-28", "2026-08-28"),
        ("2028-02-29", "2028-08-29"),
        ("2026-10-31", "2027-04-30"),
        ("2026-12-31", "2027-06-30"),
        ("2026-07-15", "2027-01-15"),
    ],
)
def test_six_months_later_is_the_same_day_or_the_months_last(reviewed: str, due: str) -> None:
    assert months_after(date.fromisoformat(reviewed), 6).isoformat() == due


@pytest.mark.parametrize(
    ("today", "state"),
    [
        ("2026-08-30", "never"),  # the day has not come
        ("2026-08-31", "ok"),
        ("2027-01-28", "ok"),
        ("2027-01-29", "soon"),
        ("2027-02-28", "soon"),
        ("2027-03-01", "overdue"),
        ("2099-01-01", "overdue"),
    ],
)
def test_the_state_changes_on_its_day(today: str, state: str) -> None:
    found = review_state(FULL, date.fromisoformat(today))
    assert found == Review(state, date(2027, 2, 28), date(2027, 1, 29))


def test_an_account_without_a_day_was_never_reviewed() -> None:
    assert review_state(replace(FULL, last_review=""), date(2026, 1, 1)) == Review("never")


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(0, 48))
def test_months_after_moves_by_months_and_never_past_the_day(day: date, months: int) -> None:
    later = months_after(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)


@given(st.dates(date(2000, 1, 1), date(2098, 12, 31)), st.integers(0, 400))
def test_time_only_makes_it_more_urgent(reviewed: date, days: int) -> None:
    order = ["ok", "soon", "overdue"]
    account = replace(FULL, last_review=reviewed.isoformat())
    states = [review_state(account, reviewed + timedelta(days=days + more)).state for more in (0, 1)]
    assert order.index(states[0]) <= order.index(states[1])


# The command line


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["account-review", *arguments])
    told = capsys.readouterr()
    return status, told.out, told.err


def test_the_command_lists_what_is_overdue_or_has_no_day(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        FULL,
        replace(FULL, name="Förr", last_review="2025-01-31"),
        replace(FULL, name="Aldrig", last_review=""),
        replace(FULL, name="Sedan", last_review="2062-01-01"),
        replace(FULL, name="Nyss", last_review="2027-02-20"),
    ]
    monkeypatch.setattr("checklists.strategy.load_strategy", lambda: replace(with_accounts(kultur=rows), shared_accounts={}))
    assert run(capsys, "--today", "2027-03-01") == (
        0,
        "was due 2025-07-31  kultur: Förr (facebook)\n"
        "was due 2027-02-28  kultur: Påhittade biblioteket (facebook)\n"
        "never reviewed  kultur: Aldrig (facebook)\n"
        "in the future (2062-01-01)  kultur: Sedan (facebook)\n",
        "",
    )
    status, out, _ = run(capsys, "--today", "2027-03-01", "--json")
    answer: dict[str, Any] = json.loads(out)
    assert status == 0
    assert answer["today"] == "2027-03-01"
    assert [(row["name"], row["due"], row["state"]) for row in answer["accounts"]] == [
        ("Förr", "2025-07-31", "overdue"),
        ("Påhittade biblioteket", "2027-02-28", "overdue"),
        ("Aldrig", None, "never"),
        ("Sedan", None, "never"),
    ]


def test_the_command_says_so_when_nothing_is_overdue(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checklists.strategy.load_strategy", lambda: replace(with_accounts(kultur=[FULL]), shared_accounts={}))
    assert run(capsys, "--today", "2026-09-01") == (0, "No account is overdue for review.\n", "")


@pytest.mark.parametrize("day", ["2026-13-01", "i dag", "", "2026-02-30"])
def test_a_wrong_day_is_one_line_and_status_2(capsys: pytest.CaptureFixture[str], day: str) -> None:
    status, out, err = run(capsys, "--today", day)
    assert (status, out) == (2, "")
    assert err == f"checklists: {day!r} is not a day such as 2026-11-27\n"


def test_without_a_day_it_reckons_from_today(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys)
    assert status == 0
    assert out.count("never reviewed  shared: ") == len(load_shared_accounts())


# What the pages say


def table(strategy: Strategy, today: date = date(2026, 11, 23)) -> str:
    return account_pages.table_of_accounts(strategy, lambda page, anchor: f"/{page}#{anchor}", today)


def test_the_table_marks_what_is_missing_and_leads_to_the_card() -> None:
    html = table(with_accounts(kultur=[FULL, Account(name="Nytt <b>", channel="x")]))
    assert 'href="/forvaltningar/kultur.md#konto-2">6 uppgifter' not in html
    assert 'href="/forvaltningar/kultur.md#konto-2">7 uppgifter' in html
    assert "Nytt &lt;b&gt;" in html
    assert "<b>" not in html
    assert "✓" not in html  # signs are the style's, words are the page's
    assert "Nästa senast 28 februari 2027" in html
    assert "Kulturförvaltningen</a>" not in html  # only those without an account are listed below
    assert ">Socialförvaltningen</a>" in html


def test_a_city_without_any_account_gets_a_sentence_instead_of_a_table() -> None:
    html = table(replace(with_accounts(), shared_accounts={}))
    assert "<table" not in html
    assert "Inget konto är inlagt än." in html


@given(st.text(max_size=30))
def test_no_cell_of_the_file_becomes_a_formula_and_all_are_read_back(text: str) -> None:
    line = account_pages.csv_line([text, "=1+1", "a;b", 'c"d'])
    assert "\n" not in line
    (cells,) = list(csv.reader(io.StringIO(line), delimiter=";"))
    assert cells[1:] == ["'=1+1", "a;b", 'c"d']
    assert not cells[0].startswith(("=", "+", "-", "@"))
    assert cells[0].removeprefix("'") == " ".join(text.split()).removeprefix("'")


def test_a_review_in_the_future_gives_the_file_no_next_day() -> None:
    ahead = Listed("kultur", 1, Account(name="Nytt", channel="x", last_review="2027-01-10"), "")
    due = account_pages.COLUMNS.index("Nästa genomgång senast")
    for today, told in ((date(2026, 11, 23), ""), (date(2027, 1, 10), "2027-07-10")):
        assert account_pages.shown(ahead, load_strategy(), today).csv.split(";")[due] == told


def test_the_mail_asks_for_what_is_missing_and_fits_an_address() -> None:
    strategy = load_strategy()
    bare = Listed("kultur", 1, Account(name="Nytt & eget", channel="x", purpose="Tipsa"), "Ja.")
    item = account_pages.shown(bare, strategy, date(2026, 11, 23))
    mail = account_pages.request("Kulturförvaltningen", [item], ["Kontakt för sociala medier"])
    assert mail["text"].splitlines()[2:] == [
        "Kulturförvaltningen",
        "Kontakt för sociala medier:",
        "",
        "Nytt & eget (X (Twitter))",
        "Länk:",
        "Målgrupp:",
        "Redaktörer:",
        "Öppet eller slutet:",
        "Senast genomgånget:",
    ]
    assert mail["query"].startswith("subject=Uppgifter%20om%20konton%3A%20Kultur")
    assert "Nytt%20%26%20eget" in mail["query"]
    many = account_pages.request("Kulturförvaltningen", [item] * 40)
    assert "body=" not in many["query"]
    assert len(many["query"]) < 200
    assert accounts.agreement(bare) == "Ja."
