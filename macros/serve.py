"""Serves the built site on this computer, with the headers that we recommend for hosting: `python -m macros.serve`."""

import argparse
import functools
import sys
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from macros.templates import ROOT

# Only the site itself may be asked for anything: a page cannot send what is typed into it anywhere else. The theme has
# small inline scripts and styles; 'wasm-unsafe-eval' lets the browser compile Python.
CONTENT_SECURITY_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'wasm-unsafe-eval'; style-src 'self' 'unsafe-inline';"
    " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self';"
    " base-uri 'none'; form-action 'none'; object-src 'none'; frame-ancestors 'self'"
)
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


class Handler(SimpleHTTPRequestHandler):
    """Files of the site under `prefix`, with our headers; what is versioned by its name may be kept for ever."""

    protocol_version = "HTTP/1.1"
    extensions_map = TYPES
    prefix = "/"

    def translate_path(self, path: str) -> str:
        inside = path.split("?")[0].startswith(self.prefix)
        return (
            super().translate_path(path.removeprefix(self.prefix.rstrip("/")))
            if inside
            else str(Path(self.directory, "no-such-file"))
        )

    def end_headers(self) -> None:
        for_ever = "/assets/app-" in self.path or "/assets/pyodide-" in self.path
        self.send_header("Cache-Control", "public, max-age=31536000, immutable" if for_ever else "no-cache")
        self.send_header("Content-Security-Policy", CONTENT_SECURITY_POLICY)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "same-origin")
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
