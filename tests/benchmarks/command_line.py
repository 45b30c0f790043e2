"""Many drafts on the command line, and how soon it starts: `python -m tests.benchmarks.command_line [DRAFTS]`.

The drafts are the corpus that the classifier learns from, with sentences of two texts mixed and other numbers, so that no text
comes twice. The command is the one that is installed: the engine's wheel, unpacked and compiled. Processor time counts what every
process used; the clock is shown beside it, and says little where the computer does other things too.
"""

import compileall
import json
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from macros.bundle import build_wheel
from tests.training.corpus import AUTHORS, rows

STARTS = 20
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


def amounts(folder: Path, number: int) -> None:
    """Print drafts a second and memory, for a tenth of the drafts and for all of them, with one process and with two."""
    print("drafts | jobs | drafts/s and core | drafts/s by the clock | largest process, MB")
    few = write_drafts(folder / "few.jsonl", number // 10)
    many = write_drafts(folder / "many.jsonl", number)
    found: dict[tuple[int, int], Used] = {}
    for count, file in ((number // 10, few), (number, many)):
        for jobs in (1, 2):
            arguments = ("-m", "checklists", "draft-check", "--jsonl", "--jobs", str(jobs), str(file))
            used = found[count, jobs] = run(folder, *arguments, answers=folder / f"{jobs}.jsonl")
            row = count, jobs, f"{count / used.processor:,.0f}", f"{count / used.clock:,.0f}", f"{used.memory:.1f}"
            print(*row, sep=" | ", flush=True)
        assert (folder / "1.jsonl").read_bytes() == (folder / "2.jsonl").read_bytes()
    one, two = found[number, 1], found[number, 2]
    print(
        f"two processes against one: {two.processor / one.processor:.2f} of processor time, {two.clock / one.clock:.2f} by the clock"
    )
    print(f"ten times the drafts: {one.memory / found[number // 10, 1].memory:.2f} of the memory")


def starts(folder: Path) -> None:
    """Print how soon the command is there, against Python alone, in turns."""
    (folder / "short.txt").write_text(SHORT, encoding="utf-8")
    commands = {
        "python -c pass": ("-c", "pass"),
        "--version": ("-m", "checklists", "--version"),
        "--help": ("-m", "checklists", "--help"),
        "reply-deadline, no lines": ("-m", "checklists", "reply-deadline", os.devnull),
        "draft-check, a short text": ("-m", "checklists", "draft-check", "short.txt"),
    }
    taken: dict[str, list[Used]] = {name: [] for name in commands}
    for _ in range(STARTS):
        for name, arguments in commands.items():
            taken[name].append(run(folder, *arguments))
    print(f"\nstart, median of {STARTS} | ms of processor time | ms by the clock | against Python alone, in processor time")
    plain = statistics.median(used.processor for used in taken["python -c pass"])
    for name, several in taken.items():
        processor, clock = (statistics.median(getattr(used, kind) for used in several) for kind in ("processor", "clock"))
        print(f"{name} | {1000 * processor:.0f} | {1000 * clock:.0f} | {processor / plain:.1f}")


def main(number: int) -> None:
    """Print both tables."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        install(folder)
        amounts(folder, number)
        starts(folder)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
