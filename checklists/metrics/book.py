"""What a file was read as, for the person to see: one Book for each table of each file that somebody chose."""

from dataclasses import dataclass, field
from typing import Any

from checklists.errors import InputError
from checklists.metrics.told import Told


@dataclass(slots=True)
class Book:
    """`state` is "read", "unknown" (somebody must say what its columns are), "refused" or "empty".

    `fault` is why a file cannot be read at all. `notes` say what about the file its reader should know.
    """

    name: str
    state: str = "read"
    sheet: str = ""
    layout: str | None = None
    channel: str | None = None
    encoding: str | None = None
    delimiter: str | None = None
    rows: int = 0
    posts: int = 0
    first: str | None = None
    last: str | None = None
    columns: dict[str, str] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)
    headers: list[str] = field(default_factory=list)
    sample: list[list[str]] = field(default_factory=list)
    header_row: int = 0
    fault: InputError | None = None
    message: Told | None = None
    notes: list[Told] = field(default_factory=list)

    def refuse(self, error: InputError, state: str = "refused") -> None:
        """Say that the file cannot be used, and why."""
        self.state, self.fault, self.message = state, error, Told(str(error), error.swedish)
        self.posts, self.first, self.last = 0, None, None

    def covers(self, day: str) -> None:
        """Note that the file holds something of a day."""
        self.first = min(self.first or day, day)
        self.last = max(self.last or day, day)

    def as_data(self, language: str) -> dict[str, Any]:
        """Return what the browser is told of the file."""
        return {
            "name": self.name,
            "sheet": self.sheet,
            "state": self.state,
            "layout": self.layout,
            "channel": self.channel,
            "encoding": self.encoding,
            "delimiter": self.delimiter,
            "rows": self.rows,
            "posts": self.posts,
            "from": self.first,
            "to": self.last,
            "columns": self.columns,
            "ignored": self.ignored,
            "headers": self.headers,
            "sample": self.sample,
            "message": self.message.in_language(language) if self.message else "",
            "notes": [note.in_language(language) for note in self.notes],
        }
