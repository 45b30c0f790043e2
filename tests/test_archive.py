"""The archive: what is kept of a page and what goes, that it stands alone, and that the same site gives the same bytes."""

import hashlib
import json
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from checklists.strategy import load_rules, load_strategy
from macros import archive, archive_html
from macros.templates import ROOT
from tests.test_site import Parsed

EDITION = archive.Edition("1.2.0", date(2027, 3, 1), "c0ffee")
VALIDATOR = ROOT / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
MENU = (
    '<a class="md-nav__link" href=".">Start</a><a class="md-nav__link" href="a/b/">B</a><a class="md-nav__link" href="#x">X</a>'
)


def made(folder: Path, start: str, other: str = "<h1>B</h1>") -> Path:
    """Return a built site of two pages with these articles."""
    for address, article in (("", start), ("a/b/", other)):
        file = folder / address / "index.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"<nav>{MENU}</nav><article class=md-content__inner>{article}</article><p>Not this</p>", encoding="utf-8")
    (folder / "dot.png").write_bytes(b"dot")
    return folder


@pytest.mark.parametrize(
    ("article", "kept"),
    [
        ("<h1 id=t>Titel &amp; mer</h1>", '<h2 id="start--t">Titel &amp; mer</h2>'),
        ('<p class="clause other" data-x="1" style="color:red">x</p>', '<p class="clause">x</p>'),
        ("<p>a<script>b</script><button>c<span>d</span></button><br>e</p>", "<p>a<br>e</p>"),
        ('<p>a</p><div hidden><p>b</p><input type="text"></div>', "<p>a</p>"),
        ('<h2 id=u>U<a class="headerlink" href="#u">¶</a></h2>', '<h3 id="start--u">U</h3>'),
        ('<label><input type="checkbox" id="c"> Klart</label>', "<span>☐  Klart</span>"),
        ('<input type="text"><task-list><p>a</p></task-list>', "<div><p>a</p></div>"),
        ("<details><summary>s</summary>t</details>", "<details open><summary>s</summary>t</details>"),
        ('<form class="tool"><p>a</p></form>', f"<div>{archive_html.NOT_KEPT}<p>a</p></div>"),
        ('<a href="a/b/">b</a>', '<a href="#a-b">b</a>'),
        ('<a href="a/b/#there">b</a>', '<a href="#a-b--there">b</a>'),
        ('<a href="a/b/#gone">b</a>', '<a href="#a-b">b</a>'),
        ('<a href="a/b/index.html">b</a>', '<a href="#a-b">b</a>'),
        ('<a href="#t">b</a><i id="t"></i>', '<a href="#start--t">b</a><i id="start--t"></i>'),
        ('<a href="file.csv">b</a>', "<a>b</a>"),
        ('<a href="https://example.se/?a=1&amp;b=2">b</a>', '<a href="https://example.se/?a=1&amp;b=2">b</a>'),
        ('<a href="mailto:a@example.se">b</a>', '<a href="mailto:a@example.se">b</a>'),
        ('<img src="dot.png" alt="En ”punkt”">', '<img src="data:image/png;base64,ZG90" alt="En ”punkt”">'),
        (
            '<svg viewBox="0 0 1 1" aria-labelledby="t"><title id="t">T</title><path d="M0 0"/></svg>',
            '<svg viewbox="0 0 1 1" aria-labelledby="start--t"><title id="start--t">T</title><path d="M0 0"></path></svg>',
        ),
    ],
)
def test_what_is_kept_of_a_page(tmp_path: Path, article: str, kept: str) -> None:
    site = made(tmp_path, article, '<h1 id="there">B</h1>')
    assert archive_html.articles(site, archive_html.pages(site), frozenset({"clause"}))[""] == kept


