"""Python starts from the memory image; where that cannot be used it starts without, gives the same, and says why to who looks."""

import base64
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

# Asks a worker of the page's own, and returns the answers with what the worker said and how it started.
ASK = """([worker, calls]) => new Promise((resolve, reject) => {
  const engine = new Worker(worker, {type: "module"});
  const [answers, states] = [[], []];
  engine.onmessage = ({data}) => {
    if (data.state) states.push(data);
    if (data.state === "failed") reject(new Error(data.reason));
    if (!("id" in data)) return;
    answers[data.id] = data.result ?? data.crash;
    if (Object.keys(answers).length === calls.length) resolve([answers, states]);
  };
  calls.forEach(([name, payload], id) => engine.postMessage({id, name, payload}));
})"""
COMMENT = ("comment_advice", json.dumps({"text": "När öppnar badet i Råå? Jag undrar också vad det kostar.", "post": ""}))
DRAFTED = ("draft_check", json.dumps({"text": DRAFT, "channel": "facebook"}))
PEOPLE = "namn;andel\nÅsa Öberg;100\nJosé Müller;50\n"
CODECS = ("utf-8", "utf-8-sig", "utf-16", "cp1252")

Calls = list[tuple[str, str]]
Ask = Callable[..., tuple[list[str], list[str], list[str]]]


@pytest.fixture
def ask(open_page: Callable[..., Page], address: str, site: Path) -> Ask:
    """Ask a fresh engine on a page where `fault` answers for the image: its answers, the files asked for, the console."""

    def ask(calls: Calls, fault: Callable[[Route], None] | None = None) -> tuple[list[str], list[str], list[str]]:
        page = open_page("", expect_trouble=fault is not None)
        asked: list[str] = []
        told: list[str] = []
        page.context.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
        page.context.on("console", lambda message: told.append(message.text))
        if fault:
            page.context.route(f"**/{IMAGE}", fault)
        (worker,) = (site / "assets").glob("app-*/javascripts/worker.js")
        answers, states = page.evaluate(ASK, [address + worker.relative_to(site).as_posix(), calls])
        assert [state["state"] for state in states[-2:]] == ["starting", "ready"]
        assert all(0 < state["received"] < state["total"] for state in states if state["state"] == "loading")
        return answers, asked, told

    return ask


def test_nothing_that_the_image_replaces_is_fetched_and_nothing_twice(ask: Ask) -> None:
    answers, asked, told = ask([DRAFTED])
    assert answers == [api.call(*DRAFTED)]
    assert told == []
    assert len(set(asked)) == len(asked)
    assert [name for name in asked if name.endswith((".zip", ".whl", "lock.json"))] == []


def test_every_call_is_answered_and_the_large_tables_come_once(ask: Ask) -> None:
    calls = [DRAFTED, COMMENT, *((name, "{}") for name in api.CALLS), COMMENT]
    for codec in CODECS:
        content = base64.b64encode(PEOPLE.encode(codec)).decode()
        calls.append(("read_people", json.dumps({"name": "personer.csv", "content": content})))
    answers, asked, told = ask(calls)
    assert answers == [api.call(*call) for call in calls]
    assert "Åsa Öberg" in answers[-1]
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
def test_an_image_that_cannot_be_used_is_done_without(ask: Ask, case: str) -> None:
    fault, reason = REFUSED[case]
    answers, asked, told = ask([DRAFTED], fault)
    assert answers == [api.call(*DRAFTED)]
    (said,) = [text for text in told if "without a memory image" in text]
    assert reason in said
    assert "python_stdlib.zip" in asked
    assert asked.count("pyodide.asm.wasm") == 1


def test_a_restored_python_has_chances_of_its_own(open_page: Callable[..., Page], address: str, site: Path) -> None:
    page = open_page("")
    (worker,) = (site / "assets").glob("app-*/javascripts/worker.js")
    ready = """(worker) => new Promise((resolve) => {
      window.kept = new Worker(worker, {type: "module"});
      window.kept.onmessage = ({data}) => data.state === "ready" && resolve();
    })"""
    with page.expect_worker() as started:
        page.evaluate(ready, address + worker.relative_to(site).as_posix())
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
