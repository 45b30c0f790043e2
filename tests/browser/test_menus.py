"""The menus, the search and the skip link with the keyboard alone, also where the window is as narrow as at 400 % zoom."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import violations
from tests.browser.focus import name, tab_to, wrong_with_focus

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]
NARROW = {"width": 320, "height": 640}
PAGE = "kommentarer/svara/"


def narrow(open_page: OpenPage, path: str = PAGE) -> Page:
    page = open_page(path, phone=True)
    page.set_viewport_size(NARROW)
    page.keyboard.press("Shift")  # the first key fetches what the menus lack
    page.wait_for_load_state("networkidle")
    return page


def expanded(page: Page) -> str:
    return str(page.evaluate("document.activeElement.ariaExpanded"))


def test_the_skip_link_leads_past_the_menus(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    page.keyboard.press("Tab")
    assert name(page) == "Gå till innehållet"
    assert wrong_with_focus(page) == ""
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("!!document.activeElement.closest('article')")


def test_a_closed_menu_has_no_stops(open_page: OpenPage) -> None:
    page = narrow(open_page)
    for _ in range(6):
        page.keyboard.press("Tab")
        assert wrong_with_focus(page) == ""
    assert page.evaluate("!!document.activeElement.closest('article')")


@pytest.mark.parametrize("key", ["Enter", pytest.param(" ", marks=pytest.mark.long)])
def test_to_another_part_of_the_site_through_the_menu(open_page: OpenPage, key: str) -> None:
    page = narrow(open_page)
    tab_to(page, "Meny")
    assert expanded(page) == "false"
    page.keyboard.press(key)
    # It opens where you are, with the way back first.
    expect(page.locator("label.md-nav__title:has(:focus)")).to_contain_text("Tillbaka från")
    assert wrong_with_focus(page) == ""
    assert violations(page) == []
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    tab_to(page, "Sidorna under Konton")
    assert expanded(page) == "false"
    page.keyboard.press(key)
    expect(page.locator("label.md-nav__title:has(:focus)")).to_contain_text("Konton")
    page.wait_for_timeout(300)
    tab_to(page, "Ansvar")
    root = page.url.partition("kommentarer/")[0]
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{root}konton/ansvar/")


def test_escape_closes_the_menu_and_gives_the_focus_back(open_page: OpenPage) -> None:
    page = narrow(open_page)
    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert (name(page), expanded(page)) == ("Meny", "false")
    expect(page.locator(".md-sidebar--primary")).not_to_be_visible()


def test_what_is_on_the_page_is_reached_through_the_menu(open_page: OpenPage) -> None:
    page = narrow(open_page)
    tab_to(page, "Meny")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    tab_to(page, "På den här sidan: Svara")
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    assert name(page) == "Tillbaka från Innehållsförteckning"
    page.keyboard.press("Tab")
    assert wrong_with_focus(page) == ""
    page.keyboard.press("Enter")
    expect(page.locator(".md-sidebar--primary")).not_to_be_visible()
    assert "#" in page.url


@pytest.mark.parametrize("phone", [pytest.param(False, marks=pytest.mark.long), True])
def test_from_a_word_to_a_page_by_search(open_page: OpenPage, phone: bool) -> None:
    page = narrow(open_page, "") if phone else open_page("")
    tab_to(page, "Sök")
    if phone:
        page.keyboard.press("Enter")
    field = page.get_by_role("textbox", name="Sök")
    expect(field).to_be_focused()
    expect(field).to_have_accessible_description("Pil ned går till träffarna, Escape stänger.")
    page.keyboard.type("diarieföra", delay=30)
    told = page.get_by_role("search").get_by_role("status")
    expect(told).to_contain_text("sökresultat", timeout=20_000)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.md-search-result') !== null")
    assert wrong_with_focus(page) == ""
    page.keyboard.press("Escape")
    page.wait_for_timeout(400)
    assert not page.locator("#__search").is_checked()
    page.keyboard.press("Tab")
    assert wrong_with_focus(page) == ""


@pytest.mark.parametrize("key", ["f", *(pytest.param(key, marks=pytest.mark.long) for key in "s/pn,.")])
def test_no_letter_is_a_shortcut(open_page: OpenPage, key: str) -> None:
    """Who steers by voice would press them without meaning to (WCAG 2.1.4)."""
    page = open_page(PAGE)
    page.wait_for_load_state("networkidle")
    address = page.url
    page.keyboard.press(key)
    page.wait_for_timeout(300)
    assert (page.url, page.evaluate("document.activeElement.localName")) == (address, "body")


def test_light_and_dark_by_arrow(open_page: OpenPage) -> None:
    page = open_page(PAGE, color_scheme="light")
    tab_to(page, "Ljust läge")
    page.keyboard.press("ArrowRight")
    expect(page.locator('body[data-md-color-scheme="slate"]')).to_be_attached()
    assert name(page) == "Mörkt läge"
    assert wrong_with_focus(page) == ""


def test_a_wide_table_can_be_scrolled_with_the_keyboard(open_page: OpenPage) -> None:
    page = narrow(open_page, "publicera/kategorier/")
    table = page.locator(".md-typeset__scrollwrap").first
    expect(table).to_have_attribute("tabindex", "0")
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_timeout(500)  # it glides
    assert table.evaluate("(table) => table.scrollLeft") > 0
    page.set_viewport_size({"width": 1280, "height": 900})
    expect(table).not_to_have_attribute("tabindex", "0")
