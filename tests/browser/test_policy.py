"""The policy in a real browser: the site runs under it without a word in the console, and what it forbids is stopped."""

import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from macros.serve import TYPES, Server, make_server
from tests.browser.test_draft_check import DRAFT, PAGE, check, result
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
# What is stopped is gathered here, where no page of ours looks.
NOTE = "addEventListener('securitypolicyviolation', (e) => (globalThis.stopped ??= []).push(`${e.effectiveDirective} ${e.blockedURI}`));"


@pytest.fixture(scope="module")
def bare(site: Path) -> Iterator[str]:
    """The site from a server that sends no header of ours."""

    class Bare(SimpleHTTPRequestHandler):
        extensions_map = TYPES

        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Bare)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://localhost:{server.server_address[1]}/"
    server.shutdown()


@pytest.mark.long
def test_every_page_of_the_site(browser: Browser, site: Path, address: str) -> None:
    """Also with what is folded opened, and as it is printed."""
    trouble: list[str] = []
    page = watched(browser, address, trouble)
    page.add_init_script(NOTE)
    visited = 0
    for file in sorted(site.rglob("index.html")):
        path = file.relative_to(site).as_posix().removesuffix("index.html")
        page.goto(address + path, wait_until="load")
        page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true")
        page.emulate_media(media="print")
        page.emulate_media(media="screen")
        assert (path, page.evaluate("globalThis.stopped"), trouble) == (path, None, [])
        visited += 1
    page.context.close()
    assert visited > 100


# Each tries what hostile text would have to do, and returns whether it came about. `outside` is another address.
ATTEMPTS = {
    "a script in the page": "document.body.append(Object.assign(document.createElement('script'), {text: 'globalThis.ran = 1'})); return globalThis.ran",
    "a handler in an attribute": "document.body.insertAdjacentHTML('beforeend', '<b onclick=\"globalThis.ran = 2\">x</b>'); document.body.lastChild.click(); return globalThis.ran",
    "a link that is a script": "const link = document.body.appendChild(Object.assign(document.createElement('a'), {href: 'javascript:void(globalThis.ran = 3)'})); link.click(); await new Promise((on) => setTimeout(on, 300)); return globalThis.ran",
    "text as code": "try { return Function('return 4')() } catch { return undefined }",
    "a style in the page": "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: rgb(1, 2, 3)\">x</p>'); return getComputedStyle(document.body.lastChild).color === 'rgb(1, 2, 3)' || undefined",
    "to send by fetch": "return await fetch(outside + '?fetch').then(() => 6, () => undefined)",
    "to send by beacon": "navigator.sendBeacon(outside + '?beacon', 'x'); await new Promise((on) => setTimeout(on, 300))",
    "to send as a picture's address": "await new Promise((on) => { const picture = new Image(); picture.onload = picture.onerror = on; picture.src = outside + '?picture'; })",
    "to send as a form": "const form = document.createElement('form'); form.action = outside + '?form'; document.body.append(form); form.submit(); await new Promise((on) => setTimeout(on, 300))",
    "a frame of another's": "const frame = document.createElement('iframe'); frame.src = outside + '?frame'; document.body.append(frame); await new Promise((on) => setTimeout(on, 300))",
    "a script of another's": "await new Promise((on) => document.head.append(Object.assign(document.createElement('script'), {src: outside + '?script', onload: on, onerror: on})))",
    "another root for all addresses": "const base = document.createElement('base'); base.href = outside; document.head.prepend(base); return document.baseURI.startsWith(outside) || undefined",
}


@pytest.mark.parametrize("by", [pytest.param("header", marks=pytest.mark.long), "meta"])
def test_what_the_policy_forbids_is_stopped(browser: Browser, address: str, bare: str, by: str) -> None:
    """By the page's own <meta> as by the header: a server that sends no headers is no hole."""
    asked: list[str] = []

    class Noting(SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        do_POST = do_GET  # noqa: N815 -- the server's own name

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    outside = Server(("127.0.0.1", 0), Noting)
    threading.Thread(target=outside.serve_forever, daemon=True).start()
    other = f"http://localhost:{outside.server_address[1]}/"
    page = browser.new_context().new_page()
    if by == "header":  # without what the page says of itself

        def without_meta(route: object) -> None:
            answer = route.fetch()  # type: ignore[attr-defined]
            route.fulfill(response=answer, body=answer.text().replace("http-equiv", "data-off"))  # type: ignore[attr-defined]

        page.route("**/om/", without_meta)
    page.add_init_script(NOTE)
    came_about = {}
    for name, attempt in ATTEMPTS.items():
        page.goto((bare if by == "meta" else address) + "om/")
        # A task later: what a debugger evaluates itself may do what the policy forbids.
        later = "await new Promise((on) => setTimeout(on))"
        came_about[name] = page.evaluate(f"async (outside) => {{ {later}; {attempt} }}", other)
        assert page.evaluate("globalThis.stopped?.length") == 1, name
    page.context.close()
    outside.shutdown()
    assert came_about == dict.fromkeys(ATTEMPTS)
    assert asked == []


def test_a_worker_may_ask_nobody_else(open_page: Callable[..., Page]) -> None:
    """Its own file's header says so, which a page cannot."""
    page = open_page("om/")
    worker = page.evaluate(
        """async () => {
          const source = document.querySelector('script[src*="widgets.js"]').src.replace("widgets.js", "worker.js");
          const answer = await fetch(source, { method: "HEAD" });
          return answer.headers.get("content-security-policy");
        }"""
    )
    assert "connect-src 'self'" in worker


def test_a_tool_works_where_the_server_sends_no_header(browser: Browser, bare: str) -> None:
    trouble: list[str] = []
    page = watched(browser, bare, trouble)
    page.goto(bare + PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    page.context.close()
    assert trouble == []


def test_a_place_that_is_not_there_keeps_the_policy(site: Path, browser: Browser) -> None:
    """At the root, where the page finds its files however deep the address is."""
    server = make_server(site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://localhost:{server.server_address[1]}/"
    trouble: list[str] = []
    page = watched(browser, host, trouble)
    page.goto(host + "404.html")
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).position") == "sticky"
    page.context.close()
    server.shutdown()
    assert trouble == []
