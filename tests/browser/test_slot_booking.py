"""Boka plats in a real browser, as the one who wants a slot fills it in. The days are far away, since the clock is the real one."""

from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import icalendar
import pytest
from playwright.sync_api import Locator, Page, expect

from checklists import slot_booking
from tests.browser.acts import NOT_STARTED, leaves_without_warning, mails, press
from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "publicera/boka-plats/"
ENGINE_MS = 60_000  # Python starts in the browser; on a busy computer that takes its time
OpenPage = Callable[..., Page]
TEXT = """Hej! Vi vill boka en plats i den gemensamma publiceringskalendern.

Rubrik: Vi stänger ”Slottshagens” lekplats 🛝
Förvaltning: Stadsbyggnadsförvaltningen
Kanaler: Facebook och Instagram
Önskad tid: tisdag 4 december 2040 klockan 9.05–10.05
Målsättning: Informera
Kategori: Samhällsinformation
Laddat innehåll: Nej
Svarar på kommentarer: Ulla Påhittad, sedan Bo Påhittad
Kontakt: redaktionen, Teams
Utkast: https://example.se/utkast/1

Jag bifogar också bokningen som en kalenderfil: bokning-stadsbyggnad-2040-12-04.ics."""


def start(open_page: OpenPage, **options: object) -> Page:
    page = open_page(PAGE, **options)
    page.locator("slot-booking[data-ready]").wait_for()
    return page


def fill(page: Page) -> None:
    page.get_by_label("Förvaltning", exact=True).select_option("stadsbyggnad")
    page.get_by_label("Rubrik eller första rad").fill("Vi stänger ”Slottshagens” lekplats 🛝")
    page.get_by_label("Facebook").check()
    page.get_by_label("Instagram").check()
    page.get_by_label("Målsättning").select_option(label="Informera")
    page.get_by_label("Kategori").select_option(label="Samhällsinformation")
    page.get_by_label("Länk till utkastet").fill("https://example.se/utkast/1")
    page.get_by_label("Dag", exact=True).fill("2040-12-04")
    page.get_by_label("Klockslag").fill("09:05")
    page.get_by_label("Hur länge").select_option(label="1 timme")
    page.get_by_label("Vem svarar på kommentarer?").fill("Ulla Påhittad, sedan Bo Påhittad")
    page.get_by_label("Vem kan svara på frågor").fill("redaktionen, Teams")


def booked(page: Page) -> Locator:
    """Make the booking and return its text."""
    press(page, "Gör bokningen")
    expect(page.get_by_role("heading", name="Din bokning")).to_be_focused(timeout=ENGINE_MS)
    return page.locator('[data-part="text"]')


def told(page: Page) -> Locator:
    return page.locator('[data-part="result-status"]')


def test_fill_in_book_and_take_it_along(open_page: OpenPage) -> None:
    page = start(open_page, permissions=["clipboard-read", "clipboard-write"])
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.url + (request.post_data or "")))
    fill(page)
    page.get_by_label("Vart mejlar du bokningen?").fill("kalendern@example.se")
    assert booked(page).text_content() == TEXT
    assert not leaves_without_warning(page)
    with page.expect_download() as download:
        press(page, "Ladda ner kalenderfilen")
    assert download.value.suggested_filename == "bokning-stadsbyggnad-2040-12-04.ics"
    (event,) = icalendar.Calendar.from_ical(download.value.path().read_bytes()).walk("VEVENT")
    assert event.decoded("DTSTART").isoformat() == "2040-12-04T09:05:00+01:00"
    assert event["SUMMARY"] == "Vi stänger ”Slottshagens” lekplats 🛝 (Facebook och Instagram)"
    expect(told(page)).to_have_text("Kalenderfilen är nedladdad som bokning-stadsbyggnad-2040-12-04.ics.")
    assert leaves_without_warning(page)
    press(page, "Kopiera texten")
    expect(told(page)).to_have_text("Texten är kopierad.")
    assert page.evaluate("navigator.clipboard.readText()") == TEXT

    opened = mails(page)
    press(page, "Öppna mejlet")
    expect(told(page)).to_contain_text("Bifoga kalenderfilen.")
    parts = urlsplit(opened[0])
    assert (parts.scheme, unquote(parts.path)) == ("mailto", "kalendern@example.se")
    query = parse_qs(parts.query)
    assert query["subject"] == ["Bokning i publiceringskalendern: Vi stänger ”Slottshagens” lekplats 🛝"]
    assert query["body"] == [TEXT.replace("\n", "\r\n")]

    page.get_by_label("Rubrik eller första rad").fill("å" * 290)
    expect(page.get_by_text("Du har ändrat i formuläret.")).to_be_visible()
    expect(page.get_by_role("button", name="Ladda ner kalenderfilen")).to_be_hidden()
    assert page.locator('[data-part="text"]').text_content() == slot_booking.template()
    booked(page)
    press(page, "Öppna mejlet")
    expect(told(page)).to_contain_text("Texten är för lång för att följa med: kopiera den och klistra in.")
    assert parse_qs(urlsplit(opened[1]).query).keys() == {"subject"}

    page.get_by_label("Rubrik eller första rad").fill("Hemligheten Zyxelplåt")
    page.get_by_label("Rubrik eller första rad").press("Enter")
    expect(page.get_by_role("heading", name="Din bokning")).to_be_focused()
    stored = page.evaluate(
        "JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie + location.href + document.title"
    )
    assert "Zyxel" not in stored
    assert [url for url in sent if "Zyxel" in url] == []


