"""What the pages about comments are made of: nothing of the data is missing, and nothing in the picture covers anything else."""

import html
import itertools
import re
from collections import Counter
from typing import Any

import pytest

from checklists.comments.decision import decide
from checklists.strategy import (
    load_actions,
    load_duties,
    load_hiding,
    load_questions,
    load_reasons,
    load_replies,
    load_strategy,
)
from macros import comment_pages
from macros.comment_flow import UNSURE, End, ways
from macros.comment_picture import Box, Label, Line, Picture, lay_out, text_width, wrap


class Env:
    """As much of mkdocs-macros as a macro needs."""

    def __init__(self) -> None:
        self.macros: dict[str, Any] = {}

    def macro(self, function: Any) -> Any:
        self.macros[function.__name__] = function
        return function


@pytest.fixture(scope="module")
def macros() -> dict[str, Any]:
    env = Env()
    comment_pages.register(env, load_strategy(), lambda page, anchor: f"{page}#{anchor}")
    return env.macros


@pytest.fixture(scope="module")
def picture() -> Picture:
    return lay_out()


def plain(markup: str) -> str:
    """What is read of HTML, with single spaces."""
    text = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r"</(?:th|td|li|p|tr|h3)>|\n", " ", markup)))
    return " ".join(text.replace("\u00a0", " ").split())


def by_attribute(markup: str, name: str) -> dict[str, list[str]]:
    """The texts of the picture's elements by an attribute's value."""
    found: dict[str, list[str]] = {}
    for value, inner in re.findall(rf'<(?:g|text) [^>]*{name}="([^"]+)"[^>]*>(.*?)</text>', markup, re.DOTALL):
        found.setdefault(value, []).append(plain(inner))
    return found


def test_the_ends_are_what_the_engine_decides() -> None:
    found = {way.answer.id: way for way in ways()["asks-too"]}
    assert found["yes"].ends == (End("hide", also_reply=True),)
    assert found["no"].ends == (End("hide"),)
    assert found["yes"].ends[0].action == decide(["profanity", "question"]).action
    for asked, each in ways().items():
        for way in each:
            assert bool(way.next) != bool(way.ends), (asked, way.answer.id)
            assert (End(UNSURE) in way.ends) == way.answer.unsure


def test_the_picture_has_every_question_answer_and_end(macros: dict[str, Any]) -> None:
    markup = macros["comment_picture"]()
    questions, answers, ends = (by_attribute(markup, f"data-{kind}") for kind in ("question", "answer", "end"))
    for number, question in enumerate(load_questions().values(), 1):
        assert questions[question.id] == [f"{number}. {question.text}"]
        for way in ways()[question.id]:
            key = f"{question.id}.{way.answer.id}"
            assert answers[key] == [way.answer.text]
            assert ends.get(key, []) == [end.label for end in way.ends]
    assert len(questions) == len(load_questions())
    assert len(answers) == sum(len(question.answers) for question in load_questions().values())


def test_the_text_has_every_question_answer_and_end(macros: dict[str, Any]) -> None:
    markup = macros["comment_questions"]()
    sections = dict(re.findall(r'<h3 id="fraga-([^"]+)">(.*?)</section>', markup, re.DOTALL))
    assert list(sections) == list(load_questions())
    for asked, section in sections.items():
        text = plain(section)
        assert load_questions()[asked].text in text
        assert load_questions()[asked].help in text
        for way in ways()[asked]:
            leads = [way.next.text] if way.next else [end.label for end in way.ends]
            assert any(way.answer.text in row and all(each in row for each in leads) for row in rows(section)), way


def rows(markup: str) -> list[str]:
    return [plain(row) for row in re.findall(r"<tr.*?</tr>", markup, re.DOTALL)]


def area(item: Box | Label) -> tuple[float, float, float, float]:
    if isinstance(item, Box):
        return item.x, item.y, item.x + item.width, item.y + item.height
    half = len(item.lines) * 18 / 2
    return item.x, item.middle - half, item.end - 6, item.middle + half


def items(picture: Picture) -> list[Box | Label]:
    return [*picture.boxes, *picture.labels, *picture.notes]


def test_nothing_in_the_picture_overlaps(picture: Picture) -> None:
    for one, other in itertools.combinations(items(picture), 2):
        a, b = area(one), area(other)
        apart = a[2] <= b[0] or b[2] <= a[0] or a[3] <= b[1] or b[3] <= a[1]
        assert apart, (one, other)


