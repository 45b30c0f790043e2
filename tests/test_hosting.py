"""The documented configurations in the servers themselves: status, type, encoding, caching and headers of every kind of file.

A server that is not installed is skipped; `make test-full` installs them on Debian. They run without HTTPS, on a free port.
"""

import gzip
import http.client
import os
import re
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from macros.policy import HEADERS, server_file
from macros.templates import ROOT

CONFIGURATIONS = ROOT / "docs" / "utveckling" / "drift"
CONTAINER = (CONFIGURATIONS / "Containerfile").read_text(encoding="utf-8")
FOR_EVER, ASK_AGAIN = "public, max-age=31536000, immutable", "no-cache"
TEXT = b"Vi svarar inom ett dygn. " * 100
MODULES = "mpm_event authz_core mime dir headers deflate filter rewrite".split()
# Address, type, Cache-Control, whether compressed files lie beside it.
FILES = (
    ("/", "text/html; charset=utf-8", ASK_AGAIN, True),
    ("/page/", "text/html; charset=utf-8", ASK_AGAIN, True),
    ("/search/search_index.json", "application/json", ASK_AGAIN, True),
    ("/sitemap.xml", "application/xml", ASK_AGAIN, True),
    ("/assets/javascripts/theme.js", "text/javascript", ASK_AGAIN, True),
    ("/assets/app-0a1b/javascripts/widgets.js", "text/javascript", FOR_EVER, True),
    ("/assets/app-0a1b/stylesheets/site.css", "text/css", FOR_EVER, True),
    ("/assets/app-0a1b/images/icon.svg", "image/svg+xml", FOR_EVER, True),
    ("/assets/app-0a1b/fonts/font.woff2", "font/woff2", FOR_EVER, False),
    ("/assets/app-0a1b/python/checklists-0.1.0-py3-none-any.whl", "application/zip", FOR_EVER, False),
    ("/assets/app-0a1b/python/engine.image.gz", "application/octet-stream", FOR_EVER, False),
    ("/assets/pyodide-1.0/python_stdlib.zip", "application/zip", FOR_EVER, False),
    ("/assets/pyodide-1.0/pyodide.mjs", "text/javascript", FOR_EVER, True),
    ("/assets/pyodide-1.0/pyodide.asm.wasm", "application/wasm", FOR_EVER, True),
)


def _ready(name: str) -> str:
    """Return a server's file as the build writes it."""
    return server_file(name, (CONFIGURATIONS / name).read_text(encoding="utf-8"))


def _nginx(folder: Path, site: Path, port: int) -> list[str]:
    text = _ready("nginx.conf")
    return _nginx_with(text, folder, site, port)


def _container(folder: Path, site: Path, port: int) -> list[str]:
    """nginx as the container has it, its configuration made by the Containerfile's own command."""
    command = re.search(r"^RUN (sed .*) /tmp/site.conf > ", CONTAINER, re.MULTILINE)
    assert command
    made = subprocess.run(shlex.split(command[1]), input=_ready("nginx.conf"), capture_output=True, text=True, check=True).stdout
    assert not re.search("ssl|443|server_name|/var/www", made)
    text = made.replace("listen 8080;", f"listen 127.0.0.1:{port};").replace("/usr/share/nginx/html", str(site))
    return _nginx_with(text, folder, site, port)


def _nginx_with(text: str, folder: Path, site: Path, port: int) -> list[str]:
    text = re.sub(r"listen 443 ssl;", f"listen 127.0.0.1:{port};", re.sub(r"ssl_certificate\w*\s.*", "", text))
    text = text.replace("/var/www/sociala-medier", str(site))
    paths = "".join(f"{kind}_temp_path {folder}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder}/pid; error_log {folder}/log; events {{}}\nhttp {{ access_log off; {paths}\n{text}\n}}\n",
        encoding="utf-8",
    )
    return ["nginx", "-c", str(folder / "nginx.conf")]


