"""A Chromium with a profile of its own, for what depends on what the browser kept: `with visit(...) as page`."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright

from tests.browser_setup import find
from tests.conftest import DESKTOP, QUIET


@contextmanager
def visit(playwright: Playwright, profile: Path, told: list[str] | None = None) -> Iterator[Page]:
    """Start a browser on the profile and give its page; what it says on the console as a warning or worse goes to `told`."""
    context = playwright.chromium.launch_persistent_context(
        profile,
        executable_path=find(),
        args=QUIET,
        viewport=DESKTOP,  # type: ignore[arg-type]
        locale="sv-SE",
        timezone_id="Europe/Stockholm",
    )
    if told is not None:
        context.on("console", lambda message: told.append(message.text) if message.type in ("warning", "error") else None)
    try:
        yield context.pages[0]
    finally:
        context.close()


def version(playwright: Playwright) -> str:
    """Return the browser's version."""
    browser = playwright.chromium.launch(executable_path=find(), args=QUIET)
    try:
        return browser.version
    finally:
        browser.close()


def another_page(page: Page) -> Page:
    """Return a new page in a new process, the old one closed and its workers ended: only what is on disk is left."""
    fresh = page.context.new_page()
    page.close()
    session = fresh.context.new_cdp_session(fresh)
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "shared_worker":
            session.send("Target.closeTarget", {"targetId": target["targetId"]})
    session.detach()
    return fresh
