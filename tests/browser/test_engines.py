"""Every tool in other engines than Chromium's: a stock Firefox, and WebKit. `make test-full` installs them where it may."""

import json
import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver.webkitgtk.options import Options
from selenium.webdriver.webkitgtk.service import Service

from tests.browser.visits import SET, VISITS, Visit

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("engines")]
FIREFOX = shutil.which("firefox-esr") or shutil.which("firefox")
MINI_BROWSERS = sorted(Path("/usr/lib").glob("*/webkit2gtk-4*/MiniBrowser"))
WEBKIT_DRIVER = shutil.which("WebKitWebDriver")


def in_firefox(address: str, visits: list[Visit]) -> list[str]:
    """Return what went wrong, a line for each visit where something did."""
    if not FIREFOX:
        pytest.skip("no Firefox here (Debian: apt-get install firefox-esr)")
    command = ["node", str(Path(__file__).with_name("firefox.mjs")), FIREFOX, address]
    given = json.dumps({"prelude": SET, "visits": [asdict(visit) for visit in visits]})
    result = subprocess.run(command, input=given, capture_output=True, text=True, timeout=600)
    assert result.returncode == 0, result.stderr
    told = json.loads(result.stdout)
    assert [name for name, _ in told] == [visit.name for visit in visits]
    return [f"{name}: {problem}" for name, problem in told if problem]


def test_firefox(address: str) -> None:
    assert in_firefox(address, VISITS) == []


def test_every_page_in_firefox_under_the_policy(address: str, site: Path) -> None:
    paths = [file.relative_to(site).as_posix().removesuffix("index.html") for file in sorted(site.rglob("index.html"))]
    assert in_firefox(address, [Visit(path, path, ()) for path in paths]) == []


@pytest.fixture(scope="module")
def webkit() -> Iterator[webdriver.WebKitGTK]:
    # WebKit's own sandbox needs user namespaces, which containers seldom allow; the pages here are our own.
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setenv("WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS", "1")
    screen = None
    if "DISPLAY" not in os.environ:
        screen = subprocess.Popen(["Xvfb", ":97", "-screen", "0", "1280x1024x24"], stderr=subprocess.DEVNULL)
        monkeypatch.setenv("DISPLAY", ":97")
        time.sleep(1)
    options = Options()
    options.binary_location = str(MINI_BROWSERS[-1])
    options.add_argument("--automation")
    browser = webdriver.WebKitGTK(options=options, service=Service(WEBKIT_DRIVER))
    yield browser
    browser.quit()
    if screen:
        screen.terminate()
    monkeypatch.undo()


@pytest.mark.skipif(
    not (WEBKIT_DRIVER and MINI_BROWSERS), reason="no WebKit here (Debian: apt-get install webkit2gtk-driver xvfb)"
)
@pytest.mark.parametrize("visit", VISITS, ids=lambda visit: visit.name)
def test_webkit(webkit: webdriver.WebKitGTK, address: str, visit: Visit) -> None:
    webkit.get(address + visit.path)
    # Every element of the page: one may be ready before the one that is used.
    ask(webkit, "return Boolean(document.querySelector('[data-ready]') && !document.querySelector('article :not(:defined)'))")
    for act, until in visit.steps:
        webkit.execute_script(SET + act)
        ask(webkit, f"{SET} return Boolean({until})")


def ask(browser: webdriver.WebKitGTK, question: str) -> None:
    """Wait until the page answers yes."""
    for _ in range(600):
        if browser.execute_script(question):
            return
        time.sleep(0.1)
    raise AssertionError(f"the page never said yes to: {question}")
