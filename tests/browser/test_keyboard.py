"""Every tool from beginning to end with the keyboard alone: each stop is seen, nothing lies over it, and nothing traps."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.focus import name, tab_to, wrong_with_focus
from tests.browser.states import ENGINE_MS, TOOLS, ready

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]
PHONE = {"width": 320, "height": 640}


def start(open_page: OpenPage, stem: str, *, narrow: bool = False) -> Page:
    """A tool as someone comes to it with the skip link."""
    page = open_page(TOOLS[stem].path, permissions=["clipboard-read", "clipboard-write"])
    if narrow:
        page.set_viewport_size(PHONE)
    ready(page, stem)
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    return page


def answered(page: Page, stem: str) -> None:
    """The answer is there, has the focus, and is where it can be read."""
    heading = page.locator(TOOLS[stem].answer).first
    expect(heading).to_be_focused(timeout=ENGINE_MS)
    expect(heading).to_be_in_viewport()


def walk(page: Page, *, stops: int) -> list[str]:
    """Go on from stop to stop: each is seen and none comes back, or the focus leaves the page at its end."""
    passed = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body"):
            break
        assert wrong_with_focus(page) == "", passed
        passed.append(name(page))
    return passed


@pytest.mark.parametrize("narrow", [False, pytest.param(True, marks=pytest.mark.long)])
def test_check_a_draft(open_page: OpenPage, narrow: bool) -> None:
    page = start(open_page, "draft-check", narrow=narrow)
    tab_to(page, "Granska utkastet")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ditt utkast")).to_be_focused()
    page.keyboard.type("Avseende sommarlovet: ring Siv på 070-174 06 51.")
    tab_to(page, "Innehållet är laddat")
    page.keyboard.press("Space")
    expect(page.get_by_label("Innehållet är laddat")).to_be_checked()
    tab_to(page, "Granska utkastet")
    page.keyboard.press("Space")
    answered(page, "draft-check")
    tab_to(page, "Byt ut mot ”Om”")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Ångra")).to_be_focused()
    assert wrong_with_focus(page) == ""
    page.keyboard.press("Enter")
    expect(page.get_by_label("Ditt utkast")).to_have_value("Avseende sommarlovet: ring Siv på 070-174 06 51.")
    tab_to(page, "Ladda ner granskningen")


@pytest.mark.long
@pytest.mark.parametrize("narrow", [False, True])
def test_handle_a_comment(open_page: OpenPage, narrow: bool) -> None:
    page = start(open_page, "comment-helper", narrow=narrow)
    tab_to(page, "Kommentaren")
    page.keyboard.type("Jag vet var du bor, och jag ska döda dig.")
    tab_to(page, "Få råd")
    page.keyboard.press("Enter")
    answered(page, "comment-helper")
    for _ in range(2):
        tab_to(
            page,
            page.locator(".helper-step input:enabled:not(:checked)").first.evaluate(
                "box => box.labels[0].textContent.trim().replace(/\\s+/g, ' ')"
            ),
        )
        page.keyboard.press("Space")
    assert page.locator(".helper-step input:checked").count() == 2
    walk(page, stops=30)


@pytest.mark.long
def test_answer_questions_about_a_comment(open_page: OpenPage) -> None:
    page = start(open_page, "comment-helper")
    tab_to(page, "Klistra in kommentaren")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("Svara på frågor i stället")).to_be_checked()
    for _ in range(12):
        if page.locator("#helper-heading").is_visible():
            break
        question = page.locator("fieldset.helper-question:visible")
        choice = question.get_by_role("radio").first
        page.keyboard.press("Tab")
        expect(choice).to_be_focused()
        assert wrong_with_focus(page) == ""
        page.keyboard.press("Space")
        tab_to(page, "Nästa")
        page.keyboard.press("Enter")
        page.wait_for_timeout(100)
    answered(page, "comment-helper")


@pytest.mark.long
@pytest.mark.parametrize("narrow", [False, True])
def test_plan_who_answers(open_page: OpenPage, narrow: bool) -> None:
    page = start(open_page, "reply-roster", narrow=narrow)
    tab_to(page, "Fyll i ett exempel")
    page.keyboard.press("Enter")
    tab_to(page, "Gör schemat", most=300)
    page.keyboard.press("Enter")
    answered(page, "reply-roster")
    place = page.locator(".place:visible").first
    place.focus()
    page.keyboard.press("Enter")
    expect(page.locator("#cell-heading")).to_be_visible()
    tab_to(page, "Ta bort", most=20)
    page.keyboard.press("Enter")
    expect(place).to_be_focused()
    assert wrong_with_focus(page) == ""
    walk(page, stops=60)


@pytest.mark.long
def test_follow_up_a_month(open_page: OpenPage) -> None:
    page = start(open_page, "post-metrics")
    tab_to(page, "Filer från Meta")
    TOOLS["post-metrics"].fill(page)  # the system's window for files is not the page's
    page.get_by_label("Följare på Facebook").focus()
    tab_to(page, "Visa uppföljningen")
    page.keyboard.press("Enter")
    answered(page, "post-metrics")
    walk(page, stops=60)


@pytest.mark.long
def test_book_a_slot(open_page: OpenPage) -> None:
    page = start(open_page, "slot-booking")
    tab_to(page, "Gör bokningen")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused(timeout=ENGINE_MS)
    TOOLS["slot-booking"].fill(page)
    tab_to(page, "Gör bokningen")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Din bokning")).to_be_focused(timeout=ENGINE_MS)
    tab_to(page, "Kopiera", most=20)
    page.keyboard.press("Enter")


@pytest.mark.long
def test_write_questions_for_the_contact_centre(open_page: OpenPage) -> None:
    page = start(open_page, "kc-faq")
    tab_to(page, "Lägg till en fråga")
    page.keyboard.press("Enter")
    assert wrong_with_focus(page) == ""
    page.keyboard.type("När öppnar badet?")
    tab_to(page, "Kopiera texten")
    page.keyboard.press("Enter")
    expect(page.locator(".errors")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert wrong_with_focus(page) == ""


@pytest.mark.long
def test_tick_a_checklist_and_answer_a_lesson(open_page: OpenPage) -> None:
    page = open_page("checklistor/innan-du-publicerar/")
    ready(page, "task-list")
    box = page.locator(".task input:visible").first
    box.focus()
    assert wrong_with_focus(page) == ""
    page.keyboard.press("Space")
    expect(box).to_be_checked()
    walk(page, stops=40)
    page = open_page("introduktion/sa-later-vi/")
    ready(page, "page-quiz")
    page.locator("page-quiz").get_by_role("radio").first.focus()
    page.keyboard.press("Space")
    tab_to(page, "Svara")
    page.keyboard.press("Enter")
    assert wrong_with_focus(page) == ""
    walk(page, stops=40)
