"""From the button to the painted answer in Granska utkast: `python -m tests.benchmarks page`.

Chromium, the built site in site/, the engine warm. "Painted" is two frames after the answer stands on the page, which is up
to a frame more than a person waits. A long task is one that kept the page from answering for more than 50 ms. The throttled
rows slow the page's own thread four times, not the worker's: what they show is the page's work.
"""

import tempfile
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from macros.templates import ROOT
from tests.benchmarks import texts
from tests.benchmarks.chromium import visit
from tests.benchmarks.counting import counting_server
from tests.benchmarks.report import Figure, Row, Table, Target, middle, times

TOOL = "publicera/granska-utkast/"
PHONE = {"width": 390, "height": 844}
POSTS, LONG, LONG_RUNS = 120, 10_000, 20
SLOWER = 4
# Written for this program: each sentence has something for the rules to find, more in all than the page lists.
FAULTY = (
    "Avseende parken kan du t.ex. ringa Siv på 070-174 06 51. Vi kommer att påbörja beläggningsarbeten inom kort! "
    "Det beslutades att erhålla bidrag för detta, m.m. Läs mer på bit.ly/park #tillsammansärvistarkare. "
)
MEASURE = """async (texts) => {
  const tasks = [];
  const watch = (entries) => tasks.push(...entries.map(({ duration }) => duration));
  const observer = new PerformanceObserver((list) => watch(list.getEntries()));
  observer.observe({ type: "longtask" });
  const { call } = await import(document.querySelector('script[src*="widgets.js"]').src.replace("widgets.js", "python.js"));
  const field = document.querySelector("#draft-text");
  const submit = document.querySelector('draft-check [data-part="submit"]');
  const frame = () => new Promise(requestAnimationFrame);
  const rest = () => new Promise((resolve) => setTimeout(resolve, 50));
  const rows = [];
  for (const text of texts) {
    field.value = text;
    const asked = performance.now();
    await call("draft_check", { text, channel: "facebook", charged: false, media: [] });
    const engine = performance.now() - asked;
    await rest();
    watch(observer.takeRecords());
    tasks.length = 0;
    const shown = new Promise((resolve) => document.addEventListener("draft-checked", resolve, { once: true }));
    const began = performance.now();
    submit.click();
    const { detail } = await shown;
    const stands = performance.now() - began;
    await frame();
    await frame();
    const painted = performance.now() - began;
    await rest();
    watch(observer.takeRecords());
    rows.push({ engine, stands, painted, findings: detail.result.findings.length, longest: Math.max(0, ...tasks) });
  }
  return rows;
}"""


def measure(page: Page, given: list[str], slower: int) -> list[dict[str, Any]]:
    """Return, for each text, what the page measures: milliseconds, the number of findings, the longest task over 50 ms or 0."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slower})
    rows: list[dict[str, Any]] = page.evaluate(MEASURE, given)
    return rows


def figures(rows: list[dict[str, Any]]) -> dict[str, Figure]:
    """Return the figures of the measured rows, by column."""
    found = {name: Figure(middle([row[name] for row in rows]), "ms") for name in ("engine", "stands")}
    findings = Figure(middle([row["findings"] for row in rows]), "count")
    return {"findings": findings} | found | times([row["painted"] for row in rows])


def tables(runs: int) -> Iterator[Table]:
    """Yield the one table; how often each thing is done does not depend on `runs`."""
    posts, long_ones = texts.posts(POSTS), ["".join(islice(cycle(FAULTY), LONG))] * LONG_RUNS
    rows, longest = [], 0.0
    with (
        counting_server(ROOT / "site") as wire,
        sync_playwright() as playwright,
        tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        visit(playwright, Path(profile)) as page,
    ):
        page.set_viewport_size(PHONE)  # type: ignore[arg-type]
        page.goto(wire.origin + TOOL)
        page.locator("draft-check[data-ready]").wait_for()
        measure(page, posts[:10], 1)  # until code and engine are warm
        for name, words, given in (("post", "70 words", posts), ("long", f"{LONG:,} characters", long_ones)):
            for slower in (1, SLOWER):
                measure(page, given[:3], slower)
                found = measure(page, given, slower)
                if slower == 1:
                    longest = max(longest, *(row["longest"] for row in found))
                    rows.append(Row(f"seen-{name}", words, figures(found), Target("p95", 50) if name == "post" else None))
                else:
                    rows.append(Row(f"seen-{name}-slow", f"{words}, the page's thread {slower} times slower", figures(found)))
    rows.append(Row("longest-task", "the page's longest task, not slowed", {"p95": Figure(longest, "ms")}, Target("p95", 50)))
    columns = ("findings", "engine", "stands", "median", "p95")
    notes = (
        "Engine: an answer to the page. Stands: from the button until the answer stands on the page. Median and p95: until it is painted.",
        "A longest task of 0 ms: none over 50 ms.",
    )
    yield Table(
        "page", f"From the button to the painted answer, {POSTS} posts and {LONG_RUNS} long texts", columns, tuple(rows), notes
    )
