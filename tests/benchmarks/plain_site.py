"""The same pages as a plain Material site: our Markdown once the macros are rendered, the theme as it comes, and its search.

What ours is compared with in `site_build` and `site_weight`. The plain site has the same navigation, extensions and features of the
theme, but no hook, macro, widget, font or style of ours. Its font is the system's, since the theme's own comes from another host.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import BasePlugin
from mkdocs.structure.pages import Page

from macros.templates import ROOT

NOT_PLAIN = ("custom_dir", "favicon", "icon")  # ours


class Capture(BasePlugin):  # type: ignore[type-arg]
    """Keeps every page as Markdown would see it."""

    def __init__(self) -> None:
        super().__init__()
        self.pages: dict[str, str] = {}

    def on_page_markdown(self, markdown: str, *, page: Page, **_: Any) -> str:
        meta = yaml.safe_dump(dict(page.meta), allow_unicode=True)
        self.pages[page.file.src_uri] = f"---\n{meta}---\n{markdown}"
        return markdown


def write_plain(folder: Path) -> None:
    """Write the project of the plain site into `folder`: docs/ and mkdocs.yml. Builds our own site once, elsewhere."""
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "ours"), strict=False)
    capture = Capture()
    config.plugins["capture"] = capture
    build(config)
    for path, text in capture.pages.items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(text, encoding="utf-8")
    (folder / "mkdocs.yml").write_text(json.dumps(_settings(config)), encoding="utf-8")


def _settings(config: MkDocsConfig) -> dict[str, Any]:
    given = yaml.load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"), _Loader)
    theme = {key: value for key, value in given["theme"].items() if key not in NOT_PLAIN}
    return {
        "site_name": config.site_name,
        "theme": theme | {"palette": [choice | {"primary": "indigo", "accent": "indigo"} for choice in theme["palette"]]},
        "plugins": [{"search": {"lang": "sv"}}],
        "markdown_extensions": given["markdown_extensions"],
        "nav": config.nav,
    }


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without the values of the environment."""


_Loader.add_constructor("!ENV", lambda loader, node: "")


def build_plain(folder: Path) -> Path:
    """Build the plain site of `write_plain` and return its folder."""
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True, stderr=subprocess.DEVNULL)
    return folder / "site"
