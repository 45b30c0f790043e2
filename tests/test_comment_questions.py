"""The questions about a comment: every way through them ends, once, in a decision or in whom to ask."""

from collections.abc import Iterator

import pytest

from checklists import comment_helper
from checklists.strategy import load_actions, load_duties, load_questions, load_reasons, load_strategy
from macros import comment_helper_page

Way = tuple[tuple[str, str], ...]


def ways(question: str, before: Way = ()) -> Iterator[Way]:
    """Yield every way from a question on, as (question, answer) ids; a loop is an error."""
    assert question not in [asked for asked, _ in before], f"{question} is asked twice on the way {before}"
    for answer in load_questions()[question].answers:
        here = (*before, (question, answer.id))
        if answer.next:
            yield from ways(answer.next, here)
        else:
            yield here


ALL = list(ways(next(iter(load_questions()))))


def answers(way: Way) -> list[object]:
    return [{each.id: each for each in load_questions()[question].answers}[answer] for question, answer in way]


@pytest.mark.parametrize("way", ALL, ids=lambda way: ">".join(answer for _, answer in way))
def test_every_way_ends_in_exactly_one_decision_or_in_whom_to_ask(way: Way) -> None:
    given = answers(way)
    reasons = sorted({answer.reason for answer in given if answer.reason})  # type: ignore[attr-defined]
    unsure = [answer.unsure for answer in given]  # type: ignore[attr-defined]
    shipped = comment_helper_page.decisions()
    if any(unsure):
        assert unsure[-1], "an unsure answer is the last one"
        return
    assert reasons, "a way that ends has a reason"
    decision = comment_helper.decided({"reasons": reasons})
    found = shipped["+".join(reasons)]
    assert found["action"] in load_actions()
    assert found["action"] == decision["action"]
    assert list(found["reasons"]) == [reason["reason"] for reason in decision["reasons"]]
    assert found["also_reply"] == decision["also_reply"]


def test_every_question_and_every_answer_is_reached() -> None:
    reached = {step for way in ALL for step in way}
    assert reached == {(question.id, answer.id) for question in load_questions().values() for answer in question.answers}


def test_every_action_can_be_reached_and_every_reason() -> None:
    decisions = comment_helper_page.decisions().values()
    assert {decision["action"] for decision in decisions} == set(load_actions())
    assert {reason for decision in decisions for reason in decision["reasons"]} == set(load_reasons())


def test_no_answer_stands_twice_and_every_question_has_at_least_two() -> None:
    for question in load_questions().values():
        texts = [answer.text for answer in question.answers]
        assert len(texts) == len(set(texts)) >= 2
        for answer in question.answers:
            assert not (answer.unsure and (answer.next or answer.reason))


def test_nothing_is_shipped_that_no_way_leads_to() -> None:
    wanted = {
        "+".join(sorted({answer.reason for answer in answers(way) if answer.reason}))  # type: ignore[attr-defined]
        for way in ALL
        if not answers(way)[-1].unsure  # type: ignore[attr-defined]
    }
    assert set(comment_helper_page.decisions()) == wanted


@pytest.mark.parametrize("action", load_actions())
def test_the_steps_are_the_duties_in_order_with_the_deed_after_the_screenshot(action: str) -> None:
    duties = load_actions()[action].duties
    steps = [step["id"] for step in comment_helper_page.steps(load_actions()[action])]
    assert [step for step in steps if step in load_duties()] == list(duties)
    deeds = [step for step in steps if step not in load_duties()]
    assert len(deeds) == (1 if duties else 0)
    if "screenshot" in duties:
        assert steps.index("screenshot") + 1 == steps.index(deeds[0])
    elif duties:
        assert steps[0] == deeds[0]


def test_what_is_removed_or_hidden_has_its_words() -> None:
    for reason in load_reasons().values():
        if load_actions()[reason.action].duties:
            assert reason.told, reason.id
            assert reason.rule, reason.id


def test_the_words_know_every_id() -> None:
    strategy = load_strategy()
    words = comment_helper_page.words(strategy, lambda page, anchor: f"{page}#{anchor}")
    assert set(comment_helper_page.PRIVATE) <= set(load_reasons())
    assert set(comment_helper_page.URGENT) <= set(load_reasons())
    assert set(words["firstReply"].values()) <= set(words["replies"])
    shown = [reason["clause"] for reason in words["reasons"].values()]
    shown += [step["clause"] for action in words["actions"].values() for step in action["steps"]]
    assert set(shown) <= {"", *words["clauses"]}
    assert {question: list(given) for question, given in words["questions"].items()} == {
        question.id: [answer.id for answer in question.answers] for question in load_questions().values()
    }
