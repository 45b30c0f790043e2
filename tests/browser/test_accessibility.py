"""axe-core finds nothing on any page, and in any state of the draft check, in light and in dark."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import EVERY_LOOK, violations
from tests.browser.test_draft_check import DRAFT, PAGE, check, result
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]


@pytest.mark.parametrize(("scheme", "phone"), EVERY_LOOK)
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


@pytest.mark.long
@pytest.mark.parametrize(("scheme", "phone"), [("light", False), ("dark", True)])
def test_every_page_of_the_site(browser: Browser, address: str, site: Path, scheme: str, phone: bool) -> None:
    trouble: list[str] = []
    page = watched(browser, address, trouble, color_scheme=scheme, phone=phone)
    found = {}
    for file in sorted(site.rglob("index.html")):
        page.goto(address + file.relative_to(site).as_posix().removesuffix("index.html"), wait_until="load")
        page.wait_for_timeout(100)
        if faults := violations(page):
            found[str(file.relative_to(site))] = faults
    page.context.close()
    assert found == {}
    assert trouble == []
