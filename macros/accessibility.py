"""The accessibility statement: accessibility.toml in a checked shape, and the macros that show it.

What the law asks a public body to say is in the shape, so that a statement without it does not build.
"""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any

from checklists.stockholm import MONTHS
from checklists.strategy import Strategy
from macros.templates import ROOT, render

SOURCE = ROOT / "macros" / "accessibility.toml"
CONFORMS = {"helt": "helt förenlig", "delvis": "delvis förenlig", "inte": "inte förenlig"}
# What the city has to say, as it reads where it has not.
TO_FILL_IN = {
    "published": "dagen då webbplatsen öppnades",
    "responsible": "vilken enhet som ansvarar för webbplatsens tillgänglighet",
    "email": "e-postadress för tillgänglighet",
    "phone": "telefonnummer",
    "answer_within": "hur snart ni svarar",
    "decided": "vem som har godkänt redogörelsen",
}


@dataclass(frozen=True, slots=True)
class Method:
    """How the site was assessed, and what that cannot show."""

    done: str
    by: str


@dataclass(frozen=True, slots=True)
class Fault:
    """What falls short: the criterion of WCAG or "", what it means for who reads, and what is planned."""

    id: str
    criterion: str
    title: str
    what: str
    plan: str


@dataclass(frozen=True, slots=True)
class Statement:
    """All that the page says; a value that only the city knows may be empty."""

    conforms: str
    assessed: date
    updated: date
    published: str
    actor: str
    responsible: str
    email: str
    phone: str
    answer_within: str
    decided: str
    methods: tuple[Method, ...]
    faults: tuple[Fault, ...]


def load(source: Path = SOURCE) -> Statement:
    """Return the statement; raise ValueError, with the file and what is wrong, where it is not what one has to be."""
    try:
        return _read(tomllib.loads(source.read_text(encoding="utf-8")))
    except (ValueError, TypeError, KeyError) as error:
        raise ValueError(f"{source.name}: {error}") from error


def _read(told: dict[str, Any]) -> Statement:
    if unknown := set(told) - {"statement", "city", "methods", "faults"}:
        raise ValueError(f"unknown: {', '.join(sorted(unknown))}")
    values = told["statement"] | told["city"]
    methods = tuple(Method(**row) for row in told["methods"])
    faults = tuple(Fault(**row) for row in told.get("faults", []))
    for name in ("assessed", "updated"):
        values[name] = date.fromisoformat(values[name])
    statement = Statement(**values, methods=methods, faults=faults)
    empty = {one.name for one in fields(Statement) if getattr(statement, one.name) in ("", ())} - set(TO_FILL_IN) - {"faults"}
    empty |= {f"{fault.id}.{name}" for fault in faults for name in ("id", "title", "what", "plan") if not getattr(fault, name)}
    if empty:
        raise ValueError(f"empty: {', '.join(sorted(empty))}")
    if statement.conforms not in CONFORMS:
        raise ValueError(f"conforms is {statement.conforms!r}, not one of {', '.join(CONFORMS)}")
    if (statement.conforms == "helt") != (not faults):
        raise ValueError("conforms is helt where there is no fault, and only there")
    if len({fault.id for fault in faults}) < len(faults):
        raise ValueError("two faults have the same id")
    if statement.updated < statement.assessed:
        raise ValueError("updated before it was assessed")
    return statement


def in_words(day: date) -> str:
    """Return a day as it is written in Swedish.

    >>> in_words(date(2026, 11, 3))
    '3 november 2026'
    """
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Give the pages `accessibility`, what the statement says, and the macro that shows its faults and methods."""
    statement = load()
    values = {name: getattr(statement, name) or _field(what) for name, what in TO_FILL_IN.items()}
    env.variables["accessibility"] = values | {
        "actor": statement.actor,
        "conforms": CONFORMS[statement.conforms],
        "assessed": in_words(statement.assessed),
        "updated": in_words(statement.updated),
    }

    @env.macro  # type: ignore[untyped-decorator]
    def accessibility_faults() -> str:
        return render("accessibility-faults.html", faults=statement.faults)

    @env.macro  # type: ignore[untyped-decorator]
    def accessibility_methods() -> str:
        return render("accessibility-methods.html", methods=statement.methods)


def _field(what: str) -> str:
    return f'<span class="fill-in">Fyll i: {what}</span>'
