"""Every kind of page in a real browser: no outside request, no error, no sideways scroll, nothing that axe-core finds."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import violations
from tests.conftest import DESKTOP, watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
# One of each kind in every run; the others of their kinds in make test-full, where axe-core looks at every page besides.
PAGES = [
    "",
    "strategin/",
    "strategin/svara/",
    "strategin/skriv-ut/",
    "strategin/vad-bygger-pa-vad/",
    "publicera/kanaler/",
    "publicera/tonalitet/",
    "kommentarer/hantera-en-kommentar/",
    "kommentarer/bemanna-svar/",
    "kommentarer/fragor-till-kontaktcenter/",
    "kommentarer/svarsmallar/",
    "kommentarer/fraga-for-fraga/",
    "uppfoljning/folj-upp/",
    "introduktion/",
    "introduktion/sa-later-vi/",
    "introduktion/diplom/",
    "checklistor/",
    "checklistor/innan-du-publicerar/",
    "konton/alla-konton/",
    "forvaltningar/social/",
    "om/",
    "om/integritet/",
    "om/utan-nat/",
    "om/tillganglighet/",
    "om/traffsakerhet/",
    "utveckling/karta/",
    "utveckling/komponenter/",
    "utveckling/snabbhet/",
]
MORE = [
    "publicera/mal/",
    "publicera/boka-plats/",
    "kommentarer/svarstid/",
    "kommentarer/",
    "kommentarer/dolja-eller-ta-bort/",
    "kommentarer/diariefora/",
    "kommentarer/juridik/",
    "introduktion/darfor-finns-vi-har/",
    "introduktion/mal-och-kategori/",
    "introduktion/kommentarer/",
    "introduktion/svarstid-och-kontaktcenter/",
    "introduktion/personuppgifter-och-rattigheter/",
    "introduktion/mat-och-lar/",
    "introduktion/handledare/",
    "checklistor/manadens-slut/",
    "forvaltningar/",
    "om/andringar/",
    "om/beratta/",
    "om/kommentarsradet/",
    "utveckling/ny-checklista/",
    "utveckling/markningsguide-kommentarer/",
    "utveckling/beslut/0008-kommentarer/",
]


@pytest.fixture(scope="module")
def visitor(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A visitor who goes from page to page, and what went wrong on the way."""
    trouble: list[str] = []
    page = watched(browser, address, trouble, color_scheme="light")
    yield page, trouble
    page.context.close()


@pytest.mark.parametrize("path", [*PAGES, *(pytest.param(path, marks=pytest.mark.long) for path in MORE)])
def test_page(visitor: tuple[Page, list[str]], address: str, path: str) -> None:
    page, trouble = visitor
    trouble.clear()
    page.set_viewport_size(DESKTOP)
    page.goto(address + path)
    choose_palette(page, "default")
    assert violations(page) == []
    for width in (DESKTOP["width"], 320):
        page.set_viewport_size({"width": width, "height": 800})
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), width
    page.set_viewport_size(DESKTOP)
    choose_palette(page, "slate")
    assert violations(page) == []
    assert trouble == []


def choose_palette(page: Page, scheme: str) -> None:
    page.locator(f'[name="__palette"][data-md-color-scheme="{scheme}"]').evaluate("(choice) => choice.click()")
    expect(page.locator(f'body[data-md-color-scheme="{scheme}"]')).to_be_attached()


def test_from_the_start_page_to_the_tool_in_one_click(open_page: Callable[..., Page]) -> None:
    page = open_page("", phone=True)
    page.get_by_role("link", name="Granska ett utkast").click()
    expect(page.get_by_label("Ditt utkast")).to_be_visible()


def test_a_clause_is_one_click_from_the_advice_that_rests_on_it(open_page: Callable[..., Page]) -> None:
    page = open_page("kommentarer/svara/")
    link = page.locator("a.ref").first
    title = link.inner_text()
    link.click()
    anchor = page.url.partition("#")[2]
    expect(page.locator(f'[id="{anchor}"]')).to_contain_text(title.strip("§ "))


def test_search_finds_what_a_page_is_about(open_page: Callable[..., Page]) -> None:
    page = open_page("")
    page.get_by_role("textbox", name="Sök").click()
    page.wait_for_load_state("networkidle")
    page.get_by_role("textbox", name="Sök").press_sequentially("diarieföra", delay=50)
    expect(page.locator(".md-search-result__item").first).to_be_visible(timeout=20_000)
