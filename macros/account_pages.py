"""The macros about accounts: the table of all of them, and the form that books a slot in the calendar."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
