"""Finding the forms of a table in a text: by their first word, so that a table of thousands costs no more than one of ten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from checklists.strategy import load_rows
from checklists.strategy.schema import Row
from checklists.text.words import Span

_RUN = re.compile(r"[^\W_]+")
_SPACES = " \u00a0"
# In a form this stands for up to three of the little words that colour a phrase: "får du … skylla dig själv".
FILLERS = "…"
_FILLERS = re.compile(
    r"(?:[ \u00a0](?:faktiskt|ju|väl|nog|bara|då|också|även|alltså|helt enkelt|tyvärr|själv|egentligen|verkligen|absolut|snarare"
    r"|redan|liksom|i så fall|så klart|såklart|självklart|naturligtvis|givetvis|lite|trots allt|som sagt|kanske|säkert|åtminstone"
    r"|i alla fall|dock|nu)(?![^\W_])){0,3}"
)

# Forms by their first run of letters and digits, the longest first.
Index = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Phrases:
    """One table of rows: a form in capitals is found as it is written, any other in any case."""

    forms: dict[str, tuple[Row, str]]
    any_case: Index
    exact: Index

    def find(self, text: str, lower: str) -> Iterator[tuple[Span, Row, str]]:
        """Yield every place where a form stands as words of its own, with its row and replacement; the longest form wins.

        A space in a form matches any run of spaces.
        """
        for index, where in ((self.any_case, lower), (self.exact, text)):
            end = 0
            for run in _RUN.finditer(where) if index else ():
                for form in index.get(run[0], ()) if run.start() >= end else ():
                    stop = _reach(where, run.start(), form)
                    if stop and not where[stop : stop + 1].isalnum():
                        yield Span(run.start(), stop), *self.forms[form]
                        end = stop
                        break


@cache
def load_phrases(table: str) -> Phrases:
    """Return the rows of tone/<table>.toml ready to search with."""
    forms = {form: (row, replacement) for row in load_rows(table).values() for form, replacement in row.forms.items()}
    any_case: Index = {}
    exact: Index = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        if first := _RUN.match(form):
            (any_case if form == form.lower() else exact).setdefault(first[0], []).append(form)
    return Phrases(forms, any_case, exact)


def _reach(text: str, start: int, form: str) -> int | None:
    """Return where `form` ends if it stands at `start`."""
    place = start
    for part in form.split(" "):
        if part == FILLERS:
            place = _FILLERS.match(text, place).end()  # type: ignore[union-attr]
            continue
        if place > start:
            after = place
            while text[place : place + 1] and text[place] in _SPACES:
                place += 1
            if place == after:
                return None
        if not text.startswith(part, place):
            return None
        place += len(part)
    return place
