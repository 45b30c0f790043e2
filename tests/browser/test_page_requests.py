"""The page that shows what it fetches: all of it, live, and nothing for what is typed."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.acts import press
from tests.browser.axe import violations

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
PAGE = "om/integritet/"
BOOT_MS = 90_000
TEXT = "Avseende parken: hemlig-markör-4711."


def start(open_page: Callable[..., Page], **options: object) -> Page:
    page = open_page(PAGE, **options)
    page.locator("page-requests[data-ready]").wait_for()
    page.wait_for_load_state("networkidle")
    return page


def listed(page: Page) -> list[str]:
    return [path for path in page.locator("page-requests code").all_text_contents() if path]


def test_the_list_holds_what_the_page_has_fetched(open_page: Callable[..., Page]) -> None:
    page = start(open_page)
    fetched = page.evaluate("performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname)")
    expect(page.locator("page-requests code")).to_have_count(len(fetched) + 1)
    assert sorted(listed(page)) == sorted([*fetched, f"/sociala-medier/{PAGE}"])
    summary = page.locator("[data-part=summary]")
    expect(summary).to_contain_text(f"Hittills: {len(fetched) + 1} begäranden")
    expect(summary).to_contain_text("Noll har gått till någon annan")
    page.wait_for_timeout(2_000)  # until it takes the page for whole
    # What is fetched meanwhile comes too, and is said once.
    page.evaluate("fetch(location.pathname + '?medan')")
    expect(page.locator("page-requests [data-part=status]")).to_have_text("1 begäran till, medan du tittade.")
    assert f"/sociala-medier/{PAGE}?medan" in listed(page)


def test_typing_fetches_nothing_and_python_only_itself(open_page: Callable[..., Page]) -> None:
    page = start(open_page)
    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url + (request.post_data or "")))
    told = page.locator("page-requests [data-part=typed]")
    page.get_by_label("Skriv något här").press_sequentially(TEXT)
    expect(told).to_have_text(f"Du har skrivit {len(TEXT)} tecken. Inga nya begäranden.")
    assert asked == []
    press(page, "Granska texten med Python")
    expect(told).to_contain_text("Python har granskat texten", timeout=BOOT_MS)
    expect(told).to_contain_text("Granska en gång till: då hämtas inget.")
    assert any("pyodide" in path for path in listed(page))
    count = len(listed(page))
    press(page, "Granska texten med Python")
    expect(told).to_contain_text("råd. Inga nya begäranden.")
    assert len(listed(page)) == count
    assert [address for address in asked if "4711" in address or "marking" in address] == []
    page.evaluate("for (const folded of document.querySelectorAll('page-requests details')) folded.open = true")
    assert violations(page) == []


def test_a_request_to_somebody_else_is_told(open_page: Callable[..., Page], address: str) -> None:
    """Which the policy forbids, so what the browser notes is made up here."""
    page = start(open_page)
    page.evaluate(
        """() => {
          const entries = performance.getEntriesByType.bind(performance);
          const made = { name: "https://example.org/pixel.gif", startTime: performance.now(), transferSize: 0, decodedBodySize: 0 };
          performance.getEntriesByType = (type) => (type === "resource" ? [...entries(type), made] : entries(type));
          return fetch(location.href);
        }"""
    )
    expect(page.locator("[data-part=summary]")).to_contain_text("1 begäran har gått till andra servrar än webbplatsens.")
    group = page.locator("page-requests details").first
    expect(group.locator("summary")).to_have_text("Till andra servrar: 1 begäran")
    expect(group.locator("code")).to_have_text("https://example.org/pixel.gif")


def test_nothing_typed_and_python_that_does_not_start(open_page: Callable[..., Page]) -> None:
    page = start(open_page, expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")  # whose requests no test can stop
    page.reload()
    page.locator("page-requests[data-ready]").wait_for()
    page.context.route("**/pyodide.asm.*", lambda route: route.abort())
    told = page.locator("page-requests [data-part=typed]")
    press(page, "Granska texten med Python")
    expect(told).to_have_text("Skriv något först.")
    expect(page.get_by_label("Skriv något här")).to_be_focused()
    page.get_by_label("Skriv något här").fill(TEXT)
    press(page, "Granska texten med Python")
    expect(told).to_contain_text("Python kunde inte starta", timeout=BOOT_MS)
    expect(page.get_by_label("Skriv något här")).to_have_value(TEXT)


def test_without_javascript_the_page_says_how_to_look(open_page: Callable[..., Page]) -> None:
    page = open_page(PAGE, java_script_enabled=False)
    expect(page.get_by_text("Listan behöver JavaScript")).to_be_visible()
    expect(page.get_by_label("Skriv något här")).to_be_hidden()
