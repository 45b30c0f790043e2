"""khal, a calendar program, as one of the readers of our calendars."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def khal_in(folder: Path, calendar: str) -> Callable[..., str]:
    """Return a function that runs khal with one empty calendar in `folder` and returns what it prints."""
    (folder / "calendars").mkdir()
    (folder / "khal.conf").write_text(
        f"[calendars]\n[[{calendar}]]\npath = {folder}/calendars\n[sqlite]\npath = {folder}/khal.db\n"
        "[locale]\ntimeformat = %H:%M\ndateformat = %Y-%m-%d\nlongdateformat = %Y-%m-%d\ndatetimeformat = %Y-%m-%d %H:%M\n"
        "longdatetimeformat = %Y-%m-%d %H:%M\nlocal_timezone = Europe/Stockholm\ndefault_timezone = Europe/Stockholm\n"
    )

    def khal(*arguments: str) -> str:
        command = [sys.executable, "-m", "khal", "-c", str(folder / "khal.conf"), *arguments]
        home = {"HOME": str(folder), "LANG": "C.UTF-8", "PATH": ""}
        return subprocess.run(command, env=home, capture_output=True, text=True, check=True).stdout

    return khal
