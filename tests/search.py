"""Asks the site's search box in a real browser, and says what it answered: `python -m tests.search SITE QUERIES.toml`.

The box, its worker and its list are Material's own; all queries go to the same page, one after the other.
"""

import sys
import threading
import tomllib
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from macros.serve import make_server
from tests.browser_setup import find

# Types as a person does, and waits until the list of results has been drawn anew.
ASK = """query => new Promise((done, fail) => {
  const box = document.querySelector(".md-search__input");
  const told = document.querySelector(".md-search-result__meta");
  const list = document.querySelector(".md-search-result__list");
  let started;
  const watcher = new MutationObserver(() => setTimeout(() => {
    watcher.disconnect();
    const items = [...list.children].slice(0, 10).map((item) => ({
      address: item.querySelector("a").href,
      shown: item.innerHTML,
    }));
    done({items, took: performance.now() - started, told: told.textContent.trim()});
  }));
  watcher.observe(told, {childList: true, characterData: true, subtree: true});
  setTimeout(() => fail(new Error(`no answer to ${query}`)), 5000);
  box.focus();
  box.value = query;
  started = performance.now();
  box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true}));
})"""


@dataclass(frozen=True)
class Answer:
    """What the box showed: the first ten results' pages, relative to the site, their HTML, what it said, and milliseconds."""

    pages: list[str]
    items: list[dict[str, str]]
    told: str
    took: float


def open_search(page: Page) -> None:
    """Open the search box and wait until it can answer."""
    page.locator("label[for=__search]:visible, .md-search__input:visible").first.click()
    expect(page.locator(".md-search-result__meta")).to_have_text("Skriv sökord")


def ask(page: Page, query: str, address: str) -> Answer:
    """Ask for `query`, another than the last time, where the box is open; `address` is the site's root."""
    found = page.evaluate(ASK, query)
    pages = [item["address"].removeprefix(address).partition("?")[0].partition("#")[0] for item in found["items"]]
    return Answer(pages, found["items"], found["told"], found["took"])


def load(path: Path) -> list[tuple[str, list[str]]]:
    """Return queries with the pages of which one must be found."""
    return [(row["q"], row["pages"]) for row in tomllib.loads(path.read_text(encoding="utf-8"))["queries"]]


def main(site: str, *files: str) -> int:
    server = make_server(Path(site).resolve(), 0, prefix="/s/")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://localhost:{server.server_address[1]}/s/"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        page = browser.new_page(locale="sv-SE")
        page.goto(address)
        open_search(page)
        for file in files:
            queries = load(Path(file))
            answers = [(query, wanted, ask(page, query, address)) for query, wanted in queries]
            for query, wanted, answer in answers:
                mark = " " if set(wanted) & set(answer.pages[:3]) else "X"
                print(f"{mark} {query:30} {answer.took:4.0f} ms  {answer.told:20} {'  '.join(answer.pages[:3])}")
            hits = sum(bool(set(wanted) & set(answer.pages[:3])) for _, wanted, answer in answers)
            first = sum(answer.pages[:1] != [] and answer.pages[0] in wanted for _, wanted, answer in answers)
            times = sorted(answer.took for *_, answer in answers)
            print(
                f"{file}: {hits} of {len(queries)} among the first three, {first} first; median {times[len(times) // 2]:.0f} ms, worst {times[-1]:.0f} ms"
            )
        browser.close()
    server.shutdown()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
