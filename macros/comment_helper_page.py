"""What the widget Hantera en kommentar is filled with: the questions, every decision that they can lead to, and the words.

The decisions are made here, when the page is built, by the same function that the engine uses: the browser only looks them
up, so there is one decision in one language.
"""

import json
from collections.abc import Callable
from typing import Any

from checklists.comments.decision import decide
from checklists.strategy import Strategy, load_actions, load_duties, load_hiding, load_questions, load_reasons, load_replies
from checklists.strategy.comment_schema import Action, Answer, Reason
from checklists.version import engine_version
from macros.comment_flow import endings
from macros.templates import render

# How the advice is headed; with a question to answer as well, `ALSO_REPLY` stands instead.
HEADINGS = {
    "leave": "Låt kommentaren vara",
    "like": "Gilla kommentaren",
    "reply": "Svara på kommentaren",
    "hide": "Dölj kommentaren",
    "remove": "Ta bort kommentaren",
    "remove-and-block": "Ta bort kommentaren och blockera",
}
ALSO_REPLY = {"hide": "Dölj kommentaren och svara på frågan"}
# How the marks in the comment look: as the levels of a draft's findings.
LEVELS = {"hide": "should", "remove": "must", "remove-and-block": "must"}
# What is done with the comment itself, a step among the duties. That it is to be removed stands in the reasons' own clauses.
ACTS = {
    "hide": {
        "id": "act-hide",
        "name": "Dölj kommentaren",
        "how": "Dölj den i kanalen. Ta inte bort den.",
        "done": "Kommentaren dold",
        "clause": "dolja.regel",
    },
    "remove": {
        "id": "act-remove",
        "name": "Ta bort kommentaren",
        "how": "Ta bort den i kanalen och se efter att den är borta.",
        "done": "Kommentaren borttagen",
        "clause": "",
    },
}
# What the author is told that we have done.
TOLD = {"hide": "dolt", "remove": "tagit bort", "remove-and-block": "tagit bort"}
FIRST = "screenshot"  # once the comment is gone, nobody can take it
# What these comments say does not go into a mail: the screenshot shows it to the one who needs it.
PRIVATE = ("personal-data", "confidential")
# The draft that is there to begin with: for a question, and for a question in what is hidden.
FIRST_REPLY = {"reply": "answer", "hide": "hidden"}
# What the strategy does not say and a person still has to hear at once.
URGENT = {"threat": "Utanför strategin: berätta för den som hotas och för din chef. Ring 112 om det är bråttom."}


def comment_helper(strategy: Strategy, link: Callable[[str, str], str]) -> str:
    """Return the widget's HTML; `link(page, anchor)` gives addresses relative to the page that it stands on."""
    channels = [channel for channel in strategy.channels.values() if channel.id != "reply"]
    return render(
        "comment-helper.html",
        link,
        questions=load_questions().values(),
        channels=channels,
        replies=load_replies().values(),
        contacts=strategy.contacts,
        clauses=strategy.clauses,
        words=json.dumps(words(strategy, link), ensure_ascii=False),
    )


def words(strategy: Strategy, link: Callable[[str, str], str]) -> dict[str, Any]:
    """Return what the widget shows for the ids of an answer, and the decisions that the questions lead to."""
    return {
        "actions": {action.id: shown_action(action) for action in load_actions().values()},
        "reasons": {reason.id: shown_reason(reason) for reason in load_reasons().values()},
        "clauses": {
            clause.id: {"title": clause.title, "href": link(f"strategin/{clause.section}.md", clause.id)}
            for clause in strategy.clauses.values()
            if clause.section in ("svara", "dolja", "kommentarer")
        },
        "questions": {
            question.id: {answer.id: shown_answer(answer) for answer in question.answers}
            for question in load_questions().values()
        },
        "decisions": decisions(),
        "channels": {hiding.id: {"name": hiding.name, "hide": hiding.hide} for hiding in load_hiding().values()},
        "replies": {reply.id: {"when": reply.when, "text": reply.text.strip()} for reply in load_replies().values()},
        "firstReply": FIRST_REPLY,
        "contacts": {contact.id: contact.value for contact in strategy.contacts.values()},
        "engine": engine_version("comments"),
    }


def shown_action(action: Action) -> dict[str, Any]:
    return {
        "name": action.name,
        "heading": HEADINGS[action.id],
        "headingReply": ALSO_REPLY.get(action.id, HEADINGS[action.id]),
        "how": action.how,
        "clause": action.clause,
        "level": LEVELS.get(action.id, "tip"),
        "told": TOLD.get(action.id, ""),
        "steps": steps(action),
    }


def shown_reason(reason: Reason) -> dict[str, Any]:
    return {
        "name": reason.name,
        "action": reason.action,
        "meaning": reason.meaning,
        "clause": reason.clause,
        "rule": reason.rule,
        "told": reason.told,
        "private": reason.id in PRIVATE,
        "urgent": URGENT.get(reason.id, ""),
    }


def shown_answer(answer: Answer) -> dict[str, Any]:
    return {"text": answer.text, "reason": answer.reason, "next": answer.next, "unsure": answer.unsure}


def steps(action: Action) -> list[dict[str, str]]:
    """Return what is done, in order: the duties, with the deed itself first or right after what must come before it."""
    if not action.duties:
        return []
    duties = [load_duties()[duty] for duty in action.duties]
    shown = [{"id": duty.id, "name": duty.name, "how": duty.how, "done": duty.done, "clause": duty.clause} for duty in duties]
    act = ACTS["hide" if action.id == "hide" else "remove"]
    place = action.duties.index(FIRST) + 1 if FIRST in action.duties else 0
    return [*shown[:place], act, *shown[place:]]


def decisions() -> dict[str, Any]:
    """Return the decision for every set of reasons that the questions can lead to, by the sorted ids with + between."""
    found = {tuple(sorted(reasons)) for _, answer, reasons in endings() if not answer.unsure}
    return {
        "+".join(reasons): {"action": decision.action, "reasons": decision.reasons, "also_reply": decision.also_reply}
        for reasons in sorted(found)
        for decision in [decide(reasons)]
    }