def test_no_line_runs_through_a_box_or_a_text(picture: Picture) -> None:
    for line in picture.lines:
        for (x1, y1), (x2, y2) in itertools.pairwise(line.points):
            for item in items(picture):
                left, top, right, bottom = area(item)
                inside = max(x1, x2) > left + 1 and min(x1, x2) < right - 1 and max(y1, y2) > top + 1 and min(y1, y2) < bottom - 1
                assert not inside, (line, item)


def test_everything_is_within_the_picture(picture: Picture) -> None:
    for item in items(picture):
        left, top, right, bottom = area(item)
        assert left >= 0
        assert top >= 0
        assert right <= picture.width
        assert bottom <= picture.height
    assert all(0 <= x <= picture.width and 0 <= y <= picture.height for line in picture.lines for x, y in line.points)


def test_an_arrow_ends_in_every_question_but_the_first_and_in_every_end(picture: Picture) -> None:
    heads = {line.points[-1] for line in picture.lines if line.head}
    first = next(iter(load_questions()))
    stacks = Counter(box.id for box in picture.boxes)
    for box in picture.boxes:
        if stacks[box.id] > 1:  # several ends share an arrow
            continue
        beside, above = (box.x, box.middle), (box.x + box.width / 2, box.y)
        assert (box.id == first) != bool({beside, above} & heads), box
    assert isinstance(picture.lines[0], Line)


def test_texts_are_broken_where_they_are_too_wide() -> None:
    lines = wrap("Människor med viss religion, funktionsnedsättning, kön, läggning eller ålder", 180)
    assert len(lines) > 2
    assert all(text_width(line) <= 180 for line in lines)
    assert " ".join(lines) == "Människor med viss religion, funktionsnedsättning, kön, läggning eller ålder"


def test_the_table_holds_every_reason_once_under_its_action(macros: dict[str, Any]) -> None:
    markup = macros["comment_table"]()
    groups = re.findall(r'id="atgard-([^"]+)">(.*?)</tbody>', markup, re.DOTALL)
    assert [action for action, _ in groups] == list(reversed(load_actions()))
    names = Counter(html.unescape(name) for name in re.findall(r'<th scope="row"[^>]*>(.*?)</th>', markup))
    assert names == Counter(reason.name for reason in load_reasons().values())
    for action, group in groups:
        for reason in load_reasons().values():
            if reason.action == action:
                row = next(row for row in rows(group) if row.startswith(reason.name))
                assert reason.meaning in row
                assert reason.example in row
                assert f"#{reason.clause}" in group


def test_the_table_can_be_shortened_but_not_misspelt(macros: dict[str, Any]) -> None:
    assert re.findall(r'id="atgard-([^"]+)"', macros["comment_table"]("hide")) == ["hide"]
    with pytest.raises(ValueError, match="no such action: hid"):
        macros["comment_table"]("hid")


@pytest.mark.parametrize(
    ("action", "order"),
    [
        ("leave", ["Låt vara"]),
        ("hide", ["Dölj kommentaren", "notify-author"]),
        ("remove", ["screenshot", "Ta bort kommentaren", "register", "notify-author"]),
        ("remove-and-block", ["screenshot", "Ta bort kommentaren", "register", "notify-author", "block"]),
    ],
)
def test_the_duties_come_in_their_order(macros: dict[str, Any], action: str, order: list[str]) -> None:
    names = [load_duties()[step].name if step in load_duties() else step for step in order]
    assert re.findall(r"<strong>(.*?)\.</strong>", macros["comment_duties"](action)) == names


def test_hiding_says_where_it_is_uncertain(macros: dict[str, Any]) -> None:
    text = plain(macros["hiding_table"]())
    assert "Utanför strategin" in text
    assert text.count("Osäkert:") == sum(not each.checked for each in load_hiding().values())


def test_messages_and_rules_are_there_for_what_is_hidden_or_removed(macros: dict[str, Any]) -> None:
    messages, rules = plain(macros["comment_messages"]()), plain(macros["comment_rules"]())
    for reason in load_reasons().values():
        if load_actions()[reason.action].duties:
            assert reason.told
            assert reason.told in messages
        if "register" in load_actions()[reason.action].duties:
            assert reason.rule
            assert reason.rule in rules


def test_the_drafts_are_shown_as_they_are_copied(macros: dict[str, Any]) -> None:
    markup = macros["reply_drafts"]()
    shown = re.findall(r"data-text[^>]*>(.*?)</p>", markup, re.DOTALL)
    texts = [html.unescape(re.sub(r"<[^>]+>", "", each)) for each in shown]
    assert texts == [reply.text.strip() for reply in load_replies().values()]
