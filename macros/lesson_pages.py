"""The macros of the introduction: lessons, quiz questions, exercises, progress and diploma, from strategy/guide/*.toml."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checklists.exercises import shown_text
from checklists.strategy import (
    Strategy,
    load_actions,
    load_channels,
    load_exercises,
    load_lessons,
    load_quiz,
)
from checklists.strategy.guide_schema import Exercise, Lesson, QuizQuestion
from macros.templates import render

INDEX, DIPLOMA = "introduktion/index.md", "introduktion/diplom.md"


@dataclass(frozen=True, slots=True)
class Step:
    """A lesson with its place in the introduction and what is asked in it."""

    number: int
    lesson: Lesson
    questions: tuple[QuizQuestion, ...]
    exercises: tuple[Exercise, ...]


def steps() -> list[Step]:
    """Return the lessons in their order, each with its questions and exercises."""
    return [
        Step(
            number,
            lesson,
            tuple(question for question in load_quiz().values() if question.lesson == lesson.id),
            tuple(exercise for exercise in load_exercises().values() if exercise.lesson == lesson.id),
        )
        for number, lesson in enumerate(load_lessons().values(), 1)
    ]


def step_of(lesson: str) -> Step:
    """Return one lesson with what is asked in it; raise ValueError where there is no such lesson."""
    found = next((step for step in steps() if step.lesson.id == lesson), None)
    if found is None:
        raise ValueError(f"no such lesson: {lesson} (known: {', '.join(load_lessons())})")
    return found


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""
    minutes = sum(lesson.minutes for lesson in load_lessons().values())
    whole = {"index": INDEX, "diploma": DIPLOMA, "version": strategy.meta.version, "minutes": minutes}

    def words() -> str:
        """Return the names and addresses of the clauses that an answer may cite."""
        clauses = {
            clause.id: {"title": clause.title, "href": link(f"strategin/{clause.section}.md", clause.id)}
            for clause in strategy.clauses.values()
        }
        return json.dumps({"clauses": clauses}, ensure_ascii=False)

    @env.macro  # type: ignore[untyped-decorator]
    def quiz(lesson: str) -> str:
        """The questions of a lesson, each with feedback to every answer."""
        return render("page-quiz.html", link, step=step_of(lesson), clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def exercises(lesson: str) -> str:
        """The exercises of a lesson, which the engine judges."""
        step = step_of(lesson)
        return render(
            "practice-task.html",
            link,
            exercises=step.exercises,
            texts={exercise.id: shown_text(exercise) for exercise in step.exercises},
            actions=load_actions().values(),
            channels=load_channels(),
            words=words(),
        )

    @env.macro  # type: ignore[untyped-decorator]
    def lesson_head(lesson: str) -> str:
        """Which lesson of how many this is, and how long it takes."""
        return render("lesson-head.html", link, step=step_of(lesson), count=len(load_lessons()), **whole)

    @env.macro  # type: ignore[untyped-decorator]
    def lesson_foot(lesson: str) -> str:
        """How much of the lesson is done, a button that marks it as read, and the way on."""
        step = step_of(lesson)
        following = next((other for other in steps() if other.number == step.number + 1), None)
        return render("lesson-foot.html", link, step=step, following=following, **whole)

    @env.macro  # type: ignore[untyped-decorator]
    def learning_path() -> str:
        """The lessons as a list with progress, and the file to take it along in."""
        return render("learning-path.html", link, steps=steps(), **whole)

    @env.macro  # type: ignore[untyped-decorator]
    def diploma() -> str:
        """The page to print when all lessons are done."""
        return render("diploma.html", link, steps=steps(), **whole)
