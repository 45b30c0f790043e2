"""What the browser starts Python from: made when something has changed, told when it cannot be made, and done without when asked to."""

import ast
import json
import random
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from macros import bundle, snapshot

ROUND_TRIP = """
import { readFileSync } from "node:fs";
import { pack } from "./macros/runtime/pack.mjs";
import { fill, open } from "./overrides/assets/javascripts/image.js";
const [untouched, snapshot] = JSON.parse(readFileSync(process.argv[1])).map((bytes) => Uint8Array.from(bytes));
const image = pack(snapshot, untouched, { madeFrom: "here" });
const again = new Uint8Array(snapshot.length);
fill(again, open(image), untouched);
let refused = "";
untouched[5000] ^= 1;
try { fill(new Uint8Array(snapshot.length), open(image), untouched); } catch (error) { refused = error.message; }
console.log(JSON.stringify([Buffer.compare(again, snapshot), image.length < snapshot.length, refused]));
"""
HEADER = 16


@pytest.fixture
def wheel() -> Path:
    return bundle.build_wheel()


def made_up_snapshot(seed: int, pages: int, more: int) -> tuple[list[int], list[int]]:
    """Return a memory before and, with Pyodide's header, after: changed here and there, `more` pages larger."""
    chance = random.Random(seed)
    before = [chance.randrange(256) for _ in range(pages * 4096)]
    after = before + [0] * (more * 4096)
    for _ in range(5):
        after[chance.randrange(len(after))] ^= 255
    header = [0] * HEADER
    header[4] = HEADER  # where the memory starts, as a little-endian word
    return before, header + after


@pytest.mark.parametrize(("seed", "pages", "more"), [(1, 40, 0), (2, 40, 15), (3, 2, 1)])
def test_an_image_gives_back_the_memory_it_was_made_of_and_no_other(tmp_path: Path, seed: int, pages: int, more: int) -> None:
    memories = tmp_path / "memories.json"
    memories.write_text(json.dumps(made_up_snapshot(seed, pages, more)))
    command = [snapshot.node(), "--input-type=module", "--eval", ROUND_TRIP, str(memories)]
    told = subprocess.run(command, cwd=bundle.ROOT, capture_output=True, text=True, check=True).stdout
    same, smaller, refused = json.loads(told)
    assert same == 0
    assert smaller or pages < 10
    assert refused == "the memory image does not fit this runtime"


def test_an_image_is_made_once_and_anew_when_the_wheel_changes(
    wheel: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[str] = []

    def make(wheel: Path, folder: Path, made_from: str) -> None:
        folder.mkdir(parents=True)
        made.append(made_from)

    monkeypatch.setattr(snapshot, "CACHE", tmp_path)
    monkeypatch.setattr(snapshot, "_make", make)
    first = snapshot.prepare(wheel)
    assert snapshot.prepare(wheel) == first
    monkeypatch.setattr(snapshot, "digest", lambda paths: "changed")
    second = snapshot.prepare(wheel)
    assert made == [first.made_from, "changed"]
    assert second.image != first.image
    assert not first.stdlib.parent.exists()


def test_without_an_image_the_runtime_is_sent_as_it_came(wheel: Path) -> None:
    prepared = snapshot.prepare(wheel, image=False)
    assert prepared.files() == [bundle.RUNTIME / "python_stdlib.zip", wheel]
    assert "export const IMAGE = null;" in snapshot.config(prepared)


def test_what_node_says_is_told_when_the_image_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "checklists-0-py3-none-any.whl"
    broken.write_bytes(b"no archive")
    monkeypatch.setattr(snapshot, "digest", lambda paths: "broken")
    monkeypatch.setattr(snapshot, "CACHE", tmp_path)
    with pytest.raises(bundle.BundleError, match=r"BadZipFile.*snabbhet\.md"):
        snapshot.prepare(broken)
    assert not (tmp_path / "runtime-broken").exists()


def test_a_missing_node_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(snapshot.shutil, "which", lambda name, path=None: None)
    with pytest.raises(bundle.BundleError, match="make build"):
        snapshot.node()


def test_bytecode_is_sent_in_place_of_source(wheel: Path) -> None:
    prepared = snapshot.prepare(wheel)
    for archive in (prepared.stdlib, prepared.wheel):
        names = zipfile.ZipFile(archive).namelist()
        assert [name for name in names if name.endswith(".py")] == []
    assert "checklists/api.pyc" in names
    assert prepared.stdlib.stat().st_size < bundle.RUNTIME.joinpath("python_stdlib.zip").stat().st_size * 1.2


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_what_the_engine_imports_late_is_in_the_memory() -> None:
    """Where Python starts from its memory there are no modules to read."""
    elsewhere = {"tomllib", "checklists.strategy.references.check_references"}  # for the build
    late = set()
    for path in (bundle.ROOT / "checklists").rglob("*.py"):
        if path.name != "__main__.py" and path.parent.name != "commandline":
            functions = (
                node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.FunctionDef)
            )
            late |= {name for function in functions for name in imported(function)}
    kept = set(imported(ast.parse((bundle.ROOT / "macros" / "runtime" / "prepare.py").read_text(encoding="utf-8"))))
    assert late - elsewhere == late & kept
    assert "hashlib" in late  # else nothing was found
