"""Sees to it that there is a Chromium to test in: `python -m tests.browser_setup`.

Takes the one that is there; else Debian's, where apt-get and root are at hand; else Playwright's own download. With
`--all` also Firefox, WebKit, Apache and Java, from Debian; where they cannot be had, their tests are skipped and say so.
"""

import os
import shutil
import subprocess
import sys

from macros.templates import ROOT

# Not among package.json's: what they bring is large, and asks for the "latest" of something, which no lock file holds.
CHECKERS = {"lighthouse": "12.8.2", "vnu-jar": "26.9.27"}
# The shell is the same browser without a window: a third less time for the same tests.
SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find(*, whole: bool = False) -> str | None:
    """Return the path of an installed Chromium, or None where Playwright's own is to be used.

    `whole` is one with all that the shell lacks, such as its memory of pages that were left.
    """
    names = WHOLE if whole else (SHELL, *WHOLE)
    return next((path for name in names if (path := shutil.which(name))), None)


def apt_install(*packages: str) -> bool:
    """Install Debian packages and say whether it went well; False where there is no apt-get or we are not root."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return False
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(["apt-get", "update", "-qq"], stdout=subprocess.DEVNULL, env=environment)
    return subprocess.run(install, stdout=subprocess.DEVNULL, env=environment).returncode == 0


def chromium() -> bool:
    """Have a Chromium, from wherever it can be had; say whether there is one."""
    if find():
        return True
    print("Installing Chromium (a minute) ...", flush=True)
    if (apt_install(SHELL) or apt_install("chromium")) and find():
        return True
    print("Fetching Playwright's own Chromium (a minute) ...", flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0:
        return True
    print("No Chromium to test in. Install one (Debian: apt-get install chromium) and run make again.", file=sys.stderr)
    return False


def everything() -> None:
    """Fetch what only the long tests use; where it cannot be had they are skipped and say so."""
    if not all(map(shutil.which, ("firefox-esr", "WebKitWebDriver", "Xvfb"))):
        print("Installing Firefox and WebKit with apt-get (a minute) ...", flush=True)
        apt_install("firefox-esr", "webkit2gtk-driver", "xvfb")
    if not find(whole=True):
        apt_install("chromium")
    if not shutil.which("apache2"):
        apt_install("apache2-bin")  # for tests/test_hosting.py; nginx and Caddy are tested where they are
    if not shutil.which("java"):
        apt_install("default-jre-headless")  # for the Nu checker
    if not all((ROOT / "node_modules" / name).is_dir() for name in CHECKERS) and shutil.which("npm"):
        print("Fetching Lighthouse and the Nu checker ...", flush=True)
        packages = [f"{name}@{version}" for name, version in CHECKERS.items()]
        install = ["npm", "install", "--no-save", "--no-package-lock", "--silent", "--no-audit", "--no-fund", *packages]
        subprocess.run(install, cwd=ROOT, stdout=subprocess.DEVNULL)


def main() -> int:
    if not chromium():
        return 1
    if sys.argv[1:] == ["--all"]:
        everything()
    return 0


if __name__ == "__main__":
    sys.exit(main())
