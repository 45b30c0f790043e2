"""The tables of signals: every row finds its examples and no near miss, and disguised words are read."""

import json
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.comments.lexicon import Lexicon, compile_lexicon
from checklists.comments.patterns import Patterns
from checklists.comments.readings import Vocabulary, tokens
from checklists.comments.signals import TABLES, Signal, compile_tables, pack

FOLDER = Path(__file__).parents[1] / "checklists" / "strategy" / "signals"
DATA: dict[str, Any] = {table: tomllib.loads((FOLDER / f"{table}.toml").read_text(encoding="utf-8")) for table in TABLES}
SIGNALS = compile_tables(DATA)


def found(table: str, text: str) -> list[Signal]:
    return [signal for signal in SIGNALS.find(SIGNALS.words(text)) if signal.row.table == table]


@pytest.mark.parametrize("table", TABLES)
def test_every_row_finds_its_examples(table: str) -> None:
    assert [
        (row["id"], text)
        for row in DATA[table]["rows"]
        for text in row["hits"]
        if row["id"] not in {signal.row.id for signal in found(table, text)}
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_row_finds_a_near_miss(table: str) -> None:
    kinds = {row["id"]: row.get("kind", "") for row in DATA[table]["rows"]}
    assert [
        (row["id"], text, signal.row.id)
        for row in DATA[table]["rows"]
        for text in row["near"]
        for signal in found(table, text)
        if kinds[signal.row.id] == kinds[row["id"]]
    ] == []


@pytest.mark.parametrize("table", TABLES)
def test_every_row_has_an_id_of_its_own_and_examples(table: str) -> None:
    rows = DATA[table]["rows"]
    assert len({row["id"] for row in rows}) == len(rows)
    assert [row["id"] for row in rows if min(len(row["forms"]), len(row["hits"]), len(row["near"]) + 1) < 1] == []


def test_packed_signals_find_the_same() -> None:
    packed = json.loads(json.dumps(pack(SIGNALS)))
    again = Patterns.unpack(packed["patterns"])
    texts = [text for table in TABLES for row in DATA[table]["rows"][:5] for text in row["hits"]]
    assert [tuple(row) for row in packed["rows"]] == [(row.table, row.id, row.kind) for row in SIGNALS.rows]
    for text in texts:
        words = SIGNALS.words(text)
        assert sorted(again.find(words)) == sorted(SIGNALS.patterns.find(words)), text


def test_a_word_has_its_concepts_and_a_compound_those_of_its_last_part() -> None:
    lexicon = Lexicon(
        **compile_lexicon(
            {
                "concepts": [
                    {"id": "insult", "about": "x", "words": ["idioter", "mög"], "starts": ["skitst"], "ends": ["skalle"]},
                    {"id": "dirt", "about": "x", "words": ["mög"], "starts": [], "ends": []},
                ]
            }
        )
    )
    assert lexicon.of("mög") == {"insult", "dirt"}
    assert lexicon.of("skitstövel") == lexicon.of("dumskalle") == {"insult"}
    assert lexicon.of("jubelidioter") == {"…insult"}
    assert lexicon.of("mögel") == lexicon.of("") == frozenset()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Elliot Varnhed i 9B", ["Elliot", "Varnhed"]),
        ("Tack till Fatima El Hassan!", ["Fatima", "El", "Hassan"]),
        ("chefen olle på biblioteket", ["olle"]),
        ("Per Ek borde avgå", ["Per", "Ek"]),
        ("Muslimer, Araber och Cyklister får komma", []),
        ("Vad kostar det per gång? Bra fråga", []),
        ("Nu Stänger Ni Badet", []),
    ],
)
def test_names_are_seen_as_names(text: str, names: list[str]) -> None:
    assert [text[token.start : token.end] for token in SIGNALS.words(text) if token.readings & {"@name", "@names"}] == names


WORDS = "jävla idiot helvete fan hora tända eld äckliga fitta snälla".split()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("j*vla", "jävla"),
        ("j-vla", "jävla"),
        ("javla", "jävla"),
        ("i d i o t", "idiot"),
        ("i.d.i.o.t", "idiot"),
        ("1d10t", "idiot"),
        ("IDIOT", "idiot"),
        ("f@n", "fan"),
        ("h-e", "helvete"),
        ("h*lvete", "helvete"),
        ("snäääälla", "snälla"),
        ("fittta", "fitta"),
        ("ACKLIGA", "äckliga"),
    ],
)
def test_a_word_in_disguise_is_read(typed: str, meant: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add(WORDS)
    assert any(meant in token.readings for token in tokens(typed, vocabulary)), typed


@pytest.mark.parametrize(
    "harmless",
    ["jag vill hora mer om det har i kvall", "p.g.a. vädret", "svensk-danska mötet", "A-laget", "klockan 10.30", "å i åa ä e ö"],
)
def test_a_harmless_word_is_not_read_as_a_bad_one(harmless: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add(WORDS)
    assert not any(token.readings & set(WORDS) for token in tokens(harmless, vocabulary))


def test_a_form_with_a_list_that_is_not_there_is_refused() -> None:
    with pytest.raises(KeyError):
        Patterns().add("vi vet var {people} bor", {}, 0)
    with pytest.raises(ValueError, match="begins and ends with words"):
        Patterns().add("… bor", {}, 0)


@given(st.text(max_size=200))
def test_tokens_keep_their_places(text: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.add(WORDS)
    last = 0
    for token in tokens(text, vocabulary):
        assert last <= token.start < token.end <= len(text)
        last = token.end
