"""Whatever fails to arrive, or arrives broken, the person is told what to do and keeps the text; then it works again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acts import NOT_STARTED
from tests.browser.test_draft_check import BOOT_MS, DRAFT, PAGE, check, result, value

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser")]
FILES = [
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
    "*.whl",
    "worker.js",
    "config.js",
]
FAULTS: dict[str, Callable[[Route], None]] = {
    "the network is gone": lambda route: route.abort(),
    "not found": lambda route: route.fulfill(status=404, body="nope"),
    "a proxy's own page instead": lambda route: route.fulfill(
        status=200, content_type="text/html", body="<!doctype html><title>Logga in</title>"
    ),
    "cut short": lambda route: route.fulfill(response=(answer := route.fetch()), body=answer.body()[: len(answer.body()) // 2]),
}


@pytest.mark.parametrize("file", FILES)
@pytest.mark.parametrize("fault", FAULTS)
def test_fault(open_page: Callable[..., Page], file: str, fault: str) -> None:
    page = open_page("", expect_trouble=True)
    broken = True
    page.add_init_script("delete window.SharedWorker")
    page.context.route(f"**/{file}", lambda route: FAULTS[fault](route) if broken else route.continue_())
    page.goto(page.url + PAGE)
    check(page, DRAFT)
    trouble = page.locator('[data-part="trouble"]')
    expect(trouble).to_contain_text(NOT_STARTED, timeout=BOOT_MS)
    assert value(page) == DRAFT
    broken = False
    trouble.get_by_role("button", name="Försök igen").click()
    assert result(page) == "3 saker att se över"


def test_a_thousand_checks_leave_the_memory_as_it_was(open_page: Callable[..., Page]) -> None:
    page = open_page(PAGE)
    page.add_init_script("delete window.SharedWorker")
    page.reload()
    check(page, DRAFT)
    result(page)
    rounds = """async (count) => {
      const { call } = await import(document.querySelector('script[src*="widgets.js"]').src.replace("widgets.js", "python.js"));
      const text = document.querySelector("#draft-text").value;
      let last;
      for (let i = 0; i < count; i++) last = await call("draft_check", { text: text + " " + i });
      return last.findings.length;
    }"""
    assert page.evaluate(rounds, 1000) == 3
    heading = page.locator("#draft-result")
    check(page, DRAFT + " Ring 070-174 06 52.")
    expect(heading).to_have_text("4 saker att se över")
