"""The real site behind the servers with the files that we give out, and its page for what is missing, in a real browser."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from macros.policy import HEADERS
from macros.precompress import precompress
from macros.templates import ROOT
from tests.browser.hosts import Host
from tests.browser.test_draft_check import DRAFT, PAGE, check, result
from tests.conftest import watched
from tests.test_hosting import SERVERS, running

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser-pages")]


@pytest.mark.parametrize("name", SERVERS)
def test_a_draft_is_checked_behind_the_server(browser: Browser, site: Path, name: str) -> None:
    def write(to: Path) -> None:
        shutil.copytree(site, to)
        precompress(to)

    with running(name, write) as host:
        trouble: list[str] = []
        address = f"http://127.0.0.1:{host.port}/"
        page = watched(browser, address, trouble)
        answer = page.goto(address + PAGE)
        assert answer
        assert answer.headers["content-security-policy"] == HEADERS["Content-Security-Policy"]
        check(page, DRAFT)
        result(page)
        page.get_by_role("link", name="Strategin", exact=True).first.click()
        expect(page.get_by_role("heading", name="Strategin", level=1)).to_be_visible()
        assert trouble == []
        page.context.close()


def test_a_missing_page_under_a_path_has_its_look_and_its_ways_on(browser: Browser, tmp_path: Path) -> None:
    host = Host(tmp_path)
    try:
        environment = os.environ | {"SITE_URL": host.address, "NO_MKDOCS_2_WARNING": "1"}
        build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(tmp_path)]
        subprocess.run(build, cwd=ROOT, env=environment, check=True)
        trouble: list[str] = []
        page = watched(browser, host.address, trouble, expect_trouble=True)  # the console tells of the 404 itself
        answer = page.goto(f"{host.address}om/finns/inte/")
        assert answer
        assert answer.status == 404
        expect(page.locator("h1")).to_have_text("Sidan finns inte")
        expect(page.locator("h1")).to_have_css("font-weight", "700")
        page.locator("main").get_by_role("link", name="Granska utkast").click()
        expect(page).to_have_url(f"{host.address}{PAGE}")
        check(page, DRAFT)
        result(page)
        assert trouble == []
        page.context.close()
    finally:
        host.stop()
