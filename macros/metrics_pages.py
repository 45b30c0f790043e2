"""The macros of Följ upp: the tool, its formulas and the column names that it knows."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
