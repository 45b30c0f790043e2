"""Using the site without a network, in a real browser with a real server that is stopped, hangs, changes or breaks.

Nothing before the person asks for it, everything after, never two versions at once, and gone when it is to go.
"""

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from macros.offline import write
from tests.browser.acts import press
from tests.browser.axe import violations
from tests.browser.hosts import Host, copied, replace
from tests.browser.test_comment_helper import INSULT, advise
from tests.browser.test_comment_helper import PAGE as COMMENT
from tests.browser.test_draft_check import DRAFT, check, result
from tests.browser.test_draft_check import PAGE as DRAFT_PAGE
from tests.browser.test_engines import FIREFOX
from tests.browser.test_post_metrics import PAGE as METRICS
from tests.browser.test_post_metrics import facebook, read, show
from tests.browser.test_reply_roster import PAGE as ROSTER
from tests.browser.test_reply_roster import add_person, solve
from tests.search import ask, open_search

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-offline")]
HERE = "om/utan-nat/"
NOTHING = "Inget är sparat på den här enheten."
SAVE = "Spara för användning utan nät"
GONE = "Vi når inte servern."
KEPT = """async () => ({
  workers: (await navigator.serviceWorker.getRegistrations()).length,
  caches: (await caches.keys()).filter(name => name.startsWith("saved-copy")).length,
})"""
CLEAN = {"workers": 0, "caches": 0}
Visit = Callable[..., Page]


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    return copied(site, tmp_path / "site")


@pytest.fixture
def host(own_site: Path) -> Iterator[Host]:
    host = Host(own_site)
    yield host
    host.stop()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", viewport={"width": 1280, "height": 900})
    yield context
    context.close()


def state(page: Page) -> Locator:
    return page.locator('offline-save [data-part="state"]')


def told(page: Page) -> Locator:
    return page.locator('offline-save [data-part="result"]')


def visit(context: BrowserContext, host: Host) -> Page:
    page = context.new_page()
    page.goto(host.address + HERE)
    page.locator("offline-save[data-ready]").wait_for()
    return page


def saved(context: BrowserContext, host: Host) -> Page:
    page = visit(context, host)
    press(page, SAVE)
    expect(state(page)).to_contain_text("Sparad", timeout=60_000)
    return page


@pytest.fixture(scope="module")
def without_server(browser: Browser, site: Path) -> Iterator[tuple[Page, str]]:
    """Somebody who has saved the site, and whose server is gone since."""
    host = Host(site)
    context = browser.new_context(locale="sv-SE", timezone_id="Europe/Stockholm", viewport={"width": 1280, "height": 900})
    page = saved(context, host)
    host.stop()
    yield page, host.address
    context.close()


