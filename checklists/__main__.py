"""The command line: `checklists COMMAND ...`, the same engine as in the browser.

Bad input: one line on standard error that names file, line and field, exit status 2, nothing on standard output. With
--jsonl a bad line gives {"id": ..., "error": "..."} in its place, and the rest goes on. What is stopped half-way ends with
one line and exit status 1, or 130 after Ctrl-C.

Each command imports what it needs when it runs, so that none waits for the others.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from checklists import jsontext
from checklists.commandline import StoppedError, reading
from checklists.errors import InputError

Payload = dict[str, Any]
MAX_INSTANCE_BYTES = 20_000_000
MAX_JOBS = 60  # Windows waits for no more than 63 things at a time


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    arguments = _parser().parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        arguments.run(arguments)
        sys.stdout.flush()
    except BrokenPipeError:
        reading.discard(sys.stdout.buffer)  # the reader has seen enough; nothing more to tell
    except InputError as error:
        return _told(error, 2)
    except StoppedError as error:
        return _told(error, 1)
    except KeyboardInterrupt:
        return _told("interrupted", 130)
    except ValueError as error:
        from checklists.strategy.schema import DataError

        if isinstance(error, DataError):
            return _told(error, 2)
        raise
    return 0


def _told(error: object, status: int) -> int:
    print(f"checklists: {error}", file=sys.stderr)
    return status


class Parser(argparse.ArgumentParser):
    """Tells a wrong option in one line, without the usage in front."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


class Version(argparse.Action):
    """Prints which rules and which model answer, once somebody asks."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from checklists.version import engine_version

        print(engine_version())
        parser.exit()


class Channels(Sequence[str]):
    """The channels' ids, read from the strategy when they are asked for."""

    def __getitem__(self, index: Any) -> Any:
        from checklists.strategy import load_channels

        return list(load_channels())[index]

    def __len__(self) -> int:
        return len(self[:])


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="checklists", description="Helsingborgs stad's strategy for social media, put to work.")
    parser.add_argument("--version", action=Version, nargs=0, help="show the version of the rules and the model")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    draft = commands.add_parser("draft-check", help="goal, category and advice for a draft")
    draft.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the draft as text, or with --jsonl one object a line"
    )
    draft.add_argument(
        "--channel", choices=Channels(), metavar="CHANNEL", help="where it will be published: %(choices)s (default: facebook)"
    )
    draft.add_argument("--published", metavar="ISO", help="when it will be published, such as 2026-11-27T15:45")
    draft.add_argument("--charged", action="store_true", help="the content is charged: discussions are likely")
    form = draft.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write one JSON object")
    form.add_argument("--jsonl", action="store_true", help="read and write one JSON object a line")
    draft.set_defaults(run=_draft_check)

    comment = commands.add_parser("comment-helper", help="what to do with a comment, and why")
    comment.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"text", "post"?, "received"?} a line')

    deadline = commands.add_parser("reply-deadline", help="when a question must have its answer")
    deadline.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"received": ISO} a line')

    publish = commands.add_parser("publish-time", help="whether charged content should wait")
    publish.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"published": ISO, "charged": bool} a line')
    for name, command in (("comment-helper", comment), ("reply-deadline", deadline), ("publish-time", publish)):
        command.add_argument("--jsonl", action="store_true", help="one object a line (the only form there is)")
        command.set_defaults(run=_lines, command=name)
    for command in (draft, comment, deadline, publish):
        many = command.add_argument_group("many lines")
        many.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="answer with N processes (default: 1)")
        many.add_argument("--output", metavar="FILE", help="write the answers to this file, which must be new or empty")
        many.add_argument("--resume", action="store_true", help="go on after the answers that the output holds already")
        many.add_argument("--progress", action="store_true", help="tell how far it has come, also where there is no terminal")

    roster = commands.add_parser("reply-roster", help="who answers when, as evenly as can be")
    roster.add_argument("file", nargs="?", default="-", metavar="FILE", help="an instance (roster-instance/1)")
    roster.set_defaults(run=_reply_roster)

    metrics = commands.add_parser("post-metrics", help="sums up exports of Meta Business Suite and LinkedIn")
    metrics.add_argument("files", nargs="+", metavar="FILE", help="an export: CSV or .xlsx")
    metrics.add_argument(
        "--followers", action="append", default=[], metavar="CHANNEL=N", help="how many follow a channel, for the engagement rate"
    )
    metrics.add_argument("--json", action="store_true", help="write one JSON object")
    metrics.set_defaults(run=_post_metrics)

    review = commands.add_parser("account-review", help="the accounts that are overdue for review, or without a day for it")
    review.add_argument("--today", metavar="YYYY-MM-DD", help="reckon from this day (default: today)")
    review.add_argument("--json", action="store_true", help="write one JSON object")
    review.set_defaults(run=_account_review)
    return parser


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MAX_JOBS}")
    return int(text)


