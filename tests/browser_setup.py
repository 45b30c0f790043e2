"""Sees to it that there is a Chromium to test in: `python -m tests.browser_setup`.

Takes the one that is there; else Debian's, where apt-get and root are at hand; else Playwright's own download. With
`--all` also Firefox, WebKit, Apache and Java, from Debian; where they cannot be had, their tests are skipped and say so.
"""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find() -> str | None:
    """Return the path of an installed Chromium, or None where Playwright's own is to be used."""
    return next((path for name in NAMES if (path := shutil.which(name))), None)


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
    if apt_install("chromium") and find():
        return True
    print("Fetching Playwright's own Chromium (a minute) ...", flush=True)
    if subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"]).returncode == 0:
        return True
    print("No Chromium to test in. Install one (Debian: apt-get install chromium) and run make again.", file=sys.stderr)
    return False


def main() -> int:
    if not chromium():
        return 1
    if sys.argv[1:] == ["--all"] and not (
        shutil.which("firefox-esr") and shutil.which("WebKitWebDriver") and shutil.which("Xvfb")
    ):
        print("Installing Firefox and WebKit with apt-get (a minute) ...", flush=True)
        apt_install("firefox-esr", "webkit2gtk-driver", "xvfb")
    if sys.argv[1:] == ["--all"] and not shutil.which("apache2"):
        apt_install("apache2-bin")  # for tests/test_hosting.py; nginx and Caddy are tested where they are
    if sys.argv[1:] == ["--all"] and not shutil.which("java"):
        apt_install("default-jre-headless")  # for tests/test_html.py
    return 0


if __name__ == "__main__":
    sys.exit(main())
