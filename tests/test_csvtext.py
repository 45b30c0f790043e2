"""Tests of CSV out."""

import csv
import io

import pytest

from checklists import csvtext


@pytest.mark.parametrize(
    "cell",
    [
        "=1+1",
        " =1+1",
        "\u00a0@SUMMA(A1)",
        "＋1",
        "\t=1",
        "-a",
        "\n=1",
        "\u200b=1",
        "\ufeff \u2003+1",
        "\tHej",
        "＝1",
        "=cmd|' /C calc'!A0",
    ],
)
def test_a_text_that_a_spreadsheet_would_run_is_marked_as_text(cell: str) -> None:
    assert csvtext.line([cell]).strip('"') == f"'{cell}"


def test_a_file_has_a_mark_and_numbers_and_empty_cells_as_they_are() -> None:
    text = csvtext.table(["Namn", "Antal"], [["a;b", -1], ['c"d', None], ["e\nf", "g\rh"]])
    assert text.startswith("\ufeffNamn;Antal\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=";"))
    assert rows[1:] == [["a;b", "-1"], ['c"d', ""], ["e\nf", "g\rh"]]
