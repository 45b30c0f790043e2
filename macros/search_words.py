"""Adds to the search index what people write but the pages do not: parts of compounds, other forms, misspellings."""

from pathlib import Path


def enrich(index: Path) -> None:
    """Rewrite search_index.json with hidden words for each of its sections."""
