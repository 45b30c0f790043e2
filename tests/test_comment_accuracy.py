"""The figures about comments on the site: every one is shown where it belongs, and a file that lacks one stops the build."""

import html
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from checklists.strategy import load_actions, load_reasons
from macros import comment_accuracy
from macros.templates import render

Figures = dict[str, Any]


class Env:
    """As much of mkdocs-macros as a macro needs."""

    def __init__(self) -> None:
        self.macros: dict[str, Callable[[], str]] = {}

    def macro(self, function: Callable[[], str]) -> Callable[[], str]:
        self.macros[function.__name__] = function
        return function


def invented() -> Figures:
    """Figures of the shape that training writes, every one of them different where the page shows it."""
    actions, reasons = list(load_actions()), list(load_reasons())
    summary = {"texts": 1440, "macro_f1": 0.871, "accuracy": 0.882, "answered": 0.913, "right_when_answered": 0.934}
    return {
        "held_out": summary
        | {
            "labels": {action: {"recall": 0.5 + n / 100, "precision": 0.6 + n / 100} for n, action in enumerate(actions)},
            "confusion": {a: {b: 100 + 10 * m + n for n, b in enumerate(actions)} for m, a in enumerate(actions)},
            "harmless": {"texts": 1274, "advised_against": 19, "advised_against_without_doubt": 7},
            "reasons": {
                reason: {
                    "texts": 1000 + n,
                    "right_action": 2000 + n,
                    "reason_told": 3000 + n,
                    "caught": 4000 + n,
                    "caught_or_doubted": 5000 + n,
                }
                for n, reason in enumerate(reasons)
            },
        },
        "authors_left_out": summary | {"texts": 14143, "accuracy": 0.853, "answered": 0.844, "right_when_answered": 0.915},
        "trained_on": 14144,
        "authors": 41,
        "near_duplicates": 13,
        "held_out_files": ["test-a", "test-b"],
    }


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "comments-measured.json"
    path.write_text(json.dumps(invented()), encoding="utf-8")
    monkeypatch.setattr(comment_accuracy, "load_measured", lambda load=comment_accuracy.load_measured: load(path))
    return path


@pytest.fixture
def macros(file: Path) -> dict[str, Callable[[], str]]:
    env = Env()
    comment_accuracy.register(env)
    return env.macros


def tables(markup: str) -> list[list[list[str]]]:
    """The tables of HTML as rows of cells."""
    return [
        [
            [html.unescape(re.sub(r"<[^>]+>", "", cell)).replace("\u00a0", " ") for cell in re.findall(r"<t[hd].*?</t[hd]>", row)]
            for row in re.findall(r"<tr>.*?</tr>", table, re.DOTALL)
        ]
        for table in re.findall(r"<table>.*?</table>", markup, re.DOTALL)
    ]


def test_the_key_figures(macros: dict[str, Callable[[], str]]) -> None:
    markup = macros["comment_measured"]()
    ((_, *rows),) = tables(markup)
    assert [row[1:] for row in rows] == [["1 440", "88 %", "91 %", "93 %"], ["14 143", "85 %", "84 %", "92 %"]]
    words = html.unescape(re.sub(r"<[^>]+>", "", markup)).replace("\u00a0", " ")
    assert "Av de 1 274 undanlagda kommentarer som ska få stå fick 19 ändå rådet" in words
    assert "7 av dem utan ”osäkert”" in words
    assert "14 144 kommentarer i 41 filer" in words
    assert "13 av de undanlagda liknar" in words


def test_every_action_from_the_strongest_with_what_it_is_taken_for(macros: dict[str, Callable[[], str]]) -> None:
    of_action, confused = tables(macros["comment_accuracy"]())
    actions = list(reversed(load_actions().values()))
    held_out = invented()["held_out"]
    for action, figures, taken_for in zip(actions, of_action[1:], confused[1:], strict=True):
        row = [held_out["confusion"][action.id][guess.id] for guess in actions]
        label = held_out["labels"][action.id]
        assert figures == [
            action.name,
            str(sum(row)),
            f"{label['recall']:.0%}".replace("%", " %"),
            f"{label['precision']:.0%}".replace("%", " %"),
        ]
        assert taken_for == [action.name, *map(str, row)]
    assert confused[0][1:] == [action.name for action in actions]


def test_every_reason_once_and_apart_by_whether_it_breaks_a_rule(macros: dict[str, Callable[[], str]]) -> None:
    breaking, harmless = tables(macros["comment_reasons"]())
    held_out = invented()["held_out"]["reasons"]
    rows = {row[0]: row[1:] for row in [*breaking[1:], *harmless[1:]]}
    assert rows == {reason.name: [str(number) for number in held_out[reason.id].values()] for reason in load_reasons().values()}
    assert {row[0] for row in harmless[1:]} == {
        reason.name for reason in load_reasons().values() if reason.action in ("reply", "like", "leave")
    }


def test_tables_have_captions_and_headings(macros: dict[str, Callable[[], str]]) -> None:
    for macro in macros.values():
        markup = macro()
        assert len(re.findall(r"<caption>[^<]", markup)) == len(tables(markup))
        assert len(re.findall(r'<th scope="row">', markup)) == sum(len(table) - 1 for table in tables(markup))
        assert all(len(row) == len(table[0]) for table in tables(markup) for row in table)


def test_nothing_answered_is_a_dash() -> None:
    measured = invented()
    measured["held_out"]["right_when_answered"] = None
    ((_, row, _),) = tables(render("comment-measured.html", measured=measured))
    assert row[-1] == "–"


def test_a_reason_that_no_comment_has_is_left_out(file: Path, macros: dict[str, Callable[[], str]]) -> None:
    measured = invented()
    del measured["held_out"]["reasons"]["image-rights"]
    file.write_text(json.dumps(measured), encoding="utf-8")
    assert load_reasons()["image-rights"].name not in macros["comment_reasons"]()


@pytest.mark.parametrize(
    "way",
    [
        ["trained_on"],
        ["near_duplicates"],
        ["authors_left_out"],
        ["held_out", "accuracy"],
        ["held_out", "harmless", "advised_against"],
        ["held_out", "labels", "hide", "recall"],
        ["held_out", "confusion", "reply", "leave"],
        ["held_out", "reasons"],
        ["held_out", "reasons", "threat", "caught"],
    ],
    ids=".".join,
)
def test_a_missing_figure_is_an_error_that_names_it(file: Path, macros: dict[str, Callable[[], str]], way: list[str]) -> None:
    measured = invented()
    part = measured
    for key in way[:-1]:
        part = part[key]
    del part[way[-1]]
    file.write_text(json.dumps(measured), encoding="utf-8")
    for macro in macros.values():
        with pytest.raises(ValueError, match=re.escape(f"{file} lacks {'.'.join(way)}")):
            macro()


def test_a_reason_that_the_strategy_does_not_have_is_an_error(file: Path, macros: dict[str, Callable[[], str]]) -> None:
    measured = invented()
    measured["held_out"]["reasons"]["boredom"] = measured["held_out"]["reasons"]["threat"]
    file.write_text(json.dumps(measured), encoding="utf-8")
    with pytest.raises(ValueError, match="boredom"):
        macros["comment_reasons"]()


def test_a_missing_file_is_an_error_that_says_what_writes_it(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=re.escape("python -m tests.training.comments")):
        comment_accuracy.load_measured(tmp_path / "nothing.json")
