"""Publishing times as exports write them, and in which order a file writes month and day.

Meta and LinkedIn write MM/DD/YYYY, in Swedish too. A whole file is read in one order: `see` every cell first, `settle`, then
`read`. Nothing is guessed in silence: where the cells contradict the order that was expected, a note says so.
"""

import re
from datetime import date, datetime

from checklists.errors import InputError
from checklists.metrics.told import Told, quoted

ORDERS = {"mdy": "månad/dag/år", "dmy": "dag/månad/år", "ymd": "år-månad-dag"}
_FORM = re.compile(
    r"(\d{1,4})([-/.])(\d{1,2})\2(\d{1,4})"
    r"(?:[ T,]\s?(\d{1,2})[:.](\d{2})(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?:\s?([AaPp])\.?[Mm]\.?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?",
    re.ASCII,
)
_TO_MONTH_BEFORE_DAY = 12


class NoDateError(ValueError):
    """A cell that holds no date in the file's order; `told` says what."""

    def __init__(self, told: Told) -> None:
        super().__init__(told.english)
        self.told = told


def is_date(cell: str) -> bool:
    """Say whether a cell has the form of one date, in any order."""
    return _FORM.fullmatch(cell) is not None


class Dates:
    """The dates of one file. `order` is the person's own word; without it `expected` holds ("" where nothing is known)."""

    def __init__(self, order: str = "", expected: str = "") -> None:
        self.order, self.expected = order, expected
        self.notes: list[Told] = []
        self._iso, self._late_iso = "", False
        self._both, self._month_first, self._day_first = "", "", ""
        self._seen: set[str] = set()
        self._zone = ""

    def see(self, cell: str) -> bool:
        """Say whether a cell holds a date of any kind, and remember what it tells of the order."""
        found = _FORM.fullmatch(cell)
        if not found:
            return False
        day = cell[: found.end(4)]
        if found[8]:
            self._zone = found[8]
        if day not in self._seen:
            self._seen.add(day)
            self._weigh(found, day)
        return True

    def _weigh(self, found: re.Match[str], day: str) -> None:
        if len(found[1]) == 4:
            self._iso = self._iso or day
            self._late_iso = self._late_iso or int(found[4]) > _TO_MONTH_BEFORE_DAY
        elif len(found[4]) == 4 and found[2] != ".":
            first, second = int(found[1]) > _TO_MONTH_BEFORE_DAY, int(found[3]) > _TO_MONTH_BEFORE_DAY
            if first and not second:
                self._day_first = self._day_first or day
            elif second and not first:
                self._month_first = self._month_first or day
            elif not first:
                self._both = self._both or day

    def settle(self) -> None:
        """Decide the order; raise InputError where the file's dates cannot be trusted, or only a person can know."""
        if self._zone:
            self.notes.append(
                quoted(
                    "times carry the time zone {}; they are read as written all the same",
                    "Tiderna i filen har tidszonen {}. Vi läser klockslagen som de står.",
                    self._zone,
                )
            )
        if self.order:
            return
        if self._iso and self._month_first and not (self._late_iso or self._both or self._day_first) and self.expected:
            raise InputError(
                "content",
                f'dates like "{self._iso}" and "{self._month_first}" in one file: a spreadsheet has taken days for months;'
                " export it again and do not open it",
                f"Datumen är blandade (”{self._iso}” och ”{self._month_first}”)."
                " Det blir så när ett kalkylprogram läser dag som månad."
                " Hämta exporten igen och lägg in den utan att öppna den.",
            )
        if self._day_first and not self._month_first:
            self.order = "dmy"
            if self.expected != "dmy":
                self.notes.append(
                    quoted(
                        "dates are read as day/month/year, because {} cannot be month/day",
                        "Datumen läses som dag/månad/år, eftersom {} inte kan vara månad/dag.",
                        self._day_first,
                    )
                )
        elif self.expected or (self._month_first and not self._day_first):
            self.order = self.expected or "mdy"
        elif self._both or self._month_first:
            raise InputError(
                "dates",
                f'cannot tell whether "{self._both or self._month_first}" is month/day or day/month',
                f"Det går inte att veta om ”{self._both or self._month_first}” är månad/dag eller dag/månad."
                " Välj hur datumen är skrivna.",
            )
        else:
            self.order = "ymd"

    def read(self, cell: str) -> str:
        """Return the date and time of a cell as written, as "2026-10-05T04:40" or "2026-10-05"; raise NoDateError."""
        found = _FORM.fullmatch(cell)
        if not found:
            raise NoDateError(quoted("{} is no date", "{} är inget datum.", cell))
        year, month, day = self._parts(found)
        try:
            iso = date(year, month, day).isoformat()
            if found[5] is None:
                return iso
            hour = int(found[5])
            if found[7]:
                hour = hour % 12 + (12 if found[7] in "Pp" else 0)
            return datetime(year, month, day, hour, int(found[6])).isoformat(timespec="minutes")
        except ValueError:
            order = ORDERS["ymd" if len(found[1]) == 4 else self.order]
            told = quoted("{} is no date", "{} är inget datum", cell)
            raise NoDateError(Told(f"{told.english} ({self.order})", f"{told.swedish} när det läses som {order}.")) from None

    def _parts(self, found: re.Match[str]) -> tuple[int, int, int]:
        first, second, third = int(found[1]), int(found[3]), int(found[4])
        if len(found[1]) == 4:
            return first, second, third
        if len(found[4]) != 4 or (self.order == "ymd" and found[2] != "."):
            return 0, 0, 0  # 03-09-26 can be read in three ways
        # Dots between day and month stand in that order wherever they are used.
        return (third, second, first) if self.order == "dmy" or found[2] == "." else (third, first, second)
