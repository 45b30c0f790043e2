"""What a visitor needs who wants to use the site without a network: the service worker, and the list of files to save.

`offline.json` names every file of the built site with its checksum; sw.js is put together from overrides/assets/javascripts/
offline/. Nothing of it is used before a visitor asks for it. Why: docs/utveckling/beslut/0010-utan-nat.md.
"""

import hashlib
import json
import zlib
from pathlib import Path
from typing import Any

from macros.templates import ROOT

SOURCES = ROOT / "overrides" / "assets" / "javascripts" / "offline"
WORKER, MANIFEST = "sw.js", "offline.json"
# What is of no use without a network: for search engines and servers, or another form of what is saved already.
LEFT_OUT = {WORKER, MANIFEST, "404.html", "sitemap.xml", "sitemap.xml.gz"}
PACKED = frozenset((".gz", ".png", ".whl", ".woff2", ".zip"))
# Only for browsers that cannot read the memory image, where there is one.
SPARE = frozenset((".whl", "python_stdlib.zip"))
IMAGE = "engine.image.gz"


def write(site: Path, *, on: bool) -> None:
    """Put what saving needs into a built site; where it is off, a service worker that removes what people have saved."""
    worker = [SOURCES / "store.js", SOURCES / ("worker.js" if on else "stop.js")]
    (site / WORKER).write_text("\n".join(path.read_text(encoding="utf-8") for path in worker), encoding="utf-8")
    if on:
        (site / MANIFEST).write_text(json.dumps(manifest(site), separators=(",", ":")), encoding="utf-8")
    else:
        (site / MANIFEST).unlink(missing_ok=True)


def manifest(site: Path) -> dict[str, Any]:
    """Return the version, and each file by its address: [SHA-256, the first 32 digits; bytes; bytes over the wire, about].

    `spare` are the addresses of files that most browsers do without.
    """
    files = {address(site, path): _measured(path) for path in sorted(site.rglob("*")) if _saved(site, path)}
    version = hashlib.sha256(json.dumps(files).encode()).hexdigest()[:16]
    imaged = any(name.endswith(IMAGE) for name in files)
    spare = [name for name in files if imaged and name.endswith(tuple(SPARE))]
    return {"version": version, "spare": spare, "files": files}


def address(site: Path, path: Path) -> str:
    """Return the address that pages link to, relative to the root: a page's ends with a slash, and "" is the start page."""
    return path.relative_to(site).as_posix().removesuffix("index.html")


def _saved(site: Path, path: Path) -> bool:
    name = path.relative_to(site).as_posix()
    beside = path.suffix in (".br", ".gz") and path.with_suffix("").is_file()  # the same file, compressed for the server
    return path.is_file() and name not in LEFT_OUT and not beside


def _measured(path: Path) -> tuple[str, int, int]:
    content = path.read_bytes()
    sent = content if path.suffix in PACKED else zlib.compress(content, 1)
    return hashlib.sha256(content).hexdigest()[:32], len(content), len(sent)
