"""Serves the built site on this computer as we recommend that it is hosted: `python -m macros.serve`.

With the headers, and with the compressed files that lie beside the originals for who can take them.
"""

import argparse
import functools
import os
import sys
from collections.abc import Mapping
from email.utils import formatdate
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, BinaryIO

from macros.policy import HEADERS
from macros.templates import ROOT

TYPES = {
    "": "application/octet-stream",
    ".css": "text/css",
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript",
    ".json": "application/json",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
    ".wasm": "application/wasm",
    ".whl": "application/zip",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
    ".zip": "application/zip",
}
# As browsers name them, the best first, and how the files end.
ENCODINGS = {"br": ".br", "gzip": ".gz"}


def accepted(header: str) -> list[str]:
    """Return the encodings of an Accept-Encoding that there may be files of, the best first.

    >>> accepted("gzip, deflate, br;q=0.5"), accepted("br;q=0, gzip;q=0.0"), accepted("")
    (['br', 'gzip'], [], [])
    """
    asked = [part.replace(" ", "").lower().split(";q=") for part in header.split(",")]
    taken = {name for name, *weight in asked if not weight or weight[0].strip("0.")}
    return [name for name in ENCODINGS if name in taken]


def to_send(path: Path, encodings: list[str]) -> tuple[Path, str, bool]:
    """Return the file to send for `path`, its encoding ("" for the original), and whether another visitor gets another file.

    A compressed file that is older than its original is of another build, and never sent.
    """
    beside = {name: path.with_name(path.name + ending) for name, ending in ENCODINGS.items()}
    made = path.stat().st_mtime_ns
    fresh = [name for name, file in beside.items() if file.is_file() and file.stat().st_mtime_ns >= made]
    best = next((name for name in encodings if name in fresh), "")
    return beside.get(best, path), best, bool(fresh)


class Handler(SimpleHTTPRequestHandler):
    """Files of the site under `prefix`, with our headers; what is versioned by its name may be kept for ever."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES
    prefix = "/"
    sent: Mapping[str, str] = HEADERS  # with every answer
    failed = False

    def translate_path(self, path: str) -> str:
        inside = path.split("?")[0].startswith(self.prefix)
        return (
            super().translate_path(path.removeprefix(self.prefix.rstrip("/")))
            if inside
            else str(Path(self.directory, "no-such-file"))
        )

    def send_head(self) -> Any:
        path = Path(self.translate_path(self.path))
        if self.path.split("?")[0].endswith("/"):
            path /= "index.html"
        if not path.is_file():
            return super().send_head()  # an address without its slash, or nothing there
        return self._send(path)

    def _send(self, path: Path) -> BinaryIO | None:
        file, encoding, varies = to_send(path, accepted(self.headers.get("Accept-Encoding", "")))
        content = file.open("rb")
        state = os.fstat(content.fileno())
        tag = f'"{state.st_mtime_ns:x}-{state.st_size:x}"'
        known = {each.strip().removeprefix("W/") for each in self.headers.get("If-None-Match", "").split(",")}
        headers = {"ETag": tag, "Last-Modified": formatdate(state.st_mtime, usegmt=True)}
        if varies:
            headers["Vary"] = "Accept-Encoding"
        if unchanged := tag in known:
            content.close()
        else:
            headers |= {"Content-Type": self.guess_type(str(path)), "Content-Length": str(state.st_size)}
            if encoding:
                headers["Content-Encoding"] = encoding
        self.send_response(HTTPStatus.NOT_MODIFIED if unchanged else HTTPStatus.OK)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        return None if unchanged else content

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer with the site's own page for what is missing, as the servers do that we give files for."""
        self.failed = True
        page = Path(self.directory, "404.html")
        if code != HTTPStatus.NOT_FOUND or not page.is_file():
            super().send_error(code, message, explain)
            return
        content = page.read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", TYPES[".html"])
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)

    def end_headers(self) -> None:
        for_ever = not self.failed and ("/assets/app-" in self.path or "/assets/pyodide-" in self.path)
        self.failed = False  # one handler takes all that a browser asks for over one connection
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if for_ever else "no-cache")
        for name, value in self.sent.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the terminal is for the address."""


class Server(ThreadingHTTPServer):
    """Does not mind a browser that hangs up before it has had the whole file."""

    def handle_error(self, request: Any, client_address: Any) -> None:
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def make_server(site: Path, port: int, prefix: str = "/") -> ThreadingHTTPServer:
    """Return a server of `site` on localhost; port 0 takes any free one. Raises OSError where the port is taken."""
    handler = type("SiteHandler", (Handler,), {"prefix": prefix})
    return Server(("127.0.0.1", port), functools.partial(handler, directory=str(site)))


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m macros.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=8000)
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    arguments = parser.parse_args()
    if not (arguments.site / "index.html").is_file():
        print(f"{arguments.site} is not built yet: run `make build`.", file=sys.stderr)
        return 2
    try:
        server = make_server(arguments.site, arguments.port)
    except OSError:
        server = make_server(arguments.site, 0)
        print(f"Port {arguments.port} is taken; using another.", file=sys.stderr)
    print(f"The site is at http://localhost:{server.server_address[1]}/ (stop with Ctrl+C)", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
