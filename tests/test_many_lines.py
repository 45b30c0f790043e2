"""Many lines on the command line: several processes, output that goes on after a break, progress, faults on the way."""

import io
import itertools
import json
import os
import pty
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists.commandline import lines, progress, stream, workers
from checklists.commandline.lines import Batch, Task
from checklists.errors import InputError

ROOT = Path(__file__).parents[1]
DEADLINE = Task("reply-deadline", {}, "in.jsonl")
ENGINE = "0.0.0 rules-0 model-0"


def command(*arguments: object) -> list[str]:
    return [sys.executable, "-m", "checklists", *map(str, arguments)]


def run(*arguments: object, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(command(*arguments), input=stdin, capture_output=True, cwd=ROOT, timeout=60)


def start(*arguments: object, **streams: Any) -> subprocess.Popen[bytes]:
    """Start a run of its own process group, whose input stays open until a test closes it."""
    streams = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | streams
    return subprocess.Popen(
        command(*arguments), stdin=subprocess.PIPE, cwd=ROOT, start_new_session=True, preexec_fn=heed_interrupts, **streams
    )


def heed_interrupts() -> None:
    """Undo what a shell does to what it starts in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def times(first: int, end: int) -> bytes:
    """Return lines for reply-deadline; every seventh is bad in one way or another."""
    bad = [b"no json", b'{"id": "\xff"}', b"", b"[]", b'{"id": 3}', b'{"id": 1e999, "received": "2026-03-02"}']
    good = (
        f'{{"id": "r{n}", "received": "2026-{n % 12 + 1:02}-{n % 28 + 1:02}T{n % 24:02}:15"}}'.encode() for n in itertools.count()
    )
    every = {n: bad[n // 7 % len(bad)] if n % 7 == 6 else next(good) for n in range(end)}
    return b"".join(every[n] + b"\n" for n in range(first, end))


def until(what: Callable[[], object], seconds: float = 20) -> None:
    end = time.monotonic() + seconds
    while not what():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.02)


def feed(process: subprocess.Popen[bytes], data: bytes) -> None:
    assert process.stdin
    process.stdin.write(data)
    process.stdin.flush()


def processes(*columns: str) -> list[list[str]]:
    told = subprocess.run(["ps", "-Aww", *(f"-o{column}=" for column in columns)], capture_output=True, text=True, check=True)
    return [line.split(None, len(columns) - 1) for line in told.stdout.splitlines()]


def workers_of(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a run has started to answer."""
    rows = processes("pid", "ppid", "args")
    return [int(pid) for pid, parent, what in rows if int(parent) == process.pid and "spawn_main" in what]


def alive(pid: int) -> bool:
    """Say whether a process is there; one that is dead and waits to be buried is not."""
    return any(int(number) == pid and not state.startswith("Z") for number, state in processes("pid", "stat"))


# Several processes.


def test_the_order_is_kept_when_one_line_takes_much_longer() -> None:
    texts = ["Nu öppnar badet och du kan t.ex. ta med en vän. " * (80 if n in (0, 20) else 1) for n in range(40)]
    data = "".join(json.dumps({"id": n, "text": text}) + "\n" for n, text in enumerate(texts)).encode() + b'{"id": "sist"'
    alone, together = (run("draft-check", "--jsonl", "--jobs", jobs, stdin=data) for jobs in (1, 2))
    assert [json.loads(line)["id"] for line in alone.stdout.splitlines()] == [*range(40), None]
    assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, b"", 0)


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf" + times(0, 50)[:-1]], ids=["none", "blank", "marked, unended"])
def test_what_several_processes_say_is_what_one_says(data: bytes) -> None:
    alone, together = (run("reply-deadline", "--jobs", jobs, stdin=data) for jobs in (1, 2))
    assert (together.stdout, together.stderr, together.returncode) == (alone.stdout, b"", 0)
    assert alone.stdout.count(b"\n") == len(data.splitlines())


def test_input_is_read_no_faster_than_answers_are_taken() -> None:
    taken = 0

    def source() -> Iterator[Batch]:
        nonlocal taken
        for taken in range(1, 200):
            yield Batch(taken, [b'{"id": 1, "received": "2026-03-02"}'])

    answers = workers.spread(DEADLINE, source(), 2)
    for number in range(1, 60):
        batch, _ = next(answers)
        assert batch.first == number
        assert taken - number < 2 * workers.AHEAD
    answers.close()


