"""How long until the first answer, against the stock way: `python -m tests.benchmarks browser`.

Stock is loadPyodide in a module worker with the same engine, as Pyodide's documentation has it (tests/benchmarks/stock/worker.js). Ours
is the site's python.js, as its pages use it. Both are served by the same server with the same headers. For each pair of runs
each has a new profile and its own browser; who goes first alternates. Measured in the page, from the moment it starts to
load Python to the answer of a draft check of 70 words. Both must give the same answer, to the letter.
"""

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from macros import bundle
from macros.precompress import precompress
from macros.templates import ROOT
from tests.benchmarks import texts
from tests.benchmarks.chromium import another_page, visit
from tests.benchmarks.counting import Wire, counting_server
from tests.benchmarks.report import Row, Table, Target, times

NETWORK = 20e6 / 8  # bytes a second: a middling mobile connection
NETWORK_RUNS = 5
STATES = {
    "cold": ("empty cache", Target("ratio", 0.33)),
    "warm": ("files in the browser's cache", Target("ratio", 0.33)),
    "next": ("next page, after a full page load", Target("median", 50)),
    "restart": ("after a restart of the browser", Target("ratio", 0.33)),
}
# Each takes [address of its script, payload as JSON] and returns {ms, longest: the longest task on the page, answer}.
OURS = """
    const { call } = await import(script);
    return call("draft_check", JSON.parse(payload));
"""
STOCK = """
    return new Promise((resolve, reject) => {
      const worker = new Worker(script, { type: "module" });
      worker.onmessage = ({ data }) => (data.error ? reject(new Error(data.error)) : resolve(JSON.parse(data.result)));
      worker.postMessage({ name: "draft_check", payload });
    });
"""
MEASURED = """async ([script, payload]) => {
  let longest = 0;
  const observer = new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => (longest = Math.max(longest, duration))));
  observer.observe({ type: "longtask" });
  const began = performance.now();
  const answer = await (async () => { %s })();
  const ms = performance.now() - began;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return { ms, longest, answer: JSON.stringify(answer) };
}"""


@contextmanager
def served() -> Iterator[Path]:
    """Give a folder with the built site, the stock way beside it, and a page with nothing on it."""
    site = ROOT / "site"
    assert (site / "index.html.br").is_file(), "site/ is not built, or not compressed: run `make build`"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "site").symlink_to(site)
        (folder / "blank.html").write_text("<!doctype html><title>blank</title><link rel=icon href=data:,>", encoding="utf-8")
        # In a folder named as ours is, so that the server lets the browser keep the files just as long.
        stock = folder / "assets" / "app-stock"
        shutil.copytree(Path(__file__).parent / "stock", stock)
        runtime = stock / "assets" / "pyodide"
        runtime.mkdir(parents=True)
        for file in ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip"):
            shutil.copy(bundle.RUNTIME / file, runtime)
        wheel = bundle.build_wheel()
        shutil.copy(wheel, runtime)
        (runtime / "pyodide-lock.json").write_text(bundle.lock_file(wheel), encoding="utf-8")
        precompress(stock, bundle.CACHE / "benchmark-compressed")
        yield folder


def ours(origin: str) -> str:
    """Return the address of the site's way to Python."""
    app = next((ROOT / "site" / "assets").glob("app-*"))
    return f"{origin}site/assets/{app.name}/javascripts/python.js"


def stock(origin: str) -> str:
    """Return the address of the stock worker."""
    return f"{origin}assets/app-stock/worker.js"


def payload(text: str) -> str:
    """Return the question that the tool asks about a post for Facebook, as the page sends it."""
    return json.dumps({"text": text, "channel": "facebook", "charged": False, "media": []}, ensure_ascii=False)


WAYS = {"ours": (ours, OURS), "stock": (stock, STOCK)}


class Visitor:
    """Someone with a profile of their own who comes several times; `first` of them says how long the first answer took."""

    def __init__(self, playwright: Playwright, wire: Wire, way: str) -> None:
        self.playwright, self.wire = playwright, wire
        self.address, self.script = WAYS[way]
        self.answers: set[str] = set()
        self.longest = 0.0
        self.told: list[str] = []

    def first(self, page: Page) -> float:
        """Return the ms until the first answer on this page; note the answer, and the longest task meanwhile."""
        page.goto(f"{self.wire.origin}blank.html")
        found = page.evaluate(MEASURED % self.script, [self.address(self.wire.origin), payload(texts.posts(1)[0])])
        self.answers.add(found["answer"])
        self.longest = max(self.longest, found["longest"])
        return float(found["ms"])

    def comes(self, *, again: bool) -> dict[str, float]:
        """Return the ms with an empty cache, and, if they come `again`, in every other state."""
        found = {}
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
            with visit(self.playwright, Path(profile), self.told) as page:
                found["cold"] = self.first(page)
                if again:
                    page = another_page(page)
                    found["warm"] = self.first(page)
                    found["next"] = self.first(page)
            if again:
                with visit(self.playwright, Path(profile), self.told) as page:
                    found["restart"] = self.first(page)
        return found


def compare(
    playwright: Playwright, wire: Wire, runs: int, *, again: bool
) -> tuple[dict[str, dict[str, list[float]]], tuple[str, ...]]:
    """Return all times by state and way, and what is to be said about them. Raises AssertionError where the answers differ."""
    found: dict[str, dict[str, list[float]]] = {state: {way: [] for way in WAYS} for state in (STATES if again else ["cold"])}
    longest, told, answers = 0.0, set(), set()
    for run in range(runs):
        for way in sorted(WAYS, reverse=bool(run % 2)):
            visitor = Visitor(playwright, wire, way)
            for state, ms in visitor.comes(again=again).items():
                found[state][way].append(ms)
            answers |= visitor.answers
            if way == "ours":
                longest = max(longest, visitor.longest)
                told.update(visitor.told)
    assert len(answers) == 1, "the two ways give different answers"
    notes = [f"The page's longest task while ours starts, in any run: {f'{longest:.0f} ms' if longest else 'none over 50 ms'}."]
    notes += [f"Ours said on the console: {text}" for text in sorted(told)]
    return found, tuple(notes)


def tables(runs: int) -> Iterator[Table]:
    """Yield the table of first answers, and that of an empty cache over a middling network."""
    columns = ("stock", "stock p95", "median", "p95", "ratio")
    with served() as folder, sync_playwright() as playwright:
        with counting_server(folder) as wire:
            found, notes = compare(playwright, wire, runs, again=True)
        rows = [Row(state, name, times(**found[state]), target) for state, (name, target) in STATES.items()]
        beside = rows[-1].figures["median"].number / rows[1].figures["median"].number
        notes += (f"Ours after a restart: {beside:.2f} of the time with files in the cache.",)
        yield Table("browser", f"First answer in the browser, {runs} pairs of runs", columns, tuple(rows), notes)
        with counting_server(folder, NETWORK) as wire:
            found, notes = compare(playwright, wire, NETWORK_RUNS, again=False)
        row = Row("cold-network", "empty cache", times(**found["cold"]))
        title = f"First answer over {NETWORK * 8 / 1e6:.0f} Mbit/s, {NETWORK_RUNS} pairs of runs"
        yield Table("network", title, columns, (row,), notes)
