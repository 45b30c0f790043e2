"""What a benchmark says: rows of figures with their units, as Markdown and as plain data; and the arithmetic over runs."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

# How a figure of each unit is written. Bytes are counted and shown in megabytes, as people know them.
UNITS = {
    "ms": lambda number: f"{number:.1f} ms" if number < 100 else f"{number:,.0f} ms",
    "s": lambda number: f"{number:.2f} s",
    "µs": lambda number: f"{number:.2f} µs",
    "ratio": lambda number: f"{number:.2f}" if number < 100 else f"{number:,.0f}",
    "bytes": lambda number: f"{number / 1e6:.2f} MB" if number >= 1e5 else f"{number / 1e3:.1f} kB",
    "count": lambda number: f"{number:,.0f}",
    "a second": lambda number: f"{number:,.0f}/s",
}


@dataclass(frozen=True)
class Figure:
    """A number and its unit, a key of UNITS."""

    number: float
    unit: str

    def __str__(self) -> str:
        return UNITS[self.unit](self.number)


@dataclass(frozen=True)
class Target:
    """What the figure in a column should come to: at most `limit`, or at least, where `more` is better."""

    column: str
    limit: float
    more: bool = False

    def met(self, figure: Figure) -> bool:
        return figure.number >= self.limit if self.more else figure.number <= self.limit


@dataclass(frozen=True)
class Row:
    """One thing that was measured. `id` never changes: the page about speed knows the row by it."""

    id: str
    name: str
    figures: dict[str, Figure]
    target: Target | None = None

    def judged(self) -> str:
        """Return the target in words and whether it was met, or "" where there is none."""
        if not self.target:
            return ""
        figure = self.figures[self.target.column]
        sign = "≥" if self.target.more else "≤"
        return f"{sign} {Figure(self.target.limit, figure.unit)} {'met' if self.target.met(figure) else 'MISSED'}"


@dataclass(frozen=True)
class Table:
    """Rows with the same columns; `notes` say what a reader must know in order not to misread them."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def markdown(self) -> str:
        """Return the table for a terminal or an issue, the notes below it."""
        judged = any(row.target for row in self.rows)
        heads = ["", *self.columns, *(["target"] if judged else [])]
        lines = [heads, ["---", *["---:"] * (len(heads) - 1)]]
        for row in self.rows:
            cells = [str(row.figures[column]) if column in row.figures else "" for column in self.columns]
            lines.append([row.name, *cells, *([row.judged()] if judged else [])])
        table = "\n".join("| " + " | ".join(cells) + " |" for cells in lines)
        return "\n\n".join([f"## {self.title}", table, *self.notes])

    def data(self) -> dict[str, Any]:
        """Return what the page about speed needs: numbers and units by column, by the row's id."""
        return {
            "columns": list(self.columns),
            "rows": {row.id: {column: [_short(f.number), f.unit] for column, f in row.figures.items()} for row in self.rows},
            "targets": {
                row.id: {"column": row.target.column, "limit": row.target.limit, "more": row.target.more}
                for row in self.rows
                if row.target
            },
        }


def middle(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def p95(values: Sequence[float]) -> float:
    """Return the smallest value that at least 95 in 100 do not exceed: one of the values, never one between them.

    >>> p95(range(1, 101)), p95([7.0]), p95(range(1, 11))
    (95, 7.0, 10)
    """
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def times(ours: Sequence[float], stock: Sequence[float] | None = None) -> dict[str, Figure]:
    """Return median and 95th percentile of times in ms; with `stock` its own too, and ours as a share of it (of medians)."""
    found = {"median": Figure(middle(ours), "ms"), "p95": Figure(p95(ours), "ms")}
    if stock:
        found = {"stock": Figure(middle(stock), "ms"), "stock p95": Figure(p95(stock), "ms")} | found
        found["ratio"] = Figure(middle(ours) / middle(stock), "ratio")
    return found


def _short(number: float) -> float:
    """Return the number with four figures: more would only be noise in the file."""
    return number if number == int(number) else float(f"{number:.4g}")
