"""Our build against a plain Material build of the same pages: `python -m tests.benchmarks.site_build [ROUNDS]`.

Both run in turn as commands of their own; what counts is the processor's time, of everything that they start too. Ours is what
`make build` runs, warm: what a build keeps in build/ is there.
"""

import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from macros.templates import ROOT
from tests.benchmarks.plain_site import write_plain

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


def main(rounds: int) -> None:
    """Print each round, both medians and the median of the ratios."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_plain(folder)
        processor_time(OURS, ROOT)
        times = []
        for _ in range(rounds):
            times.append((processor_time((MKDOCS,), folder), processor_time(OURS, ROOT)))
            print(f"plain {times[-1][0]:.2f} s | ours {times[-1][1]:.2f} s", flush=True)
    plain, ours = (statistics.median(row) for row in zip(*times, strict=True))
    ratio = statistics.median(ours / plain for plain, ours in times)
    print(f"median: plain {plain:.2f} s, ours {ours:.2f} s, ratio {ratio:.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
