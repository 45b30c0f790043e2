"""The checklists as data, and the pages made from it: few tasks, true clauses, ways that lead somewhere, ids that stay."""

import re
from pathlib import Path

import pytest

from checklists.strategy import load_clauses, load_contacts, load_strategy, load_task_lists
from checklists.strategy.guide_schema import TaskList
from macros import task_pages
from macros.templates import ROOT

LISTS = load_task_lists()
IDS = Path(__file__).with_name("task_ids.txt")
# Fixed: other parts of the site lead to these lists.
KNOWN = "before-publishing hide-or-remove start-account review-account open-or-closed advertise hot-day month-end".split()
TOOLS = (
    "publicera/granska-utkast.md",
    "kommentarer/hantera-en-kommentar.md",
    "kommentarer/bemanna-svar.md",
    "kommentarer/fragor-till-kontaktcenter.md",
    "uppfoljning/",
)
SOFT = ("rekommendera", "bör", "undvik", "så långt", "den utsträckning", "som regel", "försöker", "hellre")
HEADING = re.compile(r"^#+ .*\{: #([\w.-]+) \}$", re.MULTILINE)


def ids() -> tuple[list[str], list[str]]:
    """Return the ids that are in use and those that are retired, as the file says."""
    used, _, retired = IDS.read_text(encoding="utf-8").partition("# retired\n")
    return [line for line in used.splitlines() if not line.startswith("#")], retired.splitlines()


def test_the_lists_are_those_that_the_site_leads_to() -> None:
    assert list(LISTS) == KNOWN
    assert len({tasks.slug for tasks in LISTS.values()}) == len(LISTS)


def test_no_task_has_lost_its_id() -> None:
    used, retired = ids()
    assert used == [f"{tasks.id}/{task.id}" for tasks in LISTS.values() for task in tasks.tasks]
    assert set(used) & set(retired) == set()


@pytest.mark.parametrize("tasks", LISTS.values(), ids=lambda tasks: tasks.id)
def test_a_list_is_short_and_every_row_is_whole(tasks: TaskList) -> None:
    assert 3 <= len(tasks.tasks) <= 8
    assert len({task.id for task in tasks.tasks}) == len(tasks.tasks)
    assert bool(tasks.facts) == bool(tasks.legend)
    assert 50 <= len(tasks.description) <= 200
    assert task_pages.about(tasks)
    for task in tasks.tasks:
        assert task.text.endswith(".")
        assert task.text.count(".") == 1, "one sentence to say yes to"
        assert "?" not in task.text, "a statement, not a question"
        assert 1 <= len(re.findall(r"[.:?]\s+[A-ZÅÄÖ”]|[.]$", task.help)) <= 3
        assert not task.link.endswith(".")
        assert task.clause in load_clauses()


@pytest.mark.parametrize("tasks", LISTS.values(), ids=lambda tasks: tasks.id)
def test_every_fact_is_asked_for_by_a_task_or_implies_one_that_is(tasks: TaskList) -> None:
    wanted = {task.when for task in tasks.tasks} - {""}
    assert {fact.id for fact in tasks.facts} == wanted
    assert {fact.implies for fact in tasks.facts} - {""} <= wanted


@pytest.mark.parametrize("tasks", LISTS.values(), ids=lambda tasks: tasks.id)
def test_every_way_leads_to_a_page_and_a_heading_that_exist(tasks: TaskList) -> None:
    generated = {*task_pages.pages(load_strategy()), "forvaltningar/index.md"}
    for page in [*(task.page for task in tasks.tasks), tasks.next]:
        path, _, anchor = page.partition("#")
        file = ROOT / "docs" / path
        assert file.is_file() or path in generated, page
        if anchor:
            assert anchor in HEADING.findall(file.read_text(encoding="utf-8")), page


@pytest.mark.parametrize("tasks", LISTS.values(), ids=lambda tasks: tasks.id)
def test_every_list_leads_to_a_tool_or_to_the_pages_of_its_subject(tasks: TaskList) -> None:
    pages = {task.page for task in tasks.tasks}
    assert any(page.startswith(tool) for page in pages for tool in (*TOOLS, "konton/")), tasks.id


def test_what_people_tick_is_never_stronger_than_the_clause() -> None:
    """A row may not say "ska" or "alltid" where its clause recommends."""
    for tasks in LISTS.values():
        for task in tasks.tasks:
            clause = load_clauses()[task.clause].text.lower()
            if any(word in clause for word in SOFT):
                assert not re.search(r"\b(?:måste|alltid)\b", task.text + task.help), f"{tasks.id}/{task.id}"


def test_no_address_is_invented() -> None:
    known = {contact.value for contact in load_contacts().values()}
    text = (ROOT / "checklists/strategy/guide/task_lists.toml").read_text(encoding="utf-8")
    assert set(re.findall(r"[\w.]+@[\w.]+\w", text)) <= known


def test_the_same_task_on_two_lists_leads_to_the_same_place() -> None:
    pages: dict[tuple[str, str], set[str]] = {}
    for tasks in LISTS.values():
        for task in tasks.tasks:
            pages.setdefault((task.id, task.clause), set()).add(task.page)
    assert pages[("questions-to-kc", "dolja.faq")] == {"kommentarer/fragor-till-kontaktcenter.md"}
    assert pages[("consent", "kommentarer.samtycke")] == {"publicera/personuppgifter-och-bilder.md#samtycke"}
    assert pages[("rights", "kommentarer.rattigheter")] == {"publicera/personuppgifter-och-bilder.md#rattigheter"}


def test_every_list_has_a_page_with_its_own_words() -> None:
    made = task_pages.pages(load_strategy())
    assert set(made) == {f"checklistor/{tasks.slug}.md" for tasks in LISTS.values()}
    for tasks in LISTS.values():
        page = made[f"checklistor/{tasks.slug}.md"]
        assert f'{{{{ checklist("{tasks.id}") }}}}' in page
        assert tasks.lead in page
        assert "{%" not in page
