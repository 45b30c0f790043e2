"""The macros of the introduction: quiz questions, exercises and progress, from strategy/guide/*.toml."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
