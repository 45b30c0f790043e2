"""Dates that mislead: figures that can be read in two ways, a weekday that is another day, a meeting without a weekday."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from checklists.findings import Finding, capitalise, finding
from checklists.stockholm import MONTHS, WEEKDAYS
from checklists.strategy.schema import Check, Rule
from checklists.text import words as w
from checklists.text.draft import Draft

_MONTH = rf"(?P<month>{'|'.join(MONTHS)})"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])"
_WEEKDAY = rf"(?P<weekday>{'|'.join(WEEKDAYS)}|mån|tis|ons|tors?|fre|lör|sön)(?:en|s|\.)?"
_BEFORE = r"(?<![\w/.,:-])"
_SLASHED = re.compile(
    rf"{_BEFORE}(?:(?P<first>3[01]|[12]\d|0?[1-9])(?:/(?P<first_month>1[0-2]|0?[1-9]))?\s?[–-]\s?)?"
    r"(?P<day>3[01]|[12]\d|0?[1-9])/(?P<number>1[0-2]|0?[1-9])"
    r"(?:(?:[/ -]|\s?[-–]\s?)(?P<year>20\d\d|[2-4]\d)(?![\d:/]|\.\d))?(?![\w/%]|[.,:]\d|-\d)"
)
_ISO = re.compile(rf"{_BEFORE}(?P<year>20[2-4]\d)-(?P<number>1[0-2]|0[1-9])-(?P<day>3[01]|[12]\d|0[1-9])(?![\w/:-]|\.\d)")
_DOTTED = re.compile(
    rf"(?<=\bden )(?P<day>3[01]|[12]\d|[1-9])\.(?P<number>1[0-2]|0?[1-9])\b(?!\.?\d)"
    rf"|{_BEFORE}(?P<day2>3[01]|[12]\d|0?[1-9])\.(?P<number2>1[0-2]|0?[1-9])\.(?P<year>20\d\d)\b"
)
# Fractions and round-the-clock, unless a word before says that a date follows.
_FRACTION = re.compile(r"(?:1/[2-9]|[23]/[345]|[45]/[56]|24/7|7/24|50/50)$")
_DATE_BEFORE = re.compile(
    rf"(?:\b(?:den|senast|datum|fram till|till och med|from|från och med|{'|'.join(f'{day}(?:en)?' for day in WEEKDAYS)})|"
    r"\b(?:mån|tis|ons|tors?|fre|lör|sön)\.?)\s*$",
    re.IGNORECASE,
)
_WITH_WEEKDAY = re.compile(
    rf"\b{_WEEKDAY},?\s(?:den\s)?{_DAY}(?::?[ae])?(?:\s{_MONTH}|/(?P<number>1[0-2]|0?[1-9]))(?:[\s-](?P<year>(?:19|20)\d\d))?\b",
    re.IGNORECASE,
)
_WITHOUT_WEEKDAY = re.compile(
    rf"(?:\bden\s)?(?<![\w–/-]){_DAY}(?::?[ae])?\s{_MONTH}(?:\s(?P<year>20\d\d))?"
    r"(?=,?\s(?:från\s|mellan\s|med start\s)?(?:kl\.?|klockan|mellan|från|[012]?\d[.:][0-5]\d)\s?\d?)",
    re.IGNORECASE,
)
_NOT_A_MEETING = re.compile(
    rf"(?:senast|till och med|fram till|innan|före|sedan|{'|'.join(WEEKDAYS)}(?:en)?,?|[–-]|och|till)\s*(?:den\s*)?$",
    re.IGNORECASE,
)
# How far from the day of publishing a date without a year may lie behind it.
_PAST = timedelta(days=60)


def find_dates(draft: Draft, rule: Rule, check: Check) -> Iterator[Finding]:
    """Dates in figures, weekdays that do not match their date, and times of day on a date without its weekday."""
    yield from _in_figures(draft, rule)
    for match in _WITH_WEEKDAY.finditer(draft.text):
        yield from _wrong_weekday(draft, rule, match)
    for match in _WITHOUT_WEEKDAY.finditer(draft.text):
        before = draft.text[max(0, match.start() - 24) : match.start()]
        after = draft.text[match.end() : match.end() + 16].lower()
        if not _NOT_A_MEETING.search(before) and not any(day in after for day in WEEKDAYS) and not _is_quoted(draft, match):
            day = _day(draft, match)
            spoken = _spoken(int(match["day"]), MONTHS.index(match["month"].lower()) + 1, match["year"])
            with_weekday = f"{WEEKDAYS[day.weekday()]} {spoken}" if day else ""
            capital = match[0][0] == "D"
            yield finding(
                rule,
                draft.text,
                *match.span(),
                suggestions=[capitalise(with_weekday) if capital else with_weekday] if day else [],
                level="tip",
                why="Skriv veckodagen också. Då ser läsaren direkt om dagen passar, och du märker om datumet är fel.",
            )


def _in_figures(draft: Draft, rule: Rule) -> Iterator[Finding]:
    for pattern in (_SLASHED, _ISO, _DOTTED):
        for match in pattern.finditer(draft.text):
            before = draft.text[max(0, match.start() - 24) : match.start()]
            if w.overlaps(draft.protected, *match.span()) or _is_quoted(draft, match):
                continue
            if pattern is _SLASHED and _FRACTION.match(match[0]) and not _DATE_BEFORE.search(before):
                continue
            groups = match.groupdict()
            day, number = groups["day"] or groups["day2"], groups["number"] or groups["number2"]
            year = groups["year"]
            spoken = _spoken(int(day), int(number), f"20{year[-2:]}" if year else None)
            if groups.get("first"):
                first = groups["first_month"]
                spoken = f"{int(groups['first'])}{f' {MONTHS[int(first) - 1]} ' if first else ''}–{' ' if first else ''}{spoken}"
            yield finding(rule, draft.text, *match.span(), suggestions=[spoken])


def _wrong_weekday(draft: Draft, rule: Rule, match: re.Match[str]) -> Iterator[Finding]:
    day = _day(draft, match)
    said = next(place for place, name in enumerate(WEEKDAYS) if name.startswith(match["weekday"].lower()))
    if day and day.weekday() != said and not _is_quoted(draft, match):
        right = WEEKDAYS[day.weekday()]
        written = match[0].replace(match["weekday"], capitalise(right) if match["weekday"][0].isupper() else right, 1)
        yield finding(
            rule,
            draft.text,
            *match.span(),
            suggestions=[written],
            why=f"{day.day} {MONTHS[day.month - 1]} {day.year} är en {right}, inte en {WEEKDAYS[said]}."
            " Är det dagen eller datumet som är fel?",
        )


def _day(draft: Draft, match: re.Match[str]) -> date | None:
    """Return the date that is meant: in its own year, or the next such date after publishing; None where nobody can tell."""
    groups = match.groupdict()
    month = MONTHS.index(groups["month"].lower()) + 1 if groups.get("month") else int(groups["number"])
    years = [int(groups["year"])] if groups["year"] else []
    if not years and draft.published:
        years = [draft.published.year, draft.published.year + 1]
    for year in years:
        try:
            day = date(year, month, int(groups["day"]))
        except ValueError:
            continue
        if groups["year"] or (draft.published and day >= draft.published - _PAST):
            return day
    return None


def _spoken(day: int, month: int, year: str | None) -> str:
    return f"{day} {MONTHS[month - 1]}" + (f" {year}" if year else "")


def _is_quoted(draft: Draft, match: re.Match[str]) -> bool:
    return w.overlaps(draft.exempt, *match.span())
