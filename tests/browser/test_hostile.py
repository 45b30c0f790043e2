"""What a stranger has written, in every tool: it is shown as text, runs nothing, and is found nowhere but on the page."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import (
    test_comment_helper,
    test_draft_check,
    test_kc_faq,
    test_post_metrics,
    test_reply_roster,
    test_slot_booking,
)
from tests.browser.acts import mails, press
from tests.test_hostile import PLAN

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-hostile")]
OpenPage = Callable[..., Page]
MARK = "Zyxelmark4711"
HOSTILE = f"{MARK} <img src=x onerror=\"globalThis.ran=1\"><script>globalThis.ran=1</script><svg onload=globalThis.ran=1> javascript:globalThis.ran=1 {{{{7*7}}}} \u202egpj.exe\u202c \u200bosynligt\u00ad ='cmd'!A0"
BOOT_MS = 90_000


@dataclass
class Watch:
    """What leaves a page, by whatever way."""

    sent: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def over(self, page: Page) -> Page:
        page.add_init_script(
            "addEventListener('securitypolicyviolation', (e) => (globalThis.stopped ??= []).push(e.violatedDirective))"
        )
        page.context.on("request", lambda request: self.sent.append(f"{request.url} {request.post_data} {request.headers}"))
        page.context.on("console", lambda message: self.said.append(message.text))
        page.on("dialog", lambda dialog: (self.asked.append(dialog.message), dialog.dismiss()))
        return page


# Every place where a page can keep something.
KEPT = """async () => {
  const databases = await indexedDB.databases();
  const stored = [];
  for (const name of await caches.keys()) for (const { url } of await (await caches.open(name)).keys()) stored.push(url);
  return JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie, location.href, document.title, history.state,
    name, databases, stored, performance.getEntries().map((one) => one.name)]);
}"""


def nothing_ran_and_nothing_left(page: Page, watch: Watch, tool: str) -> None:
    assert page.evaluate("[globalThis.ran, globalThis.stopped]") == [None, None]
    assert page.locator(f"{tool} :is(img, iframe, object, embed, base, meta, script:not([type='application/json']))").count() == 0
    assert page.locator(f"{tool} :is([onerror], [onload], [href^='javascript'], [style*='url'])").count() == 0
    assert MARK not in page.evaluate(KEPT)
    assert [line for line in watch.sent + watch.said + watch.asked if MARK in line or "gpj.exe" in line] == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def watched(open_page: OpenPage, path: str, tool: str, **options: object) -> tuple[Page, Watch]:
    watch = Watch()
    page = watch.over(open_page("", **options))
    page.goto(page.url + path)
    page.locator(f"{tool}[data-ready]").wait_for()
    return page, watch


def typed(scope: Page | Locator, text: str = HOSTILE) -> None:
    """Write the text into every field of a form that takes text."""
    for box in scope.locator("textarea:visible, input[type=text]:visible, input:not([type]):visible").all():
        box.fill(text)


def test_a_draft(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_draft_check.PAGE, "draft-check")
    test_draft_check.check(page, f"Avseende parken. {HOSTILE}")
    test_draft_check.result(page)
    nothing_ran_and_nothing_left(page, watch, "draft-check")


def test_a_comment(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_comment_helper.PAGE, "comment-helper")
    page.get_by_text("Inlägg, kanal och tid").click()
    typed(page.locator("comment-helper"))
    test_comment_helper.advise(page, f"Du är en idiot! {HOSTILE}")
    nothing_ran_and_nothing_left(page, watch, "comment-helper")


@pytest.mark.long
def test_questions_for_the_contact_centre(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_kc_faq.PAGE, "kc-faq")
    opened = mails(page)
    typed(page.locator("kc-faq"))
    assert "globalThis.ran" in test_kc_faq.preview(page)
    press(page, "Öppna i mejlprogrammet")
    nothing_ran_and_nothing_left(page, watch, "kc-faq")
    assert all(address.startswith("mailto:") and "\n" not in address for address in opened)


@pytest.mark.long
def test_a_booking(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_slot_booking.PAGE, "slot-booking")
    test_slot_booking.fill(page)
    page.get_by_label("Rubrik eller första rad").fill(HOSTILE)
    page.get_by_label("Vem svarar på kommentarer?").fill(HOSTILE)
    page.get_by_label("Länk till utkastet").fill("javascript:globalThis.ran=1")
    expect(test_slot_booking.booked(page)).to_contain_text("globalThis.ran=1")
    nothing_ran_and_nothing_left(page, watch, "slot-booking")


@pytest.mark.long
def test_a_roster(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_reply_roster.PAGE, "reply-roster")
    # People, a calendar and a saved plan: whatever they are told to be, they are text.
    people = f'Namn;Titel;{HOSTILE}\n"{HOSTILE}";"{HOSTILE}";x\n'.encode()
    calendar = f"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20270105T100000\r\nSUMMARY:{HOSTILE}\r\nRRULE:{HOSTILE}\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".encode()
    plan = json.loads(json.dumps(PLAN).replace("Louise Ek", "@@"))
    plan = json.dumps(plan).replace("@@", json.dumps(HOSTILE)[1:-1]).encode()
    for button, name, content in (
        ("Hämta personer från", f"{HOSTILE}.csv", people),
        ("Öppna en sparad plan", f"{HOSTILE}.json", b"[" * 500_000),
        ("Öppna en sparad plan", f"{HOSTILE}.json", b'{"a":' * 300_000),
        ("Öppna en sparad plan", f"{HOSTILE}.json", json.dumps({"format": HOSTILE}).encode()),
        ("Hämta inlägg från en kalenderfil", f"{HOSTILE}.ics", calendar),
    ):
        choose(page, button, name, content)
        nothing_ran_and_nothing_left(page, watch, "reply-roster")
    test_reply_roster.upload(page, "Öppna en sparad plan", "plan.json", plan)
    expect(page.locator("#roster-result")).to_be_visible(timeout=BOOT_MS)
    expect(page.locator("[data-part=people]")).to_contain_text("globalThis.ran=1")
    nothing_ran_and_nothing_left(page, watch, "reply-roster")
    test_reply_roster.solve(page)
    nothing_ran_and_nothing_left(page, watch, "reply-roster")


def choose(page: Page, button: str, name: str, content: bytes) -> None:
    """Hand over a file and wait until something has been said about it."""
    told = page.locator("[data-part=import-text]")
    told.evaluate("(node) => (node.textContent = '')")
    test_reply_roster.upload(page, button, name, content)
    expect(told).to_have_text(re.compile(r"\w.*[.:]$", re.DOTALL), timeout=BOOT_MS)


@pytest.mark.long
def test_exports(open_page: OpenPage) -> None:
    page, watch = watched(open_page, test_post_metrics.PAGE, "post-metrics", now=test_post_metrics.NOW)
    posts = [(day, HOSTILE, *counts) for day, _, *counts in test_post_metrics.POSTS]
    good = test_post_metrics.facebook(posts).replace(b"https://www.facebook.com/stad", b"javascript:globalThis.ran=1//")  # type: ignore[arg-type]
    unknown = test_post_metrics.table([["Dag", HOSTILE, "Nådda"], ["02/10/2026", HOSTILE, HOSTILE]], ";")
    test_post_metrics.choose(
        page, (f"{HOSTILE}.csv", good), ("=cmd.csv", unknown), ("x.csv", b"x" * 10_000_000), ("y.xlsx", b"PK\3\4" + b"x" * 99)
    )
    expect(page.locator(".metrics-file")).to_have_count(4, timeout=BOOT_MS)
    expect(page.locator("post-metrics")).to_contain_text("globalThis.ran=1")
    nothing_ran_and_nothing_left(page, watch, "post-metrics")


@pytest.mark.long
@pytest.mark.parametrize(
    "made",
    [
        "konton/alla-konton/#forvaltning=<img src=x onerror=globalThis.ran=1>&kanal=javascript:globalThis.ran=1",
        "konton/alla-konton/#__proto__=1&constructor=2",
        "om/?h=<img src=x onerror=globalThis.ran=1>",
        "om/?q=<svg onload=globalThis.ran=1>",
        'om/#"><script>globalThis.ran=1</script>',
        "publicera/granska-utkast/?text=<script>globalThis.ran=1</script>#draft-text",
        "checklistor/innan-du-publicerar/#:target%22%5D,script",
    ],
)
def test_an_address_that_somebody_has_made(open_page: OpenPage, made: str) -> None:
    watch = Watch()
    page = watch.over(open_page(""))
    page.goto(page.url + made)
    page.wait_for_timeout(500)
    assert page.evaluate("[globalThis.ran, globalThis.stopped]") == [None, None]
    assert page.locator("article :is(img, script:not([type]))").count() == 0


@pytest.mark.long
def test_a_search(open_page: OpenPage) -> None:
    watch = Watch()
    page = watch.over(open_page(""))
    page.reload()
    box = page.get_by_role("textbox", name="Sök")
    box.click()
    page.wait_for_load_state("networkidle")
    for text in (
        "<img src=x onerror=globalThis.ran=1> kommentar",
        "<svg onload=globalThis.ran=1>",
        '"><script>globalThis.ran=1</script>',
        "kommentar +^~:*-\\",
    ):
        box.fill(text)
        page.wait_for_timeout(700)
    assert page.evaluate("[globalThis.ran, globalThis.stopped]") == [None, None]
    assert page.locator(".md-search :is(img, script)").count() == 0


# What another page of the same server, or an extension, may have left where ours are kept.
LEFT = [
    "null",
    "[]",
    "{",
    '"x"',
    "1e999",
    '{"ticks": "<img src=x onerror=globalThis.ran=1>"}',
    '{"__proto__": {"a": 1}}',
    "[" * 5_000,
]


@pytest.mark.long
@pytest.mark.parametrize("path", ["checklistor/innan-du-publicerar/", "introduktion/"])
def test_what_is_kept_has_been_tampered_with(open_page: OpenPage, path: str) -> None:
    watch = Watch()
    page = watch.over(open_page(path))
    if path.startswith("checklistor"):
        page.locator("task-list input[type=checkbox]:visible").first.check()
    keys = page.evaluate("Object.keys(localStorage)")
    page.locator('[name="__palette"]').first.evaluate("(choice) => choice.click()")
    for value in LEFT:
        page.evaluate("([keys, value]) => { for (const key of keys) localStorage.setItem(key, value); }", [keys, value])
        page.reload()
        expect(page.locator("h1").first).to_be_visible()
        assert page.evaluate("[globalThis.ran, globalThis.stopped]") == [None, None]
