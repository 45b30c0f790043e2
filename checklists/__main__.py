"""The command line: `checklists COMMAND ...`, the same engine as in the browser.

Bad input: one line on standard error that names file, line and field, exit status 2, nothing on standard output. With
--jsonl a bad line gives {"id": ..., "error": "..."} in its place, and the rest goes on.
"""

import argparse
import sys
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, NoReturn

from checklists import accounts, comment_helper, draft_check, jsontext, post_metrics, reply_roster, worktime
from checklists.errors import InputError
from checklists.metrics import source, terminal
from checklists.strategy import load_channels, load_strategy
from checklists.strategy.schema import DataError
from checklists.version import engine_version

Payload = dict[str, Any]
MAX_INSTANCE_BYTES = 20_000_000


def main(argv: list[str] | None = None) -> int:
    """Run the command line and return its exit status."""
    parser = _parser()
    arguments = parser.parse_args(argv)
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    try:
        return int(arguments.run(arguments))
    except (InputError, DataError) as error:
        print(f"checklists: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()  # the reader has seen enough; nothing more to tell
        return 0


class Parser(argparse.ArgumentParser):
    """Tells a wrong option in one line, without the usage in front."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def _parser() -> argparse.ArgumentParser:
    parser = Parser(prog="checklists", description="Helsingborgs stad's strategy for social media, put to work.")
    parser.add_argument("--version", action="version", version=engine_version())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    draft = commands.add_parser("draft-check", help="goal, category and advice for a draft")
    draft.add_argument(
        "file", nargs="?", default="-", metavar="FILE", help="the draft as text, or with --jsonl one object a line"
    )
    draft.add_argument("--channel", choices=list(load_channels()), help="where it will be published (default: facebook)")
    draft.add_argument("--published", metavar="ISO", help="when it will be published, such as 2026-11-27T15:45")
    draft.add_argument("--charged", action="store_true", help="the content is charged: discussions are likely")
    form = draft.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="write one JSON object")
    form.add_argument("--jsonl", action="store_true", help="read and write one JSON object a line")
    draft.set_defaults(run=_draft_check)

    comment = commands.add_parser("comment-helper", help="what to do with a comment, and why")
    comment.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"text", "post"?, "received"?} a line')
    comment.set_defaults(run=lambda arguments: _stream(arguments.file, comment_helper.advise))

    deadline = commands.add_parser("reply-deadline", help="when a question must have its answer")
    deadline.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"received": ISO} a line')
    deadline.set_defaults(run=lambda arguments: _stream(arguments.file, worktime.reply_deadline))

    publish = commands.add_parser("publish-time", help="whether charged content should wait")
    publish.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"published": ISO, "charged": bool} a line')
    publish.set_defaults(run=lambda arguments: _stream(arguments.file, worktime.publish_time))
    for command in (comment, deadline, publish):
        command.add_argument("--jsonl", action="store_true", help="one object a line (the only form there is)")

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


def _post_metrics(arguments: argparse.Namespace) -> int:
    names = [Path(_name(file)).name for file in arguments.files]
    files = [
        {"name": name if names.count(name) == 1 else file, "content": _read_bytes(file, source.MAX_BYTES)}
        for name, file in zip(names, arguments.files, strict=True)
    ]
    result = post_metrics.summarize({"files": files, "followers": terminal.followers(arguments.followers)})
    print(jsontext.dumps(result) if arguments.json else terminal.as_text(result))
    return 0


def _account_review(arguments: argparse.Namespace) -> int:
    day = date.today().isoformat() if arguments.today is None else arguments.today
    rows = accounts.account_review(accounts.all_accounts(load_strategy()), day)
    print(jsontext.dumps({"today": day, "accounts": rows}) if arguments.json else accounts.as_text(rows))
    return 0


def _reply_roster(arguments: argparse.Namespace) -> int:
    try:
        instance = jsontext.loads_object(_read_text(arguments.file, MAX_INSTANCE_BYTES))
        print(jsontext.dumps(reply_roster.solve(instance)))
    except InputError as error:
        raise InputError(error.field, f"{_name(arguments.file)}: {_at(error)}", error.swedish) from None
    return 0


def _draft_check(arguments: argparse.Namespace) -> int:
    options: Payload = {}
    if arguments.channel:
        options["channel"] = arguments.channel
    if arguments.published:
        options["published"] = arguments.published
    if arguments.charged:
        options["charged"] = True
    if arguments.jsonl:
        return _stream(arguments.file, lambda payload: draft_check.check(options | payload))
    try:
        result = draft_check.check({"text": _read_text(arguments.file), **options})
    except InputError as error:
        raise InputError(error.field, f"{_name(arguments.file)}: {_at(error)}", error.swedish) from None
    print(jsontext.dumps(result) if arguments.json else _as_text(result))
    return 0


def _stream(file: str, function: Callable[[Payload], Payload]) -> int:
    """Answer line by line, in constant memory: same order, same id."""
    for number, line in enumerate(_lines(file), 1):
        payload: Payload = {}
        try:
            payload = jsontext.loads_object(_decode(line))
            answer = {"id": payload.get("id")} | function(payload)
        except InputError as error:
            answer = {"id": payload.get("id"), "error": f"{_name(file)}, line {number}: {_at(error)}"}
        print(jsontext.dumps(answer))
    return 0


def _lines(file: str) -> Iterator[bytes]:
    source = _open(file)
    with source:
        first = True
        for line in source:
            yield line.removeprefix(b"\xef\xbb\xbf") if first else line
            first = False


def _open(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return open(file, "rb")
    except OSError as error:
        raise InputError("", f"{file}: {error.strerror}", "Filen går inte att läsa.") from None


def _read_text(file: str, limit: int = 4 * draft_check.MAX_CHARACTERS) -> str:
    """Return a file's text; `limit` is in bytes, and a text has at most four bytes for each character."""
    return _decode(_read_bytes(file, limit)).removeprefix("\ufeff").replace("\r\n", "\n").removesuffix("\n")


def _read_bytes(file: str, limit: int) -> bytes:
    """Return a file's bytes, a few more than `limit` where there are more, so that the engine can say so."""
    try:
        with _open(file) as opened:
            return opened.read(limit + 4)
    except OSError as error:
        raise InputError("", f"{_name(file)}: {error.strerror or 'cannot be read'}", "Filen går inte att läsa.") from None


def _decode(data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError("", f"not UTF-8 text (byte {error.start + 1})", "Filen är inte text i UTF-8.") from None


def _name(file: str) -> str:
    return "standard input" if file == "-" else file


def _at(error: InputError) -> str:
    return f"field {error.field}: {error}" if error.field else str(error)


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
