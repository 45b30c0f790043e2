"""What the city fills in about its accounts, checked when the data is read: whatever is wrong is told with file and row."""

import re
from collections.abc import Container, Mapping, Sequence
from datetime import date

from checklists.strategy.schema import Account, DataError, Department, SharedAccount

ACCESS = ("open", "closed")
# A channel of the data that no account can stand on: it is for answers to a single person.
NO_PLACE = "reply"
FIRST_YEAR, LAST_YEAR = 2000, 2099
_LINK = re.compile(r"https://[^\s/@?#:]+\.[^\s/@?#:]+(?:[/?#]\S*)?")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def check_all_accounts(
    departments: Mapping[str, Department],
    shared: Mapping[str, SharedAccount],
    channels: Container[str],
    clauses: Container[str],
) -> None:
    """Raise DataError for the first account that is wrong, or that cites a clause which does not exist."""
    for department in departments.values():
        check_accounts(f"departments.toml, row {department.id!r}", department.accounts, channels)
    for item in shared.values():
        for saying in item.says:
            if saying.clause not in clauses:
                row = f"shared_accounts.toml, row {item.id!r}"
                raise DataError(f"{row}: says names {saying.clause!r}, which does not exist")
    check_accounts("shared_accounts.toml", [item.account for item in shared.values()], channels)


def check_accounts(where: str, accounts: Sequence[Account], channels: Container[str]) -> None:
    """Raise DataError for the first account that is wrong; `where` names the file, and the row that holds them."""
    taken: dict[tuple[str, str], int] = {}
    for number, account in enumerate(accounts, 1):
        label = f"{where}, accounts {number} ({account.name!r})"
        told = _fault(account, channels)
        key = (" ".join(account.name.split()).casefold(), account.channel)
        if not told and key in taken:
            told = f"has the same name and channel as accounts {taken[key]}"
        if told:
            raise DataError(f"{label}: {told}")
        taken[key] = number


def _fault(account: Account, channels: Container[str]) -> str:
    """Return what is wrong with an account, "" where nothing is."""
    if not account.name.strip():
        return "name must not be empty"
    if account.channel not in channels or account.channel == NO_PLACE:
        return f"channel names {account.channel!r}, which is no channel for accounts (channels.toml)"
    if account.link and not _LINK.fullmatch(account.link):
        return f"link must be an address that begins with https://, or empty, not {account.link!r}"
    if account.access and account.access not in ACCESS:
        return f'access must be "open", "closed" or empty, not {account.access!r}'
    if account.last_review and not _is_day(account.last_review):
        return f"last_review must be a day written YYYY-MM-DD, such as 2026-11-22, or empty, not {account.last_review!r}"
    return ""


def _is_day(text: str) -> bool:
    if not _DAY.fullmatch(text):
        return False
    try:
        return FIRST_YEAR <= date.fromisoformat(text).year <= LAST_YEAR
    except ValueError:
        return False
