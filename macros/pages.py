"""Writes the pages that come from data: one for each section of the strategy and one for each department."""

import posixpath
import re
from collections.abc import Iterable, Mapping

from checklists.strategy import Strategy
from macros.citations import quoted, title_of
from macros.revision_page import PAGE
from macros.templates import render


def section_pages(strategy: Strategy, sources: Mapping[str, str]) -> dict[str, str]:
    """Return {path: Markdown} of every section; `sources` are the hand-written pages, which cite clauses."""
    titles = {path: title_of(path, text) for path, text in sources.items()}
    cited: dict[str, list[tuple[str, str]]] = {clause: [] for clause in strategy.clauses}
    for path, text in sorted(sources.items()):
        for clause in dict.fromkeys(clause for clause, _ in quoted(text)):
            if clause in cited and not path.startswith("utveckling/"):
                cited[clause].append((titles[path], posixpath.relpath(path, "strategin")))
    return {
        f"strategin/{section.id}.md": render(
            "section.md",
            section=section,
            description=describe(section.lead),
            meta=strategy.meta,
            clauses=[clause for clause in strategy.clauses.values() if clause.section == section.id],
            cited=cited,
            resting=posixpath.relpath(PAGE[1], "strategin"),
            guidance=[(titles[path], posixpath.relpath(path, "strategin")) for path in section.guidance],
        )
        for section in strategy.meta.sections
    }


def department_pages(strategy: Strategy) -> dict[str, str]:
    """Return {path: Markdown} of every department; the macros in it are resolved like those of any other page."""
    return {
        f"forvaltningar/{department.id}.md": render(
            "department.md",
            department=department,
            description=f"Vad strategin för sociala medier betyder för {department.name}:"
            " ansvar, idéer till inlägg och vad ni är extra noga med.",
            categories=strategy.categories,
            ref=lambda clause: f'{{{{ ref("{clause}") }}}}',
        )
        for department in strategy.departments.values()
    }


def describe(text: str, limit: int = 155) -> str:
    """Return the sentences of `text` that fit a page's description, at least the first."""
    kept = ""
    for sentence in re.split(r"(?<=[.!?])\s+", text.replace('"', "”")):
        if kept and len(kept) + 1 + len(sentence) > limit:
            break
        kept = f"{kept} {sentence}".strip()
    return kept


def navigation(title_and_path: Iterable[tuple[str, str]], index: str) -> list[object]:
    """Return a nav section for mkdocs: the index first, then each page under its short title."""
    return [index, *({title: path} for title, path in title_and_path)]
