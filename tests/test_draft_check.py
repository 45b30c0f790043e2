"""The whole check: its shape for any text, measured quality on cases by others, and what it refuses."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checklists import api
from checklists.draft_check import MAX_CHARACTERS, check
from checklists.errors import InputError
from checklists.strategy import load_channels, load_clauses, load_rules
from tests.rules import prose
from tests.rules.cases import read, score
from tests.rules.measure import well_written

PIECES = st.sampled_from(
    [
        "t.ex.",
        "avseende",
        "Man kan",
        "070-123 45 67",
        "811218-9876",
        "👩‍🚒",
        "🍆",
        "!!!",
        "HEJ ALLA",
        "#växmedoss",
        "bit.ly/x",
        "\ud83d",
        "\u202e",
        "\x00",
        "\n",
        "a@b.se",
        "kommunen",
        "ni",
        "och",
        " ",
    ]
)
TEXTS = st.one_of(st.text(st.characters(), max_size=120), st.lists(PIECES, max_size=30).map(" ".join))


@settings(max_examples=200, deadline=None)
@given(TEXTS, st.sampled_from(list(load_channels())))
def test_any_text_gets_an_answer_of_the_right_shape(text: str, channel: str) -> None:
    result = check({"text": text, "channel": channel})
    for finding in result["findings"]:
        assert text[finding["start"] : finding["end"]] == finding["text"] != ""
        assert finding["clause"] in load_clauses()
        assert finding["level"] in ("must", "should", "tip")
        assert "{" not in finding["message"]
    for kind in ("goal", "category"):
        verdict = result[kind]
        assert (verdict["label"] is None) == (verdict["confidence"] == 0 and verdict["abstain"] and not verdict["reasons"])
        for reason in verdict["reasons"]:
            assert text[reason["start"] : reason["end"]] == reason["text"]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_the_browsers_offsets_are_the_same_places_in_utf16(text: str) -> None:
    payload = json.dumps({"text": text})
    inside, outside = check({"text": text}), json.loads(api.call("draft_check", payload))
    units = text.encode("utf-16-le", "surrogatepass")
    for ours, theirs in zip(inside["findings"], outside["findings"], strict=True):
        span = units[2 * theirs["start"] : 2 * theirs["end"]].decode("utf-16-le", "surrogatepass")
        assert span == ours["text"] == theirs["text"]
        assert {key: ours[key] for key in ours if key not in ("start", "end")} == {
            key: theirs[key] for key in theirs if key not in ("start", "end")
        }
    assert inside["goal"]["scores"] == outside["goal"]["scores"]


@pytest.mark.parametrize(("name", "rules"), [("privacy", 4), ("language", 8), ("tone", 7), ("passive", 1)])
def test_rules_on_cases_by_others(name: str, rules: int) -> None:
    result = score(read(name))
    assert len(result.rules) == rules
    for rule in result.rules:
        assert result.recall(rule) >= 0.9, rule
        assert result.precision(rule) >= 0.97, rule


@pytest.mark.parametrize(("name", "recall"), [("unseen", 0.95), ("final", 0.94)])
def test_the_rules_together_on_cases_by_writers_who_had_not_seen_them(name: str, recall: float) -> None:
    """Both rounds have been read since; what the second gave unread stands in macros/rules-measured.json."""
    result = score(read(*(f"{name}-{part}" for part in "abc")))
    assert len(result.rules) == 36
    assert sum(map(result.recall, result.rules)) / 36 >= recall
    assert sum(map(result.precision, result.rules)) / 36 >= 0.97


@pytest.mark.parametrize("name", ["unseen-well", "final-well"])
def test_posts_in_which_nothing_is_wrong(name: str) -> None:
    """At most one in sixty may get a wrong `must` or `should`, and one in ten a wrong `tip`."""
    counts = well_written(read(name))
    assert counts["wrong"] <= counts["texts"] / 60
    assert counts["tips"] <= counts["texts"] / 10


def test_the_rules_on_real_prose() -> None:
    result = prose.figures(prose.read())
    assert result["passive_precision"] >= 0.95
    assert result["abbreviation_recall"] >= 0.95


@pytest.mark.parametrize(
    "text",
    ["", "   \n", "Hej du", "🎉🎉🎉", "Welcome to the park, we are there on Saturday for you", "مرحبا بكم في الحديقة يوم السبت"],
)
def test_texts_that_cannot_be_judged_get_no_label(text: str) -> None:
    for kind in ("goal", "category"):
        verdict = check({"text": text})[kind]
        assert (verdict["label"], verdict["confidence"], verdict["reasons"], verdict["abstain"], verdict["runner_up"]) == (
            None,
            0,
            [],
            True,
            None,
        )


def test_safety_holds_in_every_language() -> None:
    rules = [
        finding["rule"]
        for finding in check({"text": "Call me at 070-174 06 51 or write to anna@gmail.com, the link is bit.ly/abc"})["findings"]
    ]
    assert rules == ["phone-number", "email-address", "shortened-link"]


def test_the_time_is_judged_when_it_is_given() -> None:
    assert check({"text": "Hej"})["timing"] is None
    timing = check({"text": "Hej", "published": "2026-11-27T15:45", "charged": True})["timing"]
    assert timing["warn"]
    assert timing["suggest_not_before"] == "2026-11-30T08:00:00+01:00"


@pytest.mark.parametrize(
    ("payload", "field"),
    [
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": ["a"]}, "text"),
        ({"text": "a" * (MAX_CHARACTERS + 1)}, "text"),
        ({"text": "x", "channel": "tiktok"}, "channel"),
        ({"text": "x", "channel": 1}, "channel"),
        ({"text": "x", "published": 5}, "published"),
        ({"text": "x", "published": "i morgon"}, "published"),
        ({"text": "x", "published": "2050-01-03T10:00"}, "published"),
        ({"text": "x", "charged": "ja"}, "charged"),
        ({"text": "x", "media": {}}, "media"),
        ({"text": "x", "media": [{"kind": "sound"}]}, "media"),
        ({"text": "x", "media": [{"kind": "image", "alt": 5}]}, "media"),
        ({"text": "x", "media": [{"kind": "video", "captions": "ja"}]}, "media"),
        ({"text": "x", "colour": ""}, "colour"),
    ],
)
def test_wrong_input_is_told_with_its_field(payload: dict[str, Any], field: str) -> None:
    with pytest.raises(InputError) as caught:
        check(payload)
    assert caught.value.field == field
    answer = json.loads(api.call("draft_check", json.dumps(payload)))
    assert answer["field"] == field
    assert answer["error"].endswith((".", '"}].'))


@pytest.mark.parametrize("payload", ["", "null", "[]", "{", '{"text": NaN}', "[" * 100_000])
def test_the_door_answers_whatever_comes_in(payload: str) -> None:
    assert set(json.loads(api.call("draft_check", payload))) == {"error", "field"}


@pytest.mark.parametrize(
    ("text", "suggestion"),
    [
        ("Avseende parken: den öppnar.", "Om"),
        ("Vi planterar m.m. Välkommen!", "med mera."),
        ("Ta med filt m.m.", "med mera."),
        ("Vid t.ex. Råå kan du bada.", "till exempel"),
        ("LSS ger dig rätt till stöd.", "Lagen om stöd"),
        ("Stöd enligt LSS finns hos oss.", "lagen om stöd"),
        ("HEJ ALLA som bor här!", "Hej alla"),
        ("#växmedoss i sommar", "#VäxMedOss"),
    ],
)
def test_suggestions_fit_where_they_are_put(text: str, suggestion: str) -> None:
    suggestions = [words for finding in check({"text": text})["findings"] for words in finding["suggestions"]]
    assert any(words.startswith(suggestion) for words in suggestions), suggestions


def test_too_long_for_the_channel_is_the_channels_own_count() -> None:
    link = "https://helsingborg.se/" + "a" * 200
    assert [finding["rule"] for finding in check({"text": f"Läs {link} nu", "channel": "x"})["findings"]] == []
    (finding,) = [found for found in check({"text": "ord " * 71, "channel": "x"})["findings"] if found["rule"] == "too-long"]
    assert "284 tecken" in finding["message"]


def test_every_rule_can_be_found_on_the_site_by_its_level_and_words() -> None:
    for rule in load_rules().values():
        assert rule.name
        assert rule.explanation.endswith(".")
        assert rule.message.endswith(".")


def test_well_written_posts_are_left_alone() -> None:
    """At most one post in sixty may get a wrong `must` or `should`, and one in ten a wrong `tip`."""
    cases = read("well-written")
    wrong: dict[str, set[str]] = {"must": set(), "should": set(), "tip": set()}
    for case in cases:
        for found in check({key: case[key] for key in ("text", "channel", "media") if key in case})["findings"]:
            if found["rule"] in case["forbid"]:
                wrong[found["level"]].add(case["id"])
    assert len(wrong["must"] | wrong["should"]) <= len(cases) / 60, wrong
    assert len(wrong["tip"]) <= len(cases) / 10, wrong


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("”Vi utför delegationsbeslut asap t.ex. avseende brukare”, stod det i brevet från 1987.", set()),
        ("Läs mer på helsingborg.se/tjansteskrivelse-avseende-t.ex och följ #delegationsbeslut eller @avseende.", set()),
        ("”Ring mig på 070-174 06 51”, skrev hon.", {"phone-number"}),
    ],
)
def test_quotes_links_and_tags_are_exempt_from_tone_but_not_from_privacy(text: str, rules: set[str]) -> None:
    found = {finding["rule"] for finding in check({"text": text})["findings"]}
    assert found - {"hashtag-case"} == rules


@pytest.mark.parametrize(
    ("media", "fires"),
    [
        ([{"kind": "video"}], True),
        ([{"kind": "video", "captions": False}], True),
        ([{"kind": "video", "captions": True}], False),
        ([{"kind": "video", "captions": True}, {"kind": "video"}], True),
        ([{"kind": "image"}], False),
    ],
)
def test_captions_follow_the_media(media: list[dict[str, Any]], fires: bool) -> None:
    found = {finding["rule"] for finding in check({"text": "Så bakar vi semlor i skolköket.", "media": media})["findings"]}
    assert ("captions" in found) == fires