def test_a_process_that_is_lost_ends_the_run_in_one_line() -> None:
    process = start("reply-deadline", "--jobs", 2)
    feed(process, times(0, 2 * lines.BATCH_LINES))
    until(lambda: len(workers_of(process)) == 2)
    lost, other = workers_of(process)
    os.kill(lost, signal.SIGKILL)
    _, told = process.communicate(times(32, 500), timeout=20)
    assert process.returncode == 1
    assert told == b"checklists: one of the processes that --jobs started has ended before its work was done (signal 9)\n"
    assert not alive(other)


@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_every_process_in_one_line(tmp_path: Path, jobs: int) -> None:
    output = tmp_path / "out.jsonl"
    output.touch()
    process = start("reply-deadline", "--jobs", jobs, "--output", output)
    until(lambda: output.stat().st_size or feed(process, times(0, 40)))
    started = workers_of(process)
    assert len(started) == (0 if jobs == 1 else 2)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(20) == 130
    assert process.stderr
    assert process.stderr.read() == b"checklists: interrupted; the same command with --resume goes on where it was\n"
    assert not any(map(alive, started))


def test_a_reader_that_stops_early_is_no_error() -> None:
    process = start("reply-deadline", "--jobs", 2)
    assert process.stdout
    process.stdout.close()
    _, told = process.communicate(times(0, 5000), timeout=20)
    assert (process.returncode, told) == (0, b"")


# Output that goes on.


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_run_that_was_killed_goes_on_to_the_same_bytes(tmp_path: Path, jobs: int) -> None:
    output, data = tmp_path / "out.jsonl", times(0, 4000).splitlines(keepends=True)
    output.touch()
    whole = run("reply-deadline", "--jsonl", stdin=b"".join(data)).stdout
    process = start("reply-deadline", "--jobs", jobs, "--output", output, "--resume")
    waiting = iter(data[:-100])
    until(lambda: output.stat().st_size or feed(process, b"".join(itertools.islice(waiting, 40))))
    started = workers_of(process)
    process.kill()
    process.wait()
    until(lambda: not any(map(alive, started)))
    assert whole.startswith(output.read_bytes())
    assert 0 < output.stat().st_size < len(whole)
    with output.open("ab") as file:
        file.write(b'{"id": "r')
    again = run("reply-deadline", "-", "--jobs", jobs, "--output", output, "--resume", stdin=b"".join(data))
    assert (again.returncode, again.stdout, again.stderr) == (0, b"", b"")
    assert output.read_bytes() == whole


WHOLE_INPUT = times(0, 40)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, bytes]:
    folder = tmp_path_factory.mktemp("whole")
    (folder / "in.jsonl").write_bytes(WHOLE_INPUT)
    output = str(folder / "whole.jsonl")
    stream.run(DEADLINE, str(folder / "in.jsonl"), stream.Manner(output=output))
    return folder, Path(output).read_bytes()


def test_a_lone_byte_order_mark_is_a_line_like_others(tmp_path: Path) -> None:
    source, output = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\xef\xbb\xbf")
    for _ in range(2):
        stream.run(DEADLINE, str(source), stream.Manner(output=str(output), resume=True))
        (answer,) = output.read_text(encoding="utf-8").splitlines()
        assert json.loads(answer)["error"].startswith("in.jsonl, line 1: not valid JSON")


@settings(max_examples=60, deadline=None)
@given(share=st.floats(0, 1))
def test_wherever_a_run_was_broken_it_goes_on_to_the_same_bytes(whole: tuple[Path, bytes], share: float) -> None:
    folder, answers = whole
    output = folder / "broken.jsonl"
    output.write_bytes(answers[: round(share * len(answers))])
    stream.run(DEADLINE, str(folder / "in.jsonl"), stream.Manner(output=str(output), resume=True))
    assert output.read_bytes() == answers


def refused(folder: Path, output: Path, *, resume: bool = True, task: Task = DEADLINE) -> str:
    before = output.read_bytes()
    with pytest.raises(InputError) as caught:
        stream.run(task, str(folder / "in.jsonl"), stream.Manner(output=str(output), resume=resume))
    assert output.read_bytes() == before
    return str(caught.value).replace(str(folder) + os.sep, "")


