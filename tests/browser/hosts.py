"""A server of the site in a process of its own, which can be stopped for good, made to hang, and started again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

PREFIX = "/sociala-medier/"
SERVE = "import sys; from pathlib import Path; from macros.serve import make_server; " + (
    "make_server(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]).serve_forever()"
)


def copied(site: Path, to: Path) -> Path:
    """Return a copy of a site that costs next to nothing: write a file anew (`replace`), never into the one that is there."""
    return Path(shutil.copytree(site, to, copy_function=os.link))


def replace(path: Path, content: bytes) -> None:
    """Write a file of a copied site, leaving the original alone."""
    path.unlink(missing_ok=True)
    path.write_bytes(content)


class Host:
    """Serves a folder under a sub-path, always at the same address."""

    def __init__(self, site: Path) -> None:
        self.site = site
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://localhost:{self.port}{PREFIX}"
        self.process: subprocess.Popen[bytes] | None = None
        self.start()

    def start(self, site: Path | None = None) -> None:
        self.site = site or self.site
        self.process = subprocess.Popen([sys.executable, "-c", SERVE, str(self.site), str(self.port), PREFIX])
        for _ in range(200):
            with socket.socket() as attempt:
                if attempt.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.05)
        raise AssertionError("the server does not start")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None

    def hang(self) -> None:
        """From now on connections are taken and nothing is answered."""
        assert self.process
        self.process.send_signal(signal.SIGSTOP)
