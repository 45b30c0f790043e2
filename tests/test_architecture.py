"""Who may import whom, and that the engine runs where there is nothing but Python's own library."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
# What the browser's Python lacks or cannot use, or what would be heavy there; the engine must do without.
NOT_IN_THE_BROWSER = {
    "ssl",
    "sqlite3",
    "lzma",
    "multiprocessing",
    "subprocess",
    "threading",
    "socket",
    "ctypes",
    "zoneinfo",
    "asyncio",
}


# What only the command line has may use them: processes, and a clock for how far it has come. Nothing else imports it.
COMMAND_LINE = {ROOT / "checklists" / "__main__.py", *(ROOT / "checklists" / "commandline").glob("*.py")}


def imports(file: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return {name.partition(".")[0] for name in found}


def modules(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py"))


@pytest.mark.parametrize("file", modules("checklists"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_engine_imports_python_and_itself(file: Path) -> None:
    beyond = set() if file in COMMAND_LINE else NOT_IN_THE_BROWSER
    allowed = (sys.stdlib_module_names - beyond) | {"checklists"}
    assert imports(file) - allowed == set()


def test_the_engine_does_without_the_command_line() -> None:
    assert [file for file in modules("checklists") if file not in COMMAND_LINE and "commandline" in file.read_text("utf-8")] == []


@pytest.mark.parametrize("file", modules("macros"), ids=lambda path: str(path.relative_to(ROOT)))
def test_the_build_does_not_import_the_tests(file: Path) -> None:
    assert "tests" not in imports(file)


def test_only_the_hooks_and_the_preview_know_mkdocs() -> None:
    assert [path.name for path in modules("macros") if "mkdocs" in imports(path)] == ["hooks.py", "preview.py"]


def test_nothing_in_the_engine_reads_a_clock_or_chance() -> None:
    for file in modules("checklists"):
        source = file.read_text(encoding="utf-8")
        if file.name == "commands.py":  # the command line's own door, where "today" is what it is when nobody says otherwise
            source = source.replace("date.today()", "", 1)
        clock = set() if file.name == "progress.py" and file in COMMAND_LINE else {"time"}
        assert imports(file) & ({"random", "secrets", "uuid"} | clock) == set(), file
        assert ".now(" not in source, file
        assert ".today(" not in source, file
        assert "utcnow" not in source, file


def test_importing_the_engine_changes_nothing_and_stays_light() -> None:
    code = "import sys; before = set(sys.modules); import checklists.api; print('\\n'.join(sorted(set(sys.modules) - before)))"
    result = subprocess.run(
        [sys.executable, "-I", "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {code}"],
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {name.partition(".")[0] for name in result.stdout.split()}
    assert loaded & NOT_IN_THE_BROWSER == set()
    assert loaded <= sys.stdlib_module_names | {"checklists"}


def test_no_rule_is_known_to_javascript() -> None:
    from checklists.strategy import load_rules

    scripts = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "overrides" / "assets" / "javascripts").rglob("*.js"))
    assert [rule for rule in load_rules() if f'"{rule}"' in scripts] == []


def test_output_goes_in_as_text_only() -> None:
    for path in (ROOT / "overrides" / "assets" / "javascripts").rglob("*.js"):
        source = path.read_text(encoding="utf-8")
        assert [
            word for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(") if word in source
        ] == [], path


@pytest.mark.parametrize("package", ["checklists", "macros", "overrides"])
def test_files_stay_small_enough_to_read(package: str) -> None:
    sources = [path for path in (ROOT / package).rglob("*") if path.suffix in (".py", ".js", ".html")]
    assert {
        str(path.relative_to(ROOT)): lines
        for path in sources
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > 340
    } == {}


MAPPED = (
    "checklists/*.py",
    "checklists/text/*.py",
    "checklists/comments/*.py",
    "macros/*.py",
    "overrides/assets/**/*.css",
    "overrides/assets/**/*.js",
)


def test_the_map_names_every_file_and_no_other() -> None:
    told = (ROOT / "docs" / "utveckling" / "karta.md").read_text(encoding="utf-8")
    names = set(re.findall(r"(?<![\w.-])[a-z_][\w-]*\.(?:py|js|css)\b", told))
    files = {path.name: path for pattern in MAPPED for path in ROOT.glob(pattern) if path.name != "__init__.py"}
    parts = {  # draft-check-words.js is told of on the line of draft-check.js, as "-words.js"
        name
        for name in files
        if any(name != other and name.startswith(other.removesuffix(".js") + "-") for other in files if other.endswith(".js"))
    }
    assert sorted(files.keys() - names - parts) == []
    kept = {path.name for folder in ("checklists", "macros", "overrides", "tests") for path in (ROOT / folder).rglob("*.*")}
    assert sorted(name for name in names if name not in kept) == []
