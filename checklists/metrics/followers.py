"""Exports of new followers: one row a day with how many came that day."""

from collections.abc import Iterable, Iterator

from checklists.errors import InputError
from checklists.metrics import layouts
from checklists.metrics.book import Book
from checklists.metrics.counts import NoCountError, count
from checklists.metrics.dates import Dates, NoDateError
from checklists.metrics.posts import Tell
from checklists.metrics.serials import from_serial
from checklists.metrics.told import Line, Told, quoted

_PARTS = ("new_organic", "new_sponsored", "new_invited")
_A_STEP = 100


class FollowerRows:
    """Reads the rows under the headers of one table. `tell` hears (row, line, what is wrong)."""

    def __init__(self, channel: str, columns: dict[str, int], dates: Dates, serial: int, tell: Tell) -> None:
        self.channel, self.columns, self.dates, self.serial, self.tell = channel, columns, dates, serial, tell
        self.fields = ("new_followers",) if "new_followers" in columns else tuple(part for part in _PARTS if part in columns)

    def steps(self, lines: Iterable[Line], new: dict[tuple[str, str], int], book: Book) -> Iterator[None]:
        """Add {(channel, day): new followers} to `new`; a day that stands twice counts once."""
        found: list[tuple[int, int, str, int]] = []
        for number, (row, line, cells) in enumerate(lines):
            found += self._read(row, line, cells)
            if number % _A_STEP == _A_STEP - 1:
                yield
        self.dates.settle()
        again = 0
        for row, line, cell, amount in found:
            try:
                day = self.dates.read(cell)[:10]
            except NoDateError as error:
                self.tell(row, line, error.told)
                continue
            again += (self.channel, day) in new
            new[self.channel, day] = max(amount, new.get((self.channel, day), 0))
            book.covers(day)
        if again:
            book.notes.append(
                Told(
                    f"{again} days of new followers stand more than once and count once, with the higher number",
                    f"{again} dagar med nya följare står mer än en gång. De räknas en gång, med den högre siffran.",
                )
            )
        if not found and book.rows:
            raise InputError("content", "holds no day with new followers", "Filen har ingen dag med nya följare.")

    def _read(self, row: int, line: int, cells: list[str]) -> list[tuple[int, int, str, int]]:
        """Return (row, line, date as written, new followers) of a row, as a list that may be empty."""
        if not any(cell.strip() for cell in cells):
            return []
        place = self.columns["published"]
        day = cells[place].strip() if place < len(cells) else ""
        if self.serial:
            day = from_serial(day, self.serial)
        if not self.dates.see(day):
            if not any(cell.strip(" :").casefold() in layouts.words("totals") for cell in cells):
                self.tell(row, line, quoted("{} is no date; the row is left out", "{} är inget datum. Raden räknas inte.", day))
            return []
        amounts = []
        for field in self.fields:
            cell = cells[self.columns[field]] if self.columns[field] < len(cells) else ""
            try:
                amounts.append(count(cell))
            except NoCountError as error:
                told = f"{error.told.english}; the row is left out", f"{error.told.swedish} Raden räknas inte."
                self.tell(row, line, Told(*told))
                return []
        known = [amount for amount in amounts if amount is not None]
        return [(row, line, day, sum(known))] if known else []
