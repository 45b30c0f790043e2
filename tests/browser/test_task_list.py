"""The checklists in a real browser: tick, leave, come back, begin anew, print, and what a checked draft fills in."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, Route, expect

from tests.browser.acts import press
from tests.browser.axe import violations
from tests.browser.test_draft_check import BOOT_MS, check
from tests.browser.test_draft_check import PAGE as DRAFT_PAGE

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
PUBLISH = "checklistor/innan-du-publicerar/"
MONTH = "checklistor/manadens-slut/"
NOW = "2026-11-24T09:05:00+01:00"
KEY = "checklists:tasks:month-end"
CHANNEL, FOLLOWERS = "Månadens räckvidd", "Antalet nya följare"
DRAFT = (
    "Nu kan du anmäla dig till sommarens simskola! Platserna är få, så boka din plats på helsingborg.se/simskola senast 3 maj."
)
OpenPage = Callable[..., Page]
NO_STORAGE = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
FULL_STORAGE = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


def start(open_page: OpenPage, path: str, **options: object) -> Page:
    page = open_page(path, now=NOW, **options)
    page.locator("task-list[data-ready]").wait_for()
    return page


def status(page: Page) -> Locator:
    return page.locator('[data-part="tally"]')


def kept(page: Page, key: str = KEY) -> object:
    return json.loads(page.evaluate("key => localStorage.getItem(key)", key) or "null")


def keep(page: Page, value: object, key: str = KEY) -> None:
    page.evaluate(
        "([key, value]) => localStorage.setItem(key, value)", [key, value if isinstance(value, str) else json.dumps(value)]
    )
    page.reload()
    page.locator("task-list[data-ready]").wait_for()


def test_what_is_ticked_before_the_script_comes_stays(open_page: OpenPage) -> None:
    page = open_page("", now=NOW)
    held: list[Route] = []
    page.context.route("**/task-list.js", lambda route: held.append(route))
    page.goto(page.url + MONTH)
    page.get_by_label(CHANNEL).check()
    for route in held:
        route.continue_()
    expect(status(page)).to_have_text("1 av 8 klara")
    expect(page.get_by_label(CHANNEL)).to_be_checked()
    assert kept(page)["ticked"] == {"channel": "2026-11-24"}  # type: ignore[index]


@pytest.mark.parametrize("phone", [True, False])
def test_tick_leave_and_come_back(open_page: OpenPage, phone: bool) -> None:
    page = start(open_page, MONTH, phone=phone)
    expect(status(page)).to_have_text("0 av 8 klara")
    page.get_by_label(CHANNEL).check()
    page.get_by_label(FOLLOWERS).focus()
    page.keyboard.press("Space")
    expect(status(page)).to_have_text("2 av 8 klara")
    expect(page.get_by_label(CHANNEL)).to_have_accessible_description(
        re.compile("^Klart 24 november 2026. Strategin rekommenderar")
    )
    assert kept(page) == {
        "version": 1,
        "ticked": {"channel": "2026-11-24", "followers": "2026-11-24"},
        "facts": {},
        "older": {},
    }
    page.reload()
    expect(status(page)).to_have_text("2 av 8 klara")
    expect(page.get_by_label(FOLLOWERS)).to_be_checked()
    page.get_by_label(FOLLOWERS).uncheck()
    page.get_by_role("link", name="Checklistor").last.click()
    card = page.locator(".card", has_text="När månaden är slut")
    expect(card).to_contain_text("1 av 8 klara")
    expect(page.locator(".card", has_text="Annonsera")).not_to_contain_text("klara")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_facts_show_their_tasks_and_only_those_count(open_page: OpenPage) -> None:
    page = start(open_page, PUBLISH)
    expect(status(page)).to_have_text("0 av 4 klara")
    for box in page.locator(".task:visible input").all():
        box.check()
    expect(status(page)).to_have_text("4 av 4 klara")
    expect(page.locator('[data-part="done"]')).to_contain_text("publicera när någon hos er kan läsa")
    expect(page.get_by_text("Listan har 4 rader till. De visas när du kryssar i det som gäller.")).to_be_visible()
    page.get_by_label("Människor syns").check()
    expect(page.get_by_label("Inlägget har en bild")).to_be_checked()  # who is seen is seen in something
    expect(status(page)).to_have_text("4 av 6 klara")
    expect(page.locator('[data-part="done"]')).to_be_hidden()
    page.get_by_label("Inlägget har film").check()
    page.get_by_label("Vi väntar oss").check()
    expect(status(page)).to_have_text("4 av 8 klara")
    expect(page.get_by_text("Listan har")).to_be_hidden()
    page.get_by_label("Filmen är textad").check()
    page.get_by_label("Inlägget har en bild").uncheck()
    expect(page.get_by_label("Människor syns")).not_to_be_checked()
    expect(status(page)).to_have_text("4 av 5 klara")
    page.get_by_label("Inlägget har film").check()
    expect(page.get_by_label("Filmen är textad")).to_be_checked()
    expect(status(page)).to_have_text("5 av 7 klara")
    page.reload()
    expect(status(page)).to_have_text("5 av 7 klara")


def test_begin_anew_and_take_it_back(open_page: OpenPage) -> None:
    page = start(open_page, PUBLISH)
    again = page.get_by_role("button", name="Börja om")
    expect(again).to_be_disabled()
    page.get_by_label("Inlägget har film").check()
    page.get_by_label("Filmen är textad").check()
    again.click()
    expect(status(page)).to_have_text("0 av 4 klara")
    assert kept(page, "checklists:tasks:before-publishing") is None
    undo = page.get_by_role("button", name="Ångra")
    expect(undo).to_be_focused()
    undo.click()
    expect(status(page)).to_have_text("1 av 6 klara")
    expect(again).to_be_focused()
    page.reload()
    expect(page.get_by_label("Filmen är textad")).to_be_checked()
    again.click()
    page.get_by_label("Jag vet vem").check()
    expect(undo).to_be_hidden()  # a new beginning has begun


def test_ticks_of_an_older_version_are_shown_as_old(open_page: OpenPage) -> None:
    page = start(open_page, MONTH)
    keep(page, {"version": 0, "ticked": {"channel": "2026-03-02", "gone": "2026-03-02"}, "facts": {"mars": True}})
    expect(status(page)).to_have_text("0 av 8 klara")
    line = page.locator('[data-task="channel"]')
    expect(line).to_contain_text("Bockad 2 mars 2026, från en äldre version av listan. Se över den.")
    page.get_by_label(FOLLOWERS).check()
    assert kept(page) == {
        "version": 1,
        "ticked": {"followers": "2026-11-24"},
        "facts": {"mars": True},  # ids that this list does not know are left as they are
        "older": {"channel": "2026-03-02", "gone": "2026-03-02"},
    }
    page.get_by_label(CHANNEL).check()
    expect(line).to_contain_text("Klart 24 november 2026.")
    press(page, "Börja om")
    assert kept(page) == {"version": 1, "ticked": {}, "facts": {"mars": True}, "older": {"gone": "2026-03-02"}}
    press(page, "Ångra")
    expect(status(page)).to_have_text("2 av 8 klara")


@pytest.mark.parametrize(
    "broken",
    [
        "{",
        "null",
        "[]",
        "7",
        '{"version": 1, "ticked": ["channel"], "facts": 3}',
        '{"version": 1, "ticked": {"channel": 5, "mix": "nej"}}',
    ],
)
def test_what_is_kept_may_be_broken(open_page: OpenPage, broken: str) -> None:
    page = start(open_page, MONTH)
    keep(page, broken)
    expect(status(page)).to_have_text("0 av 8 klara")
    page.get_by_label(CHANNEL).check()
    page.reload()
    expect(status(page)).to_have_text("1 av 8 klara")


@pytest.mark.parametrize("script", [NO_STORAGE, FULL_STORAGE])
def test_without_storage_everything_works_and_says_that_nothing_is_kept(open_page: OpenPage, script: str) -> None:
    page = open_page("om/", expect_trouble=True)  # the theme minds too
    page.context.add_init_script(script)
    page.goto(page.url.replace("om/", MONTH))
    page.locator("task-list[data-ready]").wait_for()
    expect(page.locator('[data-part="memory"]')).to_contain_text("låter oss inte spara")
    page.get_by_label(CHANNEL).check()
    page.get_by_label(FOLLOWERS).check()
    expect(status(page)).to_have_text("2 av 8 klara")
    press(page, "Börja om")
    press(page, "Ångra")
    expect(status(page)).to_have_text("2 av 8 klara")
    page.reload()
    expect(status(page)).to_have_text("0 av 8 klara")


def test_two_tabs_go_in_step(open_page: OpenPage) -> None:
    page = start(open_page, MONTH)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("task-list[data-ready]").wait_for()
    cards = page.context.new_page()
    cards.goto(page.url.replace(MONTH, "checklistor/"))
    cards.locator("task-lists[data-ready]").wait_for()
    page.get_by_label(CHANNEL).check()
    expect(other.get_by_label(CHANNEL)).to_be_checked()
    other.get_by_label(FOLLOWERS).check()
    expect(status(page)).to_have_text("2 av 8 klara")
    expect(cards.locator(".card", has_text="När månaden är slut")).to_contain_text("2 av 8 klara")
    page.get_by_role("button", name="Börja om").click()
    expect(status(other)).to_have_text("0 av 8 klara")


def test_copy_and_receipt(open_page: OpenPage) -> None:
    page = start(open_page, PUBLISH, permissions=["clipboard-read", "clipboard-write"])
    page.get_by_label("Vi väntar oss").check()
    page.get_by_label("Jag vet vem").check()
    press(page, "Kopiera som text")
    expect(page.locator('[data-part="told"]')).to_have_text("Listan är kopierad.")
    copied = page.evaluate("navigator.clipboard.readText()")
    with page.expect_download() as download:
        press(page, "Ladda ner kvitto")
    assert download.value.suggested_filename == "checklista-innan-du-publicerar-2026-11-24.txt"
    receipt = Path(download.value.path()).read_text(encoding="utf-8")
    assert receipt.startswith(
        "Kvitto: Innan du publicerar\nChecklista, version 1. Strategi för sociala medier, version 230914.\n"
        "Skrivet tisdag 24 november 2026 klockan 9.05.\nNamn: ____"
    )
    rest = "\n\nDet här gäller:\n- Vi väntar oss många kommentarer\n\n1 av 5 klara\n\nKlart:\n☑ Jag vet vem inlägget är till för och vad den"
    for text in (copied, receipt):
        assert rest in text
        assert "behöver eller vill veta. Klart 24 november 2026.\n\nInte klart:\n☐ Inlägget har ett av" in text
        assert "Filmen" not in text
    assert "Namn:" not in copied


def test_every_list_prints_on_one_page_with_boxes_addresses_and_date(open_page: OpenPage) -> None:
    page = start(open_page, "checklistor/dolja-eller-ta-bort/", color_scheme="dark")
    for box in page.locator("[data-fact]").all():
        box.check()
    for box in page.locator(".task input").all():
        box.check()
    page.get_by_label("Blockeringen").uncheck()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="print")
    expect(page.get_by_text("Datum: 24 november 2026")).to_be_visible()
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    shown = "(selector, at) => getComputedStyle(document.querySelector(selector), at).content"
    before = f"([selector, at]) => ({shown})(selector, at)"
    assert page.evaluate(before, ["[data-task=breaks-rules] label", "::before"]) == '"☑ "'
    assert page.evaluate(before, ["[data-task=blocked-last] label", "::before"]) == '"☐ "'
    assert "/kommentarer/hantera-en-kommentar/" in page.evaluate(before, ["[data-task=breaks-rules] .task__way", "::after"])
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(31, 26, 27)"  # dark on paper


def test_a_list_that_nobody_has_begun_prints_whole_to_tick_by_hand(open_page: OpenPage) -> None:
    page = start(open_page, "checklistor/dolja-eller-ta-bort/")
    expect(page.locator(".task:visible")).to_have_count(4)
    page.emulate_media(media="print")
    expect(page.locator(".task:visible")).to_have_count(8)
    expect(page.locator("[data-task=screenshot]")).to_contain_text("Om jag tar bort kommentaren")
    expect(page.locator("[data-task=screenshot] .task__when")).to_be_visible()
    expect(page.get_by_text("0 av 4 klara").first).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1
    page.emulate_media(media="screen")
    page.get_by_label("Kommentaren innehåller också en fråga").check()
    page.emulate_media(media="print")
    expect(page.locator(".task:visible")).to_have_count(5)


def test_without_javascript_every_task_is_there_with_its_condition(open_page: OpenPage) -> None:
    page = open_page(PUBLISH, java_script_enabled=False)
    expect(page.locator(".task:visible")).to_have_count(8)
    expect(page.locator('[data-task="captions"]')).to_contain_text("Om inlägget har film eller annat rörligt material")
    expect(page.get_by_role("button", name="Börja om")).to_be_hidden()
    assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4"))) == 1


def filled(page: Page, text: str) -> Locator:
    """Check a draft and return the list below the answer, with what the check saw in it."""
    round_ = page.evaluate(
        "document.querySelector('draft-check').rounds = (document.querySelector('draft-check').rounds ?? 0) + 1"
    )
    page.evaluate(
        "document.addEventListener('draft-checked', () => (document.body.dataset.rounds = document.querySelector('draft-check').rounds), {once: true})"
    )
    check(page, text)
    page.locator(f"body[data-rounds='{round_}']").wait_for(timeout=BOOT_MS)
    return page.locator("draft-tasks")


def test_a_checked_draft_fills_in_what_it_shows_and_the_person_has_the_last_word(open_page: OpenPage) -> None:
    page = open_page(DRAFT_PAGE, now=NOW)
    expect(page.locator("draft-tasks")).to_be_hidden()
    page.get_by_label("Film", exact=True).select_option("Film som är textad")
    page.get_by_label("Innehållet är laddat").check()
    tasks = filled(page, DRAFT + " Läs mer t.ex. i appen.")
    # What was said in the form is not asked again.
    for fact in ("Inlägget har film", "Inlägget har en bild", "Vi väntar oss många"):
        expect(tasks.get_by_label(fact)).to_be_checked()
    goal, words, film = (
        tasks.get_by_label("Inlägget har ett av"),
        tasks.get_by_label("Texten har inga"),
        tasks.get_by_label("Filmen är textad"),
    )
    expect(goal).to_be_checked()
    expect(goal).to_have_accessible_description(re.compile("^Verktyget såg: Målet är Aktivera."))
    expect(film).to_be_checked()
    expect(words).not_to_be_checked()
    expect(status(page)).to_have_text("2 av 7 klara")
    page.get_by_role("link", name="Gå till checklistan").click()
    tasks.locator('[data-task="inclusive-words"]').get_by_role("link", name="Till råd 1").click()
    expect(page.locator("#rad-1")).to_be_focused()
    assert violations(page) == []

    # The person's own word stands over the next check; what nobody touched follows it.
    goal.uncheck()
    tasks.get_by_label("Jag vet vem").check()
    page.get_by_label("Ditt utkast").fill(DRAFT)
    expect(tasks.locator("[data-stale]")).to_be_visible()
    filled(page, DRAFT)
    expect(tasks.locator("[data-stale]")).to_be_hidden()
    expect(words).to_be_checked()
    expect(goal).not_to_be_checked()
    expect(tasks.get_by_label("Jag vet vem")).to_be_checked()
    page.get_by_label("Film", exact=True).select_option("Film utan textning")
    expect(tasks.locator("[data-stale]")).to_be_visible()
    filled(page, DRAFT)
    expect(film).not_to_be_checked()
    expect(tasks.locator('[data-task="captions"]')).to_contain_text("Verktyget såg: Filmen är inte textad, enligt dig.")

    with page.expect_download() as download:
        press(page, "Ladda ner granskning och checklista tillsammans")
    text = Path(download.value.path()).read_text(encoding="utf-8")
    assert text.startswith(DRAFT)
    assert "Kvitto: Innan du publicerar" in text
    assert "☑ Texten har inga förkortningar, slangord eller interna ord. Verktyget såg: Inga förkortningar" in text

    press(page, "Rensa utkastet")
    expect(tasks).to_be_hidden()
    filled(page, "Hej på er!")
    expect(tasks.locator(".task input:checked")).to_have_count(0)
    expect(status(page)).to_have_text("0 av 4 klara")
    assert [key for key in page.evaluate("Object.keys(localStorage)") if key.startswith("checklists:")] == []


def test_advice_set_aside_is_no_longer_counted_against_the_task(open_page: OpenPage) -> None:
    page = open_page(DRAFT_PAGE)
    tasks = filled(page, DRAFT + " Läs t.ex. bl.a. i appen.")
    line = tasks.locator('[data-task="inclusive-words"]')
    expect(line).to_contain_text("2 råd om förkortningar, slang eller interna ord. Till råd 1 Till råd 2")
    page.locator(".finding").first.get_by_role("button", name="Stämmer här").click()
    press(page, "Lägg åt sidan")
    expect(line).to_contain_text("interna ord (1 lagt åt sidan). Till råd 1")
    expect(line.get_by_role("link", name="Till råd")).to_have_count(1)
    tasks.get_by_label("Texten har inga").check()
    press(page, "Ta fram igen")
    expect(tasks.get_by_label("Texten har inga")).to_be_checked()
    page.get_by_label("Kanal", exact=True).select_option("reply")
    filled(page, DRAFT)
    expect(tasks).to_be_hidden()  # a reply is no post


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barrier_in_any_state(open_page: OpenPage, scheme: str) -> None:
    page = start(open_page, "checklistor/oppet-eller-slutet/", color_scheme=scheme, phone=True, reduced_motion="reduce")
    page.get_by_label("Kontot blir slutet").check()
    for box in page.locator(".task input").all():
        box.check()
    assert violations(page) == []
    press(page, "Börja om")
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = "[...document.querySelectorAll('.task-host :is(button, .task__way, label)')].filter(node => node.offsetParent && node.offsetHeight < 24).map(node => node.textContent)"
    assert page.evaluate(small) == []