@pytest.mark.parametrize("article", ["<p>a", "<p>a</p></div>", ""])
def test_a_page_that_cannot_be_read_is_told(tmp_path: Path, article: str) -> None:
    site = made(tmp_path, "<h1>Start</h1>", article)
    with pytest.raises(ValueError, match=r"^a/b/: "):
        archive_html.articles(site, archive_html.pages(site), frozenset())


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    site = made(tmp_path / "site", "<h1>Start</h1>")
    (site / "big.js").write_text("1", encoding="utf-8")
    (site / "big.js.gz").write_bytes(b"1")
    (site / "only.gz").write_bytes(b"1")
    first = archive.write(site, tmp_path / "one", EDITION)
    second = archive.write(made(tmp_path / "site", "<h1>Start</h1>"), tmp_path / "two", EDITION)
    assert [path.name for path in first] == [
        f"sociala-medier-1.2.0-2027-03-01{ending}" for ending in (".html", ".zip", ".sha256")
    ]
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]
    html, packed, sums = first
    listed = dict(reversed(line.split("  ")) for line in sums.read_text(encoding="utf-8").splitlines())
    assert listed == {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in (html, packed)}
    with zipfile.ZipFile(packed) as files:
        files.extractall(tmp_path / "out")
        names = [name.partition("/")[2] for name in files.namelist()]
    inside = tmp_path / "out" / EDITION.name
    described = json.loads((inside / "innehall.json").read_text(encoding="utf-8"))
    assert {"webbplats/index.html", "webbplats/big.js", "webbplats/only.gz", "uppgifter/rules.toml", "las-mig.txt"} <= set(names)
    assert "webbplats/big.js.gz" not in names
    assert sorted([*(row["namn"] for row in described["filer"]), "innehall.json"]) == sorted(names)
    for row in described["filer"]:
        content = (inside / row["namn"]).read_bytes()
        assert (len(content), hashlib.sha256(content).hexdigest()) == (row["byte"], row["sha256"])
    assert (described["version"], described["byggd"], described["källkod"]) == ("1.2.0", "2027-03-01", "c0ffee")


@pytest.fixture(scope="module")
def whole(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("archive") / "whole.html"
    file.write_text(archive.single_file(site, EDITION), encoding="utf-8")
    return file


def test_everything_is_in_the_file_and_every_link_leads_somewhere(site: Path, whole: Path) -> None:
    html = whole.read_text(encoding="utf-8")
    parsed = Parsed()
    parsed.feed(html)
    assert len(parsed.ids) == len(set(parsed.ids))
    inside = [link.removeprefix("#") for link in parsed.links if link.startswith("#")]
    assert len(inside) > 1000
    assert set(inside) <= set(parsed.ids)
    assert parsed.sources == []
    assert not [link for link in parsed.links if not link.startswith(("#", "https:", "http:", "mailto:"))]
    strategy = load_strategy()
    assert {f"strategin-{clause.section}--{clause.id}" for clause in strategy.clauses.values()} <= set(parsed.ids)
    assert [rule.id for rule in load_rules().values() if f"publicera-regler--regel-{rule.id}" not in parsed.ids] == []
    assert len(list(site.rglob("index.html"))) - 1 == html.count("<article ")  # all pages but the strategy to print


@pytest.mark.browser
@pytest.mark.xdist_group("browser-pages")
def test_it_opens_from_a_folder_and_asks_for_nothing(browser: Browser, whole: Path) -> None:
    asked: list[str] = []
    context = browser.new_context(viewport={"width": 320, "height": 800}, java_script_enabled=False)
    page = context.new_page()

    def note(request: Request) -> None:
        asked.append(request.url)

    page.on("request", note)
    page.goto(f"{whole.as_uri()}#strategin-svara--svara.24h")
    assert asked == [whole.as_uri()] or asked == [f"{whole.as_uri()}#strategin-svara--svara.24h"]
    heading = page.locator('[id="strategin-svara--svara.24h"]')
    box = heading.bounding_box()
    assert box is not None
    assert -1 <= box["y"] < 800
    context.close()


@pytest.mark.long
@pytest.mark.skipif(not shutil.which("java") or not VALIDATOR.is_file(), reason="no Java or no Nu checker here")
def test_the_file_is_valid_html(whole: Path) -> None:
    told = subprocess.run(["java", "-jar", VALIDATOR, whole], capture_output=True, text=True)
    assert told.stderr == ""
