"""The pages about comments in a real browser: the picture of the questions, the decision table on a phone, the drafts to copy."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from checklists.strategy import load_reasons, load_replies

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]


def test_on_a_phone_the_picture_scrolls_in_its_own_region_and_by_keyboard(open_page: OpenPage) -> None:
    page = open_page("kommentarer/fraga-for-fraga/", phone=True)
    region = page.get_by_role("region", name="Bild över frågorna")
    assert region.evaluate("node => node.scrollWidth > node.clientWidth + 100")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    region.focus()
    page.keyboard.press("ArrowRight")
    expect(region).not_to_have_js_property("scrollLeft", 0)


def test_no_text_in_the_picture_runs_out_of_its_place(open_page: OpenPage) -> None:
    """The layout estimates how wide a text is; here the font says it."""
    page = open_page("kommentarer/fraga-for-fraga/")
    page.evaluate("document.fonts.ready")
    outside = page.evaluate("""() => [...document.querySelectorAll('.flow__question, .flow__end')].filter((group) => {
        const [box, text] = [group.querySelector('rect'), group.querySelector('text')].map((node) => node.getBBox());
        return text.x < box.x || text.y < box.y || text.x + text.width > box.x + box.width || text.y + text.height > box.y + box.height;
    }).map((group) => group.textContent)""")
    assert outside == []
    widest = page.evaluate("""() => [...document.querySelectorAll('.flow__answer')]
        .map((node) => [node.textContent, node.getBBox()])
        .filter(([, box]) => box.width > (box.x < 300 ? 138 : 192) + 6).map(([text]) => text)""")
    assert widest == []


def test_the_picture_has_a_name_and_leads_to_its_text(open_page: OpenPage) -> None:
    page = open_page("kommentarer/fraga-for-fraga/")
    expect(page.get_by_role("img", name="Frågorna som leder till")).to_be_visible()
    page.get_by_role("link", name="Läs samma sak som text").click()
    expect(page).to_have_url(re.compile("#som-text$"))
    expect(page.get_by_role("heading", name="Frågorna som text")).to_be_in_viewport()


def test_the_ends_differ_in_more_than_colour(open_page: OpenPage) -> None:
    page = open_page("kommentarer/fraga-for-fraga/", forced_colors="active")
    words = page.locator(".flow__end").evaluate_all("nodes => nodes.map((node) => node.textContent.trim().length)")
    assert words
    assert all(words)


@pytest.mark.parametrize("phone", [True, False])
def test_the_decision_table_is_a_table_on_a_phone_too(open_page: OpenPage, phone: bool) -> None:
    page = open_page("kommentarer/", phone=phone)
    table = page.get_by_role("table", name="Från det strängaste")
    for reason in load_reasons().values():
        expect(table.get_by_role("rowheader", name=reason.name, exact=True)).to_be_visible()
    assert table.evaluate("node => node.getBoundingClientRect().right <= innerWidth")


def test_a_draft_is_copied_as_it_stands(open_page: OpenPage) -> None:
    page = open_page("kommentarer/svarsmallar/", permissions=["clipboard-read", "clipboard-write"])
    reply = load_replies()["holding"]
    copy = page.locator("section", has=page.get_by_role("heading", name=reply.name)).get_by_role("button")
    copy.click()
    expect(copy).to_have_text("Kopierad")
    expect(page.get_by_role("status").filter(has_text="Kopierad")).to_be_attached()
    assert page.evaluate("navigator.clipboard.readText()") == reply.text.strip()


def test_without_a_script_the_drafts_are_there(open_page: OpenPage) -> None:
    page = open_page("kommentarer/svarsmallar/", java_script_enabled=False)
    expect(page.get_by_text("Det vill jag ge dig ett säkert svar på")).to_be_visible()
    expect(page.get_by_role("button", name="Kopiera")).to_have_count(0)


def test_printed_the_picture_fits_the_page(open_page: OpenPage) -> None:
    page = open_page("kommentarer/fraga-for-fraga/")
    page.set_viewport_size({"width": 700, "height": 1000})
    page.emulate_media(media="print")
    assert page.locator(".flow__picture").evaluate("node => node.getBoundingClientRect().right <= innerWidth")