def test_pages(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    for asked, lands, heading in [
        ("", "", "Vad vill du göra?"),
        ("kommentarer/svara/", "kommentarer/svara/", "Svara på frågor"),
        ("kommentarer/svara?h=svara", "kommentarer/svara/", "Svara på frågor"),
        ("kommentarer/svara/index.html", "kommentarer/svara/index.html", "Svara på frågor"),
        ("strategin/svara/?h=dygn#svara.svarstid", "strategin/svara/?h=dygn#svara.svarstid", ""),
        ("finns/inte/", "om/utan-nat/#saknas", "Använd webbplatsen utan nät"),
    ]:
        page.goto(address + asked)
        assert page.url == address + lands
        expect(page.locator("h1")).to_contain_text(heading)
        if HERE not in lands:
            expect(page.locator("article")).to_contain_text(GONE)
    assert page.evaluate("getComputedStyle(document.querySelector('.md-header')).backgroundColor") == "rgb(118, 35, 47)"


def test_search(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address)
    open_search(page)
    assert "kommentarer/diariefora/" in ask(page, "diarieföringen", address).pages[:3]


def test_checklist(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + "checklistor/manadens-slut/")
    page.locator("task-list[data-ready]").wait_for()
    page.get_by_label("Månadens räckvidd").check()
    page.reload()
    expect(page.get_by_label("Månadens räckvidd")).to_be_checked()


def test_draft_check(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + DRAFT_PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"


@pytest.mark.long
def test_comment_helper(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + COMMENT)
    page.locator("comment-helper[data-ready]").wait_for()
    advise(page, INSULT)
    expect(page.locator("#helper-heading")).not_to_be_empty()


@pytest.mark.long
def test_reply_roster(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + ROSTER)
    page.locator("reply-roster[data-ready]").wait_for()
    page.get_by_label("Första veckan").fill("2027-01-11")
    page.get_by_label("Antal veckor").fill("1")
    for name in ("Åsa", "Björn", "Çelik"):
        add_person(page, name)
    assert solve(page) == "Alla pass är bemannade"


@pytest.mark.long
def test_post_metrics(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + METRICS)
    page.locator("post-metrics[data-ready]").wait_for()
    read(page, ("facebook.csv", facebook()), told="1 fil är läst.")
    assert show(page)


def test_the_page_about_it(without_server: tuple[Page, str]) -> None:
    page, address = without_server
    page.goto(address + HERE)
    expect(page.locator("offline-save")).to_contain_text("vet inte om det finns en nyare version")
    assert violations(page) == []


def test_nothing_before_the_person_asks_and_nothing_after_it_is_removed(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    for path in ("", DRAFT_PAGE, HERE):
        page.goto(host.address + path)
        page.wait_for_timeout(500)
        assert page.evaluate(KEPT) == CLEAN
    assert violations(page) == []
    page.evaluate("localStorage.setItem('checklists:tasks:month-end', '1'); caches.open('somebody else')")
    button = page.get_by_role("button", name=SAVE)
    button.focus()
    page.keyboard.press("Enter")
    expect(state(page)).to_contain_text(re.compile(r"^Sparad \d+ \w+ 20\d\d, version [0-9a-f]{8}\.$"), timeout=60_000)
    expect(state(page)).to_be_focused()
    assert page.evaluate(KEPT) == {"workers": 1, "caches": 1}
    assert violations(page) == []
    press(page, "Ta bort")
    expect(told(page)).to_have_text("Det du hade sparat är borttaget.")
    expect(state(page)).to_have_text(NOTHING)
    assert page.evaluate(KEPT) == CLEAN
    left = page.evaluate("async () => (await caches.keys()).concat(Object.keys(localStorage))")
    assert {"somebody else", "checklists:tasks:month-end"} <= set(left)


@pytest.mark.long
def test_a_server_that_hangs_costs_one_wait(context: BrowserContext, host: Host) -> None:
    page = saved(context, host)
    host.hang()
    page.goto(host.address)
    expect(page.locator("article")).to_contain_text(GONE, timeout=15_000)
    # Asked once more at once, the page need not wait: the browser's own account of when it began and came.
    page.goto(host.address + DRAFT_PAGE)
    assert page.evaluate("performance.getEntriesByType('navigation')[0].responseStart") < 2500
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"


def new_build(site: Path, to: Path) -> Path:
    """Return the site as the next build would make it: other words on the pages, scripts in another folder."""
    old = next((site / "assets").glob("app-*")).name
    made = copied(site, to)
    (made / "assets" / old).rename(made / "assets" / "app-0123456789ab")
    for path in [*made.rglob("*.html"), *made.rglob("*.js")]:
        content = path.read_bytes()
        changed = content.replace(old.encode(), b"app-0123456789ab").replace(b"Vad vill du g\xc3\xb6ra?", b"Nytt bygge")
        if changed != content:
            replace(path, changed)
    for name in ("sw.js", "offline.json"):
        (made / name).unlink()
    write(made, on=True)
    return made


@pytest.mark.long
def test_a_new_build_is_offered_and_never_mixed_with_the_saved_one(
    context: BrowserContext, host: Host, site: Path, tmp_path: Path
) -> None:
    page = saved(context, host)
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url) if "/assets/app-" in request.url else None)

    def versions() -> set[str]:
        page.wait_for_timeout(500)  # what a page imports once it has loaded
        folders = {re.sub(r".*/assets/(app-[^/]+)/.*", r"\1", url) for url in asked}
        asked.clear()
        return folders

    page.goto(host.address)
    old = versions()
    assert len(old) == 1
    host.stop()
    host.start(new_build(site, tmp_path / "new"))
    # The server answers: its pages with its scripts, and a word about the copy.
    page.goto(host.address + DRAFT_PAGE)
    expect(page.locator("article")).to_contain_text("Det finns en nyare version")
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    assert versions() == {"app-0123456789ab"}
    # It does not: the saved pages with the saved scripts.
    host.stop()
    page.goto(host.address)
    expect(page.locator("h1")).to_contain_text("Vad vill du göra?")
    assert versions() == old
    page.goto(host.address + DRAFT_PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"
    assert versions() == old
    # Renewed when the person wants it; only what has changed is fetched.
    host.start()
    page.goto(host.address + HERE)
    expect(state(page)).to_have_text("En nyare version finns.")
    assert page.evaluate(KEPT) == {"workers": 1, "caches": 1}
    sent = int(re.findall(r"(\d+)\u00a0MB", page.locator("offline-save").inner_text())[0])
    assert sent <= 4  # the runtime, the memory image and the tables are those that are here already
    press(page, "Uppdatera")
    expect(state(page)).to_contain_text("Sparad", timeout=60_000)
    host.stop()
    asked.clear()
    page.goto(host.address)
    expect(page.locator("h1")).to_contain_text("Nytt bygge")
    assert versions() == {"app-0123456789ab"}
    # With no other page open, what only the old version had is thrown away.
    listed = json.loads((host.site / "offline.json").read_text(encoding="utf-8"))
    wanted = {row[0] for name, row in listed["files"].items() if name not in listed["spare"]}
    page.wait_for_function(
        """async count => {
            const [name] = (await caches.keys()).filter(name => name.startsWith("saved-copy"));
            return (await (await caches.open(name)).keys()).length === count;
        }""",
        arg=len(wanted) + 1,
    )


@pytest.mark.long
def test_pages_of_the_old_version_go_on_while_it_is_renewed(
    context: BrowserContext, host: Host, site: Path, tmp_path: Path
) -> None:
    page = saved(context, host)
    other = context.new_page()
    other.goto(host.address + DRAFT_PAGE)
    host.stop()
    host.start(new_build(site, tmp_path / "new"))
    page.goto(host.address + HERE)
    press(page, "Uppdatera")
    expect(state(page)).to_contain_text("Sparad", timeout=60_000)
    page.goto(host.address)
    expect(page.locator("h1")).to_contain_text("Nytt bygge")
    host.stop()
    check(other, DRAFT)  # what it loads now is of its own version, which the server no longer has
    assert result(other) == "3 saker att se över"


def broken_by_removal(site: Path) -> None:
    next(site.glob("assets/pyodide-*/pyodide.asm.wasm")).unlink()


def broken_by_half(site: Path) -> None:
    path = next(site.glob("assets/app-*/python/engine.image.gz"))
    replace(path, path.read_bytes()[: path.stat().st_size // 2])


def broken_by_a_proxy(site: Path) -> None:
    replace(site / "kommentarer" / "svara" / "index.html", b"<!doctype html><title>Logga in</title>")


LONG = [pytest.param(fault, marks=pytest.mark.long) for fault in (broken_by_removal, broken_by_a_proxy)]


@pytest.mark.parametrize("fault", [broken_by_half, *LONG])
def test_a_save_that_fails_leaves_nothing_half(
    context: BrowserContext, host: Host, own_site: Path, fault: Callable[[Path], None]
) -> None:
    fault(own_site)
    page = visit(context, host)
    press(page, SAVE)
    expect(told(page)).to_contain_text("En fil på servern saknas", timeout=60_000)
    expect(told(page)).to_contain_text("Inget är sparat.")
    assert page.evaluate(KEPT) == CLEAN
    expect(page.get_by_role("button", name=SAVE)).to_be_visible()


@pytest.mark.long
def test_a_renewal_that_fails_leaves_the_old_copy_whole(context: BrowserContext, host: Host, site: Path, tmp_path: Path) -> None:
    page = saved(context, host)
    new = new_build(site, tmp_path / "new")
    broken_by_a_proxy(new)
    host.stop()
    host.start(new)
    page.goto(host.address + HERE)
    press(page, "Uppdatera")
    expect(told(page)).to_contain_text("Det du hade sparat finns kvar.", timeout=60_000)
    expect(state(page)).to_have_text("En nyare version finns.")
    host.stop()
    page.goto(host.address)
    expect(page.locator("h1")).to_contain_text("Vad vill du göra?")
    page.goto(host.address + DRAFT_PAGE)
    check(page, DRAFT)
    assert result(page) == "3 saker att se över"


@pytest.mark.long
def test_the_person_can_stop(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    session = context.new_cdp_session(page)
    session.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 0, "downloadThroughput": 200_000, "uploadThroughput": 200_000},
    )
    press(page, SAVE)
    expect(page.locator('[data-part="loading-text"]')).to_have_text(re.compile(r"^Sparar: [1-9]\d* av \d+"), timeout=60_000)
    other = visit(context, host)
    press(other, SAVE)
    expect(told(other)).to_contain_text("Det pågår redan i en annan flik.")
    press(page, "Avbryt")
    expect(told(page)).to_have_text("Du avbröt. Inget är sparat.")
    assert page.evaluate(KEPT) == CLEAN


@pytest.mark.long
def test_no_room(context: BrowserContext, host: Host) -> None:
    page = visit(context, host)
    session = context.new_cdp_session(page)
    session.send("Storage.overrideQuotaForOrigin", {"origin": host.address.removesuffix("/sociala-medier/"), "quotaSize": 5e6})
    press(page, SAVE)
    expect(told(page)).to_have_text("Det finns inte plats på enheten. Inget är sparat.", timeout=60_000)
    assert page.evaluate(KEPT) == CLEAN


@pytest.mark.long
def test_a_site_that_is_built_without_it_takes_it_back(context: BrowserContext, host: Host, own_site: Path) -> None:
    page = saved(context, host)
    write_anew(own_site, on=False)
    page.goto(host.address)
    page.wait_for_function(f"async () => JSON.stringify(await ({KEPT})()) === '{json.dumps(CLEAN, separators=(',', ':'))}'")
    page.goto(host.address + HERE)
    # Whether there was anything left to remove depends on who came first, the worker or the page.
    expect(state(page)).to_contain_text("Den som driver webbplatsen har stängt av")
    expect(page.locator("offline-save").get_by_role("button")).to_have_count(0)
    assert page.evaluate(KEPT) == CLEAN


def write_anew(site: Path, *, on: bool) -> None:
    for name in ("sw.js", "offline.json"):
        (site / name).unlink(missing_ok=True)
    write(site, on=on)


@pytest.mark.long
@pytest.mark.parametrize("path", ["", HERE])
def test_without_its_files_on_the_server_it_goes_too(context: BrowserContext, host: Host, own_site: Path, path: str) -> None:
    page = saved(context, host)
    for name in ("sw.js", "offline.json"):
        (own_site / name).unlink()
    page.goto(host.address + path)
    page.wait_for_function(f"async () => JSON.stringify(await ({KEPT})()) === '{json.dumps(CLEAN, separators=(',', ':'))}'")


OBSTACLES = {
    "Adressen behöver börja med https.": "Object.defineProperty(window, 'isSecureContext', {value: false})",
    "Webbläsaren låter oss inte spara.": "delete Navigator.prototype.serviceWorker",
    "Webbläsaren låter oss inte  spara.": "CacheStorage.prototype.has = () => Promise.reject(new DOMException('', 'SecurityError'))",
}


@pytest.mark.long
@pytest.mark.parametrize("says", OBSTACLES)
def test_where_it_cannot_be_done_it_says_why(context: BrowserContext, host: Host, says: str) -> None:
    context.add_init_script(OBSTACLES[says])
    page = visit(context, host)
    expect(state(page)).to_contain_text(says.replace("  ", " "))
    expect(page.locator("offline-save").get_by_role("button")).to_have_count(0)


@pytest.mark.long
def test_in_a_frame_it_says_so(context: BrowserContext, host: Host) -> None:
    page = context.new_page()
    body = f'<iframe src="{HERE}" width="900" height="600"></iframe>'  # not from our server, whose policy forbids frames
    page.route(f"{host.address}frame.html", lambda route: route.fulfill(body=body, content_type="text/html"))
    page.goto(host.address + "frame.html")
    frame = page.frame_locator("iframe")
    expect(frame.locator('[data-part="state"]')).to_contain_text("Öppna den i en egen flik")


@pytest.mark.long
def test_without_script_the_page_says_what_is_lacking(browser: Browser, host: Host) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(host.address + HERE)
    expect(page.get_by_text("Här ska knappen för att spara stå.")).to_be_visible()
    expect(page.get_by_role("button", name=SAVE)).to_be_hidden()
    context.close()


@pytest.mark.long
@pytest.mark.skipif(not FIREFOX, reason="no Firefox here (Debian: apt-get install firefox-esr)")
def test_firefox(host: Host) -> None:
    assert host.process
    script = str(Path(__file__).with_name("firefox-offline.mjs"))
    command = ["node", script, str(FIREFOX), host.address, DRAFT, str(host.process.pid)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=400)
    assert done.returncode == 0, done.stderr
    seen = json.loads(done.stdout)
    assert seen["before"] == NOTHING
    assert seen["heading"].startswith("Svara på frågor")
    assert seen["notice"].startswith(GONE)
    assert (seen["result"], seen["left"]) == ("3 saker att se över", 0)
