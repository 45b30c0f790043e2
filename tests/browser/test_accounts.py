"""Alla konton in a real browser, with accounts of the test's own put in the place of the city's few."""

import csv
import io
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from playwright.sync_api import Page, Route, expect

from checklists.strategy import load_strategy
from checklists.strategy.schema import Account
from macros import account_pages
from tests.browser.acts import set_clock
from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "konton/alla-konton/"
NOW = "2026-11-23T09:00:00+01:00"
OpenPage = Callable[..., Page]
SHARED = [f"Stadens konto på {name}" for name in ("Facebook", "Instagram", "LinkedIn", "X")]
MADE_UP = {
    "kultur": (
        Account(
            "Påhittade biblioteket",
            "facebook",
            "https://example.com/b",
            "Tipsa om böcker",
            "Barnfamiljer",
            "två redaktörer",
            "Ja",
            "open",
            "2026-11-01",
        ),
        Account("Påhittade biblioteket", "instagram", audience="=2+3", access="open", last_review="2026-05-30"),
        Account("Åldermannens kanal med ett namn som är långt", "linkedin", access="closed", last_review="2026-01-15"),
    ),
    "social": (Account("Zebran", "instagram", access="closed"), Account("Öppna dörren", "x", last_review="2062-01-01")),
}


def fixture_table(prefix: str = "../../") -> str:
    strategy = load_strategy()
    departments = {key: replace(item, accounts=MADE_UP.get(key, ())) for key, item in strategy.departments.items()}

    def link(page: str, anchor: str = "") -> str:
        return f"{prefix}{page.removesuffix('index.md').removesuffix('.md')}/#{anchor}"

    return account_pages.table_of_accounts(replace(strategy, departments=departments), link, date(2026, 11, 22))


def start(open_page: OpenPage, hash_: str = "", **options: object) -> Page:
    """Open the page with the made-up accounts in it."""
    page = open_page("om/", **options)
    address = page.url.removesuffix("om/") + PAGE

    def fulfill(route: Route) -> None:
        response = route.fetch()
        body, count = re.subn(r"<account-table.*?</account-table>", lambda _: wanted, response.text(), flags=re.DOTALL)
        assert count == 1
        route.fulfill(response=response, body=body)

    wanted = re.search(r"<account-table.*</account-table>", fixture_table(), re.DOTALL)[0]  # type: ignore[index]
    page.context.route(address, fulfill)
    set_clock(page, NOW)
    page.goto(address + hash_)
    if options.get("java_script_enabled") is not False:
        page.locator("account-table[data-ready]").wait_for()
    return page


def names(page: Page) -> list[str]:
    return [row.inner_text() for row in page.locator(".account-list tbody tr:visible th").all()]


def count(page: Page) -> str:
    return page.locator('[data-part="count"]').inner_text()


def address_of(page: Page) -> str:
    return page.url.partition("#")[2]


