"""The site of one version for the records office: `make archive` writes one HTML file, a package and checksums to build/arkiv/.

The HTML file holds all that can be read, in one piece (archive_html.py). The package holds that file, the built site, the
strategy's data, and a list of it all with checksums. The same site, commit and SOURCE_DATE_EPOCH give the same bytes.
"""

import argparse
import hashlib
import json
import re
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

from checklists import __version__
from checklists.strategy import load_strategy
from macros import archive_html, print_page, release, styles
from macros.deadlines import day_of_build
from macros.templates import ROOT, environment, full_day, render

FOLDER = ROOT / "build" / "arkiv"
DATA = ROOT / "checklists" / "strategy"
LEFT_OUT = print_page.PAGE[1].removesuffix(".md") + "/"  # the same words once more
COMPRESSED = (".gz", ".br")
_HEADING = re.compile(r"<h2\b[^>]*>(.*?)</h2>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Edition:
    """What is kept: the version, the day on which it was built and the commit it was built from, "" where nobody knows."""

    version: str
    built: date
    commit: str

    @property
    def name(self) -> str:
        """The name of its files, without an ending."""
        return f"sociala-medier-{self.version}-{self.built.isoformat()}"


def current_commit() -> str:
    """Return the checked out commit, with a word after it where files have been changed since; "" outside a repository."""
    try:
        commit, changed = (
            subprocess.run(["git", *command], cwd=ROOT, capture_output=True, text=True, check=True).stdout.strip()
            for command in (["rev-parse", "HEAD"], ["status", "--porcelain", "--untracked-files=no"])
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f"{commit}, med ändringar" if changed else commit


def single_file(site: Path, edition: Edition) -> str:
    """Return all that can be read on the built site as one HTML file; ValueError where a page cannot be read."""
    css = environment().get_template("archive.css").render()
    addresses = [address for address in archive_html.pages(site) if address != LEFT_OUT]
    articles = archive_html.articles(site, addresses, frozenset(styles.styled(css)))
    return render(
        "archive.html",
        pages=[(address, archive_html.place(address), title_of(html), html) for address, html in articles.items()],
        meta=load_strategy().meta,
        site_version=release.shown(),
        built=full_day(edition.built),
        commit=edition.commit,
    )


def title_of(article: str) -> str:
    """Return the text of an article's first heading."""
    heading = _HEADING.search(article)
    return unescape(re.sub(r"<[^>]*>", "", heading[1])).strip() if heading else ""


def package(site: Path, edition: Edition, whole: str) -> dict[str, bytes]:
    """Return the files of the package by name: the whole in one file, the site, the data, what it is, and a list of it all."""
    files = {f"{edition.name}.html": whole.encode()}
    for path in sorted(site.rglob("*")):
        copy = path.suffix in COMPRESSED and path.with_suffix("").is_file()
        if path.is_file() and not copy:
            files[f"webbplats/{path.relative_to(site).as_posix()}"] = path.read_bytes()
    for path in sorted(DATA.rglob("*.toml")):
        files[f"uppgifter/{path.relative_to(DATA).as_posix()}"] = path.read_bytes()
    files["las-mig.txt"] = render("archive.txt", edition=edition, built=full_day(edition.built)).encode()
    meta = load_strategy().meta
    described = {
        "titel": "Sociala medier i Helsingborg",
        "version": edition.version,
        "byggd": edition.built.isoformat(),
        "källkod": edition.commit,
        "strategi": {"titel": meta.title, "version": meta.version, "ägare": meta.owner},
        "filer": [
            {"namn": name, "byte": len(content), "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in sorted(files.items())
        ],
    }
    return files | {"innehall.json": (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()}


def write(site: Path, folder: Path, edition: Edition) -> list[Path]:
    """Write the HTML file, the package and the checksums of both into `folder`, and return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    whole = single_file(site, edition)
    html, packed, sums = (folder / f"{edition.name}{ending}" for ending in (".html", ".zip", ".sha256"))
    html.write_text(whole, encoding="utf-8")
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in sorted(package(site, edition, whole).items()):
            entry = zipfile.ZipInfo(f"{edition.name}/{name}", (*edition.built.timetuple()[:3], 0, 0, 0))
            entry.compress_type, entry.create_system, entry.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            archive.writestr(entry, content)
    lines = [f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in (html, packed)]
    sums.write_text("".join(lines), encoding="utf-8")
    return [html, packed, sums]


def main() -> int:
    """Write the archive of the built site, and say what was written and how large it is."""
    parser = argparse.ArgumentParser(prog="python -m macros.archive", description="Keep the built site for the records office.")
    parser.add_argument("--site", type=Path, default=ROOT / "site")
    parser.add_argument("--folder", type=Path, default=FOLDER)
    asked = parser.parse_args()
    if not (asked.site / "index.html").is_file():
        print(f"{asked.site} is not built yet: run `make build`.", file=sys.stderr)
        return 1
    for path in write(asked.site, asked.folder, Edition(__version__, day_of_build(), current_commit())):
        size = path.stat().st_size
        print(f"{path.relative_to(ROOT) if path.is_relative_to(ROOT) else path}: {size / 1_000_000:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
