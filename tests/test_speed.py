"""The figures of the page about speed, and the arithmetic of the program that measures them."""

import tomllib

import pytest

from macros import speed_pages
from tests.benchmarks import __main__ as program
from tests.benchmarks.report import Figure, Row, Table, Target, p95, times

WORDS = tomllib.loads(speed_pages.WORDS.read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", WORDS["tables"])
def test_what_the_page_names_has_been_measured(name: str) -> None:
    found = speed_pages.load()
    assert name in found, "run `python -m tests.benchmarks --write`"
    wanted = {row for row in WORDS["tables"][name]["rows"] if not row.startswith("file:")}
    assert wanted - set(found[name]["rows"]) == set()


def test_what_has_been_measured_is_on_the_page() -> None:
    page = (speed_pages.ROOT / "docs" / "utveckling" / "snabbhet.md").read_text(encoding="utf-8")
    assert set(speed_pages.load()) <= set(WORDS["tables"])
    assert [name for name in WORDS["tables"] if f'speed("{name}")' not in page] == []


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        (0.254, "ratio", "0,25"),
        (99.94, "ms", "99,9 ms"),
        (1304.2, "ms", "1 304 ms"),
        (8_123_456, "bytes", "8,1 MB"),
        (99_999, "bytes", "100 kB"),
        (0, "bytes", "0,0 kB"),
        (36263, "a second", "36 263/s"),
    ],
)
def test_figures_in_swedish(number: float, unit: str, said: str) -> None:
    assert speed_pages.shown(number, unit).replace("\u00a0", " ") == said


@pytest.mark.parametrize(
    ("target", "number", "met"),
    [
        (Target("ratio", 0.33), 0.33, True),
        (Target("ratio", 0.33), 0.331, False),
        (Target("speed", 500, more=True), 500, True),
        (Target("speed", 500, more=True), 499, False),
    ],
)
def test_a_target_is_met_or_missed_in_both_tables(target: Target, number: float, met: bool) -> None:
    row = Row("cold", "empty cache", {target.column: Figure(number, "ratio")}, target)
    shown = Table("browser", "First answer", (target.column,), (row,))
    assert ("MISSED" in shown.markdown()) is not met
    words = {"columns": {target.column: "Kvot"}, "tables": {"browser": {"caption": "", "rows": {"cold": "Tom cache"}}}}
    said = speed_pages.table("browser", {"browser": shown.data()}, words)["rows"][0]["target"]
    assert said.endswith(": nås" if met else ": nås inte")


def test_a_row_without_words_stops_the_build() -> None:
    row = Row("hot", "full cache", {"median": Figure(1, "ms")})
    words = {"columns": {"median": "Median"}, "tables": {"browser": {"caption": "", "rows": {}}}}
    with pytest.raises(ValueError, match="hot"):
        speed_pages.table("browser", {"browser": Table("browser", "", ("median",), (row,)).data()}, words)


def test_the_95th_percentile_is_not_the_worst_of_a_hundred_nor_the_best_of_ten() -> None:
    assert (p95(range(1, 101)), p95(range(1, 11)), p95([3])) == (95, 10, 3)


def test_a_ratio_is_that_of_the_medians() -> None:
    assert times([1, 1, 10], [4, 4, 4])["ratio"] == Figure(0.25, "ratio")


def test_every_part_is_there_and_every_part_says_what_it_is() -> None:
    for part, what in program.PARTS.items():
        assert (program.ROOT / "tests" / "benchmarks" / f"{part}.py").is_file(), part
        assert what


def test_a_table_that_was_measured_is_drawn_with_its_targets() -> None:
    row = Row("cold", "empty cache", {"ratio": Figure(0.3, "ratio")}, Target("ratio", 0.33))
    words = {"columns": {"ratio": "Kvot"}, "tables": {"browser": {"caption": "Första svaret", "rows": {"cold": "Tom cache"}}}}
    drawn = speed_pages.drawn("browser", {"browser": Table("browser", "", ("ratio",), (row,)).data()}, words)
    assert '<th scope="row">Tom cache</th><td>0,30</td><td>högst 0,33: nås</td>' in drawn
    assert speed_pages.drawn("browser", {}, words) == speed_pages.NOT_YET
