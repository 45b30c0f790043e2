"""The site's font: Source Sans 3 with the characters that Swedish needs and nothing else, a third lighter than npm's.

The licence (OFL) keeps the name Source for Adobe's own versions, hence another name.
"""

from pathlib import Path

from macros.bundle import CACHE, digest
from macros.templates import ROOT

NAME = "Stadssans"
WHOLE = ROOT / "node_modules" / "@fontsource-variable" / "source-sans-3" / "files" / "source-sans-3-latin-wght-normal.woff2"
SOURCES = [WHOLE, Path(__file__)]
ADDRESS = "fonts/stadssans.woff2"
CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöÉéÈèëÜüÁáàæÆøØñçóíôßïµ" + "\u00a0§©«»°²¶·½×÷–—’”•…€−↑↓"
FEATURES = ["kern", "liga"]
FULL_NAMES = (1, 3, 4, 6)  # of OpenType's name table: family, unique, full and PostScript name


def made() -> Path:
    """Return the font's file, made when something in `SOURCES` has changed; raise BundleError as digest does."""
    target = CACHE / f"font-{digest(SOURCES)}.woff2"
    if not target.exists():
        for old in CACHE.glob("font-*"):
            old.unlink()
        target.parent.mkdir(exist_ok=True)
        _make(target)
    return target


def _make(target: Path) -> None:
    from fontTools import subset  # only who makes the font waits for it
    from fontTools.ttLib import TTFont

    font = TTFont(WHOLE, recalcTimestamp=False)
    options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    for name in font["name"].names:
        if name.nameID in FULL_NAMES:
            name.string = NAME
    font.flavor = "woff2"
    unfinished = target.with_suffix(".new")
    font.save(unfinished)
    unfinished.replace(target)
