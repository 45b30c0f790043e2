"""Storage that is forbidden, as in another site's frame, or full: everything works, and the page says that nothing is kept."""

import http.server
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Frame, Page, expect

from macros.policy import CONTENT_SECURITY_POLICY
from macros.serve import Handler, Server
from tests.browser.test_draft_check import BOOT_MS, DRAFT
from tests.conftest import DESKTOP

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
MONTH, LESSON, DRAFT_PAGE = "checklistor/manadens-slut/", "introduktion/sa-later-vi/", "publicera/granska-utkast/"
# What a browser that blocks other sites' data does in a frame.
FORBIDDEN = "if (window !== top) Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }});"
# Whatever fits, until not even a letter does.
FILL = """() => {
  for (let size = 2 ** 20, count = 0; size >= 1; size = Math.floor(size / 2)) {
    try { for (;;) localStorage.setItem("other" + count++, "x".repeat(size)); } catch {}
  }
}"""


def test_storage_that_is_full(open_page: OpenPage) -> None:
    page = open_page(MONTH)
    page.evaluate(FILL)
    page.reload()
    memory = page.locator('[data-part="memory"]')
    expect(memory).to_contain_text("låter oss inte spara")
    page.get_by_label("Antalet nya följare").check()
    expect(page.locator('[data-part="tally"]')).to_have_text("1 av 8 klara")
    page.goto(page.url.replace(MONTH, LESSON))
    foot = page.locator("lesson-foot")
    foot.get_by_role("button", name="Markera som läst").click()
    expect(foot.get_by_text("Webbläsaren sparar inget just nu.")).to_be_visible()
    expect(foot.get_by_role("button", name="Markera som oläst")).to_be_visible()
    page.evaluate("localStorage.clear()")
    page.goto(page.url.replace(LESSON, MONTH))
    page.get_by_label("Antalet nya följare").check()
    page.reload()
    expect(page.get_by_label("Antalet nya följare")).to_be_checked()


def test_storage_that_becomes_full_while_one_ticks(open_page: OpenPage) -> None:
    page = open_page(MONTH)
    page.evaluate(FILL)
    page.get_by_label("Antalet nya följare").check()
    expect(page.locator('[data-part="memory"]')).to_contain_text("låter oss inte spara")
    page.get_by_label("Månadens räckvidd").check()
    expect(page.locator('[data-part="tally"]')).to_have_text("2 av 8 klara")


@pytest.fixture
def framed(browser: Browser, site: Path) -> Iterator[Callable[..., Frame]]:
    """Open a page of the site in a frame of a page of another site."""
    policy = CONTENT_SECURITY_POLICY.partition("; frame-ancestors")[0]

    class Framable(Handler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def send_header(self, name: str, value: str) -> None:
            super().send_header(name, policy if name == "Content-Security-Policy" else value)

    class Intranet(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(b"<!doctype html><title>Intranet</title>")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    servers = [Server(("127.0.0.1", 0), handler) for handler in (Framable, Intranet)]
    for server in servers:
        threading.Thread(target=server.serve_forever, daemon=True).start()
    ours, theirs = (server.server_address[1] for server in servers)
    with browser.new_context(viewport=DESKTOP, locale="sv-SE") as context:
        page = context.new_page()

        def frame(path: str, attributes: str = "", script: str = "") -> Frame:
            page.add_init_script(script)
            page.goto(f"http://127.0.0.1:{theirs}/")
            html = f'<iframe src="http://localhost:{ours}/{path}" width="900" height="800" {attributes}></iframe>'
            page.evaluate("html => (document.body.innerHTML = html)", html)
            handle = page.locator("iframe").element_handle()
            assert handle
            inside = handle.content_frame()
            assert inside
            return inside

        yield frame
    for server in servers:
        server.shutdown()


@pytest.mark.long
def test_a_frame_of_another_site(framed: Callable[..., Frame]) -> None:
    inside = framed(MONTH, script=FORBIDDEN)
    inside.locator("task-list[data-ready]").wait_for()
    expect(inside.locator('[data-part="memory"]')).to_contain_text("låter oss inte spara")
    inside.get_by_label("Antalet nya följare").check()
    expect(inside.locator('[data-part="tally"]')).to_have_text("1 av 8 klara")
    inside = framed(LESSON)
    expect(inside.locator("lesson-foot").get_by_text("Webbläsaren sparar inget just nu.")).to_be_visible()
    inside = framed(DRAFT_PAGE)
    inside.locator("draft-check[data-ready]").wait_for()
    inside.get_by_label("Ditt utkast").fill(DRAFT)
    inside.get_by_role("button", name="Granska utkastet").click()
    expect(inside.locator("#draft-result")).to_have_text("3 saker att se över", timeout=BOOT_MS)


@pytest.mark.long
def test_a_frame_that_is_locked_in(framed: Callable[..., Frame]) -> None:
    """Without allow-same-origin no module script may load: then the page itself has to say so."""
    inside = framed(DRAFT_PAGE, 'sandbox="allow-scripts allow-forms"')
    inside.get_by_label("Ditt utkast").fill(DRAFT)
    expect(inside.locator("draft-check .notice--script")).to_be_visible(timeout=15_000)
    assert inside.get_by_label("Ditt utkast").input_value() == DRAFT
