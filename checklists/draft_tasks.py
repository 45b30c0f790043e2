"""What a check of a draft says about the checklist "Innan du publicerar": what is done, what is not and what only a person knows.

A task is ticked only where the draft or its form says so. A rule speaks for the task that rests on the same clause. Whom a post
is for, rights and consent are never the machine's to tick.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checklists.strategy import load_goals, load_rules, load_task_lists
from checklists.strategy.guide_schema import Task, TaskList
from checklists.text.draft import Draft

LIST = "before-publishing"
YES, NO, ASK = "yes", "no", "ask"
# Below this the tool itself says "troligen", and then it is the person who says yes.
SURE = 0.9
# Advice that a text does not do what its goal asks for, and with which words it is told.
AGAINST_GOAL = {
    "activate-action": "Texten säger inte vad läsaren ska göra",
    "engage-invitation": "Texten bjuder inte in läsaren",
    "many-messages": "Texten kan ha flera budskap",
}


@dataclass(frozen=True, slots=True)
class Answer:
    """What the machine says of one task; `why` is a short clause in Swedish, "" where there is nothing to tell."""

    state: str
    why: str = ""


def hand_over(draft: Draft, findings: list[dict[str, Any]], charged: bool) -> dict[str, Any] | None:
    """Return {"list", "version", "facts": [ids], "tasks": [{"id", "state", "why", "findings", "rules"}]}, or None for a reply.

    `findings` is how many of the check's findings speak against the task, and `rules` which rules they come from. A text that
    is too short or not Swedish gets no task ticked; what a rule has found in it counts all the same.
    """
    if draft.channel == "reply":
        return None
    tasks = load_task_lists()[LIST]
    found = {task.id: _findings_against(task, findings) for task in tasks.tasks}
    answers = {task.id: _answer(task, draft, found[task.id]) for task in tasks.tasks}
    return {
        "list": tasks.id,
        "version": tasks.version,
        "facts": _facts(tasks, draft, charged, bool(found["captions"])),
        "tasks": [
            {
                "id": task.id,
                "state": answers[task.id].state,
                "why": answers[task.id].why,
                "findings": len(found[task.id]),
                "rules": sorted(set(found[task.id])),
            }
            for task in tasks.tasks
        ],
    }


def _findings_against(task: Task, findings: list[dict[str, Any]]) -> list[str]:
    """Return the rule of every finding that speaks against a task."""
    rules = load_rules()
    return [
        found["rule"]
        for found in findings
        if rules[found["rule"]].clause == task.clause or (task.id == "goal" and found["rule"] in AGAINST_GOAL)
    ]


def _facts(tasks: TaskList, draft: Draft, charged: bool, film_in_text: bool) -> list[str]:
    """Return the facts that hold for sure, in the list's order; one that is not there may still hold."""
    kinds = {item["kind"] for item in draft.media}
    holds = {"media": bool(kinds), "film": "video" in kinds or film_in_text, "hot": charged}
    known = {fact.id for fact in tasks.facts if holds.get(fact.id)}
    known |= {fact.implies for fact in tasks.facts if fact.id in known}
    return [fact.id for fact in tasks.facts if fact.id in known]


def _answer(task: Task, draft: Draft, found: list[str]) -> Answer:
    answer = ANSWERS[task.id](draft, found) if task.id in ANSWERS else Answer(ASK)
    return Answer(ASK) if answer.state == YES and draft.silent else answer


def _goal(draft: Draft, found: list[str]) -> Answer:
    if found:
        return Answer(NO, AGAINST_GOAL[found[0]])
    names = load_goals()
    if draft.chosen_goal:
        return Answer(YES, f"Målet är {names[draft.chosen_goal].name}, enligt dig")
    verdict = draft.verdicts["goal"]
    if verdict["abstain"]:
        return Answer(ASK)
    name = names[verdict["label"]].name
    return Answer(YES, f"Målet är {name}") if verdict["confidence"] >= SURE else Answer(ASK, f"Målet är troligen {name}")


def _words(draft: Draft, found: list[str]) -> Answer:
    if found:
        return Answer(NO, f"{len(found)} råd om förkortningar, slang eller interna ord")
    return Answer(YES, "Inga förkortningar, slangord eller interna ord")


def _sensitive(draft: Draft, found: list[str]) -> Answer:
    """Nothing found is no proof: a name or a story may give someone away."""
    return Answer(NO, f"{len(found)} råd om uppgifter som kan vara känsliga") if found else Answer(ASK)


def _captions(draft: Draft, found: list[str]) -> Answer:
    films = [item.get("captions") for item in draft.media if item["kind"] == "video"]
    if False in films:
        return Answer(NO, "Filmen är inte textad, enligt dig")
    if found:
        return Answer(NO, "Inget säger att filmen är textad")
    return Answer(YES, "Filmen är textad, enligt dig") if films and all(films) else Answer(ASK)


ANSWERS: dict[str, Callable[[Draft, list[str]], Answer]] = {
    "goal": _goal,
    "nothing-sensitive": _sensitive,
    "inclusive-words": _words,
    "captions": _captions,
}
