"""The site's version: one number, in checklists/__init__.py, which the newest heading of CHANGELOG.md must name too.

`python -m macros.release` says what does not agree; docs/utveckling/ny-version.md is the procedure.
"""

import re
import sys
from dataclasses import dataclass
from datetime import date

from checklists import __version__
from macros.templates import ROOT

CHANGELOG = ROOT / "CHANGELOG.md"
UNRELEASED = "unreleased"
_HEADING = re.compile(r"^## (.*)$", re.MULTILINE)
_RELEASE = re.compile(r"(\d+\.\d+\.\d+) \((unreleased|\d{4}-\d\d-\d\d)\)")


@dataclass(frozen=True, slots=True)
class Release:
    """A heading of the change log: the version, and the ISO date on which it was put out or "unreleased"."""

    version: str
    released: str


def releases(changelog: str) -> list[Release]:
    """Return the change log's headings, newest first; ValueError names one that is not "## 1.2.3 (2027-01-31)"."""
    found = []
    for heading in _HEADING.findall(changelog):
        match = _RELEASE.fullmatch(heading.strip())
        if not match:
            raise ValueError(f'"## {heading}" is not of the form "## 1.2.3 (2027-01-31)" or "## 1.2.3 ({UNRELEASED})"')
        if match[2] != UNRELEASED:
            date.fromisoformat(match[2])
        found.append(Release(match[1], match[2]))
    return found


def faults(version: str, changelog: str) -> list[str]:
    """Return what does not agree between the version and the change log, in English; an empty list where all does."""
    try:
        found = releases(changelog)
    except ValueError as error:
        return [f"CHANGELOG.md: {error}"]
    if not found:
        return ["CHANGELOG.md has no heading with a version"]
    newest, *older = found
    told = []
    if newest.version != version:
        told.append(f"checklists/__init__.py says {version}, the newest heading of CHANGELOG.md {newest.version}")
    for before, after in zip(older, found, strict=False):
        if _number(before.version) >= _number(after.version):
            told.append(f"CHANGELOG.md: {after.version} stands above {before.version}")
        if before.released == UNRELEASED:
            told.append(f"CHANGELOG.md: {before.version} has no date, though {after.version} is newer")
        elif after.released != UNRELEASED and before.released > after.released:
            told.append(f"CHANGELOG.md: {after.version} is dated before {before.version}")
    return told


def shown(version: str = __version__, changelog: str = "") -> str:
    """Return the version as readers see it: "1.2.0", or "1.2.0, inte utgiven än"."""
    newest = releases(changelog or CHANGELOG.read_text(encoding="utf-8"))[0]
    return f"{version}, inte utgiven än" if newest.released == UNRELEASED else version


def _number(version: str) -> list[int]:
    return [int(part) for part in version.split(".")]


def main() -> int:
    """Say what does not agree on standard error, and return 1 where something does not."""
    told = faults(__version__, CHANGELOG.read_text(encoding="utf-8"))
    for fault in told:
        print(fault, file=sys.stderr)
    return 1 if told else 0


if __name__ == "__main__":
    sys.exit(main())