def test_what_is_missing_is_told_at_the_field_and_goes_when_put_right(open_page: OpenPage) -> None:
    page = start(open_page)
    press(page, "Gör bokningen")
    errors = page.locator(".errors")
    expect(errors).to_be_focused()
    assert [line.inner_text() for line in errors.locator("a").all()] == [
        "Välj förvaltning.",
        "Skriv inläggets rubrik eller första rad.",
        "Välj minst en kanal.",
        "Välj målsättning.",
        "Välj kategori.",
        "Välj vilken dag inlägget ska gå ut.",
        "Skriv klockslaget, till exempel 10.30.",
        "Skriv vem som svarar på kommentarer.",
        "Skriv vem som kan svara på frågor om inlägget, och hur personen nås.",
    ]
    assert page.title().startswith("Fel: ")
    errors.get_by_role("link", name="Välj minst en kanal.").click()
    expect(page.get_by_label("Facebook")).to_be_focused()
    fill(page)
    expect(errors).to_be_hidden()
    assert page.locator(".field__error:visible").count() == 0
    assert not page.title().startswith("Fel: ")
    page.get_by_label("Vart mejlar du bokningen?").fill("kalendern")
    page.get_by_label("Dag", exact=True).fill("")
    page.get_by_label("Dag", exact=True).press_sequentially("12")
    press(page, "Gör bokningen")
    assert [line.inner_text() for line in errors.locator("a").all()] == [
        "Skriv hela dagen: år, månad och dag.",
        "Skriv hela mejladressen, till exempel namn@helsingborg.se, eller lämna fältet tomt.",
    ]


def test_clearing_asks_first_and_leaves_nothing(open_page: OpenPage) -> None:
    page = start(open_page)
    fill(page)
    page.get_by_label("Innehållet är laddat").check()
    page.once("dialog", lambda dialog: dialog.dismiss())
    press(page, "Rensa formuläret")
    assert page.get_by_label("Klockslag").input_value() == "09:05"
    page.once("dialog", lambda dialog: dialog.accept())
    press(page, "Rensa formuläret")
    expect(page.get_by_text("Formuläret är tomt.")).to_be_visible()
    expect(page.get_by_label("Förvaltning", exact=True)).to_be_focused()
    assert page.get_by_label("Klockslag").input_value() == ""
    assert page.get_by_label("Hur länge").input_value() == "30"
    assert leaves_without_warning(page)


BAD = [
    ({"Dag": "2027-03-28", "Klockslag": "02:30"}, "time", "Det klockslaget finns inte den natten"),
    ({"Dag": "2199-01-01"}, "date", "Välj en dag under åren"),
    ({"Rubrik eller första rad": "x" * 301}, "title", "Texten är för lång. Skriv högst 300 tecken."),
]


