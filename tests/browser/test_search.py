"""The search box, asked as people ask: in other forms, parts of compounds, other words, misspelt."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.search import Answer, ask, load, open_search

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
OpenPage = Callable[..., Page]
TESTS = Path(__file__).parents[1]


@pytest.fixture
def search(open_page: OpenPage, address: str) -> Callable[[str], Answer]:
    page = open_page("")
    open_search(page)
    return lambda query: ask(page, query, address)


def test_what_people_ask_for_is_among_the_first_three(search: Callable[[str], Answer]) -> None:
    for file, least in [("search-queries.toml", 27), ("search-queries-more.toml", 105)]:
        queries = load(TESTS / file)
        found = {query: search(query).pages[:3] for query, _ in queries}
        missed = [f"{query}: {found[query]}" for query, wanted in queries if not set(wanted) & set(found[query])]
        assert len(queries) - len(missed) >= least, missed


def test_a_word_written_otherwise_finds_the_same(search: Callable[[str], Answer]) -> None:
    for query, as_well in [
        ("komentarerna", "kommentarerna"),
        ("dolja", "dölja"),
        ("doelja", "dölja"),
        ("DÖLJA", "dölja"),
        ("(dölja)", "dölja"),
        ("hur gör jag för att dölja", "dölja"),
    ]:
        assert search(query).pages[:3] == search(as_well).pages[:3], query


def test_a_result_shows_where_the_word_stands_and_does_not_call_it_lacking(search: Callable[[str], Answer]) -> None:
    understood = [item["shown"] for item in search("undertexter").items]
    assert "<mark>Texta</mark>" in understood[0]
    assert not any("Saknas" in shown for shown in understood)
    assert any("Saknas: <del>hashtaggar</del>" in item["shown"] for item in search("hashtaggar undertexter").items)


def test_who_finds_nothing_is_told_what_to_do(search: Callable[[str], Answer]) -> None:
    for query in ["qqqqqxz", "0000000", "<&>"]:
        answer = search(query)
        assert answer.pages == [], query
        assert answer.told == "Inga sökresultat. Pröva ett annat ord, eller leta i menyn." or query == "<&>"


def test_signs_that_mean_something_to_lunr_do_no_harm(search: Callable[[str], Answer]) -> None:
    odd = [
        "+dölja",
        "kommentar -dölja",
        "title:dölja",
        "dölj~1",
        '"ta bort"',
        "dölj^5",
        "*",
        "d",
        "å",
        "constructor",
        "__proto__",
    ]
    for query in odd:
        search(query)
        assert "kommentarer/dolja-eller-ta-bort/" in search("dölja").pages[:3], query
    assert "kommentarer/dolja-eller-ta-bort/" not in search("kommentar -dölja").pages


def test_every_beginning_of_a_word_answers(search: Callable[[str], Answer]) -> None:
    for word in ["tillgänglighet", "komentar", "insights"]:
        for end in range(3, len(word) + 1):
            assert search(word[:end]).pages, word[:end]


def test_the_search_works_without_its_swedish(open_page: OpenPage, address: str) -> None:
    page = open_page("om/", expect_trouble=True)
    page.context.route("**/search/swedish.js", lambda route: route.abort())
    page.reload()
    open_search(page)
    assert "kommentarer/dolja-eller-ta-bort/" in ask(page, "blockera", address).pages


def test_from_a_phone_to_the_page(open_page: OpenPage) -> None:
    page = open_page("", phone=True)
    open_search(page)
    page.locator(".md-search__input").press_sequentially("radera komentar")
    results = page.locator(".md-search-result__list")
    expect(results).to_contain_text("ta bort")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    results.locator('a[href*="kommentarer/dolja-eller-ta-bort"]').first.click()
    expect(page).to_have_url(re.compile("/kommentarer/dolja-eller-ta-bort/"))
    expect(page.locator("h1")).to_contain_text("ta bort")
