"""Whatever fails to arrive, or arrives broken, the person is told what to do and keeps the text; then it works again."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import NOT_STARTED
from tests.browser.test_draft_check import BOOT_MS, DRAFT, PAGE, check, result, value

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
FOUND = "3 saker att se över"
# What the engine starts from, and what is fetched besides where there is no memory image (which test_boot.py is about).
ENGINE = ["pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "worker.js", "boot.js", "image.js", "download.js", "config.js"]
WITHOUT_IMAGE = ["python_stdlib.zip", "pyodide-lock.json", "*.whl"]
# The scripts that make a form of the page a tool, and what the page is nicer with.
SCRIPTS = ["widgets.js", "draft-check.js", "draft-check-words.js", "python.js", "engine-wait.js", "dom.js", "update.js"]
TRIMMINGS = [
    "site.css",
    "main.*.css",
    "palette.*.css",
    "bundle.*.js",
    "stadssans.woff2",
    "favicon.svg",
    "search_index.json",
    "workers/search.*.js",
    "draft-tasks.js",
    "task-list.css",
]


def cut_short(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, body=answer.body()[: len(answer.body()) // 2])


def damaged(route: Route) -> None:
    """As many bytes as there should be, and every ninety-seventh another."""
    answer = route.fetch()
    body = bytearray(answer.body())
    body[::97] = bytes(byte ^ 0x15 for byte in body[::97])
    route.fulfill(response=answer, body=bytes(body))


def mistyped(route: Route) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers=answer.headers | {"content-type": "text/plain", "x-content-type-options": "nosniff"})


FAULTS: dict[str, Callable[[Route], None]] = {
    "blocked": lambda route: route.abort("blockedbyclient"),
    "the network is gone": lambda route: route.abort(),
    "not found": lambda route: route.fulfill(status=404, body="nope"),
    "a proxy's own page instead": lambda route: route.fulfill(
        status=200, content_type="text/html", body="<!doctype html><title>Logga in</title>"
    ),
    "cut short": cut_short,
    "damaged": damaged,
    "of another type": mistyped,
}
# In every run one file for each fault; the rest in the long run.
IN_EVERY_RUN = {
    ("widgets.js", "blocked"),
    ("draft-check.js", "cut short"),
    ("python.js", "a proxy's own page instead"),
    ("site.css", "not found"),
    ("bundle.*.js", "damaged"),
}


def cases(files: list[str]) -> pytest.MarkDecorator:
    """Every file with every fault."""
    table = [
        pytest.param(file, fault, marks=[] if (file, fault) in IN_EVERY_RUN else pytest.mark.long)
        for file in files
        for fault in FAULTS
    ]
    return pytest.mark.parametrize(("file", "fault"), table)


class Gate:
    """Gives a file its fault until it is opened."""

    def __init__(self, page: Page, file: str, fault: str) -> None:
        self.open = False
        page.context.route(f"**/{file}", lambda route: route.continue_() if self.open else FAULTS[fault](route))


def told(page: Page) -> Locator:
    return page.locator('draft-check [data-part="trouble"]')


@cases(ENGINE + WITHOUT_IMAGE)
def test_a_file_of_the_engine(open_page: OpenPage, file: str, fault: str) -> None:
    page = open_page("", expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")  # its requests cannot be intercepted
    if file in WITHOUT_IMAGE:
        page.context.route("**/engine.image.gz", FAULTS["not found"])
    gate = Gate(page, file, fault)
    page.goto(page.url + PAGE)
    check(page, DRAFT)
    if fault in ("damaged", "of another type"):  # which may do no harm
        expect(told(page).or_(page.locator("#draft-result")).locator("visible=true")).to_be_visible(timeout=BOOT_MS)
    else:
        expect(told(page)).to_contain_text(NOT_STARTED, timeout=BOOT_MS)
    assert value(page) == DRAFT
    if told(page).is_visible():
        expect(told(page)).to_contain_text(NOT_STARTED)
        gate.open = True
        told(page).get_by_role("button", name="Försök igen").click()
    assert result(page) == FOUND


@cases(SCRIPTS)
def test_a_script_of_the_page(open_page: OpenPage, file: str, fault: str) -> None:
    page = open_page("", expect_trouble=True, reduced_motion="reduce")  # no wait before a notice is shown
    gate = Gate(page, file, fault)
    page.goto(page.url + PAGE)
    page.get_by_label("Ditt utkast").fill(DRAFT)
    notice = page.locator("draft-check .notice--script")
    expect(notice).to_be_visible(timeout=10_000)
    expect(notice).to_contain_text("Verktyget har inte startat.")
    page.get_by_role("button", name="Granska utkastet").click()
    assert page.url.endswith(PAGE)  # the form is sent nowhere
    assert value(page) == DRAFT
    gate.open = True
    notice.get_by_role("link", name="ladda om sidan").click()
    check(page, DRAFT)
    assert result(page) == FOUND
    expect(notice).to_be_hidden()


@cases(TRIMMINGS)
def test_what_a_page_is_nicer_with(open_page: OpenPage, file: str, fault: str) -> None:
    page = open_page("", expect_trouble=True, reduced_motion="reduce")
    Gate(page, file, fault)
    page.goto(page.url + PAGE)
    check(page, DRAFT)
    assert result(page) == FOUND
    expect(page.locator("h1")).to_be_visible()
    expect(page.locator("draft-check .notice--script")).to_be_hidden()


@pytest.mark.parametrize(
    ("path", "file", "words"),
    [
        ("checklistor/manadens-slut/", "task-list.js", "Listan minns inte dina bockar just nu."),
        pytest.param("introduktion/sa-later-vi/", "lesson-foot.js", "Dina framsteg syns inte just nu.", marks=pytest.mark.long),
        pytest.param("introduktion/sa-later-vi/", "page-quiz.js", "Frågorna svarar inte just nu.", marks=pytest.mark.long),
        pytest.param("introduktion/sa-later-vi/", "practice-task.js", "Bedömningen har inte startat.", marks=pytest.mark.long),
        pytest.param("introduktion/", "learning-path.js", "Dina framsteg syns inte just nu.", marks=pytest.mark.long),
        ("kommentarer/hantera-en-kommentar/", "comment-helper.js", "Verktyget har inte startat."),
        pytest.param("kommentarer/bemanna-svar/", "reply-roster.js", "Verktyget har inte startat.", marks=pytest.mark.long),
        pytest.param(
            "kommentarer/fragor-till-kontaktcenter/", "kc-faq.js", "Formuläret har inte startat.", marks=pytest.mark.long
        ),
        pytest.param("publicera/boka-plats/", "slot-booking.js", "Formuläret har inte startat.", marks=pytest.mark.long),
        pytest.param("uppfoljning/folj-upp/", "post-metrics.js", "Verktyget har inte startat.", marks=pytest.mark.long),
    ],
)
def test_every_tool_says_when_it_has_not_started_and_not_when_it_has(
    open_page: OpenPage, path: str, file: str, words: str
) -> None:
    page = open_page("", expect_trouble=True, reduced_motion="reduce")
    gate = Gate(page, file, "not found")
    page.goto(page.url + path)
    notice = page.locator(".notice--script", has_text=words).first
    expect(notice).to_be_visible(timeout=10_000)
    gate.open = True
    notice.get_by_role("link", name="ladda om sidan").click()
    expect(page.locator(".notice--script").locator("visible=true")).to_have_count(0)


@pytest.mark.parametrize(
    "fault", [fault if fault == "not found" else pytest.param(fault, marks=pytest.mark.long) for fault in FAULTS]
)
@pytest.mark.parametrize("file", ["search_index.json", pytest.param("workers/search.*.js", marks=pytest.mark.long)])
def test_a_search_that_does_not_come(open_page: OpenPage, file: str, fault: str) -> None:
    page = open_page("", expect_trouble=True)
    Gate(page, file, fault)
    page.reload()
    page.get_by_role("textbox", name="Sök").press_sequentially("kommentarer")
    expect(page.locator(".md-search-result__meta")).to_contain_text(
        "Kommer den inte laddar du om sidan" if fault != "of another type" or "js" in file.removesuffix("on") else "sökresultat"
    )


@pytest.mark.long
@pytest.mark.parametrize(
    "file", ["widgets.js", "draft-check.js", "worker.js", "pyodide.asm.wasm", "engine.image.gz", "bundle.*.js"]
)
def test_a_file_that_takes_its_time(open_page: OpenPage, file: str) -> None:
    page = open_page("", expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")
    waiting: list[Route] | None = []

    def hold(route: Route) -> None:
        if waiting is None:
            route.continue_()
        else:
            waiting.append(route)

    page.context.route(f"**/{file}", hold)
    page.goto(page.url + PAGE, wait_until="commit")
    page.get_by_label("Ditt utkast").fill(DRAFT)
    page.wait_for_timeout(11_000)
    assert value(page) == DRAFT
    late, waiting = waiting, None
    for route in late:
        route.continue_()
    page.locator("draft-check[data-ready]").wait_for()
    page.get_by_role("button", name="Granska utkastet").click()
    assert result(page) == FOUND
    assert value(page) == DRAFT
    expect(page.locator("draft-check .notice--script")).to_be_hidden()
