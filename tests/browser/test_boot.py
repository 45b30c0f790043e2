"""Python starts from the memory image; where that cannot be used it starts without, gives the same, and says why to who looks."""

import gzip
import json
import struct
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route

from checklists import api
from tests.browser.test_draft_check import DRAFT

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
IMAGE = "engine.image.gz"
INITIAL_HEAP = 30 * 2**20

# Asks a worker of the page's own, and returns the answer with what the worker said and how it started.
ASK = """([worker, name, payload]) => new Promise((resolve, reject) => {
  const engine = new Worker(worker, {type: "module"});
  const states = [];
  engine.onmessage = ({data}) => {
    if (data.state) states.push(data);
    if (data.state === "failed") reject(new Error(data.reason));
    if ("id" in data) resolve([data.result ?? data.crash, states]);
  };
  engine.postMessage({id: 1, name, payload});
})"""
COMMENT = json.dumps({"text": "När öppnar badet i Råå? Jag undrar också vad det kostar.", "post": ""})
DRAFTED = json.dumps({"text": DRAFT, "channel": "facebook"})


@pytest.fixture
def ask(open_page: Callable[..., Page], address: str, site: Path) -> Callable[..., tuple[str, list[str], list[str]]]:
    """Ask a fresh engine on a page where `fault` answers for `file`: its answer, the addresses asked for, the console."""

    def ask(
        name: str, payload: str, file: str = IMAGE, fault: Callable[[Route], None] | None = None
    ) -> tuple[str, list[str], list[str]]:
        page = open_page("", expect_trouble=fault is not None)
        asked: list[str] = []
        told: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.context.on("console", lambda message: told.append(message.text))
        if fault:
            page.context.route(f"**/{file}", fault)
        (worker,) = (site / "assets").glob("app-*/javascripts/worker.js")
        answer, states = page.evaluate(ASK, [address + worker.relative_to(site).as_posix(), name, payload])
        assert [state["state"] for state in states[-2:]] == ["starting", "ready"]
        assert all(0 < state["received"] < state["total"] for state in states if state["state"] == "loading")
        return answer, asked, told

    return ask


def test_nothing_that_the_image_replaces_is_fetched_and_nothing_twice(
    ask: Callable[..., tuple[str, list[str], list[str]]],
) -> None:
    answer, asked, told = ask("draft_check", DRAFTED)
    assert answer == api.call("draft_check", DRAFTED)
    assert told == []
    assert len(set(asked)) == len(asked)
    assert [name for name in asked if name.endswith((".zip", ".whl", "lock.json"))] == []


def test_the_large_tables_come_when_they_are_asked_for(ask: Callable[..., tuple[str, list[str], list[str]]]) -> None:
    answer, asked, told = ask("comment_advice", COMMENT)
    assert answer == api.call("comment_advice", COMMENT)
    assert asked.count("tables.zip") == 1
    assert told == []


def altered(change: Callable[[dict[str, object], bytearray], None]) -> Callable[[Route], None]:
    """Answer with the image after `change` of its header and its pages."""

    def fulfill(route: Route) -> None:
        response = route.fetch()
        image = gzip.decompress(response.body())
        (length,) = struct.unpack_from("<I", image, 4)
        header, pages = json.loads(image[8 : 8 + length]), bytearray(image[8 + length :])
        change(header, pages)
        text = json.dumps(header).encode()
        text += b" " * (-len(text) % 4)
        body = image[:4] + struct.pack("<I", len(text)) + text + pages
        route.fulfill(body=gzip.compress(body, 1), content_type="application/octet-stream")

    return fulfill


def another_version(header: dict[str, object], _: bytearray) -> None:
    header["madeFrom"] = "0123456789ab"


def one_bit(_: dict[str, object], pages: bytearray) -> None:
    pages[len(pages) // 2] ^= 1


REFUSED: dict[str, tuple[Callable[[Route], None], str]] = {
    "of another version": (altered(another_version), "another version"),
    "one bit is wrong": (altered(one_bit), "does not fit"),
    "missing": (lambda route: route.fulfill(status=404, body=""), "404"),
    "blocked": (lambda route: route.abort(), "Failed to fetch"),
    "a proxy's own page": (lambda route: route.fulfill(content_type="text/html", body="<title>Logga in</title>"), "TypeError"),
    "not an image": (lambda route: route.fulfill(body=gzip.compress(b"something else")), "not a memory image"),
}
IN_EVERY_RUN = ("of another version",)


@pytest.mark.parametrize("case", [pytest.param(name, marks=[] if name in IN_EVERY_RUN else pytest.mark.long) for name in REFUSED])
def test_an_image_that_cannot_be_used_is_done_without(ask: Callable[..., tuple[str, list[str], list[str]]], case: str) -> None:
    fault, reason = REFUSED[case]
    answer, asked, told = ask("draft_check", DRAFTED, IMAGE, fault)
    assert answer == api.call("draft_check", DRAFTED)
    (said,) = [text for text in told if "without a memory image" in text]
    assert reason in said
    assert "python_stdlib.zip" in asked
    assert asked.count("pyodide.asm.wasm") == 1


def test_a_restored_python_has_chances_of_its_own(open_page: Callable[..., Page], address: str, site: Path) -> None:
    page = open_page("")
    (worker,) = (site / "assets").glob("app-*/javascripts/worker.js")
    with page.expect_worker() as started:
        page.evaluate(
            "(worker) => void (window.kept = new Worker(worker, {type: 'module'}))", address + worker.relative_to(site).as_posix()
        )
    drawn = """async (boot) => {
      const draw = async () => (await (await import(boot)).boot(() => {})).call.__builtins__.get("__import__")("random").random();
      return [await draw(), await draw()];
    }"""
    first, second = started.value.evaluate(drawn, address + worker.with_name("boot.js").relative_to(site).as_posix())
    assert first != second


def test_the_engine_with_its_tables_fits_in_the_memory_that_python_starts_with(site: Path) -> None:
    (path,) = (site / "assets").glob(f"app-*/python/{IMAGE}")
    image = gzip.decompress(path.read_bytes())
    (length,) = struct.unpack_from("<I", image, 4)
    header = json.loads(image[8 : 8 + length])
    assert header["length"] - header["offset"] <= INITIAL_HEAP
