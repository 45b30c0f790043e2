"""Objects by the line (--jsonl): how lines are read, put together in batches, and answered, each in its place.

A task and its batches are plain data, since they are sent to other processes (workers.py).
"""

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from checklists import jsontext
from checklists.commandline import reading
from checklists.errors import InputError

Payload = dict[str, Any]
# No line that makes sense is longer; what follows on a longer one is read past, so that memory stays what it was.
MAX_LINE_BYTES = 20_000_000
# A batch is worth sending to another process, and small enough that nobody waits long for the last ones.
BATCH_LINES, BATCH_BYTES = 16, 64_000


@dataclass(frozen=True, slots=True)
class Task:
    """What to do with every line: a command, what its options say of every line, and the input's name in messages."""

    command: str
    options: Payload
    source: str

    def function(self) -> Callable[[Payload], Payload]:
        """Return what answers one payload; only what this command needs is imported."""
        if self.command == "draft-check":
            from checklists.draft_check import check as function
        elif self.command == "comment-helper":
            from checklists.comment_helper import advise as function
        elif self.command == "reply-deadline":
            from checklists.worktime import reply_deadline as function
        else:
            from checklists.worktime import publish_time as function
        return function

    def engine(self) -> str | None:
        """Return which version every answer of this command names, or None where it names none."""
        from checklists.version import engine_version

        part = {"draft-check": "drafts", "comment-helper": "comments"}.get(self.command)
        return engine_version(part) if part else None


@dataclass(frozen=True, slots=True)
class Batch:
    """Lines that follow each other, with the number of the first one, counted from 1."""

    first: int
    lines: list[bytes]


def read(source: BinaryIO) -> Iterator[bytes]:
    """Yield the lines, the last one too when nothing ends it; of a line that is too long, only its beginning."""
    first = True
    while line := source.readline(MAX_LINE_BYTES + 1):
        yield line.removeprefix(b"\xef\xbb\xbf") if first else line
        first = False
        while too_long(line) and (rest := source.readline(BATCH_BYTES)) and not rest.endswith(b"\n"):
            pass


def too_long(line: bytes) -> bool:
    """Say whether this is only the beginning of a line."""
    return len(line) > MAX_LINE_BYTES and not line.endswith(b"\n")


def batches(lines: Iterator[bytes], first: int, most: int) -> Generator[Batch, None, None]:
    """Yield the lines in batches of at most `most`, fewer where they are long; nothing is read before it is asked for."""
    batch, size = Batch(first, []), 0
    for line in lines:
        batch.lines.append(line)
        size += len(line)
        if len(batch.lines) == most or size >= BATCH_BYTES:
            yield batch
            batch, size = Batch(batch.first + len(batch.lines), []), 0
    if batch.lines:
        yield batch


def parse(line: bytes) -> Payload:
    """Return the object on a line, whose id can be written back, or raise InputError."""
    if too_long(line):
        raise InputError("", f"is longer than {MAX_LINE_BYTES} bytes", "Raden är för lång.")
    payload = jsontext.loads_object(reading.decode(line))
    try:
        jsontext.dumps({"id": payload.get("id")})
    except (ValueError, RecursionError):  # such as 1e999, which is JSON but no number in Python
        raise InputError("id", "cannot be written back", "Fältet id går inte att skriva tillbaka.") from None
    return payload


def answer(task: Task, batch: Batch) -> bytes:
    """Return the answers to a batch as lines: the same order, the same ids, and an error in place of a bad line's answer."""
    function = task.function()
    lines = []
    for number, line in enumerate(batch.lines, batch.first):
        payload: Payload = {}
        try:
            payload = parse(line)
            found = {"id": payload.get("id")} | function(task.options | payload)
        except InputError as error:
            found = {"id": payload.get("id"), "error": f"{task.source}, line {number}: {reading.at(error)}"}
        lines.append(jsontext.dumps(found) + "\n")
    return "".join(lines).encode()


def in_turn(task: Task, todo: Iterator[Batch]) -> Generator[tuple[Batch, bytes], None, None]:
    """Yield every batch with its answers, made here and now."""
    for batch in todo:
        yield batch, answer(task, batch)
