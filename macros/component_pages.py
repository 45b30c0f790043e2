"""The cards of the start page, and what the page of components shows that otherwise only a script fills in."""

from collections.abc import Callable
from typing import Any

from checklists.strategy import Strategy
from macros.templates import environment, render


def register(env: Any, strategy: Strategy, link: Callable[..., str]) -> None:
    """Register the macros of the start page and of the page of components."""

    @env.macro  # type: ignore[untyped-decorator]
    def start_card(page: str, icon: str, title: str, what: str) -> str:
        """Return a card that leads to another page, with one of the icons in widgets/icon.html."""
        return render("start-card.html", link, page=page, name=icon, title=title, what=what)

    @env.macro  # type: ignore[untyped-decorator]
    def component(name: str) -> str:
        """Return one of the macros in widgets/components.html, about the first clause; raise AttributeError for another name."""
        shown = getattr(environment().get_template("components.html").make_module({"link": link}), name)
        return str(shown(next(iter(strategy.clauses.values()))))
