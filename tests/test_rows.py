"""Every row of every rule's table: what must be found is found, and what must not is not. Adding a row needs no new test."""

import re

import pytest

from checklists.draft_check import check
from checklists.strategy import load_examples, load_rows, load_rules
from checklists.strategy.schema import Check, Example, Row, Rule
from checklists.text.checks import KINDS
from checklists.text.draft import Draft
from checklists.text.emojis import bare, emojis
from checklists.text.phrases import FILLERS
from checklists.text.privacy import shortened_links

ROWS = [
    pytest.param(rule, check, row, id=f"{check.rows}-{row.id}")
    for rule in load_rules().values()
    for check in rule.checks
    if check.rows
    for row in load_rows(check.rows).values()
]
TABLES = sorted({check.rows for rule in load_rules().values() for check in rule.checks if check.rows})


def found(rule: Rule, check: Check, row: Row, text: str) -> list[str]:
    """Return the words in `text` that the check finds and that are this row's."""
    if check.rows == "emojis":
        forms = {bare(form).replace(" ", "") for form in row.forms}
        return [item.text for item in KINDS[check.kind](Draft(text), rule, check) if bare(item.text).replace(" ", "") in forms]
    own = {" ".join(form.replace(f" {FILLERS} ", " ").split()).lower() for form in row.forms}
    texts = [" ".join(item.text.split()).lower() for item in KINDS[check.kind](Draft(text), rule, check)]
    if check.kind in ("private-matters", "noun-phrases"):  # the finding reaches from the name, or the verb, to the form
        return [words for words in texts if any(form in words for form in own)]
    fillers = [
        re.compile(re.escape(form.lower()).replace(FILLERS, ".*").replace(r"\ .*\ ", ".* "))
        for form in row.forms
        if FILLERS in form
    ]
    return [words for words in texts if words in own or any(form.fullmatch(words) for form in fillers)]


@pytest.mark.parametrize(("rule", "check", "row"), ROWS)
def test_row(rule: Rule, check: Check, row: Row) -> None:
    assert row.hit, "a row without an example says nothing"
    if check.rows:
        assert [text for text in row.hit if not found(rule, check, row, text)] == []
        assert [text for text in row.near if found(rule, check, row, text)] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_form_stands_in_two_rows(table: str) -> None:
    forms = [form for row in load_rows(table).values() for form in row.forms]
    assert sorted(form for form in set(forms) if forms.count(form) > 1) == []


def test_no_form_stands_in_two_tables() -> None:
    """One fault gets one finding."""
    tables: dict[str, list[str]] = {}
    for table in TABLES:
        for row in load_rows(table).values():
            for form in row.forms:
                tables.setdefault(form, []).append(table)
    assert {form: names for form, names in tables.items() if len(names) > 1} == {}


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("emojis", "shorteners")])
def test_a_replacement_is_never_found_itself(table: str) -> None:
    """Following one piece of advice must not call for the next."""
    forms = {form for row in load_rows(table).values() for form in row.forms}
    for row in load_rows(table).values():
        for form, replacement in row.forms.items():
            assert not forms & set(replacement.split(" / ")), form


@pytest.mark.parametrize("table", ["emojis"])
def test_a_table_of_emojis_holds_one_to_three_emojis_a_form_and_nothing_else(table: str) -> None:
    for row in load_rows(table).values():
        for form in row.forms:
            assert "".join(match[0] for match in emojis(form)) == form.replace(" ", ""), form
            assert 1 <= len(emojis(form)) <= 3, form


def test_shorteners_are_found_by_the_link_and_not_by_the_name() -> None:
    (row,) = load_rows("shorteners").values()
    assert [text for text in row.hit if not shortened_links(text)] == []
    assert [text for text in row.near if shortened_links(text)] == []


@pytest.mark.parametrize(
    ("table", "least"),
    [
        ("abbreviations", 120),
        ("acronyms", 40),
        ("plain-words", 150),
        ("emojis", 60),
        ("jargon", 150),
        ("slang", 80),
        ("exaggeration", 60),
        ("insensitive", 60),
    ],
)
def test_the_tables_are_as_rich_as_we_say(table: str, least: int) -> None:
    assert len(load_rows(table)) >= least


@pytest.mark.parametrize("example", load_examples().values(), ids=lambda example: example.id)
def test_example_of_a_rule(example: Example) -> None:
    media = [{"kind": kind} for kind in example.media]
    findings = check({"text": example.text, "channel": example.channel, "media": media})["findings"]
    assert [found["text"] for found in findings if found["rule"] == example.rule][:1] == (
        [example.finds] if example.finds else []
    )


def test_every_rule_has_an_example() -> None:
    shown = {example.rule for example in load_examples().values()}
    shown |= {rule.id for rule in load_rules().values() for check in rule.checks if check.rows}
    assert sorted(rule for rule in load_rules() if rule not in shown and load_rules()[rule].group != "goal") == [
        "readability",
        "too-long",
    ]


PLACES = ("https://helsingborg.se/{}", "www.exempel.se/{}?x=1", "{}.se/nyheter", "@{}", "#{}", "{}@helsingborg.se")


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("emojis", "shorteners")])
def test_no_word_is_found_inside_addresses_mentions_and_hashtags(table: str) -> None:
    """Every form that could stand there: one word of plain letters."""
    words = [form for row in load_rows(table).values() for form in row.forms if form.isalpha() and form.isascii()]
    for place in PLACES:
        for start in range(0, len(words), 50):
            text = " ".join(f"Läs {place.format(word)} nu." for word in words[start : start + 50])
            found = {item["text"] for item in check({"text": text})["findings"]}
            assert not found & set(words), place


@pytest.mark.parametrize("table", [table for table in TABLES if table not in ("emojis", "shorteners", "private-matters")])
def test_what_somebody_says_is_told_as_it_was_said(table: str) -> None:
    texts = [text for row in load_rows(table).values() for text in row.hit if not set('”"»«“\n') & set(text)]
    rules = {rule.id for rule in load_rules().values() for item in rule.checks if item.rows == table and not rule.safety}
    acronyms = table == "acronyms"  # an acronym is as hard to understand in a quotation
    for text in texts:
        found = {item["rule"] for item in check({"text": f"Hon säger: ”{text}”"})["findings"]}
        assert acronyms or not found & rules, text