@pytest.mark.parametrize(
    ("held", "told"),
    [
        (lambda whole: whole.replace(b'"r1"', b'"r9"'), 'out.jsonl, line 2: has the id "r9", but that line of in.jsonl has "r1"'),
        (lambda whole: whole + b'{"id": "r99", "due": null}\n', "out.jsonl: holds more answers than in.jsonl has lines"),
        (lambda whole: b"En anteckning\n", "out.jsonl, line 1: is no answer of reply-deadline"),
        (lambda whole: b"En anteckning", "out.jsonl, line 1: is no answer of reply-deadline"),
        (lambda whole: b"[1]\n" + whole, "out.jsonl, line 1: is no answer of reply-deadline"),
        (lambda whole: b"\xff\n" + whole, "out.jsonl, line 1: is no answer of reply-deadline"),
        (lambda whole: WHOLE_INPUT, "out.jsonl, line 7: is no answer of reply-deadline"),
        (lambda whole: times(0, 6), "out.jsonl, line 6: is not what reply-deadline says"),
        (
            lambda whole: whole[: whole.index(b"\n") + 1].replace(b"2026", b"2025"),
            "out.jsonl, line 1: is not what reply-deadline says",
        ),
    ],
)
def test_answers_that_do_not_belong_are_refused_and_left_alone(
    whole: tuple[Path, bytes], held: Callable[[bytes], bytes], told: str
) -> None:
    folder, answers = whole
    output = folder / "out.jsonl"
    output.write_bytes(held(answers))
    assert refused(folder, output).startswith(told)


def test_answers_of_other_rules_or_other_options_are_refused(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": "Hej på dig där ute i vintern."}\n', encoding="utf-8")
    task = Task("draft-check", {"channel": "x"}, "in.jsonl")
    stream.run(task, str(tmp_path / "in.jsonl"), stream.Manner(output=str(output)))
    assert "the input or the options have changed" in refused(
        tmp_path, output, task=Task("draft-check", {"published": "2026-03-02"}, "in.jsonl")
    )
    answer = json.loads(output.read_text(encoding="utf-8"))
    output.write_text(json.dumps(answer | {"engine": ENGINE}) + "\n", encoding="utf-8")
    assert refused(tmp_path, output, task=task).startswith(
        f"out.jsonl, line 1: was answered by {ENGINE}, but this is {answer['engine']}"
    )


def test_a_file_is_never_written_over(whole: tuple[Path, bytes]) -> None:
    folder, answers = whole
    output = folder / "kept.jsonl"
    output.write_bytes(answers[:10])
    assert "add --resume" in refused(folder, output, resume=False)
    assert "is the input" in refused(folder, folder / "in.jsonl")
    assert (folder / "in.jsonl").read_bytes() == WHOLE_INPUT


def test_standard_output_may_be_a_file_that_holds_something(tmp_path: Path) -> None:
    output = tmp_path / "out.jsonl"
    output.write_bytes(b"before\n")
    with output.open("ab") as file:
        process = start("publish-time", stdout=file)
        process.communicate(b'{"published": "2026-03-02T09:15"}\n' * 2, timeout=20)
    assert process.returncode == 0
    assert [line[:7] for line in output.read_bytes().splitlines()] == [b"before", b'{"id": ', b'{"id": ']


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["reply-deadline", "--jobs", "0"], "whole number from 1 to 60"),
        (["reply-deadline", "--jobs", "två"], "whole number from 1 to 60"),
        (["reply-deadline", "--resume"], "--resume needs --output"),
        (["reply-deadline", "--output", "."], ".: "),
        (["reply-deadline", "--output", "no/such/folder"], "no/such/folder: "),
        (["reply-deadline", "nowhere.jsonl"], "nowhere.jsonl: "),
        (["draft-check", "--jobs", "2"], "need --jsonl"),
    ],
)
def test_what_cannot_be_is_told_in_one_line(arguments: list[str], told: str) -> None:
    result = run(*arguments)
    assert (result.returncode, result.stdout, result.stderr.count(b"\n")) == (2, b"", 1)
    assert told in result.stderr.decode()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("arguments", [[], ["--output", "/dev/full"], ["--jobs", "2"]])
def test_a_full_disk_is_told_in_one_line(arguments: list[str]) -> None:
    with open("/dev/full", "wb") as full:
        process = start("reply-deadline", *arguments, stdout=full)
        _, told = process.communicate(times(0, 100), timeout=20)
    assert (process.returncode, told.count(b"\n")) == (1, 1)
    assert b"No space left on device" in told


# Lines.