def _draft_check(arguments: argparse.Namespace) -> None:
    options: Payload = {}
    if arguments.channel:
        options["channel"] = arguments.channel
    if arguments.published:
        options["published"] = arguments.published
    if arguments.charged:
        options["charged"] = True
    if arguments.jsonl:
        _run_lines("draft-check", options, arguments)
    elif arguments.jobs > 1 or arguments.output or arguments.resume or arguments.progress:
        raise InputError("", "--jobs, --output, --resume and --progress need --jsonl", "Välj --jsonl också.")
    else:
        _check_one(options, arguments)


def _check_one(options: Payload, arguments: argparse.Namespace) -> None:
    from checklists import draft_check

    text = reading.read_text(arguments.file, 4 * draft_check.MAX_CHARACTERS)
    with reading.naming(arguments.file):
        result = draft_check.check({"text": text, **options})
    print(jsontext.dumps(result) if arguments.json else _as_text(result))


def _lines(arguments: argparse.Namespace) -> None:
    _run_lines(arguments.command, {}, arguments)


def _run_lines(command: str, options: Payload, arguments: argparse.Namespace) -> None:
    from checklists.commandline import stream
    from checklists.commandline.lines import Task

    if arguments.resume and not arguments.output:
        raise InputError("", "--resume needs --output FILE", "Välj --output också.")
    task = Task(command, options, reading.name(arguments.file))
    stream.run(task, arguments.file, stream.Manner(arguments.jobs, arguments.output, arguments.resume, arguments.progress))


def _reply_roster(arguments: argparse.Namespace) -> None:
    from checklists import reply_roster

    text = reading.read_text(arguments.file, MAX_INSTANCE_BYTES)
    with reading.naming(arguments.file):
        solution = reply_roster.solve(jsontext.loads_object(text))
    print(jsontext.dumps(solution))


def _post_metrics(arguments: argparse.Namespace) -> None:
    from checklists import post_metrics
    from checklists.metrics import source, terminal

    names = [Path(reading.name(file)).name for file in arguments.files]
    files = [
        {"name": name if names.count(name) == 1 else file, "content": reading.read_bytes(file, source.MAX_BYTES)}
        for name, file in zip(names, arguments.files, strict=True)
    ]
    result = post_metrics.summarize({"files": files, "followers": terminal.followers(arguments.followers)})
    print(jsontext.dumps(result) if arguments.json else terminal.as_text(result))


def _account_review(arguments: argparse.Namespace) -> None:
    from checklists import accounts
    from checklists.strategy import load_strategy

    day = date.today().isoformat() if arguments.today is None else arguments.today
    rows = accounts.account_review(accounts.all_accounts(load_strategy()), day)
    print(jsontext.dumps({"today": day, "accounts": rows}) if arguments.json else accounts.as_text(rows))


def _as_text(result: Payload) -> str:
    """Return the result as a person reads it in a terminal."""
    lines = []
    for kind in ("goal", "category"):
        verdict = result[kind]
        label = verdict["label"] or "cannot say"
        unsure = ", unsure" if verdict["abstain"] else ""
        because = ": " + ", ".join(reason["text"] for reason in verdict["reasons"]) if verdict["reasons"] else ""
        lines.append(f"{kind}: {label} ({verdict['confidence']:.2f}{unsure}){because}")
    for found in result["findings"]:
        instead = f" -> {' / '.join(found['suggestions'])}" if found["suggestions"] else ""
        place = f"{found['start']}-{found['end']}"
        lines.append(f"{found['level']:<6} {place} {found['rule']}: {found['message']}{instead} [{found['clause']}]")
    if result["timing"] and result["timing"]["warn"]:
        lines.append(f"timing: {result['timing']['why']} ({result['timing']['suggest_not_before']})")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
