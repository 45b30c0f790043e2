"""The pages and macros of the checklists, from strategy/guide/task_lists.toml."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""


def pages(strategy: Strategy) -> dict[str, str]:
    """Return {path: Markdown} of every checklist."""
    return {}
