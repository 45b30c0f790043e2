"""The strategy as data: what the city has decided, in TOML files beside this module, and how to read them.

Each `load_*` reads one file once. `load_strategy` reads and cross-checks everything and is what the build and the tests
call; the engine loads only what a check needs.
"""

import json
import tomllib
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any, TypeVar

from checklists.strategy.account_checks import check_all_accounts
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
LEVELS = ("must", "should", "tip")
EXERCISE_KINDS = ("find-faults", "rewrite", "comment")
EXPORT_KINDS = ("posts", "followers", "refused")
RULE_GROUPS = ("privacy", "plain", "tone", "access", "channel", "goal")


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


@cache
def load_concepts() -> dict[str, Concept]:
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
    """Return the rows of tone/<name>.toml, which a rule's check names."""
    return _table(Row, f"tone/{name}.toml", "rows")


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
    sections = [section.id for section in strategy.meta.sections]
    for clause in strategy.clauses.values():
        _refer("clauses.toml", clause.id, "section", clause.section, sections)
    for name in ("goals", "categories", "channels", "contacts", "rules"):
        for row in getattr(strategy, name).values():
            _refer(f"{name}.toml", row.id, "clause", row.clause, strategy.clauses)
    for kind in (strategy.goals, strategy.categories):
        pairs = {frozenset((border.yes, border.no)) for border in strategy.borders.values()}
        for pair in combinations(kind, 2):
            _refer("borders.toml", " and ".join(pair), "yes and no", frozenset(pair), pairs)  # type: ignore[arg-type]
    for department in strategy.departments.values():
        for topic in department.topics:
            _refer("departments.toml", department.id, "topics", topic, strategy.categories)
        for caution in department.watch_out:
            _refer("departments.toml", department.id, "watch_out", caution.clause, strategy.clauses)
    check_all_accounts(strategy.departments, strategy.shared_accounts, strategy.channels, strategy.clauses)
    for rule in strategy.rules.values():
        _refer("rules.toml", rule.id, "level", rule.level, LEVELS)
        _refer("rules.toml", rule.id, "group", rule.group, RULE_GROUPS)
        for check in rule.checks:
            for row in load_rows(check.rows).values() if check.rows else ():
                _refer(f"tone/{check.rows}.toml", row.id, "level", row.level, ("", *LEVELS))
    _check_comments(strategy)
    _check_guide(strategy)
    _check_metrics(strategy)
    for example in load_examples().values():
        _refer("examples.toml", example.id, "rule", example.rule, strategy.rules)
        _refer("examples.toml", example.id, "channel", example.channel, strategy.channels)
    return strategy


def _check_comments(strategy: Strategy) -> None:
    cited: dict[str, dict[str, Action] | dict[str, Duty] | dict[str, Reason] | dict[str, Reply]] = {
        "actions": load_actions(),
        "duties": load_duties(),
        "reasons": load_reasons(),
        "replies": load_replies(),
    }
    for name, rows in cited.items():
        for row in rows.values():
            _refer(f"comments/{name}.toml", row.id, "clause", row.clause, strategy.clauses)
    for action in load_actions().values():
        for duty in action.duties:
            _refer("comments/actions.toml", action.id, "duties", duty, load_duties())
    for reason in load_reasons().values():
        _refer("comments/reasons.toml", reason.id, "action", reason.action, load_actions())
    for hiding in load_hiding().values():
        _refer("comments/channels.toml", hiding.id, "id", hiding.id, strategy.channels)
    for question in load_questions().values():
        for answer in question.answers:
            _refer("comments/questions.toml", question.id, "next", answer.next, ("", *load_questions()))
            _refer("comments/questions.toml", question.id, "reason", answer.reason, ("", *load_reasons()))


def _check_guide(strategy: Strategy) -> None:
    for tasks in load_task_lists().values():
        where = f"guide/task_lists.toml, list {tasks.id!r}"
        for fact in tasks.facts:
            _refer(where, fact.id, "implies", fact.implies, ("", *(other.id for other in tasks.facts)))
        for task in tasks.tasks:
            _refer(where, task.id, "clause", task.clause, strategy.clauses)
            _refer(where, task.id, "when", task.when, ("", *(fact.id for fact in tasks.facts)))
    for question in load_quiz().values():
        _refer("guide/quiz.toml", question.id, "lesson", question.lesson, load_lessons())
        _refer("guide/quiz.toml", question.id, "clause", question.clause, strategy.clauses)
    for exercise in load_exercises().values():
        _refer("guide/exercises.toml", exercise.id, "lesson", exercise.lesson, load_lessons())
        _refer("guide/exercises.toml", exercise.id, "clause", exercise.clause, strategy.clauses)
        _refer("guide/exercises.toml", exercise.id, "kind", exercise.kind, EXERCISE_KINDS)
        _refer("guide/exercises.toml", exercise.id, "channel", exercise.channel, strategy.channels)
        _refer("guide/exercises.toml", exercise.id, "goal", exercise.goal, ("", *strategy.goals))
        for rule in exercise.rules:
            _refer("guide/exercises.toml", exercise.id, "rules", rule, strategy.rules)


def _check_metrics(strategy: Strategy) -> None:
    for layout in load_export_layouts().values():
        _refer("metrics/columns.toml", layout.id, "channel", layout.channel, strategy.channels)
        _refer("metrics/columns.toml", layout.id, "kind", layout.kind, EXPORT_KINDS)
        fields = {column.field for column in layout.columns}
        for field in fields:
            _refer("metrics/columns.toml", layout.id, "columns", field, load_metric_fields())
        for field in (*layout.needs, *layout.measures):
            _refer("metrics/columns.toml", layout.id, "needs and measures", field, fields)
    for question in load_mix_questions().values():
        _refer("metrics/questions.toml", question.id, "clause", question.clause, strategy.clauses)
        _refer("metrics/questions.toml", question.id, "about", question.about, ("goals", "categories"))


def _refer(file: str, row: str, key: str, value: str, known: Any) -> None:
    if value not in known:
        raise DataError(f"{file}, row {row!r}: {key} names {value!r}, which does not exist")
