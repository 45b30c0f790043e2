"""What rests on each clause of the strategy, and what to read again when a clause has changed."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
