"""Rows of an export as posts: what each says, and what is wrong with it."""

import re
from collections.abc import Callable, Iterable

from checklists.metrics import layouts
from checklists.metrics.counts import NoCountError, count
from checklists.metrics.dates import Dates, NoDateError, is_date
from checklists.metrics.serials import from_serial
from checklists.metrics.told import Line, Told, quoted

COUNTS = ("reach", "video_views", "link_clicks", "reactions", "comments", "shares", "saves")
PARTS = ("reactions", "comments", "shares", "saves")
_UNREADABLE = "\ufffd"
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
Tell = Callable[[int, int, Told], None]


class Post:
    """One post. A count that the file does not hold is None, never 0."""

    __slots__ = (
        "category",
        "channel",
        "combined",
        "comments",
        "file",
        "goal",
        "id",
        "link",
        "link_clicks",
        "published",
        "reach",
        "reactions",
        "repeats",
        "row",
        "saves",
        "shares",
        "text",
        "video_views",
    )

    def __init__(self, file: str, row: int, channel: str) -> None:
        self.file, self.row, self.channel = file, row, channel
        self.published = self.text = self.link = self.id = ""
        self.goal: str | None = None  # None until it is classified, "unsure" where nobody can say
        self.category: str | None = None
        self.reach: int | None = None
        self.video_views: int | None = None
        self.link_clicks: int | None = None
        self.reactions: int | None = None
        self.comments: int | None = None
        self.shares: int | None = None
        self.saves: int | None = None
        self.combined: int | None = None
        self.repeats: tuple[str, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The parts of the interactions that the file does not hold."""
        return tuple(part for part in PARTS if getattr(self, part) is None)

    @property
    def only_combined(self) -> bool:
        """Whether the file gives reactions, comments and shares as one sum only."""
        return self.combined is not None and self.reactions is self.comments is self.shares is None

    @property
    def interactions(self) -> int | None:
        """Reactions, comments, shares and saves together (clause matning.inlagg), or None where all are missing."""
        if self.only_combined:
            return (self.combined or 0) + (self.saves or 0)
        parts = [part for part in (self.reactions, self.comments, self.shares, self.saves) if part is not None]
        return sum(parts) if parts else None

    @property
    def month(self) -> str:
        """The month in which it was published, as 2026-10."""
        return self.published[:7]


class PostRows:
    """Reads the rows under the headers of one table into posts. `tell` hears (row, line, what is wrong)."""

    def __init__(self, file: str, channel: str, header: list[str], columns: dict[str, int], dates: Dates, tell: Tell) -> None:
        self.file, self.channel, self.header, self.columns, self.dates, self.tell = file, channel, header, columns, dates, tell
        self.width = len(header)
        self._counts = [(field, columns[field]) for field in (*COUNTS, "combined") if field in columns]
        # Empty cells at a row's end may be missing, those with figures may not: the row may have been cut.
        self.needed = max(columns["published"], columns.get("views", 0), *(place for _, place in self._counts)) + 1
        self.hosts: tuple[str, ...] = ()  # of other channels
        self.daily = ""  # the day that a row's numbers are for, where they are not for the post's lifetime
        self.unreadable = self.unequal = 0
        self.serial = 0  # the first year of a workbook's dates
        self._words = layouts.words("totals")

    def read(self, line: Line) -> Post | None:
        """Return the post of a row, or None where the row holds none; its time is still as the cell says."""
        row, number, cells = line
        if not any(cells) or not any(cell.strip() for cell in cells):
            return None
        if len(cells) != self.width and not self._fits(row, number, cells):
            return None
        post = Post(self.file, row, self.channel)
        post.published = self._cell(cells, "published")
        if self.serial:
            post.published = from_serial(post.published, self.serial)
        if not self.dates.see(post.published) and not self._dated(row, number, cells, post.published):
            return None
        post.id, post.link = self._cell(cells, "id"), self._cell(cells, "link")
        if self.hosts and any(host in post.link for host in self.hosts):
            told = (
                "the link leads to another channel; the row is left out",
                "länken leder till en annan kanal. Raden räknas inte.",
            )
            self.tell(row, number, Told(*told))
            return None
        self._text(post, cells)
        for field, place in self._counts:
            setattr(post, field, self._count(row, number, cells, place))
        self._views(post, row, number, cells)
        self._day(cells)
        if post.combined is not None and None not in (post.reactions, post.comments, post.shares):
            self.unequal += post.combined != (post.reactions or 0) + (post.comments or 0) + (post.shares or 0)
        return post

    def dated(self, posts: Iterable[Post]) -> Iterable[Post]:
        """Yield the posts with their times as ISO, in the order that the file's dates have; others are told of."""
        for post in posts:
            try:
                post.published = self.dates.read(post.published)
            except NoDateError as error:
                self.tell(post.row, 0, error.told)
                continue
            yield post

    def _cell(self, cells: list[str], field: str) -> str:
        place = self.columns.get(field)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    def _fits(self, row: int, line: int, cells: list[str]) -> bool:
        if len(cells) > self.width and any(cell.strip() for cell in cells[self.width :]):
            self.tell(
                row,
                line,
                Told(
                    f"has {len(cells)} cells, the header has {self.width}; the row is left out",
                    f"raden har {len(cells)} celler men rubrikraden {self.width}. Raden räknas inte.",
                ),
            )
            return False
        if len(cells) < self.needed and not self.serial:
            if self._is_total(cells):
                return False
            self.tell(
                row,
                line,
                Told(
                    f"has only {len(cells)} cells of {self.width}; the row is left out (a quotation mark may be missing)",
                    f"raden har bara {len(cells)} celler av {self.width}. Raden räknas inte. Kanske saknas ett citationstecken.",
                ),
            )
            return False
        return True

    def _dated(self, row: int, line: int, cells: list[str], published: str) -> bool:
        """Say that the row has no date, unless it needs none; never true."""
        if self._is_total(cells) or [cell.strip() for cell in cells] == [cell.strip() for cell in self.header]:
            return False
        if published:
            self.tell(row, line, quoted("{} is no date; the row is left out", "{} är inget datum. Raden räknas inte.", published))
        else:
            told = "has no publishing date; the row is left out", "publiceringstiden saknas. Raden räknas inte."
            self.tell(row, line, Told(*told))
        return False

    def _is_total(self, cells: list[str]) -> bool:
        return any(cell.strip(" :.*").casefold() in self._words for cell in cells if 0 < len(cell) < 30)

    def _text(self, post: Post, cells: list[str]) -> None:
        text, more = self._cell(cells, "text"), self._cell(cells, "description")
        if more and more not in text:
            text = more if text in more else f"{text}\n{more}"
        if _UNREADABLE in text:
            self.unreadable += 1
        post.text = _CONTROL.sub("", text).strip() if _CONTROL.search(text) else text

    def _count(self, row: int, line: int, cells: list[str], place: int) -> int | None:
        try:
            return count(cells[place]) if place < len(cells) else None
        except NoCountError as error:
            header = self.header[place].strip()
            english, swedish = error.told
            told = f'column "{header}": {english}; it is not counted', f"kolumnen ”{header}”: {swedish} Värdet räknas inte."
            self.tell(row, line, Told(*told))
            return None

    def _views(self, post: Post, row: int, line: int, cells: list[str]) -> None:
        """Fill in video views from Meta's showings where the post is a film, and empty them where it is none."""
        kind = self._cell(cells, "type")
        if "views" in self.columns:
            seconds = self._cell(cells, "duration")
            if layouts.is_film(kind) if kind else seconds not in ("", "0"):
                post.video_views = self._count(row, line, cells, self.columns["views"])
        elif "type" in self.columns and not layouts.is_film(kind) and (kind or not post.video_views):
            post.video_views = None

    def _day(self, cells: list[str]) -> None:
        day = self._cell(cells, "day")
        if day and not self.daily and day.casefold() not in layouts.words("lifetime") and is_date(day):
            self.daily = day