def test_what_only_the_engine_sees_is_told_and_hinders_nothing_that_is_possible(open_page: OpenPage) -> None:
    page = start(open_page)
    for values, field, sentence in BAD:
        fill(page)
        for label, value in values.items():
            page.get_by_label(label, exact=True).fill(value)
        press(page, "Gör bokningen")
        expect(page.locator(f'[data-field="{field}"] .field__error')).to_contain_text(sentence, timeout=ENGINE_MS)
        expect(page.locator(".errors")).to_contain_text(sentence)
        for label, value in values.items():
            assert page.get_by_label(label, exact=True).input_value() == value

    fill(page)
    page.get_by_label("Dag", exact=True).fill("2024-11-22")  # a time that has been is asked about
    press(page, "Gör bokningen")
    expect(page.get_by_role("heading", name="Tiden har redan varit.")).to_be_focused()
    assert violations(page) == []
    press(page, "Ändra dagen")
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    press(page, "Den stämmer, gör bokningen")
    expect(page.get_by_role("heading", name="Din bokning")).to_be_focused()
    assert "fredag 22 november 2024" in (page.locator('[data-part="text"]').text_content() or "")

    warning = page.locator('[data-part="timing"]')
    page.get_by_label("Dag", exact=True).fill("2040-11-30")
    page.get_by_label("Klockslag").fill("15:45")
    expect(warning).to_be_hidden()
    page.get_by_label("Innehållet är laddat").check()
    expect(warning).to_contain_text("Det är sent på en fredag.")
    expect(warning).to_contain_text("Vårt råd: publicera tidigast måndag 3 december klockan 8.00.")
    expect(page.get_by_role("link", name="Skriv frågor och svar till kontaktcenter")).to_be_visible()
    assert "Laddat innehåll: Ja" in (booked(page).text_content() or "")
    press(page, "Byt till den tiden")
    expect(warning).to_be_hidden()
    assert page.get_by_label("Dag", exact=True).input_value() == "2040-12-03"
    assert page.get_by_label("Klockslag").input_value() == "08:00"
    expect(page.get_by_label("Dag", exact=True)).to_be_focused()
    page.get_by_label("Klockslag").fill("19:00")
    expect(warning).to_contain_text("utanför arbetstid")
    page.get_by_label("Innehållet är laddat").uncheck()
    expect(warning).to_be_hidden()


def test_without_javascript_the_template_stands_there(open_page: OpenPage) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    expect(page.get_by_text("Formuläret har inte startat.")).to_be_visible()
    assert page.locator('[data-part="text"]').text_content() == slot_booking.template()
    assert page.get_by_role("button", name="Gör bokningen").count() == 0


def test_where_the_engine_does_not_start_it_is_told_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = open_page(PAGE, expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")  # one that has started already would live on
    page.context.route("**/worker.js", lambda route: route.abort())
    page.reload()
    page.locator("slot-booking[data-ready]").wait_for()
    fill(page)
    press(page, "Gör bokningen")
    expect(page.get_by_role("heading", name=NOT_STARTED)).to_be_focused(timeout=ENGINE_MS)
    expect(page.get_by_text("Det du har skrivit finns kvar.")).to_be_visible()
    assert page.get_by_label("Klockslag").input_value() == "09:05"


@pytest.mark.parametrize(("scheme", "phone"), [("light", False), ("dark", True)])
def test_axe_finds_nothing_in_any_state(open_page: OpenPage, scheme: str, phone: bool) -> None:
    page = start(open_page, color_scheme=scheme, phone=phone)
    press(page, "Gör bokningen")
    assert violations(page) == []
    fill(page)
    page.get_by_label("Klockslag").fill("20:00")
    page.get_by_label("Innehållet är laddat").check()
    booked(page)
    expect(page.locator('[data-part="timing"]')).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    if phone:
        small: list[Any] = page.evaluate(
            """() => [...document.querySelectorAll("slot-booking :is(button, select, input:not([type=checkbox]), .faq-check)")]
                .filter(node => node.offsetParent).map(node => [node.textContent || node.id, node.getBoundingClientRect().height])
                .filter(([, height]) => height < 43.99)"""
        )
        assert small == []
