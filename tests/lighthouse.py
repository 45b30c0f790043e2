"""Lighthouse on the built site, a page of each kind, on its phone settings: `python -m tests.lighthouse [RUNS] [PATH ...]`.

Prints the median of each score, and what cost points in the worst run. Performance is only fair on an idle computer.
"""

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from macros import precompress
from macros.serve import make_server
from macros.templates import ROOT
from tests.browser_setup import find

# The start page, guidance, the strategy, data, tools, lists, lessons, what is about the site.
PAGES = (
    "",
    "strategin/",
    "strategin/svara/",
    "publicera/",
    "publicera/regler/",
    "publicera/granska-utkast/",
    "publicera/boka-plats/",
    "kommentarer/svara/",
    "kommentarer/hantera-en-kommentar/",
    "kommentarer/bemanna-svar/",
    "kommentarer/fragor-till-kontaktcenter/",
    "kommentarer/fraga-for-fraga/",
    "uppfoljning/folj-upp/",
    "checklistor/",
    "checklistor/innan-du-publicerar/",
    "konton/alla-konton/",
    "introduktion/",
    "introduktion/sa-later-vi/",
    "introduktion/diplom/",
    "forvaltningar/social/",
    "om/tillganglighet/",
    "utveckling/karta/",
)
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")


def reports(site: Path, runs: int, paths: Sequence[str]) -> Iterator[dict[str, Any]]:
    """Yield what tests/lighthouse.mjs says of each path, as it comes; raise CalledProcessError where it breaks."""
    precompress.precompress(site)
    server = make_server(site, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    command = ["node", str(ROOT / "tests" / "lighthouse.mjs"), f"http://localhost:{server.server_address[1]}/", str(runs), *paths]
    environment = os.environ | {"CHROME_PATH": find() or ""}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment, cwd=ROOT) as asked:
        assert asked.stdout
        yield from map(json.loads, asked.stdout)
    server.shutdown()
    if asked.returncode:
        raise subprocess.CalledProcessError(asked.returncode, command)


def usable() -> bool:
    """Whether there is what Lighthouse needs: Node, its package, a Chromium."""
    return bool(shutil.which("node") and (ROOT / "node_modules" / "lighthouse").is_dir() and find())


def main(arguments: Sequence[str]) -> None:
    runs, *paths = arguments or ["5"]
    print(f"{'page':42}" + "".join(f"{name:>16}" for name in CATEGORIES) + "   FCP ms  LCP ms  TBT ms    CLS")
    for said in reports(ROOT / "site", int(runs), paths or PAGES):
        first, largest, blocked, shifted = said["metrics"].values()
        figures = f"{first:9.0f}{largest:8.0f}{blocked:8.0f}{shifted:7.3f}"
        print(f"{said['path'] or '(start)':42}" + "".join(f"{said['scores'][name]:16}" for name in CATEGORIES) + figures)
        for audit, points in said["lost"].items():
            print(f"    -{points} {audit}")


if __name__ == "__main__":
    main(sys.argv[1:])
