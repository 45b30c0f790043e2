"""Nothing moves under a finger or a reader's eyes when the scripts of a page come late, as they do on a phone."""

import time
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from tests.browser.test_pages import MORE, PAGES

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
PHONE = {"width": 412, "height": 823}
LATE_S = 0.15  # each script, one after another: the page is painted long before its tools are there
SETTLED_MS = 400
MOST = 0.05  # of layout shift, half of what web.dev calls good; https://web.dev/articles/cls
# One of each that builds something on the page; the others in make test-full.
BUILT = [
    "publicera/granska-utkast/",
    "publicera/boka-plats/",
    "kommentarer/fragor-till-kontaktcenter/",
    "checklistor/innan-du-publicerar/",
    "konton/alla-konton/",
    "introduktion/",
    "om/utan-nat/",
]
WATCH = """
window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, sources } of list.getEntries()) {
    shifts.push({ value, what: sources.map(({ node }) => (node?.outerHTML ?? node?.textContent ?? "").slice(0, 80)) });
  }
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def reader(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, is_mobile=True, has_touch=True, service_workers="block")

    def late(route: Route) -> None:
        time.sleep(LATE_S)
        route.continue_()

    context.route("**/assets/app-*/javascripts/**", late)
    context.add_init_script(WATCH)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path", [*BUILT, *(pytest.param(path, marks=pytest.mark.long) for path in [*PAGES, *MORE] if path not in BUILT)]
)
def test_nothing_moves_while_the_scripts_come(reader: Page, address: str, path: str) -> None:
    reader.goto(address + path)
    expect(reader.locator("main :not(:defined)")).to_have_count(0)  # the elements whose scripts are on their way
    reader.wait_for_timeout(SETTLED_MS)
    shifts = reader.evaluate("shifts")
    assert sum(shift["value"] for shift in shifts) <= MOST, shifts
