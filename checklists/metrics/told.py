"""A sentence for a person, told once for each reader, as InputError does: English on the command line, Swedish in the browser."""

from typing import NamedTuple

from checklists.errors import shown

Line = tuple[int, int, list[str]]  # a row as a spreadsheet counts, the line of the file where it begins (0: no lines), its cells


class Told(NamedTuple):
    """The same sentence in both languages."""

    english: str
    swedish: str

    def in_language(self, language: str) -> str:
        """Return the sentence in "sv" or "en"."""
        return self.swedish if language == "sv" else self.english


def quoted(english: str, swedish: str, text: str) -> Told:
    """Return a sentence with {} where the text goes, in the quotation marks of each language."""
    return Told(english.replace("{}", f'"{shown(text)}"'), swedish.replace("{}", f"”{shown(text)}”"))


def spaced(number: int) -> str:
    """Return a number as Swedish writes it, with no-break spaces between thousands."""
    return f"{number:,}".replace(",", "\u00a0")
