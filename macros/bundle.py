"""Packs what the browser needs: the engine's wheel, a lock file with its checksum, and the Python runtime.

The wheel is pure Python and reproducible: the same sources give the same bytes. Why it is not built by pyodide-build,
and how it can be where a cross-build environment is at hand: docs/utveckling/beslut/0003-pyodide-build.md.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from macros.templates import ROOT

RUNTIME = ROOT / "node_modules" / "pyodide"
SENT_AS_IT_IS = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm")
RUNTIME_FILES = (*SENT_AS_IT_IS, "python_stdlib.zip")
CACHE = ROOT / "build"
# Any fixed moment will do; this one is the strategy's date.
SOURCE_DATE_EPOCH = "1694649600"


class BundleError(RuntimeError):
    """Something that the bundle needs is missing; the message says what to do."""


def runtime_version() -> str:
    """Return the version of the Python runtime that npm brought."""
    try:
        return str(json.loads((RUNTIME / "package.json").read_text(encoding="utf-8"))["version"])
    except OSError:
        raise BundleError("node_modules/pyodide is missing: run `make build`, which fetches it with npm") from None


def engine_sources() -> list[Path]:
    """Return every file that goes into the wheel, in a fixed order."""
    files = (ROOT / "checklists").rglob("*")
    return sorted(path for path in files if path.is_file() and "__pycache__" not in path.parts)


def digest(paths: list[Path]) -> str:
    """Return a short checksum over the paths' names and contents; raise BundleError where npm has not brought one."""
    total = hashlib.sha256()
    for path in paths:
        name = str(path.relative_to(ROOT))
        try:
            total.update(name.encode() + b"\0" + path.read_bytes() + b"\0")
        except FileNotFoundError:
            raise BundleError(f"{name} is missing: run `make build`, which fetches it with npm") from None
    return total.hexdigest()[:12]


def build_wheel() -> Path:
    """Return the engine's wheel, built anew only when a source has changed."""
    folder = CACHE / f"wheel-{digest([*engine_sources(), ROOT / 'pyproject.toml', ROOT / 'macros' / 'wheel_hook.py'])}"
    if not list(folder.glob("*.whl")):
        for old in CACHE.glob("wheel-*"):
            shutil.rmtree(old)
        subprocess.run(
            [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
            cwd=ROOT,
            env=os.environ | {"SOURCE_DATE_EPOCH": SOURCE_DATE_EPOCH},
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
    return next(folder.glob("*.whl"))


def lock_file(wheel: Path) -> str:
    """Return a lock file for Pyodide that knows one package, the engine, with its checksum.

    What the runtime's own lock says of itself (Python's version, ABI) is taken over; its packages are not, because
    none of them is served.
    """
    lock: dict[str, Any] = json.loads((RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))
    name, version = wheel.name.split("-")[:2]
    lock["packages"] = {
        name: {
            "name": name,
            "version": version,
            "file_name": wheel.name,
            "install_dir": "site",
            "package_type": "package",
            "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
            "imports": [name],
            "depends": [],
            "unvendored_tests": False,
        }
    }
    return json.dumps(lock, indent=1, sort_keys=True)


def asset_sources() -> list[Path]:
    """Return the site's own scripts and styles."""
    return sorted(
        path
        for folder in ("javascripts", "stylesheets")
        for path in (ROOT / "overrides" / "assets" / folder).rglob("*")
        if path.is_file()
    )
