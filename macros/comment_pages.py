"""The macros about comments: tables, lists, a picture and drafts, all from strategy/comments/*.toml."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checklists.strategy import (
    Strategy,
    load_actions,
    load_hiding,
    load_questions,
    load_reasons,
    load_replies,
)
from macros.comment_flow import ways
from macros.comment_helper_page import steps
from macros.comment_picture import LINE, lay_out
from macros.templates import render

# The page that has the questions as text.
QUESTIONS = ("kommentarer/fraga-for-fraga.md", "som-text")
_FIELD = re.compile(r"(\[[^\]]*\])")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of words to use; `clause` is "" for what no clause says."""

    name: str
    text: str
    clause: str = ""


def pieces(text: str) -> list[tuple[str, bool]]:
    """Return a draft in parts, each with whether it is a field.

    >>> pieces("Hej! [besked] Tack")
    [('Hej! ', False), ('[besked]', True), (' Tack', False)]
    """
    return [(part, part.startswith("[")) for part in _FIELD.split(text.strip()) if part]


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register the macros with mkdocs-macros; `link` gives the address of a page from the page being built."""

    def words(caption: str, heads: tuple[str, ...], rows: list[Row]) -> str:
        return render("comment-words.html", link, caption=caption, heads=heads, rows=rows, clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_table(*only: str) -> str:
        """The decision table: every reason with its action, or those that lead to the actions named."""
        unknown = set(only) - set(load_actions())
        if unknown:
            raise ValueError(f"no such action: {', '.join(sorted(unknown))}")
        groups = [
            (action, [reason for reason in load_reasons().values() if reason.action == action.id])
            for action in reversed(load_actions().values())
            if not only or action.id in only
        ]
        return render("comment-table.html", link, groups=groups, clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_duties(action: str) -> str:
        """The ordered list of what to do when the action of that id is taken; one without duties is a step by itself."""
        chosen = load_actions()[action]
        return render("comment-duties.html", link, steps=steps(chosen) or [chosen], clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_questions() -> str:
        """The questions with every answer and where it leads, as text."""
        numbers = {asked: number for number, asked in enumerate(load_questions(), 1)}
        return render("comment-questions.html", graph=ways(), numbers=numbers)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_picture() -> str:
        """The questions as a picture, with a link to the page that has them as text."""
        count = len(load_questions())
        return render("comment-picture.html", picture=lay_out(), spacing=LINE, count=count, text_link=link(*QUESTIONS))

    @env.macro  # type: ignore[untyped-decorator]
    def hiding_table() -> str:
        """What hiding does in each channel."""
        rows = [
            Row(each.name, each.hide if each.checked else f"Osäkert: {each.hide[0].lower()}{each.hide[1:]}")
            for each in load_hiding().values()
        ]
        return words("Utanför strategin: så fungerar det när du döljer", ("Kanal", "Det här händer"), rows)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_messages() -> str:
        """What the author is told, reason by reason."""
        rows = [Row(reason.name, reason.told) for reason in load_reasons().values() if reason.told]
        return words("Skrivet för den här webbplatsen", ("Skäl", "Text att klistra in"), rows)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_rules() -> str:
        """The rule that is broken, reason by reason, for the mail to the registrar."""
        rows = [
            Row(reason.name, reason.rule, clause=reason.clause)
            for reason in load_reasons().values()
            if "register" in load_actions()[reason.action].duties
        ]
        return words("Skrivet för den här webbplatsen", ("Skäl", "Skriv så här i mejlet", "Strategin"), rows)

    @env.macro  # type: ignore[untyped-decorator]
    def reply_drafts() -> str:
        """The drafts of replies, each with a button that copies it."""
        replies = load_replies()
        parts = {reply.id: pieces(reply.text) for reply in replies.values()}
        return render("reply-drafts.html", link, replies=replies.values(), parts=parts, clauses=strategy.clauses)