def _apache(folder: Path, site: Path, port: int) -> list[str]:
    text = _ready("apache.conf")
    text = re.sub(r"SSL\w+\s.*", "", text).replace("*:443", f"127.0.0.1:{port}").replace("/var/www/sociala-medier", str(site))
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in MODULES)
    # As Debian has it: a file that ends with .gz is known to be compressed.
    own = f"ServerName localhost\nListen 127.0.0.1:{port}\nPidFile {folder}/pid\nErrorLog {folder}/log\nTypesConfig {folder}/types\n"
    own += "User www-data\nGroup www-data\n" if os.geteuid() == 0 else ""
    (folder / "types").write_text("application/gzip gz\ntext/html html\ntext/css css\n", encoding="utf-8")
    (folder / "apache.conf").write_text(f"{modules}{own}AddType application/x-gzip .gz\n{text}", encoding="utf-8")
    return ["apache2", "-d", str(folder), "-f", str(folder / "apache.conf"), "-D", "FOREGROUND"]


def _caddy(folder: Path, site: Path, port: int) -> list[str]:
    text = _ready("Caddyfile")
    text = text.replace("sociala-medier.example.se", f"http://127.0.0.1:{port}").replace("/var/www/sociala-medier", str(site))
    (folder / "Caddyfile").write_text(f"{{\n\tadmin off\n}}\n{text}", encoding="utf-8")
    return ["caddy", "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


SERVERS: dict[str, Callable[[Path, Path, int], list[str]]] = {
    "nginx": _nginx,
    "container": _container,
    "apache2": _apache,
    "caddy": _caddy,
}


class Host:
    """A running server."""

    def __init__(self, name: str, port: int) -> None:
        self.name, self.port = name, port

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers by lower-case name, and body."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        return answer.status, {name.lower(): value for name, value in answer.getheaders()}, answer.read()


def _write_site(site: Path) -> None:
    for address, _, _, compressed in FILES:
        path = site / (address.lstrip("/") + ("index.html" if address.endswith("/") else ""))
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(TEXT)
        if compressed:
            path.with_name(path.name + ".br").write_bytes(b"br " + TEXT)
            path.with_name(path.name + ".gz").write_bytes(gzip.compress(TEXT, mtime=1))
    (site / "404.html").write_bytes(b"<h1>Sidan finns inte</h1>")
    (site / "alone.js").write_bytes(TEXT)


@pytest.fixture(scope="module", params=SERVERS)
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    with running(request.param, _write_site) as host:
        yield host


@contextmanager
def running(name: str, write_site: Callable[[Path], None]) -> Iterator[Host]:
    """Start one of `SERVERS` with the site that `write_site` writes into a new folder; skip the test where it is not installed."""
    program = "nginx" if name == "container" else name
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")
    # Not pytest's own folder: the server may run as someone who cannot read it.
    folder = Path(tempfile.mkdtemp())
    try:
        folder.chmod(0o755)
        write_site(folder / "site")
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = SERVERS[name](folder, folder / "site", port)
        environment = os.environ | {"HOME": str(folder), "XDG_DATA_HOME": str(folder), "XDG_CONFIG_HOME": str(folder)}
        server = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _await(server, port)
            yield Host(program, port)
        finally:
            server.terminate()
            server.communicate(timeout=30)
    finally:
        shutil.rmtree(folder)


def _await(server: subprocess.Popen[bytes], port: int) -> None:
    for _ in range(300):
        assert server.poll() is None, server.communicate()[1].decode()
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise AssertionError("the server does not answer")


@pytest.mark.parametrize(("address", "kind", "kept", "compressed"), FILES)
def test_every_kind_of_file(host: Host, address: str, kind: str, kept: str, compressed: bool) -> None:
    for takes in ("gzip, deflate, br", "gzip", "identity"):
        status, headers, body = host.ask(address, Accept_Encoding=takes)
        assert (status, headers["cache-control"]) == (200, kept), takes
        # Some add a charset to every kind of text, which does no harm; pages must have it.
        assert headers["content-type"].lower() in (
            kind,
            f"{kind}; charset=utf-8",
            f"{kind.replace('application', 'text')}; charset=utf-8",
        )
        assert {name.lower(): value for name, value in HEADERS.items()}.items() <= headers.items()
        encoding = headers.get("content-encoding", "")
        best = "br" if "br" in takes and host.name != "nginx" else "gzip" if "gzip" in takes else ""
        assert encoding == (best if compressed else "")
        # Never compressed twice: what comes is what lies there.
        assert body == {"br": b"br " + TEXT, "gzip": gzip.compress(TEXT, mtime=1), "": TEXT}[encoding]
        if compressed:
            assert "accept-encoding" in headers.get("vary", "").lower(), takes


@pytest.mark.parametrize("takes", ["gzip, br", "gzip", "identity"])
@pytest.mark.parametrize("address", ["/", "/assets/pyodide-1.0/pyodide.asm.wasm"])
def test_an_unchanged_file_is_not_sent_again(host: Host, address: str, takes: str) -> None:
    _, first, _ = host.ask(address, Accept_Encoding=takes)
    status, headers, body = host.ask(address, Accept_Encoding=takes, If_None_Match=first["etag"])
    assert (status, body) == (304, b"")
    assert "content-security-policy" in headers


def test_encodings_that_are_refused(host: Host) -> None:
    if host.name == "nginx":  # has no br to refuse
        pytest.skip("nginx without its module for Brotli")
    assert host.ask("/", Accept_Encoding="br;q=0, gzip")[1].get("content-encoding") == "gzip"


def test_a_file_without_a_compressed_one_is_compressed_on_the_way(host: Host) -> None:
    _, headers, body = host.ask("/alone.js", Accept_Encoding="gzip")
    assert headers.get("content-encoding") == "gzip"
    assert gzip.decompress(body) == TEXT


def test_a_page_that_is_not_there(host: Host) -> None:
    status, headers, body = host.ask("/none/", Accept_Encoding="gzip, br")
    assert (status, body) == (404, b"<h1>Sidan finns inte</h1>")
    assert headers["content-type"].lower() == "text/html; charset=utf-8"
    assert "immutable" not in headers.get("cache-control", "")
    assert headers["content-security-policy"] == HEADERS["Content-Security-Policy"]


def test_iis_has_the_same_headers_and_types() -> None:
    """As far as can be told without IIS."""
    root = ElementTree.fromstring(_ready("web.config").encode())
    headers = {each.get("name"): each.get("value") for each in root.iter("add")}
    assert HEADERS.items() <= headers.items()
    kinds = {each.get("fileExtension"): each.get("mimeType") for each in root.iter("mimeMap")}
    assert kinds[".mjs"] == "text/javascript"
    assert (kinds[".wasm"], kinds[".gz"]) == ("application/wasm", "application/octet-stream")
    kept = ElementTree.parse(CONFIGURATIONS / "web.for-ever.config").getroot().find(".//clientCache")
    assert kept is not None
    assert kept.attrib["cacheControlCustom"] == "public, immutable"


def test_the_container_runs_as_nobody_in_particular_and_copies_only_the_site() -> None:
    """As far as can be told without building it: what it says, line by line."""
    said = [line.partition(" ")[::2] for line in CONTAINER.splitlines() if line and not line.startswith("#")]
    names = [name for name, _ in said]
    assert set(names) == {"ARG", "FROM", "COPY", "RUN", "USER", "EXPOSE", "HEALTHCHECK"}
    assert said[0][0] == "ARG", "whoever has no internet names another image"
    assert [value for name, value in said if name == "FROM"] == ["${IMAGE} AS configuration", "${IMAGE}"]
    last = said[len(names) - 1 - names[::-1].index("FROM") :]
    assert dict(last)["USER"].isdecimal()
    assert dict(last)["USER"] != "0"
    assert dict(last)["EXPOSE"] == "8080"
    # What it serves belongs to root, and who serves it cannot change it.
    assert all("--chown=0:0" in value for name, value in last if name == "COPY")
    assert "http://127.0.0.1:8080/" in dict(last)["HEALTHCHECK"]
    # The folder that is sent to the build is site/: all that is copied is there.
    assert (ROOT / "docs" / "utveckling" / "drift" / "nginx.conf").is_file()
