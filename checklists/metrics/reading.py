"""One chosen file, from bytes to posts and days of new followers, a few rows at a time."""

import itertools
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from checklists.errors import InputError
from checklists.metrics import layouts
from checklists.metrics.book import Book
from checklists.metrics.dates import Dates
from checklists.metrics.followers import FollowerRows
from checklists.metrics.layouts import Match
from checklists.metrics.mapping import Mapping
from checklists.metrics.posts import Post, PostRows
from checklists.metrics.source import MAX_COLUMNS, BrokenTableError, Sheet, sheets
from checklists.metrics.told import Line, Told, spaced

MAX_ROWS = 200_000
# Rows of one step: a few milliseconds in the browser.
ROWS_A_STEP = 100
_SAMPLE_ROWS, _SAMPLE_CELL = 3, 200


@dataclass(slots=True)
class Reading:
    """What has been read of one file so far: its tables, posts with no thought of repeats, new followers, errors.

    `new` is {(channel, day): new followers}; an error is (row, what is wrong), row None where the whole table is meant.
    """

    name: str
    books: list[Book] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    new: dict[tuple[str, str], int] = field(default_factory=dict)
    errors: list[tuple[int | None, Told]] = field(default_factory=list)
    done: int = 0
    of: int | None = None

    def tell(self, row: int, line: int, told: Told) -> None:
        """Note what is wrong with a row; where the file's own line differs, both are told."""
        if line and line != row:
            told = Told(f"{told.english} (line {line} of the file)", f"{told.swedish} (Rad {line} om du öppnar filen som text.)")
        self.errors.append((row, told))

    def refuse(self, error: InputError, state: str = "refused") -> None:
        """Note that the file as a whole cannot be used, and why."""
        self.books = [Book(self.name)]
        self.books[0].refuse(error, state)

    def steps(self, data: bytes, mapping: Mapping | None) -> Iterator[None]:
        """Read the file in small steps. What cannot be read is told in its book, never raised."""
        try:
            found = _chosen(sheets(data), mapping)
        except InputError as error:
            empty = "empty" if str(error) == "is empty" else "refused"
            self.refuse(error, empty)
            return
        for sheet, head, match in found:
            book = Book(self.name, sheet=sheet.name, encoding=sheet.encoding, delimiter=sheet.delimiter)
            self.books.append(book)
            posts, errors = len(self.posts), len(self.errors)
            try:
                yield from self._table(sheet, head, match, mapping, book)
            except InputError as error:
                del self.posts[posts:], self.errors[errors:]
                book.refuse(error, "unknown" if error.field == "dates" else "refused")

    def _table(self, sheet: Sheet, head: list[Line], match: Match | None, mapping: Mapping | None, book: Book) -> Iterator[None]:
        _describe(book, head, match)
        if match is None:
            even = _is_even(book, head)
            book.refuse(_unknown(book, even), "unknown" if even and len(book.headers) > 1 else "refused")
            return
        layout = match.layout
        book.layout, book.channel = layout.id or None, layout.channel
        if layout.kind == "refused":
            raise InputError("content", layout.english, layout.why)
        below = itertools.chain(head[match.header + 1 :], sheet.lines)
        lines = self._counted(below, sheet, book)
        dates = Dates(mapping.dates if mapping else "", "" if mapping else "mdy")
        header = head[match.header][2]
        if layout.kind == "followers":
            days = FollowerRows(layout.channel, match.columns, dates, sheet.serial, self.tell)
            yield from days.steps(lines, self.new, book)
        else:
            rows = PostRows(self.name, layout.channel, header, match.columns, dates, self.tell)
            rows.serial = sheet.serial
            rows.hosts = layouts.other_hosts(layout.id) if layout.id else ()
            yield from self._posts(rows, lines, book)
        book.notes += dates.notes
        if not book.rows:
            book.refuse(InputError("content", "has headers but no rows", "Filen har rubriker men inga rader."), "empty")

    def _posts(self, rows: PostRows, lines: Iterable[Line], book: Book) -> Iterator[None]:
        raw: list[Post] = []
        for number, line in enumerate(lines):
            post = rows.read(line)
            if post:
                raw.append(post)
            if rows.daily:
                raise InputError(
                    "content",
                    f'has one row per post and day ("{rows.daily}"): export lifetime numbers instead',
                    f"Filen har en rad för varje inlägg och dag (”{rows.daily}”), så samma inlägg står flera gånger."
                    " Exportera siffror för inläggens hela livstid i stället.",
                )
            if number % ROWS_A_STEP == ROWS_A_STEP - 1:
                yield
        rows.dates.settle()
        for number, post in enumerate(rows.dated(raw)):
            self.posts.append(post)
            book.posts += 1
            book.covers(post.published[:10])
            if number % (10 * ROWS_A_STEP) == 0:
                yield
        book.notes += _about(rows)

    def _counted(self, lines: Iterable[Line], sheet: Sheet, book: Book) -> Iterator[Line]:
        """Pass the rows on, count them, and end at a cell that never does."""
        began = self.done
        try:
            for line in lines:
                if any(line[2]):
                    book.rows += 1
                self.done = began + book.rows
                if book.rows % ROWS_A_STEP == 0:
                    self.of = max(self.done, began + round(book.rows / (sheet.read() or 1)))
                if book.rows > MAX_ROWS:
                    raise InputError(
                        "content",
                        f"has more than {MAX_ROWS} rows: export a shorter period",
                        f"Filen har fler än {spaced(MAX_ROWS)} rader. Exportera en kortare period åt gången.",
                    )
                yield line
        except BrokenTableError as error:
            self.tell(
                error.row,
                error.line,
                Told(
                    "a cell never ends (a quotation mark is missing); this row and those after it are left out",
                    "en cell tar aldrig slut, troligen saknas ett citationstecken. Den raden och alla efter den räknas inte.",
                ),
            )
            book.notes.append(
                Told(
                    f"the rows from {error.row} on could not be read: the sums are too low",
                    f"Raderna från rad {error.row} gick inte att läsa, så summorna är för låga. Hämta exporten igen.",
                )
            )
        self.of = self.done


