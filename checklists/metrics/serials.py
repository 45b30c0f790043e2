"""Dates as a workbook holds them: days since the turn of a century."""

import re
from datetime import datetime, timedelta

# A spreadsheet believes that 1900 was a leap year; from March of that year on this first day is right all the same.
_FIRST = {1900: datetime(1899, 12, 30), 1904: datetime(1904, 1, 1)}
_SERIAL = re.compile(r"\d{4,6}(?:\.\d+)?", re.ASCII)
_DAYS_TO_9999 = 2_950_000


def from_serial(cell: str, start: int) -> str:
    """Return a serial number as ISO date, with its time where it has one; any other cell as it is.

    >>> from_serial("46300.3125", 1900), from_serial("46300", 1900), from_serial("2026-10-05", 1900)
    ('2026-10-05T07:30', '2026-10-05', '2026-10-05')
    """
    if not _SERIAL.fullmatch(cell) or float(cell) > _DAYS_TO_9999:
        return cell
    moment = _FIRST[start] + timedelta(minutes=round(float(cell) * 24 * 60))
    return moment.date().isoformat() if moment.hour == moment.minute == 0 else moment.isoformat(timespec="minutes")
