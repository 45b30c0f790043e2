"""The local server sends what a good host sends: compressed files for who takes them, the right type, 304 for what is unchanged."""

import gzip
import http.client
import os
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from macros.policy import HEADERS
from macros.serve import accepted, make_server

Ask = Callable[..., tuple[int, dict[str, str], bytes]]
PAGE = b"<!doctype html><p>" + b"text " * 500


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    files = {
        "index.html": PAGE,
        "index.html.br": b"brotli",
        "index.html.gz": gzip.compress(PAGE, mtime=0),
        "page/index.html": PAGE,
        "assets/app-0/python/engine.image.gz": gzip.compress(b"image"),
        "assets/pyodide-1/a.wasm": b"\0asm",
        "assets/pyodide-1/a.wasm.gz": gzip.compress(b"\0asm"),
        "assets/pyodide-1/a.mjs": b"export {}",
    }
    for name, content in files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path


@pytest.fixture
def ask(folder: Path) -> Iterator[Ask]:
    server = make_server(folder, 0, prefix="/under/")
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def ask_(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
        connection = http.client.HTTPConnection(*server.server_address[:2])
        connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read()

    yield ask_
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize(
    ("takes", "encoding", "body"),
    [
        ("gzip, deflate, br", "br", b"brotli"),
        ("br", "br", b"brotli"),
        ("gzip", "gzip", gzip.compress(PAGE, mtime=0)),
        ("br;q=0, gzip", "gzip", gzip.compress(PAGE, mtime=0)),
        ("zstd, identity", None, PAGE),
        ("", None, PAGE),
        ("*", None, PAGE),
        ("brotli", None, PAGE),
    ],
)
def test_what_is_sent_is_what_the_visitor_can_take(ask: Ask, takes: str, encoding: str | None, body: bytes) -> None:
    status, headers, content = ask("/under/", Accept_Encoding=takes)
    assert (status, headers.get("Content-Encoding"), headers["Vary"]) == (200, encoding, "Accept-Encoding")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    assert content[10:] == body[10:]  # the first bytes of gzip hold the time
    assert int(headers["Content-Length"]) == len(content)


def test_types_and_how_long_a_file_may_be_kept(ask: Ask) -> None:
    for path, kind, kept, encoding in (
        ("/under/index.html", "text/html; charset=utf-8", "no-cache", "br"),
        ("/under/page/", "text/html; charset=utf-8", "no-cache", None),
        ("/under/assets/pyodide-1/a.mjs", "text/javascript", "public, max-age=31536000, immutable", None),
        ("/under/assets/pyodide-1/a.wasm?x", "application/wasm", "public, max-age=31536000, immutable", "gzip"),
        # Compressed as a file, and not for the way: the script that asks for it unpacks it.
        ("/under/assets/app-0/python/engine.image.gz", "application/octet-stream", "public, max-age=31536000, immutable", None),
    ):
        status, headers, _ = ask(path, Accept_Encoding="gzip, br")
        told = (status, headers["Content-Type"], headers["Cache-Control"], headers.get("Content-Encoding"))
        assert told == (200, kind, kept, encoding), path
        assert HEADERS.items() <= headers.items()
        assert ("Vary" in headers) == (encoding is not None), path


def test_an_unchanged_file_is_not_sent_again(ask: Ask, folder: Path) -> None:
    _, first, _ = ask("/under/", Accept_Encoding="br")
    for known in (first["ETag"], f"W/{first['ETag']}", f'"other", {first["ETag"]}'):
        status, headers, content = ask("/under/", Accept_Encoding="br", If_None_Match=known)
        assert (status, content, headers["ETag"], headers["Vary"]) == (304, b"", first["ETag"], "Accept-Encoding")
        assert headers["Cache-Control"] == "no-cache"
    # Another encoding is another file.
    assert ask("/under/", Accept_Encoding="gzip", If_None_Match=first["ETag"])[0] == 200
    os.utime(folder / "index.html.br")
    assert ask("/under/", Accept_Encoding="br", If_None_Match=first["ETag"])[0] == 200


def test_a_compressed_file_of_an_older_build_is_not_sent(ask: Ask, folder: Path) -> None:
    for name in ("index.html.br", "index.html.gz"):
        os.utime(folder / name, ns=(0, 0))
    status, headers, content = ask("/under/", Accept_Encoding="gzip, br")
    assert (status, headers.get("Content-Encoding"), headers.get("Vary"), content) == (200, None, None, PAGE)


def test_only_the_head_is_sent_when_only_the_head_is_asked_for(ask: Ask) -> None:
    status, headers, content = ask("/under/", "HEAD", Accept_Encoding="br")
    assert (status, headers["Content-Length"], content) == (200, "6", b"")


def test_what_is_not_there_or_outside(ask: Ask) -> None:
    assert ask("/under/page")[0] == 301
    assert [ask(path)[0] for path in ("/under/none/", "/under/none.js", "/index.html", "/under/index.html/")] == [404] * 4


def test_the_sites_own_page_tells_what_is_missing(ask: Ask, folder: Path) -> None:
    (folder / "404.html").write_bytes(PAGE)
    status, headers, content = ask("/under/assets/app-1/none.js")
    assert (status, headers["Content-Type"], content) == (404, "text/html; charset=utf-8", PAGE)
    assert headers["Cache-Control"] == "no-cache"
    assert ask("/under/none/", "HEAD")[::2] == (404, b"")
    assert ask("/under/")[0] == 200


@pytest.mark.parametrize(
    ("header", "names"), [("gzip;q=1.0,br ; q=0.001", ["br", "gzip"]), ("GZIP", ["gzip"]), ("br;q=0.000", [])]
)
def test_weights(header: str, names: list[str]) -> None:
    assert accepted(header) == names
