"""The list of files to save for use without a network: all that pages lead to, nothing twice, another version when one changes."""

import json
import re
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from macros.offline import LEFT_OUT, MANIFEST, WORKER, manifest, write

FILES = {
    "index.html": "<h1>Start</h1>",
    "om/index.html": "<h1>Om</h1>",
    "om/index.html.br": "compressed",
    "om/index.html.gz": "compressed",
    "404.html": "<h1>Sidan finns inte</h1>",
    "sitemap.xml": "<urlset/>",
    "sitemap.xml.gz": "compressed",
    "assets/app-1/python/engine.image.gz": "image",
    "assets/app-1/python/engine-0.1.0-py3-none-any.whl": "engine",
    "assets/app-1/python/python_stdlib.zip": "library",
    "assets/app-1/python/tables.zip": "tables",
    "utveckling/drift/Caddyfile": "file_server",
}
SAVED = {
    "",
    "om/",
    "assets/app-1/python/engine.image.gz",
    "assets/app-1/python/engine-0.1.0-py3-none-any.whl",
    "assets/app-1/python/python_stdlib.zip",
    "assets/app-1/python/tables.zip",
    "utveckling/drift/Caddyfile",
}
LINK = re.compile(r"\b(?:href|src)=\"?([^\" >]+)")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def test_what_is_saved(small: Path) -> None:
    listed = manifest(small)
    assert set(listed["files"]) == SAVED
    assert listed["files"]["om/"][:2] == ("a0a1aead540c412743c99c308da2bdc6", 11)  # as sha256sum has it, and wc -c
    # The engine twice over, for browsers that cannot read the memory image; without an image it is what all of them need.
    assert {Path(name).suffix for name in listed["spare"]} == {".whl", ".zip"}
    assert "assets/app-1/python/tables.zip" not in listed["spare"]
    (small / "assets/app-1/python/engine.image.gz").unlink()
    assert manifest(small)["spare"] == []


def test_the_version_is_that_of_the_content(small: Path) -> None:
    first = manifest(small)
    write(small, on=True)
    assert json.loads((small / MANIFEST).read_text(encoding="utf-8"))["version"] == first["version"] == manifest(small)["version"]
    for change in ("om/index.html", "assets/app-1/python/tables.zip"):
        (small / change).write_text("something else", encoding="utf-8")
        second = manifest(small)
        assert second["version"] != first["version"]
        first = second
    (small / "om/index.html.br").write_text("compressed otherwise", encoding="utf-8")
    assert manifest(small) == first


def test_off_takes_back_what_was_offered(small: Path) -> None:
    write(small, on=True)
    assert "respondWith" in (small / WORKER).read_text(encoding="utf-8")
    write(small, on=False)
    stopping = (small / WORKER).read_text(encoding="utf-8")
    assert "respondWith" not in stopping
    assert "registration.unregister()" in stopping
    assert not (small / MANIFEST).exists()


def test_all_that_the_pages_lead_to_is_saved(site: Path) -> None:
    listed = set(manifest(site)["files"])
    pages = [path for path in site.rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 50
    missing = set()
    for path in pages:
        here = "https://site.example/" + path.relative_to(site).as_posix().removesuffix("index.html")
        for link in LINK.findall(path.read_text(encoding="utf-8")):
            target = urlsplit(urljoin(here, link))
            address = unquote(target.path).lstrip("/")
            if target.netloc == "site.example" and target.scheme == "https" and address not in listed | LEFT_OUT:
                missing.add(address)
    assert missing == set()


def test_the_build_has_listed_its_own_files(site: Path) -> None:
    assert json.loads((site / MANIFEST).read_text(encoding="utf-8"))["version"] == manifest(site)["version"]