def _chosen(found: list[Sheet], mapping: Mapping | None) -> list[tuple[Sheet, list[Line], Match | None]]:
    """Return the tables to read, each with its first rows and what it is: those that are known, else the first with cells."""
    opened = []
    for sheet in found:
        head: list[Line] = []
        try:
            head.extend(itertools.islice(sheet.lines, layouts.HEADER_WITHIN))
        except BrokenTableError as error:
            sheet.lines = _broken(error)
        rows = [cells for _, _, cells in head]
        if any(len(cells) > MAX_COLUMNS for cells in rows):
            raise InputError(
                "content", f"has more than {MAX_COLUMNS} columns", f"Filen har fler än {spaced(MAX_COLUMNS)} kolumner."
            )
        opened.append((sheet, head, mapping.match(rows) if mapping else layouts.recognise(rows)))
    known = [table for table in opened if table[2] and table[2].layout.kind != "refused"]
    filled = [table for table in opened if any(any(cells) for _, _, cells in table[1])]
    refused = [table for table in filled if table[2]]
    return known[:1] if mapping and known else known or refused[:1] or filled[:1] or opened[:1]


def _broken(error: BrokenTableError) -> Iterator[Line]:
    raise error
    yield


def _describe(book: Book, head: list[Line], match: Match | None) -> None:
    """Fill in the headers, what they were taken for, and the first rows under them."""
    place = match.header if match else _likely_header(head)
    if place >= len(head):
        return
    book.header_row = head[place][0]
    book.headers = [header.strip() for header in head[place][2]]
    under = [cells for _, _, cells in head[place + 1 :] if any(cells)]
    book.sample = [[" ".join(cell[:_SAMPLE_CELL].split()) for cell in cells] for cells in under[:_SAMPLE_ROWS]]
    if match:
        book.columns = {field: book.headers[column] for field, column in match.columns.items()}
        used = set(match.columns.values())
        book.ignored = [header for column, header in enumerate(book.headers) if column not in used and header]
        names = {layouts.plain(header) for header in book.ignored}
        book.notes += [
            Told(unread.english, unread.why)
            for unread in match.layout.unread
            if names & {layouts.plain(header) for header in unread.headers}
        ]


def _likely_header(head: list[Line]) -> int:
    """Return the place of the first row that is as wide as most rows are."""
    widths = [sum(1 for cell in cells if cell.strip()) for _, _, cells in head]
    most = max(widths, default=0)
    return next((place for place, width in enumerate(widths) if width * 2 > most), 0)


def _is_even(book: Book, head: list[Line]) -> bool:
    """Say whether most rows under the headers are as wide as they are; a letter cut at its commas is no table."""
    widths = [len(cells) for row, _, cells in head if row > book.header_row and any(cells)]
    return 2 * widths.count(len(book.headers)) >= len(widths)


def _unknown(book: Book, even: bool) -> InputError:
    """Return why the columns of a table cannot be used as they are."""
    if len(book.headers) == 1 and layouts.recognise([[part.strip('" ') for part in book.headers[0].split(",")], [""]]):
        return InputError(
            "content",
            "has every row in one single cell, as when a spreadsheet has saved it: export it again and do not open it",
            "Varje rad ligger i en enda cell. Det blir så när filen har sparats om i ett kalkylprogram."
            " Hämta exporten igen och lägg in den utan att öppna den.",
        )
    if len(book.headers) < 2 or not even:
        return InputError(
            "content",
            "is no table: export from Meta Business Suite or LinkedIn as CSV",
            "Filen är ingen tabell. Exportera från Meta Business Suite eller LinkedIn som CSV.",
        )
    headers = ", ".join(book.headers[:8])
    return InputError(
        "content",
        f"has columns that belong to no known export ({headers[:200]})",
        "Vi känner inte igen kolumnerna. Peka ut vilken kolumn som är vad, så räknar vi filen.",
    )


def _about(rows: PostRows) -> list[Told]:
    notes = []
    if rows.unreadable:
        notes.append(
            Told(
                f"{rows.unreadable} texts hold characters that cannot be read: the file is damaged or in an unknown encoding",
                f"{rows.unreadable} texter har tecken som inte går att läsa. Siffrorna påverkas inte.",
            )
        )
    if rows.unequal:
        notes.append(
            Told(
                f"in {rows.unequal} rows the sum of reactions, comments and shares "
                "is not the sum that the file gives; the parts count",
                f"På {rows.unequal} rader är filens egen summa av reaktioner, kommentarer och delningar en annan än delarna."
                " Vi räknar delarna.",
            )
        )
    return notes
