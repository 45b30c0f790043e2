"""People and their absences out of tables that somebody kept in a spreadsheet."""

import re
from collections.abc import Mapping
from datetime import date

from checklists.errors import InputError
from checklists.plan import known_names, table
from checklists.plan.date_words import Absence, UnclearDateError, as_data, days_between, merged, read_half, read_range, start_of
from checklists.plan.date_words import read_absences as read_cell
from checklists.plan.known_names import KnownNames
from checklists.plan.problems import Problems, quote

MAX_ABSENCES = 2_000  # of one person, as in roster-instance/1
MAX_DAYS = 100_000  # of a whole file
_PEOPLE_HEADERS = {
    "name": "namn|name|hela namnet|för och efternamn|medarbetare|person",
    "first_name": "förnamn|first name",
    "last_name": "efternamn|last name",
    "title": "titel|befattning|yrkestitel|roll|title",
    "unit": "enhet|förvaltning|avdelning|verksamhet|unit",
    "channels": "kanaler|kanal|channels|channel",
    "absences": "frånvaro|frånvarande|ledig|ledighet|semester|absences|absence",
    "max_shifts_per_week": "max pass per vecka|max pass vecka|max antal pass per vecka|max antal pass vecka|"
    "högst antal pass per vecka|pass per vecka|"
    "max pass|max shifts per week",
    "may_combine": "flera kanaler|flera kanaler ja nej|flera kanaler samtidigt|kan ta flera kanaler|may combine",
}
_ABSENCE_HEADERS = {
    "name": "namn|name|medarbetare|person|hela namnet",
    "first_name": "förnamn|first name",
    "last_name": "efternamn|last name",
    "first": "från|från och med|fr o m|from|start|startdatum|första dag|datum|dag|date",
    "last": "till|till och med|t o m|tom|to|slut|slutdatum|sista dag|end",
    "half": "del av dag|del av dagen|del|halvdag|half",
}
_YES = {"ja", "j", "yes", "y", "sant", "true", "x", "1"}
_NO = {"nej", "n", "no", "falskt", "false", "0", "-", "–"}
_NO_LIMIT = {"-", "–", "ingen", "inget", "ingen gräns"}
_ALL = {"alla", "alla kanaler", "samtliga", "all"}


def read_people(payload: Mapping[str, object]) -> dict[str, object]:
    """Return {"people", "problems", "understood", "ignored"} of a CSV file with one person a row.

    Payload: {"name", "content": base64, "channels"?: known names, "start"?: ISO date that tells the years of dates without one}.
    A person is {"name", "title", "unit", "channels": "all" or names, "absences": [{"date", "half"?}], "max_shifts_per_week": int
    or None, "may_combine"}. Channels get the spelling of the known names; without known names they stay as written. An empty
    cell means every channel. A row with a problem is left out. `understood` and `ignored` are headers as written.
    Raises InputError where the file as a whole cannot be read.
    """
    problems = Problems()
    channels, start = known_names.from_payload(payload, "channels"), start_of(payload)
    several = frozenset({"absences"})
    read = table.read(payload, _by_header(_PEOPLE_HEADERS), several, "Namn;Titel;Enhet;Kanaler;Frånvaro", problems)
    _need(read.fields, {"name"})
    people: list[dict[str, object]] = []
    rows_of: dict[str, int] = {}
    for row, cells in read.rows:
        person, faults = _person(cells, channels, start)
        earlier = rows_of.setdefault(known_names.folded(str(person["name"])), row)
        if person["name"] and earlier != row:
            faults.append(f"{quote(str(person['name']))} står redan på rad {earlier}.")
        problems.add_all(row, faults)
        if not faults:
            people.append(person)
    _bound(sum(len(absences) for person in people if isinstance(absences := person["absences"], list)))
    return {"people": people, "problems": problems.listed(), "understood": read.understood, "ignored": read.ignored}


def read_absences(payload: Mapping[str, object]) -> dict[str, object]:
    """Return {"absences": [{"name", "date", "half"?}], "problems", "understood", "ignored"} of a CSV file, one absence a row.

    Payload: {"name", "content": base64, "people": known names, "start"?: ISO date}. Columns: name, first day, last day (empty:
    the same day), part of day (of every day in the range). Names get the spelling of the known ones.
    Raises InputError where the file as a whole cannot be read.
    """
    problems = Problems()
    people, start = known_names.from_payload(payload, "people"), start_of(payload)
    read = table.read(payload, _by_header(_ABSENCE_HEADERS), frozenset(), "Namn;Från;Till;Del av dag", problems)
    _need(read.fields, {"name", "first"})
    found: dict[str, list[Absence]] = {}
    total = 0
    for row, cells in read.rows:
        try:
            name = _known_person(_full_name(cells), people)
            days = _days(cells, start)
        except UnclearDateError as error:
            problems.add(row, str(error))
            continue
        found.setdefault(name, []).extend(days)
        total += len(days)
        _bound(total)
    absences = [{"name": name} | absence for name, days in found.items() for absence in as_data(merged(days))]
    return {"absences": absences, "problems": problems.listed(), "understood": read.understood, "ignored": read.ignored}


