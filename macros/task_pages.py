"""The pages and macros of the checklists, from strategy/guide/task_lists.toml."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy, load_task_lists
from checklists.strategy.guide_schema import TaskList
from macros.templates import render


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros; `link` gives the address of a page from the page being built."""

    def target(page: str) -> str:
        """Return the built address of a page that may have an #anchor."""
        path, _, anchor = page.partition("#")
        return link(path, anchor)

    def widget(tasks: TaskList, *, remember: bool) -> str:
        return render(
            "task-list.html",
            link,
            tasks=tasks,
            whens={fact.id: condition(fact.text) for fact in tasks.facts},
            clauses=strategy.clauses,
            source=f"{strategy.meta.title}, version {strategy.meta.version}",
            target=target,
            remember=remember,
        )

    @env.macro  # type: ignore[untyped-decorator]
    def checklist(list_id: str) -> str:
        """The list itself, to tick, with what is ticked kept in the browser."""
        return widget(load_task_lists()[list_id], remember=True)

    @env.macro  # type: ignore[untyped-decorator]
    def checklist_card(list_id: str) -> str:
        """A way to a list's own page, for a page where it is of use."""
        tasks = load_task_lists()[list_id]
        return render("task-card.html", link, tasks=tasks, about=about(tasks))

    @env.macro  # type: ignore[untyped-decorator]
    def task_lists() -> str:
        """All lists as cards."""
        return render("task-lists.html", link, lists=[(tasks, about(tasks)) for tasks in load_task_lists().values()])

    @env.macro  # type: ignore[untyped-decorator]
    def draft_tasks() -> str:
        """The list that follows a check of a draft; it remembers nothing, for it belongs to that one draft."""
        return render("draft-tasks.html", link, widget=widget(load_task_lists()["before-publishing"], remember=False))


def pages(strategy: Strategy) -> dict[str, str]:
    """Return {path: Markdown} of every checklist."""
    return {f"checklistor/{tasks.slug}.md": render("task-list.md", tasks=tasks) for tasks in load_task_lists().values()}


def about(tasks: TaskList) -> str:
    """Return what a list is about in a few words: its description after the colon."""
    words = tasks.description.partition(": ")[2]
    return words[:1].upper() + words[1:]


def condition(text: str) -> str:
    """Return a fact as a condition.

    >>> condition("Vi väntar oss många kommentarer")
    'Om vi väntar oss många kommentarer'
    """
    return f"Om {text[:1].lower()}{text[1:]}"
