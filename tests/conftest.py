"""What tests share: the built site, a server for it, and a browser that may talk to nobody else."""

import re
import socketserver
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import ClassVar

import pytest
from playwright.sync_api import Browser, Page, Request, sync_playwright

from macros.serve import make_server
from tests.browser.acts import set_clock
from tests.browser_setup import find

ROOT = Path(__file__).parents[1]
PHONE = {"width": 390, "height": 844}
DESKTOP = {"width": 1280, "height": 900}
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-features=AutofillServerCommunication,OptimizationHints,MediaRouter,Translate",
]


@pytest.fixture(scope="session")
def site() -> Path:
    """The built site; `make test` has just built it, anyone else gets it built here."""
    folder = ROOT / "site"
    if not (folder / "index.html").is_file():
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=ROOT, check=True)
    return folder


@pytest.fixture(scope="session")
def address(site: Path) -> Iterator[str]:
    """Where the site is served, under a sub-path, with the headers that we recommend."""
    server = make_server(site, 0, prefix="/sociala-medier/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/sociala-medier/"
    server.shutdown()


# Where Chromium itself turns, with or without a page; by full name, so that a page's fonts or scripts are not among them.
BROWSERS_OWN = (
    "accounts.google.com",
    "clients2.google.com",
    "update.googleapis.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "safebrowsing.googleapis.com",
    "safebrowsingohttpgateway.googleapis.com",
    "edgedl.me.gvt1.com",
    "redirector.gvt1.com",
    "clientservices.googleapis.com",
    "android.clients.google.com",
    "mtalk.google.com",
)


class Outside(socketserver.BaseRequestHandler):
    """A proxy that lets nothing through and remembers what was asked for: workers' requests too, which no event shows."""

    asked: ClassVar[list[str]] = []

    def handle(self) -> None:
        asked = self.request.recv(4096).decode("latin-1").partition("\r\n")[0]
        host = re.sub(r"^\w+ (?:https?://)?([^/: ]+).*", r"\1", asked)
        if host not in BROWSERS_OWN:
            self.asked.append(asked)
        self.request.sendall(b"HTTP/1.1 502 Outside\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with whatever is not on this computer going to a proxy that refuses and tells."""
    outside = socketserver.ThreadingTCPServer(("127.0.0.1", 0), Outside)
    threading.Thread(target=outside.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=find(),
            args=QUIET,
            proxy={"server": f"http://127.0.0.1:{outside.server_address[1]}", "bypass": "localhost"},
        )
        yield browser
        browser.close()
    outside.shutdown()
    assert Outside.asked == []


def watched(
    browser: Browser,
    address: str,
    trouble: list[str],
    *,
    phone: bool = False,
    now: str = "",
    timezone: str = "Europe/Stockholm",
    expect_trouble: bool = False,
    **options: object,
) -> Page:
    """Return a page in a fresh profile that notes an outside request, a page error and a console error in `trouble`.

    Its pages believe that it is `now`, an ISO time, where one is given.
    """
    context = browser.new_context(viewport=PHONE if phone else DESKTOP, locale="sv-SE", timezone_id=timezone, **options)  # type: ignore[arg-type]
    if now:
        set_clock(context, now)
    page = context.new_page()

    def on_request(request: Request) -> None:
        if not request.url.startswith((address, "data:", "blob:")):
            trouble.append(f"asked for {request.url}")

    context.on("request", on_request)
    asked_before = len(Outside.asked)
    page.on("close", lambda: trouble.extend(Outside.asked[asked_before:]))
    if not expect_trouble:
        context.on("weberror", lambda error: trouble.append(f"page error: {error.error}"))
        context.on(
            "console",
            lambda message: trouble.append(f"console: {message.text}") if message.type in ("error", "warning") else None,
        )
    return page


@pytest.fixture
def open_page(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a page of the site in a fresh profile; at the end fail on an outside request, a page error or a console error."""
    opened: list[Page] = []
    trouble: list[str] = []

    def open_(path: str, **options: object) -> Page:
        page = watched(browser, address, trouble, **options)  # type: ignore[arg-type]
        opened.append(page)
        page.goto(address + path)
        return page

    yield open_
    for page in opened:
        page.context.close()
    assert trouble == []
