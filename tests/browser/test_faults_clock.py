"""A computer in another time zone, or with a clock that is wrong: days and times are Sweden's, and odd years are told."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import press
from tests.browser.test_draft_check import BOOT_MS
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
MONTH = "checklistor/manadens-slut/"
ZONES = ["America/New_York", "Asia/Tokyo", "Pacific/Kiritimati", "Pacific/Pago_Pago"]
# Moments on either side of a Swedish midnight, summer time's beginning and end, and what a Swedish clock shows.
MOMENTS = {
    "2026-11-23T23:30:00Z": ("2026-11-24", "tisdag 24 november 2026 klockan 0.30"),
    "2026-11-24T22:59:00Z": ("2026-11-24", "tisdag 24 november 2026 klockan 23.59"),
    "2026-03-29T00:59:00Z": ("2026-03-29", "söndag 29 mars 2026 klockan 1.59"),
    "2026-03-29T01:00:00Z": ("2026-03-29", "söndag 29 mars 2026 klockan 3.00"),
    "2026-10-25T00:30:00Z": ("2026-10-25", "söndag 25 oktober 2026 klockan 2.30"),
    "2026-10-25T01:30:00Z": ("2026-10-25", "söndag 25 oktober 2026 klockan 2.30"),
    "1970-01-01T00:00:00Z": ("1970-01-01", "torsdag 1 januari 1970 klockan 1.00"),
    "2099-12-31T23:30:00Z": ("2100-01-01", "fredag 1 januari 2100 klockan 0.30"),
}
ASK = """async (moments) => {
  const { moment, swedish, today } = await import(document.querySelector('script[src*="widgets.js"]').src.replace("widgets.js", "calendar.js"));
  return Object.fromEntries(moments.map((told) => [told, [swedish(new Date(told)).slice(0, 10), moment(new Date(told))]]));
}"""


@pytest.fixture
def abroad(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page on a computer in a time zone, where it is `now`."""
    opened: list[Page] = []
    trouble: list[str] = []

    def open_(path: str, zone: str, now: str = "") -> Page:
        page = watched(browser, address, trouble, now=now, timezone=zone)
        opened.append(page)
        page.goto(address + path)
        return page

    yield open_
    for page in opened:
        page.context.close()
    assert trouble == []


@pytest.mark.parametrize("zone", [ZONES[0], *(pytest.param(zone, marks=pytest.mark.long) for zone in ZONES[1:])])
def test_a_swedish_clock_anywhere(abroad: Callable[..., Page], zone: str) -> None:
    page = abroad(MONTH, zone)
    assert page.evaluate("Intl.DateTimeFormat().resolvedOptions().timeZone") == zone
    assert page.evaluate(ASK, list(MOMENTS)) == {told: list(shown) for told, shown in MOMENTS.items()}


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", pytest.param("America/New_York", marks=pytest.mark.long)])
def test_ticks_receipts_and_fields_have_swedens_day_and_time(abroad: Callable[..., Page], zone: str) -> None:
    page = abroad(MONTH, zone, "2026-11-24T23:10:00+01:00")
    page.locator("task-list[data-ready]").wait_for()
    page.get_by_label("Antalet nya följare").check()
    kept = json.loads(page.evaluate("localStorage.getItem('checklists:tasks:month-end')"))
    assert kept["ticked"] == {"followers": "2026-11-24"}
    with page.expect_download() as download:
        press(page, "Ladda ner kvitto")
    assert download.value.suggested_filename.endswith("2026-11-24.txt")
    page.goto(page.url.replace(MONTH, "kommentarer/fragor-till-kontaktcenter/"))
    page.locator("kc-faq[data-ready]").wait_for()
    page.locator('[name="published"]').fill("2026-11-25T09:05")
    expect(page.locator('kc-faq [data-part="preview"]')).to_contain_text("onsdag 25 november 2026 klockan 9.05")
    expect(page.locator('kc-faq [data-part="preview"]')).to_contain_text("tisdag 24 november 2026 klockan 23.10")


@pytest.mark.long
@pytest.mark.parametrize("zone", ["Asia/Tokyo", "America/New_York"])
def test_deadlines_and_publishing_times_are_swedens(abroad: Callable[..., Page], zone: str) -> None:
    page = abroad("kommentarer/hantera-en-kommentar/", zone, "2026-11-24T09:05:00+01:00")
    page.locator("comment-helper[data-ready]").wait_for()
    page.locator("#helper-text").fill("När öppnar badet i Råå?")
    page.evaluate("document.querySelector('comment-helper details').open = true")
    page.locator("#helper-received").fill("2026-11-27T15:45")
    press(page, "Få råd")
    expect(page.locator('comment-helper [data-part="result"]')).to_contain_text("måndag 30 november", timeout=BOOT_MS)
    page.goto(page.url.replace("kommentarer/hantera-en-kommentar/", "publicera/granska-utkast/"))
    page.locator("draft-check[data-ready]").wait_for()
    page.get_by_label("Ditt utkast").fill("Avgiften för simhallen höjs från den 1 januari.")
    page.get_by_label("Innehållet är laddat").check()
    page.get_by_label("Planerad tid").fill("2026-11-27T16:00")
    press(page, "Granska utkastet")
    expect(page.locator('[data-part="timing-text"]')).to_contain_text("måndag 30 november", timeout=BOOT_MS)


@pytest.mark.long
@pytest.mark.parametrize("now", ["1970-01-01T00:00:00Z", "2099-07-01T10:00:00Z"])
@pytest.mark.parametrize(
    "path",
    [
        MONTH,
        "introduktion/sa-later-vi/",
        "konton/alla-konton/",
        "kommentarer/bemanna-svar/",
        "kommentarer/fragor-till-kontaktcenter/",
        "publicera/boka-plats/",
        "uppfoljning/folj-upp/",
    ],
)
def test_a_clock_that_is_wrong_breaks_nothing(abroad: Callable[..., Page], now: str, path: str) -> None:
    page = abroad(path, "Europe/Stockholm", now)
    page.locator("[data-ready]").first.wait_for()
    page.wait_for_timeout(500)
    expect(page.locator(".notice--script").locator("visible=true")).to_have_count(0)


@pytest.mark.long
@pytest.mark.parametrize("year", ["1970", "2099"])
def test_a_year_without_a_table_is_told_at_the_field(abroad: Callable[..., Page], year: str) -> None:
    page = abroad("kommentarer/bemanna-svar/", "Asia/Tokyo", f"{year}-07-01T10:00:00Z")
    page.locator("reply-roster[data-ready]").wait_for()
    press(page, "Fyll i ett exempel")
    page.get_by_label("Första veckan").fill(f"{year}-07-01")
    press(page, "Gör schemat")
    expect(page.locator("reply-roster .errors")).to_contain_text("2024–2045", timeout=BOOT_MS)
