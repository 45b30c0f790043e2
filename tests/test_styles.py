"""Every page has the styles that its widgets need, also for what their scripts add, and no page has those of others."""

import re
from pathlib import Path

import pytest

from macros import styles
from macros.templates import ROOT

ELEMENTS = ROOT / "overrides" / "assets" / "javascripts" / "elements"
_QUOTED = re.compile(r"[\"'`]([^\"'`\n]*)[\"'`]")


@pytest.mark.parametrize(
    ("html", "sheets"),
    [
        ("<p>Text</p>", []),
        ('<div class="task">', ["task-list.css"]),
        ("<div class=task>", ["task-list.css"]),
        ('<div class="wide task">', ["task-list.css"]),
        ('<div class="tasks-of-mine">', []),
        ('<div id="task">task</div>', []),
        ('<div class="button notice ref">', []),  # styled everywhere
        ('<div class="md-typeset">', []),  # the theme's own
        ('<div class="resting"><ol class="lesson-head">', ["lessons.css", "revision.css"]),
    ],
)
def test_a_page_needs_what_styles_its_classes(html: str, sheets: list[str]) -> None:
    assert styles.needed(html) == sheets


def test_every_stylesheet_is_known() -> None:
    assert {path.name for path in styles.FOLDER.iterdir()} == {styles.EVERYWHERE, *styles.WIDGETS}


def test_pages_have_the_styles_of_what_scripts_add(site: Path) -> None:
    own = styles._own()
    added = {
        path.stem: {word for text in _QUOTED.findall(path.read_text(encoding="utf-8")) for word in re.split(r"[\s.]+", text)}
        for path in ELEMENTS.glob("*.js")
    }
    names = [stem for stem in added if "-" in stem]
    lacking, loaded = [], 0
    for file in site.rglob("*.html"):
        html = file.read_text(encoding="utf-8")
        for stem in names:
            if f"<{stem}" not in html:
                continue
            # A single word may be anything: the name of a field, a shape in a picture.
            classes = {
                word for other, words in added.items() if other.startswith(stem) for word in words if "-" in word or "__" in word
            }
            for sheet, mine in own.items():
                loaded += f"stylesheets/{sheet}" in html
                if classes & mine and f"stylesheets/{sheet}" not in html:
                    lacking.append((file.parent.name, stem, sheet, sorted(classes & mine)))
    assert lacking == []
    assert loaded > 20


def test_a_page_of_guidance_has_the_common_styles_only(site: Path) -> None:
    html = (site / "kommentarer" / "svara" / "index.html").read_text(encoding="utf-8")
    assert re.findall(r"assets/app-\w+/stylesheets/([\w.-]+)", html) == [styles.EVERYWHERE]
