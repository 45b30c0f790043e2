"""What a first visit loads, ours against plain Material: `python -m tests.benchmarks.site_weight [PAGE ...]`.

Counts what goes over the wire in Chromium from an empty cache, headers too, workers too, until nothing more is asked for. Both
sites have the same pages and the same compressed files beside them, sent by the same server. The search is counted apart: the
theme fetches its index and its worker when someone opens the search, or at once where an address asks for it.
"""

import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from macros.precompress import precompress
from macros.serve import make_server
from macros.templates import ROOT
from tests.benchmarks.plain_site import build_plain, write_plain
from tests.browser_setup import find

# The start page, a page of guidance, a page from data: none of them has a tool.
PAGES = ("", "kommentarer/svara/", "strategin/kommentarer/")
KINDS = (".html", ".css", ".js", ".woff2", ".svg", ".json")


def weigh(browser: Browser, address: str, search: bool) -> Counter[str]:
    """Return the bytes of each kind that a first visit takes; with `search`, of one who opens the search as well."""
    context = browser.new_context(locale="sv-SE", reduced_motion="reduce")
    page = context.new_page()
    sent: Counter[str] = Counter()
    asked: dict[str, str] = {}
    session = context.new_cdp_session(page)

    def begun(event: dict[str, Any]) -> None:
        asked[event["requestId"]] = event["request"]["url"]

    def ended(event: dict[str, Any]) -> None:
        path = urlsplit(asked.get(event["requestId"], "")).path
        kind = Path(path).suffix or ".html"
        sent["python" if "/assets/pyodide-" in path or "/python/" in path else kind] += int(event["encodedDataLength"])

    session.on("Network.requestWillBeSent", begun)
    session.on("Network.loadingFinished", ended)
    session.send("Network.enable")
    page.goto(address)
    page.wait_for_load_state("networkidle")
    if search:
        page.locator("label[for=__search]").first.evaluate("(label) => label.click()")
        page.locator(".md-search__input").focus()
        page.wait_for_load_state("networkidle")
        page.wait_for_timeout(1500)
    context.close()
    return sent


def main(pages: tuple[str, ...]) -> None:
    """Print a table: for each page the bytes of each kind, ours, plain and the difference."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_plain(folder)
        sites = {"ours": ROOT / "site", "plain": build_plain(folder)}
        precompress(sites["ours"])
        precompress(sites["plain"], folder / "compressed")
        servers = {which: make_server(site, 0) for which, site in sites.items()}
        for server in servers.values():
            threading.Thread(target=server.serve_forever, daemon=True).start()
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        print(f"{'page':32}{'':7}" + "".join(f"{kind:>9}" for kind in (*KINDS, "other", "total")))
        for search in (False, True):
            for page in pages:
                rows = {
                    which: weigh(browser, f"http://localhost:{server.server_address[1]}/{page}", search)
                    for which, server in servers.items()
                }
                rows["more"] = Counter(
                    {kind: rows["ours"][kind] - rows["plain"][kind] for kind in {*rows["ours"], *rows["plain"]}}
                )
                for which, row in rows.items():
                    other = row.total() - sum(row[kind] for kind in KINDS)
                    cells = [*(row[kind] for kind in KINDS), other, row.total()]
                    title = f"{page or 'start'}{', search opened' if search else ''}"
                    print(f"{title:32}{which:7}" + "".join(f"{cell:9,}" for cell in cells), flush=True)
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PAGES)
