"""The same cases through CPython and through the built bundle in a browser: equal byte for byte."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page

from checklists import api
from tests.training.corpus import AUTHORS, HELD_OUT, rows

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
CORPUS = Path(__file__).parents[1] / "corpus"
ODD = [
    "",
    " ",
    "🙃",
    "👩‍👩‍👧‍👦 Hej! Ring 070-174 06 51 🇸🇪 1️⃣ bl.a. i dag 🎉",
    "\ud83d ensam halva, ring 070-174 06 51",
    "İstanbul ŞEHİR hej på dig",
    "ﬁ ß ǅ\u202e\x00",
    "a" * 3000,
    "ord " * 3000,
]

# Asks the site's own worker, and returns its answers unparsed.
ASK = """([worker, calls]) => new Promise((resolve, reject) => {
  const engine = new Worker(worker, {type: "module"});
  const answers = [];
  engine.onmessage = ({data}) => {
    if (data.state === "failed") reject(new Error(data.reason));
    if (!("id" in data)) return;
    answers[data.id] = data.result ?? `crash: ${data.crash}`;
    if (Object.keys(answers).length === calls.length) resolve(answers);
  };
  calls.forEach(([name, payload], id) => engine.postMessage({id, name, payload}));
})"""


def calls(part: int) -> list[tuple[str, str]]:
    """Return (name, payload) of every odd case, and of every `part`th text of the rules and every `5 * part`th draft."""
    drafts = [row for name in HELD_OUT for row in rows(name)] + [row for name in AUTHORS for row in rows(name)][:: 5 * part]
    rules = [
        json.loads(line)
        for file in sorted((CORPUS / "rules").glob("*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
    ]
    cases = [
        ("draft_check", {"id": row["id"], "text": row["text"], "channel": row.get("channel")}) for row in drafts + rules[::4]
    ]
    cases += [("draft_check", {"text": row["text"], "goal": row["goal"]}) for row in drafts[::10]]
    cases += [("draft_check", {"text": text, "channel": channel}) for text in ODD for channel in ("x", "reply")]
    cases += [("character_count", {"text": text, "channel": "x"}) for text in ODD]
    times = [
        "2026-11-27T15:45",
        "2026-10-25T00:30:00Z",
        "2027-03-28T02:30:00",
        "2045-12-29T12:00",
        "i morgon",
        "2026-06-18T12:00:00.5+05:45",
    ]
    cases += [("reply_deadline", {"received": time}) for time in times]
    cases += [("publish_time", {"published": time, "charged": True}) for time in times]
    cases += [("draft_check", {"text": 7}), ("draft_check", {}), ("draft_check", {"text": "x", "media": [{}]})]  # type: ignore[list-item]
    return [(name, json.dumps(payload)) for name, payload in cases]


@pytest.mark.parametrize("part", [12, pytest.param(1, marks=pytest.mark.long)])
def test_the_browser_says_what_cpython_says(open_page: Callable[..., Page], address: str, site: Path, part: int) -> None:
    page = open_page("")
    (worker,) = (site / "assets").glob("app-*/javascripts/worker.js")
    cases = calls(part)
    answers = page.evaluate(ASK, [address + worker.relative_to(site).as_posix(), cases])
    assert len(answers) == len(cases) > 500
    different = [
        (payload, answer) for (name, payload), answer in zip(cases, answers, strict=True) if answer != api.call(name, payload)
    ]
    assert different == []
