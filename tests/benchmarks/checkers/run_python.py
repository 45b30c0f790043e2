"""As run.mjs, for what is written in Python: `python run_python.py proselint|ours`."""

import json
import sys
import time
from collections.abc import Callable


def proselint() -> Callable[[str], int]:
    from proselint.checks import __register__
    from proselint.registry import CheckRegistry
    from proselint.tools import LintFile

    CheckRegistry().register_many(__register__)
    return lambda text: len(LintFile("post", text).lint())


def ours() -> Callable[[str], int]:
    from checklists.api import call

    return lambda text: len(json.loads(call("draft_check", json.dumps({"text": text, "channel": "facebook"})))["findings"])


check = {"proselint": proselint, "ours": ours}[sys.argv[1]]()
for line in sys.stdin:
    finds = sum(check(text) for text in json.loads(line))
    print(json.dumps({"cpu": 1000 * time.process_time(), "finds": finds}), flush=True)
