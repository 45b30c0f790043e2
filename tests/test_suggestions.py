"""What a suggestion does when it is followed: its finding goes, no other comes, and a second check says the same."""

from collections import Counter
from typing import Any

import pytest

from checklists.draft_check import check
from checklists.strategy import load_examples, load_rows, load_rules
from tests.rules.cases import CORPUS, INPUT, read

# An emoji with no better emoji, a hidden number: where a person must think, there is nothing to click.
TEXTS = sorted(
    {
        text
        for rule in load_rules().values()
        for item in rule.checks
        if item.rows
        for row in load_rows(item.rows).values()
        for text in row.hit
    }
    | {example.text for example in load_examples().values() if example.finds}
)


def told(payload: dict[str, Any]) -> list[dict[str, Any]]:
    # The advice about the goal follows the whole text, so a word can tip it.
    return [found for found in check(payload)["findings"] if load_rules()[found["rule"]].group != "goal"]


def follow(payload: dict[str, Any]) -> list[str]:
    """Return what went wrong when each suggestion for a text was followed on its own."""
    wrong = []
    before = told(payload)
    for found in before:
        for words in found["suggestions"]:
            text = payload["text"][: found["start"]] + words + payload["text"][found["end"] :]
            after = told(payload | {"text": text})
            # A second fault of the same words (a passive of a hard verb) may live on in the easier words.
            twice = {item["rule"] for item in before if item["start"] < found["end"] and found["start"] < item["end"]} - {
                found["rule"]
            }
            after = [item for item in after if not (item["rule"] in twice and item["start"] <= found["start"] + len(words))]
            left = Counter((item["rule"], item["text"]) for item in before)
            left[found["rule"], found["text"]] -= 1
            more = Counter((item["rule"], item["text"]) for item in after) - left
            # A sentence that grows past the limit, or a post that does, is a finding about the whole and not about the words.
            more = Counter({key: count for key, count in more.items() if len(key[1]) < 100})
            if more:
                wrong.append(f"{found['text']} -> {words}: {dict(more)}")
    return wrong


@pytest.mark.parametrize("part", range(20))
def test_following_a_suggestion_removes_its_finding_and_adds_none(part: int) -> None:
    assert [message for text in TEXTS[part::20] for message in follow({"text": text})] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in CORPUS.glob("*.jsonl")))
def test_following_a_suggestion_in_whole_posts(name: str) -> None:
    payloads = [{key: case[key] for key in INPUT if key in case} for case in read(name)]
    assert [message for payload in payloads for message in follow(payload)] == []


@pytest.mark.parametrize("name", sorted(path.stem for path in CORPUS.glob("*.jsonl"))[:3])
def test_findings_stand_in_reading_order_and_a_second_check_says_the_same(name: str) -> None:
    for case in read(name):
        payload = {key: case[key] for key in INPUT if key in case}
        findings = check(payload)["findings"]
        assert findings == sorted(findings, key=lambda item: (item["start"], -item["end"], item["rule"]))
        assert findings == check(payload)["findings"]
