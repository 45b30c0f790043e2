"""Puts compressed files beside the built site's own, for servers that send them as they lie: `python -m macros.precompress`.

`make build` does this once the site is built; `mkdocs build` alone does not, since nobody waits for a network on their own
computer. What is compressed is kept in build/ by its content, so that a build only pays for what has changed, and what the site
no longer needs is thrown away.
"""

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

from macros.snapshot import node
from macros.templates import ROOT

CACHE = ROOT / "build" / "compressed"
# Fonts, images, archives and the memory image are compressed already.
SUFFIXES = frozenset((".css", ".html", ".js", ".json", ".mjs", ".svg", ".wasm", ".xml"))
ENDINGS = (".br", ".gz")
SMALLEST = 1000
# What visitors keep for ever is worth half a minute of the computer's time, once: the runtime gets a tenth smaller. Pages change
# with every build.
FOR_EVER, PAGES = 11, 9


def worth_compressing(site: Path) -> list[Path]:
    """Return the files of a built site that are text or WebAssembly and not tiny, in order."""
    files = (path for path in site.rglob("*") if path.suffix in SUFFIXES and path.is_file())
    return sorted(path for path in files if path.stat().st_size >= SMALLEST)


def precompress(site: Path, cache: Path = CACHE) -> int:
    """Write .br and .gz beside the files that get smaller, make what `cache` does not hold; return how many were made anew."""
    cache.mkdir(parents=True, exist_ok=True)
    kept = {path.name for path in cache.iterdir()}
    places, wanted = [], {}
    for path in worth_compressing(site):
        quality = FOR_EVER if path.relative_to(site).parts[0] == "assets" else PAGES
        key = f"{hashlib.sha256(path.read_bytes()).hexdigest()[:32]}-{quality}"
        for ending in ENDINGS:
            name = key + ending
            places.append((cache / name, path.with_name(path.name + ending), path.stat().st_size))
            if name not in kept:
                wanted[name] = {"from": str(path), "to": str(cache / name), "quality": quality}
    if wanted:
        largest_first = sorted(wanted.values(), key=lambda job: -Path(str(job["from"])).stat().st_size)
        script = str(Path(__file__).with_name("compress.mjs"))
        subprocess.run([node(), script], input=json.dumps(largest_first), encoding="utf-8", check=True)
    for made, place, size in places:
        if made.stat().st_size < size:
            shutil.copyfile(made, place)
    for name in kept - {made.name for made, _, _ in places}:
        (cache / name).unlink()
    return len(wanted)


if __name__ == "__main__":
    precompress(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "site")
