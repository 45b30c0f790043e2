"""Characters a second, beside other people's checkers of prose: `python -m tests.benchmarks others`.

They know English and not Swedish, and look for other things, so this compares work per character and nothing else. Each runs
in a warm process of its own (tests/benchmarks/checkers), takes its turn in every round, and is measured in processor time of that process.
They are installed into build/ the first time, at fixed versions; no other command needs them.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from macros import bundle
from macros.templates import ROOT
from tests.benchmarks import texts
from tests.benchmarks.report import Figure, Row, Table, middle

CHECKERS = Path(__file__).parent / "checkers"
NODE = bundle.CACHE / "benchmark-node"
VENV = bundle.CACHE / "benchmark-venv"
SWEDISH = 60
WARM_UP = 3  # rounds before any that counts: JavaScript is compiled as it runs


def install() -> None:
    """Have the others at hand, as their lock files say."""
    NODE.mkdir(parents=True, exist_ok=True)
    shutil.copy(CHECKERS / "run.mjs", NODE)
    lock = (CHECKERS / "package-lock.json").read_bytes()
    if not (NODE / "installed").is_file() or (NODE / "installed").read_bytes() != lock:
        for file in (CHECKERS / "package.json", CHECKERS / "package-lock.json", ROOT / ".npmrc"):
            shutil.copy(file, NODE)
        subprocess.run(["npm", "ci", "--silent", "--ignore-scripts"], cwd=NODE, check=True)
        (NODE / "installed").write_bytes(lock)
    wanted = (CHECKERS / "requirements.txt").read_bytes()
    if not (VENV / "installed").is_file() or (VENV / "installed").read_bytes() != wanted:
        subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
        pip = [str(VENV / "bin" / "python"), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "-r", str(CHECKERS / "requirements.txt")], check=True)
        (VENV / "installed").write_bytes(wanted)


@dataclass
class Checker:
    """A process that checks texts, and what it took: ms of processor time per language and round."""

    name: str
    command: list[str]
    start: float = 0
    spent: dict[str, list[float]] = field(default_factory=dict)
    finds: dict[str, int] = field(default_factory=dict)
    _before: float = 0

    def __enter__(self) -> "Checker":
        self._process = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=self.folder)
        self.start = self._ask(["Hej."])[0]
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()

    @property
    def folder(self) -> Path:
        return NODE if self.command[0] == "node" else ROOT

    def _ask(self, posts: list[str]) -> tuple[float, int]:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(posts) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        took, self._before = answer["cpu"] - self._before, answer["cpu"]
        return took, answer["finds"]

    def check(self, language: str, posts: list[str], *, counts: bool) -> None:
        """Check the posts, and note how long it took where it counts."""
        took, self.finds[language] = self._ask(posts)
        if counts:
            self.spent.setdefault(language, []).append(took)


def checkers() -> list[Checker]:
    """Return ours, in both Pythons, and the others."""
    run = str(CHECKERS / "run_python.py")
    runtime, wheel = str(bundle.RUNTIME.resolve()), str(bundle.build_wheel())
    return [
        Checker("ours", [sys.executable, "-m", "tests.benchmarks.checkers.run_python", "ours"]),
        Checker("ours-pyodide", ["node", "run.mjs", "ours", runtime, wheel]),
        *(Checker(name, ["node", "run.mjs", name]) for name in ("write-good", "alex", "textlint")),
        Checker("proselint", [str(VENV / "bin" / "python"), run, "proselint"]),
    ]


NAMES = {
    "ours": "draft check, CPython",
    "ours-pyodide": "draft check, Pyodide in Node",
    "write-good": "write-good 1.0.8",
    "alex": "alex 11.0.1",
    "textlint": "textlint 15.8.0, five rules",
    "proselint": "proselint 0.16.0",
}


def tables(runs: int) -> Iterator[Table]:
    """Yield the one table."""
    install()
    english = (CHECKERS / "english.txt").read_text(encoding="utf-8").strip().split("\n\n")
    posts = {"Swedish": texts.posts(SWEDISH), "English": english}
    found = checkers()
    for checker in found:
        checker.__enter__()
    try:
        for number in range(WARM_UP + runs):
            for language, given in posts.items():
                for checker in found if number % 2 else reversed(found):
                    checker.check(language, given, counts=number >= WARM_UP)
    finally:
        for checker in found:
            checker.__exit__()
    speed = {
        (checker.name, language): 1000 * sum(map(len, given)) / middle(checker.spent[language])
        for checker in found
        for language, given in posts.items()
    }
    rows = []
    for checker in found:
        figures = {"start": Figure(checker.start, "ms")}
        for language in posts:
            figures[language] = Figure(speed[checker.name, language], "a second")
            figures[f"{language}, finds"] = Figure(checker.finds[language], "count")
        figures["ours ÷ theirs"] = Figure(speed["ours", "Swedish"] / speed[checker.name, "Swedish"], "ratio")
        rows.append(Row(checker.name, NAMES[checker.name], figures))
    columns = ("Swedish", "English", "ours ÷ theirs", "Swedish, finds", "English, finds", "start")
    title = f"Characters a second, beside others: {SWEDISH} Swedish and {len(english)} English posts of 70 words, {runs} rounds"
    notes = (
        "The others know English, and look for other things than ours does: this compares work per character, nothing else.",
        "Processor time of a warm process. Start: processor time until a first short text is answered.",
    )
    yield Table("others", title, columns, tuple(rows), notes)
