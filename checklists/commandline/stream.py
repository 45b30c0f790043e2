"""The whole way of many lines (--jsonl): from a file through one or several processes to where the answers go."""

import contextlib
import os
import stat
import sys
from dataclasses import dataclass
from typing import BinaryIO

from checklists.commandline import reading
from checklists.commandline.lines import BATCH_LINES, Task, batches, in_turn, read
from checklists.commandline.output import go_on, open_output
from checklists.commandline.progress import Progress


@dataclass(frozen=True, slots=True)
class Manner:
    """How the lines are answered: by how many processes, where the answers go, and whether progress is told anyway."""

    jobs: int = 1
    output: str | None = None
    resume: bool = False
    progress: bool = False


def run(task: Task, file: str, manner: Manner) -> None:
    """Answer a file line by line, in order and in constant memory; raises InputError, StoppedError or BrokenPipeError."""
    with reading.open_bytes(file) as source, contextlib.closing(open_output(manner.output, source)) as output:
        lines = read(source)
        if manner.output:
            go_on(output, resume=manner.resume, task=task, lines=lines)
        todo = batches(lines, output.done + 1, BATCH_LINES if manner.jobs > 1 else 1)
        if manner.jobs > 1:
            from checklists.commandline.workers import spread  # brings multiprocessing, which takes its time

            answered = spread(task, todo, manner.jobs)
        else:
            answered = in_turn(task, todo)
        # Where the answers themselves run over the screen, nobody could read the progress between them.
        shown = manner.progress or (sys.stderr.isatty() and not output.file.isatty())
        with contextlib.closing(answered), Progress(output.done, output.size, _size(source), shown=shown) as progress:
            for batch, answers in answered:
                output.write(answers)
                progress.step(len(batch.lines), sum(map(len, batch.lines)))


def _size(source: BinaryIO) -> int:
    """Return how many bytes a file holds, 0 for a pipe or a terminal."""
    status = os.fstat(source.fileno())
    return status.st_size if stat.S_ISREG(status.st_mode) else 0
