"""How the strategy is divided into sheets: nothing lost, no sheet too full, no heading alone."""

import dataclasses

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checklists.strategy import load_strategy
from checklists.strategy.schema import Clause, Section
from macros.print_page import SHEET, Part, parts, sheets

SECTION = Section("s", "En rubrik", "En ingress.", ())


def part(words: int, first: bool = False) -> Part:
    return Part(Clause("s.1", "s", "En klausul", "ord " * words), SECTION if first else None)


@given(st.lists(st.builds(part, st.integers(1, 400), st.booleans()), min_size=1, max_size=40))
def test_all_parts_come_in_order_and_no_sheet_is_too_full(divided: list[Part]) -> None:
    filled = sheets(divided)
    assert [each for sheet in filled for each in sheet] == divided
    for sheet, following in zip(filled, [*filled[1:], None], strict=True):
        height = sum(each.height for each in sheet)
        assert height <= SHEET or len(sheet) == 1
        assert following is None or height + following[0].height > SHEET  # no sooner than needed


def test_the_whole_strategy_is_there_each_section_headed_once() -> None:
    strategy = load_strategy()
    divided = parts(strategy)
    assert [each.clause.id for each in divided] == list(strategy.clauses)
    assert [each.section for each in divided if each.section] == list(strategy.meta.sections)
    assert max(each.height for each in divided) < SHEET / 2


@pytest.mark.parametrize(
    ("longer", "more"),
    [({"text": "ord " * 21}, 0), ({"text": "ord " * 22}, 5.6), ({"text": "x" * 85}, 5.6), ({"title": "ord " * 17}, 6.4)],
)
def test_a_line_more_takes_its_height(longer: dict[str, str], more: float) -> None:
    short = part(1)
    grown = dataclasses.replace(short, clause=dataclasses.replace(short.clause, **longer))
    assert grown.height - short.height == pytest.approx(more)
