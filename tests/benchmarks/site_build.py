"""Our build against a plain Material build of the same pages: `python -m tests.benchmarks site_build`.

Both run in turn as commands of their own; what counts is the processor's time, of everything that they start too. Ours is what
`make build` runs, warm: what a build keeps in build/ is there.
"""

import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from macros.templates import ROOT
from tests.benchmarks.plain_site import write_plain
from tests.benchmarks.report import Figure, Row, Table, Target, middle

ROUNDS = 7
MKDOCS = (sys.executable, "-m", "mkdocs", "build", "--quiet")
OURS = ((*MKDOCS, "--strict"), (sys.executable, "-m", "macros.precompress"))


def processor_time(commands: tuple[tuple[str, ...], ...], folder: Path) -> float:
    """Return the seconds of processor time that the commands take, run in `folder`."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    for command in commands:
        subprocess.run(command, cwd=folder, check=True, stderr=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


def tables(runs: int) -> Iterator[Table]:
    """Yield the one table, of at most as many rounds as take a few minutes."""
    rounds = min(runs, ROUNDS)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plain(folder)
        processor_time(OURS, ROOT)
        pairs = [(processor_time((MKDOCS,), folder), processor_time(OURS, ROOT)) for _ in range(rounds)]
    plain, ours = (1000 * middle(column) for column in zip(*pairs, strict=True))
    figures = {"stock": Figure(plain, "ms"), "median": Figure(ours, "ms"), "ratio": Figure(ours / plain, "ratio")}
    row = Row("build", "building the site, warm", figures, Target("ratio", 2))
    notes = ("Stock: the same pages as a plain Material site. Processor time.",)
    yield Table("site_build", f"The build, {rounds} pairs of runs", ("stock", "median", "ratio"), (row,), notes)
