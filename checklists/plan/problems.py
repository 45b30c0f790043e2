"""What is wrong in single rows of a file: told to the person by row, while the other rows are used."""

from collections.abc import Collection

from checklists.errors import shown

MOST = 100


class Problems:
    """Problems as they are found; the first hundred are kept with their text, the rest are counted."""

    def __init__(self) -> None:
        self._found: list[tuple[int, str]] = []
        self._more = 0

    def add(self, row: int, sentence: str) -> None:
        """Note a sentence about a row of the file, as a person counts rows."""
        if len(self._found) < MOST:
            self._found.append((row, sentence))
        else:
            self._more += 1

    def add_all(self, row: int, sentences: Collection[str]) -> None:
        """Note several sentences about the same row."""
        for sentence in sentences:
            self.add(row, sentence)

    def listed(self) -> list[dict[str, object]]:
        """Return [{"row": 7, "text": "Rad 7: ..."}] in the order of the file; a last line, with row None, counts the rest."""
        lines: list[dict[str, object]] = [
            {"row": row, "text": f"Rad {row}: {sentence}"} for row, sentence in sorted(self._found, key=lambda found: found[0])
        ]
        if self._more:
            lines.append({"row": None, "text": f"Filen har {self._more} problem till som inte visas här."})
        return lines


def quote(text: str) -> str:
    """Return the text in Swedish quotation marks, on one line and no longer than a person wants to read.

    >>> quote("v.  51")
    '”v. 51”'
    """
    return f"”{shown(text)}”"
