"""The shapes of the data that guides a person: checklists, lessons, quiz questions and exercises.

schema.py reads and checks them as it does all data. Every id is stable and never reused: ticks and answers that a person
keeps in the browser are found again by it, also when the words have been improved.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that holds for the case at hand, such as a film in the post; tasks with this id in `when` need it.

    `implies` names another fact that holds where this one does: a film is also a picture.
    """

    id: str
    text: str
    implies: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """One item of a checklist: `text` is what the person can say yes to, `help` how to come there.

    `page` is where it is done, a page of this site with or without #anchor; `link` are the words that lead there. A task
    with `when` is only asked where that fact of its list holds.
    """

    id: str
    text: str
    help: str
    clause: str
    page: str
    link: str
    when: str = ""


@dataclass(frozen=True, slots=True)
class TaskList:
    """A checklist of at most eight tasks, on the page checklistor/<slug>.

    `version` is raised when a task has come to mean something else: older ticks are then shown as old, not as done.
    `done` is said when everything is, with `next_link` leading to the page `next`; `legend` heads the facts, where there are any.
    """

    id: str
    version: int
    slug: str
    name: str
    lead: str
    description: str
    done: str
    next: str
    next_link: str
    tasks: tuple[Task, ...]
    facts: tuple[Fact, ...] = ()
    legend: str = ""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One lesson of the introduction; `page` holds its text, quiz and exercises in the order of their files."""

    id: str
    title: str
    page: str
    minutes: int
    about: str


@dataclass(frozen=True, slots=True)
class Option:
    """One answer to a quiz question; `feedback` says why it is right, or what is better."""

    id: str
    text: str
    right: bool
    feedback: str


@dataclass(frozen=True, slots=True)
class QuizQuestion:
    """A scenario with one question and several answers, of which exactly one is right."""

    id: str
    lesson: str
    scenario: str
    question: str
    clause: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Exercise:
    """A task that the engine itself judges: checklists/exercises.py says how, per `kind`.

    find-faults: the learner points out words in `text`; the engine's findings of `rules` are what there is to find.
    rewrite: the learner rewrites `text` until none of `rules` finds anything, the goal is `goal` (where one is given),
    the words in `keep` are still there and those in `drop` are gone. comment: the learner says what to do with the comment
    `text`; the engine advises.
    """

    id: str
    lesson: str
    kind: str
    title: str
    instruction: str
    text: str
    clause: str
    channel: str = "facebook"
    post: str = ""
    rules: tuple[str, ...] = ()
    goal: str = ""
    keep: tuple[str, ...] = ()
    drop: tuple[str, ...] = ()
    hint: str = ""
