"""Follow-up against exports whose true numbers are known, in every style that platforms and spreadsheets write them."""

import base64
import csv
import io
import itertools
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists import api
from checklists.metrics import layouts
from checklists.metrics.counts import NoCountError, count
from checklists.metrics.tables import Tables
from checklists.post_metrics import Report, summarize
from checklists.strategy import load_clauses, load_export_layouts, load_goals
from tests.metrics import exports
from tests.metrics.exports import Style, export, make_posts, sums

FOLLOWERS = {"facebook": 48_000, "instagram": 21_500, "linkedin": 9_100}
ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def files(*contents: bytes) -> list[dict[str, Any]]:
    return [{"name": f"{place}.csv", "content": content} for place, content in enumerate(contents, 1)]


def report(*contents: bytes, **more: Any) -> dict[str, Any]:
    made = Report({"files": files(*contents), **more})
    for _ in made.steps():
        pass
    return made.result()


def months(result: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {(month["channel"], month["month"]): month for month in result["months"]}


def assert_sums(result: dict[str, Any], posts: list[exports.Truth]) -> None:
    true = sums(posts)
    found = months(result)
    assert set(found) == set(true)
    for key, numbers in true.items():
        assert {figure: found[key][figure] for figure in numbers} == numbers
        assert found[key]["engagement_rate"] == pytest.approx((numbers["interactions"] or 0) / FOLLOWERS[key[0]], abs=1e-8)


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize(
    ("channel", "language"),
    [("facebook", "en"), ("facebook", "sv"), ("instagram", "en"), ("instagram", "sv"), ("linkedin", "en")],
)
def test_every_encoding_delimiter_and_language_gives_the_same_sums(
    encoding: str, delimiter: str, channel: str, language: str
) -> None:
    posts = make_posts(channel, 40)
    data = export(posts, channel, Style(language, encoding, delimiter))
    result = summarize({"files": files(data), "followers": FOLLOWERS})
    assert result["errors"] == []
    assert_sums(result, posts)
    for post, true in zip(result["posts"], posts, strict=True):
        assert post["published"] == true.published.isoformat(timespec="minutes")[: 10 if channel == "linkedin" else 16]
        if encoding != "cp1252":
            assert post["text"] == true.text.replace("\r", "")
        for figure in ("reach", "video_views", "link_clicks", "reactions", "comments", "shares", "saves"):
            assert post[figure] == getattr(true, figure), figure


ODDITIES = [
    *(Style(thousands=mark) for mark in (",", ".", " ", "\u00a0", "\u202f", "\u2009", "'", "’")),
    Style(decimals=".0"),
    Style(decimals=",00", delimiter=";", thousands="."),
    Style(decimals=",0", thousands="\u00a0", delimiter=";", percent=" %"),
    Style(title=True),
    Style(sep=True, delimiter=";"),
    Style(sep=True, delimiter="|"),
    Style(sep=True, title=True, delimiter="\t", encoding="utf-16"),
    Style(total="Total"),
    Style(total="Totalt", title=True),
    Style(total="Summa:"),
    Style(newline="\n"),
    Style(newline="\r"),
    Style(quote_all=True),
    Style(iso=True),
    Style(blank_rows=True),
]


@pytest.mark.parametrize(
    ("channel", "style"),
    list(itertools.product(exports.HEADERS, ODDITIES)),
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_every_oddity_gives_the_same_sums(channel: str, style: Style) -> None:
    posts = make_posts(channel, 30, seed=2)
    result = summarize({"files": files(export(posts, channel, style)), "followers": FOLLOWERS})
    assert result["errors"] == []
    assert_sums(result, posts)


def test_rows_are_counted_as_a_spreadsheet_does() -> None:
    posts = make_posts("facebook", 12, seed=3)
    plain = summarize({"files": files(export(posts, "facebook", Style(title=True)))})
    assert [post["row"] for post in plain["posts"]] == list(range(3, 15))
    spread = summarize({"files": files(export(posts, "facebook", Style(blank_rows=True)))})
    assert [post["row"] for post in spread["posts"]] == list(range(2, 26, 2))
    marked = summarize({"files": files(export(posts, "facebook", Style(sep=True)))})
    assert [post["row"] for post in marked["posts"]] == list(range(2, 14))


# What is in a count's cell, and what it says; None where it says nothing, "error" where it is no count.
COUNTS = [
    ("0", 0), ("7", 7), ("1 234", 1234), ("1\u00a0234\u00a0567", 1234567), ("6,120", 6120), ("6.120", 6120), ("1'234", 1234),
    ("12,0", 12), ("12.00", 12), ("1.234,00", 1234), ("1,234.0", 1234), ("", None), (" ", None), ("-", None), ("–", None),
    ("N/A", None), ("saknas", None), ("007", 7),
    ("-5", "error"), ("−5", "error"), ("(5)", "error"), ("3.50%", "error"), ("12,5", "error"), ("1.2", "error"), ("0,120", "error"),
    ("1.23.456", "error"), ("1,234,00", "error"), ("1 23", "error"), ("12K", "error"), ("1,2E+05", "error"), ("abc", "error"),
    ("=1+1", "error"), ("٣", "error"), ("9" * 30, "error"), ("1" * 5000, "error"), ("1 234,567", "error"), ("\x00", "error"),
]  # fmt: skip


@pytest.mark.parametrize(("cell", "says"), COUNTS)
def test_a_count_is_read_or_refused(cell: str, says: int | str | None) -> None:
    if says == "error":
        with pytest.raises(NoCountError) as caught:
            count(cell)
        assert caught.value.told.swedish.endswith(".")
    else:
        assert count(cell) == says


@given(
    st.integers(0, 10**12), st.sampled_from(["", ",", ".", " ", "\u00a0", "\u202f", "'", "’"]), st.sampled_from(["", "0", "00"])
)
def test_a_count_survives_how_it_is_written(number: int, mark: str, zeros: str) -> None:
    decimals = "" if not zeros else (("," if mark == "." else ".") + zeros)
    assert count(f"{number:,}".replace(",", mark) + decimals) == number


@given(st.text(max_size=30))
def test_a_count_is_never_negative_and_nothing_else_is_raised(cell: str) -> None:
    try:
        number = count(cell)
    except NoCountError:
        return
    assert number is None or number >= 0


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=60), min_size=1, max_size=8),
    st.sampled_from([",", ";", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_a_text_holds_the_numbers_stay_the_same(texts: list[str], delimiter: str, encoding: str) -> None:
    posts = [
        exports.Truth("facebook", 10**14 + place, exports.datetime(2026, 9, 1 + place), text, False, 5, 10, 1, 2, 3, 4, None)
        for place, text in enumerate(texts)
    ]
    data = export(posts, "facebook", Style("sv", encoding, delimiter))
    result = summarize({"files": files(data), "followers": FOLLOWERS})
    assert result["errors"] == []
    assert_sums(result, posts)


def cut(data: bytes, column: str, value: str, row: int = 1, delimiter: str = ",") -> bytes:
    """Return the export with one cell changed."""
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), delimiter=delimiter))
    rows[row][rows[0].index(column)] = value
    return written(rows)


