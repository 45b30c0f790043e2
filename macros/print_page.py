"""The page "Skriv ut strategin": every clause on sheets of A4 that the build has divided, so that the page numbers are true.

No browser can say in a table of contents which page something is printed on. So the build decides where each sheet ends:
it reckons the height that a text takes at most, and fills a sheet with no more than surely fits. Every sheet then starts a new
page (print-page.css), and its number is known (docs/utveckling/beslut/0011-utskrift-och-arkiv.md).
"""

import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from checklists.strategy import Strategy
from checklists.strategy.schema import Clause, Section
from macros import release
from macros.deadlines import day_of_build
from macros.templates import full_day, render

PAGE = ("Skriv ut strategin", "strategin/skriv-ut.md")
FIRST = 3  # the sheet with the first section, after the cover and the table of contents
# Millimetres, as print-page.css sets them: the height of a line of each kind, what is around it, and a sheet without its foot.
SHEET = 250.0
TEXT_LINE, CLAUSE_TITLE_LINE, SECTION_TITLE_LINE = 5.6, 6.4, 9.0
AROUND_CLAUSE, AROUND_SECTION = 8.8, 9.0
# Characters that fit a line of each kind, with a tenth to spare.
TEXT_WIDTH, LEAD_WIDTH, CLAUSE_TITLE_WIDTH, SECTION_TITLE_WIDTH = 84, 78, 66, 42


@dataclass(frozen=True, slots=True)
class Part:
    """What is not divided between two sheets: a clause, with the heading of its section where it is the section's first."""

    clause: Clause
    section: Section | None

    @property
    def height(self) -> float:
        """How many millimetres it takes at most, with the space around it."""
        taken = AROUND_CLAUSE + CLAUSE_TITLE_LINE * _lines(self.clause.title, CLAUSE_TITLE_WIDTH)
        taken += TEXT_LINE * _lines(self.clause.text, TEXT_WIDTH)
        if self.section:
            taken += AROUND_SECTION + SECTION_TITLE_LINE * _lines(self.section.title, SECTION_TITLE_WIDTH)
            taken += TEXT_LINE * _lines(self.section.lead, LEAD_WIDTH)
        return taken


def parts(strategy: Strategy) -> list[Part]:
    """Return the whole strategy in its order."""
    return [
        Part(clause, None if number else section)
        for section in strategy.meta.sections
        for number, clause in enumerate(each for each in strategy.clauses.values() if each.section == section.id)
    ]


def sheets(divided: Sequence[Part], room: float = SHEET) -> list[list[Part]]:
    """Return the parts sheet by sheet, as many on each as fit `room` millimetres, and at least one."""
    filled: list[list[Part]] = []
    left = 0.0
    for part in divided:
        if not filled or part.height > left:
            filled.append([])
            left = room
        filled[-1].append(part)
        left -= part.height
    return filled


def _lines(text: str, width: int) -> int:
    return len(textwrap.wrap(text, width)) or 1


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""

    @env.macro  # type: ignore[untyped-decorator]
    def print_page() -> str:
        """The whole strategy on numbered sheets, with a cover and a table of contents."""
        filled = sheets(parts(strategy))
        numbered = list(enumerate(filled, FIRST))
        contents = [(part.section, number) for number, sheet in numbered for part in sheet if part.section]
        return render(
            "print-page.html",
            link,
            meta=strategy.meta,
            sheets=numbered,
            contents=contents,
            count=FIRST - 1 + len(filled),
            site_version=release.shown(),
            built=full_day(day_of_build()),
        )
