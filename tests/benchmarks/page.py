"""From the button to the painted answer in Granska utkast: `python -m tests.benchmarks.page [ROUNDS]` prints a Markdown table.

Chromium, the built site in site/, the engine warm. "Painted" is two frames after the answer stands on the page, which is up
to a frame more than a person waits. A long task is one that kept the page from answering for more than 50 ms. The throttled
rows slow the page's own thread four times, not the worker's: what they show is the page's work.
"""

import json
import statistics
import sys
import threading
from collections.abc import Iterator
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from macros.serve import make_server
from tests.browser_setup import find

ROOT = Path(__file__).parents[2]
PAGE = "publicera/granska-utkast/"
POSTS, WORDS, LONG = 120, 70, 10_000
TARGET_MS = 50
# Written for this program: each sentence has something for the rules to find.
FAULTY = (
    "Avseende parken kan du t.ex. ringa Siv på 070-174 06 51. Vi kommer att påbörja beläggningsarbeten inom kort! "
    "Det beslutades att erhålla bidrag för detta, m.m. Läs mer på bit.ly/park #tillsammansärvistarkare. "
)
MEASURE = """async (text) => {
  const { call } = await import(document.querySelector('script[src*="widgets.js"]').src.replace("widgets.js", "python.js"));
  const tasks = [];
  const watch = (entries) => tasks.push(...entries.map(({ duration }) => duration));
  const observer = new PerformanceObserver((list) => watch(list.getEntries()));
  observer.observe({ type: "longtask" });
  document.querySelector("#draft-text").value = text;
  const frame = () => new Promise(requestAnimationFrame);
  const shown = new Promise((resolve) => document.addEventListener("draft-checked", resolve, { once: true }));
  const began = performance.now();
  document.querySelector('draft-check [data-part="submit"]').click();
  const { detail } = await shown;
  const stands = performance.now() - began;
  await frame();
  await frame();
  const painted = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 30));
  watch(observer.takeRecords());
  observer.disconnect();
  const asked = performance.now();
  await call("draft_check", { text: `${text} Hej.`, channel: "facebook", charged: false, media: [] });
  const engine = performance.now() - asked; // and the way there and back, for a text that it has not just seen
  return { engine, stands, painted, findings: detail.result.findings.length, longest: Math.max(0, ...tasks) };
}"""


def posts() -> list[str]:
    """Return the drafts that the model is trained on as posts of 70 words, one after the other where they are shorter."""
    lines = chain.from_iterable(
        path.read_text(encoding="utf-8").splitlines() for path in sorted((ROOT / "tests" / "corpus" / "drafts").glob("?.jsonl"))
    )
    words: Iterator[str] = chain.from_iterable(json.loads(line)["text"].split() for line in lines)
    return [" ".join(islice(words, WORDS)) for _ in range(POSTS)]


def long_post() -> str:
    """Return a draft of 10,000 characters with more findings than the page lists."""
    return "".join(islice(cycle(FAULTY), LONG))


def measure(page: Page, texts: list[str], slower: int) -> list[dict[str, Any]]:
    """Return, for each text, what the page measures: milliseconds, the number of findings, the longest task over 50 ms or 0.

    `cpu` is what the page's thread worked for the answer, which other programs on the computer do not change.
    """
    chromium = page.context.new_cdp_session(page)
    chromium.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    chromium.send("Performance.enable", {"timeDomain": "threadTicks"})

    def worked() -> float:
        metrics = {one["name"]: one["value"] for one in chromium.send("Performance.getMetrics")["metrics"]}
        return 1000 * float(metrics["TaskDuration"])

    rows: list[dict[str, Any]] = []
    for text in texts:
        before = worked()
        rows.append({**page.evaluate(MEASURE, text), "cpu": worked() - before})
    chromium.detach()
    return rows


def table(rounds: int = 1) -> list[list[str]]:
    """Return the table's rows, the heading first."""
    shown = [
        [
            "Text",
            "Page's thread",
            "Findings",
            "Engine",
            "Answer stands",
            "Page's CPU",
            "Painted",
            "Painted, p95",
            "Longest task",
            "Target",
        ]
    ]
    server = make_server(ROOT / "site", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 390, "height": 844})
        page.goto(f"http://localhost:{server.server_address[1]}/{PAGE}")
        page.locator("draft-check[data-ready]").wait_for()
        measure(page, posts()[:10], 1)  # until code and engine are warm
        for name, texts in [(f"{WORDS} words", posts() * rounds), (f"{LONG:,} characters", [long_post()] * 20 * rounds)]:
            for slower in (1, 4):
                measure(page, texts[:3], slower)
                shown.append(
                    [name, "as it is" if slower == 1 else f"{slower} times slower", *figures(measure(page, texts, slower))]
                )
        browser.close()
    server.shutdown()
    return shown


def figures(rows: list[dict[str, Any]]) -> list[str]:
    """Return the medians of the measured rows, the 95th percentile of the whole and the longest task, as text."""
    medians = [statistics.median(row[name] for row in rows) for name in ("engine", "stands", "cpu", "painted")]
    slow = statistics.quantiles([row["painted"] for row in rows], n=20)[-1]
    findings = statistics.median(row["findings"] for row in rows)
    longest = max(row["longest"] for row in rows)
    return [
        f"{findings:.0f}",
        *(f"{value:.1f} ms" for value in (*medians, slow)),
        f"{longest:.0f} ms" if longest else "none over 50 ms",
        f"{TARGET_MS} ms",
    ]


def main(rounds: int) -> None:
    """Print the table."""
    heading, *rows = table(rounds)
    for row in (heading, ["---"] * len(heading), *rows):
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1)