def written(rows: list[list[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode()


def without(data: bytes, *columns: str) -> bytes:
    rows = list(csv.reader(io.StringIO(data.decode(), newline="")))
    kept = [place for place, header in enumerate(rows[0]) if header not in columns]
    return written([[row[place] for place in kept] for row in rows])


FB = export(make_posts("facebook", 6, seed=5), "facebook")


def test_what_the_file_does_not_hold_is_null_and_a_note_says_so() -> None:
    whole = summarize({"files": files(FB), "followers": FOLLOWERS})
    assert all(post["saves"] is None for post in whole["posts"])
    assert all(any("saves" in note for note in post["notes"]) for post in whole["posts"])
    some = summarize({"files": files(without(FB, "Comments", "Reach", "Reactions, Comments and Shares")), "followers": FOLLOWERS})
    for post, before in zip(some["posts"], whole["posts"], strict=True):
        assert (post["reach"], post["comments"]) == (None, None)
        assert post["interactions"] == before["interactions"] - before["comments"]
        assert any("comments, saves" in note for note in post["notes"])
    assert all(month["reach_sum"] is None for month in some["months"])
    none = without(FB, "Comments", "Reactions", "Shares", "Reactions, Comments and Shares")
    for post in summarize({"files": files(none), "followers": FOLLOWERS})["posts"]:
        assert post["interactions"] is None
        assert post["engagement_rate"] is None
    combined = summarize({"files": files(without(FB, "Comments", "Reactions", "Shares")), "followers": FOLLOWERS})
    for post, before in zip(combined["posts"], whole["posts"], strict=True):
        assert post["interactions"] == before["interactions"]
        assert any("one sum" in note for note in post["notes"])


@pytest.mark.parametrize(
    ("followers", "why"), [({}, "not given"), ({"facebook": 0}, "given as 0"), ({"instagram": 5}, "not given")]
)
def test_without_followers_there_is_no_engagement_rate(followers: dict[str, int], why: str) -> None:
    result = summarize({"files": files(FB), "followers": followers})
    for row in (*result["posts"], *result["months"]):
        assert row["engagement_rate"] is None
        assert any(why in note for note in row["notes"])


def test_views_are_video_views_for_films_only_and_total_clicks_are_no_link_clicks() -> None:
    posts = make_posts("facebook", 30, seed=6)
    result = summarize({"files": files(without(export(posts, "facebook"), "Link clicks", "Post type"))})
    assert [post["video_views"] for post in result["posts"]] == [post.video_views for post in posts]  # by the film's length
    assert {post["link_clicks"] for post in result["posts"]} == {None}
    assert any("Total clicks" in note for note in result["notes"])


@pytest.mark.parametrize("value", ["-5", "abc", "3%", "1,5"])
def test_a_number_that_is_none_is_told_by_row_and_not_counted(value: str) -> None:
    result = summarize({"files": files(cut(FB, "Comments", value, row=2)), "followers": FOLLOWERS})
    (error,) = result["errors"]
    assert (error["file"], error["row"]) == ("1.csv", 3)
    assert "Comments" in error["message"]
    assert value in error["message"]
    post = result["posts"][1]
    assert post["comments"] is None
    assert post["interactions"] == post["reactions"] + post["shares"]


def test_rows_with_too_many_or_too_few_cells_are_told_and_left_out() -> None:
    rows = list(csv.reader(io.StringIO(FB.decode(), newline="")))
    rows[2] = [*rows[2], "surplus"]
    rows[4] = rows[4][:5]
    rows[5] = [*rows[5], "", " "]
    result = summarize({"files": files(written(rows))})
    assert [(error["row"], len(error["message"]) > 20) for error in result["errors"]] == [(3, True), (5, True)]
    assert [post["row"] for post in result["posts"]] == [2, 4, 6, 7]


@pytest.mark.parametrize("value", ["", "snart", "13/45/2026 08:00", "02/30/2026", "03-09-26"])
def test_a_row_without_a_date_is_told_and_left_out(value: str) -> None:
    result = summarize({"files": files(cut(FB, "Publish time", value, row=3))})
    assert [(error["row"], value in error["message"]) for error in result["errors"]] == [(4, True)]
    assert len(result["posts"]) == 5


def dated(*dates: str) -> bytes:
    rows = [["Post title", "Post link", "Created date", "Clicks", "Likes", "Comments", "Reposts"]]
    rows += [[f"Inlägg {place}", f"https://x/{place}", day, "1", "1", "1", "1"] for place, day in enumerate(dates)]
    return written(rows)


def test_dates_are_month_first_unless_the_file_says_otherwise_aloud() -> None:
    assert [post["published"] for post in summarize({"files": files(dated("09/03/2026", "10/05/2026"))})["posts"]] == [
        "2026-09-03",
        "2026-10-05",
    ]
    turned = report(dated("03/09/2026", "30/09/2026"))
    assert [month["month"] for month in turned["months"]] == ["2026-09"]
    assert any("dag/månad/år" in note and "30/09/2026" in note for note in turned["notes"])
    mixed = report(dated("03/09/2026", "30/09/2026", "09/30/2026"))
    assert [(error["row"], "månad/dag/år" in error["message"]) for error in mixed["errors"]] == [(3, True)]
    assert [month["month"] for month in mixed["months"]] == ["2026-03", "2026-09"]
    spoiled = report(dated("2026-03-09", "2026-05-10", "09/30/2026"))  # as a Swedish spreadsheet turns 09/03, 10/05 and 09/30
    assert (spoiled["files"][0]["state"], spoiled["months"]) == ("refused", [])
    assert "kalkylprogram" in spoiled["files"][0]["message"]


def test_times_are_read_as_written() -> None:
    for cell, read in [
        ("09/03/2026 07:15", "2026-09-03T07:15"),
        ("9/3/2026 7:15 PM", "2026-09-03T19:15"),
        ("9/3/2026 12:05 am", "2026-09-03T00:05"),
        ("2026-09-03T23:59:59+0000", "2026-09-03T23:59"),
        ("2026-09-03 00:10:00", "2026-09-03T00:10"),
        ("03.09.2026 08:00", "2026-09-03T08:00"),
    ]:
        result = summarize({"files": files(cut(FB, "Publish time", cell))})
        assert (result["posts"][0]["published"], result["errors"]) == (read, []), cell
    assert any("Europe/Stockholm" in note for note in result["months"][0]["notes"])


def test_a_daily_export_is_refused_with_the_reason() -> None:
    result = report(cut(cut(FB, "Date", "09/01/2026"), "Date", "09/02/2026", row=2), FB)
    assert [book["state"] for book in result["files"]] == ["refused", "read"]
    assert "varje inlägg och dag" in result["files"][0]["message"]
    assert result["posts_total"] == 6
    account = report(b'sep=,\r\n"Facebook reach"\r\n"Date","Primary"\r\n"2026-09-01T00:00:00","42"\r\n')
    assert (account["files"][0]["state"], account["files"][0]["layout"]) == ("refused", "meta-daily")


def test_the_same_post_counts_once_with_a_note() -> None:
    posts = make_posts("instagram", 10, seed=7)
    data = export(posts, "instagram")
    result = summarize({"files": files(data, export(posts[5:], "instagram", Style("sv", delimiter=";"))), "followers": FOLLOWERS})
    assert_sums(result, posts)
    assert [any("once" in note for note in post["notes"]) for post in result["posts"]] == [False] * 5 + [True] * 5
    assert sum(any("once" in note for note in month["notes"]) for month in result["months"]) > 0
    assert any("2.csv" in note and "once" in note for note in result["notes"])
    grown = cut(data, "Reach", "9999999")
    for order in ((data, grown), (grown, data)):  # the later export has the higher numbers, whichever comes first
        assert summarize({"files": files(*order)})["posts"][0]["reach"] == 9_999_999


def test_posts_are_told_apart_where_a_spreadsheet_has_rounded_their_numbers() -> None:
    rows = list(csv.reader(io.StringIO(FB.decode(), newline="")))
    for row in rows[1:]:
        row[0] = "1,042E+14"
    assert len(summarize({"files": files(written(rows))})["posts"]) == 6
    for row in rows[1:]:
        row[0] = "122100000000000000"
    assert len(summarize({"files": files(written(rows))})["posts"]) == 6
    for row in rows[1:]:
        row[0] = "122100000000000017"
    assert len(summarize({"files": files(written(rows))})["posts"]) == 1


def test_new_followers_are_summed_per_month() -> None:
    days = {"2026-09-29": 3, "2026-09-30": 4, "2026-10-01": 5, "2026-11-02": 0}
    posts = [post for post in make_posts("linkedin", 12) if f"{post.published:%Y-%m}" == "2026-09"]
    first, again = exports.followers(days), exports.followers({"2026-09-30": 4, "2026-12-24": 1})
    result = report(export(posts, "linkedin"), first, again, followers=FOLLOWERS)
    found = {key[1]: (month["posts"], month["new_followers"], month["reach_sum"]) for key, month in months(result).items()}
    assert found == {
        "2026-09": (len(posts), 7, None),
        "2026-10": (0, 5, None),
        "2026-11": (0, 0, None),
        "2026-12": (0, 1, None),
    }
    assert result["channels"][0]["new_followers"] == 13


def test_an_unknown_layout_is_never_summed_until_somebody_points_out_its_columns() -> None:
    data = "Dag;Rubrik;Nådda;Gillar;Annat\n2026-09-03;Hej;1 200;5;x\n2026-10-04;Hå;300;;y\n".encode()
    (book,) = report(data)["files"]
    assert (book["state"], book["layout"], book["headers"]) == ("unknown", None, ["Dag", "Rubrik", "Nådda", "Gillar", "Annat"])
    assert book["sample"] == [["2026-09-03", "Hej", "1 200", "5", "x"], ["2026-10-04", "Hå", "300", "", "y"]]
    columns = {"published": "Dag", "text": "Rubrik", "reach": "Nådda", "reactions": "Gillar"}
    result = report(data, mapping={"1.csv": {"channel": "x", "columns": columns}}, followers={"x": 100})
    found = {key: (month["reach_sum"], month["interactions"]) for key, month in months(result).items()}
    assert found == {("x", "2026-09"): (1200, 5), ("x", "2026-10"): (300, None)}


@pytest.mark.parametrize(
    ("dates", "order", "state", "found"),
    [
        (["03/09/2026", "04/10/2026"], "", "unknown", []),
        (["03/09/2026", "04/10/2026"], "dmy", "read", ["2026-09", "2026-10"]),
        (["03/09/2026", "04/10/2026"], "mdy", "read", ["2026-03", "2026-04"]),
        (["03/09/2026", "14/10/2026"], "", "read", ["2026-09", "2026-10"]),
        (["2026-09-03", "2026-10-04"], "", "read", ["2026-09", "2026-10"]),
        (["03.09.2026", "04.10.2026"], "", "read", ["2026-09", "2026-10"]),
    ],
)
def test_the_order_of_dates_is_asked_where_it_cannot_be_known(dates: list[str], order: str, state: str, found: list[str]) -> None:
    data = "".join(["När,Nådda\n", *(f"{day},1\n" for day in dates)]).encode()
    mapping = {"1.csv": {"channel": "x", "columns": {"published": "När", "reach": "Nådda"}, "dates": order}}
    result = report(data, mapping=mapping)
    assert result["files"][0]["state"] == state
    assert [month["month"] for month in result["months"]] == found
    if state == "unknown":
        assert "03/09/2026" in result["files"][0]["message"]


def test_best_and_worst_follow_the_goal_and_share_no_post() -> None:
    texts = {goal.id: goal.example for goal in load_goals().values()}
    posts = []
    for place, text in enumerate(text for text in texts.values() for _ in range(7)):
        day = exports.datetime(2026, 9, 1 + place)
        posts.append(exports.Truth("facebook", place, day, text, False, 0, 100 + place, 50 - place, place * 3 % 17, 1, 0, None))
    result = report(export(posts, "facebook"))
    assert {goal: result["mix"]["goals"][goal] for goal in texts} == dict.fromkeys(texts, 7)
    assert (result["mix"]["classified"], result["mix"]["of"]) == (21, 21)
    for goal, measure in (("inform", "reach"), ("activate", "link_clicks"), ("engage", "interactions")):
        best, worst = result["best"][goal], result["worst"][goal]
        assert (len(best), len(worst)) == (4, 3)
        assert {post["measure"] for post in best + worst} == {measure}
        values = [post["value"] for post in best] + [post["value"] for post in reversed(worst)]
        assert values == sorted(values, reverse=True)
        assert len({post["row"] for post in best + worst}) == 7
        assert all(post["value"] == post[measure] and post["goal"] == goal for post in best + worst)


def test_the_mix_raises_questions_only_where_they_apply() -> None:
    def asked(*goals: str) -> list[str]:
        texts = {goal.id: goal.example for goal in load_goals().values()} | {"unsure": "Hej!"}
        posts = [
            exports.Truth("facebook", place, exports.datetime(2026, 9, 1 + place), texts[goal], False, 0, 1, 1, 1, 1, 1, None)
            for place, goal in enumerate(goals)
        ]
        result = report(export(posts, "facebook"))
        assert all(question["clause"] in load_clauses() for question in result["questions"])
        return [question["id"] for question in result["questions"] if "categor" not in question["id"]]

    assert asked(*["inform"] * 4, *["activate"] * 4, *["engage"] * 4) == []
    assert asked(*["inform"] * 9) == []  # too few to say anything
    assert asked(*["inform"] * 10) == ["one-goal-fills"]
    assert asked(*["inform"] * 7, *["activate"] * 4) == ["goal-is-missing"]
    assert asked(*["inform"] * 4, *["activate"] * 4, *["engage"] * 4, *["unsure"] * 6) == ["goal-is-unclear"]


def test_too_many_texts_are_told_and_the_newest_come_first(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("checklists.metrics.mix.MOST_TEXTS", 2)
    posts = make_posts("facebook", 30, seed=9)
    made = Report({"files": files(export(posts, "facebook"))})
    heard = [progress for progress in made.steps() if progress["stage"] == "classifying"]
    result = made.result()
    assert 2 <= result["mix"]["classified"] < result["mix"]["of"] == 30
    assert any("nyaste" in note for note in result["notes"])
    assert {progress["of"] for progress in heard} == {result["mix"]["classified"]}  # as far as it will come


def test_what_was_stopped_counts_only_whole_files() -> None:
    posts = make_posts("facebook", 500, seed=10)
    made = Report({"files": files(FB, export(posts, "facebook"))})
    for progress in made.steps():
        if progress["file"] == "2.csv" and progress["done"] > 200:
            break
    result = made.result()
    assert (result["stopped"], result["posts_total"]) == (True, 6)
    assert [book["state"] for book in result["files"]] == ["read", "refused"]
    assert "stoppade" in result["files"][1]["message"]


def test_the_browser_hears_how_it_goes_and_gets_no_more_than_it_shows() -> None:
    data = export(make_posts("facebook", 3_000, seed=11), "facebook")
    encoded = base64.b64encode(data).decode()
    work = api.Work("post_metrics", json.dumps({"files": [{"name": "stor.csv", "content": encoded}], "today": "2026-10-10"}))
    heard = []
    while step := work.step():
        heard.append(json.loads(step))
    assert [stage for stage, _ in itertools.groupby(progress["stage"] for progress in heard)] == [
        "reading",
        "summing",
        "classifying",
    ]
    reading = [progress for progress in heard if progress["stage"] == "reading" and progress["of"]]
    assert all(progress["file"] == "stor.csv" and 0 <= progress["done"] <= progress["of"] for progress in reading)
    answer = work.result()
    assert len(answer) < 60_000
    result = json.loads(answer)
    assert result["posts_total"] == 3_000
    assert (len(result["errors"]), result["more_errors"] > 0) == (200, True)  # published after today
    assert any("inte slut" in note for note in months(result)["facebook", "2026-10"]["notes"])


def test_tables_open_in_a_swedish_spreadsheet_and_hold_no_formula() -> None:
    posts = make_posts("facebook", 40, seed=12)
    made = Tables({"files": files(export(posts, "facebook")), "followers": FOLLOWERS, "month": "2026-09"})
    for _ in made.steps():
        pass
    result = made.result()
    rows = {}
    for name, text in ((key, value["text"]) for key, value in result.items()):
        assert text.startswith("\ufeff")
        rows[name] = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    september = [post for post in posts if post.published.month == 9]
    true = sums(september)["facebook", "2026-09"]
    (month,) = rows["months"]
    assert int(month["Räckvidd, summerad"]) == true["reach_sum"]
    assert month["Engagemangsgrad, procent"] == f"{100 * (true['interactions'] or 0) / 48_000:.2f}".replace(".", ",")
    assert month["Nya följare"] == ""
    assert len(rows["posts"]) == len(september)
    assert not [row for row in rows["posts"] if row["Text"].startswith(("=", "+", "-", "@"))]
    assert [row for row in rows["posts"] if row["Text"].startswith("'=SUMMA")]


def test_a_trimmed_export_is_known_by_its_links_and_is_else_unknown() -> None:
    gone = "Page ID|Page name|Reactions, Comments and Shares|Total clicks|Other Clicks".split("|")
    trimmed = without(FB, *gone)
    assert summarize({"files": files(trimmed)})["files"][0]["layout"] == "facebook-posts"
    assert report(without(trimmed, "Permalink"))["files"][0]["state"] == "unknown"


def test_a_row_that_leads_to_another_channel_is_left_out() -> None:
    result = summarize({"files": files(cut(FB, "Permalink", "https://www.instagram.com/p/1", row=2))})
    assert [(error["row"], "another channel" in error["message"]) for error in result["errors"]] == [(3, True)]
    assert len(result["posts"]) == 5


def test_the_known_columns_are_those_of_real_exports() -> None:
    for layout in load_export_layouts().values():
        named = [header for column in layout.columns for header in column.headers]
        assert len(set(named)) == len(named), layout.id
        assert (layout.kind == "refused") == bool(layout.why and layout.english), layout.id
    for channel, languages in exports.HEADERS.items():
        for headers in languages.values():
            match = layouts.recognise([headers.split("|")])
            assert match is not None
            assert match.layout.id == f"{channel}-posts"
