"""What the search is taught: forms, parts of compounds, synonyms, and how much a page counts."""

import json
import posixpath
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from macros import search_words
from macros.search_compounds import parts
from macros.search_forms import PARADIGMS, families

ROOT = Path(__file__).parents[1]
KNOWN = set(
    "svar tid eldning förbud tillgänglighet redogörelse skol val hand lade anmälan polis information kris samhälls".split()
)


@pytest.mark.parametrize(
    "words",
    [
        "kommentar kommentaren kommentarens kommentarer kommentarerna",
        "svar svara svarade svarar svaret svaren",
        "dölj dölja döljas döljer",
        "anmäl anmäla anmälan anmäler",
        "konto konton kontona kontot",
        "meddelande meddelanden meddelandet",
        "publicera publicerar publicering publiceringen",
        "otrevlig otrevliga otrevligt",
        "följare följaren följarna följarnas",
        "målgrupp målgruppen målgruppens målgrupper",
    ],
)
def test_forms_of_one_word_are_one_family(words: str) -> None:
    assert families(words.split()) == [sorted(words.split())]


@pytest.mark.parametrize(
    "words",
    ["ljud ljus", "bil bild", "mål mall", "vän vänta", "kris krig", "text test", "dag damm", "kanal kanel", "ko kor"],
)
def test_words_that_only_look_alike_are_no_family(words: str) -> None:
    assert families(words.split()) == []


def test_what_the_rule_misses_or_mistakes_can_be_told() -> None:
    assert families(["dölj", "dold"], together=[["dölj", "dold", "gömd"]]) == [["dold", "dölj"]]
    assert families(["mat", "mata", "matar"], apart=["mat"]) == [["mata", "matar"]]


@settings(deadline=None)  # the computer may be busy
@given(st.sets(st.text("adelnrsty", min_size=1, max_size=7), max_size=30))
def test_a_word_is_in_at_most_one_family_and_none_is_made_up(words: set[str]) -> None:
    grouped = [word for family in families(words) for word in family]
    assert len(grouped) == len(set(grouped))
    assert set(grouped) <= words
    assert families(sorted(words)) == families(sorted(words, reverse=True))


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("svarstid", []),  # a last part of three letters is told, not found
        ("eldningsförbud", ["eldning", "förbud"]),
        ("tillgänglighetsredogörelse", ["tillgänglighet", "redogörelse"]),
        ("polisanmälan", ["polis", "anmälan"]),
        ("krisinformation", ["kris", "information"]),
        ("samhällsinformation", ["samhälls", "information"]),
        ("handlade", []),
        ("information", []),
        ("polis", []),
        ("anmälanpolis", ["anmälan", "polis"]),
        ("förbudet", []),
    ],
)
def test_a_compound_is_taken_apart(word: str, expected: list[str]) -> None:
    assert parts(word, KNOWN, {"handlade": []}) == expected


@settings(deadline=None)  # the computer may be busy
@given(st.lists(st.sampled_from(sorted(KNOWN)), min_size=2, max_size=3), st.sampled_from(["", "s"]))
def test_parts_stand_in_the_word_in_order(made_of: list[str], link: str) -> None:
    word = link.join(made_of)
    pattern = "s?".join(map(re.escape, parts(word, KNOWN, {})))
    assert not pattern or re.fullmatch(pattern, word)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<td>Mål</td><td>Kategori</td>", "<td>Mål</td>\n<td>Kategori</td>"),
        ("<option>A</option><option>B</option>", "<option>A</option>\n<option>B</option>"),
        ("<dt>A</dt> <dd>B</dd>", "<dt>A</dt> <dd>B</dd>"),
        ("<em>dia</em><strong>rium</strong>", "<em>dia</em><strong>rium</strong>"),
        ("<pre>&lt;td&gt;&lt;/td&gt;</pre>", "<pre>&lt;td&gt;&lt;/td&gt;</pre>"),
    ],
)
def test_cells_are_kept_apart_and_words_are_not(html: str, expected: str) -> None:
    assert search_words.spaced(html) == expected


def made_site(folder: Path, *docs: tuple[str, str, str]) -> Path:
    """Return a site with an index of `docs` (location, title, text) and the theme's language file."""
    index = {
        "config": {"separator": "[^A-Za-zÀ-ÖØ-öø-ÿ0-9]+", "fields": {}},
        "docs": [{"location": location, "title": title, "text": text} for location, title, text in docs],
    }
    (folder / "search").mkdir()
    (folder / "search" / "search_index.json").write_text(json.dumps(index), encoding="utf-8")
    language = folder / search_words.LANGUAGE
    language.parent.mkdir(parents=True)
    language.write_text("lunr.sv = 1;", encoding="utf-8")
    return folder


