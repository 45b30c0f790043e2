"""The shapes of the data about follow-up: which exports are known, what their columns are, and what we ask about the mix."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MetricField:
    """Something that a post has in an export; a person may point out its column where `mappable`."""

    id: str
    name: str
    mappable: bool


@dataclass(frozen=True, slots=True)
class MetricColumn:
    """A field and every header that it is known to have; the first header that a file holds counts."""

    field: str
    headers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class UnreadColumn:
    """Headers that look like a measure of the strategy and are none, and why, in both languages."""

    headers: tuple[str, ...]
    why: str
    english: str


@dataclass(frozen=True, slots=True)
class ExportLayout:
    """One known export. `kind` is posts, followers (a day's new ones a row) or refused (then `why` and `english` say why).

    A file is this export where it has a column for every field in `needs`, for one of `measures`, and one of the headers in
    `signs` or a link to one of `hosts`.
    """

    id: str
    name: str
    channel: str
    kind: str
    needs: tuple[str, ...]
    measures: tuple[str, ...]
    signs: tuple[str, ...]
    columns: tuple[MetricColumn, ...]
    hosts: tuple[str, ...] = ()
    unread: tuple[UnreadColumn, ...] = ()
    why: str = ""
    english: str = ""


@dataclass(frozen=True, slots=True)
class MetricWords:
    """Words in cells that mean the same thing, in any case; `forms` hold them without punctuation at their ends."""

    id: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MixQuestion:
    """A question about how posts share themselves between goals or categories; checklists/metrics/mix.py says when, per id.

    `text` may hold {label}. `about` is goals or categories.
    """

    id: str
    about: str
    text: str
    clause: str
