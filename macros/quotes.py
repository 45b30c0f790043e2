"""The macros that pages call: quotes of the strategy, contacts, examples, tables from data, and the widgets."""

import json
import posixpath
from collections.abc import Callable
from datetime import date
from typing import Any

from checklists import worktime
from checklists.strategy import Strategy, load_strategy
from checklists.strategy.schema import Category, Goal
from macros import (
    accessibility,
    account_pages,
    comment_accuracy,
    comment_helper_page,
    comment_pages,
    component_pages,
    deadlines,
    fault_reports,
    lesson_pages,
    metrics_pages,
    policy,
    print_page,
    release,
    revision_page,
    rules_page,
    speed_pages,
    task_pages,
)
from macros.templates import ROOT, month, percent, render, thousands

# The tools that exist, by the stem that names their files, with the page they stand on.
TOOLS = {
    "draft-check": (
        "publicera/granska-utkast.md",
        "Granska ett utkast",
        "Klistra in din text och få mål, kategori och råd direkt. Texten stannar i din webbläsare.",
    ),
    "comment-helper": (
        "kommentarer/hantera-en-kommentar.md",
        "Hantera en kommentar",
        "Klistra in kommentaren eller svara på några frågor. Du får råd, skäl och stegen i rätt ordning.",
    ),
    "reply-roster": (
        "kommentarer/bemanna-svar.md",
        "Bemanna svaren",
        "Fyll i vilka ni är och när ni är borta. Du får ett rättvist schema över vem som svarar när.",
    ),
    "kc-faq": (
        "kommentarer/fragor-till-kontaktcenter.md",
        "Skriv frågor och svar till kontaktcenter",
        "Fyll i det kontaktcenter behöver inför ett hett inlägg. Du får en text att kopiera och skicka.",
    ),
    "post-metrics": (
        "uppfoljning/folj-upp.md",
        "Följ upp månaden",
        "Välj filerna från Meta Business Suite och LinkedIn. Du får siffror, bästa och sämsta inlägg och en rapport att kopiera.",
    ),
    "slot-booking": (
        "publicera/boka-plats.md",
        "Boka plats i publiceringskalendern",
        "Fyll i inlägget och tiden. Du får en kalenderfil och ett mejl att skicka.",
    ),
}
EXAMPLE_PLAN = ROOT / "overrides" / "widgets" / "reply-roster-example.json"


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros; every one of them raises on an id that does not exist."""
    strategy = load_strategy()
    built, city_days = deadlines.day_of_build(), worktime.local_days()
    env.variables["site_version"] = release.shown()
    env.variables["strategy"] = {"version": strategy.meta.version, "next_revision": month(strategy.meta.next_revision)}

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

    def names_of(kind: str) -> dict[str, str]:
        labels: dict[str, list[Goal | Category]] = {
            "goal": [*strategy.goals.values()],
            "category": [*strategy.categories.values()],
        }
        return {label.id: label.name for label in labels[kind]}

    def clause_link(clause_id: str) -> str:
        clause = strategy.clauses[clause_id]
        return f"[{clause.title}]({address(f'strategin/{clause.section}.md', clause.id)})"

    comment_pages.register(env, strategy, link)
    comment_accuracy.register(env)
    for module in (
        accessibility,
        account_pages,
        component_pages,
        fault_reports,
        lesson_pages,
        metrics_pages,
        print_page,
        revision_page,
        speed_pages,
        task_pages,
    ):
        module.register(env, strategy, link)

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
        return render(
            "channels.html",
            link,
            channels=[item for item in strategy.channels.values() if item.id != "reply"],
            clauses=strategy.clauses,
        )

    @env.macro  # type: ignore[untyped-decorator]
    def rules() -> str:
        return render("rules.html", link, **rules_page.shown(strategy), measured=evaluation("rules-measured")["first"])

    @env.macro  # type: ignore[untyped-decorator]
    def rules_measured() -> str:
        return render("rules-measured.html", link, measured=evaluation("rules-measured")["first"])

    @env.macro  # type: ignore[untyped-decorator]
    def deadline_examples() -> str:
        return render(
            "deadlines.html",
            heads=("Frågan kom", "Svara senast"),
            rows=example_rows(deadlines.deadlines(built, city_days), built),
        )

    @env.macro  # type: ignore[untyped-decorator]
    def publish_examples() -> str:
        heads = ("Du tänker publicera", "Laddat innehåll tidigast")
        return render("deadlines.html", heads=heads, rows=example_rows(deadlines.publish_times(built, city_days), built))

    @env.macro  # type: ignore[untyped-decorator]
    def longest_wait() -> str:
        """The sentence about who may wait longest in the year that comes."""
        asked, due = deadlines.longest_wait(built, city_days)
        return (
            f"Det närmaste året blir det som längst {deadlines.spoken_length(due - asked)}, för den som frågar "
            f"**{deadlines.spoken_time(asked)}**. Då svarar du senast **{deadlines.spoken_time(due, asked)}**."
        )

    @env.macro  # type: ignore[untyped-decorator]
    def local_days() -> str:
        return render("local-days.html", link, days=deadlines.coming_local_days(built, city_days))

    @env.macro  # type: ignore[untyped-decorator]
    def departments() -> str:
        return render("departments.html", link, departments=strategy.departments.values())

    @env.macro  # type: ignore[untyped-decorator]
    def measured() -> str:
        kinds = [("goal", "Mål (tre att välja på)"), ("category", "Kategori (fem att välja på)")]
        return render("measured.html", figures=evaluation("measured")["held_out"], kinds=kinds)

    @env.macro  # type: ignore[untyped-decorator]
    def accuracy(kind: str) -> str:
        """The tables of how often each goal or each category is right; `kind` is "goal" or "category"."""
        kind_name = {"goal": "Mål", "category": "Kategori"}[kind]
        return render(
            "accuracy.html", figures=evaluation("measured")["held_out"][kind], names=names_of(kind), kind_name=kind_name
        )

    @env.macro  # type: ignore[untyped-decorator]
    def compared() -> str:
        return render("compared.html", rows=evaluation("compared"))

    agreement = evaluation("measured")["agreement"]
    env.variables["evaluation"] = agreement | {"texts": thousands(agreement["texts"])}
    now = evaluation("rules-measured")["now"]
    prose = now["prose"]
    env.variables["rules_now"] = {"recall": percent(now["recall"]), "precision": percent(now["precision"])}
    env.variables["prose"] = {key: percent(value) if isinstance(value, float) else value for key, value in prose.items()}

    @env.macro  # type: ignore[untyped-decorator]
    def borders(kind: str) -> str:
        """The questions that settle between two goals or two categories."""
        names = names_of(kind)
        return render(
            "borders.html", borders=[border for border in strategy.borders.values() if border.yes in names], names=names
        )

    @env.macro  # type: ignore[untyped-decorator]
    def strategy_sections() -> str:
        return render("sections.html", link, meta=strategy.meta)

    @env.macro  # type: ignore[untyped-decorator]
    def draft_check() -> str:
        return render(
            "draft-check.html",
            link,
            channels=strategy.channels.values(),
            words=json.dumps(draft_check_words(strategy, link), ensure_ascii=False),
        )

    @env.macro  # type: ignore[untyped-decorator]
    def offline_save() -> str:
        return render("offline-save.html")

    @env.macro  # type: ignore[untyped-decorator]
    def kc_faq() -> str:
        return render(
            "kc-faq.html",
            link,
            channels=[item for item in strategy.channels.values() if item.id != "reply"],
            departments=strategy.departments.values(),
        )

    @env.macro  # type: ignore[untyped-decorator]
    def security_headers() -> str:
        return "\n".join(f"{name}: {value}" for name, value in policy.HEADERS.items())

    @env.macro  # type: ignore[untyped-decorator]
    def page_requests() -> str:
        return render("page-requests.html", link)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_helper() -> str:
        return comment_helper_page.comment_helper(strategy, link)

    @env.macro  # type: ignore[untyped-decorator]
    def reply_roster() -> str:
        return render(
            "reply-roster.html",
            link,
            channels=[channel for channel in strategy.channels.values() if channel.clause == "kanaler.1"],
            example=EXAMPLE_PLAN.read_text(encoding="utf-8"),
        )


def evaluation(name: str) -> Any:
    """Return what the training wrote of how well the classifier does: macros/<name>.json."""
    return json.loads((ROOT / "macros" / f"{name}.json").read_text(encoding="utf-8"))


def draft_check_words(strategy: Strategy, link: Callable[[str, str], str]) -> dict[str, Any]:
    """Return what the draft check shows for the ids in an answer: names, definitions, clauses with their addresses."""
    labels: list[Goal | Category] = [*strategy.goals.values(), *strategy.categories.values()]
    return {
        "names": {label.id: label.name for label in labels},
        "definitions": {label.id: label.definition for label in labels},
        "clauses": {
            clause.id: {"title": clause.title, "href": link(f"strategin/{clause.section}.md", clause.id)}
            for clause in strategy.clauses.values()
        },
        "rules": {
            rule.id: {"name": rule.name, "href": link("publicera/regler.md", f"regel-{rule.id}")}
            for rule in strategy.rules.values()
        },
        "masked": [rule.id for rule in strategy.rules.values() if rule.masked],
        "channels": {channel.id: {"name": channel.name, "limit": channel.limit} for channel in strategy.channels.values()},
    }


def example_rows(examples: list[deadlines.Example], built: date) -> list[tuple[str, str, str]]:
    """Return the examples in words: kind, moment, and the time that it leads to, or "Som planerat" where it leads to none."""
    return [
        (
            example.kind,
            deadlines.spoken_time(example.moment, built),
            deadlines.spoken_time(example.answer, example.moment) if example.answer else "Som planerat",
        )
        for example in examples
    ]
