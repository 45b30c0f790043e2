"""A new version of the site is put in place while a page of the old one is open; and ticks that an earlier one kept."""

import json
import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from macros.serve import Handler, Server
from tests.browser.acts import press
from tests.browser.test_draft_check import BOOT_MS, DRAFT, PAGE, check, result, value
from tests.conftest import watched

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
SAVE_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"  # Python only when the form is touched
NO_SHARED = "delete window.SharedWorker;"
MONTH, LESSON = "checklistor/manadens-slut/", "introduktion/sa-later-vi/"
COMMENT = "När öppnar badet i Råå? Jag undrar också vad det kostar."


@pytest.fixture(scope="module")
def next_site(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as the next version would be: the same, with its own files in a folder of another name."""
    folder = tmp_path_factory.mktemp("next") / "site"
    shutil.copytree(site, folder, copy_function=os.link)
    (app,) = (folder / "assets").glob("app-*")
    app.rename(app.with_name("app-fedcba987654"))
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8").replace(app.name, "app-fedcba987654")
        path.unlink()  # else the site's own, which it is a link to, is written
        path.write_text(text, encoding="utf-8")
    for path in [*folder.rglob("*.html.br"), *folder.rglob("*.html.gz")]:
        path.unlink()
    return folder


class Host:
    """Serves one version of the site, until deploy() puts another in its place."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        host = self

        class Current(Handler):
            def __init__(self, *arguments: object) -> None:
                super().__init__(*arguments, directory="")  # type: ignore[arg-type]

            def send_head(self) -> object:
                self.directory = str(host.folder)  # on a connection that stays open too
                return super().send_head()

        self.server = Server(("127.0.0.1", 0), Current)
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.address = f"http://localhost:{self.server.server_address[1]}/"

    def deploy(self, folder: Path) -> None:
        self.folder = folder


@pytest.fixture
def host(site: Path) -> Iterator[Host]:
    host = Host(site)
    yield host
    host.server.shutdown()


@pytest.fixture
def visit(browser: Browser, host: Host) -> Iterator[Callable[..., Page]]:
    opened: list[Page] = []

    def visit(path: str, script: str = "") -> Page:
        page = watched(browser, host.address, [], expect_trouble=True, permissions=["clipboard-read", "clipboard-write"])
        opened.append(page)
        page.add_init_script(script)
        page.goto(host.address + path)
        page.locator("[data-ready]").first.wait_for()
        return page

    yield visit
    for page in opened:
        page.context.close()


def trouble(page: Page) -> Locator:
    return page.locator('[data-part="trouble"]').first


@pytest.mark.parametrize("script", [pytest.param(NO_SHARED, marks=pytest.mark.long), ""])
def test_an_engine_that_is_no_longer_there(visit: Callable[..., Page], host: Host, next_site: Path, script: str) -> None:
    page = visit(PAGE, SAVE_DATA + script)
    host.deploy(next_site)
    page.get_by_label("Kanal").select_option("LinkedIn")
    check(page, DRAFT)
    expect(page.get_by_role("heading", name="Webbplatsen har uppdaterats")).to_be_focused(timeout=BOOT_MS)
    assert value(page) == DRAFT
    expect(page.get_by_role("button", name="Försök igen")).to_have_count(0)
    press(page, "Kopiera det du har skrivit")
    expect(trouble(page)).to_contain_text("Det du har skrivit är kopierat.")
    assert page.evaluate("navigator.clipboard.readText()") == f"Ditt utkast: {DRAFT}\nKanal: LinkedIn"
    press(page, "Ladda om sidan")
    page.wait_for_function("performance.getEntriesByType('navigation')[0].type === 'reload'")
    expect(trouble(page)).to_be_hidden()
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    assert page.evaluate("document.querySelector('script[src*=widgets]').src.includes('app-fedcba987654')")


@pytest.mark.long
def test_an_engine_that_is_here_goes_on_and_the_new_one_answers_beside_it(
    visit: Callable[..., Page], host: Host, next_site: Path
) -> None:
    page = visit(PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    host.deploy(next_site)
    new = page.context.new_page()
    new.goto(page.url)
    check(new, DRAFT)
    assert result(new) == "3 saker att se över"
    check(page, DRAFT.replace("Avseende", "Om"))
    expect(page.locator("#draft-result")).to_have_text("2 saker att se över")


@pytest.mark.long
def test_tables_that_are_no_longer_there(visit: Callable[..., Page], host: Host, next_site: Path) -> None:
    page = visit("kommentarer/hantera-en-kommentar/", NO_SHARED)
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(3_000)  # Python is here, its large tables are not
    host.deploy(next_site)
    page.locator("#helper-text").fill(COMMENT)
    press(page, "Få råd")
    expect(page.get_by_role("heading", name="Webbplatsen har uppdaterats")).to_be_focused(timeout=BOOT_MS)
    assert page.locator("#helper-text").input_value() == COMMENT


def test_a_search_that_was_begun_in_the_old_version(visit: Callable[..., Page], host: Host, next_site: Path) -> None:
    page = visit(MONTH)
    page.wait_for_load_state("networkidle")
    host.deploy(next_site)
    page.get_by_role("textbox", name="Sök").press_sequentially("diarieför")
    expect(page.locator(".md-search-result__meta")).to_contain_text("sökresultat", timeout=20_000)


@pytest.mark.long
def test_a_site_that_cannot_be_asked_is_not_said_to_be_new(visit: Callable[..., Page], host: Host, tmp_path: Path) -> None:
    page = visit(PAGE, SAVE_DATA + NO_SHARED)
    host.deploy(tmp_path)
    check(page, DRAFT)
    expect(trouble(page)).to_contain_text("Verktyget kunde inte starta", timeout=BOOT_MS)
    expect(trouble(page).get_by_role("button", name="Försök igen")).to_be_visible()


@pytest.mark.parametrize(
    ("stored", "shown", "told"),
    [
        ('{"version": 7, "ticked": {"channel": "2026-03-02", "of-the-future": "2026-03-02"}, "facts": {}}', "0 av 8", ""),
        ('{"ticked": {"channel": "2026-03-02"}}', "0 av 8", ""),
        ('{"version": 1, "ticked": {"channel": "2026-03-02", "retired": "2025-01-01"}, "facts": {}}', "1 av 8", ""),
        ('{"version": 1, "ticked": {"chan', "0 av 8", "gick inte att läsa"),
        ('["channel"]', "0 av 8", "gick inte att läsa"),
    ],
)
def test_ticks_of_another_version_are_kept_or_the_list_says_that_it_begins_anew(
    open_page: OpenPage, stored: str, shown: str, told: str
) -> None:
    page = open_page(MONTH)
    page.evaluate("value => localStorage.setItem('checklists:tasks:month-end', value)", stored)
    page.reload()
    expect(page.locator('[data-part="tally"]')).to_contain_text(shown)
    expect(page.locator('[data-part="memory"]')).to_contain_text(told or "Bockarna sparas bara i den här webbläsaren")
    page.get_by_label("Antalet nya följare").check()
    after = json.loads(page.evaluate("localStorage.getItem('checklists:tasks:month-end')"))
    assert "followers" in after["ticked"]
    before = {} if told else json.loads(stored)["ticked"]
    assert before.items() <= {**after["ticked"], **after["older"]}.items()


@pytest.mark.parametrize(
    ("stored", "told"),
    [
        ({"version": 9, "started": "2026-01-01", "lessons": {"tone": {"read": "2026-01-01"}, "of-later": {"read": "2026-02-02"}}, "questions": {}, "exercises": {}}, ""),
        ("{", "gick inte att läsa"),
    ],
)  # fmt: skip
def test_progress_of_another_version_is_kept_or_said_to_begin_anew(open_page: OpenPage, stored: object, told: str) -> None:
    page = open_page("introduktion/")
    page.evaluate("value => localStorage.setItem('checklists:introduction', value)", stored if told else json.dumps(stored))
    page.reload()
    expect(page.locator("learning-path")).to_contain_text(told or "Läst")
    page.goto(page.url + "svarstid-och-kontaktcenter/")
    page.get_by_role("button", name="Markera som läst").click()
    after = json.loads(page.evaluate("localStorage.getItem('checklists:introduction')"))["lessons"]
    assert len(after) == (1 if told else 3)
