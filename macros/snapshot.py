"""Makes what the browser starts Python from: a memory image, and bytecode for where the image cannot be used.

Node.js runs macros/runtime/make.mjs, which starts the very runtime that the site sends. What comes of it is kept under
build/ by the contents of all that it is made from. Why, and what it saves: docs/utveckling/beslut/0009-minnesavbild.md.
"""

import json
import shutil
import subprocess
import sys
import zlib
from dataclasses import dataclass
from pathlib import Path

from macros.bundle import CACHE, RUNTIME, RUNTIME_FILES, SENT_AS_IT_IS, BundleError, digest, runtime_version
from macros.templates import ROOT

MAKERS = [
    *sorted((ROOT / "macros" / "runtime").iterdir()),
    ROOT / "overrides" / "assets" / "javascripts" / "image.js",
]


@dataclass(frozen=True, slots=True)
class Prepared:
    """Files for the browser: `image` and `tables` are None where the engine is started without a memory image."""

    stdlib: Path
    wheel: Path
    image: Path | None = None
    tables: Path | None = None
    made_from: str = ""

    def files(self) -> list[Path]:
        """Return those that there are."""
        return [path for path in (self.stdlib, self.wheel, self.image, self.tables) if path]


def prepare(wheel: Path, *, image: bool = True) -> Prepared:
    """Return the files that start the engine in `wheel`; made anew only when something that they are made from has changed.

    Raises BundleError, with what Node.js said last, where the image cannot be made.
    """
    if not image:
        return Prepared(RUNTIME / "python_stdlib.zip", wheel)
    made_from = digest([*MAKERS, *(RUNTIME / name for name in RUNTIME_FILES), wheel])
    folder = CACHE / f"runtime-{made_from}"
    if not folder.exists():
        for old in CACHE.glob("runtime-*"):
            shutil.rmtree(old)
        _make(wheel, folder, made_from)
    return Prepared(
        folder / "python_stdlib.zip", folder / wheel.name, folder / "engine.image.gz", folder / "tables.zip", made_from
    )


def config(prepared: Prepared) -> str:
    """Return the script that tells the others where the files are, how large, and what a first use takes over the wire."""
    kept = {path.name: path.stat().st_size for path in (*prepared.files(), *(RUNTIME / name for name in SENT_AS_IT_IS))}
    sent = [prepared.image] if prepared.image else [prepared.stdlib, prepared.wheel]
    constants = {
        "RUNTIME": f"../../pyodide-{runtime_version()}/",
        "STDLIB": f"../python/{prepared.stdlib.name}",
        "WHEEL": f"../python/{prepared.wheel.name}",
        "IMAGE": f"../python/{prepared.image.name}" if prepared.image else None,
        "TABLES": f"../python/{prepared.tables.name}" if prepared.tables else None,
        "MADE_FROM": prepared.made_from,
        "BYTES": kept,
        "DOWNLOAD_BYTES": _compressed() + sum(kept[path.name] for path in sent),
    }
    return "".join(f"export const {name} = {json.dumps(value)};\n" for name, value in constants.items())


def _compressed() -> int:
    """Return how many bytes the runtime is over the wire; kept in build/, since compressing it takes half a second."""
    kept = CACHE / f"sent-{digest([RUNTIME / name for name in SENT_AS_IT_IS])}"
    if not kept.exists():
        for old in CACHE.glob("sent-*"):
            old.unlink()
        CACHE.mkdir(exist_ok=True)
        size = sum(len(zlib.compress((RUNTIME / name).read_bytes(), 6)) for name in SENT_AS_IT_IS)
        kept.write_text(str(size), encoding="utf-8")
    return int(kept.read_text(encoding="utf-8"))


def _make(wheel: Path, folder: Path, made_from: str) -> None:
    unfinished = folder.with_suffix(".new")
    shutil.rmtree(unfinished, ignore_errors=True)
    unfinished.mkdir(parents=True)
    command = [node(), str(MAKERS[0].parent / "make.mjs"), str(RUNTIME), str(wheel), str(unfinished), made_from]
    made = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace")
    if made.returncode:
        told = (made.stderr.strip() or "Node.js said nothing").splitlines()[-1][:300]
        raise BundleError(f"the memory image could not be made ({told}): docs/utveckling/snabbhet.md says how to do without")
    unfinished.rename(folder)


def node() -> str:
    """Return the path of Node.js: the system's, or the one that make installed beside this Python."""
    found = shutil.which("node") or shutil.which("node", path=str(Path(sys.executable).parent))
    if not found:
        raise BundleError("Node.js is missing: run `make build`, which fetches it")
    return found
