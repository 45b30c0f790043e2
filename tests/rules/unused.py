"""Lists the rows of the word tables that find nothing in any text of the corpus or in the prose: `python -m tests.rules.unused`.

A row may be right and rare; the list says which rows rest on judgement alone.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from checklists.strategy import load_rows, load_rules
from checklists.text import phrases

CORPUS = Path(__file__).parents[1] / "corpus"
# Not found by their words: emojis are signs, shorteners hosts.
NO_WORDS = {"emojis", "shorteners"}


def texts() -> Iterator[str]:
    """Yield every text of the corpus."""
    for path in sorted(CORPUS.rglob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if text := json.loads(line).get("text"):
                yield text


def unused(table: str, corpus: list[str]) -> list[str]:
    """Return the ids of the rows of which no form stands anywhere in the corpus."""
    found = {match.row.id for text in corpus for match in phrases.find(text, text.lower()).get(table, ())}
    return [row for row in load_rows(table) if row not in found]


def main() -> None:
    """Print each table's rows that find nothing."""
    corpus = list(texts())
    tables = sorted({check.rows for rule in load_rules().values() for check in rule.checks if check.rows} - NO_WORDS)
    for table in tables:
        rows = unused(table, corpus)
        print(f"{table}: {len(rows)} of {len(load_rows(table))} rows find nothing in {len(corpus)} texts")
        print(f"  {' '.join(rows)}")


if __name__ == "__main__":
    main()
