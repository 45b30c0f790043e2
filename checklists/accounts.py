"""The city's accounts: what is not yet filled in about them, and when each is to be looked over again.

The strategy asks every account to be active, effective and lasting (konto.aktivt) but does not say how often somebody
looks. Twice a year is our advice, since the strategy itself is revised once every half-year (revidering.1).
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from checklists.errors import InputError
from checklists.strategy import Strategy
from checklists.strategy.schema import Account

REVIEW_MONTHS = 6
SOON = timedelta(days=30)
SHARED = "shared"
# The fields of an account that may be empty, in the order in which they are shown.
FIELDS = ("link", "purpose", "audience", "editors", "kc_agreement", "access", "last_review")


@dataclass(frozen=True, slots=True)
class Review:
    """How it stands with looking an account over: `state` is never, ok, soon or overdue.

    `due` is the last day in time and `soon` the first day when it is close; None where no day for it can be told.
    """

    state: str
    due: date | None = None
    soon: date | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """An account with whose it is: `owner` is a department's id, or SHARED for the whole city; `number` counts from 1."""

    owner: str
    number: int
    account: Account
    kc_agreement: str


def review_state(account: Account, today: date) -> Review:
    """Return when the account is to be reviewed, six calendar months after the last time, and how that stands on `today`.

    The due day itself is in time. A last review that lies after `today` has not taken place: never.
    """
    if not account.last_review:
        return Review("never")
    reviewed = date.fromisoformat(account.last_review)
    due = months_after(reviewed, REVIEW_MONTHS)
    soon = due - SOON
    if reviewed > today:
        state = "never"
    elif today > due:
        state = "overdue"
    else:
        state = "soon" if today >= soon else "ok"
    return Review(state, due, soon)


def months_after(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or that month's last day where it is shorter.

    >>> months_after(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def all_accounts(strategy: Strategy) -> list[Listed]:
    """Return the whole city's accounts first, then the departments' in the order of the file."""
    shared = [Listed(SHARED, number, item.account, "") for number, item in enumerate(strategy.shared_accounts.values(), 1)]
    own = [
        Listed(department.id, number, account, department.kc_agreement)
        for department in strategy.departments.values()
        for number, account in enumerate(department.accounts, 1)
    ]
    return [*shared, *own]


def agreement(listed: Listed) -> str:
    """Return what is agreed with kontaktcenter on comments: for the account, else for the whole department, else ""."""
    return listed.account.kc_agreement or listed.kc_agreement


def missing(listed: Listed) -> tuple[str, ...]:
    """Return the FIELDS that nobody has filled in; a department's agreement with kontaktcenter holds for its accounts."""
    values = {field: getattr(listed.account, field) for field in FIELDS} | {"kc_agreement": agreement(listed)}
    return tuple(field for field in FIELDS if not values[field])


def account_review(accounts: Iterable[Listed], today: str) -> list[dict[str, str | None]]:
    """Return the accounts that are overdue for review or have no day for it, the longest overdue first.

    Each is {"owner", "name", "channel", "last_review", "due", "state"}, days as YYYY-MM-DD, "due" None without a day. Raises
    InputError where `today` is no day.
    """
    try:
        day = date.fromisoformat(today)
    except ValueError:
        raise InputError("today", f"{today!r} is not a day such as 2026-11-27", "Skriv dagen så här: 2026-11-27.") from None
    reviews = [(listed, review_state(listed.account, day)) for listed in accounts]
    late = [(listed, review) for listed, review in reviews if review.state in ("overdue", "never")]
    late.sort(key=lambda pair: pair[1].due if pair[1].due and pair[1].state == "overdue" else date.max)
    return [
        {
            "owner": listed.owner,
            "name": listed.account.name,
            "channel": listed.account.channel,
            "last_review": listed.account.last_review,
            "due": review.due.isoformat() if review.due and review.state == "overdue" else None,
            "state": review.state,
        }
        for listed, review in late
    ]


def as_text(rows: list[dict[str, str | None]]) -> str:
    """Return what `account_review` found, one account a line, as a person reads it in a terminal."""
    if not rows:
        return "No account is overdue for review."
    return "\n".join(f"{_when(row)}  {row['owner']}: {row['name']} ({row['channel']})" for row in rows)


def _when(row: dict[str, str | None]) -> str:
    if row["due"]:
        return f"was due {row['due']}"
    return f"in the future ({row['last_review']})" if row["last_review"] else "never reviewed"
