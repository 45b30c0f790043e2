"""The site's own server, which also counts what goes over the wire, and can be as slow as a network.

Counting at the server sees what a worker fetches, what comes twice, and what the browser took from its cache: that is not there.
"""

import functools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from macros.serve import make_server

CHUNK = 16_384


@dataclass(frozen=True)
class Answer:
    """One answer of the server: the path that was asked for, the status, and the bytes sent with headers."""

    path: str
    status: int
    size: int


@dataclass
class Wire:
    """What has been sent since `clear`, and how many bytes a second may pass, shared by all connections; 0 is no limit."""

    origin: str
    rate: float = 0
    answers: list[Answer] = field(default_factory=list)
    _free: float = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def clear(self) -> None:
        self.answers.clear()

    def pass_through(self, size: int) -> None:
        """Wait for as long as `size` bytes take."""
        if self.rate:
            with self._lock:
                self._free = max(self._free, time.monotonic()) + size / self.rate
                until = self._free
            time.sleep(max(0.0, until - time.monotonic()))


class _Counted:
    """A connection's way out."""

    def __init__(self, out: Any, wire: Wire) -> None:
        self._out, self._wire, self.size = out, wire, 0

    def write(self, data: bytes) -> int:
        for start in range(0, len(data), CHUNK):
            part = data[start : start + CHUNK]
            self._wire.pass_through(len(part))
            self._out.write(part)
        self.size += len(data)
        return len(data)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._out, name)


@contextmanager
def counting_server(folder: Path, rate: float = 0) -> Iterator[Wire]:
    """Serve `folder` as the site is served, and count."""
    server = make_server(folder, 0)
    wire = Wire(f"http://localhost:{server.server_address[1]}/", rate)
    made: Any = server.RequestHandlerClass

    class Handler(made.func):  # type: ignore[misc]
        status = 0

        def setup(self) -> None:
            super().setup()
            self.wfile = _Counted(self.wfile, wire)

        def log_request(self, code: Any = 0, size: Any = 0) -> None:
            self.status = int(code)

        def handle_one_request(self) -> None:
            before, self.status = self.wfile.size, 0
            super().handle_one_request()
            if self.status:
                wire.answers.append(Answer(self.path.lstrip("/"), self.status, self.wfile.size - before))

    server.RequestHandlerClass = functools.partial(Handler, *made.args, **made.keywords)  # type: ignore[assignment]
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield wire
    finally:
        server.shutdown()
        server.server_close()
