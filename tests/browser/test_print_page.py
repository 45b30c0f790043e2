"""Skriv ut strategin, printed in Chromium: what the table of contents promises is read back from the file."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from checklists.strategy import load_strategy
from macros.print_page import FIRST, PAGE, parts, sheets

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-pages")]
ADDRESS = PAGE[1].removesuffix(".md") + "/"


def pages_of(pdf: bytes) -> dict[str, int]:
    """Return the page, from 1, of every place that a link in Chromium's PDF leads to, by the id of the place; "" is how many.

    Chromium leaves all but streams uncompressed, with one dictionary of destinations: enough to read without a library.
    """
    objects = {match[1]: match[2] for match in re.finditer(rb"(\d+) 0 obj\r?\n?(.*?)\r?\n?endobj", pdf, re.DOTALL)}

    def leaves(node: bytes) -> list[bytes]:
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", objects[node])
        return [leaf for kid in re.findall(rb"(\d+) 0 R", kids[1]) for leaf in leaves(kid)] if kids else [node]

    (root,) = [number for number, body in objects.items() if re.search(rb"/Type\s*/Pages\b", body) and b"/Parent" not in body]
    order = leaves(root)
    found = {
        name.decode(): order.index(page) + 1
        for body in objects.values()
        for name, page in re.findall(rb"/([\w.\-]+)\s*\[(\d+) 0 R\s*/XYZ", body)
        if page in order
    }
    return found | {"": len(order)}


def test_the_printed_page_numbers_are_true(open_page: Callable[..., Page], tmp_path: Path) -> None:
    page = open_page(ADDRESS, now="2027-01-12T09:00")
    expect(page.get_by_role("button", name="Skriv ut")).to_be_visible()
    promised = page.locator(".sheet__contents > li").evaluate_all(
        "(lines) => lines.map((line) => [line.querySelector('a').hash.slice(1), Number(line.querySelector('.sheet__number').textContent)])"
    )
    assert len(promised) == len(load_strategy().meta.sections)
    page.emulate_media(media="print")
    assert (
        page.locator(".sheet").evaluate_all(
            "(sheets) => sheets.filter((sheet) => sheet.scrollHeight > sheet.clientHeight).map((sheet) => sheet.textContent.slice(0, 80))"
        )
        == []
    )
    printed = page.pdf(prefer_css_page_size=True)
    found = pages_of(printed)
    assert found[""] == page.locator(".sheet").count()
    assert {section: found[section] for section, _ in promised} == dict(promised)
    last = page.locator(".sheet__foot").last
    expect(last).to_contain_text(f"Sida {found['']} av {found['']}")
    for gone in (".md-header", ".md-footer", "h1", ".actions"):
        expect(page.locator(gone).first).to_be_hidden()
    expect(page.locator("[data-part=printed]")).to_contain_text("12 januari 2027")


def test_it_is_whole_without_a_script(open_page: Callable[..., Page]) -> None:
    page = open_page(ADDRESS, java_script_enabled=False)
    expect(page.get_by_role("button", name="Skriv ut")).to_be_hidden()
    expect(page.locator("[data-part=printed]")).to_be_hidden()
    strategy = load_strategy()
    assert page.locator(".sheet h3").all_inner_texts() == [clause.title for clause in strategy.clauses.values()]
    filled = sheets(parts(strategy))
    assert page.locator(".sheet").count() == FIRST - 1 + len(filled)
