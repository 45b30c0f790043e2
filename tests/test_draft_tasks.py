"""What a checked draft says of the checklist: every tick is earned, every doubt is asked, in a table of drafts and tasks."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import draft_tasks
from checklists.draft_check import check
from checklists.strategy import load_goals, load_rules, load_task_lists
from tests.test_draft_check import TEXTS

LIST = load_task_lists()["before-publishing"]
NEVER = {"audience", "nothing-sensitive", "consent", "rights", "questions-to-kc"}  # only a person knows
SWIM = "Nu kan du anmäla dig till sommarens simskola! Platserna är få, så boka din plats på helsingborg.se/simskola senast 3 maj."
VAGUE = "Det var en gång en park med en bänk, och bänken hade en utsikt som hade funnits där länge."
FILMED: dict[str, Any] = {"media": [{"kind": "video", "captions": True}]}
BARE: dict[str, Any] = {"media": [{"kind": "video", "captions": False}]}
SILENT_FILM: dict[str, Any] = {"media": [{"kind": "video"}]}
PICTURE: dict[str, Any] = {"media": [{"kind": "image", "alt": "Barn som leker i en park"}]}

# (text, form, tasks that are ticked, tasks that are seen as not done, facts)
DRAFTS: list[tuple[str, dict[str, Any], str, str, str]] = [
    (SWIM, {}, "goal inclusive-words", "", ""),
    (SWIM, {"charged": True}, "goal inclusive-words", "", "hot"),
    (SWIM, {"charged": False}, "goal inclusive-words", "", ""),
    (SWIM, PICTURE, "goal inclusive-words", "", "media"),
    (SWIM, FILMED, "goal inclusive-words captions", "", "media film"),
    (SWIM, BARE, "goal inclusive-words", "captions", "media film"),
    (SWIM, SILENT_FILM, "goal inclusive-words", "captions", "media film"),
    # One film of two is not all of them, and a captioned picture does not exist.
    (SWIM, {"media": FILMED["media"] + BARE["media"]}, "goal inclusive-words", "captions", "media film"),
    (SWIM, {"media": FILMED["media"] + SILENT_FILM["media"]}, "goal inclusive-words", "captions", "media film"),
    (SWIM, {"media": [{"kind": "image", "captions": True}]}, "goal inclusive-words", "", "media"),
    # The text speaks of a film: it is asked about, and whether it says that it has captions is not the form's word.
    (SWIM + " Se vår film om badet.", {}, "goal inclusive-words", "captions", "media film"),
    (SWIM + " Se vår textade film om badet.", {}, "goal inclusive-words", "", ""),
    (SWIM + " Se vår textade film om badet.", BARE, "goal inclusive-words", "captions", "media film"),
    (SWIM + " Se vår textade film om badet.", FILMED, "goal inclusive-words captions", "", "media film"),
    # Words that are not to be there, one of each kind, and near misses.
    (SWIM.replace("simskola!", "simskola, t.ex. på Råå!"), {}, "goal", "inclusive-words", ""),
    (SWIM + " Det blir skitkul.", {}, "goal", "inclusive-words", ""),
    (SWIM + " Det blir kul.", {}, "goal inclusive-words", "", ""),
    (SWIM.replace("Platserna", "Avseende bad: platserna"), {}, "goal inclusive-words", "", ""),
    # What may be personal is told; that nothing is found proves nothing.
    (SWIM + " Ring Siv på 070-174 06 51.", {}, "goal inclusive-words", "nothing-sensitive", ""),
    (SWIM + " Ring kontaktcenter på 042-10 50 00.", {}, "goal inclusive-words", "", ""),
    (SWIM + " Mejla kontaktcenter@helsingborg.se.", {}, "goal inclusive-words", "", ""),
    # The goal: chosen by the person, or clear to the tool, or asked for.
    (VAGUE, {}, "inclusive-words", "", ""),
    (VAGUE, {"goal": "inform"}, "goal inclusive-words", "", ""),
    (VAGUE, {"goal": "activate"}, "inclusive-words", "goal", ""),
    (SWIM, {"goal": "activate"}, "goal inclusive-words", "", ""),
    # Too short or foreign: nothing is ticked, whatever the form says; what a rule finds is told.
    ("", FILMED | {"charged": True}, "", "", "media film hot"),
    ("Hej på er!", FILMED | {"goal": "inform"}, "", "", "media film"),
    ("Ring 070-174 06 51", {}, "", "nothing-sensitive", ""),
    ("Please sign up for the swimming school at the library before the third of May.", FILMED, "", "", "media film"),
    ("Please sign up for the swimming school, call 070-174 06 51 before the third of May.", {}, "", "nothing-sensitive", ""),
    ("🙂 🙂 🙂 🙂 🙂 🙂", {"goal": "engage"}, "", "", ""),
]


def states(result: dict[str, Any], state: str) -> str:
    return " ".join(task["id"] for task in result["tasks"]["tasks"] if task["state"] == state)


@pytest.mark.parametrize(("text", "form", "done", "undone", "facts"), DRAFTS)
def test_a_draft_ticks_what_it_shows_and_nothing_else(
    text: str, form: dict[str, Any], done: str, undone: str, facts: str
) -> None:
    result = check({"text": text, **form})
    assert states(result, "yes") == done
    assert states(result, "no") == undone
    assert " ".join(result["tasks"]["facts"]) == facts


@settings(max_examples=150, deadline=None)
@given(
    TEXTS,
    st.booleans(),
    st.sampled_from([None, *load_goals()]),
    st.lists(st.sampled_from([PICTURE["media"][0], FILMED["media"][0], BARE["media"][0], SILENT_FILM["media"][0]]), max_size=3),
)
def test_no_draft_ticks_what_only_a_person_knows(text: str, charged: bool, goal: str | None, media: list[Any]) -> None:
    result = check({"text": text, "charged": charged, "goal": goal, "media": media})
    said = result["tasks"]
    assert [task["id"] for task in said["tasks"]] == [task.id for task in LIST.tasks]
    for task in said["tasks"]:
        found = [finding for finding in result["findings"] if finding["rule"] in task["rules"]]
        assert task["findings"] == len(found)
        assert task["state"] in ("yes", "no", "ask")
        assert task["why"] or task["state"] == "ask"
        assert not task["why"].endswith(".")
        if task["state"] == "yes":
            assert task["id"] not in NEVER
            assert not found
            assert not result["explanation"]["goal"]["silent"]
        if found:
            assert task["state"] == "no"
    assert "people" not in said["facts"]
    assert ("hot" in said["facts"]) == charged


def test_every_rule_on_a_clause_of_the_list_counts_against_its_task() -> None:
    clauses = {task.clause for task in LIST.tasks}
    counted = {rule.id for rule in load_rules().values() if rule.clause in clauses}
    assert {"abbreviation", "slang", "jargon", "phone-number", "confidential", "captions"} <= counted
    assert set(draft_tasks.AGAINST_GOAL) <= set(load_rules())
    assert set(draft_tasks.ANSWERS) | NEVER == {task.id for task in LIST.tasks}


def test_words_of_what_was_seen() -> None:
    told = {task["id"]: task["why"] for task in check({"text": SWIM, **FILMED})["tasks"]["tasks"]}
    assert told["goal"] == "Målet är Aktivera"
    assert told["inclusive-words"] == "Inga förkortningar, slangord eller interna ord"
    assert told["captions"] == "Filmen är textad, enligt dig"
    assert told["audience"] == told["rights"] == told["consent"] == ""
    bad = check({"text": SWIM + " Läs mer bl.a. i appen, t.ex. i kväll. Ring Siv på 070-174 06 51."})
    told = {task["id"]: task["why"] for task in bad["tasks"]["tasks"]}
    assert told["inclusive-words"] == "2 råd om förkortningar, slang eller interna ord"
    assert told["nothing-sensitive"] == "1 råd om uppgifter som kan vara känsliga"
    assert draft_tasks.SURE > 0.5


def test_a_reply_to_somebody_is_not_a_post() -> None:
    assert check({"text": SWIM, "channel": "reply"})["tasks"] is None
