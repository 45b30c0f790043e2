"""Follows every reference from one data file to another, and refuses the first that leads nowhere.

Only the build and the tests do so: what the browser gets has been checked.
"""

from itertools import combinations
from typing import Any

from checklists.strategy import (
    Strategy,
    load_actions,
    load_duties,
    load_examples,
    load_exercises,
    load_export_layouts,
    load_hiding,
    load_lessons,
    load_metric_fields,
    load_mix_questions,
    load_questions,
    load_quiz,
    load_reasons,
    load_replies,
    load_rows,
    load_task_lists,
)
from checklists.strategy.account_checks import check_all_accounts
from checklists.strategy.comment_schema import Action, Duty, Reason, Reply
from checklists.strategy.schema import DataError

LEVELS = ("must", "should", "tip")
EXERCISE_KINDS = ("find-faults", "rewrite", "comment")
EXPORT_KINDS = ("posts", "followers", "refused")
RULE_GROUPS = ("privacy", "plain", "tone", "access", "channel", "goal")


def check_references(strategy: Strategy) -> None:
    """Raise DataError, which names the file and the row, if an id that some row names does not exist."""
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
