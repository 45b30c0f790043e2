"""What goes over the wire, counted at the server: `python -m tests.benchmarks weight`.

The first use of a tool in a new profile, from opening its page to the answer, file by file; and pages without a tool, which must
fetch no Python at all. Bytes are those of the answers with their headers.
"""

import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from playwright.sync_api import Page, Playwright, sync_playwright

from tests.benchmarks import texts
from tests.benchmarks.browser import Visitor, served
from tests.benchmarks.chromium import visit
from tests.benchmarks.counting import Answer, Wire, counting_server
from tests.benchmarks.page import TOOL
from tests.benchmarks.report import Figure, Row, Table, Target

NO_TOOL = (
    "",
    "strategin/svara/",
    "publicera/kanaler/",
    "publicera/regler/",
    "kommentarer/svara/",
    "konton/",
    "om/",
    "utveckling/",
)
IDLE_MS = 2_000  # a page without a tool has had every chance by then
PYTHON = re.compile(r"assets/(pyodide-|app-[^/]*/(python|pyodide|assets/pyodide)/)")
SMALL = 50_000  # files of fewer bytes are added up


def of_python(answers: list[Answer]) -> list[Answer]:
    """Return the answers that are part of Python: the runtime, the engine, the memory image."""
    return [answer for answer in answers if PYTHON.search(answer.path)]


def name(answer: Answer) -> str:
    """Return the file's name without what changes with its content."""
    return re.sub(r"-[0-9a-f]{8,}|-[\d.]+-py3-none-any", "", answer.path.partition("?")[0].rpartition("/")[2])


def fetched(playwright: Playwright, wire: Wire, visits: Callable[[Page], object]) -> list[Answer]:
    """Return what a visitor with a new profile makes the server send."""
    wire.answers.clear()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile, visit(playwright, Path(profile)) as page:
        visits(page)
        page.wait_for_timeout(IDLE_MS)
    return list(wire.answers)


def use_tool(page: Page, origin: str) -> None:
    """Open the tool's page, check a post and see the result."""
    page.goto(f"{origin}site/{TOOL}")
    page.locator("draft-check textarea").fill(texts.posts(1)[0])
    page.locator("draft-check [type=submit]").click()
    page.locator("draft-check [data-part=result]").wait_for(timeout=120_000)


def sum_of(answers: list[Answer]) -> Figure:
    return Figure(sum(answer.size for answer in answers), "bytes")


def by_file(answers: list[Answer]) -> Iterator[Row]:
    """Yield a row for each file of Python, the largest first, small ones added up."""
    sizes: Counter[str] = Counter()
    for answer in answers:
        sizes[name(answer) if answer.size >= SMALL else "small"] += answer.size
    for file, size in sizes.most_common():
        words = f"files under {SMALL // 1000} kB" if file == "small" else file
        yield Row(f"file:{file}", f"- of this {words}", {"bytes": Figure(size, "bytes")})


def tables(runs: int) -> Iterator[Table]:
    """Yield the one table; `runs` does not matter, since bytes are the same each time."""
    with served() as folder, counting_server(folder) as wire, sync_playwright() as playwright:
        tool = fetched(playwright, wire, lambda page: use_tool(page, wire.origin))
        stock = fetched(playwright, wire, Visitor(playwright, wire, "stock").first)
        plain: list[Answer] = []
        for path in NO_TOOL:
            plain += fetched(playwright, wire, lambda page, path=path: page.goto(f"{wire.origin}site/{path}"))  # type: ignore[misc]
    asked = Counter(answer.path for answer in tool if answer.status == 200)
    twice = [path for path, times in asked.items() if times > 1]
    python = of_python(tool)
    bytes_of = {
        "total": sum_of(tool),
        "python": sum_of(python),
        "stock": sum_of(of_python(stock)),
        "no-tool": sum_of(of_python(plain)),
    }
    rows = (
        Row("tool", "first use of a tool, all files", {"bytes": bytes_of["total"]}, Target("bytes", 10e6)),
        Row("python", "of this Python", {"bytes": bytes_of["python"]}),
        *by_file(python),
        Row("stock", "Python the stock way", {"bytes": bytes_of["stock"]}),
        Row("twice", "files fetched twice", {"bytes": Figure(len(twice), "count")}, Target("bytes", 0)),
        Row("no-tool", f"Python on {len(NO_TOOL)} pages without a tool", {"bytes": bytes_of["no-tool"]}, Target("bytes", 0)),
    )
    yield Table("weight", "Over the wire", ("bytes",), rows, tuple(f"Fetched twice: {path}" for path in twice))
