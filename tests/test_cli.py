"""The command line, as a user runs it: a process of its own, bytes in, bytes out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "checklists", *arguments], input=stdin, capture_output=True, cwd=ROOT, timeout=60
    )


def lines(result: subprocess.CompletedProcess[bytes]) -> list[dict[str, Any]]:
    assert result.returncode == 0, result.stderr
    return [json.loads(line) for line in result.stdout.decode("utf-8").splitlines()]


def as_jsonl(*rows: object) -> bytes:
    return "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows).encode()


def test_a_draft_gives_the_contracts_shape() -> None:
    text = "Avseende skolvalet kan du t.ex. ringa 070-174 06 51 före den 31 januari."
    (result,) = lines(run("draft-check", "-", "--json", "--channel", "facebook", stdin=text.encode()))
    assert set(result) >= {"id", "goal", "category", "findings", "statistics", "engine"}
    for kind, labels in (("goal", 3), ("category", 5)):
        assert set(result[kind]) == {"label", "confidence", "scores", "reasons", "runner_up", "abstain"}
        assert len(result[kind]["scores"]) == labels
        assert result[kind]["label"] != result[kind]["runner_up"]
        assert sum(result[kind]["scores"].values()) == pytest.approx(1, abs=0.01)
        for reason in result[kind]["reasons"]:
            assert text[reason["start"] : reason["end"]] == reason["text"]
    found = {finding["rule"]: finding for finding in result["findings"]}
    assert set(found) == {"plain-word", "abbreviation", "phone-number"}
    for finding in result["findings"]:
        assert set(finding) == {"rule", "level", "start", "end", "text", "message", "suggestions", "clause"}
        assert text[finding["start"] : finding["end"]] == finding["text"]
    assert found["plain-word"]["suggestions"][0] == "Om"
    assert found["abbreviation"]["suggestions"] == ["till exempel"]
    assert found["phone-number"]["level"] == "must"
    assert set(result["statistics"]) == {"characters", "words", "sentences", "lix"}


def test_jsonl_keeps_order_and_ids_and_goes_on_after_a_bad_line() -> None:
    stdin = (
        as_jsonl({"id": "a", "text": "Hej på dig där ute."}, {"id": 7, "text": "Hej", "channel": "tiktok"}, {"id": "c"})
        + b"not json\n"
        + b'{"id": "e", "text": "\xff"}\n'
        + b"[1]\n"
        + as_jsonl({"id": "g", "text": 5}, {"id": "h", "text": "x", "published": "snart"}, {"id": "i", "text": "x", "colour": 1})
        + b'{"id": "j", "text": "sist"}'
    )
    answers = lines(run("draft-check", "--jsonl", stdin=stdin))
    assert [answer["id"] for answer in answers] == ["a", 7, "c", None, None, None, "g", "h", "i", "j"]
    assert ["error" in answer for answer in answers] == [False, True, True, True, True, True, True, True, True, False]
    assert (
        answers[1]["error"]
        == "standard input, line 2: field channel: unknown channel 'tiktok' (known: facebook, instagram, linkedin, x, reply)"
    )
    assert answers[2]["error"] == "standard input, line 3: field text: is missing"
    assert "line 4" in answers[3]["error"]
    assert "not valid JSON" in answers[3]["error"]


@pytest.mark.parametrize(
    ("arguments", "stdin", "told"),
    [
        (["draft-check", "nowhere.txt"], b"", "nowhere.txt"),
        (["draft-check", "."], b"", "."),
        (["draft-check", "-"], b"sm\xe5tt", "not UTF-8"),
        (["draft-check", "-", "--channel", "tiktok"], b"x", "tiktok"),
        (["draft-check", "-", "--published", "i morgon"], b"x", "i morgon"),
        (["draft-check", "-"], "å".encode() * 100_001, "at most 100000"),
        (["tidy-up"], b"", "tidy-up"),
        ([], b"", "COMMAND"),
    ],
)
def test_bad_input_is_one_line_and_exit_2(arguments: list[str], stdin: bytes, told: str) -> None:
    result = run(*arguments, stdin=stdin)
    assert result.returncode == 2
    assert result.stdout == b""
    (line,) = result.stderr.decode().splitlines()
    assert told in line


def test_one_draft_from_a_file_with_a_byte_order_mark_and_windows_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "utkast.txt"
    file.write_bytes("\ufeffFörsta raden.\r\nRing 070-174 06 51.\r\n".encode())
    (result,) = lines(run("draft-check", str(file), "--json"))
    text = "Första raden.\nRing 070-174 06 51."
    (finding,) = result["findings"]
    assert text[finding["start"] : finding["end"]] == finding["text"] == "070-174 06 51"


def test_comments_by_the_line() -> None:
    rows = [
        {"id": "a", "text": "När öppnar badet?", "post": "Nytt bad", "received": "2026-11-27T11:20"},
        {"id": "b", "text": "Karin Holm är en äcklig idiot"},
        {"id": "c", "text": 7},
    ]
    first, second, third = lines(run("comment-helper", "--jsonl", stdin=as_jsonl(*rows)))
    for result in (first, second):
        assert set(result) >= {"id", "action", "confidence", "abstain", "reasons", "duties", "due", "parts"}
    assert (first["id"], first["action"], first["due"], first["duties"]) == ("a", "reply", "2026-11-30T11:20:00+01:00", [])
    assert (second["action"], second["due"]) == ("remove-and-block", None)
    assert second["duties"] == ["screenshot", "register", "notify-author", "block"]
    assert third == {"id": "c", "error": "standard input, line 3: field text: must be a string"}


def test_text_for_people() -> None:
    result = run("draft-check", "-", stdin=b"Man kan t.ex. cykla till badet i sommar.")
    told = result.stdout.decode()
    assert result.returncode == 0
    assert told.startswith("goal: ")
    assert "t.ex." in told
    assert "till exempel" in told


def test_half_a_surrogate_pair_survives() -> None:
    (answer,) = lines(run("draft-check", "--jsonl", stdin=b'{"id": "s\\ud83d", "text": "Ring \\ud83d 070-174 06 51 i dag"}\n'))
    assert answer["id"] == "s\ud83d"
    assert [finding["text"] for finding in answer["findings"]] == ["070-174 06 51"]


@pytest.mark.parametrize("command", ["reply-deadline", "publish-time"])
def test_times_by_the_line(command: str) -> None:
    key = {"reply-deadline": "received", "publish-time": "published"}[command]
    answers = lines(
        run(
            command,
            "--jsonl",
            stdin=as_jsonl({"id": 1, key: "2026-11-27T15:45:00+01:00", "charged": True}, {"id": 2, key: "2050-01-01"}, {"id": 3}),
        )
    )
    assert [answer["id"] for answer in answers] == [1, 2, 3]
    wanted = {
        "reply-deadline": {"id": 1, "due": "2026-11-30T15:45:00+01:00"},
        "publish-time": {"warn": True, "suggest_not_before": "2026-11-30T08:00:00+01:00"},
    }[command]
    assert wanted.items() <= answers[0].items()
    assert "2024-2045" in answers[1]["error"]
    assert f"field {key}" in answers[2]["error"]


def test_a_reader_that_stops_early_is_no_error() -> None:
    rows = as_jsonl(*({"id": number, "received": "2026-11-27T15:45"} for number in range(20_000)))
    process = subprocess.Popen(
        [sys.executable, "-m", "checklists", "reply-deadline", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout
    assert process.stdin
    assert process.stderr
    process.stdin.write(rows[:2000])
    process.stdin.flush()
    process.stdout.close()
    try:
        process.stdin.write(rows[2000:])
        process.stdin.close()
    except BrokenPipeError:
        pass
    process.wait(60)
    assert process.stderr.read() == b""


POSTS = (
    "Publicerings-id;Sidnamn;Titel;Publiceringstid;Permalänk;Räckvidd;Reaktioner;Kommentarer;Delningar;Länkklick\n"
    "1;Staden;Ett inlägg skrivet för testet;09/03/2026 07:15;https://x/1;1 200;10;2;-3;4\n"
)


def test_post_metrics_gives_the_contracts_shape(tmp_path: Path) -> None:
    export, new = tmp_path / "inlägg.csv", tmp_path / "new.csv"
    export.write_text(POSTS, encoding="utf-8")
    new.write_text("Date,Organic followers,Total followers\n09/03/2026,5,7\n", encoding="utf-16")
    (result,) = lines(run("post-metrics", str(export), str(new), "--followers", "facebook=480", "--json"))
    assert set(result) == {"posts", "months", "errors", "notes", "files"}
    (post,) = result["posts"]
    assert set(post) == set(
        "file row channel published text reach video_views link_clicks reactions comments shares saves interactions"
        " engagement_rate notes".split()
    )
    assert (post["file"], post["row"], post["published"]) == ("inlägg.csv", 2, "2026-09-03T07:15")
    assert (post["reach"], post["shares"], post["interactions"], post["engagement_rate"]) == (1200, None, 12, 0.025)
    facebook, linkedin = result["months"]
    assert (facebook["channel"], facebook["month"], facebook["posts"], facebook["reach_sum"]) == ("facebook", "2026-09", 1, 1200)
    assert (linkedin["channel"], linkedin["posts"], linkedin["new_followers"], linkedin["interactions"]) == (
        "linkedin",
        0,
        7,
        None,
    )
    assert any("unique" in note for note in facebook["notes"])
    (error,) = result["errors"]
    assert (set(error), error["file"], error["row"]) == ({"file", "row", "message"}, "inlägg.csv", 2)
    table = run("post-metrics", str(export)).stdout.decode()
    assert table.splitlines()[1].split() == ["facebook", "2026-09", "1", "1200", "-", "4", "12", "-", "-"]
    assert "inlägg.csv, row 2: " in table


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (["--followers", "facebook=1", "--followers", "facebook=2"], "twice"),
        (["--followers", "tiktok=1"], "unknown channel"),
        (["--followers", "facebook"], "whole number"),
        (["--followers", "facebook=-1"], "whole number"),
        (["--followers", "facebook=många"], "whole number"),
        (["missing.csv"], "missing.csv"),
        (["README.md"], "README.md: is no table"),
        (["docs"], "docs"),
    ],
)
def test_post_metrics_refuses_in_one_line(tmp_path: Path, arguments: list[str], why: str) -> None:
    export = tmp_path / "a.csv"
    export.write_text(POSTS, encoding="utf-8")
    result = run("post-metrics", str(export), *arguments)
    assert (result.returncode, result.stdout) == (2, b"")
    assert why in result.stderr.decode()
    assert result.stderr.count(b"\n") == 1
