"""The macros about accounts: cards of them, the table of all of them, and the form that books a slot in the calendar."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from checklists import accounts, csvtext, slot_booking
from checklists.accounts import Listed, Review
from checklists.strategy import Strategy
from checklists.strategy.account_checks import NO_PLACE
from checklists.strategy.schema import Saying
from macros import deadlines
from macros.templates import full_day, render

Link = Callable[[str, str], str]
SHARED_NAME = "Stadsgemensamt"
ACCESS = {"open": "Öppet", "closed": "Slutet"}
# What a field is called, and what is to be filled in where it is empty.
FIELDS = {
    "link": ("Länk", "kontots adress"),
    "purpose": ("Syfte", "vad kontot är till för"),
    "audience": ("Målgrupp", "vilka kontot vänder sig till"),
    "editors": ("Redaktörer", "roller, inte namn"),
    "kc_agreement": ("Kontaktcenter", "vad ni har kommit överens om kommentarerna"),
    "access": ("Öppet eller slutet", "öppet eller slutet"),
    "last_review": ("Senast genomgånget", "dagen då ni gick igenom kontot"),
}
COLUMNS = (
    "Konto",
    "Förvaltning",
    "Kanal",
    *(name for name, _ in FIELDS.values()),
    "Nästa genomgång senast",
    "Saknar uppgifter om",
)
MAIL_LIMIT = 1900  # Windows hands addresses of at most 2,000 characters to a mail program
MINUTES = {15: "15 minuter", 30: "30 minuter", 60: "1 timme", 120: "2 timmar", 240: "4 timmar"}


@dataclass(frozen=True, slots=True)
class Shown:
    """An account as a page shows it: names instead of ids, and texts instead of what is missing."""

    owner: str
    owner_name: str
    anchor: str
    name: str
    link: str
    channel: str
    channel_name: str
    access: str
    values: dict[str, str]
    missing: tuple[str, ...]
    review: Review
    reviewed: str
    csv: str


def shown(listed: Listed, strategy: Strategy, today: date) -> Shown:
    """Return the account with everything that a page says about it on `today`."""
    account = listed.account
    values = {field: getattr(account, field) for field in FIELDS}
    values |= {
        "kc_agreement": accounts.agreement(listed),
        "access": ACCESS.get(account.access, ""),
        "last_review": full_day(date.fromisoformat(account.last_review)) if account.last_review else "",
    }
    missing = accounts.missing(listed)
    review = accounts.review_state(account, today)
    owner_name = SHARED_NAME if listed.owner == accounts.SHARED else strategy.departments[listed.owner].name
    channel_name = strategy.channels[account.channel].name
    plain = values | {"last_review": account.last_review}
    lacks = ", ".join(FIELDS[field][0].lower() for field in missing)
    due = review.due.isoformat() if review.due and review.state != "never" else ""
    return Shown(
        owner=listed.owner,
        owner_name=owner_name,
        anchor=f"konto-{listed.number}",
        name=account.name,
        link=account.link,
        channel=account.channel,
        channel_name=channel_name,
        access=account.access,
        values=values,
        missing=missing,
        review=review,
        reviewed=account.last_review,
        csv=csv_line([account.name, owner_name, channel_name, *plain.values(), due, lacks]),
    )


def csv_line(cells: Sequence[str]) -> str:
    """Return one line of a CSV file, without its line break, each cell on one line."""
    return csvtext.line([" ".join(cell.split()) for cell in cells])


def request(name: str, items: Sequence[Shown], lacks: Sequence[str] = ()) -> dict[str, str]:
    """Return {"text", "subject", "query"}: the mail that tells what is missing, the query for a mailto address.

    `lacks` are the department's own fields. A text that is too long for an address is left out of it.
    """
    asked = [f"{lack}:" for lack in lacks]
    for item in items:
        if item.missing:
            asked += ["", f"{item.name} ({item.channel_name})", *(f"{FIELDS[field][0]}:" for field in item.missing)]
    text = "\n".join(["Hej! Här är uppgifter till webbplatsen om sociala medier.", "", name, *asked])
    subject = f"Uppgifter om konton: {name}"
    query = f"subject={quote(subject)}&body={quote(text.replace(chr(10), chr(13) + chr(10)))}"
    return {"text": text, "subject": subject, "query": query if len(query) <= MAIL_LIMIT else f"subject={quote(subject)}"}


def table_of_accounts(strategy: Strategy, link: Link, today: date) -> str:
    """Return the table of every account with its filters."""
    items = [shown(listed, strategy, today) for listed in accounts.all_accounts(strategy)]
    owners = {accounts.SHARED: SHARED_NAME} | {department.id: department.name for department in strategy.departments.values()}
    own = {item.owner for item in items}
    channels = {item.channel: item.channel_name for item in items}
    return render(
        "account-table.html",
        link,
        items=items,
        owners={owner: name for owner, name in owners.items() if owner in own},
        without={owner: name for owner, name in owners.items() if owner not in own and owner != accounts.SHARED},
        channels=channels,
        access=ACCESS,
        spoken=full_day,
        head=csv_line(COLUMNS),
    )


def booking_form(strategy: Strategy, link: Link) -> str:
    """Return the form that books a slot, with its mail as an empty template."""

    def options(name: str) -> list[tuple[str, str]]:
        return [(row.id, row.name) for row in getattr(strategy, name).values()]

    names = ("departments", "goals", "categories", "channels")
    choices: dict[str, Any] = {name: options(name) for name in names} | {"minutes": MINUTES.items()}
    choices["channels"] = [(id_, name) for id_, name in choices["channels"] if id_ != NO_PLACE]
    return render("slot-booking.html", link, choices=choices, clauses=strategy.clauses, text=slot_booking.template())


def register(env: Any, strategy: Strategy, link: Link) -> None:
    """Register this module's macros with mkdocs-macros."""
    today = deadlines.day_of_build()
    everything = [shown(listed, strategy, today) for listed in accounts.all_accounts(strategy)]
    common: dict[str, Any] = {
        "fields": FIELDS,
        "spoken": full_day,
        "clauses": strategy.clauses,
        "contact": strategy.contacts["akn"],
    }

    def owned(owner: str) -> list[Shown]:
        return [item for item in everything if item.owner == owner]

    @env.macro  # type: ignore[untyped-decorator]
    def account_table() -> str:
        return table_of_accounts(strategy, link, today)

    @env.macro  # type: ignore[untyped-decorator]
    def shared_accounts() -> str:
        items = owned(accounts.SHARED)
        says: dict[tuple[Saying, ...], list[str]] = {}
        for account, item in zip(strategy.shared_accounts.values(), items, strict=True):
            says.setdefault(account.says, []).append(item.channel_name)
        mail = request("De stadsgemensamma kontona", items)
        return render("account-cards.html", link, items=items, says=says.items(), mail=mail, **common)

    @env.macro  # type: ignore[untyped-decorator]
    def department_accounts(department_id: str) -> str:
        department = strategy.departments[department_id]
        items = owned(department_id)
        lacks = ["Konton, med namn, kanal och länk"] if not items else []
        lacks += ["Kontakt för sociala medier"] if not department.contact else []
        lacks += ["Överenskommelse med kontaktcenter"] if not department.kc_agreement else []
        incomplete = lacks or any(item.missing for item in items)
        mail = request(department.name, items, lacks) if incomplete else None
        return render("account-cards.html", link, items=items, says=(), mail=mail, department=department, **common)

    @env.macro  # type: ignore[untyped-decorator]
    def slot_booking_form() -> str:
        return booking_form(strategy, link)
