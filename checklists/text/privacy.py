"""Personal data with a fixed form: identity numbers, telephone numbers, e-mail addresses; and links that hide their goal.

Order matters: what is an identity number is no telephone number. Each function returns spans in order.
"""

import re
from calendar import monthrange
from functools import cache

from checklists.strategy import read_forms
from checklists.text.words import Span, overlaps

_IDENTITY = re.compile(
    r"(?<![\w.,:/-])(?:(1[89]|20)[ ]?)?(\d{2})[ ]?(\d{2})[ ]?(\d{2})[ \u00a0]?([-+–−‑]?)[ \u00a0]?(\d{3})(\d)(?!\w|[-.,:/]\d)"
)
_ORDER_BEFORE = re.compile(
    r"(?:isbn|issn|order\w*|artikel\w*|ärende\w*|diarie\w*|faktura\w*|kund\w*|boknings?\w*|serie\w*|modell\w*)[\s:.-]{0,3}(?:\w{1,6}[\s:.-]{1,3})?$",
    re.I,
)

_GAP = r"[ \u00a0.–‑/-]?"
_MOBILE = rf"(?:(?:\+|00)46{_GAP}(?:\(0\){_GAP})?|0)7[02369](?:{_GAP}\d){{7}}"
_LANDLINE = (
    r"(?:(?:\+|00)46[ \u00a0-]?(?:\(0\)[ \u00a0]?)?|0)[1-9]\d{0,2}"  # area code
    r"(?:[ \u00a0]?[-–‑/][ \u00a0]?\d{2,3}|[ \u00a0]\d{2,3})(?:[ \u00a0]?\d{2,3}){1,2}"
)
_UNBROKEN = r"0[1-9]\d{7,8}"
_FOREIGN = r"(?:\+|(?<!\d)00)(?!46)[1-9]\d{0,2}(?:[ \u00a0-]?\d{2,4}){2,5}"
_PHONE = re.compile(
    rf"(?<![\w+.,:/-])(?:{_MOBILE}|{_LANDLINE}|{_UNBROKEN}|{_FOREIGN})(?!\w|[-.,:–]\d|[ \u00a0]?(?:kr|kronor|:-))"
)
_REFERENCE_BEFORE = re.compile(
    r"(?:ocr|order|referens|ref|bankgiro|bg|plusgiro|pg|isbn|ärende|faktura|kund|konto|diarie|art|nummer|id|org)[\w.]{0,8}[\s:.-]{0,3}(?:är\s)?$",
    re.I,
)
# Numbers that anyone may have: the city's own exchange, toll-free, shared-cost, national business and mass-call series.
_PUBLIC = re.compile(r"(?:04210|020|0200|0771|0770|0772|0774|0775|0778|0780|010|0900|0939|0944)")

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[a-zåäö0-9-]{1,63}\.){1,8}[a-z]{2,24}(?![\w-])", re.I)
# Mailboxes that belong to a role and not to a person.
_ROLES = frozenset(
    (
        "info kontakt kundservice kundtjanst kundtjänst bokning boka reception press support service registrator"
        " diarium anmalan jobb rekrytering redaktion kansli kansliet styrelsen kommunikation hej hello post mail"
        " medborgarservice kontaktcenter kommunstyrelsen bibliotek museum"
    ).split()
)
_PRIVATE_HOSTS = re.compile(
    r"@(?:gmail|googlemail|hotmail|outlook|live|yahoo|icloud|me|msn|telia|bredband|comhem|spray|proton|protonmail)\b", re.I
)


def identity_numbers(text: str) -> list[Span]:
    """Return personnummer and samordningsnummer with a valid date and check digit, in any written form."""
    return [Span(*match.span()) for match in _IDENTITY.finditer(text) if _is_identity_number(text, match)]


def _is_identity_number(text: str, match: re.Match[str]) -> bool:
    century, year, month, day, mark, serial, check = match.groups()
    digits = year + month + day + serial + check
    # Skatteverket: a coordination number has 60 added to the day; 000 is never given out.
    number_of_day = int(day) - 60 if int(day) > 60 else int(day)
    if not 1 <= int(month) <= 12 or serial == "000" or luhn(digits[:-1]) != int(check):
        return False
    years = [int(century + year)] if century else [1900 + int(year), 2000 + int(year)]
    if not any(1 <= number_of_day <= monthrange(full, int(month))[1] for full in years):
        return False
    return bool(mark) or not _ORDER_BEFORE.search(text[max(0, match.start() - 30) : match.start()])


