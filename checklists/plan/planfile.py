"""The saved plan, roster-plan/1: an instance of the roster problem and what else the form holds.

    {"format": "roster-plan/1",
     "instance": a roster-instance/1 (checklists/roster/instance.py),
     "form": {"names": {channel id: shown name},
              "agreements": [ids of channels where the contact centre has agreed to answer],
              "posts": [{"title": text, "published": "2026-12-04T10:00", with or without an offset, "channels": [ids],
                         "hot": bool, "charged": bool, "faq": bool}],
              "needs"?: {channel id: people wanted where the contact centre does not answer},
              "weekly"?: {person id: the halves when she never works, "0-am" (Monday morning) to "4-pm"},
              "absences"?: {person id: [{"from": date, "to": date, "half": "am" | "pm" | ""}]}},
     "assignments": [{"date", "half": "am" | "pm", "channel": id, "person": id}] or null}

Every key without a question mark is required, others are refused; channels, people and shifts must be those of the
instance. A change that older readers cannot take gets a new number in the format. A plain roster-instance/1 is read too, as
a plan without a roster.
"""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date
from typing import Any

from checklists import jsontext, stockholm
from checklists.errors import InputError
from checklists.plan import decode, planned
from checklists.roster import instance as instances
from checklists.roster.instance import MAX_ABSENCES, MAX_POSTS, Instance

FORMAT = "roster-plan/1"
_VERSION = re.compile(r"roster-plan/(\d{1,6})", re.ASCII)
_NEWER = "Planen är sparad i en nyare version av verktyget. Ladda om sidan och öppna filen igen."
_MOST = 1_000
_KEYS = {"format", "instance", "form", "assignments"}
_FORM_KEYS, _FORM_MAY_HOLD = {"names", "agreements", "posts"}, {"needs", "weekly", "absences"}
_WEEKLY = re.compile(r"[0-4]-(?:am|pm)")
_POST_KEYS = {"title", "published", "channels", "hot", "charged", "faq"}


def read_plan(payload: Mapping[str, object]) -> dict[str, Any]:
    """Return {"plan": roster-plan/1} of {"name", "content": base64}; raise InputError that names the place in the file."""
    text = decode.text_of(decode.file_bytes(payload))
    try:
        data = jsontext.loads_object(text)
    except InputError as error:
        sentence = "Filen är ingen sparad plan. Välj en fil som du har sparat här, den slutar på .json."
        raise InputError("content", str(error), sentence) from None
    _check_format(data.get("format"))
    try:
        return {"plan": _checked(data)}
    except InputError as error:
        place = f" vid ”{error.field}”" if error.field else ""
        raise InputError(error.field, str(error), f"Planen gick inte att läsa{place} i filen: {error.swedish}") from None


def _checked(data: dict[str, Any]) -> dict[str, Any]:
    if data.get("format") == instances.FORMAT:
        instances.read(data)
        return _plan_of(data)
    _checked_keys(data, _KEYS, "")
    instance = _instance(data["instance"])
    _check_form(data["form"], instance)
    if data["assignments"] is not None:
        planned.assignments(data["assignments"], instance, "assignments")
    return data


def _check_format(value: object) -> None:
    if value in (FORMAT, instances.FORMAT):
        return
    if isinstance(value, str) and (found := _VERSION.fullmatch(value)) and int(found[1]) > 1:
        raise InputError("format", f"{value} is newer than {FORMAT}", _NEWER)
    raise InputError("format", f"must be {FORMAT!r}", "Filen är ingen plan som vi har sparat: formatet är ett annat.")


def _plan_of(instance: dict[str, Any]) -> dict[str, Any]:
    """Return a plan that holds nothing but the instance; its posts are those of which much activity is expected."""
    posts = [
        {"title": post.get("title", ""), "published": post["published"], "channels": post["channels"]}
        | {"hot": True, "charged": False, "faq": False}
        for post in instance["posts"]
    ]
    names = {channel["id"]: channel["id"] for channel in instance["channels"]}
    form = {"names": names, "agreements": [], "posts": posts}
    return {"format": FORMAT, "instance": instance, "form": form, "assignments": None}


