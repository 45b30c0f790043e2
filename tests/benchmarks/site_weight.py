"""What a first visit loads, ours against plain Material: `python -m tests.benchmarks.site_weight [PAGE ...]`.

Counts what the server sends to a Chromium with an empty cache, headers and what workers ask for too, until nothing more is asked
for. Both sites have the same pages and compressed files beside them. The theme fetches the index of the search on every page, so
the last column is the total without it.
"""

import functools
import sys
import tempfile
import threading
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, sync_playwright

from macros.precompress import precompress
from macros.serve import Handler, Server
from macros.templates import ROOT
from tests.benchmarks.plain_site import build_plain, write_plain
from tests.browser_setup import find

# The start page, a page of guidance, a page from data: none of them has a tool.
PAGES = ("", "kommentarer/svara/", "strategin/kommentarer/")
KINDS = (".html", ".css", ".js", "worker", ".woff2", ".svg", ".json")


class Counting(Handler):
    """Serves like the local server, and counts every byte that it sends, by the kind of the file."""

    sent: Counter[str]

    def setup(self) -> None:
        super().setup()
        write = self.wfile.write

        def counted(data: bytes) -> int:
            path = urlsplit(self.path).path
            kind = "python" if "/assets/pyodide-" in path or "/python/" in path else Path(path).suffix or ".html"
            self.sent["worker" if "/workers/" in path or "/lunr/" in path or "/search/swedish" in path else kind] += len(data)
            return write(data)

        self.wfile.write = counted  # type: ignore[method-assign, assignment]


def serve(site: Path) -> tuple[Server, Counter[str]]:
    """Return a running server of the site and what it has sent."""
    sent: Counter[str] = Counter()
    handler = type("Handler", (Counting,), {"sent": sent})
    server = Server(("127.0.0.1", 0), functools.partial(handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server, sent


def weigh(browser: Browser, server: Server, sent: Counter[str], path: str) -> Counter[str]:
    """Return the bytes of each kind that a first visit takes."""
    sent.clear()
    context = browser.new_context(locale="sv-SE")
    page = context.new_page()
    page.goto(f"http://localhost:{server.server_address[1]}/{path}")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(1500)  # what workers ask for is not waited for above
    context.close()
    return Counter(sent)


def main(pages: tuple[str, ...]) -> None:
    """Print a table: for each page the bytes of each kind, ours, plain and the difference."""
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        folder = Path(name)
        write_plain(folder)
        sites = {"ours": ROOT / "site", "plain": build_plain(folder)}
        precompress(sites["ours"])
        precompress(sites["plain"], folder / "compressed")
        servers = {which: serve(site) for which, site in sites.items()}
        browser = playwright.chromium.launch(executable_path=find(), args=["--no-sandbox"])
        print(f"{'page':24}{'':7}" + "".join(f"{kind:>9}" for kind in (*KINDS, "other", "total", "no index")))
        for page in pages:
            rows = {which: weigh(browser, *server, page) for which, server in servers.items()}
            rows["more"] = Counter({kind: rows["ours"][kind] - rows["plain"][kind] for kind in {*rows["ours"], *rows["plain"]}})
            for which, row in rows.items():
                total = row.total()
                other = total - sum(row[kind] for kind in KINDS)
                cells = [*(row[kind] for kind in KINDS), other, total, total - row[".json"]]
                print(f"{page or 'start':24}{which:7}" + "".join(f"{cell:9,}" for cell in cells), flush=True)
        browser.close()


if __name__ == "__main__":
    main(tuple(sys.argv[1:]) or PAGES)
