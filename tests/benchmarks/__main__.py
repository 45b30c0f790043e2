"""All benchmarks with one command: `python -m tests.benchmarks [PART ...] [--runs N] [--write]`.

Prints a Markdown table for each part, with the targets beside. With --write the figures also go to macros/speed-measured.json,
which the page about speed shows; parts that were not run keep theirs. Needs the built site; leave the computer alone meanwhile.
"""

import argparse
import importlib
import json
import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

from macros import bundle
from macros.templates import ROOT

MEASURED = ROOT / "macros" / "speed-measured.json"
# In the order in which they are run and shown: each is a module here with tables(runs).
PARTS = {
    "browser": "the first answer in the browser, against the stock way (five minutes)",
    "weight": "bytes over the wire, file by file (one minute)",
    "page": "from the button to the painted answer (two minutes)",
    "engine": "the engine alone, in the browser and in CPython (two minutes)",
    "command_line": "many drafts on the command line, and its start (two minutes)",
    "site_build": "the build against a plain Material build (five minutes)",
    "others": "characters a second, beside other checkers of prose, which are installed in build/ (two minutes)",
}


def machine() -> dict[str, Any]:
    """Return what the figures were measured on."""
    return {
        "cpu": cpu(),
        "cores": os.cpu_count(),
        "python": platform.python_version(),
        "pyodide": bundle.runtime_version(),
        "node": said("node", "--version").removeprefix("v"),
        "chromium": chromium_version(),
        "commit": said("git", "rev-parse", "--short", "HEAD"),
        "date": date.today().isoformat(),
        "load": round(os.getloadavg()[0], 1),  # what else the computer was doing when it began
    }


def cpu() -> str:
    """Return the processor's name, as the system knows it."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next((line.partition(": ")[2] for line in lines if line.startswith("model name")), platform.processor() or "unknown")


def chromium_version() -> str:
    """Return the version of the browser that is measured."""
    from playwright.sync_api import sync_playwright

    from tests.benchmarks import chromium

    with sync_playwright() as playwright:
        return chromium.version(playwright)


def said(*command: str) -> str:
    """Return what a program prints, or "" where it cannot be run."""
    try:
        return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help="; ".join(f"{part}: {what}" for part, what in PARTS.items()))
    parser.add_argument("--runs", type=int, default=10, help="how often each thing is done (10)")
    parser.add_argument("--write", action="store_true", help=f"write {MEASURED.relative_to(ROOT)} too")
    arguments = parser.parse_args()
    if unknown := set(arguments.parts) - set(PARTS):
        parser.error(f"no such part: {', '.join(sorted(unknown))}; there are {', '.join(PARTS)}")
    on = machine()
    print(", ".join(f"{what} {which}" for what, which in on.items()) + "\n", flush=True)
    written: dict[str, Any] = json.loads(MEASURED.read_text(encoding="utf-8")) if MEASURED.exists() else {}
    for part in arguments.parts or PARTS:
        for table in importlib.import_module(f"tests.benchmarks.{part}").tables(arguments.runs):
            print(table.markdown() + "\n", flush=True)
            written[table.id] = {"machine": on, **table.data()}
        if arguments.write:
            MEASURED.write_text(json.dumps(written, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
