"""Makes the site's font, Source Sans 3 with the characters that Swedish needs, and nothing else: `python -m macros.font FILE`.

Run by hand when the font or `CHARACTERS` changes; what it writes is versioned. FILE is the variable font, Latin and upright, as
the npm package @fontsource-variable/source-sans-3 has it. It needs fontTools and brotli, which the build does not:
`pip install fonttools==4.68.0 brotli==1.2.1`. The licence keeps the name Source for Adobe's own versions, hence another name.
"""

import sys
from pathlib import Path

from macros.templates import ROOT

NAME = "Stadssans"
FONT = ROOT / "overrides" / "assets" / "fonts" / "stadssans.woff2"
CHARACTERS = "".join(map(chr, range(0x20, 0x7F))) + "ÅÄÖåäöÉéÈèëÜüÁáàæÆøØñçóíôßï" + "\u00a0§©«»°²¶·½×÷–—’”•…€−↑↓"
FEATURES = ["kern", "liga"]


def make(source: Path) -> None:
    """Write `FONT` from the font in `source`."""
    from fontTools import subset
    from fontTools.ttLib import TTFont

    font = TTFont(source)
    options = subset.Options(layout_features=FEATURES, name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], hinting=False)
    subsetter = subset.Subsetter(options)
    subsetter.populate(text=CHARACTERS)
    subsetter.subset(font)
    for name in font["name"].names:
        if name.nameID in (1, 3, 4, 6):
            name.string = NAME
    font.flavor = "woff2"
    FONT.parent.mkdir(exist_ok=True)
    font.save(FONT)


if __name__ == "__main__":
    make(Path(sys.argv[1]))
