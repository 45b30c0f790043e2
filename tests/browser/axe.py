"""axe-core in the page that a test has open: what it finds against WCAG 2.2 AA."""

from typing import Any

import pytest
from playwright.sync_api import Page

from macros.templates import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
# Palette, and whether on a phone: the hardest in every run, the other three in make test-full.
EVERY_LOOK = [
    ("dark", True),
    pytest.param("light", False, marks=pytest.mark.long),
    pytest.param("light", True, marks=pytest.mark.long),
    pytest.param("dark", False, marks=pytest.mark.long),
]
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SETTLED = """() => Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => {})))"""


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE)
    # From the top: a box that happens to lie under the header, half scrolled away, would be called too small.
    if page.evaluate("scrollY"):
        page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
        page.wait_for_timeout(200)  # until the theme has seen it
    # Colours are judged when they have come to rest: the tabs fade when the page has been scrolled.
    page.evaluate(SETTLED)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARD)["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