def _person(cells: Mapping[str, list[str]], channels: KnownNames, start: date | None) -> tuple[dict[str, object], list[str]]:
    """Return the person in a row, and a sentence for each thing that is wrong with it."""
    faults: list[str] = []
    name = _full_name(cells)
    if not name:
        faults.append("namnet saknas.")
    absences, unclear = read_cell("; ".join(cells.get("absences", [])), start)
    if len(absences) > MAX_ABSENCES:
        faults.append("personen har fler än 2 000 dagars frånvaro.")
    person: dict[str, object] = {
        "name": name,
        "title": _one_line(cells, "title"),
        "unit": _one_line(cells, "unit"),
        "channels": _channels(_cell(cells, "channels"), channels, faults),
        "absences": as_data(absences),
        "max_shifts_per_week": _limit(_one_line(cells, "max_shifts_per_week"), faults),
        "may_combine": _yes(_one_line(cells, "may_combine"), faults),
    }
    return person, faults + unclear


def _channels(cell: str, known: KnownNames, faults: list[str]) -> str | list[str]:
    if not cell or known_names.folded(cell) in _ALL:
        return "all"
    if len(known.find(cell)) == 1:
        return known.find(cell)
    chosen: list[str] = []
    for part in re.split(r"[;,\n]", cell):
        # A name may hold a slash or an "och" itself, so it is looked up whole first.
        pieces = [part] if known.find(part) else re.split(r"[/+&]| och ", part)
        for piece in filter(None, (" ".join(piece.split()) for piece in pieces)):
            found = known.find(piece) if known.names else [piece]
            if not found:
                faults.append(f"kanalen {quote(piece)} finns inte. De som finns är {', '.join(known.names[:20])}.")
            chosen.extend(name for name in found[:1] if name not in chosen)
    return chosen


def _limit(cell: str, faults: list[str]) -> int | None:
    if not cell or cell.casefold() in _NO_LIMIT:
        return None
    if found := re.fullmatch(r"(\d{1,3})(?:[.,]0)?(?: ?(?:pass|st))?", cell.casefold(), re.ASCII):
        return int(found[1])
    faults.append(f"{quote(cell)} är inget antal pass. Skriv ett heltal, till exempel 5, eller lämna cellen tom.")
    return None


def _yes(cell: str, faults: list[str]) -> bool:
    word = cell.casefold()
    if word and word not in _YES | _NO:
        faults.append(f"{quote(cell)} är varken ja eller nej på om personen kan ta flera kanaler.")
    return word in _YES


def _days(cells: Mapping[str, list[str]], start: date | None) -> list[Absence]:
    first, last = _cell(cells, "first"), _cell(cells, "last")
    if not first:
        raise UnclearDateError("datumet saknas.")
    half = read_half(_cell(cells, "half"))
    return [(day, half) for day in days_between(*read_range(first, last, start))]


def _known_person(name: str, people: KnownNames) -> str:
    if not name:
        raise UnclearDateError("namnet saknas.")
    found = people.find(name)
    if not found:
        raise UnclearDateError(f"{quote(name)} finns inte bland personerna. Lägg till personen först, eller rätta namnet.")
    if len(found) > 1:
        raise UnclearDateError(f"det finns flera personer som heter {quote(name)}.")
    return found[0]


def _full_name(cells: Mapping[str, list[str]]) -> str:
    return _one_line(cells, "name") or f"{_one_line(cells, 'first_name')} {_one_line(cells, 'last_name')}".strip()


def _cell(cells: Mapping[str, list[str]], field: str) -> str:
    return cells.get(field, [""])[0]


def _one_line(cells: Mapping[str, list[str]], field: str) -> str:
    return " ".join(_cell(cells, field).split())


def _by_header(headers: Mapping[str, str]) -> dict[str, str]:
    return {header: field for field, names in headers.items() for header in names.split("|")}


def _need(fields: set[str], needed: set[str]) -> None:
    if fields & {"first_name", "last_name"}:
        fields = fields | {"name"}
    if "name" in needed - fields:
        raise InputError("content", "no column for names", "Filen saknar en kolumn med rubriken Namn.")
    if "first" in needed - fields:
        raise InputError("content", "no column for dates", "Filen saknar en kolumn med rubriken Från.")


def _bound(days: int) -> None:
    if days > MAX_DAYS:
        raise InputError("content", f"has more than {MAX_DAYS} days of absence", "Filen har fler än 100 000 dagars frånvaro.")
