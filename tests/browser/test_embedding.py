"""In a frame: on the site's own host, on an intranet that the header names, where storage is forbidden, and where it may not be."""

import functools
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect

from macros.policy import CONTENT_SECURITY_POLICY, HEADERS
from macros.serve import Handler, Server
from tests.browser.test_draft_check import BOOT_MS, DRAFT, PAGE
from tests.conftest import ROOT, Outside

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
# Another site in the browser's eyes, and still this computer.
INTRANET = "intranet.localhost"
SANDBOX = "allow-scripts allow-same-origin allow-forms allow-downloads"
FORBIDDEN = """for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("forbidden", "SecurityError"); } });
}
Object.defineProperty(document, "cookie", { get() { throw new DOMException("forbidden", "SecurityError"); } });"""


def serve(handler: Callable[..., BaseHTTPRequestHandler]) -> tuple[Server, int]:
    server = Server(("127.0.0.1", 0), handler)  # type: ignore[arg-type]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, server.server_address[1]


class Host(BaseHTTPRequestHandler):
    """An intranet's page: the address after ? in a frame, with the `sandbox` that the documentation names where asked to."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        way, _, framed = self.path.partition("?")
        limits = f'sandbox="{SANDBOX}"' if way == "/sandbox" else ""
        page = f"<!doctype html><title>Intranät</title><iframe src='{framed}' width=1100 height=800 {limits}></iframe>"
        self.wfile.write(page.encode())

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def intranet() -> Iterator[int]:
    server, port = serve(Host)
    yield port
    server.shutdown()


Embed = Callable[..., tuple[Page, FrameLocator, list[str]]]


@pytest.fixture
def embed(browser: Browser, site: Path, intranet: int) -> Iterator[Embed]:
    """Return a function that opens a page of the site in the frame of a page on `host`, if the header says `ancestors`."""
    closing: list[Callable[[], None]] = []

    def embed_(
        host: str, ancestors: str, script: str = "", path: str = PAGE, way: str = ""
    ) -> tuple[Page, FrameLocator, list[str]]:
        policy = CONTENT_SECURITY_POLICY.replace("frame-ancestors 'self'", f"frame-ancestors {ancestors.format(port=intranet)}")
        handler = type("Framed", (Handler,), {"sent": HEADERS | {"Content-Security-Policy": policy}})
        server, port = serve(functools.partial(handler, directory=str(site)))
        proxy = {"server": f"http://127.0.0.1:{_outside()}", "bypass": f"localhost,{INTRANET}"}
        context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="sv-SE", proxy=proxy)  # type: ignore[arg-type]
        closing.extend((context.close, server.shutdown))
        page = context.new_page()
        told: list[str] = []
        page.on("console", lambda message: told.append(message.text) if message.type in ("error", "warning") else None)
        context.on("weberror", lambda error: told.append(str(error.error)))
        if script:  # in the frame alone
            context.add_init_script(f"if (window !== top) {{ {script} }}")
        page.goto(f"http://{host}:{intranet}/{way}?http://localhost:{port}/{path}")
        return page, page.frame_locator("iframe"), told

    yield embed_
    for close in closing:
        close()


def _outside() -> int:
    return serve(Outside)[1]


def works(frame: FrameLocator) -> None:
    frame.get_by_label("Ditt utkast").fill(DRAFT)
    frame.get_by_role("button", name="Granska utkastet").click()
    expect(frame.locator("#draft-result")).to_have_text("3 saker att se över", timeout=BOOT_MS)


@pytest.mark.parametrize(
    ("host", "ancestors"),
    [
        pytest.param("localhost", "'self' http://localhost:{port}", marks=pytest.mark.long, id="the same site"),
        pytest.param(INTRANET, "'self' http://intranet.localhost:{port}", id="another site"),
    ],
)
def test_a_tool_works_in_a_frame_that_the_header_allows(embed: Embed, host: str, ancestors: str) -> None:
    _, frame, told = embed(host, ancestors)
    works(frame)
    assert told == []


def test_a_tool_works_where_storage_is_forbidden(embed: Embed) -> None:
    _, frame, told = embed(INTRANET, "'self' http://intranet.localhost:{port}", FORBIDDEN)
    works(frame)
    assert told == []


@pytest.mark.long
def test_a_tool_works_in_a_frame_with_a_sandbox(embed: Embed) -> None:
    _, frame, told = embed(INTRANET, "'self' http://intranet.localhost:{port}", way="sandbox")
    works(frame)
    # The browser's own word about a frame that may run scripts and keep its origin, which only matters on the same origin.
    assert [text for text in told if "sandbox" not in text] == []


@pytest.mark.long
@pytest.mark.parametrize(
    "path", ["checklistor/innan-du-publicerar/", "introduktion/darfor-finns-vi-har/", "konton/alla-konton/", "om/integritet/"]
)
def test_what_remembers_does_without_storage_and_says_so(embed: Embed, path: str) -> None:
    _, frame, told = embed(INTRANET, "'self' http://intranet.localhost:{port}", FORBIDDEN, path)
    expect(frame.locator("h1").first).to_be_visible()
    # Light and dark are chosen as long as the page lasts.
    frame.locator('[name="__palette"][data-md-color-scheme="slate"]').evaluate("(choice) => choice.click()")
    expect(frame.locator('body[data-md-color-scheme="slate"]')).to_be_attached()
    if path.startswith("checklistor"):
        frame.locator("task-list input[type=checkbox]").first.check()
        expect(frame.locator("task-list")).to_contain_text("låter oss inte spara")
    assert told == []


@pytest.mark.parametrize(
    ("host", "ancestors"),
    [
        pytest.param(INTRANET, "'self'", id="another site"),
        pytest.param("localhost", "'self'", marks=pytest.mark.long, id="another port"),
        pytest.param(
            INTRANET, "'self' https://intranet.example.se", marks=pytest.mark.long, id="another than the one that is named"
        ),
    ],
)
def test_a_frame_that_the_header_does_not_allow_is_refused(embed: Embed, host: str, ancestors: str) -> None:
    page, frame, told = embed(host, ancestors)
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in told), told
    expect(frame.get_by_label("Ditt utkast")).to_have_count(0)


def test_what_is_documented_is_what_is_tested() -> None:
    page = (ROOT / "docs" / "utveckling" / "drift" / "index.md").read_text(encoding="utf-8")
    assert "frame-ancestors 'self' https://intranet.example.se" in page
    assert f"`{SANDBOX}`" in page
