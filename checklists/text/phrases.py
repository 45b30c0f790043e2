"""Finding the forms of a table in a text: by their first word, so that a table of thousands costs no more than one of ten."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from checklists.strategy import load_rows
from checklists.strategy.schema import Row
from checklists.text.words import Span

_RUN = re.compile(r"[^\W_]+")
_SPACES = " \u00a0"
# How far a form's second word may lie from its first: marks and spaces, and a long compound.
_NEXT = 60
# In a form this stands for up to three of the little words that colour a phrase: "får du … skylla dig själv".
FILLERS = "…"
_FILLERS = re.compile(
    r"(?:[ \u00a0](?:faktiskt|ju|väl|nog|bara|då|också|även|alltså|helt enkelt|tyvärr|själv|egentligen|verkligen|absolut|snarare"
    r"|redan|liksom|i så fall|så klart|såklart|självklart|naturligtvis|givetvis|lite|trots allt|som sagt|kanske|säkert|åtminstone"
    r"|i alla fall|dock|nu)(?![^\W_])){0,3}"
)

# Forms by their first and second runs of letters and digits ("" for a form of one run, or with FILLERS after it), the longest
# first: common words such as "är" begin hundreds of forms, of which the next word leaves a few.
Index = dict[str, dict[str, list[str]]]


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
                if run.start() >= end and (seconds := index.get(run[0])):
                    after = _RUN.search(where, run.end(), run.end() + _NEXT) if len(seconds) > 1 or "" not in seconds else None
                    places = (_longest(where, run.start(), seconds.get(key, ())) for key in ({after[0], ""} if after else {""}))
                    best = max(places)
                    if best[0]:
                        end = best[0]
                        yield Span(run.start(), end), *self.forms[best[1]]


@cache
def load_phrases(table: str) -> Phrases:
    """Return the rows of tone/<table>.toml ready to search with."""
    forms = {form: (row, replacement) for row in load_rows(table).values() for form, replacement in row.forms.items()}
    any_case: Index = {}
    exact: Index = {}
    for form in sorted(forms, key=lambda form: (-len(form), form)):
        runs = _RUN.findall(form.partition(FILLERS)[0])
        if runs:
            index = any_case if form == form.lower() else exact
            index.setdefault(runs[0], {}).setdefault(runs[1] if len(runs) > 1 else "", []).append(form)
    return Phrases(forms, any_case, exact)


def _longest(text: str, start: int, forms: Iterable[str]) -> tuple[int, str]:
    """Return where the first of `forms` that stands at `start` ends, with the form; (0, "") where none does."""
    for form in forms:
        stop = _reach(text, start, form)
        if stop and not text[stop : stop + 1].isalnum():
            return stop, form
    return 0, ""


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
