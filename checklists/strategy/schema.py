"""The shapes of the strategy's data: one frozen dataclass per kind of row, and the only schema there is.

`build` turns a parsed TOML table into such a row and refuses an unknown key, a missing key or a value of the wrong
type with a DataError that names the file and the row.
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar


class DataError(ValueError):
    """A data file is wrong; the message names the file, the row and what is wrong with it."""


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the strategy; `guidance` lists the site's pages that put it into practice."""

    id: str
    title: str
    lead: str
    guidance: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meta:
    """Which document the data was made from, and when its owner said that it would be revised (YYYY-MM)."""

    owner: str
    title: str
    version: str
    next_revision: str
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause in our own words; `id` is the source's own and never changes."""

    id: str
    section: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Goal:
    """One of the three goals; `measures` are our advice on what to follow up."""

    id: str
    name: str
    clause: str
    question: str
    definition: str
    signs: tuple[str, ...]
    confusion: str
    measures: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Category:
    """One of the five kinds of content."""

    id: str
    name: str
    clause: str
    question: str
    definition: str
    signs: tuple[str, ...]
    confusion: str
    example: str


@dataclass(frozen=True, slots=True)
class Border:
    """The one question that tells two goals or two categories apart, and which of them each answer means."""

    id: str
    question: str
    yes: str
    no: str


@dataclass(frozen=True, slots=True)
class Channel:
    """Where a text is published. `limit` and `comfortable` are lengths in the unit that `counting` names.

    `hashtags` is how many we advise, `many_hashtags` how many the draft check lets pass.
    """

    id: str
    name: str
    clause: str
    role: str
    advice: tuple[str, ...]
    limit: int
    comfortable: int
    counting: str
    hashtags: int
    many_hashtags: int


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom or where to turn to; `kind` is email or place."""

    id: str
    kind: str
    value: str
    name: str
    use: str
    clause: str


@dataclass(frozen=True, slots=True)
class Caution:
    """What a department takes special care with, and the clause that says so."""

    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class Account:
    """An account as the city fills it in; an empty string is a field not yet filled in (rules: account_checks.py).

    `editors` are roles, never names. `access` is open or closed, `last_review` a day (YYYY-MM-DD).
    """

    name: str
    channel: str
    link: str = ""
    purpose: str = ""
    audience: str = ""
    editors: str = ""
    kc_agreement: str = ""
    access: str = ""
    last_review: str = ""


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence about something, and the clause that it rests on."""

    text: str
    clause: str


@dataclass(frozen=True, slots=True)
class SharedAccount:
    """An account of the whole city: `says` is what the strategy says of it, `account` what the city fills in."""

    id: str
    says: tuple[Saying, ...]
    account: Account


@dataclass(frozen=True, slots=True)
class Department:
    """One of the city's departments. `responsibilities` are public knowledge until the city has `confirmed` them."""

    id: str
    name: str
    responsibilities: tuple[str, ...]
    confirmed: bool
    topics: tuple[str, ...]
    ideas: tuple[str, ...]
    watch_out: tuple[Caution, ...]
    kc_agreement: str
    contact: str
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """How a rule looks for faults: a kind (see text/checks.py), the table of rows it reads, and its own settings."""

    kind: str
    rows: str = ""
    limit: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of the draft check. In `message`, {text} stands for the words found and {count} for a number.

    What a `masked` rule finds is personal: messages and the site show only its beginning. `group` is where the page
    about the rules lists it.
    """

    id: str
    group: str
    name: str
    level: str
    clause: str
    message: str
    explanation: str
    checks: tuple[Check, ...]
    safety: bool = False
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A text and the words that the rule finds in it ("" for nothing); `media` are kinds without description or captions."""

    id: str
    rule: str
    text: str
    finds: str
    channel: str = "facebook"
    media: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Words or signs that a rule looks for, each with what to write instead ("a / b" are two suggestions, "" none).

    A form in capitals is matched as it is written, any other without regard to case. `hit` and `near` are example
    sentences: the rule must find something of this row in every `hit`, and nothing of it in any `near`. A row is no
    fault where the text holds one of its `spelled` names. An abbreviation that `closes` may end a sentence.
    """

    id: str
    forms: dict[str, str]
    hit: tuple[str, ...]
    near: tuple[str, ...]
    why: str = ""
    level: str = ""
    spelled: tuple[str, ...] = ()
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Concept:
    """Words of one subject, for the classifier: whole `words`, and how others begin (`starts`) or end (`ends`)."""

    id: str
    about: str
    words: tuple[str, ...]
    starts: tuple[str, ...]
    ends: tuple[str, ...]


T = TypeVar("T")


def build(cls: type[T], table: dict[str, Any], where: str) -> T:
    """Return `table` as a `cls`, its lists as tuples and its sub-tables as their own rows."""
    hints, fields = _shape(cls)  # type: ignore[arg-type]
    label = f"{where}, row {table['id']!r}" if isinstance(table.get("id"), str) else where
    for key in table:
        if key not in fields:
            raise DataError(f"{label}: unknown key {key!r}")
    values = {}
    for name, field in fields.items():
        if name in table:
            values[name] = _convert(hints[name], table[name], f"{label}, {name}")
        elif field.default is dataclasses.MISSING:
            raise DataError(f"{label}: missing key {name!r}")
    return cls(**values)


@cache
def _shape(cls: type) -> tuple[dict[str, Any], dict[str, dataclasses.Field[Any]]]:
    return typing.get_type_hints(cls), {field.name: field for field in dataclasses.fields(cls)}


def _convert(hint: Any, value: Any, where: str) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        if not isinstance(value, list):
            raise DataError(f"{where}: must be a list")
        item = typing.get_args(hint)[0]
        if item is str and all(type(part) is str for part in value):  # long lists of words
            return tuple(value)
        return tuple(_convert(item, part, f"{where}[{number}]") for number, part in enumerate(value, 1))
    if origin is dict:
        if not isinstance(value, dict):
            raise DataError(f"{where}: must be a table")
        return {key: _convert(str, part, f"{where}.{key}") for key, part in value.items()}
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        if not isinstance(value, dict):
            raise DataError(f"{where}: must be a table")
        return build(hint, value, where)
    if isinstance(hint, types.GenericAlias) or not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise DataError(f"{where}: must be {hint.__name__}, not {value!r}")
    return value
