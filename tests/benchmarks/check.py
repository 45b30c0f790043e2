"""One draft check as the person sees it, and the engine's part of it: `python -m tests.benchmarks check`.

On the tool's own page, with the engine running: from the press of the button, as the browser notes it, to the second frame after
the result stands on the page. The engine alone is measured around its call in the browser's worker, JSON in and JSON out.
"""

import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.benchmarks import texts
from tests.benchmarks.browser import payload, served, stock
from tests.benchmarks.chromium import visit
from tests.benchmarks.counting import counting_server
from tests.benchmarks.report import Figure, Row, Table, Target, middle, times

TOOL = "site/publicera/granska-utkast/"
POSTS = 120
LONG = 10_000
LENGTHS = (100, 1_000, 10_000, 100_000)
SLOWER = 4
# window.checks gathers the ms of each check, window.tasks those of each task over 50 ms.
WATCH = """() => {
  let pressed = 0;
  window.checks = [];
  window.tasks = [];
  const nextFrame = () => new Promise(requestAnimationFrame);
  addEventListener("click", ({ timeStamp }) => (pressed = timeStamp), true);
  addEventListener("draft-checked", async () => {
    await nextFrame();
    await nextFrame();
    window.checks.push(performance.now() - pressed);
  });
  new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ type: "longtask" });
}"""
START = """(script) => {
  window.engine = new Worker(script, { type: "module" });
}"""
ENGINE = """async (payloads) => {
  const ask = (payload) => new Promise((resolve, reject) => {
    window.engine.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(data.ms));
    window.engine.postMessage({ name: "draft_check", payload });
  });
  const found = [];
  for (const payload of payloads) found.push(await ask(payload));
  return found;
}"""


class Tool:
    """Granska utkast, open in a browser and warm."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        page.goto(origin + TOOL)
        self.field = page.locator("draft-check textarea")
        self.button = page.locator("draft-check [type=submit]")
        page.evaluate(WATCH)
        self.check(texts.posts(POSTS)[-3:])

    def check(self, given: list[str]) -> tuple[list[float], float]:
        """Return the ms of each text, and the page's longest task meanwhile (0: none over 50 ms)."""
        self.page.evaluate("window.checks.length = window.tasks.length = 0")
        for number, text in enumerate(given, 1):
            self.field.fill(text)
            self.page.wait_for_timeout(500)  # a person looks up first; what the page does while one writes is done by then
            self.button.click()
            self.page.wait_for_function("number => window.checks.length === number", arg=number)
        self.page.wait_for_timeout(200)
        return self.page.evaluate("window.checks"), max(self.page.evaluate("window.tasks"), default=0.0)

    def slow_down(self, rate: float) -> None:
        """Let the page's thread be so many times slower."""
        self.page.context.new_cdp_session(self.page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def as_seen(page: Page, origin: str, runs: int) -> Iterator[Row]:
    """Yield the rows about what the person sees."""
    tool = Tool(page, origin)
    longest = 0.0
    for rate, suffix, words in ((1, "", ""), (SLOWER, "-slow", f", the page's thread {SLOWER} times slower")):
        tool.slow_down(rate)
        ms, task = tool.check(texts.posts(POSTS))
        longest = longest if suffix else max(longest, task)
        yield Row(
            f"seen-post{suffix}", f"button to painted result, 70 words{words}", times(ms), None if suffix else Target("p95", 50)
        )
        ms, task = tool.check(texts.long_texts(LONG, runs))
        longest = longest if suffix else max(longest, task)
        yield Row(f"seen-long{suffix}", f"button to painted result, {LONG:,} characters{words}", times(ms))
    yield Row("longest-task", "the page's longest task meanwhile", {"p95": Figure(longest, "ms")}, Target("p95", 50))


def engine_alone(page: Page, origin: str, runs: int) -> tuple[list[Row], list[Row]]:
    """Return the rows about the engine in the browser's worker, and those about time per character."""
    page.goto(origin + "blank.html")
    page.evaluate(START, stock(origin))

    def measured(given: list[str]) -> list[float]:
        return list(page.evaluate(ENGINE, [payload(text) for text in given]))

    measured(texts.posts(POSTS))  # the browser compiles WebAssembly twice: at once, and better where it is used much
    rows = [
        Row("engine-post", "the engine alone, 70 words", times(measured(texts.posts(POSTS))), Target("p95", 10)),
        Row(
            "engine-long",
            f"the engine alone, {LONG:,} characters",
            times(measured(texts.long_texts(LONG, runs))),
            Target("p95", 150),
        ),
    ]
    each = {length: middle(measured(texts.long_texts(length, runs))) for length in LENGTHS}
    flat = []
    for length, ms in each.items():
        share = ms / length / (each[1_000] / 1_000)
        figures = {"median": Figure(ms, "ms"), "each": Figure(1000 * ms / length, "µs"), "ratio": Figure(share, "ratio")}
        flat.append(Row(f"characters-{length}", f"{length:,} characters", figures))
    return rows, flat


def tables(runs: int) -> Iterator[Table]:
    """Yield the table of one check, and that of time per character."""
    with (
        served() as folder,
        counting_server(folder) as wire,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        visit(playwright, Path(profile)) as page,
    ):
        rows = [*as_seen(page, wire.origin, runs)]
        alone, flat = engine_alone(page, wire.origin, runs)
    notes = (
        "A longest task of 0 ms: none over 50 ms.",
        "Slower: the browser slows the page alone, the engine's worker goes on as fast.",
    )
    yield Table("check", f"One check, engine running, {POSTS} different posts", ("median", "p95"), (*rows, *alone), notes)
    yield Table("characters", "The engine's time per character, in the browser", ("median", "each", "ratio"), tuple(flat))
