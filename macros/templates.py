"""The site's own Jinja2 environments: autoescaping for HTML, and strict, so that a misspelt name stops the build."""

import hashlib
import shutil
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from checklists.stockholm import MONTHS

ROOT = Path(__file__).parents[1]
CACHE = ROOT / "build" / "templates"


def compiled_once(env: Environment) -> Environment:
    """Let the environment keep its compiled templates in build/, where a template is found by its source and its name.

    What else decides how it is compiled, the settings below and the version of the packages, is in the folder's name.
    """
    settled = Path(__file__).read_bytes() + version("jinja2").encode() + version("mkdocs").encode()
    folder = CACHE / hashlib.sha256(settled).hexdigest()[:12]
    if not folder.is_dir():
        shutil.rmtree(CACHE, ignore_errors=True)
        folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
    return env


@cache
def environment() -> Environment:
    """Return the environment of overrides/widgets (HTML) and macros/pages (Markdown, not escaped)."""
    env = Environment(
        loader=FileSystemLoader([ROOT / "overrides" / "widgets", ROOT / "macros" / "pages"]),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters["month"] = month
    env.filters["percent"] = percent
    env.filters["decimal"] = lambda number: f"{number:.3f}".replace(".", ",")
    env.filters["thousands"] = thousands
    env.filters["one_line"] = one_line
    return compiled_once(env)


def render(template: str, link: Callable[[str, str], str] | None = None, /, **values: Any) -> str:
    """Return the template filled in; `link(page, anchor)` gives it addresses relative to the page it will stand on."""
    return environment().get_template(template).render(link=link, **values)


def percent(share: float) -> str:
    """Return 0.953 as "95 %", with a space that does not break."""
    return f"{round(100 * share)}\u00a0%"


def one_line(text: str) -> Markup:
    """Return text as HTML on one line, its line breaks kept: an empty line would end the HTML for Markdown.

    >>> one_line("a < b\n\nc")
    Markup('a &lt; b&#10;&#10;c')
    """
    return Markup(escape(text).replace("\n", Markup("&#10;")))


def month(year_month: str) -> str:
    """Return "2024-03" as "mars 2024"."""
    year, number = year_month.split("-")
    return f"{MONTHS[int(number) - 1]} {year}"


def full_day(day: date) -> str:
    """Return a day as "22 november 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def thousands(number: int) -> str:
    """Return 12345 as "12 345", with a space that does not break."""
    return f"{number:,}".replace(",", "\u00a0")
