"""What a person sees of the engine's loading, with a worker that says and does what the test tells it."""

import json
import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.axe import violations
from tests.conftest import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PAGE = "publicera/granska-utkast/"
TEXT = "Nu öppnar isbanan på Gröningen. Skridskor finns att låna."
TOTAL = 8_123_456
LOADING = "Verktyget laddas. Din text granskas så fort det är klart."
OpenPage = Callable[..., Page]

# Says what it hears on the channel, and when it is ready refuses whatever it was asked, which is an answer like any other.
STUB = """
const channel = new BroadcastChannel("stub");
const asked = [];
let ready = false;
const answer = ({ id, name }) => postMessage({ id, result: JSON.stringify({ error: `Svar på ${name}.`, field: "text" }) });
channel.onmessage = ({ data }) => {
  postMessage(data);
  if (data.state !== "ready") return;
  ready = true;
  asked.splice(0).forEach(answer);
};
onmessage = ({ data }) => (ready ? answer(data) : asked.push(data));
channel.postMessage("started");
"""
# Counts the workers that the stub's channel hears of; without a shared one, as on many a phone.
LISTEN = """
delete window.SharedWorker;
window.stub = new BroadcastChannel("stub");
window.started = 0;
stub.onmessage = () => started++;
"""
# Shared workers that say the messages in `said`, and then nothing.
SHARED = """
window.shared = 0;
window.SharedWorker = class {
  constructor() {
    shared++;
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    for (const message of said) port2.postMessage(message);
  }
};
"""
SAVE_DATA = "Object.defineProperty(navigator, 'connection', {value: {saveData: true}});"


def visit(open_page: OpenPage, path: str = PAGE, script: str = "", *, clock: bool = False, **options: object) -> Page:
    page = open_page("", expect_trouble=True, **options)
    page.context.route("**/worker.js", lambda route: route.fulfill(content_type="text/javascript", body=STUB))
    page.add_init_script(LISTEN + script)
    if clock:
        page.clock.install()
    page.goto(page.url + path)
    page.locator("[data-ready]").first.wait_for()
    return page


def say(page: Page, state: str, **more: object) -> None:
    page.evaluate("message => stub.postMessage(message)", {"state": state, **more})


def started(page: Page, count: int) -> None:
    """Wait until this many workers have started in all."""
    page.wait_for_function("count => started === count", arg=count)


def ask(page: Page) -> None:
    page.get_by_label("Ditt utkast").fill(TEXT)
    page.get_by_role("button", name="Granska utkastet").click()


def shown(page: Page) -> Locator:
    return page.locator('[data-part="loading-text"]').first


def status(page: Page) -> Locator:
    return page.locator('form [data-part="status"]')


def trouble(page: Page) -> Locator:
    return page.locator('[data-part="trouble"]')


def answered(page: Page) -> None:
    expect(page.locator('[data-part="error-text"]')).to_have_text("Svar på draft_check.")
    expect(status(page)).to_have_text("")
    expect(shown(page)).to_be_hidden()
    expect(trouble(page)).to_be_hidden()
    assert page.get_by_label("Ditt utkast").input_value() == TEXT


def test_the_bytes_are_shown_to_who_waits_and_only_start_and_end_are_heard(open_page: OpenPage) -> None:
    page = visit(open_page)
    started(page, 1)
    say(page, "loading", received=1_000_000, total=TOTAL)
    expect(shown(page)).to_be_hidden()  # nobody waits yet
    height = page.locator("form").first.bounding_box()
    heard = """() => { window.heard = []; const line = document.querySelector('form [data-part="status"]');
        new MutationObserver(() => heard.push(line.textContent)).observe(line, {childList: true, characterData: true, subtree: true}); }"""
    page.evaluate(heard)
    ask(page)
    expect(shown(page)).to_have_text("Hämtar verktyget: 1,0 av 8,1 MB")
    for received, words in [(3_249_999, "3,2 av 8,1 MB"), (TOTAL, "8,1 av 8,1 MB"), (TOTAL + 60_000, "8,2 MB")]:
        say(page, "loading", received=received, total=TOTAL)
        expect(shown(page)).to_have_text(f"Hämtar verktyget: {words}")
    assert page.locator('[data-part="loading-bar"]').evaluate("bar => bar.value") == 1
    assert violations(page) == []
    say(page, "starting")
    expect(shown(page)).to_have_text("Startar verktyget …")
    assert page.locator("form").first.bounding_box() == height
    say(page, "ready")
    answered(page)
    assert page.evaluate("heard") == [LOADING, "Granskar …", ""]


