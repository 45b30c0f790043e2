"""The macros that pages call: quotes of the strategy, contacts, examples, tables from data, and the widgets."""

import json
import posixpath
from datetime import datetime
from typing import Any

from checklists.strategy import load_rows, load_strategy
from checklists.worktime import reply_deadline
from macros.templates import MONTHS, render

# The tools that exist, by the stem that names their files, with the page they stand on.
TOOLS = {
    "draft-check": ("publicera/granska-utkast.md", "Granska ett utkast", "Klistra in din text och få mål, kategori och råd direkt. Texten stannar i din webbläsare."),
}
DEADLINE_EXAMPLES = (
    "2026-11-24T10:30", "2026-11-24T17:05", "2026-11-27T09:00", "2026-11-27T16:45", "2026-11-28T11:00", "2026-12-23T14:00", "2027-03-25T15:20", "2026-06-18T12:00",
)  # fmt: skip
WEEKDAYS = "måndag tisdag onsdag torsdag fredag lördag söndag".split()


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros; every one of them raises on an id that does not exist."""
    strategy = load_strategy()

    def address(page: str, anchor: str = "") -> str:
        """Return the Markdown address of another page, relative to the page being built."""
        path = posixpath.relpath(page, posixpath.dirname(env.page.file.src_uri) or ".")
        return f"{path}#{anchor}" if anchor else path

    def link(page: str, anchor: str = "") -> str:
        """Return the built address of another page, for HTML that MkDocs does not rewrite."""
        here = env.page.url
        target = page.removesuffix("index.md") if page.endswith("index.md") else page.removesuffix(".md") + "/"
        path = posixpath.relpath(target or ".", here or ".") + "/"
        return f"{path}#{anchor}" if anchor else path

    def clause_link(clause_id: str) -> str:
        clause = strategy.clauses[clause_id]
        return f"[{clause.title}]({address(f'strategin/{clause.section}.md', clause.id)})"

    @env.macro  # type: ignore[untyped-decorator]
    def ref(clause_id: str) -> str:
        return clause_link(clause_id) + "{ .ref }"

    @env.macro  # type: ignore[untyped-decorator]
    def clause(clause_id: str) -> str:
        return f'<div class="clause" markdown>\n{strategy.clauses[clause_id].text}\n\n{clause_link(clause_id)}{{ .ref }}\n</div>'

    @env.macro  # type: ignore[untyped-decorator]
    def contact(contact_id: str) -> str:
        item = strategy.contacts[contact_id]
        return f"[{item.value}](mailto:{item.value})" if item.kind == "email" else item.value

    @env.macro  # type: ignore[untyped-decorator]
    def fill_in(what: str) -> str:
        return f'<span class="fill-in">Fyll i: {what}</span>'

    @env.macro  # type: ignore[untyped-decorator]
    def compare(before: str, after: str, why: str) -> str:
        return render("compare.html", before=before, after=after, why=why)

    @env.macro  # type: ignore[untyped-decorator]
    def tool(stem: str) -> str:
        page, name, what = TOOLS[stem]
        return render("tool.html", link, page=page, name=name, what=what)

    @env.macro  # type: ignore[untyped-decorator]
    def goals() -> str:
        return render("labels.html", link, labels=strategy.goals.values(), clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def categories() -> str:
        return render("labels.html", link, labels=strategy.categories.values(), clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def channels() -> str:
        return render("channels.html", link, channels=[item for item in strategy.channels.values() if item.id != "reply"], clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def rules() -> str:
        tables = {check.rows: load_rows(check.rows) for rule in strategy.rules.values() for check in rule.checks if check.rows}
        return render("rules.html", link, rules=strategy.rules.values(), tables=tables, clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def deadline_examples() -> str:
        rows = [(when, str(reply_deadline({"received": when})["due"])) for when in DEADLINE_EXAMPLES]
        return render("deadlines.html", rows=[(spoken_time(a), spoken_time(b)) for a, b in sorted(rows)])

    @env.macro  # type: ignore[untyped-decorator]
    def departments() -> str:
        return render("departments.html", link, departments=strategy.departments.values())

    @env.macro  # type: ignore[untyped-decorator]
    def strategy_status() -> str:
        return render("status.html", link, meta=strategy.meta)

    @env.macro  # type: ignore[untyped-decorator]
    def strategy_sections() -> str:
        return render("sections.html", link, meta=strategy.meta)

    @env.macro  # type: ignore[untyped-decorator]
    def draft_check() -> str:
        names = {item.id: item.name for group in (strategy.goals, strategy.categories) for item in group.values()}
        definitions = {item.id: item.definition for group in (strategy.goals, strategy.categories) for item in group.values()}
        clauses = {item.id: {"title": item.title, "href": link(f"strategin/{item.section}.md", item.id)} for item in strategy.clauses.values()}
        words = {"names": names, "definitions": definitions, "clauses": clauses, "rules": {rule.id: rule.name for rule in strategy.rules.values()},
                 "channels": {item.id: {"name": item.name, "limit": item.limit} for item in strategy.channels.values()}}  # fmt: skip
        return render("draft-check.html", link, channels=strategy.channels.values(), goals=strategy.goals.values(),
                      categories=strategy.categories.values(), words=json.dumps(words, ensure_ascii=False))  # fmt: skip


def spoken_time(iso: str) -> str:
    """Return an ISO time as a Swede says it: "fredag 27 november 2026 klockan 15.45"."""
    when = datetime.fromisoformat(iso)
    return f"{WEEKDAYS[when.weekday()]} {when.day} {MONTHS[when.month - 1]} {when.year} klockan {when.hour}.{when.minute:02d}"
