"""Teaches the search Swedish: what people write, and which of the site's words they mean by it.

Read first `enrich`. The words are worked out here, once the pages are built, from the search index and from
macros/search/*.toml; overrides/assets/javascripts/search/swedish.js looks them up in the browser. Nothing is added to the
index itself, so that what a result shows is what stands on the page.
"""

import json
import re
import tomllib
from collections.abc import Collection, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from checklists.strategy import read_bytes
from macros.search_compounds import parts
from macros.search_forms import PARADIGMS, families
from macros.templates import ROOT

DATA = ROOT / "macros" / "search"
LANGUAGE = Path("assets", "javascripts", "lunr", "min", "lunr.sv.min.js")
# Not among this version's own scripts, which browsers keep for ever: the words change with the pages.
TABLE = LANGUAGE.with_name("lunr.sv.words.js")
BEGINNING = ROOT / "overrides" / "assets" / "javascripts" / "search" / "language.js"
SCRIPT = "javascripts/search/swedish.js"
# What a match counts for: the page's title in the menu and its description, which are not shown; a heading; the text.
FIELDS = {"subject": {"boost": 30}, "about": {"boost": 5}, "title": {"boost": 10}, "text": {"boost": 1}}
SOFT_HYPHEN = "\u00ad"  # where a long word may be divided; nobody types it
# Elements that the index does not know: it would glue their words to the next element's.
_APART = re.compile(r"(</(?:td|th|dt|dd|div|option|summary|legend|caption)>)(?=<)")


class SearchDataError(ValueError):
    """A row in macros/search/ that cannot be true; the message names it."""


def spaced(html: str) -> str:
    """Return the page with a line break after each table cell and the like.

    >>> spaced("<td>Goal</td><td>Category</td>")
    '<td>Goal</td>\\n<td>Category</td>'
    """
    return _APART.sub(r"\1\n", html)


def enrich(site: Path, app: str, subjects: Mapping[str, tuple[str, str]]) -> None:
    """Tell the built site's index what its pages are about and how much they count, and give the worker its Swedish words.

    `app` is the folder of this version's own scripts, relative to the site; `subjects` gives title and description of each
    page by its address there. Raises SearchDataError.
    """
    file = site / "search" / "search_index.json"
    index = json.loads(file.read_text(encoding="utf-8"))
    index["config"]["fields"] = FIELDS
    for doc in index["docs"]:
        for name in ("title", "text"):
            doc[name] = doc[name].replace(SOFT_HYPHEN, "")
        if doc["location"] in subjects:
            doc["subject"], doc["about"] = subjects[doc["location"]]
        if (boost := weight(doc["location"])) != 1:
            doc["boost"] = boost
    # Åäö as themselves: a sixth smaller before compression.
    file.write_text(_json(index), encoding="utf-8")
    table = words(index)
    (site / TABLE).write_text(f"self.searchWords={_json(table)};\n", encoding="utf-8")
    # The paths are relative to the worker.
    scripts = [f"../../../{TABLE.as_posix()}", f"../../../{app}{SCRIPT}"]
    given = f"self.searchStop={_json(table['stopWords'])};self.searchScripts={_json(scripts)};"
    language = site / LANGUAGE
    theme = language.read_text(encoding="utf-8").partition("\nself.searchStop=")[0]
    language.write_text(f"{theme}\n{given}\n{BEGINNING.read_text(encoding='utf-8')}", encoding="utf-8")


def weight(location: str) -> float:
    """Return how much a result on this page counts, 1 as a rule: macros/search/pages.toml."""
    rows = [row for row in _data("pages")["pages"] if location.startswith(row["under"])]
    return float(max(rows, key=lambda row: len(row["under"]))["weight"]) if rows else 1.0


def words(index: dict[str, Any]) -> dict[str, Any]:
    """Return the table for the browser, from the search index: families, compounds, synonyms, endings and stop words.

    Raises SearchDataError for a synonym whose meaning stands on no page.
    """
    site = _tokens(index, index["docs"])
    guidance = _tokens(index, (doc for doc in index["docs"] if weight(doc["location"]) >= 0.5))
    forms, told = _data("forms"), _data("compounds")
    stop = forms["stop"].split()
    plain, others = ({word for word in some if word.isalpha() and word not in stop} for some in (guidance, site))
    synonyms = [(row["words"], row["means"]) for row in _data("synonyms")["synonym"]]
    _check(synonyms, site)
    everyday = frozenset(read_bytes("tone/common-words.txt").decode("utf-8").split())
    firsts = frozenset(read_bytes("tone/compound-firsts.txt").decode("utf-8").split())
    known = (everyday | firsts | plain | set(told["parts"].split())) - set(stop)
    apart = {row.partition("=")[0].strip(): row.partition("=")[2].split() for row in told["told"]}
    split = {word: parts(word, known, apart) for word in sorted(plain | set(apart))}
    groups = families(others, [row.split() for row in forms["together"]], forms["apart"].split())
    return {
        "families": [" ".join(group) for group in groups if plain & set(group)],
        "compounds": [" ".join([word, *own]) for word, own in split.items() if own and word in site],
        "synonyms": synonyms,
        "endings": sorted(
            {ending for row in PARADIGMS for ending in row if ending} | {"s"}, key=lambda ending: (len(ending), ending)
        ),
        "stopWords": " ".join(stop),
    }


def _tokens(index: dict[str, Any], docs: Iterable[dict[str, Any]]) -> set[str]:
    separator = re.compile(index["config"]["separator"] + "|<[^>]*>")
    return {word for doc in docs for field in FIELDS for word in separator.split(doc.get(field, "").lower()) if word}


def _check(synonyms: Iterable[tuple[str, str]], site: Collection[str]) -> None:
    lost = [f"{word!r} for {written!r}" for written, means in synonyms for word in means.split() if word not in site]
    if lost:
        raise SearchDataError(f"macros/search/synonyms.toml: no page says {', '.join(lost)}")


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _data(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / f"{name}.toml").read_text(encoding="utf-8"))
