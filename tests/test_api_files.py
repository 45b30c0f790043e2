"""Files reach the engine in two ways, as base64 in the payload or as bytes beside it, and come to the same."""

import base64
import json

import pytest

from checklists import api
from tests.metrics.exports import export, make_posts

EXPORT = export(make_posts("facebook", 5), "facebook")


def finish(name: str, payload: dict[str, object], *contents: bytes) -> dict[str, object]:
    work = api.Work(name, json.dumps(payload), contents)
    while work.step():
        pass
    return json.loads(work.result())


@pytest.mark.parametrize("name", ["post_metrics", "post_metrics_files", "post_metrics_csv"])
def test_bytes_beside_the_payload_are_read_as_base64_in_it(name: str) -> None:
    inside = finish(name, {"files": [{"name": "a.csv", "content": base64.b64encode(EXPORT).decode()}]})
    assert finish(name, {"files": [{"name": "a.csv"}]}, memoryview(EXPORT)) == inside
    assert "error" not in inside


def test_each_file_gets_its_own_bytes() -> None:
    answer = finish("post_metrics_files", {"files": [{"name": "a.csv"}, {"name": "b.pdf"}]}, EXPORT, b"%PDF-1.7")
    assert [(file["name"], file["state"]) for file in answer["files"]] == [("a.csv", "read"), ("b.pdf", "refused")]  # type: ignore[index,union-attr]


def test_a_file_without_bytes_is_refused_in_words() -> None:
    assert finish("post_metrics", {"files": [{"name": "a.csv"}]})["error"] == "Välj filerna en gång till."


def test_before_the_followers_are_known_nothing_is_classified() -> None:
    payload: dict[str, object] = {"files": [{"name": "a.csv"}]}
    assert finish("post_metrics_files", payload, EXPORT)["mix"]["classified"] == 0  # type: ignore[index]
    assert finish("post_metrics", payload, EXPORT)["mix"]["classified"] == 5  # type: ignore[index]
