"""Many drafts on the command line, and how soon it starts: `python -m tests.benchmarks command_line`.

The drafts are the corpus that the classifier learns from, with sentences of two texts mixed and other numbers, so that no text
comes twice. The command is the one that is installed: the engine's wheel, unpacked and compiled. Processor time counts what every
process used; the clock is shown beside it, and says little where the computer does other things too.
"""

import compileall
import json
import os
import random
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.bundle import build_wheel
from tests.benchmarks.report import Figure, Row, Table, Target, middle
from tests.training.corpus import AUTHORS, rows

STARTS = 20
DRAFTS = 10_000
SHORT = "Nu öppnar badet i hamnen. Välkommen på lördag!"


@dataclass(frozen=True, slots=True)
class Used:
    """What a process and those that it started used: processor seconds, seconds by the clock, MB of the largest."""

    processor: float
    clock: float
    memory: float


def drafts(number: int) -> Iterator[str]:
    """Yield so many texts, all different and always the same."""
    chance = random.Random(8)
    texts = [re.split(r"(?<=[.!?\n]) *", row["text"]) for name in AUTHORS for row in rows(name)]
    for count in range(number):
        one, other = texts[count % len(texts)], chance.choice(texts)
        mixed = [chance.choice((mine, theirs)) for mine, theirs in zip(one, other, strict=False)] + one[len(other) :]
        yield re.sub(r"\d", lambda _: str(chance.randrange(10)), " ".join(filter(None, mixed))) + f"\nNummer {count}."


def run(folder: Path, *arguments: str, answers: Path | None = None) -> Used:
    """Run Python in a folder and return what it took."""
    with open(answers or os.devnull, "wb") as output:
        began = time.perf_counter()
        process = subprocess.Popen([sys.executable, *arguments], stdout=output, cwd=folder)
        _, status, used = os.wait4(process.pid, 0)
        clock = time.perf_counter() - began
    assert status == 0, arguments
    return Used(used.ru_utime + used.ru_stime, clock, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3))


def install(folder: Path) -> None:
    """Unpack the engine's wheel, as pip would."""
    with zipfile.ZipFile(build_wheel()) as wheel:
        wheel.extractall(folder)
    compileall.compile_dir(folder, quiet=1)


def write_drafts(file: Path, number: int) -> Path:
    """Write drafts, one on each line, and return the file."""
    with open(file, "w", encoding="utf-8") as output:
        for count, text in enumerate(drafts(number)):
            output.write(json.dumps({"id": f"d{count}", "text": text}, ensure_ascii=False) + "\n")
    return file


def amounts(folder: Path, number: int) -> Iterator[Row]:
    """Yield drafts a second and memory, for a tenth of the drafts and for all of them, with one process and with two."""
    few = write_drafts(folder / "few.jsonl", number // 10)
    many = write_drafts(folder / "many.jsonl", number)
    found: dict[tuple[str, int], Used] = {}
    for which, count, file in (("few", number // 10, few), ("many", number, many)):
        for jobs in (1, 2):
            arguments = ("-m", "checklists", "draft-check", "--jsonl", "--jobs", str(jobs), str(file))
            used = found[which, jobs] = run(folder, *arguments, answers=folder / f"{jobs}.jsonl")
            rates = {
                "per core": Figure(count / used.processor, "a second"),
                "by the clock": Figure(count / used.clock, "a second"),
            }
            figures = rates | {"memory": Figure(1e6 * used.memory, "bytes")}
            name = f"{count:,} drafts, {jobs} {'process' if jobs == 1 else 'processes'}"
            yield Row(f"{which}-{jobs}", name, figures, Target("per core", 500, more=True))
        assert (folder / "1.jsonl").read_bytes() == (folder / "2.jsonl").read_bytes()
    memory = {"ratio": Figure(found["many", 1].memory / found["few", 1].memory, "ratio")}
    yield Row("memory", "memory, ten times the drafts", memory, Target("ratio", 1.1))


def starts(folder: Path) -> Iterator[Row]:
    """Yield how soon the command is there, beside Python alone, in turns."""
    (folder / "short.txt").write_text(SHORT, encoding="utf-8")
    commands = {
        "python": ("Python alone", ("-c", "pass")),
        "version": ("--version", ("-m", "checklists", "--version")),
        "help": ("--help", ("-m", "checklists", "--help")),
        "no-lines": ("reply-deadline, no lines", ("-m", "checklists", "reply-deadline", os.devnull)),
        "short": ("draft-check, a short text", ("-m", "checklists", "draft-check", "short.txt")),
    }
    taken: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, (_, arguments) in commands.items():
            taken[name].append(run(folder, *arguments))
    for name, (words, _) in commands.items():
        processor, clock = (1000 * middle([getattr(used, kind) for used in taken[name]]) for kind in ("processor", "clock"))
        target = Target("start by the clock", 80) if name != "python" else None
        yield Row(name, words, {"start": Figure(processor, "ms"), "start by the clock": Figure(clock, "ms")}, target)


def tables(runs: int) -> Iterator[Table]:
    """Yield both tables; how often each thing is done does not depend on `runs`."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        columns = ("per core", "by the clock", "memory", "ratio")
        yield Table("command_line", "Many drafts on the command line", columns, tuple(amounts(folder, DRAFTS)))
        columns = ("start", "start by the clock")
        notes = ("Start: processor time.",)
        yield Table("starts", f"Start of the command, median of {STARTS}", columns, tuple(starts(folder)), notes)