def test_a_line_that_is_too_long_is_read_past(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "MAX_LINE_BYTES", 50)
    monkeypatch.setattr(lines, "BATCH_BYTES", 7)
    good = b'{"id": 1, "received": "2026-03-02T09:15"}'
    long = b'{"id": 2, "received": "2026-03-02T09:15", "why": "' + b"x" * 300 + b'"}'
    exact = good[:-1].ljust(49) + b"}"
    read = list(lines.read(io.BytesIO(b"\n".join([good, long, exact, long]))))
    assert [len(line) for line in read] == [len(good) + 1, 51, 51, 51]
    answers = [json.loads(line) for line in lines.answer(DEADLINE, Batch(1, read)).splitlines()]
    assert [answer["id"] for answer in answers] == [1, None, 1, None]
    assert answers[1]["error"] == "in.jsonl, line 2: is longer than 50 bytes"


@given(sizes=st.lists(st.integers(1, 30), max_size=60), first=st.integers(1, 5), most=st.integers(1, 20))
def test_batches_hold_every_line_once_and_are_small(sizes: list[int], first: int, most: int) -> None:
    given_lines = [b"x" * size + b"\n" for size in sizes]
    made = list(lines.batches(iter(given_lines), first, most))
    assert [line for batch in made for line in batch.lines] == given_lines
    assert [batch.first for batch in made] == list(
        itertools.accumulate((len(batch.lines) for batch in made[:-1]), initial=first)
    )[: len(made)]
    assert all(1 <= len(batch.lines) <= most for batch in made)


def test_long_lines_travel_alone() -> None:
    given_lines = [b"a", b"b" * lines.BATCH_BYTES, b"c"]
    assert [batch.lines for batch in lines.batches(iter(given_lines), 1, 16)] == [given_lines[:2], given_lines[2:]]


# Progress.


def test_progress_is_seen_on_a_terminal_and_gone_in_the_end() -> None:
    ours, theirs = pty.openpty()
    process = start("reply-deadline", stderr=theirs)
    os.close(theirs)
    for part in range(3):
        feed(process, times(part * 10, part * 10 + 10))
        time.sleep(0.6)
    assert process.stdin
    process.stdin.close()
    assert process.wait(20) == 0
    shown = os.read(ours, 10_000).decode()
    os.close(ours)
    assert re.match(r"\rchecklists: [123]1 lines, \d+ a second", shown)
    assert "left" not in shown  # nobody knows how much a pipe holds
    assert shown.rpartition("\r")[2] == ""
    assert shown.split("\r")[-2].strip() == ""


def made(
    monkeypatch: pytest.MonkeyPatch, *, shown: bool, terminal: bool
) -> tuple[progress.Progress, IO[str], Callable[[float], None]]:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return terminal

    now = [100.0]
    monkeypatch.setattr(progress.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(progress.sys, "stderr", Stream())
    return progress.Progress(1000, 5000, 20_000, shown=shown), sys.stderr, lambda seconds: now.__setitem__(0, 100 + seconds)


def test_progress_counts_what_is_new_and_reckons_what_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    told, out, at = made(monkeypatch, shown=True, terminal=False)
    with told:
        at(4)
        told.step(100, 500)
        assert out.getvalue() == ""  # a log is not filled
        at(20)
        told.step(900, 4500)
        at(21)
        told.step(1, 5)
    assert out.getvalue() == "checklists: 2,000 lines, 50 a second, 40 s left\n"


@pytest.mark.parametrize("terminal", [True, False])
def test_nobody_is_told_who_did_not_ask(monkeypatch: pytest.MonkeyPatch, terminal: bool) -> None:
    told, out, at = made(monkeypatch, shown=False, terminal=terminal)
    with told:
        at(100)
        told.step(100, 500)
    assert out.getvalue() == ""


def test_a_shorter_line_covers_a_longer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    told, out, at = made(monkeypatch, shown=True, terminal=True)
    with told:
        for seconds, lines_done, size in ((1, 1, 1), (2, 500_000, 14_000)):
            at(seconds)
            told.step(lines_done, size)
    first, second, last = out.getvalue().split("\r")[1:4]
    assert first == "checklists: 1,001 lines, 1 a second, 4 h 9 min left"
    assert second.rstrip() == "checklists: 501,001 lines, 250,000 a second, 0 s left"[: len(second)]
    assert last.strip() == ""
    assert len(last) == len(second.rstrip())


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "0 s"), (59.6, "1 min 0 s"), (61, "1 min 1 s"), (3599.7, "1 h 0 min"), (7260, "2 h 1 min")]
)
def test_times_are_told_as_people_say_them(seconds: float, told: str) -> None:
    assert progress.duration(seconds) == told
