"""What rests on a clause, and what must be read again when one changes: in copies of the project that are edited."""

import dataclasses
import re
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from checklists.strategy import load_clauses, load_meta, load_quiz, load_reasons, load_rules, load_strategy, load_task_lists
from macros import citations, clause_changes, revision
from macros.citation_kinds import KINDS
from macros.citations import Place, lines_of, quoted, readings
from macros.clause_changes import Change, compare
from macros.revision_page import PAGE, overdue, resting, revision_sentence
from macros.templates import ROOT, month
from tests.test_comment_pages import Env

COPIED = ("checklists", "docs", "macros", "overrides", "README.md", "tests/test_strategy.py")
CLAUSES, META, NEWS = "checklists/strategy/clauses.toml", "checklists/strategy/meta.toml", "docs/om/andringar.md"


@cache
def places() -> list[Place]:
    """What rests on what in the project itself."""
    return citations.places()


FIRST, SECOND = list(load_clauses().values())[:2]
# A clause that data and pages rest on, but no code: the one with most of them.
CODED = {clause for reading in readings() for clause in reading.clauses}
QUIET = Counter(place.clause for place in places() if place.kind == "reply" and place.clause not in CODED).most_common(1)[0][0]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """As much of the project as a revision touches, free to edit; nothing is left to go through in it."""
    for name in COPIED:
        source, target = ROOT / name, tmp_path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(
                source,
                target,
                ignore=shutil.ignore_patterns("__pycache__", "*.bin", "*.png", "*.json", "*.svg", "signals", "tone", "assets"),
            )
        else:
            shutil.copy(source, target)
    assert revision.main(["--accept"], tmp_path) == 0
    return tmp_path


