"""What can be asked of the command line, and how it tells what it does not understand."""

import argparse
from collections.abc import Sequence
from typing import Any, NoReturn

MAX_JOBS = 60  # Windows waits for no more than 63 things at a time


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


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments; `command` is the command's name."""
    top = Parser(prog="checklists", description="Helsingborgs stad's strategy for social media, put to work.")
    top.add_argument("--version", action=Version, nargs=0, help="show the version of the rules and the model")
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")

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

    comment = commands.add_parser("comment-helper", help="what to do with a comment, and why")
    comment.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"text", "post"?, "received"?} a line')

    deadline = commands.add_parser("reply-deadline", help="when a question must have its answer")
    deadline.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"received": ISO} a line')

    publish = commands.add_parser("publish-time", help="whether charged content should wait")
    publish.add_argument("file", nargs="?", default="-", metavar="FILE", help='one {"published": ISO, "charged": bool} a line')
    for command in (comment, deadline, publish):
        command.add_argument("--jsonl", action="store_true", help="one object a line (the only form there is)")
    for command in (draft, comment, deadline, publish):
        many = command.add_argument_group("many lines")
        many.add_argument("--jobs", type=_jobs, default=1, metavar="N", help="answer with N processes (default: 1)")
        many.add_argument("--output", metavar="FILE", help="write the answers to this file, which must be new or empty")
        many.add_argument("--resume", action="store_true", help="go on after the answers that the output holds already")
        many.add_argument("--progress", action="store_true", help="tell how far it has come, also where there is no terminal")

    roster = commands.add_parser("reply-roster", help="who answers when, as evenly as can be")
    roster.add_argument("file", nargs="?", default="-", metavar="FILE", help="an instance (roster-instance/1)")

    metrics = commands.add_parser("post-metrics", help="sums up exports of Meta Business Suite and LinkedIn")
    metrics.add_argument("files", nargs="+", metavar="FILE", help="an export: CSV or .xlsx")
    metrics.add_argument(
        "--followers", action="append", default=[], metavar="CHANNEL=N", help="how many follow a channel, for the engagement rate"
    )
    metrics.add_argument("--json", action="store_true", help="write one JSON object")

    review = commands.add_parser("account-review", help="the accounts that are overdue for review, or without a day for it")
    review.add_argument("--today", metavar="YYYY-MM-DD", help="reckon from this day (default: today)")
    review.add_argument("--json", action="store_true", help="write one JSON object")
    return top


def _jobs(text: str) -> int:
    if not text.isdecimal() or not 1 <= int(text) <= MAX_JOBS:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number from 1 to {MAX_JOBS}")
    return int(text)
