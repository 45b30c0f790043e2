"""Every tool in every state it can be in, as people set their screens: nothing stands in anybody's way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.acts import press
from tests.browser.looks import barriers
from tests.browser.states import TOOLS, answered, ready, told_a_fault

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser-pages")]
OpenPage = Callable[..., Page]


@pytest.mark.parametrize("name", TOOLS)
def test_before_with_a_fault_and_with_an_answer(open_page: OpenPage, name: str) -> None:
    tool = TOOLS[name]
    page = open_page(tool.path, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"])
    ready(page, name)
    for fold in page.locator(f"{name} summary:visible").all():
        fold.click()
    assert barriers(page) == []
    page.reload()
    ready(page, name)
    told_a_fault(page, tool)
    assert barriers(page) == []
    page.reload()
    ready(page, name)
    answered(page, tool)
    for fold in page.locator(f"{name} .result summary:visible").all():
        fold.click()
    assert barriers(page) == []


@pytest.mark.parametrize("name", [name for name, tool in TOOLS.items() if tool.python])
def test_while_python_is_on_its_way_and_when_it_does_not_come(open_page: OpenPage, name: str) -> None:
    tool = TOOLS[name]
    page = open_page("", expect_trouble=True, reduced_motion="reduce")
    page.add_init_script("delete window.SharedWorker")  # its requests cannot be intercepted
    held: list[Route] = []
    page.context.route("**/pyodide.asm.wasm", lambda route: held.append(route))
    page.goto(page.url + tool.path)
    ready(page, name)
    if name != "post-metrics":  # there the files are read first
        tool.fill(page)
        press(page, tool.ask)
    else:
        page.get_by_label("Filer från Meta").set_input_files({"name": "fb.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"})
    expect(page.locator(f'{name} [data-part="loading"], {name} .loading').first).to_be_visible(timeout=30_000)
    page.wait_for_timeout(2500)
    assert barriers(page) == []
    for route in held:
        route.abort()
    expect(page.locator('[data-part="trouble"]')).to_be_visible(timeout=60_000)
    assert barriers(page) == []


def test_a_checklist_that_is_ticked(open_page: OpenPage) -> None:
    page = open_page("checklistor/innan-du-publicerar/", reduced_motion="reduce")
    ready(page, "task-list")
    assert barriers(page) == []
    for box in page.locator(".task input:visible").all():
        box.check()
    assert barriers(page) == []


def test_a_lesson_that_is_answered(open_page: OpenPage) -> None:
    page = open_page("introduktion/sa-later-vi/", reduced_motion="reduce")
    ready(page, "page-quiz")
    for question in page.locator("page-quiz form:visible").all():
        question.get_by_role("radio").first.check()
        question.get_by_role("button", name="Svara").click()
    assert barriers(page) == []


@pytest.mark.parametrize(
    "path",
    [
        "introduktion/",
        "introduktion/diplom/",
        "checklistor/",
        "konton/alla-konton/",
        "kommentarer/svarsmallar/",
        "publicera/regler/",
        "",
    ],
)
def test_a_page_with_something_to_press(open_page: OpenPage, path: str) -> None:
    page = open_page(path, reduced_motion="reduce")
    page.wait_for_load_state("networkidle")
    assert barriers(page) == []
