"""The engine as the browser gets it: a reproducible wheel, and a lock file that vouches for it."""

import hashlib
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from macros import bundle


def test_the_same_sources_give_the_same_wheel(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    made = []
    for name in ("first", "second"):
        monkeypatch.setattr(bundle, "CACHE", tmp_path / name)
        made.append(bundle.build_wheel().read_bytes())
    assert made[0] == made[1]


def test_a_wheel_is_made_once_and_anew_when_a_source_changes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "CACHE", tmp_path)
    first = bundle.build_wheel()
    made = first.stat().st_mtime_ns
    assert bundle.build_wheel().stat().st_mtime_ns == made
    monkeypatch.setattr(bundle, "digest", lambda paths: "changed")
    second = bundle.build_wheel()
    assert second != first
    assert not first.exists()


def test_the_wheel_holds_the_engine_and_nothing_else() -> None:
    names = zipfile.ZipFile(bundle.build_wheel()).namelist()
    assert {name.partition("/")[0].partition("-")[0] for name in names} == {"checklists"}
    assert "checklists/strategy/clauses.json" in names
    assert not [name for name in names if name.endswith(".toml")]
    assert "checklists/strategy/model.bin" in names
    assert [name for name in names if name.endswith((".pyc", ".so"))] == []


def test_the_lock_file_vouches_for_the_wheel_and_the_site_holds_both(site: Path) -> None:
    (lock_path,) = (site / "assets").glob("app-*/python/pyodide-lock.json")
    lock = json.loads(lock_path.read_text(encoding="utf-8"))
    assert list(lock["packages"]) == ["checklists"]
    wheel = lock_path.parent / lock["packages"]["checklists"]["file_name"]
    assert lock["packages"]["checklists"]["sha256"] == hashlib.sha256(wheel.read_bytes()).hexdigest()
    assert lock["info"] == json.loads((bundle.RUNTIME / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]


def test_the_folder_changes_its_name_when_a_script_changes(tmp_path: Path) -> None:
    script = bundle.asset_sources()[0]
    copy = bundle.ROOT / "build" / "digest-test.js"
    copy.parent.mkdir(exist_ok=True)
    shutil.copy(script, copy)
    before = bundle.digest([copy])
    copy.write_text(copy.read_text(encoding="utf-8") + "// more\n", encoding="utf-8")
    assert bundle.digest([copy]) != before
    copy.unlink()


def test_a_file_that_npm_has_not_brought_is_told_by_name() -> None:
    with pytest.raises(bundle.BundleError, match=r"^node_modules/no-such-font\.woff2 is missing: run `make build`"):
        bundle.digest([bundle.ROOT / "node_modules" / "no-such-font.woff2"])


def test_a_missing_runtime_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(bundle, "RUNTIME", tmp_path)
    with pytest.raises(bundle.BundleError, match="make build"):
        bundle.runtime_version()
