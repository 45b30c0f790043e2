"""What the look promises: the two main tools first, form and result side by side where there is room, nothing lost where there is none."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.test_draft_check import DRAFT, check, result
from tests.browser.test_draft_check import PAGE as DRAFT_CHECK

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]
NARROW, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}
TOOLS = [DRAFT_CHECK, "kommentarer/hantera-en-kommentar/", "kommentarer/bemanna-svar/", "uppfoljning/folj-upp/"]


def box(place: Locator) -> dict[str, float]:
    found = place.bounding_box()
    assert found
    return {**found, "right": found["x"] + found["width"], "bottom": found["y"] + found["height"]}


def test_the_first_screen_of_a_phone_has_both_main_tools(open_page: OpenPage) -> None:
    page = open_page("", phone=True)
    for name in ("Granska ett utkast", "Hantera en kommentar"):
        assert box(page.locator(".md-content").get_by_role("link", name=name))["bottom"] < NARROW["height"], name


def test_form_and_result_stand_side_by_side_and_the_form_stays(open_page: OpenPage) -> None:
    page = open_page(DRAFT_CHECK)
    form, empty, advice = (
        page.locator("draft-check form.tool"),
        page.locator("draft-check .empty"),
        page.locator("draft-check .result"),
    )
    assert box(empty)["x"] > box(form)["right"]
    check(page, DRAFT)
    result(page)
    expect(empty).to_be_hidden()
    assert box(advice)["x"] > box(form)["right"]
    last = advice.get_by_role("button").last
    last.scroll_into_view_if_needed()
    button = page.get_by_role("button", name="Granska utkastet")
    assert 0 < box(button)["y"] < WIDE["height"], "the form has gone with the page"
    page.set_viewport_size(NARROW)
    assert box(advice)["y"] > box(form)["bottom"]
    assert box(advice)["right"] <= NARROW["width"]


@pytest.mark.parametrize("path", [TOOLS[0], *(pytest.param(path, marks=pytest.mark.long) for path in TOOLS[1:])])
def test_before_the_first_result_its_place_says_what_comes(open_page: OpenPage, path: str) -> None:
    page = open_page(path, phone=True)
    expect(page.locator(".empty")).to_be_visible()
    expect(page.locator(".empty__heading")).to_contain_text("Här visas")
    expect(page.locator('.md-footer [rel="next"], .md-footer__link--next')).to_be_hidden()
    # The menu that a wide screen has at the side is in the drawer.
    page.locator('.md-header label[for="__drawer"]').click()
    expect(page.locator(".md-nav__link--active:visible").first).to_be_visible()


def test_a_table_is_a_stop_for_the_keyboard_only_where_it_is_cut(open_page: OpenPage) -> None:
    page = open_page("utveckling/snabbhet/", phone=True)
    cut = page.locator(".md-typeset__scrollwrap[data-more]").first
    expect(cut).to_have_role("region")
    name = page.locator(".md-typeset__scrollwrap caption").first.inner_text()
    expect(cut).to_have_accessible_name(name)
    cut.focus()
    for _ in range(40):
        page.keyboard.press("ArrowRight")
    expect(page.locator(".md-typeset__scrollwrap").first).not_to_have_attribute("data-more", "")
    page.set_viewport_size({"width": 1920, "height": 900})
    expect(page.locator('.md-typeset__scrollwrap[tabindex="0"]')).to_have_count(0)
    page = open_page("utveckling/komponenter/", phone=True)
    expect(page.get_by_role("region", name="Tabell: Tabell")).to_be_visible()


def test_the_foot_leads_to_what_is_said_about_the_site(open_page: OpenPage) -> None:
    page = open_page("kommentarer/svara/")
    foot = page.get_by_role("navigation", name="Om webbplatsen")
    privacy = foot.locator('[href="../../om/integritet/"]')
    words = privacy.inner_text()
    privacy.click()
    expect(page).to_have_url(re.compile(r"/om/integritet/$"))
    expect(page.locator(".md-nav__link--active:visible").first).to_have_text(words)


@pytest.mark.parametrize(("phone", "shown"), [(False, 0), (True, 1)])
def test_the_search_has_one_picture(open_page: OpenPage, phone: bool, shown: int) -> None:
    """The looking glass on a wide screen, the arrow back in the opened search of a phone."""
    page = open_page("", phone=phone)
    if phone:
        page.locator('.md-header label[for="__search"]').first.click()
    pictures = page.locator('.md-search__icon[for="__search"] svg')
    expect(pictures).to_have_count(2)
    expect(pictures.nth(shown)).to_be_visible()
    expect(pictures.nth(1 - shown)).to_be_hidden()
