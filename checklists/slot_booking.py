"""A slot in the shared publishing calendar (kanaler.2): what is filled in, as a mail and as a file to put in the calendar.

The strategy says that a department books, not how or with whom; what a booking holds is our advice. The file is for a mail:
it says METHOD:PUBLISH, so a program opens it as an appointment to save. A REQUEST would make whoever opens it an invited
person who is asked to accept, and only works when a mail program itself has sent it to her. STATUS is TENTATIVE until
somebody has said yes, and the time is not blocked (TRANSP).
"""

import re
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from checklists import stockholm, worktime
from checklists.errors import InputError
from checklists.plan import calendar_parts as parts
from checklists.plan.planned import on_one_line
from checklists.strategy import load_categories, load_channels, load_departments, load_goals
from checklists.strategy.account_checks import NO_PLACE

TITLE = "Bokning i publiceringskalendern"
GREETING = "Hej! Vi vill boka en plats i den gemensamma publiceringskalendern."
MAX_TEXT = 300
MAX_LINK = 2000
MAX_MINUTES = 24 * 60
SUBJECT_TITLE = 80
EPOCH = datetime(2000, 1, 1)
# The lines of a booking: the field, its label, and what is to be filled in; `text_of` tells what is missing with the last.
LINES = (
    ("title", "Rubrik", "inläggets rubrik eller första rad"),
    ("department", "Förvaltning", "er förvaltning"),
    ("channels", "Kanaler", "var inlägget ska gå ut"),
    ("time", "Önskad tid", "dag, klockslag och hur länge"),
    ("goal", "Målsättning", "informera, aktivera eller engagera"),
    ("category", "Kategori", "en av de fem kategorierna"),
    ("charged", "Laddat innehåll", "ja eller nej"),
    ("answers", "Svarar på kommentarer", "vem, och vem som tar över"),
    ("contact", "Kontakt", "vem som kan svara på frågor om inlägget, och hur"),
    ("draft", "Utkast", "länk till utkastet"),
)
_URL = re.compile(r"https?://[!-~]+")


def book(payload: Mapping[str, object]) -> dict[str, Any]:
    """Return {"name", "calendar", "subject", "text", "past"}: an .ics file, a mail, and whether the time has been already.

    Payload: {"department", "goal", "category": ids, "channels": [ids], "title", "answers", "contact", "draft"?: texts, "date":
    YYYY-MM-DD, "time": HH:MM, "minutes": int, "charged"?: bool, "made": ISO time}. Raises InputError.
    """
    made = stockholm.parse(payload.get("made"), "made")
    starts, ends = _span(payload)
    values = _values(payload, starts, ends)
    department = str(payload["department"])
    name = f"bokning-{department}-{starts:%Y-%m-%d}.ics"
    lines = [
        "BEGIN:VEVENT",
        f"UID:{_uid(department, values['title'], starts.date())}",
        f"DTSTAMP:{parts.stamp(payload.get('made'))}",
        # A later version of the same booking counts as newer, although nobody remembers the earlier one.
        f"SEQUENCE:{(made - EPOCH) // timedelta(minutes=1)}",
        parts.local("DTSTART", starts),
        parts.local("DTEND", ends),
        f"SUMMARY:{parts.escaped(values['title'] + ' (' + values['channels'] + ')')}",
        f"DESCRIPTION:{parts.escaped(text_of(values, blanks=False))}",
        f"CATEGORIES:{parts.escaped(values['goal'])},{parts.escaped(values['category'])}",
        f"CONTACT:{parts.escaped(values['contact'])}",
        *([f"URL:{values['draft']}"] if _URL.fullmatch(values["draft"]) else []),
        "STATUS:TENTATIVE",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]
    return {
        "name": name,
        "calendar": parts.calendar("Boka plats", lines),
        "subject": f"{TITLE}: {values['title'][:SUBJECT_TITLE]}",
        "text": f"{GREETING}\n\n{text_of(values, blanks=False)}\n\nJag bifogar också bokningen som en kalenderfil: {name}.",
        "past": starts < made,
    }


def template() -> str:
    """Return the mail with nothing filled in, for who writes it by hand."""
    return f"{GREETING}\n\n{text_of({}, blanks=True)}"


def text_of(values: Mapping[str, str], *, blanks: bool) -> str:
    """Return the booking line by line; with `blanks`, what is missing stands as a field to fill in, else it is left out."""
    told = ((label, values.get(field) or (f"[Fyll i: {blank}]" if blanks else "")) for field, label, blank in LINES)
    return "\n".join(f"{label}: {value}" for label, value in told if value)


