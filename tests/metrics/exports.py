"""Makes exports as the platforms write them, out of posts whose numbers are known: the oracle of the tests.

Texts and numbers are invented for the tests. `make_posts` invents posts, `export` writes them in a `Style`, `sums` adds them up in
the plainest way there is.
"""

import csv
import io
import random
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

FACEBOOK = {
    "en": "Post ID|Page ID|Page name|Title|Description|Duration (sec)|Publish time|Permalink|Post type|Date|Views|Reach|"
    "Reactions, Comments and Shares|Reactions|Comments|Shares|Total clicks|Other Clicks|Link clicks",
    "sv": "Publicerings-id|Sid-id|Sidnamn|Titel|Beskrivning|Längd (sek.)|Publiceringstid|Permalänk|Inläggstyp|Datum|Visningar|Räckvidd|"
    "Reaktioner, kommentarer och delningar|Reaktioner|Kommentarer|Delningar|Totalt antal klick|Övriga klick|Länkklick",
}
INSTAGRAM = {
    "en": "Post ID|Account ID|Account username|Account name|Description|Duration (sec)|Publish time|Permalink|Post type|Data comment|"
    "Date|Views|Reach|Likes|Shares|Follows|Comments|Saves",
    "sv": "Publicerings-id|Konto-id|Kontots användarnamn|Kontonamn|Beskrivning|Längd (sek.)|Publiceringstid|Permalänk|Inläggstyp|"
    "Datakommentar|Datum|Visningar|Räckvidd|Gilla-markeringar|Delningar|Följer|Kommentarer|Sparade objekt",
}
LINKEDIN = {
    "en": "Post title|Post link|Post type|Campaign name|Posted by|Created date|Campaign start date|Campaign end date|Audience|"
    "Impressions|Views (Excluding offsite video views)|Offsite Views|Clicks|Click through rate (CTR)|Likes|Comments|Reposts|Follows|"
    "Engagement rate|Content Type",
}
HEADERS = {"facebook": FACEBOOK, "instagram": INSTAGRAM, "linkedin": LINKEDIN}
TYPES = {
    ("facebook", "en"): ("Photos", "Reels"),
    ("facebook", "sv"): ("Foton", "Videor"),
    ("instagram", "en"): ("IG carousel", "IG reel"),
    ("instagram", "sv"): ("Instagram-karusell", "Instagram-reel"),
    ("linkedin", "en"): ("", "Video"),
}
TEXTS = (
    "Vattnet är avstängt på Björkgatan på tisdag, klockan 9–14.",
    'Anmäl dig till skördefesten; platserna är "nästan" slut!\nLäs mer på vår webbplats.',
    "Vad ska lekplatsen heta?\r\n\r\nSkriv ditt förslag, gärna i dag 👇🎉",
    "Möt Åsa,\tundersköterska på Ödåkra äldreboende 💚",
    "=SUMMA(1;2) är ingen formel här, och 1,5 är inget antal",
    "",
)


@dataclass(frozen=True)
class Truth:
    """A post as it was; what its channel does not tell is None."""

    channel: str
    number: int
    published: datetime
    text: str
    film: bool
    views: int
    reach: int | None
    link_clicks: int | None
    reactions: int
    comments: int
    shares: int
    saves: int | None

    @property
    def link(self) -> str:
        host = {
            "facebook": "www.facebook.com/staden/posts",
            "instagram": "www.instagram.com/p",
            "linkedin": "www.linkedin.com/feed",
        }
        return f"https://{host[self.channel]}/{self.number}"

    @property
    def video_views(self) -> int | None:
        return self.views if self.film else None


@dataclass(frozen=True)
class Style:
    """How an export is written; `thousands` stands between groups of three digits, `decimals` after every number of a post."""

    language: str = "en"
    encoding: str = "utf-8"
    delimiter: str = ","
    thousands: str = ""
    decimals: str = ""
    title: bool = False
    sep: bool = False
    total: str = ""
    newline: str = "\r\n"
    quote_all: bool = False
    iso: bool = False
    blank_rows: bool = False
    percent: str = "%"


def make_posts(channel: str, number: int, seed: int = 1, months: int = 3) -> list[Truth]:
    """Return posts with numbers of all sizes."""
    chance = random.Random(f"{channel} {seed}")
    start, minutes = datetime(2026, 8, 1), months * 30 * 24 * 60
    posts = []
    for place in range(number):
        size = 10 ** chance.randint(0, 6)
        posts.append(
            Truth(
                channel=channel,
                number=104_200_000_000_001 + place,
                published=start + timedelta(minutes=chance.randrange(minutes)),
                text=chance.choice(TEXTS),
                film=chance.random() < 0.3,
                views=chance.randrange(size * 2),
                reach=None if channel == "linkedin" else chance.randrange(size),
                link_clicks=None if channel == "instagram" else chance.randrange(size),
                reactions=chance.randrange(size),
                comments=chance.randrange(size),
                shares=chance.randrange(size),
                saves=chance.randrange(size) if channel == "instagram" else None,
            )
        )
    return posts


