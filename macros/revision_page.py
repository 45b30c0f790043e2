"""The page "Vad bygger på vad?": every clause with what rests on it, and what the site says of the strategy's own revision."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from checklists.strategy import Strategy
from checklists.strategy.schema import Clause, Meta
from macros.citation_kinds import KINDS
from macros.citations import Place, places, title_of
from macros.deadlines import day_of_build
from macros.templates import ROOT, month, render

PAGE = ("Vad bygger på vad?", "strategin/vad-bygger-pa-vad.md")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that rests on a clause: what it says (`told`, for code), the words of its link, and the page, "" for none."""

    told: str
    name: str
    page: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Resting:
    """What rests on a clause: groups of (heading, items) in the order of KINDS, and how many of each kind in words."""

    clause: Clause
    groups: tuple[tuple[str, tuple[Item, ...]], ...]
    tally: str


def resting(clause: Clause, found: Iterable[Place]) -> Resting:
    """Return what rests on a clause, each thing once, out of everything that `citations.places` has found."""
    groups, counts = [], []
    mine = [place for place in found if place.clause == clause.id]
    for kind, (heading, one, many) in KINDS.items():
        items = tuple(dict.fromkeys(_item(place) for place in mine if place.kind == kind))
        if items:
            groups.append((heading, items))
            counts.append(f"{len(items)} {one if len(items) == 1 else many}")
    return Resting(clause, tuple(groups), ", ".join(counts))


def _item(place: Place) -> Item:
    if place.kind != "code":
        return Item("", place.name, place.page, place.anchor)
    page = ROOT / "docs" / place.page
    return Item(
        place.name, title_of(place.page, page.read_text(encoding="utf-8")) if place.page else "", place.page, place.anchor
    )


def overdue(meta: Meta, built: date) -> bool:
    """Return whether the month in which the strategy was to be revised has passed on the day of the build."""
    return f"{built:%Y-%m}" > meta.next_revision


def revision_sentence(meta: Meta, built: date) -> str:
    """Return what the site says of the next revision: true on the day of the build and on every day after it."""
    if overdue(meta, built):
        return f"Enligt strategin skulle den ha reviderats i {month(meta.next_revision)}. Någon nyare version finns inte här."
    return f"Enligt strategin är nästa revidering i {month(meta.next_revision)}."


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
    sentence = revision_sentence(strategy.meta, day_of_build())
    env.variables["strategy"] |= {"overdue": overdue(strategy.meta, day_of_build()), "revision": sentence}

    @env.macro  # type: ignore[untyped-decorator]
    def revision_table() -> str:
        """Every section with its clauses, our words and what rests on them."""
        found = places()
        rested = [resting(clause, found) for clause in strategy.clauses.values()]
        sections = [
            (section, [each for each in rested if each.clause.section == section.id]) for section in strategy.meta.sections
        ]
        unused = [each.clause for each in rested if not each.groups]
        return render("revision-table.html", link, sections=sections, unused=unused, count=len(rested))

    @env.macro  # type: ignore[untyped-decorator]
    def strategy_status() -> str:
        return render("status.html", link, meta=strategy.meta, sentence=sentence)