def _values(payload: Mapping[str, object], starts: datetime, ends: datetime) -> dict[str, str]:
    charged = payload.get("charged", False)
    if not isinstance(charged, bool):
        raise InputError("charged", "must be true or false", "Svara ja eller nej på om innehållet är laddat.")
    return {
        "title": _text(payload, "title", "Skriv inläggets rubrik eller första rad."),
        "department": _named(payload.get("department"), "department", load_departments(), "Välj förvaltning."),
        "channels": _channels(payload.get("channels")),
        "time": f"{_day(starts)} klockan {_clock(starts)}–{_clock(ends)}",
        "goal": _named(payload.get("goal"), "goal", load_goals(), "Välj målsättning."),
        "category": _named(payload.get("category"), "category", load_categories(), "Välj kategori."),
        "charged": "Ja" if charged else "Nej",
        "answers": _text(payload, "answers", "Skriv vem som svarar på kommentarer."),
        "contact": _text(payload, "contact", "Skriv vem som kan svara på frågor om inlägget, och hur personen nås."),
        "draft": _text({"draft": ""} | dict(payload), "draft", "", MAX_LINK),
    }


def _span(payload: Mapping[str, object]) -> tuple[datetime, datetime]:
    """Return when the slot begins and ends as Stockholm's wall time."""
    day = _parsed(payload.get("date"), "date", r"\d{4}-\d{2}-\d{2}", "T00:00", "Välj vilken dag inlägget ska gå ut.").date()
    time = _parsed(
        payload.get("time"), "time", r"\d{2}:\d{2}", "", "Skriv klockslaget, till exempel 10.30.", "2000-01-01T"
    ).time()
    first, last = worktime.covered_years()
    if not first <= day.year <= last:
        raise InputError("date", f"{day} is outside {first}-{last}", f"Välj en dag under åren {first}–{last}.")
    minutes = payload.get("minutes")
    if not isinstance(minutes, int) or isinstance(minutes, bool) or not 1 <= minutes <= MAX_MINUTES:
        raise InputError("minutes", f"must be 1 to {MAX_MINUTES} minutes", "Välj hur länge platsen gäller.")
    starts = datetime.combine(day, time)
    aware = datetime.fromisoformat(stockholm.to_iso(starts))
    if stockholm.parse(aware.isoformat(), "time") != starts:
        missing = "Det klockslaget finns inte den natten, när klockan ställs fram till sommartid. Välj ett annat."
        raise InputError("time", f"{starts} does not exist in Stockholm", missing)
    ends = stockholm.parse((aware + timedelta(minutes=minutes)).isoformat(), "time")
    # In the night when an hour comes twice, the clock may have gone back meanwhile; a file must not end before it begins.
    return starts, ends if ends > starts else starts + timedelta(minutes=minutes)


def _parsed(value: object, field: str, form: str, after: str, swedish: str, before: str = "") -> datetime:
    try:
        if not isinstance(value, str) or not re.fullmatch(form, value, re.ASCII):
            raise ValueError
        return datetime.fromisoformat(before + value + after)
    except ValueError:
        raise InputError(field, f"{value!r} is not a {field}", swedish) from None


def _text(payload: Mapping[str, object], field: str, swedish: str, limit: int = MAX_TEXT) -> str:
    """Return a field's text on one line; `swedish` says that it is missing, "" that it may be."""
    value = payload.get(field)
    text = on_one_line(value) if isinstance(value, str) else ""
    if not isinstance(value, str) or (swedish and not text):
        raise InputError(field, "must be a text with something in it", swedish or "Uppgiften ska vara en text.")
    if len(text) > limit:
        raise InputError(field, f"has more than {limit} characters", f"Texten är för lång. Skriv högst {limit} tecken.")
    return text


def _named(value: object, field: str, rows: Mapping[str, Any], swedish: str) -> str:
    if not isinstance(value, str) or value not in rows:
        raise InputError(field, f"{value!r} is none of {', '.join(rows)}", swedish)
    return str(rows[value].name)


def _channels(value: object) -> str:
    known = {id_: channel for id_, channel in load_channels().items() if id_ != NO_PLACE}
    if not isinstance(value, list) or not value:
        raise InputError("channels", "must be a list of channels", "Välj minst en kanal.")
    names = [_named(channel, "channels", known, "Välj minst en kanal.") for channel in dict.fromkeys(map(str, value))]
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} och {names[-1]}"


def _uid(department: str, title: str, day: date) -> str:
    """Return what makes it the same booking: who, what and which day, so a new hour updates it and a new day is another one."""
    return parts.uid([department, title.casefold(), day.isoformat()], "boka-plats")


def _day(moment: datetime) -> str:
    return f"{stockholm.short_day(moment)} {moment.year}"


def _clock(moment: datetime) -> str:
    return f"{moment.hour}.{moment.minute:02}"
