"""Sees to it that there is a Chromium to test in: `python -m tests.browser_setup`.

Takes the one that is there; else Debian's, where apt-get and root are at hand; else Playwright's own download.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of an installed Chromium, or None where Playwright's own is to be used."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def main() -> int:
    if find():
        return 0
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Installing Chromium with apt-get (a minute) ...", flush=True)
        quiet = {"stdout": subprocess.DEVNULL, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        if (
            subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium"], **quiet).returncode == 0
            and find()
        ):
            return 0
    print("Fetching Playwright's own Chromium (a minute) ...", flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0:
        return 0
    print("No Chromium to test in. Install one (Debian: apt-get install chromium) and run make test again.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
