"""The drafts of replies: the draft check has nothing to say of them, and their fields and clauses exist."""

import re

import pytest

from checklists import draft_check
from checklists.strategy import load_clauses, load_replies
from checklists.strategy.comment_schema import Reply

# Every field that a draft may have, with plain words that fit it.
FIELDS = {
    "besked": "Biblioteket öppnar klockan 10 på lördag.",
    "dag": "onsdag",
    "det som stör": "grävandet",
    "frågan": "öppettiderna",
    "klockslag": "15",
    "kontaktväg": "helsingborg.se/kontakt",
    "länk": "helsingborg.se/bibliotek",
    "namn": "Louise",
    "titel": "kommunikatör",
    "vem": "kollegorna på biblioteket",
    "ämnet": "öppettiderna",
}
FIELD = re.compile(r"\[([^\]]*)\]")
REPLIES = load_replies().values()


def filled(reply: Reply) -> str:
    return FIELD.sub(lambda field: FIELDS[field[1]], reply.text)


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.id)
def test_the_draft_check_finds_nothing_to_change(reply: Reply) -> None:
    answer = draft_check.check({"text": filled(reply), "channel": "reply"})
    assert [(found["rule"], found["text"]) for found in answer["findings"] if found["level"] in ("must", "should")] == []


def test_the_draft_check_reads_what_it_passes() -> None:
    """The test above could pass on texts that nothing looks at: a draft with a fault in it is caught."""
    spoilt = filled(load_replies()["answer"]).replace("Mer", "Avseende parken ring Siv på 070-174 06 51. Mer")
    levels = {found["level"] for found in draft_check.check({"text": spoilt, "channel": "reply"})["findings"]}
    assert {"must", "should"} <= levels


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.id)
def test_every_field_is_known_and_every_clause_exists(reply: Reply) -> None:
    assert set(FIELD.findall(reply.text)) <= set(FIELDS)
    assert "[" not in filled(reply)
    assert "]" not in filled(reply)
    assert reply.clause in load_clauses()


@pytest.mark.parametrize("reply", REPLIES, ids=lambda reply: reply.id)
def test_every_reply_is_signed_with_name_and_title(reply: Reply) -> None:
    assert reply.text.endswith(", [namn], [titel]")


def test_every_known_field_is_used() -> None:
    assert {field for reply in REPLIES for field in FIELD.findall(reply.text)} == set(FIELDS)
