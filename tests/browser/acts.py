"""What several browser tests do with a page: press, set its clock, hear what it opens, try to leave it."""

import re

from playwright.sync_api import BrowserContext, Page

# What a tool says when a file of the engine's is stopped: which of the two depends on whether the rest had come by then.
NOT_STARTED = re.compile("Verktyget kunde inte starta|Hämtningen avbröts")


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def set_clock(page: Page | BrowserContext, now: str) -> None:
    """Let what is loaded from now on believe that it is `now`; timers go on as they do, which the theme's need."""
    page.add_init_script(
        f"Date = class extends Date {{ constructor(...given) {{ super(...(given.length ? given : ['{now}'])); }} }};"
    )


def mails(page: Page) -> list[str]:
    """Return the addresses that the page wants to open from now on, as they come."""
    opened: list[str] = []
    page.expose_function("mailOpened", lambda address: opened.append(address))
    page.evaluate("() => { HTMLAnchorElement.prototype.click = function () { window.mailOpened(this.href); }; }")
    return opened


def leaves_without_warning(page: Page) -> bool:
    """Whether the page lets itself be left: nothing that is typed would be lost."""
    return bool(page.evaluate("dispatchEvent(new Event('beforeunload', {cancelable: true}))"))
