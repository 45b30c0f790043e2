"""The macros of the page about speed: the figures that tests/benchmarks measured, in the words of speed.toml.

A figure without words stops the build. Words without a figure do not: the site must be built before it can be measured, and
tests/test_speed.py says what is missing.
"""

import json
import tomllib
from pathlib import Path
from typing import Any

from macros.templates import ROOT, render, thousands

MEASURED = ROOT / "macros" / "speed-measured.json"
WORDS = ROOT / "macros" / "speed.toml"
NOT_YET = "Inte mätt än."
ANY_FILE = "file:*"


def shown(number: float, unit: str) -> str:
    """Return a figure as a Swede writes it; the units are those of tests/benchmarks/report.py.

    >>> shown(8_123_456, "bytes"), shown(0.25, "ratio"), shown(1304.2, "ms")
    ('8,1\xa0MB', '0,25', '1\xa0304\xa0ms')
    """
    if unit == "bytes":
        return _decimal(number / 1e6, "MB") if number >= 1e5 else _decimal(number / 1e3, "kB")
    if unit == "ratio":
        return f"{number:.2f}".replace(".", ",")
    if unit in ("ms", "s", "µs"):
        return _decimal(number, unit)
    return thousands(round(number)) + {"count": "", "a second": "/s"}[unit]


def _plain(number: float) -> str:
    return f"{number:.1f}".replace(".", ",")


def _decimal(number: float, unit: str) -> str:
    return (_plain(number) if number < 99.95 else thousands(round(number))) + f"\u00a0{unit}"


def table(name: str, measured: dict[str, Any], words: dict[str, Any]) -> dict[str, Any]:
    """Return the caption, the heads and the rows of a measured table, as text; raise ValueError where words are missing."""
    found, said = measured[name], words["tables"][name]
    heads = words["columns"] | said.get("columns", {})
    rows = said["rows"]
    if unsaid := {column for column in found["columns"] if column not in heads}:
        raise ValueError(f"{WORDS} lacks the columns {', '.join(sorted(unsaid))}")
    return {
        "caption": said["caption"],
        "heads": [heads[column] for column in found["columns"]],
        "targeted": bool(found["targets"]),
        "rows": [
            {
                "name": _name(row, rows),
                "cells": [shown(*figures[column]) if column in figures else "" for column in found["columns"]],
                "target": _target(found["targets"].get(row), figures),
            }
            for row, figures in found["rows"].items()
        ],
    }


def drawn(name: str, measured: dict[str, Any], words: dict[str, Any]) -> str:
    """Return the table as HTML, or a sentence where it has not been measured."""
    return render("speed.html", **table(name, measured, words)) if name in measured else NOT_YET


def _name(row: str, rows: dict[str, str]) -> str:
    if row in rows:
        return rows[row]
    if row.startswith("file:") and ANY_FILE in rows:
        return rows[ANY_FILE].format(file=row.removeprefix("file:"))
    raise ValueError(f"{WORDS} lacks words for the row {row}")


def _target(target: dict[str, Any] | None, figures: dict[str, Any]) -> str:
    if not target:
        return ""
    number, unit = figures[target["column"]]
    met = number >= target["limit"] if target["more"] else number <= target["limit"]
    return f"{'minst' if target['more'] else 'högst'} {shown(target['limit'], unit)}: {'nås' if met else 'nås inte'}"


def machines(measured: dict[str, Any]) -> list[str]:
    """Return a line about each computer and day that figures come from, the latest first."""
    said = set()
    for on in (found["machine"] for found in measured.values()):
        programs = f"Chromium {on['chromium']}, Pyodide {on['pyodide']}, Python {on['python']}, Node {on['node']}"
        computer = f"{on['cpu']} med {on['cores']} kärnor, belastning {_plain(on['load'])} från början"
        said.add(f"{on['date']}, version {on['commit']}: {computer}; {programs}")
    return sorted(said, reverse=True)


def load(path: Path = MEASURED) -> dict[str, Any]:
    """Return the figures by table; none where nothing has been measured yet."""
    return dict(json.loads(path.read_text(encoding="utf-8"))) if path.exists() else {}


def register(env: Any, *_: Any) -> None:
    """Register the macros with mkdocs-macros."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))

    @env.macro  # type: ignore[untyped-decorator]
    def speed(name: str) -> str:
        """A table of figures."""
        return drawn(name, load(), words)

    @env.macro  # type: ignore[untyped-decorator]
    def speed_machines() -> str:
        """What they were measured on."""
        return render("speed-machines.html", machines=machines(load()))
