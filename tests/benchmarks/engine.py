"""How fast a draft is checked, JSON in and JSON out: `python -m tests.benchmarks engine`.

In the browser's worker, by its clock, and in CPython, in processor time. The texts are posts of the training drafts, all of
them different; longer ones are such posts one after another.
"""

import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from checklists import api
from tests.benchmarks import texts
from tests.benchmarks.browser import payload, served, stock
from tests.benchmarks.chromium import visit
from tests.benchmarks.counting import counting_server
from tests.benchmarks.report import Figure, Row, Table, Target, middle, times

POSTS = 120
LONG = 10_000
LENGTHS = (100, 1_000, 10_000, 100_000)
BASE = 1_000  # time per character is compared with that of a text so long
START = """(script) => {
  window.engine = new Worker(script, { type: "module" });
}"""
ASK = """async ([name, payloads]) => {
  const ask = (payload) => new Promise((resolve, reject) => {
    window.engine.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.ms));
    window.engine.postMessage({ name, payload });
  });
  const found = [];
  for (const payload of payloads) found.push(await ask(payload));
  return found;
}"""
# Takes the name of a call and payloads, and returns the ms of each.
Ask = Callable[[str, list[str]], list[float]]


def in_browser(page: Page, origin: str) -> Ask:
    """Return the engine in a worker of the browser, started the stock way: once it runs, it is the same."""
    page.goto(origin + "blank.html")
    page.evaluate(START, stock(origin))
    return lambda name, given: list(page.evaluate(ASK, [name, given]))


def in_cpython(name: str, given: list[str]) -> list[float]:
    """Ask the engine in this process."""
    found = []
    for each in given:
        before = time.process_time()
        api.call(name, each)
        found.append(1000 * (time.process_time() - before))
    return found


def rows_of(ask: Ask, where: str, words: str, runs: int) -> tuple[list[Row], dict[int, float]]:
    """Return the rows of an engine, and its median ms for texts of each length."""
    posts = [payload(text) for text in texts.posts(POSTS)]
    ask("draft_check", posts)  # the data is loaded, and the browser has compiled what is used much
    counted = ask("character_count", [json.dumps({"text": text, "channel": "x"}) for text in texts.posts(POSTS)])
    by_length = {length: ask("draft_check", [payload(text) for text in texts.long_texts(length, runs)]) for length in LENGTHS}
    rows = [
        Row(f"{where}-post", f"{words}, 70 words", times(ask("draft_check", posts)), Target("p95", 10)),
        Row(f"{where}-long", f"{words}, {LONG:,} characters", times(by_length[LONG]), Target("p95", 150)),
        Row(f"{where}-count", f"{words}, characters counted as a channel does", times(counted), Target("p95", 1)),
    ]
    return rows, {length: middle(ms) for length, ms in by_length.items()}


def tables(runs: int) -> Iterator[Table]:
    """Yield the table of both engines, and that of their time per character."""
    with (
        served() as folder,
        counting_server(folder) as wire,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        visit(playwright, Path(profile)) as page,
    ):
        rows, browser = rows_of(in_browser(page, wire.origin), "browser", "browser", runs)
    more, python = rows_of(in_cpython, "cpython", "CPython", runs)
    yield Table("engine", f"The engine alone, {POSTS} different posts", ("median", "p95"), (*rows, *more))
    found = []
    for length in LENGTHS:
        figures = {}
        for where, ms in (("browser", browser), ("CPython", python)):
            each, base = ms[length] / length, ms[BASE] / BASE
            figures |= {f"{where}, each": Figure(1000 * each, "µs"), f"{where}, ratio": Figure(each / base, "ratio")}
        found.append(Row(f"characters-{length}", f"{length:,} characters", figures))
    columns = ("browser, each", "browser, ratio", "CPython, each", "CPython, ratio")
    notes = (f"Ratio: beside a text of {BASE:,} characters.",)
    yield Table("characters", f"Time per character, median of {runs} texts", columns, tuple(found), notes)
