"""Compressed files beside the site's own: of the right files, unpacked to the same, made once, thrown away when not needed."""

import gzip
import random
import subprocess
from pathlib import Path

import pytest

from macros.precompress import precompress
from macros.snapshot import node

TEXT = "<p>Vi svarar inom ett dygn.</p>\n" * 60
FILES = {
    "index.html": TEXT,
    "assets/app-0/javascripts/one.js": TEXT,
    "assets/pyodide-1/runtime.wasm": TEXT,
    "assets/app-0/javascripts/tiny.js": "export {};",
    "assets/app-0/python/engine.image.gz": TEXT,
    "assets/app-0/python/engine.whl": TEXT,
    "assets/pyodide-1/library.zip": TEXT,
    "assets/app-0/fonts/font.woff2": TEXT,
    "picture.png": TEXT,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for name, text in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "site"


def beside(site: Path) -> list[str]:
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.name.endswith((".br", ".gz")))


def unpacked(path: Path) -> str:
    script = 'process.stdout.write(require("zlib").brotliDecompressSync(require("fs").readFileSync(process.argv[1])))'
    if path.suffix == ".gz":
        return gzip.decompress(path.read_bytes()).decode()
    return subprocess.run([node(), "-e", script, str(path)], capture_output=True, check=True).stdout.decode()


def test_text_and_webassembly_are_compressed_and_nothing_else(site: Path, tmp_path: Path) -> None:
    assert precompress(site, tmp_path / "cache") == 4  # the page and, once for both that are alike, what is kept for ever
    names = ["assets/app-0/javascripts/one.js", "assets/pyodide-1/runtime.wasm", "index.html"]
    made = [name + ending for name in names for ending in (".br", ".gz")]
    assert beside(site) == sorted([*made, "assets/app-0/python/engine.image.gz"])
    for name in ("index.html.br", "index.html.gz", "assets/app-0/javascripts/one.js.br"):
        assert unpacked(site / name) == TEXT
        assert (site / name).stat().st_size < len(TEXT) / 4


def test_only_what_has_changed_is_compressed_again(site: Path, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    precompress(site, cache)
    assert precompress(site, cache) == 0
    (site / "index.html").write_text(TEXT + TEXT, encoding="utf-8")
    assert precompress(site, cache) == 2
    assert unpacked(site / "index.html.gz") == TEXT + TEXT
    assert len(list(cache.iterdir())) == 4  # of the page as it was, nothing is kept


def test_what_does_not_get_smaller_stays_alone(site: Path, tmp_path: Path) -> None:
    (site / "noise.svg").write_bytes(random.Random(1).randbytes(3000))
    precompress(site, tmp_path / "cache")
    assert [name for name in beside(site) if name.startswith("noise")] == []
