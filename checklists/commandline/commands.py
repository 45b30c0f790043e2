"""The commands. Each imports what it needs when it runs, so that none waits for what another needs."""

import argparse
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from checklists import jsontext
from checklists.commandline import reading
from checklists.errors import InputError

Payload = dict[str, Any]
MAX_INSTANCE_BYTES = 20_000_000


def draft_check(arguments: argparse.Namespace) -> None:
    """Check one draft, or one on each line."""
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


def lines(arguments: argparse.Namespace) -> None:
    """Answer a command that takes one object a line."""
    _run_lines(arguments.command, {}, arguments)


def _run_lines(command: str, options: Payload, arguments: argparse.Namespace) -> None:
    from checklists.commandline import stream
    from checklists.commandline.lines import Task

    if arguments.resume and not arguments.output:
        raise InputError("", "--resume needs --output FILE", "Välj --output också.")
    task = Task(command, options, reading.name(arguments.file))
    stream.run(task, arguments.file, stream.Manner(arguments.jobs, arguments.output, arguments.resume, arguments.progress))


def reply_roster(arguments: argparse.Namespace) -> None:
    """Plan who answers when."""
    from checklists import reply_roster

    text = reading.read_text(arguments.file, MAX_INSTANCE_BYTES)
    with reading.naming(arguments.file):
        solution = reply_roster.solve(jsontext.loads_object(text))
    print(jsontext.dumps(solution))


def post_metrics(arguments: argparse.Namespace) -> None:
    """Sum up exports."""
    from checklists import post_metrics
    from checklists.metrics import source, terminal

    names = [Path(reading.name(file)).name for file in arguments.files]
    files = [
        {"name": name if names.count(name) == 1 else file, "content": reading.read_bytes(file, source.MAX_BYTES)}
        for name, file in zip(names, arguments.files, strict=True)
    ]
    result = post_metrics.summarize({"files": files, "followers": terminal.followers(arguments.followers)})
    print(jsontext.dumps(result) if arguments.json else terminal.as_text(result))


def account_review(arguments: argparse.Namespace) -> None:
    """List the accounts that are to be looked over."""
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


COMMANDS: dict[str, Callable[[argparse.Namespace], None]] = {
    "draft-check": draft_check,
    "comment-helper": lines,
    "reply-deadline": lines,
    "publish-time": lines,
    "reply-roster": reply_roster,
    "post-metrics": post_metrics,
    "account-review": account_review,
}
