"""The strategy's data: every clause of the source is there, and whatever is wrong is told with file and row."""

from collections import Counter
from typing import Any

import pytest

from checklists import strategy
from checklists.strategy import references
from checklists.strategy.schema import Clause, DataError, Row, Rule, build

# The source document's clauses, in its order. Adding or dropping one is a decision about the strategy, not about code.
CLAUSES = (
    "inledning.1 inledning.2 inledning.3 kanaler.1 kanaler.2 kanaler.3 syfte.1 syfte.2 syfte.3 malgrupp.1 malgrupp.2"
    " malsattning.0 malsattning.informera malsattning.aktivera malsattning.engagera kategorier.0 kategorier.kanalanpassa"
    " kategorier.samhallsinformation kategorier.tips kategorier.berattelser kategorier.utveckling kategorier.varumarke"
    " kategorier.storytelling matning.1 matning.inlagg matning.kanal matning.foljare tonalitet.avsandare"
    " tonalitet.inkluderande.klarsprak tonalitet.inkluderande.undvik tonalitet.inkluderande.texta"
    " tonalitet.inkluderande.tilltal tonalitet.inkluderande.emojis tonalitet.manskliga tonalitet.transparenta.trovardigt"
    " tonalitet.transparenta.varfor tonalitet.transparenta.feedback tonalitet.andras-floden ansvar.forvaltning"
    " ansvar.akn ansvar.redaktor konto.aktivt konto.effektivt konto.langsiktigt konto.oppet-slutet kontaktcenter.dm"
    " kontaktcenter.kommentarer kommentarer.ansvar kommentarer.ton kommentarer.sekretess kommentarer.falskt"
    " kommentarer.rattigheter kommentarer.samtycke kommentarer.spam svara.24h svara.signera svara.fredag svara.fragor"
    " svara.asikter svara.gilla svara.linkedin dolja.faq dolja.meddela dolja.regel dolja.diariefor dolja.hjalp"
    " annonsering.1 annonsering.hjalp annonsering.tips revidering.1"
).split()


def test_every_clause_of_the_source_is_in_the_data_in_order() -> None:
    assert len(CLAUSES) == 70
    assert list(strategy.load_clauses()) == CLAUSES


def test_everything_refers_to_something_that_exists() -> None:
    loaded = strategy.load_strategy()
    assert len(loaded.meta.sections) == 15
    assert list(loaded.goals) == ["inform", "activate", "engage"]
    assert list(loaded.categories) == ["civic-information", "tips", "people-stories", "city-development", "place-branding"]
    assert set(loaded.channels) == {"facebook", "instagram", "linkedin", "x", "reply"}
    assert len(loaded.departments) == 9


@pytest.mark.parametrize(
    ("clause", "facts"),
    [
        ("svara.24h", ["24 timmar", "8–17"]),
        ("dolja.diariefor", ["kommunstyrelsen@helsingborg.se", "skärmdump", "diarief"]),
        ("dolja.hjalp", ["kommunikation@helsingborg.se", "Kommunikatörer i Helsingborg", "Teams"]),
        ("kanaler.1", ["Facebook", "Instagram", "LinkedIn"]),
        ("kanaler.3", ["X", "pressmeddelanden", "automatiskt"]),
        ("inledning.1", ["2035"]),
        ("svara.signera", ["Louise kommunikatör"]),
        ("matning.kanal", ["månad"]),
        ("tonalitet.andras-floden", ["slutna grupper", "laddade"]),
    ],
)
def test_facts_of_the_source_stand_in_our_words(clause: str, facts: list[str]) -> None:
    text = strategy.load_clauses()[clause].text
    assert [fact for fact in facts if fact not in text] == []


def test_every_title_is_its_own() -> None:
    titles = Counter(clause.title for clause in strategy.load_clauses().values())
    assert [title for title, count in titles.items() if count > 1] == []