@pytest.fixture
def told(copy: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """Run the command in the copy: the exit status and what it says."""

    def run(*arguments: str) -> tuple[int, str]:
        capsys.readouterr()
        status = revision.main(list(arguments), copy)
        said = capsys.readouterr()
        return status, said.out + said.err

    return run


def edit(root: Path, name: str, old: str, new: str) -> None:
    path = root / name
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, (name, old)
    path.write_text(text.replace(old, new), encoding="utf-8")


def reword(root: Path, clause: str, name: str = CLAUSES) -> None:
    edit(root, name, f'text = "{load_clauses()[clause].text}', f'text = "Nytt. {load_clauses()[clause].text}')


def listed(said: str) -> set[str]:
    """The places named, as "file:line"."""
    return set(re.findall(r"^  (\S+:\d+)  ", said, re.MULTILINE))


def naming(clause: str, *names: str) -> set[str]:
    """Every line of these files that names the clause, found in another way than the code does: by its whole words."""
    return {
        f"{name}:{number}"
        for name in names
        for number, line in enumerate((ROOT / name).read_text(encoding="utf-8").splitlines(), 1)
        if clause in re.split(r"[^\w.-]+", line)
    }


# What rests on what


def test_every_row_of_the_data_that_has_a_clause_is_found() -> None:
    found = {(place.kind, place.clause) for place in places()}
    for kind, rows in (("rule", load_rules()), ("reason", load_reasons())):
        assert {(kind, row.clause) for row in rows.values() if row.clause} <= found
    assert {("question", row.clause) for row in load_quiz().values()} <= found
    assert {("task", task.clause) for tasks in load_task_lists().values() for task in tasks.tasks} <= found
    by_hand = 0
    for file in (ROOT / "checklists" / "strategy").rglob("*.toml"):
        if file.name != "code_readings.toml":
            by_hand += len(re.findall(r'^[^#\n]*?\bclause = "[^"]', file.read_text(encoding="utf-8"), re.MULTILINE))
    data = [each for each in places() if each.file.startswith("checklists/strategy/") and each.kind != "code"]
    assert len(data) >= by_hand > 100


def test_every_place_is_where_it_is_said_to_be() -> None:
    files: dict[str, list[str]] = {}
    for place in places():
        lines = files.setdefault(place.file, (ROOT / place.file).read_text(encoding="utf-8").splitlines())
        if place.kind != "code":
            assert place.clause in lines[place.line - 1], place
        assert place.clause in load_clauses(), place
        assert place.kind in KINDS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a {{ ref(\"a.1\") }}\n{{ clause( 'b.2' ) }}", [("a.1", 1), ("b.2", 2)]),
        ('{% raw %}{{ ref("a.1") }}\n{% endraw %}{{ ref("b.2") }}', [("b.2", 2)]),
        ('{{ refer("a.1") }} {{ contact("akn") }} {{ xref("a.1") }}', []),
    ],
)
def test_quotes_are_found_with_their_line(text: str, found: list[tuple[str, int]]) -> None:
    assert quoted(text) == found


@pytest.mark.parametrize(
    ("line", "names"),
    [("(svara.24h).", True), ('"svara.24h"', True), ("svara.24h.", True), ("svara.24har", False), ("x.svara.24h", False)],
)
def test_a_clause_is_named_by_its_whole_id(line: str, names: bool) -> None:
    assert bool(lines_of("svara.24h", line)) == names


def test_code_that_names_a_clause_is_in_the_table_of_readings() -> None:
    """A failure here: add a row to checklists/strategy/code_readings.toml that says what the code takes the clause to say."""
    known = {(reading.file, clause) for reading in readings() for clause in reading.clauses}
    own = {place.file for place in places() if place.kind not in ("code", "maintenance")}
    missing = []
    for top in ("checklists", "macros", "overrides"):
        for file in sorted((ROOT / top).rglob("*")):
            name = file.relative_to(ROOT).as_posix()
            if file.suffix in (".py", ".html", ".js") and name not in own:
                text = file.read_text(encoding="utf-8")
                missing += [(name, clause) for clause in load_clauses() if lines_of(clause, text) and (name, clause) not in known]
    assert missing == []


def test_every_reading_leads_to_files_and_pages_that_exist() -> None:
    assert len({reading.id for reading in readings()}) == len(readings())
    for reading in readings():
        assert (ROOT / reading.file).is_file(), reading
        assert not reading.page or (ROOT / "docs" / reading.page).is_file(), reading
        assert set(reading.clauses) <= set(load_clauses()), reading


def test_the_table_shows_every_clause_once_and_says_where_nothing_rests() -> None:
    env = Env()
    env.variables = {"strategy": {}}  # type: ignore[attr-defined]
    from macros import revision_page

    revision_page.register(env, load_strategy(), lambda page, anchor: f"{page}#{anchor}")
    shown = env.macros["revision_table"]()
    for clause in load_clauses().values():
        assert shown.count(f'id="klausul-{clause.id}"') == 1
    assert ("Ingenting bygger på" in shown) == (not all(any(p.clause == c for p in places()) for c in load_clauses()))
    alone = resting(load_clauses()["svara.24h"], [])
    assert (alone.groups, alone.tally) == ((), "")
    assert (ROOT / "docs" / PAGE[1]).is_file()


# What has changed


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ({"a": "1"}, {"a": "1"}, []),
        ({"a": "1"}, {"a": "2"}, [Change("changed", "a")]),
        ({"a": "1"}, {"a": "1", "b": "2"}, [Change("new", "b")]),
        ({"a": "1", "b": "2"}, {"b": "2"}, [Change("gone", "a")]),
        ({"a": "1"}, {"b": "1"}, [Change("renamed", "a", "b")]),
        ({"a": "1"}, {"b": "2"}, [Change("gone", "a"), Change("new", "b")]),
        ({"a": "1", "b": "2"}, {"b": "2", "a": "1"}, []),
    ],
)
def test_compare(before: dict[str, str], after: dict[str, str], changes: list[Change]) -> None:
    assert compare(before, after) == changes


def test_nothing_changed_is_silent(told: Callable[..., tuple[int, str]]) -> None:
    assert told("--check") == (0, "")


def test_what_lies_in_the_project_has_been_gone_through() -> None:
    assert clause_changes.check(clause_changes.read_desk()) == []


