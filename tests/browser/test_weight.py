"""Pages without a tool: not one byte of Python, and little of ours to fetch."""

import re
import threading
import zlib
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from macros.font import CHARACTERS
from macros.serve import Handler, Server

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
# The start page, guidance, a page of the strategy, an account of data: what has no tool.
PAGES = ("", "kommentarer/svara/", "strategin/kommentarer/", "om/")
PYTHON = re.compile(r"/assets/pyodide-|/python/")
# What the theme brings itself is not counted.
OURS = re.compile(r"/assets/(?:app-|images/)|lunr\.sv")
BUDGET = 30_000


@pytest.fixture
def asked(site: Path, browser: Browser) -> Iterator[tuple[Page, list[str]]]:
    """A page in a fresh profile, and every path that the server is asked for, by workers too."""
    paths: list[str] = []

    class Noting(Handler):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments, directory=str(site))  # type: ignore[arg-type]

        def send_head(self) -> object:
            paths.append(urlsplit(self.path).path)
            return super().send_head()

    server = Server(("127.0.0.1", 0), Noting)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(base_url=f"http://localhost:{server.server_address[1]}/")
    yield context.new_page(), paths
    context.close()
    server.shutdown()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_without_a_tool_asks_for_no_python_and_little_else(asked: tuple[Page, list[str]], site: Path, path: str) -> None:
    page, paths = asked
    page.goto(f"/{path}")
    page.wait_for_load_state("networkidle")
    page.mouse.wheel(0, 2000)
    page.keyboard.press("Tab")
    page.wait_for_timeout(1000)
    assert [asked_for for asked_for in paths if PYTHON.search(asked_for)] == []
    ours = sorted({asked_for for asked_for in paths if OURS.search(asked_for)})
    assert any(name.endswith("site.css") for name in ours)
    assert len(paths) == len(set(paths)), "something is fetched twice"
    weights = {name: len(zlib.compress((site / name.lstrip("/")).read_bytes(), 9)) for name in ours if "lunr" not in name}
    assert sum(weights.values()) < BUDGET, weights


def test_a_page_with_a_tool_does_ask_for_python(asked: tuple[Page, list[str]]) -> None:
    """Lest the test above sees nothing because nothing can be seen."""
    page, paths = asked
    page.goto("/publicera/granska-utkast/")
    page.get_by_label("Ditt utkast").fill("Välkommen till biblioteket på lördag.")
    page.wait_for_timeout(3000)
    assert [asked_for for asked_for in paths if PYTHON.search(asked_for)] != []


def test_the_font_has_what_the_pages_are_written_with(site: Path) -> None:
    """Letters and signs of Latin that the whole font has; what stands beyond them it never had."""
    written = {
        sign
        for file in site.rglob("*.html")
        for sign in re.sub(r"<(script|style)\b.*?</\1>|<[^>]*>", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
        if " " <= sign <= "\u017f" or sign in "–—‘’“”„•…€−↑↓™"
    }
    assert written - set(CHARACTERS) == set()
    assert set("åäöÅÄÖéÉü”–") <= set(CHARACTERS)
