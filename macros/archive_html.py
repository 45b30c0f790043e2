"""One HTML file of the whole built site, to be read in thirty years: no script, no form, no file beside it, nothing fetched.

Reads what the build wrote, page by page in the order of the menu. Of each page the article is kept; what only works on the
site goes (scripts, buttons, hidden parts), and every address inside the site becomes a place in the file.
"""

import base64
import mimetypes
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin

VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
DROPPED = frozenset("script style template button select textarea progress dialog nav datalist".split())
LEFT_OUT = frozenset({"headerlink", "with-script"})  # classes: the sign to copy a link by, what only scripts can use
# Parts of a form become what they look like on paper; a heading goes down a step, under the file's own.
RENAMED = {"form": "div", "fieldset": "div", "legend": "div", "label": "span", "output": "div", "section": "div"} | {
    f"h{level}": f"h{level + 1}" for level in range(1, 6)
}
KEPT = frozenset("lang colspan rowspan scope alt width height open start".split())
OUTSIDE = ("http:", "https:", "mailto:", "tel:")
NOT_KEPT = '<p class="not-kept">Här finns ett verktyg på webbplatsen. Det går inte att använda i den här filen.</p>'


@dataclass(frozen=True, slots=True)
class Link:
    """Where an address inside the site leads: the page, and the id there, "" for the page itself."""

    page: str
    anchor: str


@dataclass
class Article(HTMLParser):
    """The article of one page, rewritten; `address` is the page's, relative to the site's root, and `site` the built folder."""

    address: str
    site: Path
    classes: frozenset[str]
    pieces: list[str | Link] = field(default_factory=list)
    ids: set[str] = field(default_factory=set)
    _open: list[tuple[str, str]] = field(default_factory=list)  # as the page has it, as the file has it
    _skipped: int = 0

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = {name: value or "" for name, value in attrs}
        if not self._open:
            if tag == "article":
                self._open.append((tag, ""))
            return
        if self._skipped or tag in DROPPED or "hidden" in have or LEFT_OUT & set(have.get("class", "").split()):
            self._skipped += tag not in VOID
        elif tag == "input":
            if have.get("type") in ("checkbox", "radio"):
                self.pieces.append("☐ ")
        else:
            self._start(tag, have)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in VOID:
            self.handle_starttag(tag, attrs)
        elif self._open and not self._skipped:  # in a picture
            self._start(tag, {name: value or "" for name, value in attrs})
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID or not self._open:
            return
        if self._skipped:
            self._skipped -= 1
            return
        opened, name = self._open.pop()
        if opened != tag:
            raise ValueError(f"{self.address}: <{opened}> ends as <{tag}>")
        if name:
            self.pieces.append(f"</{name}>")

    def handle_data(self, data: str) -> None:
        self._text(data)

    def handle_entityref(self, name: str) -> None:
        self._text(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self._text(f"&#{name};")

    def _text(self, text: str) -> None:
        if self._open and not self._skipped:
            self.pieces.append(text)

    def _start(self, tag: str, have: Mapping[str, str]) -> None:
        drawn = tag == "svg" or ("svg", "svg") in self._open
        name = tag if drawn else RENAMED.get(tag, "div" if "-" in tag else tag)
        self.pieces.append(f"<{name}")
        for key, value in have.items():
            self._attribute(key, value, drawn)
        if name == "details" and "open" not in have:
            self.pieces.append(" open")
        self.pieces.append(">")
        if tag not in VOID:
            self._open.append((tag, name))
        if tag == "form" and "tool" in have.get("class", "").split():
            self.pieces.append(NOT_KEPT)

    def _attribute(self, key: str, value: str, drawn: bool) -> None:
        if key == "id":
            self.ids.add(value)
            self.pieces.append(f' id="{escape(place(self.address, value))}"')
        elif key == "class":
            if kept := [name for name in value.split() if name in self.classes]:
                self.pieces.append(f' class="{" ".join(kept)}"')
        elif key == "href":
            self._address(value)
        elif key == "src":
            self.pieces.append(f' src="{self._inlined(value)}"')
        elif drawn and key == "aria-labelledby":
            self.pieces.append(f' {key}="{" ".join(place(self.address, each) for each in value.split())}"')
        elif drawn or key in KEPT:
            self.pieces.append(f' {key}="{escape(value)}"')

    def _address(self, value: str) -> None:
        if value.startswith(OUTSIDE):
            self.pieces.append(f' href="{escape(value)}"')
            return
        path, anchor = urldefrag(urljoin("/" + self.address, value))
        self.pieces.append(Link(path.removeprefix("/").removesuffix("index.html"), unquote(anchor)))

    def _inlined(self, value: str) -> str:
        file = self.site / urljoin("/" + self.address, value).removeprefix("/")
        kind = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"


class Menu(HTMLParser):
    """The addresses of the site's pages in the order of the menu, read from the start page."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        have = dict(attrs)
        href = have.get("href") or ""
        if tag == "a" and "md-nav__link" in (have.get("class") or "").split() and "#" not in href:
            address = urljoin("/", href).removeprefix("/")
            if address not in self.addresses:
                self.addresses.append(address)


def pages(site: Path) -> list[str]:
    """Return the addresses of the site's pages in the order of the menu, "" for the start page."""
    menu = Menu()
    menu.feed((site / "index.html").read_text(encoding="utf-8"))
    return menu.addresses


def place(address: str, anchor: str = "") -> str:
    """Return the id in the file of a page, or of a place on it.

    >>> place("publicera/mal/", "informera"), place("")
    ('publicera-mal--informera', 'start')
    """
    page = address.strip("/").replace("/", "-") or "start"
    return f"{page}--{anchor}" if anchor else page


def articles(site: Path, addresses: Iterable[str], classes: frozenset[str]) -> dict[str, str]:
    """Return each page's article by its address, with `classes` kept; ValueError names a page whose tags do not match."""
    read: dict[str, Article] = {}
    for address in addresses:
        article = read[address] = Article(address, site, classes)
        article.feed((site / address / "index.html").read_text(encoding="utf-8"))
        article.close()
        if article._open or article._skipped or not article.pieces:
            raise ValueError(f"{address}: the article does not end, or is empty")
    return {address: "".join(_resolved(piece, read) for piece in article.pieces) for address, article in read.items()}


def _resolved(piece: str | Link, read: Mapping[str, Article]) -> str:
    if isinstance(piece, str):
        return piece
    if piece.page not in read:
        return ""
    anchor = piece.anchor if piece.anchor in read[piece.page].ids else ""
    return f' href="#{escape(place(piece.page, anchor))}"'
