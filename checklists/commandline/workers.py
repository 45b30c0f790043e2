"""Batches answered by several processes at a time, given back in the order of the input.

Every process has one batch at a time and a pipe of its own; it ends when the pipe does, so that none is left behind however
the parent ends. Processes are spawned on every system, which makes no difference between Linux, macOS and Windows.
"""

import contextlib
import signal
from collections import deque
from collections.abc import Generator, Iterator
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from typing import TYPE_CHECKING

from checklists.commandline import StoppedError
from checklists.commandline.lines import Batch, Task, answer

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

# How many batches may be read and not yet written, for each process: enough to go on with while one batch takes long.
AHEAD = 8


def spread(task: Task, todo: Iterator[Batch], jobs: int) -> Generator[tuple[Batch, bytes], None, None]:
    """Yield every batch with its answers in order, made by at most `jobs` processes; raise StoppedError when one is lost.

    No more than AHEAD batches a process are held at a time: input is read no faster than the answers are taken.
    """
    workers: dict[Connection, SpawnProcess] = {}
    idle: list[Connection] = []
    busy: dict[Connection, Batch] = {}
    held: deque[Batch] = deque()
    answers: dict[int, bytes] = {}
    try:
        while True:
            while len(busy) < jobs and len(held) < AHEAD * jobs and (batch := next(todo, None)):
                worker = idle.pop() if idle else _start(task, workers)
                _send(worker, batch, workers[worker])
                busy[worker] = batch
                held.append(batch)
            if not held:
                return
            for ready in wait(list(busy)):
                assert isinstance(ready, Connection)
                answers[busy.pop(ready).first] = _receive(ready, workers[ready])
                idle.append(ready)
            while held and held[0].first in answers:
                yield held[0], answers.pop(held.popleft().first)
    finally:
        for pipe in workers:
            pipe.close()
        for process in workers.values():
            process.terminate()
            process.join()


def _start(task: Task, workers: "dict[Connection, SpawnProcess]") -> Connection:
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(task, theirs), daemon=True)
    # Ctrl-C reaches every process in the terminal. The workers are born deaf to it: the parent hears it and ends them.
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        process.start()
    finally:
        signal.signal(signal.SIGINT, before)
    theirs.close()
    workers[ours] = process
    return ours


def _send(pipe: Connection, batch: Batch, process: "SpawnProcess") -> None:
    try:
        pipe.send(batch)
    except OSError:
        raise _lost(process) from None


def _receive(pipe: Connection, process: "SpawnProcess") -> bytes:
    try:
        return pipe.recv_bytes()
    except (EOFError, OSError):
        raise _lost(process) from None


def _lost(process: "SpawnProcess") -> StoppedError:
    process.join(1)
    code = process.exitcode or 0
    how = f"exit status {code}" if code >= 0 else f"signal {-code}"
    return StoppedError(f"one of the processes that --jobs started has ended before its work was done ({how})")


def _work(task: Task, pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    with contextlib.suppress(EOFError, ConnectionError):  # the parent has ended
        while True:
            pipe.send_bytes(answer(task, pipe.recv()))