def export(posts: Iterable[Truth], channel: str, style: Style = Style()) -> bytes:
    """Return the file that the channel's platform would give in this style."""
    headers = HEADERS[channel][style.language].split("|")
    text = io.StringIO()
    quoting = csv.QUOTE_ALL if style.quote_all else csv.QUOTE_MINIMAL
    writer = csv.writer(text, delimiter=style.delimiter, lineterminator=style.newline, quoting=quoting)
    if style.sep:
        text.write(f"sep={style.delimiter}{style.newline}")
    if style.title:
        writer.writerow(["All posts created between 08/01/2026 and 10/31/2026, updated daily.", *[""] * (len(headers) - 1)])
    writer.writerow(headers)
    for post in posts:
        writer.writerow(row(post, style))
        if style.blank_rows:
            writer.writerow([])
    if style.total:
        writer.writerow([style.total, *["123" if place > 9 else "" for place in range(1, len(headers))]])
    return text.getvalue().encode(style.encoding, "replace")


def row(post: Truth, style: Style) -> list[str]:
    """Return the cells of a post."""
    kind = TYPES[post.channel, style.language][post.film]
    parts = [post.reactions, post.comments, post.shares]
    if post.channel == "linkedin":
        day = post.published.strftime("%Y-%m-%d" if style.iso else "%m/%d/%Y")
        views = [_number(post.views, style), "0"] if post.film else ["", ""]
        clicks = [_number(post.link_clicks, style), f"3{'.' if style.percent == '%' else ','}50{style.percent}"]
        cells = [
            post.text,
            post.link,
            "Organic",
            "",
            "Någon",
            day,
            "",
            "",
            "All followers",
            _number(post.views * 3, style),
            *views,
        ]
        return [*cells, *clicks, *(_number(part, style) for part in parts), "6", "6.16%", kind]
    when = post.published.strftime("%Y-%m-%d %H:%M" if style.iso else "%m/%d/%Y %H:%M")
    lifetime = "Livstid" if style.language == "sv" else "Lifetime"
    about = [str(post.number), "100099999999999", "Staden"]
    duration = "42" if post.film else "0"
    if post.channel == "facebook":
        head = [*about, post.text, "", duration, when, post.link, kind, lifetime]
        numbers = [post.views, post.reach, sum(parts), *parts, (post.link_clicks or 0) + 7, 7, post.link_clicks]
    else:
        head = [*about, "Stadens konto", post.text, duration, when, post.link, kind, "", lifetime]
        numbers = [post.views, post.reach, post.reactions, post.shares, 3, post.comments, post.saves]
    return [*head, *(_number(number, style) for number in numbers)]


def _number(number: int | None, style: Style) -> str:
    return "" if number is None else f"{number:,}".replace(",", style.thousands) + style.decimals


def sums(posts: Iterable[Truth]) -> dict[tuple[str, str], dict[str, int | None]]:
    """Return the sums of the contract per (channel, month)."""
    found: dict[tuple[str, str], dict[str, int | None]] = {}
    for post in posts:
        month = found.setdefault(
            (post.channel, f"{post.published:%Y-%m}"),
            {"posts": 0, "reach_sum": None, "video_views": None, "link_clicks": None, "interactions": None},
        )
        month["posts"] = (month["posts"] or 0) + 1
        interactions = post.reactions + post.comments + post.shares + (post.saves or 0)
        for key, number in (
            ("reach_sum", post.reach),
            ("video_views", post.video_views),
            ("link_clicks", post.link_clicks),
            ("interactions", interactions),
        ):
            if number is not None:
                month[key] = (month[key] or 0) + number
    return found


def followers(days: dict[str, int], style: Style = Style()) -> bytes:
    """Return LinkedIn's sheet of new followers for {ISO day: new followers}."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=style.delimiter)
    writer.writerow("Date|Sponsored followers|Organic followers|Auto-invited followers|Total followers".split("|"))
    for day, number in days.items():
        writer.writerow([f"{datetime.fromisoformat(day):%m/%d/%Y}", 0, number, 0, number])
    return text.getvalue().encode(style.encoding)
