"""The accessibility statement says what the law asks for, and only what has been filled in."""

import re
from pathlib import Path

import pytest

from macros import accessibility

SOURCE = accessibility.SOURCE.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("pattern", "replacement", "said"),
    [
        (r'conforms = "delvis"', 'conforms = "nästan"', "conforms is 'nästan'"),
        (r'conforms = "delvis"', 'conforms = "helt"', "where there is no fault"),
        (r'assessed = "[^"]*"', 'assessed = "i går"', "isoformat"),
        (r'updated = "[^"]*"', 'updated = "2020-01-01"', "updated before"),
        (r'actor = "[^"]*"', 'actor = ""', "empty: actor"),
        (r'actor = "[^"]*"', 'actors = "X"', "actors"),
        (r'plan = "[^"]*"', 'plan = ""', r"not-tried\.plan"),
        (r'id = "date-language"', 'id = "not-tried"', "the same id"),
        (r"\[\[methods\]\]", "[[ways]]", "unknown: ways|methods"),
        (r"\[city\]", "[cities]", "unknown: cities"),
    ],
)
def test_a_statement_that_is_none_is_refused(tmp_path: Path, pattern: str, replacement: str, said: str) -> None:
    changed = re.sub(pattern, replacement, SOURCE, count=0 if "methods" in pattern else 1)
    assert changed != SOURCE
    file = tmp_path / "accessibility.toml"
    file.write_text(changed, encoding="utf-8")
    with pytest.raises(ValueError, match=f"accessibility.toml: .*({said})"):
        accessibility.load(file)


def test_the_page_has_all_that_digg_asks_for(site: Path) -> None:
    page = (site / "om" / "tillganglighet" / "index.html").read_text(encoding="utf-8")
    statement = accessibility.load()
    asked = [
        statement.actor,
        f"Webbplatsen är {accessibility.CONFORMS[statement.conforms]}",
        accessibility.in_words(statement.assessed),
        accessibility.in_words(statement.updated),
        "https://www.digg.se/tdosanmalan",
        "Berätta om en brist",
        "oskäligt betungande",
        *(fault.title for fault in statement.faults),
        *(method.done for method in statement.methods),
        *(f"Fyll i: {what}" for name, what in accessibility.TO_FILL_IN.items() if not getattr(statement, name)),
    ]
    assert [words for words in asked if words not in page] == []
    assert 'href="../om/tillganglighet/"' in (site / "om" / "index.html").read_text(
        encoding="utf-8"
    ) or 'href="tillganglighet/"' in (site / "om" / "index.html").read_text(encoding="utf-8")
