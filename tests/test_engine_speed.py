"""The engine's time grows with the text and no faster, and what is packed is found again."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists import api, draft_check, packed
from checklists.strategy import load_rows, load_rules
from checklists.text import phrases

SHORT, LONG = 1_500, 15_000
# Texts that a careless search walks over again and again: without spaces, without ends, all findings, all signs.
REPEATED = [
    "@", "a", " ", "!", "1", "😀", "”", "a@", "a.", "å-å ", "0701234567 ", "t.ex. ", "LSS ", "det är ", "Per Ek diabetes ",
    "#växmedoss ", "www.a.se ", "10/12 ", "brukare ", "görs ", "vi svarar i hans grupp ", "Hjälmgatan 14 ", "läs mer här: ",
]  # fmt: skip


def seconds(text: str) -> float:
    """Return the CPU time of the faster of two checks."""
    took = []
    for _ in range(2):
        before = time.process_time()
        draft_check.check({"text": text})
        took.append(time.process_time() - before)
    return min(took)


@pytest.mark.parametrize("part", REPEATED)
def test_a_text_ten_times_as_long_takes_at_most_a_little_more_than_ten_times_as_long(part: str) -> None:
    """Quadratic time would take a hundred times as long; the bound leaves room for a busy machine."""
    short, long = ((part * (length // len(part) + 1))[:length] for length in (SHORT, LONG))
    draft_check.check({"text": short[:200]})
    assert seconds(long) < 35 * seconds(short) + 0.01


@given(
    st.dictionaries(
        st.text(st.characters(exclude_characters="\t\n", exclude_categories=["Cs"])),
        st.text(st.characters(exclude_characters="\n", exclude_categories=["Cs"])),
    ),
    st.text(),
)
def test_a_packed_table_answers_as_the_dict_that_it_was_made_of(table: dict[str, str], other: str) -> None:
    found = packed.unpack(packed.pack(table))
    assert {key: found.get(key) for key in table} == table
    if not set("\t\n") & set(other):
        assert found.get(other) == table.get(other)


def test_every_form_of_every_table_is_found_where_it_stands_alone() -> None:
    tables = {check.rows for rule in load_rules().values() for check in rule.checks if check.rows} - phrases.NO_WORDS
    missed = [
        form
        for table in tables
        for row in load_rows(table).values()
        for form in row.forms
        if (words := form.replace(f" {phrases.FILLERS} ", " "))
        and not any(
            match.row.id == row.id or match.span.end >= len(words.rstrip(".?!)"))
            for match in phrases.find(words, words.lower()).get(table, ())
        )
    ]
    assert missed == []


def test_characters_are_counted_without_looking_at_the_draft() -> None:
    """It is asked for at each pause of typing."""
    assert api.call("character_count", '{"text": "Hej 👋"}') == '{"characters": 6, "limit": 63206, "comfortable": 600}'