GOOD: dict[str, Any] = {"id": "a.1", "section": "a", "title": "T", "text": "T."}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"colour": "red"}, "unknown key 'colour'"),
        ({"text": None}, "must be str"),
        ({"title": 7}, "must be str, not 7"),
    ],
)
def test_a_wrong_row_is_told_with_file_and_row(change: dict[str, Any], told: str) -> None:
    with pytest.raises(DataError, match=r"clauses\.toml, clauses 3, row 'a\.1'.*" + told):
        build(Clause, GOOD | change, "clauses.toml, clauses 3")


def test_a_missing_key_is_told_with_file_and_row() -> None:
    with pytest.raises(DataError, match=r"clauses\.toml, clauses 3, row 'a\.1': missing key 'text'"):
        build(Clause, {key: value for key, value in GOOD.items() if key != "text"}, "clauses.toml, clauses 3")


def test_rows_inside_rows_and_lists_are_checked_too() -> None:
    with pytest.raises(DataError, match=r"checks\[1\].*unknown key 'kin'"):
        build(
            Rule,
            {
                "id": "x",
                "group": "",
                "name": "",
                "level": "must",
                "clause": "",
                "message": "",
                "explanation": "",
                "checks": [{"kin": ""}],
            },
            "rules.toml",
        )
    with pytest.raises(DataError, match=r"hit: must be a list"):
        build(Row, {"id": "x", "forms": {}, "hit": "text", "near": []}, "rows")
    with pytest.raises(DataError, match=r"forms\.a: must be str"):
        build(Row, {"id": "x", "forms": {"a": 1}, "hit": [], "near": []}, "rows")


def broken(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str) -> None:
    """Make `name` read as if one thing in it had been changed, with nothing remembered from before."""
    original = strategy.read_bytes

    def read(file: str) -> bytes:
        data = original(file)
        if file == name:
            assert old.encode() in data
            data = data.replace(old.encode(), new.encode(), 1)
        return data

    for module in (strategy, references):
        for loader in list(vars(module).values()):
            if hasattr(loader, "cache_clear"):
                monkeypatch.setattr(module, loader.__name__, loader.__wrapped__)
    monkeypatch.setattr(strategy, "read_bytes", read)


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("clauses.toml", 'section = "svara"', 'section = "svar"', r"clauses\.toml, row 'svara\.\w+': section names 'svar'"),
        (
            "goals.toml",
            'clause = "malsattning.informera"',
            'clause = "malsattning.x"',
            r"goals\.toml, row 'inform': clause names",
        ),
        ("rules.toml", 'level = "must"', 'level = "shall"', r"rules\.toml, row 'personal-identity-number': level names 'shall'"),
        ("clauses.toml", 'id = "kanaler.2"', 'id = "kanaler.1"', r"clauses\.toml, row 'kanaler\.1': the id is used twice"),
        ("contacts.toml", "[[contacts]]", "[[contact]]", r"contacts\.toml: must hold \[\[contacts\]\]"),
        ("comments/channels.toml", 'id = "linkedin"', 'id = "forum"', r"comments/channels\.toml, row 'forum': id names 'forum'"),
        (
            "comments/replies.toml",
            'clause = "svara.24h"',
            'clause = "svara.x"',
            r"comments/replies\.toml, row '\w+': clause names",
        ),
        ("meta.toml", 'version = "', "version = ", r"meta\.toml: "),
        (
            "departments.toml",
            "accounts = []",
            'accounts = [{ name = "A", channel = "x", link = "http://example.com" }]',
            r"departments\.toml, row 'arbetsmarknad', accounts 1 \('A'\): link must",
        ),
        (
            "shared_accounts.toml",
            'clause = "ansvar.akn"',
            'clause = "ansvar.x"',
            r"shared_accounts\.toml, row 'facebook': says names",
        ),
        (
            "shared_accounts.toml",
            'access = ""',
            'access = "yes"',
            r"shared_accounts\.toml, accounts 1 \('Stadens .*'\): access must",
        ),
        ("departments.toml", "topics = [", 'topics = ["sport", ', r"departments\.toml, row '\w+': topics names 'sport'"),
    ],
)
def test_what_leads_nowhere_is_told(monkeypatch: pytest.MonkeyPatch, name: str, old: str, new: str, told: str) -> None:
    broken(monkeypatch, name, old, new)
    with pytest.raises(DataError, match=told):
        strategy.load_strategy()