def test_who_writes_for_more_than_a_second_sees_it_too(open_page: OpenPage) -> None:
    page = visit(open_page, clock=True)
    page.clock.run_for(2_000)
    started(page, 1)
    say(page, "loading", received=400_000, total=TOTAL)
    page.get_by_label("Ditt utkast").focus()
    page.clock.run_for(200)  # the clock goes on by itself too
    expect(shown(page)).to_be_hidden()
    page.clock.run_for(900)
    expect(shown(page)).to_have_text("Hämtar verktyget: 0,4 av 8,1 MB")
    expect(status(page)).to_have_text("")


def test_who_saves_data_is_told_what_it_costs_and_pays_at_the_first_touch(open_page: OpenPage) -> None:
    page = visit(open_page, script=SAVE_DATA, phone=True)
    (config,) = (ROOT / "site" / "assets").glob("app-*/javascripts/config.js")
    found = re.search(r"DOWNLOAD_BYTES = (\d+)", config.read_text(encoding="utf-8"))
    assert found
    megabytes = round(int(found[1]) / 1e6)
    expect(shown(page)).to_have_text(f"Verktyget hämtas första gången du använder det, ungefär {megabytes} MB.")
    expect(page.locator('[data-part="loading-bar"]')).to_be_hidden()
    page.locator("form").first.dispatch_event("pointerdown")  # a swipe past it
    page.wait_for_timeout(700)
    assert page.evaluate("started") == 0
    page.get_by_label("Ditt utkast").focus()
    started(page, 1)
    expect(shown(page)).not_to_contain_text("ungefär")


@pytest.mark.parametrize(("path", "count"), [(PAGE, 1), ("introduktion/sa-later-vi/", 0)])
def test_a_tools_page_starts_when_idle_and_an_exercise_when_it_is_touched(open_page: OpenPage, path: str, count: int) -> None:
    page = visit(open_page, path, script="delete window.requestIdleCallback;")
    page.wait_for_timeout(900)
    assert page.evaluate("started") == count


def test_a_download_that_breaks_is_told_and_the_button_tries_again_and_again(open_page: OpenPage) -> None:
    page = visit(open_page)
    started(page, 1)
    ask(page)
    for count in (2, 3):
        say(page, "loading", received=3_000_000, total=TOTAL)
        say(page, "failed", reason="TypeError: network error")
        heading = page.get_by_role("heading", name="Hämtningen avbröts")
        expect(heading).to_be_focused()
        expect(trouble(page)).to_contain_text("Din text finns kvar i rutan")
        page.get_by_role("button", name="Försök igen").click()
        expect(page.get_by_role("button", name="Granska utkastet")).to_be_focused()
        expect(status(page)).to_have_text(LOADING)
        started(page, count)
    say(page, "ready")
    answered(page)


def test_without_a_network_it_is_called_that(open_page: OpenPage) -> None:
    page = visit(open_page, script="Object.defineProperty(navigator, 'onLine', {get: () => false});")
    started(page, 1)
    ask(page)
    say(page, "loading", received=0, total=TOTAL)
    say(page, "failed", reason="TypeError: Failed to fetch")
    expect(page.get_by_role("heading", name="Du verkar vara utan nät")).to_be_focused()


def test_a_fault_after_the_download_is_another_one_unless_there_is_more_to_fetch(open_page: OpenPage) -> None:
    page = visit(open_page)
    started(page, 1)
    ask(page)
    say(page, "loading", received=TOTAL - 1, total=TOTAL)
    say(page, "starting")
    say(page, "failed", reason="CompileError")
    expect(page.get_by_role("heading", name="Verktyget kunde inte starta")).to_be_focused()
    page.get_by_role("button", name="Försök igen").click()
    started(page, 2)
    say(page, "starting")
    say(page, "loading", received=TOTAL, total=TOTAL + 6_000_000)
    expect(shown(page)).to_have_text("Hämtar verktyget: 8,1 av 14,1 MB")
    say(page, "failed", reason="TypeError: network error")
    expect(page.get_by_role("heading", name="Hämtningen avbröts")).to_be_focused()


