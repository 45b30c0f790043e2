"""The worker is killed, the computer sleeps, a page comes back, two tabs ask at once: each gets its own answer, and keeps its text."""

import time
from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.acts import press
from tests.browser.test_draft_check import BOOT_MS, DRAFT, PAGE, check, result, value
from tests.browser_setup import find
from tests.conftest import QUIET

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
LONG = "Avseende parken kan du t.ex. ringa. Vi ses på lördag. " * 600  # takes a moment
NO_SHARED = "delete window.SharedWorker;"
# Keeps the page's own workers within reach, to be killed as the system would.
REACHABLE = "window.workers = []; window.Worker = class extends Worker { constructor(...given) { super(...given); workers.push(this); } };"
COMMENT, ADVICE = "kommentarer/hantera-en-kommentar/", "När öppnar badet i Råå?"


def kill_shared(browser: Browser) -> None:
    """End every shared worker, as a browser short of memory does: no page is told."""
    devtools = browser.new_browser_cdp_session()
    for target in devtools.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "shared_worker":
            devtools.send("Target.closeTarget", {"targetId": target["targetId"]})


def test_a_shared_worker_killed_while_nobody_asks_is_replaced(browser: Browser, open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    kill_shared(browser)
    check(page, DRAFT.replace("Avseende", "Om"))
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över", timeout=BOOT_MS)


@pytest.mark.long
def test_a_shared_worker_killed_in_the_middle_is_replaced_and_asked_again(browser: Browser, open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    result(page)
    check(page, LONG)
    expect(page.locator('form [data-part="status"]')).to_have_text("Granskar …")
    kill_shared(browser)
    expect(page.locator('form [data-part="status"]')).to_have_text("", timeout=BOOT_MS)
    expect(page.locator("#draft-result")).not_to_have_text("3 saker att se över")
    expect(page.locator('[data-part="trouble"]')).to_be_hidden()
    assert value(page) == LONG


@pytest.mark.long
def test_a_worker_of_the_pages_own_that_is_killed_is_told_and_tried_again(open_page: OpenPage) -> None:
    page = open_page("", expect_trouble=True)
    page.add_init_script(NO_SHARED + REACHABLE)
    page.goto(page.url + PAGE)
    check(page, DRAFT)
    result(page)
    check(page, LONG)
    page.evaluate("workers.at(-1).terminate()")
    expect(page.get_by_role("heading", name="Verktyget stannade")).to_be_focused(timeout=BOOT_MS)
    assert value(page) == LONG
    page.get_by_label("Ditt utkast").fill(DRAFT)
    press(page, "Försök igen")
    expect(page.locator("#draft-result")).to_have_text("3 saker att se över", timeout=BOOT_MS)


@pytest.mark.long
def test_a_worker_that_hangs_is_told_after_half_a_minute_of_waking_time(open_page: OpenPage) -> None:
    page = open_page("", expect_trouble=True)
    page.add_init_script(NO_SHARED)
    page.clock.install()
    page.goto(page.url + PAGE)
    check(page, DRAFT)
    result(page)
    page.evaluate("Worker.prototype.postMessage = () => {}")  # what is asked for never comes there
    check(page, DRAFT)
    page.clock.fast_forward(3_600_000)  # the lid was closed: timers that were due meanwhile fire once
    page.wait_for_timeout(300)
    expect(page.locator('[data-part="trouble"]')).to_be_hidden()
    page.clock.run_for(31_000)
    expect(page.get_by_role("heading", name="Verktyget svarar inte")).to_be_focused()
    assert value(page) == DRAFT


def test_two_tabs_of_one_tool_get_their_own_answers(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    other = page.context.new_page()
    other.goto(page.url)
    for tab in (page, other):
        tab.locator("draft-check[data-ready]").wait_for()
    page.get_by_label("Ditt utkast").fill(LONG)
    other.get_by_label("Ditt utkast").fill(DRAFT)
    for tab in (page, other):  # both before either has its answer
        tab.evaluate("document.querySelector('draft-check [data-part=submit]').click()")
    expect(other.locator("#draft-result")).to_have_text("3 saker att se över", timeout=BOOT_MS)
    expect(page.locator("#draft-result")).to_contain_text("saker att se över", timeout=BOOT_MS)
    assert page.locator("#draft-result").inner_text() != "3 saker att se över"
    assert value(other) == DRAFT
    other.close(run_before_unload=True)
    check(page, DRAFT)
    expect(page.locator("#draft-result")).to_have_text("3 saker att se över")


@pytest.mark.long
def test_a_tab_closed_in_the_middle_leaves_the_other_its_answer(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    check(page, DRAFT)
    result(page)
    other = page.context.new_page()
    other.goto(page.url.replace(PAGE, COMMENT))
    other.locator("#helper-text").fill(ADVICE)
    press(other, "Få råd")
    page.get_by_label("Ditt utkast").fill(DRAFT.replace("Avseende", "Om"))
    page.get_by_role("button", name="Granska utkastet").click()
    other.close()
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över")


@pytest.mark.long
@pytest.mark.parametrize("shared", [True, False])
def test_a_page_that_comes_back_as_it_was_still_gets_answers(browser: Browser, address: str, shared: bool) -> None:
    """The browser's cache of whole pages, which Playwright turns off and cannot look into: hence the bare protocol."""
    if not (chromium := find(whole=True)):
        pytest.skip("the whole of Chromium is not installed")
    with browser.browser_type.launch(
        executable_path=chromium, args=QUIET, ignore_default_args=["--disable-back-forward-cache"]
    ) as remembering:
        page = remembering.new_page()
        if not shared:
            page.add_init_script(NO_SHARED)
        page.goto(address + PAGE)
        check(page, DRAFT)
        result(page)
        page.evaluate("addEventListener('pageshow', ({persisted}) => (window.persisted = persisted))")
        devtools = page.context.new_cdp_session(page)
        page.goto(address + "om/")
        page.evaluate("history.back()")

        def ask(script: str) -> object:
            found = devtools.send("Runtime.evaluate", {"expression": script, "returnByValue": True})
            return found["result"].get("value")

        def until(script: str, wanted: object) -> None:
            deadline = time.monotonic() + 60
            while (found := ask(script)) != wanted:
                assert time.monotonic() < deadline, found
                time.sleep(0.2)

        until("window.persisted", True)
        assert ask("document.querySelector('#draft-text').value") == DRAFT
        ask("document.querySelector('#draft-text').value = 'Avseende parken.'")
        ask("document.querySelector('draft-check [data-part=submit]').click()")
        until("document.querySelector('#draft-result').textContent", "1 sak att se över")
