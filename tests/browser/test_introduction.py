"""The introduction in a real browser, as a new colleague goes through it: quiz, exercises, progress, diploma."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from checklists.exercises import faults, shown_text
from checklists.strategy import load_clauses, load_exercises, load_lessons, load_meta, load_quiz
from tests.browser.acts import NOT_STARTED
from tests.browser.axe import violations
from tests.test_exercise_texts import MODEL_ANSWERS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
KEY = "checklists:introduction"
LESSON = load_lessons()["tone"]
QUESTIONS = [question for question in load_quiz().values() if question.lesson == LESSON.id]
TASKS = {task.id: task for task in load_exercises().values() if task.lesson == LESSON.id}
FIND = next(task for task in TASKS.values() if task.kind == "find-faults")
REWRITE = next(task for task in TASKS.values() if task.kind == "rewrite")
COMMENTS = load_lessons()["comments"]
RUDE = load_exercises()["clowns-rude"]
BLOCKED = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"


def address(page: str) -> str:
    return page.removesuffix("index.md").removesuffix(".md").rstrip("/") + "/"


def start(open_page: OpenPage, page: str = LESSON.page, *, script: str = "", **options: object) -> Page:
    opened = open_page(address(page), **options)
    if script:
        opened.add_init_script(script)
        opened.reload()
    for element in ("page-quiz", "practice-task", "learning-path", "lesson-foot", "intro-diploma"):
        for found in opened.locator(element).all():
            expect(found).to_have_attribute("data-ready", "")
    return opened


def question(page: Page, number: int) -> Locator:
    return page.locator(".quiz").nth(number)


def answer(page: Page, number: int, *, right: bool) -> Locator:
    """Choose the first right or wrong answer to a question, and return its option."""
    options = QUESTIONS[number].options
    place = next(place for place, option in enumerate(options) if option.right == right)
    option = question(page, number).locator(".quiz-option").nth(place)
    option.get_by_role("radio").check()
    question(page, number).get_by_role("button", name="Svara").click()
    return option


def task(page: Page, exercise: str) -> Locator:
    return page.locator(f'practice-task[data-exercise="{exercise}"]')


def judge(task: Locator) -> Locator:
    task.get_by_role("button", name="Låt verktyget bedöma").click()
    lead = task.locator('[data-part="lead"]')
    expect(lead).to_be_focused(timeout=60_000)
    return lead


def stored(page: Page) -> dict[str, Any]:
    return dict(json.loads(page.evaluate(f"localStorage.getItem('{KEY}') ?? '{{}}'")))


def everything(**other: Any) -> dict[str, Any]:
    """A file with all lessons done."""
    return {
        "introduction": 1,
        "version": 1,
        "strategy": load_meta().version,
        "saved": "2026-11-20",
        "started": "2026-11-02",
        "lessons": {lesson: {"read": "2026-11-10"} for lesson in load_lessons()} | {"why": {"read": "2026-11-19"}},
        "questions": {asked.id: {"first": asked.options[0].id, "right": True} for asked in load_quiz().values()},
        "exercises": {"sports-hall-faults": "2026-11-09"},
    } | other


def pick(page: Page, content: Any, name: str = "introduktion.json") -> None:
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    file = {"name": name, "mimeType": "application/json", "buffer": text}
    page.locator('input[type="file"]').set_input_files([file])  # type: ignore[list-item]


def test_a_wrong_answer_and_then_the_right_one(open_page: OpenPage) -> None:
    page = start(open_page)
    asked = question(page, 0)
    asked.get_by_role("button", name="Svara").click()
    expect(asked.get_by_role("alert")).to_have_text("Välj ett svar först.")
    expect(asked.get_by_role("radio").first).to_be_focused()
    wrong = answer(page, 0, right=False)
    said = next(option for option in QUESTIONS[0].options if not option.right)
    status = wrong.get_by_role("status")
    expect(status).to_contain_text(f"Inte rätt. {said.feedback}")
    expect(asked.get_by_role("alert")).to_be_hidden()
    expect(status.get_by_role("link", name=load_clauses()[QUESTIONS[0].clause].title)).to_be_visible()
    expect(asked.get_by_role("button", name="Svara")).to_be_focused()
    assert asked.locator("details:visible").count() == 0
    right = answer(page, 0, right=True)
    expect(right.get_by_role("status")).to_contain_text("Rätt. ")
    expect(status).to_be_visible()  # what was learnt stays
    expect(asked.get_by_role("heading")).to_contain_text("Rätt svar")
    expect(asked.get_by_text("Varför inte").locator("visible=true")).to_have_count(len(QUESTIONS[0].options) - 2)
    result = page.locator("page-quiz > .quiz__result")
    expect(result).to_have_text(f"1 av {len(QUESTIONS)} frågor klara, 0 rätt på första försöket.")
    for number in range(1, len(QUESTIONS)):
        answer(page, number, right=True)
    count = len(QUESTIONS)
    expect(result).to_have_text(f"Alla frågor är klara. {count - 1} av {count} rätt på första försöket.")
    assert stored(page)["questions"][QUESTIONS[0].id] == {"first": said.id, "right": True}
    page.reload()
    expect(result).to_have_text(f"Alla frågor är klara. {count - 1} av {count} rätt på första försöket.")
    expect(page.locator(".quiz__number .lesson-mark:visible")).to_have_count(count)


def test_faults_are_found_with_the_keyboard_alone(open_page: OpenPage) -> None:
    page = start(open_page)
    box = task(page, FIND.id)
    words = box.get_by_role("group", name=re.compile("^Utkastet")).get_by_role("button")
    text = shown_text(FIND)
    starts = [match.start() for match in re.finditer(r"\S+", text)]
    assert words.count() == len(starts)
    box.get_by_role("button", name="Låt verktyget bedöma").focus()
    page.keyboard.press("Enter")
    expect(box.get_by_text("Markera minst ett ord först.")).to_be_visible(timeout=60_000)
    expect(words.first).to_be_focused()
    page.keyboard.press("Tab")
    expect(box.get_by_role("button", name="Låt verktyget bedöma")).to_be_focused()  # one stop for all the words
    page.keyboard.press("Shift+Tab")
    here = 0

    def go(place: int) -> None:
        nonlocal here
        for _ in range(abs(place - here)):
            page.keyboard.press("ArrowRight" if place > here else "ArrowLeft")
        here = place

    def words_of(fault: dict[str, Any]) -> list[int]:
        ends = [*starts[1:], len(text) + 1]
        return [place for place, start in enumerate(starts) if start < fault["end"] and fault["start"] < ends[place] - 1]

    *some, last = [words_of(fault) for fault in faults(FIND)]
    for places in some:
        go(places[0])
        page.keyboard.press("Space")
        for place in places[1:]:
            page.keyboard.press("Shift+ArrowRight")
            here = place
    page.keyboard.press("Home")
    expect(words.first).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    expect(words.first).to_be_focused()
    here = 0
    page.keyboard.press("Enter")
    expect(words.first).to_have_attribute("aria-pressed", "true")
    expect(box.get_by_text(f"{len(some) + 1} ställen markerade.")).to_be_visible()
    lead = judge(box)
    expect(lead).to_have_text(f"Du hittade {len(some)} av {len(some) + 1}.")
    expect(box.get_by_text("Här hittar verktyget inget fel.")).to_be_visible()
    missed = text[faults(FIND)[-1]["start"] : faults(FIND)[-1]["end"]]
    expect(box.get_by_text(missed).locator("visible=true")).to_have_count(1)  # in the text, but not told yet
    box.get_by_text("Visa det du missade (1)").press("Enter")
    expect(words.nth(last[0])).to_have_attribute("data-state", "missed")
    words.first.focus()
    page.keyboard.press("Space")
    expect(box.get_by_text("Du har ändrat något sedan bedömningen.")).to_be_visible()
    go(last[0])
    page.keyboard.press("Space")
    lead = judge(box)
    expect(lead).to_have_text(f"Du hittade alla {len(some) + 1}.")
    expect(box.get_by_role("heading", name=FIND.title)).to_contain_text("Klar")
    assert list(stored(page)["exercises"]) == [FIND.id]
    box.get_by_role("button", name="Ta bort markeringarna").click()
    expect(box.locator('[aria-pressed="true"]')).to_have_count(0)
    expect(box.get_by_role("button", name="Ångra")).to_be_focused()
    page.keyboard.press("Enter")
    expect(box.locator('[aria-pressed="true"]')).to_have_count(sum(map(len, some)) + 1)


def test_a_text_is_rewritten_until_the_engine_is_content(open_page: OpenPage) -> None:
    page = start(open_page)
    box = task(page, REWRITE.id)
    field = box.get_by_label("Skriv om här")
    expect(field).to_have_value(shown_text(REWRITE))
    expect(judge(box)).to_have_text(re.compile(r"^\d+ saker återstår\.$"))
    point = box.locator("li", has=page.get_by_role("button", name="Visa i texten")).first
    point.get_by_role("button", name="Visa i texten").click()
    expect(field).to_be_focused()
    marked = field.evaluate("field => field.value.slice(field.selectionStart, field.selectionEnd)")
    assert marked == shown_text(REWRITE)[slice(*(faults(REWRITE)[0][key] for key in ("start", "end")))]
    field.fill("")
    expect(judge(box)).to_have_text("Nästan. En sak återstår.")
    expect(box.get_by_text("Rutan är tom.")).to_be_visible()
    field.fill(f"{MODEL_ANSWERS[REWRITE.id]} Zyxelplåt.")
    expect(judge(box)).to_have_text("Klart. Texten gör det som uppgiften ber om.")
    expect(box.get_by_role("heading", name=REWRITE.title)).to_contain_text("Klar")
    box.get_by_role("button", name="Börja om från originalet").click()
    expect(field).to_have_value(shown_text(REWRITE))
    expect(box.locator('[data-part="result"]')).to_be_hidden()
    box.get_by_role("button", name="Ångra").click()
    expect(field).to_have_value(re.compile("Zyxelplåt"))
    kept = page.evaluate(
        "JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie, location.href, document.title])"
    )
    assert "Zyxel" not in kept


def test_a_comment_is_judged_as_the_helper_would(open_page: OpenPage) -> None:
    page = start(open_page, COMMENTS.page)
    box = task(page, RUDE.id)
    box.get_by_role("button", name="Låt verktyget bedöma").click()
    expect(box.get_by_text("Välj vad du skulle göra med kommentaren.")).to_be_visible(timeout=60_000)
    expect(box.get_by_role("radio").first).to_be_focused()
    box.get_by_label("Ta bort och blockera").check()
    expect(judge(box)).to_have_text("Verktyget råder dig till något mildare: dölj.")
    expect(box.get_by_text("Strategin rekommenderar att du som regel bara döljer.")).to_be_visible()
    assert "exercises" not in stored(page) or stored(page)["exercises"] == {}
    box.get_by_label("Dölj", exact=True).check()
    expect(box.get_by_text("Du har ändrat något sedan bedömningen.")).to_be_visible()
    expect(judge(box)).to_have_text("Du och verktyget är överens: dölj.")
    box.get_by_role("button", name="Börja om").click()
    expect(box.get_by_role("radio", checked=True)).to_have_count(0)
    box.get_by_role("button", name="Ångra").click()
    expect(box.get_by_label("Dölj", exact=True)).to_be_checked()


def test_what_is_done_is_shown_and_goes_along_to_another_computer(open_page: OpenPage, tmp_path: Path) -> None:
    page = start(open_page)
    foot = page.locator("lesson-foot")
    answer(page, 0, right=True)
    foot.get_by_role("button", name="Markera som läst").click()
    expect(foot.get_by_role("status").first).to_contain_text(f"1 av {len(QUESTIONS)} frågor rätt besvarade.")
    for number in range(1, len(QUESTIONS)):
        answer(page, number, right=True)
    expect(foot.get_by_role("status").first).to_contain_text("✓ Klar. Läst ")
    foot.get_by_role("link").click()
    expect(page.locator("h1")).to_be_visible()
    page.goto(page.url.partition("introduktion/")[0] + "introduktion/")
    expect(page.get_by_text(f"1 av {len(load_lessons())} lektioner klara.")).to_be_visible()
    first = next(iter(load_lessons().values()))
    expect(page.get_by_role("link", name=f"Fortsätt med lektion 1: {first.title}")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Spara framstegen som fil").click()
    assert download.value.suggested_filename == "introduktion.json"
    file = tmp_path / "introduktion.json"
    download.value.save_as(file)
    saved = json.loads(file.read_text(encoding="utf-8"))
    assert saved["strategy"] == load_meta().version
    assert {key: saved[key] for key in stored(page)} == stored(page)

    other = start(open_page, "introduktion/index.md")
    expect(other.get_by_text(f"0 av {len(load_lessons())} lektioner klara.")).to_be_visible()
    expect(other.get_by_role("link", name=f"Börja med lektion 1: {first.title}")).to_be_visible()
    other.evaluate(
        "localStorage.setItem('checklists:introduction', JSON.stringify({version: 1, started: '2026-01-07', lessons: {why: {read: '2026-01-08'}}, questions: {}, exercises: {}}))"
    )
    pick(other, file.read_bytes())
    told = other.locator('[data-part="file-status"]')
    expect(told).to_contain_text(f"Filen är inläst: 1 läst lektion, {len(QUESTIONS)} besvarade frågor och 0 klarade övningar.")
    expect(other.get_by_text(f"1 av {len(load_lessons())} lektioner klara.")).to_be_visible()
    assert set(stored(other)["lessons"]) == {"why", LESSON.id}
    assert stored(other)["started"] == "2026-01-07"

    other.get_by_role("button", name="Börja om").click()
    expect(other.get_by_text(f"0 av {len(load_lessons())} lektioner klara.")).to_be_visible()
    assert stored(other) == {}
    expect(other.get_by_role("button", name="Ångra")).to_be_focused()
    other.keyboard.press("Enter")
    expect(told).to_have_text("Dina framsteg är tillbaka.")
    assert set(stored(other)["lessons"]) == {"why", LESSON.id}


NOT_OURS = [
    b"",
    b"\xff\xfe\x00 binary",
    b"[]",
    b"null",
    b'"text"',
    b"{}",
    b'{"version": 1, "lessons": {}, "questions": {}, "exercises": {}}',
    json.dumps(everything(lessons=[])).encode(),
    json.dumps(everything(questions=None)).encode(),
    b"[" * 100_000,
]


def test_a_file_that_is_something_else_is_told_and_nothing_is_lost(open_page: OpenPage) -> None:
    page = start(open_page, "introduktion/index.md")
    pick(page, everything())
    expect(page.get_by_text("Alla lektioner är klara.")).to_be_visible()
    before, error = stored(page), page.locator('[data-part="file-error"]')
    for content in NOT_OURS:
        page.evaluate("document.querySelector('[data-part=\"file-error\"]').textContent = ''")
        pick(page, content)
        expect(error).to_contain_text("Filen är inte en fil med framsteg från introduktionen.")
    pick(page, everything(version=2))
    expect(error).to_contain_text("en annan version av introduktionen")
    pick(page, b" " * 200_001)
    expect(error).to_contain_text("för stor")
    assert stored(page) == before
    odd = everything(
        strategy="190101",
        lessons={"why": {"read": "2026-02-30"}, "tone": {"read": 3}, "__proto__": {"read": "2026-11-01"}, "constructor": {"read": "2026-01-01"}},
        questions={"x" * 200: {"first": "a", "right": True}, "a-b": {"first": "<b>", "right": True}, "c-d": {"first": "e", "right": "yes"}},
        exercises={"a": None},
    )  # fmt: skip
    pick(page, odd)
    expect(page.locator('[data-part="file-status"]')).to_contain_text("Filen gjordes när strategin hade version 190101.")
    after = stored(page)
    assert after["questions"].pop("c-d") == {"first": "e", "right": False}
    assert after["lessons"].pop("constructor") == {"read": "2026-01-01"}
    assert after == before


def test_another_tab_hears_what_is_done(open_page: OpenPage) -> None:
    page = start(open_page)
    other = page.context.new_page()
    other.goto(page.url)
    other.locator("lesson-foot[data-ready]").wait_for()
    answer(page, 0, right=True)
    expect(other.locator("page-quiz > .quiz__result")).to_contain_text("1 av ")
    other.locator("lesson-foot").get_by_role("button", name="Markera som läst").click()
    answer(page, 1, right=True)  # written after the other tab wrote, and over nothing of it
    assert len(stored(page)["questions"]) == 2
    assert list(stored(page)["lessons"]) == [LESSON.id]
    other.close()


def test_the_diploma_tells_what_remains_and_then_prints_on_one_page(open_page: OpenPage) -> None:
    page = start(open_page, "introduktion/diplom.md")
    expect(page.get_by_role("heading", name=f"{len(load_lessons())} lektioner återstår")).to_be_visible()
    expect(page.locator(".diploma")).to_be_hidden()
    some = everything()
    del some["lessons"]["comments"]
    some["questions"].pop(next(asked.id for asked in load_quiz().values() if asked.lesson == "tone"))
    pick(page, some)
    remaining = page.locator(".diploma-remaining li")
    expect(remaining).to_have_text([f"{LESSON.title}: 1 fråga kvar", f"{COMMENTS.title}: inte markerad som läst"])
    assert page.get_by_role("link", name=COMMENTS.title).last.get_attribute("href") == "../kommentarer/"
    pick(page, everything())
    sheet = page.locator(".diploma")
    expect(sheet).to_be_visible()
    page.get_by_label("Ditt namn").fill("  Åsa <b>Öberg</b> " + "Zyxelplåt" * 6)
    expect(sheet).to_contain_text("Åsa <b>Öberg</b> Zyxelplåt")
    for words in (
        "19 november 2026",
        f"version {load_meta().version}",
        "inte ett intyg från Helsingborgs stad",
        f"1 av {len(load_exercises())} övningar",
        *(one.title for one in load_lessons().values()),
    ):
        expect(sheet).to_contain_text(words)
    page.evaluate("() => { window.print = () => (window.printed = (window.printed ?? 0) + 1); }")
    page.get_by_label("Ditt namn").press("Enter")
    assert page.evaluate("window.printed") == 1
    pdf = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = map(float, re.findall(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf)[0])
    assert (round(width), round(height)) == (842, 595)
    page.emulate_media(media="print")
    frame = page.locator(".diploma__frame")
    assert frame.evaluate("node => node.scrollHeight <= node.clientHeight")
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    assert "Zyxel" not in page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, document.title])")


def test_where_nothing_can_be_stored_it_works_and_says_so(open_page: OpenPage, tmp_path: Path) -> None:
    page = start(open_page, script=BLOCKED, expect_trouble=True)  # the theme's own scripts complain
    foot = page.locator("lesson-foot")
    expect(foot.get_by_text("Webbläsaren sparar inget just nu.")).to_be_visible()
    for number in range(len(QUESTIONS)):
        answer(page, number, right=True)
    foot.get_by_role("button", name="Markera som läst").click()
    expect(foot.get_by_role("status").first).to_contain_text("✓ Klar.")
    with page.expect_download() as download:
        foot.get_by_role("button", name="Spara framstegen som fil").click()
    file = tmp_path / "introduktion.json"
    download.value.save_as(file)
    page.goto(page.url.partition("introduktion/")[0] + "introduktion/")
    expect(page.get_by_text(f"0 av {len(load_lessons())} lektioner klara.")).to_be_visible()
    pick(page, file.read_bytes())
    expect(page.get_by_text(f"1 av {len(load_lessons())} lektioner klara.")).to_be_visible()


def test_where_it_can_the_page_says_nothing_of_storage(open_page: OpenPage) -> None:
    page = start(open_page)
    expect(page.get_by_text("Webbläsaren sparar inget just nu.")).to_be_hidden()
    assert (
        page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('checklists'))") == []
    )  # whoever only reads leaves nothing behind


def test_an_engine_that_does_not_start_is_told_and_what_was_done_stays(open_page: OpenPage) -> None:
    page = open_page("", expect_trouble=True)
    page.add_init_script("delete window.SharedWorker")
    page.context.route("**/pyodide.mjs", lambda route: route.abort())
    page.goto(page.url + address(LESSON.page))
    box = task(page, REWRITE.id)
    expect(box).to_have_attribute("data-ready", "")
    box.get_by_label("Skriv om här").fill("Mitt försök.")
    box.get_by_role("button", name="Låt verktyget bedöma").click()
    expect(box.get_by_role("heading", name=NOT_STARTED)).to_be_focused(timeout=60_000)
    expect(box.get_by_label("Skriv om här")).to_have_value("Mitt försök.")
    expect(box.get_by_role("link", name="alla regler")).to_be_visible()
    assert violations(page) == []


def test_without_javascript_everything_is_there_to_read(open_page: OpenPage) -> None:
    page = open_page(address(LESSON.page), java_script_enabled=False)
    first = QUESTIONS[0]
    for letter, option in zip("ABCDEF", first.options, strict=False):
        fold = question(page, 0).locator("details", has_text=f"Stämmer {letter}?")
        fold.locator("summary").click()
        expect(fold).to_contain_text(("Rätt. " if option.right else "Inte rätt. ") + option.feedback)
    assert page.get_by_role("button", name="Svara").count() == 0
    assert page.locator("page-quiz, practice-task").get_by_role("radio").count() == 0
    for exercise in TASKS.values():
        expect(task(page, exercise.id).get_by_text(shown_text(exercise)).first).to_be_visible()
    expect(page.get_by_text("Bedömningen har inte startat.").first).to_be_visible()
    page.emulate_media(media="print")
    expect(task(page, FIND.id).get_by_text(shown_text(FIND)).first).to_be_visible()
    diploma = open_page("introduktion/diplom/", java_script_enabled=False)
    expect(diploma.get_by_text("Datum:")).to_be_visible()
    index = open_page("introduktion/", java_script_enabled=False)
    assert index.locator(".path__list").get_by_role("link").count() == len(load_lessons()) + 1


def in_both_schemes(page: Page) -> None:
    for scheme in ("slate", "default"):
        page.evaluate("scheme => (document.body.dataset.mdColorScheme = scheme)", scheme)
        assert violations(page) == []


def test_axe_finds_nothing_in_any_state_and_nothing_scrolls_sideways(open_page: OpenPage) -> None:
    page = start(open_page, phone=True)
    page.set_viewport_size({"width": 320, "height": 640})
    question(page, 1).get_by_role("button", name="Svara").click()
    answer(page, 0, right=False)
    answer(page, 0, right=True)
    box = task(page, FIND.id)
    words = box.locator(".practice-word")
    for place in (0, 1, 3):
        words.nth(place).click()
    fault = shown_text(FIND)[slice(*(faults(FIND)[0][key] for key in ("start", "end")))]
    words.filter(has_text=fault.split()[0]).first.click()
    judge(box)
    box.get_by_text("Visa det du missade").click()
    judge(task(page, REWRITE.id))
    in_both_schemes(page)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    small = page.evaluate(
        """() => [...document.querySelectorAll(":is(page-quiz, practice-task, lesson-foot) :is(button, .helper-choice, summary)")]
            .filter((node) => node.checkVisibility())
            .map((node) => [node.textContent.trim(), node.getBoundingClientRect(), node.matches(".practice-word") ? 24 : 43.9])
            .filter(([, {height}, least]) => height < least).map(([name]) => name)"""
    )
    assert small == []
    for place in ("introduktion/index.md", "introduktion/diplom.md"):
        other = start(open_page, place, phone=True)
        other.set_viewport_size({"width": 320, "height": 640})
        pick(other, everything())
        expect(other.locator('[data-part="file-status"]')).to_contain_text("Filen är inläst")
        if place == "introduktion/index.md":
            other.get_by_role("button", name="Börja om").click()
        in_both_schemes(other)
        assert other.evaluate("document.documentElement.scrollWidth <= innerWidth")
