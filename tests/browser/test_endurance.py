"""A tab that is open for weeks: ten thousand checks, and Python holds no more memory than when its caches were full."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.test_draft_check import DRAFT

pytestmark = [pytest.mark.browser, pytest.mark.long, pytest.mark.xdist_group("browser")]
CHECKS = 10_000
# Fills what the engine remembers of words, a few thousand of each kind, in two checks.
FILLING = [" ".join(f"{first}{number}" for number in range(9_000)) for first in ("ord", "hus")]
# Other texts each time, of lengths that vary, so that nothing is answered from what is remembered.
ROUNDS = """async ([boot, text, from, count]) => {
  globalThis.engine ??= await (await import(boot)).boot(() => {});
  let findings;
  for (let i = from; i < from + count; i++) {
    const payload = JSON.stringify({ text: `${text} ${"Välkommen till lekplats nummer ".repeat(i % 5)}${i}`, channel: "facebook" });
    findings = JSON.parse(engine.call("draft_check", payload)).findings.length;
  }
  const python = engine.call.__builtins__.get("__import__")("gc");
  python.collect();
  const objects = python.get_objects();
  const held = objects.length;
  objects.destroy();
  return { findings, objects: held };
}"""
HEAP = "() => globalThis.heaps.map((memory) => memory.buffer.byteLength)"
# Keeps the memory of the runtime within reach.
REACH = """() => {
  globalThis.heaps = [];
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const made = await instantiate(...given);
    const memory = (made.instance ?? made).exports?.memory;
    if (memory) heaps.push(memory);
    return made;
  };
}"""


def test_ten_thousand_checks_leave_the_memory_as_it_was(open_page: Callable[..., Page], site: Path, address: str) -> None:
    page = open_page("")
    (boot,) = (site / "assets").glob("app-*/javascripts/boot.js")
    # A worker that does nothing until it is told, so that what runs in it can be asked about its memory.
    page.context.route("**/idle.js", lambda route: route.fulfill(content_type="text/javascript", body="onmessage = () => {};"))
    with page.expect_worker() as started:
        page.evaluate("address => { window.kept = new Worker(address, {type: 'module'}); }", address + "idle.js")
    worker = started.value
    worker.evaluate(REACH)
    module = address + boot.relative_to(site).as_posix()
    for text in FILLING:
        worker.evaluate(ROUNDS, [module, text, 0, 1])
    first = worker.evaluate(ROUNDS, [module, DRAFT, 0, 500])
    (before,) = worker.evaluate(HEAP)
    last = worker.evaluate(ROUNDS, [module, DRAFT, 500, CHECKS])
    (after,) = worker.evaluate(HEAP)
    print(f"{before / 2**20:.1f} MiB, then {after / 2**20:.1f} MiB; objects {first['objects']}, then {last['objects']}")
    assert last["findings"] >= 3
    assert after <= before * 1.1
    assert last["objects"] <= first["objects"] * 1.05
