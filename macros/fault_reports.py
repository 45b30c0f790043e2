"""The reports of faults on the page about the site: the same texts as a Git host's templates for issues."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from checklists.strategy import Strategy
from macros.templates import ROOT, render

FOLDER = ROOT / ".github" / "ISSUE_TEMPLATE"
_TEMPLATE = re.compile(r"---\nname: (?P<name>[^\n]+)\nabout: (?P<about>[^\n]+)\n---\n(?P<text>.+)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Report:
    """A template: `id` is the file's name, and the anchor on the page; `text` has a line for each thing to tell."""

    id: str
    name: str
    about: str
    text: str


def reports(folder: Path = FOLDER) -> list[Report]:
    """Return every template in the order of the files' names; ValueError names one that is not of the form."""
    found = []
    for path in sorted(folder.glob("*.md")):
        match = _TEMPLATE.fullmatch(path.read_text(encoding="utf-8"))
        if not match:
            raise ValueError(f"{path.name}: needs a name, an about and a text, and nothing else")
        found.append(Report(path.stem, match["name"], match["about"], match["text"].strip()))
    return found


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""

    @env.macro  # type: ignore[untyped-decorator]
    def fault_reports() -> str:
        return render("fault-reports.html", reports=reports())