def test_a_changed_word_lists_exactly_what_rests_on_the_clause(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    reword(copy, QUIET)
    status, said = told("--check")
    pages = [f"docs/{path.relative_to(ROOT / 'docs').as_posix()}" for path in (ROOT / "docs").rglob("*.md")]
    data = [path.relative_to(ROOT).as_posix() for path in (ROOT / "checklists" / "strategy").rglob("*.toml")]
    expected = naming(QUIET, *pages, *(name for name in data if not name.endswith(("clauses.toml", "readings.toml"))))
    section = next(section for section in load_meta().sections if section.id == load_clauses()[QUIET].section)
    lead = (ROOT / META).read_text(encoding="utf-8").splitlines().index(f'lead = "{section.lead}"') + 1
    assert status == 1
    assert listed(said) == expected | {f"{META}:{lead}"}
    assert f"{QUIET} has new words" in said
    assert said.count("has new words") == 1


def test_code_and_facts_that_rest_on_a_clause_are_listed(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    clause = load_clauses()["svara.24h"].id
    reword(copy, clause)
    said = told("--check")[1]
    for file in ("checklists/worktime.py", "macros/days_off.py", "checklists/roster/waits.py", "tests/test_strategy.py"):
        assert any(place.startswith(f"{file}:") for place in listed(said)), file


def test_a_struck_clause_lists_every_line_that_names_it(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    text = (copy / CLAUSES).read_text(encoding="utf-8")
    kept = re.sub(rf'\[\[clauses\]\]\nid = "{re.escape(QUIET)}"\n(?:.+\n)+\n?', "", text)
    assert kept != text
    (copy / CLAUSES).write_text(kept, encoding="utf-8")
    status, said = told("--check")
    files = [path.relative_to(copy).as_posix() for path in copy.rglob("*") if path.suffix in (".md", ".toml", ".py", ".html")]
    assert status == 1
    assert listed(said) == naming(QUIET, *(name for name in files if name != CLAUSES))
    status, said = told("--accept")
    assert status == 1
    assert "Nothing is accepted" in said


def test_a_renamed_clause_is_told_as_one(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    edit(copy, CLAUSES, f'id = "{QUIET}"', 'id = "renamed.1"')
    said = told("--check")[1]
    assert f"{QUIET} is called renamed.1 now" in said
    assert "is new" not in said
    assert listed(said) >= {f"{place.file}:{place.line}" for place in places() if place.clause == QUIET}


def test_a_new_clause_says_where_it_could_be_used(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    section = load_meta().sections[0]
    added = f'[[clauses]]\nid = "added.1"\nsection = "{section.id}"\ntitle = "Språk"\ntext = "Svara på frågans språk."\n'
    (copy / CLAUSES).write_text((copy / CLAUSES).read_text(encoding="utf-8") + "\n" + added, encoding="utf-8")
    said = told("--check")[1]
    assert "added.1 is new: Språk" in said
    assert listed(said) >= {f"docs/{page}:1" for page in section.guidance}
    assert any(place.startswith("tests/test_strategy.py:") for place in listed(said))


def test_a_new_version_without_changed_clauses_is_said(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    edit(copy, META, f'version = "{load_meta().version}"', 'version = "991231"')
    status, said = told("--check")
    assert (status, "No clause has changed." in said, "does not tell the readers of version 991231" in said) == (1, True, True)
    edit(copy, NEWS, "## Strategins versioner", "Version 991231\n\n## Strategins versioner")
    assert told("--accept")[0] == 0
    assert told("--check") == (0, "")


def test_part_can_be_accepted_and_the_version_waits_for_the_rest(copy: Path, told: Callable[..., tuple[int, str]]) -> None:
    one, other = list(load_clauses())[:2]
    reword(copy, one)
    reword(copy, other)
    edit(copy, META, f'version = "{load_meta().version}"', 'version = "991231"')
    assert "Left to go through: 1." in told("--accept", one)[1]
    said = told("--check")[1]
    assert f"{other} has new words" in said
    assert f"{one} has" not in said
    assert f"gone through at {load_meta().version}" in said
    assert "Left to go through: 0." in told("--accept", other)[1]
    assert "gone through at" not in told("--check")[1]


@pytest.mark.parametrize(
    ("change", "arguments", "status", "says"),
    [
        (None, ["--accept", "no.1"], 2, "No such clause: no.1."),
        ((f'id = "{FIRST.id}"', f'id = "{SECOND.id}"'), ["--check"], 2, "the id is used twice"),
        ((f'id = "{FIRST.id}"', f"id = {FIRST.id}"), ["--check"], 2, "clauses.toml"),
        ((f'title = "{FIRST.title}"\n', ""), ["--check"], 2, "missing key 'title'"),
        (None, ["--against", "nowhere.toml"], 2, "nowhere.toml"),
    ],
)
def test_what_is_wrong_is_told(
    copy: Path, told: Callable[..., tuple[int, str]], change: tuple[str, str] | None, arguments: list[str], status: int, says: str
) -> None:
    if change:
        edit(copy, CLAUSES, *change)
    got, said = told(*arguments)
    assert (got, says in said) == (status, True), said


def test_a_draft_is_held_against_the_clauses_without_changing_anything(
    copy: Path, tmp_path: Path, told: Callable[..., tuple[int, str]]
) -> None:
    draft = tmp_path / "draft.toml"
    shutil.copy(copy / CLAUSES, draft)
    assert told("--against", str(draft)) == (0, "The clauses are the same, word for word.\n")
    reword(tmp_path, QUIET, "draft.toml")
    status, said = told("--against", str(draft))
    text = load_clauses()[QUIET].text
    assert (status, f". {text}" in said, f". Nytt. {text}" in said) == (0, True, True)
    assert listed(said) >= {f"{place.file}:{place.line}" for place in places() if place.clause == QUIET}
    assert told("--check") == (0, "")


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_accept_then_check_is_silent(copy: Path, data: st.DataObject) -> None:
    original = (copy / CLAUSES).read_text(encoding="utf-8")
    chosen = data.draw(st.lists(st.sampled_from(list(load_clauses())), unique=True, max_size=6))
    for clause in chosen:
        reword(copy, clause)
    try:
        desk = clause_changes.read_desk(copy)
        assert {change.clause for change in desk.changes} == set(chosen)
        assert clause_changes.accept(desk, [])[0] == 0
        assert clause_changes.check(clause_changes.read_desk(copy)) == []
    finally:
        (copy / CLAUSES).write_text(original, encoding="utf-8")
        clause_changes.accept(clause_changes.read_desk(copy), [])


# What readers are told


@pytest.mark.parametrize(
    ("built", "late"),
    [(date(2024, 2, 29), False), (date(2024, 3, 31), False), (date(2024, 4, 1), True), (date(2026, 11, 23), True)],
)
def test_the_revision_is_overdue_when_its_month_has_passed(built: date, late: bool) -> None:
    meta = dataclasses.replace(load_meta(), next_revision="2024-03")
    assert overdue(meta, built) == late
    assert ("skulle den ha reviderats i mars 2024" in revision_sentence(meta, built)) == late


def test_the_clause_and_the_data_name_the_same_month() -> None:
    assert month(load_meta().next_revision) in load_clauses()["revidering.1"].text


def test_the_newest_comes_first_and_only_versions_that_held_are_listed() -> None:
    text = (ROOT / NEWS).read_text(encoding="utf-8")
    versions = re.findall(r"^- \*\*Version (\d{6})\.", text, re.MULTILINE)
    assert versions == sorted(versions, reverse=True)
    assert versions[0] == load_meta().version
    months = "januari februari mars april maj juni juli augusti september oktober november december".split()
    days = [(int(y), months.index(m), int(d)) for d, m, y in re.findall(r"^## (\d+) (\w+) (\d{4})$", text, re.MULTILINE)]
    assert days == sorted(days, reverse=True)
    assert len(days) >= 2
