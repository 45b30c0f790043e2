"""What a page of the site may do, written once: as headers for each kind of server, and as <meta> in every page.

Nothing in the policy depends on the build. Scripts and styles are files, so there is nothing to hash, and a server's old
header suits a new site. `blocked` says what on a page the policy would stop; the build then stops too.
"""

import re
from html.parser import HTMLParser

# Only the site itself may be asked for anything, and nothing that stands in a page may run or style it: what is typed
# there cannot be sent anywhere else. 'wasm-unsafe-eval' lets the browser compile Python; data: pictures are in the theme's CSS.
DIRECTIVES = {
    "default-src": "'none'",
    "script-src": "'self' 'wasm-unsafe-eval'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "worker-src": "'self'",
    "manifest-src": "'self'",
    "base-uri": "'none'",
    "form-action": "'none'",
    "object-src": "'none'",
    "frame-ancestors": "'self'",
}
# A page cannot say this of itself.
ONLY_AS_HEADER = ("frame-ancestors",)
CONTENT_SECURITY_POLICY = "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items())
# For every answer, those about scripts too: a worker is ruled by the headers of its own file, whatever the page says.
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
META = '<meta http-equiv="Content-Security-Policy" content="{}">'.format(
    "; ".join(f"{name} {value}" for name, value in DIRECTIVES.items() if name not in ONLY_AS_HEADER)
)
# How each server's file, in docs/utveckling/drift/, says one header.
SERVERS = {
    "nginx.conf": 'add_header {name} "{value}" always;',
    "apache.conf": 'Header always set {name} "{value}"',
    "Caddyfile": 'header {name} "{value}"',
    "web.config": '<remove name="{name}" />\n<add name="{name}" value="{value}" />',
}
_PLACE = re.compile(r"^([ \t]*)[^\n]*@headers@[^\n]*$", re.MULTILINE)
_CHARSET = re.compile(r'<meta charset="?utf-8"?>', re.IGNORECASE)
_ALIGNED = re.compile(r'(<t[hd]) style="text-align: (left|center|right);"')
# What cannot run, whatever it holds; without a type it is a script.
_SCRIPTS = {"", "module", "text/javascript", "application/javascript", "importmap", "speculationrules"}
_LOADING = {("script", "src"), ("img", "src"), ("link", "href"), ("iframe", "src"), ("object", "data"), ("source", "src")}
_OUTSIDE = re.compile(r"\s*(?:\w+:)?//")
# Links that are read and never fetched.
_ONLY_NAMED = {"canonical", "prev", "next", "alternate"}


def server_file(name: str, template: str) -> str:
    """Return the text of a server's file with the headers where its template has a line with @headers@."""

    def lines(place: re.Match[str]) -> str:
        said = "\n".join(SERVERS[name].format(name=header, value=value) for header, value in HEADERS.items())
        return "\n".join(place[1] + line for line in said.split("\n"))

    text, found = _PLACE.subn(lines, template)
    if found != 1:
        raise ValueError(f"{name}: one line with @headers@ is needed, found {found}")
    return text


def with_meta(html: str) -> str:
    """Return the page with the policy in its head, for a server that sends no headers; a page without a head stays."""
    return _CHARSET.sub(lambda charset: charset[0] + META, html, count=1)


def with_classes(html: str) -> str:
    """Return HTML from Markdown with the alignment of a table's cells as classes instead of styles.

    >>> with_classes('<td style="text-align: right;">7</td>')
    '<td class="align-right">7</td>'
    """
    return _ALIGNED.sub(r'\1 class="align-\2"', html)


def blocked(html: str) -> list[str]:
    """Return what in a page the policy would stop, with its line.

    >>> blocked('<p>\\n<a href="javascript:alert(1)" style="color: red">x</a>')
    ['line 2: a href="javascript:…"', 'line 2: a style="…"']
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return reader.found


class _Reader(HTMLParser):
    """Notes what the policy would stop."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        line = f"line {self.getpos()[0]}: {tag}"
        if (tag == "script" and "src" not in given and given.get("type", "") in _SCRIPTS) or tag in ("style", "base"):
            self.found.append(f"{line} in the page")
        for name, value in given.items():
            if name == "style" or name.startswith("on"):
                self.found.append(f'{line} {name}="…"')
            elif value.lstrip().lower().startswith("javascript:"):
                self.found.append(f'{line} {name}="javascript:…"')
            elif (tag, name) in _LOADING and _OUTSIDE.match(value) and given.get("rel") not in _ONLY_NAMED:
                self.found.append(f'{line} {name}="{value}"')
