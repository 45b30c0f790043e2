"""The macros that show how often the advice about comments is right: the figures that tests/training/comments.py writes.

A figure that is missing stops the build, and the error says which.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from checklists.strategy import load_actions, load_reasons
from macros.templates import ROOT, render

MEASURED = ROOT / "macros" / "comments-measured.json"
WRITTEN_BY = "python -m tests.training.comments writes it"
_SUMMARY = ("texts", "accuracy", "answered", "right_when_answered")
_HARMLESS = ("texts", "advised_against", "advised_against_without_doubt")
_OF_REASON = ("texts", "right_action", "reason_told", "caught", "caught_or_doubted")


def load_measured(path: Path = MEASURED) -> dict[str, Any]:
    """Return the figures; raise ValueError that names the file and what it lacks."""
    if not path.exists():
        raise ValueError(f"{path} does not exist: {WRITTEN_BY}")
    found: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    lacking = [".".join(way) for way in _shown(found) if not _leads_somewhere(found, way)]
    if lacking:
        raise ValueError(f"{path} lacks {', '.join(lacking)}: {WRITTEN_BY}")
    unknown = set(found["held_out"]["reasons"]) - set(load_reasons())
    if unknown:
        raise ValueError(f"{path} has reasons that reasons.toml lacks, {', '.join(sorted(unknown))}: {WRITTEN_BY}")
    return found


def _shown(found: dict[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the way to every figure that the pages show."""
    yield from ((key,) for key in ("trained_on", "authors", "near_duplicates"))
    yield from ((part, key) for part in ("held_out", "authors_left_out") for key in _SUMMARY)
    yield from (("held_out", "harmless", key) for key in _HARMLESS)
    for action in load_actions():
        yield from (("held_out", "labels", action, key) for key in ("recall", "precision"))
        yield from (("held_out", "confusion", action, guess) for guess in load_actions())
    # A reason that no comment has is not there; each that is there is there in full.
    yield ("held_out", "reasons")
    yield from (
        ("held_out", "reasons", reason, key) for reason in found.get("held_out", {}).get("reasons", {}) for key in _OF_REASON
    )


def _leads_somewhere(found: Any, way: tuple[str, ...]) -> bool:
    for key in way:
        if not isinstance(found, dict) or key not in found:
            return False
        found = found[key]
    return True


def register(env: Any) -> None:
    """Register the macros with mkdocs-macros."""

    @env.macro  # type: ignore[untyped-decorator]
    def comment_measured() -> str:
        """The key figures: how often the action is right, and how often what should stand is advised against."""
        return render("comment-measured.html", measured=load_measured())

    @env.macro  # type: ignore[untyped-decorator]
    def comment_accuracy() -> str:
        """The tables of how often each action is right, and of what it is taken for."""
        names = {action.id: action.name for action in reversed(load_actions().values())}
        return render("comment-accuracy.html", figures=load_measured()["held_out"], names=names)

    @env.macro  # type: ignore[untyped-decorator]
    def comment_reasons() -> str:
        """The tables of each reason: those that break a rule, and those that do not."""
        of_reason = load_measured()["held_out"]["reasons"]
        groups: dict[bool, list[tuple[str, dict[str, int]]]] = {True: [], False: []}
        for reason in load_reasons().values():
            if reason.id in of_reason:
                # What breaks a rule leads to something that has to be done, if only to tell the author.
                groups[bool(load_actions()[reason.action].duties)].append((reason.name, of_reason[reason.id]))
        return render("comment-reasons.html", breaking=groups[True], harmless=groups[False])