def _instance(value: object) -> Instance:
    try:
        return instances.read(value)
    except InputError as error:
        raise InputError(f"instance.{error.field}".rstrip("."), str(error), error.swedish) from None


def _check_form(form: object, instance: Instance) -> None:
    form = _checked_keys(form, _FORM_KEYS, "form", _FORM_MAY_HOLD)
    _check_rows(form, instance)
    planned.channel_names(form["names"], instance, "form.names")
    _check_channels(form["agreements"], instance, "form.agreements")
    posts = form["posts"]
    if not isinstance(posts, list) or len(posts) > MAX_POSTS:
        raise InputError("form.posts", f"must be a list of at most {MAX_POSTS}", "Listan med inlägg har fel form.")
    for number, item in enumerate(posts, 1):
        place = f"form.posts[{number}]"
        post = _checked_keys(item, _POST_KEYS, place)
        if not isinstance(post["title"], str):
            raise InputError(f"{place}.title", "must be a text", "Inläggets rubrik ska vara en text.")
        if post["published"] != "":  # not filled in yet
            stockholm.parse(post["published"], f"{place}.published")
        _check_channels(post["channels"], instance, f"{place}.channels")
        for key in ("hot", "charged", "faq"):
            if not isinstance(post[key], bool):
                raise InputError(f"{place}.{key}", "must be true or false", "Svaret ska vara ja eller nej: true eller false.")


def _check_rows(form: dict[str, Any], instance: Instance) -> None:
    """Check what the form remembers of its channels and people besides the instance."""
    people = {person.id for person in instance.people}
    fits = {
        "needs": (set(instance.channels), _is_need),
        "weekly": (people, lambda halves: _is_list(halves, _is_weekly)),
        "absences": (people, lambda stretches: _is_list(stretches, _is_stretch)),
    }
    for key, (known, holds) in fits.items():
        rows = form.get(key, {})
        if not isinstance(rows, dict) or not all(name in known and holds(value) for name, value in rows.items()):
            sentence = "Uppgifterna hör inte ihop med planens personer och kanaler."
            raise InputError(f"form.{key}", "does not fit the instance", sentence)


def _is_need(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST


def _is_weekly(value: object) -> bool:
    return isinstance(value, str) and _WEEKLY.fullmatch(value) is not None


def _is_list(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, list) and len(value) <= MAX_ABSENCES and all(map(fits, value))


def _is_stretch(value: object) -> bool:
    """Say whether the value is {"from", "to", "half"} with two dates in order."""
    if not isinstance(value, dict) or set(value) != {"from", "to", "half"} or value["half"] not in ("", "am", "pm"):
        return False
    try:
        return date.fromisoformat(value["from"]) <= date.fromisoformat(value["to"])
    except (TypeError, ValueError):
        return False


def _check_channels(value: object, instance: Instance, place: str) -> None:
    if not isinstance(value, list) or not all(isinstance(channel, str) for channel in value):
        raise InputError(place, "must be a list of texts", "Det ska vara en lista med kanaler.")
    for channel in value:
        if channel not in instance.channels:
            raise InputError(place, f"unknown channel {channel!r}", "En kanal i listan finns inte bland planens kanaler.")
    if len(set(value)) < len(value):
        raise InputError(place, "holds a channel twice", "En kanal står två gånger i listan.")


def _checked_keys(value: object, keys: set[str], place: str, optional: Collection[str] = ()) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise InputError(place, "must be an object", "Uppgifterna har fel form här.")
    for key in sorted(keys - set(value)):
        raise InputError(f"{place}.{key}".lstrip("."), "is missing", "Uppgiften saknas.")
    for key in value:
        if key not in keys and key not in optional:
            raise InputError(f"{place}.{key}".lstrip("."), "is not a known field", "Den uppgiften känner vi inte till.")
    return value
