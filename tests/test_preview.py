"""What `mkdocs serve` shows after something is saved: never anything else than a build from the beginning."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.plugins import BasePlugin

from macros import preview
from macros.templates import ROOT


class Keeping(BasePlugin):  # type: ignore[type-arg]
    """What macros/hooks.py does with what is kept, on a site of its own; counts the pages that are laid out anew."""

    def on_nav(self, nav: Any, *, config: Any, files: Any) -> None:
        self.leads = preview.leads(files)

    def on_page_markdown(self, markdown: str, *, page: Any, **_: Any) -> None:
        preview.keep_content(page, self.leads)

    def on_env(self, env: Any, *, config: Any, files: Any) -> None:
        template = env.get_template("main.html")
        lay_out = template.render
        self.laid_out: list[str] = []

        def render(context: Any) -> str:
            self.laid_out.append(context["page"].file.src_uri)
            return str(lay_out(context))

        template.render = render
        preview.keep_output(env, config, files)


@pytest.fixture
def saved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """A small site: save pages, build it, get the pages that were laid out anew; what comes out is checked every time."""
    monkeypatch.setattr(preview, "_contents", {})
    monkeypatch.setattr(preview, "_outputs", {})
    pages = tmp_path / "docs"
    pages.mkdir()
    (tmp_path / "mkdocs.yml").write_text("site_name: Site\nplugins: []\nextra: {app: here}\n", encoding="utf-8")

    def built(folder: str, *plugins: Keeping) -> dict[str, str]:
        config = load_config(str(tmp_path / "mkdocs.yml"), site_dir=str(tmp_path / folder))
        for plugin in plugins:
            config.plugins["keeping"] = plugin
        build(config)
        made = sorted((tmp_path / folder).rglob("*.html"))
        return {str(path): re.sub("Build Date.*", "", path.read_text(encoding="utf-8")) for path in made}

    def save(**texts: str) -> list[str]:
        for name, text in texts.items():
            (pages / f"{name}.md").write_text(text, encoding="utf-8")
        keeping = Keeping()
        assert built("site", keeping) == built("site")
        return sorted(keeping.laid_out)

    return save


def test_only_what_is_saved_is_laid_out_anew(saved: Callable[..., list[str]]) -> None:
    assert saved(index="# Start\n\n[A](a.md#one)", a="# A\n\n## One", b="# B") == ["a.md", "b.md", "index.md"]
    assert saved() == []
    assert saved(a="# A\n\n## One\n\nMore.") == ["a.md"]
    assert saved(a="# A\n\n## One") == ["a.md"]


def test_what_stands_in_the_navigation_lays_out_every_page(saved: Callable[..., list[str]]) -> None:
    saved(index="# Start", a="# A", b="# B")
    assert saved(a="# Another name") == ["a.md", "b.md", "index.md"]
    assert saved(c="# New") == ["a.md", "b.md", "c.md", "index.md"]
    assert saved(b="---\ndescription: Told.\n---\n# B") == ["a.md", "b.md", "c.md", "index.md"]


def test_a_page_finds_its_way_to_a_file_that_has_come(saved: Callable[..., list[str]]) -> None:
    saved(index="# Start\n\n[A](a.md)", b="# B")
    assert "index.md" in saved(a="# A")


def test_code_and_data_that_are_saved_are_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "ROOT", tmp_path)
    for package in preview.PACKAGES:
        (tmp_path / package / "__pycache__").mkdir(parents=True)
    data = tmp_path / "checklists" / "data.toml"
    data.write_text("a = 1", encoding="utf-8")
    for path in (data, *data.parents[0].glob("*"), *(tmp_path / package for package in preview.PACKAGES)):
        os.utime(path, ns=(1000, 1000))
    assert not preview._saved_since(1001)
    os.utime(tmp_path / "checklists" / "__pycache__")
    assert not preview._saved_since(1001)
    os.utime(data, ns=(1001, 1001))
    assert preview._saved_since(1001)
    os.utime(data, ns=(1000, 1000))
    data.unlink()
    assert preview._saved_since(1001)


@pytest.mark.long
def test_the_site_as_it_is_served_is_the_site_as_it_is_built(tmp_path: Path) -> None:
    for name in ("checklists", "docs", "macros", "overrides"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("mkdocs.yml", "pyproject.toml", "LICENSE", "CHANGELOG.md"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "node_modules").symlink_to(ROOT / "node_modules")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": address}

    def shown(page: str) -> str:
        """The page, without the script that mkdocs serve adds; "" where there is none yet."""
        try:
            with urllib.request.urlopen(address + page, timeout=10) as answer:
                return re.sub(r"<script>\nvar livereload.*?</script>", "", answer.read().decode(), flags=re.DOTALL)
        except OSError:
            return ""

    def change(file: str, old: str, new: str, page: str, words: str = "") -> None:
        path = tmp_path / file
        text = path.read_text(encoding="utf-8")
        assert old in text, file
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        await_(page, words or new)

    def await_(page: str, words: str) -> None:
        until = time.monotonic() + 30
        while words not in shown(page):
            assert time.monotonic() < until, f"{page} never says {words}"
            time.sleep(0.2)

    command = [sys.executable, "-m", "mkdocs", "serve", "--quiet", "--dev-addr", f"127.0.0.1:{port}"]
    server = subprocess.Popen(command, cwd=tmp_path, env=environment)
    try:
        await_("", "</html>")
        change("docs/kommentarer/svara.md", "\n## ", "\nEtt nytt stycke.\n\n## ", "kommentarer/svara/", "<p>Ett nytt stycke.")
        change("checklists/strategy/goals.toml", 'name = "', 'name = "Ett nytt namn: ', "publicera/mal/", "Ett nytt namn: ")
        change("macros/quotes.py", ">Fyll i: ", ">Skriv här: ", "konton/oppet-eller-slutet/")
        change("overrides/widgets/tool.html", "tool-card__link", "tool-card__other", "publicera/")
        style = re.search(r'href="([^"]*stylesheets/site.css)"', shown(""))
        assert style
        change("overrides/assets/stylesheets/site.css", "--wine: #76232f", "--wine: #123456", style[1])
        change("overrides/main.html", "same-origin", "no-referrer", "konton/")
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=tmp_path, env=environment, check=True)
        built = {path.parent.relative_to(tmp_path / "site").as_posix(): path for path in (tmp_path / "site").rglob("index.html")}
        assert len(built) > 50
        # The folder's name is a checksum; styles are left out of it while pages are served.
        unnamed = partial(re.sub, r"assets/app-\w+/", "assets/app/")
        different = [
            page for page, path in built.items() if unnamed(shown(f"{page}/")) != unnamed(path.read_text(encoding="utf-8"))
        ]
        assert different == []
    finally:
        server.terminate()
        server.wait()