def read(site: Path) -> tuple[dict[str, Any], str]:
    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    return index, "".join((site / path).read_text(encoding="utf-8") for path in (search_words.LANGUAGE, search_words.TABLE))


def meanings() -> str:
    """Every word that a synonym leads to, so that a made site passes the check."""
    rows = tomllib.loads((ROOT / "macros" / "search" / "synonyms.toml").read_text(encoding="utf-8"))["synonym"]
    return " ".join(row["means"] for row in rows)


def test_the_index_is_told_what_its_pages_are_about(tmp_path: Path) -> None:
    site = made_site(
        tmp_path,
        ("sida/", "Rubrik", f"<p>{meanings()}</p>"),
        ("sida/#del", "Del", "bl\u00adå"),
        ("utveckling/", "Kod", "kod"),
        ("om/", "O", "o"),
    )
    search_words.enrich(site, "assets/app-1/", {"sida/": ("Menyn", "Beskrivning."), "utveckling/": ("Utveckling", "")})
    (page, section, code, about), language = read(site)[0]["docs"], read(site)[1]
    assert (page["subject"], page["about"], page.get("boost")) == ("Menyn", "Beskrivning.", None)
    assert "subject" not in section
    assert (code["boost"], about["boost"]) == (0.1, 0.5)
    assert section["text"] == "blå"
    assert language.startswith('lunr.sv = 1;\nself.searchStop="')
    scripts = json.loads(language.partition("self.searchScripts=")[2].partition(";")[0])
    # From where the theme's worker lies.
    assert [posixpath.normpath(f"assets/javascripts/workers/{path}") for path in scripts] == [
        "assets/javascripts/lunr/min/lunr.sv.words.js",
        "assets/app-1/javascripts/search/swedish.js",
    ]
    assert (site / search_words.TABLE).is_file()


def test_a_second_build_over_the_first_gives_the_same(tmp_path: Path) -> None:
    site = made_site(tmp_path, ("sida/", "Rubrik", meanings()))
    search_words.enrich(site, "assets/app-1/", {})
    once = read(site)
    search_words.enrich(site, "assets/app-1/", {})
    assert read(site) == once


def test_a_synonym_that_leads_nowhere_stops_the_build(tmp_path: Path) -> None:
    site = made_site(tmp_path, ("sida/", "Rubrik", meanings().replace("kontaktcenter", "")))
    with pytest.raises(search_words.SearchDataError, match=r"synonyms\.toml: no page says .*'kontaktcenter' for 'kc "):
        search_words.enrich(site, "assets/app-1/", {})


@pytest.mark.parametrize(
    ("location", "weight"),
    [
        ("", 1),
        ("kommentarer/svara/#x", 1),
        ("om/", 0.5),
        ("om/licenser/", 0.1),
        ("utveckling/karta/", 0.1),
        ("publicera/regler/#a", 0.3),
        ("omsorg/", 1),
    ],
)
def test_how_much_a_page_counts(location: str, weight: float) -> None:
    assert search_words.weight(location) == weight


def test_every_weight_is_for_pages_that_there_are(site: Path) -> None:
    rows = tomllib.loads((ROOT / "macros" / "search" / "pages.toml").read_text(encoding="utf-8"))["pages"]
    assert [row["under"] for row in rows if not (site / row["under"]).is_dir()] == []


def test_the_words_of_the_site_stay_small(site: Path) -> None:
    index, language = read(site)
    table = json.loads(language.partition("\nself.searchWords=")[2].partition(";\n")[0])
    assert len(language.encode()) < 80_000  # fetched by everyone who searches
    assert {"kommentar", "kommentarerna"} <= set(next(row for row in table["families"] if " kommentaren " in row).split())
    assert "diarieför diarium för" in table["compounds"]
    assert all(len(row.split()) > 1 for row in table["families"] + table["compounds"])
    # Nothing that is worked out is added to what a result shows.
    assert {key for doc in index["docs"] for key in doc} <= {"location", "title", "text", "subject", "about", "boost"}


def test_endings_are_those_of_the_paradigms() -> None:
    assert all(set("".join(row)) <= set("abdefghijklmnorst") for row in PARADIGMS)
    assert all(len(set(row)) == len(row) > 2 for row in PARADIGMS)
