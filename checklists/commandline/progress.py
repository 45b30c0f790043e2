"""How far a long run has come, on one line of standard error that is gone when the run ends."""

import math
import shutil
import sys
import time
from types import TracebackType

TERMINAL_SECONDS, LOG_SECONDS = 0.5, 10.0


class Progress:
    """Tells lines done, lines a second and the time left; as a line of its own now and then where there is no terminal.

    `done` lines, which are `size` bytes, were answered before; `total` is the input's size in bytes, 0 where nobody knows.
    Nothing is told unless `shown`.
    """

    def __init__(self, done: int, size: int, total: int, *, shown: bool) -> None:
        self.done, self.size, self.total = done, size, total
        self.before, self.size_before = done, size
        self.began = self.told = time.monotonic()
        self.terminal = sys.stderr.isatty()
        self.seconds = math.inf if not shown else TERMINAL_SECONDS if self.terminal else LOG_SECONDS
        self.width = 0

    def step(self, lines: int, size: int) -> None:
        """Count lines that have been answered, and tell it if it is time to."""
        self.done += lines
        self.size += size
        now = time.monotonic()
        if now - self.told >= self.seconds:
            self.told = now
            self._tell(self.text(now - self.began))

    def text(self, seconds: float) -> str:
        """Return what is told when the run has taken so long."""
        parts = [f"{self.done:,} lines", f"{(self.done - self.before) / seconds:,.0f} a second"]
        if self.total and self.size > self.size_before:
            left = max(0, self.total - self.size) * seconds / (self.size - self.size_before)
            parts.append(f"{duration(left)} left")
        return "checklists: " + ", ".join(parts)

    def _tell(self, text: str) -> None:
        if self.terminal:
            text = text[: shutil.get_terminal_size().columns - 1]
            print(f"\r{text:<{self.width}}", end="", file=sys.stderr, flush=True)
            self.width = len(text)
        else:
            print(text, file=sys.stderr, flush=True)

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self.width:
            print(f"\r{'':<{self.width}}\r", end="", file=sys.stderr, flush=True)


def duration(seconds: float) -> str:
    """Return a time as "2 h 5 min", "3 min 20 s" or "8 s"."""
    whole = round(seconds)
    if whole >= 3600:
        return f"{whole // 3600} h {whole % 3600 // 60} min"
    return f"{whole // 60} min {whole % 60} s" if whole >= 60 else f"{whole} s"
