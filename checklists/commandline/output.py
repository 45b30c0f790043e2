"""Where the answers go: standard output, or a file that a broken run can go on with (--output FILE --resume).

The file holds the answers and nothing else, so it says itself how far a run came. Before anything is added to it, it is shown
to belong: its ids are those of the input, its answers are by this engine, and the last one is what the engine says now.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from checklists.commandline import StoppedError, reading
from checklists.commandline.lines import Batch, Task, answer, parse
from checklists.errors import InputError
from checklists.jsontext import dumps, loads_object

START = b'{"id": '  # how every answer begins


@dataclass(slots=True)
class Output:
    """Takes lines of answers. `done` answers were there before, for the first `size` bytes of the input."""

    name: str
    file: BinaryIO
    done: int = 0
    size: int = 0

    def write(self, answers: bytes) -> None:
        """Write answers so that they stay when the run is killed; raise BrokenPipeError or StoppedError."""
        try:
            self.file.write(answers)
            self.file.flush()
        except OSError as error:
            reading.discard(self.file)
            if isinstance(error, BrokenPipeError):
                raise
            raise StoppedError(f"{self.name}: {error.strerror}") from None

    def close(self) -> None:
        """Close a file; standard output is left open."""
        if self.file is not sys.stdout.buffer:
            self.file.close()


def open_output(name: str | None, source: BinaryIO) -> Output:
    """Return where the answers go: a file, which may not be the input's, or standard output without a name."""
    if name is None:
        return Output("standard output", sys.stdout.buffer)
    try:
        # A file that is there is not emptied: answers can be hours of work.
        file: BinaryIO = open(name, "r+b") if os.path.isfile(name) else open(name, "wb")  # noqa: SIM115 - Output closes it
    except OSError as error:
        raise _refused(f"{name}: {error.strerror}") from None
    if os.path.sameopenfile(file.fileno(), source.fileno()):
        raise _refused(f"{name}: is the input; give another file for the answers")
    return Output(name, file)


def go_on(output: Output, *, resume: bool, task: Task, lines: Iterator[bytes]) -> None:
    """Make a file ready for the answers that it lacks: read past those it holds, and past their lines of input.

    Raises InputError, and leaves the file as it was, when it holds something and `resume` is false, or when what it holds
    are not the first answers to this input.
    """
    if not output.file.seekable() or not output.file.seek(0, os.SEEK_END):
        return
    if not resume:
        raise _refused(f"{output.name}: holds something already; add --resume to go on after it, or give another file")
    output.file.seek(0)
    end, line, last, engine = 0, b"", b"", task.engine()
    for given in output.file:
        where = f"{output.name}, line {output.done + 1}"
        if not given.endswith(b"\n"):  # the run was broken off in the middle of it
            if not given.startswith(START[: len(given)]):
                raise _refused(f"{where}: is no answer of {task.command}")
            break
        answered = next(lines, None)
        if answered is None:
            raise _refused(f"{output.name}: holds more answers than {task.source} has lines; it belongs to another input")
        line, last = answered, given
        _check_answer(given, line, where, task, engine)
        output.done += 1
        output.size += len(line)
        end += len(given)
    if output.done and answer(task, Batch(output.done, [line])) != last:
        raise _refused(
            f"{output.name}, line {output.done}: is not what {task.command} says of that line of {task.source} now;"
            " the input or the options have changed"
        )
    output.file.seek(end)
    output.file.truncate()


def _check_answer(given: bytes, line: bytes, where: str, task: Task, engine: str | None) -> None:
    """Raise InputError unless a line of the file can be this engine's answer to a line of the input."""
    try:
        found = loads_object(given.decode("utf-8", "replace"))
    except InputError:
        found = {}
    if "id" not in found:
        raise _refused(f"{where}: is no answer of {task.command}")
    try:
        wanted = parse(line).get("id")
    except InputError:
        wanted = None  # a bad line has lost its id
    if found["id"] != wanted:
        raise _refused(
            f"{where}: has the id {dumps(found['id'])}, but that line of {task.source} has {dumps(wanted)};"
            " the answers belong to another input"
        )
    if "error" not in found and found.get("engine") != engine:
        raise _refused(
            f"{where}: was answered by {found.get('engine')}, but this is {engine}; answer all lines anew in another file"
        )


def _refused(english: str) -> InputError:
    return InputError("", english, "Filen för svaren går inte att använda.")
