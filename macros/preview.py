"""What `mkdocs serve` keeps from one build to the next, so that a saved page shows in a second.

Nothing is told what has changed. A page is rendered anew when anything that it is made of differs from the last time, and the
code and the data are read anew when one of their files is younger than the last reading. A single build keeps the same and
never asks for it.
"""

import hashlib
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from macros.templates import ROOT

PACKAGES = ("checklists", "macros")
# What a page keeps from its Markdown, besides where it leads: that is told as files, which are new in every build.
RENDERED = ("content", "toc", "_title_from_render", "present_anchor_ids")
# By the page's source: from what it was made, and what it became.
_contents: dict[str, tuple[object, dict[str, Any], dict[str, dict[str, str]]]] = {}
_outputs: dict[str, tuple[object, str]] = {}
_loaded = time.time_ns()
# Whether this is `mkdocs serve`.
serving = False


def leads(files: Files) -> str:
    """Return a checksum over the settings and every address that a page may lead to."""
    return _digest(_settings(), *sorted(f"{file.src_uri} {file.url} {file.inclusion}" for file in files))


def keep_content(page: Page, around: str) -> None:
    """Let the page's Markdown be converted only when it, or what `leads` gave, is not what it was."""

    def render(config: MkDocsConfig, files: Files) -> None:
        key = (page.markdown, around)
        known, values, links = _contents.get(page.file.src_uri, (None, {}, {}))
        if known == key:
            vars(page).update(values)
            page.links_to_anchors = {_file(files, path): anchors for path, anchors in links.items()}
            return
        Page.render(page, config, files)
        links = {file.src_uri: anchors for file, anchors in (page.links_to_anchors or {}).items()}
        _contents[page.file.src_uri] = (key, {name: getattr(page, name) for name in RENDERED}, links)

    page.render = render  # type: ignore[method-assign]


def keep_output(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Let the theme lay out a page only when the page, the navigation or the theme is not what it was.

    To be called when every page has its content: their titles are in the navigation.
    """
    navigation = [(page.url, page.title, page.meta) for file in files.documentation_pages() if (page := file.page)]
    theme = [path.read_text(encoding="utf-8") for path in _theme_files()]
    around = _digest(_settings(), *theme, navigation, config.nav, config.extra_css, config.extra["app"], config.copyright)
    template = env.get_template("main.html")
    lay_out = template.render

    def render(context: dict[str, Any]) -> str:
        page = context["page"]
        key = (around, page.markdown, page.content)
        known, output = _outputs.get(page.file.src_uri, (None, ""))
        if known != key:
            output = lay_out(context)
            _outputs[page.file.src_uri] = (key, output)
        return output

    template.render = render  # type: ignore[method-assign]


def renewing(builder: Callable[..., None]) -> Callable[..., None]:
    """Return the builder, which first forgets our code and data where any of it has been saved since it was read."""
    # Bytecode lies beside what is watched: writing it would start another build.
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"

    def build(*arguments: Any) -> None:
        global _loaded
        now = time.time_ns()
        if _saved_since(_loaded):
            for name in [*sys.modules]:
                if name.partition(".")[0] in PACKAGES and name != __name__:
                    del sys.modules[name]
            _loaded = now
        builder(*arguments)

    return build


def _saved_since(moment: int) -> bool:
    paths = (path for package in PACKAGES for path in (ROOT / package, *(ROOT / package).rglob("*")))
    return any(path.stat().st_mtime_ns >= moment for path in paths if "__pycache__" not in path.parts)


def _theme_files() -> list[Path]:
    overrides = ROOT / "overrides"
    return sorted([*overrides.glob("*.html"), *(overrides / "partials").rglob("*.html")])


def _settings() -> str:
    return (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def _digest(*parts: object) -> str:
    return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()


def _file(files: Files, path: str) -> File:
    file = files.get_file_from_path(path)
    assert file is not None  # all addresses are part of what is compared
    return file
