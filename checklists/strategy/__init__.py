"""The strategy as data: what the city has decided, in TOML files beside this module, and how to read them.

Each `load_*` reads one file once. `load_strategy` reads and cross-checks everything and is what the build and the tests
call; the engine loads only what a check needs.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from checklists.strategy.comment_schema import Action, Duty, Hiding, Question, Reason, Reply
from checklists.strategy.guide_schema import Exercise, Lesson, QuizQuestion, TaskList
from checklists.strategy.metrics_schema import ExportLayout, MetricField, MetricWords, MixQuestion
from checklists.strategy.schema import (
    Border,
    Category,
    Channel,
    Clause,
    Concept,
    Contact,
    DataError,
    Department,
    Example,
    Goal,
    Meta,
    Row,
    Rule,
    SharedAccount,
    build,
)

T = TypeVar("T")
FOLDER = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Strategy:
    """Everything that the data says, checked as a whole: each dict is keyed by id and keeps the order of its file."""

    meta: Meta
    clauses: dict[str, Clause]
    goals: dict[str, Goal]
    categories: dict[str, Category]
    borders: dict[str, Border]
    channels: dict[str, Channel]
    contacts: dict[str, Contact]
    departments: dict[str, Department]
    shared_accounts: dict[str, SharedAccount]
    rules: dict[str, Rule]


def read_bytes(name: str) -> bytes:
    """Return a data file's bytes; `name` is relative to this package."""
    return FOLDER.joinpath(name).read_bytes()


def read_json(name: str) -> dict[str, Any]:
    """Return a file that was compiled for the wheel."""
    return dict(json.loads(read_bytes(name)))


def parse(name: str) -> dict[str, Any]:
    """Return a TOML file of this package as a dict, or raise DataError that names the file.

    A wheel holds the files compiled to JSON instead (macros/wheel_hook.py).
    """
    try:
        compiled = FOLDER.joinpath(name).with_suffix(".json")
        if compiled.exists():
            return dict(json.loads(compiled.read_bytes()))
        import tomllib  # the wheel never needs it

        return tomllib.loads(read_bytes(name).decode("utf-8"))
    except (OSError, ValueError) as error:
        raise DataError(f"{name}: {error}") from None


def _table(cls: type[T], name: str, key: str) -> dict[str, T]:
    data = parse(name)
    if set(data) != {key}:
        raise DataError(f"{name}: must hold [[{key}]] and nothing else, has {sorted(data)}")
    table: dict[str, T] = {}
    for number, row in enumerate(data[key], 1):
        item = build(cls, row, f"{name}, {key} {number}")
        if item.id in table:  # type: ignore[attr-defined]
            raise DataError(f"{name}, row {item.id!r}: the id is used twice")  # type: ignore[attr-defined]
        table[item.id] = item  # type: ignore[attr-defined]
    return table


@cache
def load_meta() -> Meta:
    return build(Meta, parse("meta.toml"), "meta.toml")


@cache
def load_clauses() -> dict[str, Clause]:
    return _table(Clause, "clauses.toml", "clauses")


@cache
def load_goals() -> dict[str, Goal]:
    return _table(Goal, "goals.toml", "goals")


@cache
def load_categories() -> dict[str, Category]:
    return _table(Category, "categories.toml", "categories")


@cache
def load_borders() -> dict[str, Border]:
    return _table(Border, "borders.toml", "borders")


@cache
def load_channels() -> dict[str, Channel]:
    return _table(Channel, "channels.toml", "channels")


@cache
def load_contacts() -> dict[str, Contact]:
    return _table(Contact, "contacts.toml", "contacts")


@cache
def load_departments() -> dict[str, Department]:
    return _table(Department, "departments.toml", "departments")


@cache
def load_shared_accounts() -> dict[str, SharedAccount]:
    return _table(SharedAccount, "shared_accounts.toml", "accounts")


@cache
def load_rules() -> dict[str, Rule]:
    return _table(Rule, "rules.toml", "rules")


@cache
def load_examples() -> dict[str, Example]:
    return _table(Example, "examples.toml", "examples")


def read_concepts() -> dict[str, Concept]:
    """Return the rows of concepts.toml, which the classifier turns round; they are not kept."""
    return _table(Concept, "concepts.toml", "concepts")


@cache
def load_actions() -> dict[str, Action]:
    return _table(Action, "comments/actions.toml", "actions")


@cache
def load_duties() -> dict[str, Duty]:
    return _table(Duty, "comments/duties.toml", "duties")


@cache
def load_reasons() -> dict[str, Reason]:
    return _table(Reason, "comments/reasons.toml", "reasons")


@cache
def load_questions() -> dict[str, Question]:
    return _table(Question, "comments/questions.toml", "questions")


@cache
def load_hiding() -> dict[str, Hiding]:
    return _table(Hiding, "comments/channels.toml", "channels")


@cache
def load_replies() -> dict[str, Reply]:
    return _table(Reply, "comments/replies.toml", "replies")


@cache
def load_task_lists() -> dict[str, TaskList]:
    return _table(TaskList, "guide/task_lists.toml", "lists")


@cache
def load_lessons() -> dict[str, Lesson]:
    return _table(Lesson, "guide/lessons.toml", "lessons")


@cache
def load_quiz() -> dict[str, QuizQuestion]:
    return _table(QuizQuestion, "guide/quiz.toml", "questions")


@cache
def load_exercises() -> dict[str, Exercise]:
    return _table(Exercise, "guide/exercises.toml", "exercises")


@cache
def load_export_layouts() -> dict[str, ExportLayout]:
    return _table(ExportLayout, "metrics/columns.toml", "layouts")


@cache
def load_metric_fields() -> dict[str, MetricField]:
    return _table(MetricField, "metrics/fields.toml", "fields")


@cache
def load_metric_words() -> dict[str, MetricWords]:
    return _table(MetricWords, "metrics/words.toml", "words")


@cache
def load_mix_questions() -> dict[str, MixQuestion]:
    return _table(MixQuestion, "metrics/questions.toml", "questions")


@cache
def load_rows(name: str) -> dict[str, Row]:
    """Return the rows of tone/<name>.toml, which a rule's check names, and keep them: for the build and the tests."""
    return read_rows(name)


def read_rows(name: str) -> dict[str, Row]:
    """Return the rows of tone/<name>.toml for one who only needs a part of them: a table as rows is large."""
    return _table(Row, f"tone/{name}.toml", "rows")


def read_forms(name: str) -> list[str]:
    """Return the forms of all rows of tone/<name>.toml; a wheel holds them in a file, one a line."""
    compiled = FOLDER / "tone" / f"{name}.forms"
    if compiled.exists():
        return compiled.read_text(encoding="utf-8").splitlines()
    return [form for row in read_rows(name).values() for form in row.forms]


@cache
def load_words(name: str) -> dict[str, None]:
    """Return the words of tone/<name>.txt. A dict without values takes half the room of a set."""
    return dict.fromkeys(read_bytes(f"tone/{name}.txt").decode("utf-8").split())


def load_strategy() -> Strategy:
    """Return everything, with every reference followed; raise DataError on the first that leads nowhere."""
    strategy = Strategy(
        meta=load_meta(),
        clauses=load_clauses(),
        goals=load_goals(),
        categories=load_categories(),
        borders=load_borders(),
        channels=load_channels(),
        contacts=load_contacts(),
        departments=load_departments(),
        shared_accounts=load_shared_accounts(),
        rules=load_rules(),
    )
    # Only the build and the tests follow the references: what does it is not loaded in the browser.
    from checklists.strategy.references import check_references

    check_references(strategy)
    return strategy