def luhn(digits: str) -> int:
    """Return the Luhn check digit of a string of digits (ISO/IEC 7812-1, mod 10).

    >>> luhn("811218987")
    6
    """
    doubled = (int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits)))
    return -sum(value // 10 + value % 10 for value in doubled) % 10


def phone_numbers(text: str, taken: list[Span]) -> list[tuple[Span, bool]]:
    """Return telephone numbers that may be private, each with whether it is a mobile number; `taken` spans are skipped."""
    found = []
    for match in _PHONE.finditer(text):
        digits = re.sub(r"\D", "", re.sub(r"^(?:\+|00)46|\(0\)", "0", match[0]))
        digits = re.sub("^00", "0", digits) if not match[0].startswith("00") else digits
        foreign = bool(re.match(r"(?:\+|00)(?!46)", match[0]))
        if overlaps(taken, *match.span()) or not 8 <= len(digits) <= 14:
            continue
        if not foreign and (_PUBLIC.match(digits) or len(digits) > 10):
            continue
        mobile = digits.startswith("07")
        if not mobile and _REFERENCE_BEFORE.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        found.append((Span(*match.span()), mobile or foreign))
    return found


def email_addresses(text: str) -> list[Span]:
    """Return e-mail addresses of persons: not the city's own, and not a role's mailbox at an organisation."""
    return [Span(*match.span()) for match in _EMAIL.finditer(text) if _is_private_address(match[0].lower())]


def _is_private_address(address: str) -> bool:
    local, _, host = address.partition("@")
    if host == "helsingborg.se" or host.endswith(".helsingborg.se"):
        return False
    return bool(_PRIVATE_HOSTS.search(address)) or local not in _ROLES


# Transportstyrelsen: three letters without I, Q, V, Å, Ä and Ö, two digits, and a digit or (since 2019) a letter that is not O.
_PLATE = re.compile(r"(?<![\w-])[A-HJ-PR-UW-Z]{3}[ -]?\d{2}[\dA-HJ-NPR-UW-Z](?![\w-])", re.IGNORECASE)
# Small letters could be any word before a figure ("och 100"), so they need the word for a plate right before.
_CALLED = re.compile(
    r"\b(?:reg\w*\.?(?:\s?nr)?|(?:nummer)?skylt\w*|nummerplåt\w*|plåt\w*|nummer|nr)[\s:”\"är]{1,6}$", re.IGNORECASE
)
_VEHICLE = re.compile(
    r"\b(?:\w*bil(?:en|ar|arna|ist(?:en)?)?|reg(?:istrerings?)?\.?\s?(?:nr|nummer\w*|skylt\w*)|skylt(?:en)?|nummerplåt\w*|fordon\w*"
    r"|\w*moped\w*|mc|\w*motorcyk\w*|husvagn\w*|husbil\w*|släp(?:et|vagn\w*)?|kombi(?:n)?|skåpbil\w*|\w*taxi\w*|förare\w*|felparkera\w*"
    r"|parkera\w*|pickup\w*|traktor\w*|epa\w*|\w*buss(?:en)?|suv(?:en)?|volvo\w*|saab\w*|bmw\w*|audi\w*|toyota\w*|mercedes\w*|ford\w*"
    r"|kia\w*|tesla\w*|skoda\w*|škoda\w*|opel\w*|peugeot\w*|renault\w*|nissan\w*|mazda\w*|hyundai\w*|fiat\w*|passat\w*|golf(?:en)?"
    r"|polo(?:n)?|vw|folkvagn\w*|citroën\w*|seat(?:en)?|honda\w*|yamaha\w*|scania\w*)\b",
    re.IGNORECASE,
)
PLATE_REACH = 80


def _names_a_plate(before: str) -> bool:
    vehicle = next(iter(re.findall(r"[^\W\d_]+ $", before)), "").strip()
    return bool(_CALLED.search(before) or (vehicle and _VEHICLE.fullmatch(vehicle)))


def vehicle_plates(text: str) -> list[Span]:
    """Return registration numbers of vehicles: the official form, with a word for a vehicle near it."""
    return [
        Span(*match.span())
        for match in _PLATE.finditer(text)
        if _VEHICLE.search(text, max(0, match.start() - PLATE_REACH), match.end() + PLATE_REACH)
        and (match[0][:3].isupper() or _names_a_plate(text[max(0, match.start() - 30) : match.start()]))
    ]


def shortened_links(text: str) -> list[Span]:
    """Return links through a shortening service, with or without https:// in front."""
    return [Span(*match.span()) for match in _shorteners().finditer(text)]


@cache
def _shorteners() -> re.Pattern[str]:
    hosts = map(re.escape, read_forms("shorteners"))
    # Only with a path: "bit.ly" alone is the service's name.
    return re.compile(rf"(?<![\w@.-])(?:https?://)?(?:www\.)?(?:{'|'.join(hosts)})/[\w%~+=?&#./-]*[\w/]", re.I)
