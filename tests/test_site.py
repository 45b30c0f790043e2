"""The built site as files: links that lead somewhere, a description on every page, every clause on a page of its own."""

import itertools
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from checklists.strategy import load_clauses, load_departments, load_rules
from macros.templates import ROOT


@dataclass
class Parsed(HTMLParser):
    """What a page holds: ids, links, sources of files, and its head."""

    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)
    description: str = ""
    headings: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attributes}
        if "id" in have:
            self.ids.append(have["id"])
        if tag == "a" and "href" in have:
            self.links.append(have["href"])
        if tag in ("link", "script", "img") and (have.get("src") or have.get("href")):
            self.sources.append(have.get("src") or have["href"])
        if tag == "meta" and have.get("name") == "description":
            self.description = have["content"]
        if tag in ("h1", "h2", "h3", "h4"):
            self.headings.append(tag)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[Path, Parsed]:
    found = {}
    for file in sorted(site.rglob("*.html")):
        parsed = Parsed()
        parsed.feed(file.read_text(encoding="utf-8"))
        found[file] = parsed
    assert len(found) > 50
    return found


def target(site: Path, page: Path, address: str) -> Path:
    path = unquote(urldefrag(address).url)
    base = site if path.startswith("/") else page.parent
    found = (base / path.lstrip("/")).resolve() if path else page
    return found / "index.html" if found.is_dir() else found


def test_no_link_is_dead(site: Path, pages: dict[Path, Parsed]) -> None:
    dead = []
    for page, parsed in pages.items():
        for address in parsed.links + parsed.sources:
            if address.startswith(("https:", "http:", "mailto:", "javascript:")):
                continue
            goal = target(site, page, address)
            anchor = urldefrag(address).fragment
            if not goal.is_file() or (anchor and goal in pages and unquote(anchor) not in pages[goal].ids):
                dead.append((str(page.relative_to(site)), address))
    assert [entry for entry in dead if entry[0] != "404.html"] == []


def test_nothing_is_loaded_from_another_host(pages: dict[Path, Parsed]) -> None:
    assert [
        (page, source) for page, parsed in pages.items() for source in parsed.sources if source.startswith(("http", "//"))
    ] == []


def test_every_page_has_a_description_of_its_own(site: Path, pages: dict[Path, Parsed]) -> None:
    told = {str(page.relative_to(site)): parsed.description for page, parsed in pages.items() if page.name != "404.html"}
    assert {page: text for page, text in told.items() if not 50 <= len(text) <= 200} == {}
    assert [text for text, count in Counter(told.values()).items() if count > 1] == []


def test_every_page_has_one_first_heading_and_skips_no_level(site: Path, pages: dict[Path, Parsed]) -> None:
    for page, parsed in pages.items():
        own = [int(tag[1]) for tag in parsed.headings]
        assert own.count(1) == 1, page
        assert all(after - before <= 1 for before, after in itertools.pairwise(own)), page


def test_no_id_stands_twice_on_a_page(pages: dict[Path, Parsed]) -> None:
    assert {
        page: twice
        for page, parsed in pages.items()
        if (twice := [one for one, count in Counter(parsed.ids).items() if count > 1])
    } == {}


def test_every_clause_is_shown_with_its_own_anchor(site: Path, pages: dict[Path, Parsed]) -> None:
    for clause in load_clauses().values():
        page = site / "strategin" / clause.section / "index.html"
        assert clause.id in pages[page].ids
        assert clause.text.partition(".")[0].partition("@")[0].replace("&", "&amp;") in page.read_text(encoding="utf-8"), (
            clause.id
        )


def test_every_clause_is_put_to_use_by_a_page_or_a_rule() -> None:
    written = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs").rglob("*.md")) + (
        ROOT / "macros" / "pages" / "department.md"
    ).read_text(encoding="utf-8")
    used = {rule.clause for rule in load_rules().values()}
    assert [clause for clause in load_clauses() if f'"{clause}"' not in written and clause not in used] == []


def test_every_department_has_its_page(site: Path) -> None:
    for department in load_departments().values():
        assert department.name in (site / "forvaltningar" / department.id / "index.html").read_text(encoding="utf-8")


def test_every_rule_stands_on_the_page_about_rules_with_its_examples(site: Path) -> None:
    page = (site / "publicera" / "regler" / "index.html").read_text(encoding="utf-8")
    sections = {section.partition('"')[0]: section for section in page.split('<section class="rule" id="regel-')[1:]}
    assert set(sections) == set(load_rules())
    for rule in load_rules().values():
        assert rule.name in sections[rule.id]
        if rule.group != "goal" and rule.id not in ("too-long", "readability"):
            assert "<mark" in sections[rule.id]


def test_nothing_is_left_of_macros_or_source_maps(site: Path) -> None:
    assert list(site.rglob("*.map")) == []
    assert [page for page in site.rglob("*.html") if "<em>Macro Rendering Error</em>" in page.read_text(encoding="utf-8")] == []
