"""axe-core finds nothing in any state of the draft check, in light and in dark."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import EVERY_LOOK, violations
from tests.browser.test_draft_check import DRAFT, PAGE, check, result

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