def test_while_bytes_come_it_is_not_silent_and_when_none_do_it_goes_on_or_is_tried_again(open_page: OpenPage) -> None:
    page = visit(open_page, clock=True)
    page.clock.run_for(2_000)
    started(page, 1)
    ask(page)
    for received in range(3):
        say(page, "loading", received=received, total=TOTAL)
        page.wait_for_timeout(50)
        page.clock.run_for(29_000)
    expect(trouble(page)).to_be_hidden()
    say(page, "loading", received=2, total=TOTAL)  # a word, but not a byte
    page.wait_for_timeout(50)
    page.clock.run_for(1_500)
    expect(page.get_by_role("heading", name="Hämtningen står still")).to_be_visible()
    expect(page.get_by_role("button", name="Granska utkastet")).to_be_focused()  # it may go on by itself
    expect(status(page)).to_have_text("Hämtningen står still.")
    say(page, "loading", received=5_000_000, total=TOTAL)
    expect(trouble(page)).to_be_hidden()
    expect(status(page)).to_have_text(LOADING)
    say(page, "starting")
    page.wait_for_timeout(50)
    page.clock.run_for(31_000)
    expect(page.get_by_role("heading", name="Det tar längre tid än vanligt")).to_be_visible()
    page.get_by_role("button", name="Försök igen").click()
    started(page, 2)
    expect(page.get_by_role("button", name="Granska utkastet")).to_be_focused()
    say(page, "ready")
    answered(page)


def test_a_shared_worker_that_failed_for_another_tab_is_not_waited_for(open_page: OpenPage) -> None:
    said = [{"state": "failed", "reason": "long ago"}]
    page = visit(open_page, script=f"const said = {json.dumps(said)};" + SHARED)
    ask(page)
    started(page, 1)  # a worker of the page's own
    say(page, "ready")
    answered(page)


def test_a_shared_worker_that_lost_its_network_is_shared_again_when_tried_again(open_page: OpenPage) -> None:
    said = [{"state": "loading", "received": 10, "total": TOTAL}, {"state": "failed", "reason": "network error"}]
    page = visit(open_page, script=f"const said = {json.dumps(said)};" + SHARED)
    ask(page)
    expect(page.get_by_role("heading", name="Hämtningen avbröts")).to_be_focused()
    before = page.evaluate("shared")
    page.get_by_role("button", name="Försök igen").click()
    expect(page.get_by_role("heading", name="Hämtningen avbröts")).to_be_focused()
    assert page.evaluate("[shared, started]") == [before + 1, 0]


@pytest.mark.parametrize(
    ("path", "press"),
    [
        ("kommentarer/hantera-en-kommentar/", "Få råd"),
        ("kommentarer/bemanna-svar/", "Gör schemat"),
        ("publicera/boka-plats/", "Gör bokningen"),
        ("introduktion/sa-later-vi/", "Låt verktyget bedöma"),
    ],
)
def test_every_tool_shows_it(open_page: OpenPage, path: str, press: str) -> None:
    page = visit(open_page, path, phone=True)
    form = page.locator("form", has=page.get_by_role("button", name=press)).first
    form.locator("textarea, select, input:not([type=radio]), [tabindex='0']").locator("visible=true").first.focus()
    started(page, 1)
    say(page, "loading", received=2_500_000, total=TOTAL)
    line = form.locator('[data-part="loading-text"]')
    expect(line).to_have_text(re.compile("2,5 av 8,1 MB"))
    expect(line).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    say(page, "ready")
    expect(line).to_be_hidden()


def test_a_press_before_the_script_has_come_counts(open_page: OpenPage) -> None:
    page = open_page("")
    held: list[Route] = []
    page.route("**/elements/draft-check.js", lambda route: held.append(route))
    page.goto(page.url + PAGE, wait_until="domcontentloaded")
    page.get_by_label("Ditt utkast").fill(TEXT)
    page.get_by_role("button", name="Granska utkastet").click()
    expect(page.locator("draft-check")).not_to_have_attribute("data-ready", "")
    held[0].continue_()
    expect(page.locator("#draft-result")).to_be_focused(timeout=90_000)
    expect(page.get_by_label("Ditt utkast")).to_have_value(TEXT)