def test_the_citys_own_page_lists_the_shared_accounts(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.locator("account-table[data-ready]").wait_for()
    assert set(SHARED) <= set(names(page))
    page.get_by_role("row", name="Stadens konto på LinkedIn").get_by_role("link", name="uppgifter om").click()
    card = page.get_by_role("region", name="Stadens konto på LinkedIn")
    expect(card.get_by_role("heading")).to_be_in_viewport()
    assert card.locator(".fill-in").count() == 7


def test_without_javascript_the_whole_table_stands_there(open_page: OpenPage) -> None:
    page = start(open_page, java_script_enabled=False)
    assert len(names(page)) == 9
    expect(page.get_by_label("Kanal")).to_be_hidden()
    expect(page.get_by_role("button", name="Ladda ner")).to_be_hidden()
    expect(page.get_by_text("9 konton")).to_be_visible()
    assert page.get_by_role("cell", name="Snart dags: senast 30 november 2026").count() == 1


CHOICES: list[tuple[dict[str, str | bool], str, list[str]]] = [
    ({"Förvaltning": "Kulturförvaltningen"}, "3 av 9 konton", ["Påhittade biblioteket"] * 2 + ["Åldermannens"]),
    ({"Förvaltning": "Socialförvaltningen", "Kanal": "X (Twitter)"}, "1 av 9 konton", ["Öppna dörren"]),
    ({"Öppet eller slutet": "Slutet"}, "2 av 9 konton", ["Åldermannens", "Zebran"]),
    ({"Öppet eller slutet": "Inte ifyllt"}, "5 av 9 konton", [*SHARED, "Öppna dörren"]),
    ({"Förvaltning": "Kulturförvaltningen", "Saknar uppgifter": True}, "2 av 9 konton", ["Påhittade", "Åldermannens"]),
    ({"Dags att se över": True, "Kanal": "Instagram"}, "2 av 9 konton", [SHARED[1], "Zebran"]),
]


def test_filters_show_what_fits_and_the_address_shows_it_to_others(open_page: OpenPage) -> None:
    page = start(open_page)
    assert count(page) == "9 konton"
    for chosen, told, shown in CHOICES:
        for label, value in chosen.items():
            if value is True:
                page.get_by_label(label).check()
            else:
                page.get_by_label(label, exact=True).select_option(label=str(value))
        assert count(page) == told
        found = names(page)
        assert len(found) == len(shown)
        assert all(name.startswith(start_) for name, start_ in zip(found, shown, strict=True))
        hash_ = address_of(page)
        page.get_by_role("button", name="Visa alla konton").click()
        assert (count(page), address_of(page)) == ("9 konton", "")
        page.evaluate("hash => { location.hash = hash; }", hash_)
        expect(page.locator('[data-part="count"]')).to_have_text(told)
        assert names(page) == found
        page.evaluate("location.hash = '#x=1'")
        expect(page.locator('[data-part="count"]')).to_have_text("9 konton")


def test_an_address_that_chooses_nothing_shows_everything(open_page: OpenPage) -> None:
    page = start(open_page, "#kanal=tiktok&forvaltning=&x=1&sortera=pris")
    assert count(page) == "9 konton"
    page.evaluate("location.hash = '#kanal=instagram'")
    expect(page.locator('[data-part="count"]')).to_have_text("3 av 9 konton")
    page.evaluate("location.hash = '#stadsgemensamma'")  # a link within the page chooses nothing and undoes nothing
    page.wait_for_timeout(100)
    assert count(page) == "3 av 9 konton"
    page.evaluate("location.hash = '#='")
    expect(page.locator('[data-part="count"]')).to_have_text("9 konton")


def test_nothing_fits_and_back_to_everything(open_page: OpenPage) -> None:
    page = start(open_page)
    page.get_by_label("Förvaltning", exact=True).select_option(label="Socialförvaltningen")
    page.get_by_label("Kanal").select_option(label="Facebook")
    assert count(page) == "0 av 9 konton"
    expect(page.get_by_text("Inget konto passar.")).to_be_visible()
    expect(page.locator(".account-list")).to_be_hidden()
    page.get_by_role("button", name="Ladda ner").press("Enter")
    expect(page.get_by_text("Det finns inget konto att ladda ner.")).to_be_visible()
    assert violations(page) == []
    page.get_by_role("button", name="Visa alla konton").click()
    expect(page.get_by_label("Förvaltning", exact=True)).to_be_focused()
    assert (count(page), address_of(page)) == ("9 konton", "")
    expect(page.get_by_role("button", name="Visa alla konton")).to_be_hidden()


def test_columns_sort_both_ways_in_swedish(open_page: OpenPage) -> None:
    page = start(open_page)
    heads = {name: page.get_by_role("columnheader", name=name) for name in ("Konto", "Förvaltning", "Senast genomgånget")}
    assert heads["Förvaltning"].get_attribute("aria-sort") == "ascending"
    assert heads["Konto"].get_attribute("aria-sort") is None
    heads["Konto"].get_by_role("button").press("Enter")
    assert heads["Konto"].get_attribute("aria-sort") == "ascending"
    assert heads["Förvaltning"].get_attribute("aria-sort") is None
    assert [name[:2] for name in names(page)] == ["På", "På", "St", "St", "St", "St", "Ze", "Ål", "Öp"]
    assert address_of(page) == "sortera=konto"
    expect(heads["Konto"].get_by_role("button")).to_be_focused()
    heads["Konto"].get_by_role("button").click()
    assert heads["Konto"].get_attribute("aria-sort") == "descending"
    assert names(page)[0] == "Öppna dörren"
    heads["Senast genomgånget"].get_by_role("button").click()
    assert [name[:2] for name in names(page)] == ["Ze", "St", "St", "St", "St", "Ål", "På", "På", "Öp"]
    heads["Förvaltning"].get_by_role("button").click()
    assert names(page)[:4] == SHARED
    assert address_of(page) == ""


def test_the_file_holds_what_is_shown_and_no_formula(open_page: OpenPage) -> None:
    page = start(open_page)
    page.get_by_label("Förvaltning", exact=True).select_option(label="Kulturförvaltningen")
    with page.expect_download() as download:
        page.get_by_role("button", name="Ladda ner").click()
    assert download.value.suggested_filename == "konton.csv"
    text = download.value.path().read_bytes().decode()
    assert text.startswith("\ufeffKonto;Förvaltning;Kanal;Länk;Syfte;Målgrupp;Redaktörer;Kontaktcenter;Öppet eller slutet;")
    assert text.endswith("\r\n")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff")), delimiter=";"))
    assert [row["Kanal"] for row in rows] == ["Facebook", "Instagram", "LinkedIn"]
    assert rows[0]["Nästa genomgång senast"] == "2027-05-01"
    assert rows[0]["Saknar uppgifter om"] == ""
    assert rows[1]["Målgrupp"] == "'=2+3"
    assert rows[1]["Saknar uppgifter om"] == "länk, syfte, redaktörer, kontaktcenter"
    assert rows[2]["Öppet eller slutet"] == "Slutet"
    expect(page.get_by_text("3 konton är nedladdade som konton.csv.")).to_be_visible()


def test_the_link_to_what_is_chosen_is_copied(open_page: OpenPage) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Kanal").select_option(label="Instagram")
    page.get_by_role("button", name="Kopiera länk").click()
    expect(page.get_by_text("Länken är kopierad.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(PAGE + "#kanal=instagram")


CLOCKS = [
    ("2026-10-31T12:00:00+01:00", "Dagen ligger i framtiden, så den räknas inte. Rätta den."),
    ("2026-11-01T00:00:00+01:00", "Nästa senast 1 maj 2027"),
    ("2027-04-01T12:00:00+02:00", "Snart dags: senast 1 maj 2027"),
    ("2027-05-01T23:59:00+02:00", "Snart dags: senast 1 maj 2027"),
    ("2027-05-02T00:00:00+02:00", "Försenad: skulle ha gjorts senast 1 maj 2027"),
]


def test_the_visitors_clock_says_what_is_overdue(open_page: OpenPage) -> None:
    page = start(open_page)
    for now, told in CLOCKS:
        set_clock(page, now)
        page.goto(page.url.partition("#")[0])
        page.locator("account-table[data-ready]").wait_for()
        row = page.locator("tbody tr").nth(4)
        assert [line.inner_text() for line in row.locator("[data-when]:visible").all()] == [told]
        page.get_by_label("Dags att se över").check()
        expect(row).to_be_visible(visible="Nästa" not in told and "Snart" not in told)


def test_on_a_phone_the_rows_are_cards_that_sort_too(open_page: OpenPage) -> None:
    page = start(open_page, phone=True)
    page.get_by_label("Sortera efter").select_option(label="Äldst genomgång först")
    assert names(page)[5].startswith("Åldermannens")
    assert address_of(page) == "sortera=genomgang"
    row = page.get_by_role("row", name="Zebran")
    assert row.get_by_role("cell").count() == 6
    assert page.get_by_role("columnheader").count() == 0
    small = page.evaluate(
        """() => [...document.querySelectorAll("account-table :is(button, select, .tick)")].filter(node => node.offsetParent)
            .map(node => [node.textContent, node.getBoundingClientRect().height]).filter(([, height]) => height < 43.99)"""
    )
    assert small == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.locator('[data-part="region"]').evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize(("scheme", "phone"), [("light", False), ("dark", True)])
def test_axe_finds_nothing(open_page: OpenPage, scheme: str, phone: bool) -> None:
    assert violations(start(open_page, color_scheme=scheme, phone=phone)) == []
