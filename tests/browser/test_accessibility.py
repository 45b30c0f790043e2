"""axe-core finds nothing on any kind of page, nor in any state of the tool, in light and in dark."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from macros.templates import ROOT
from tests.browser.test_draft_check import DRAFT, PAGE, check, result
from tests.browser.test_pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SETTLED = """() => Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => {})))"""


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE)
    # Colours are judged when they have come to rest: the tabs fade when the page has been scrolled.
    page.evaluate(SETTLED)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARD)["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("path", PAGES)
def test_page(open_page: Callable[..., Page], path: str) -> None:
    page = open_page(path, color_scheme="light")
    assert violations(page) == []
    page.locator("#__palette_1").evaluate("(dark) => dark.click()")
    expect(page.locator('body[data-md-color-scheme="slate"]')).to_be_attached()
    assert violations(page) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("phone", [True, False])
def test_tool(open_page: Callable[..., Page], scheme: str, phone: bool) -> None:
    page = open_page(PAGE, color_scheme=scheme, phone=phone)
    assert violations(page) == []
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.locator(".errors")).to_be_visible()
    assert violations(page) == []
    page.get_by_label("Planerad tid").fill("2026-11-27T15:45")
    check(page, DRAFT + " Man kan också komma förbi 🙂")
    result(page)
    assert violations(page) == []
