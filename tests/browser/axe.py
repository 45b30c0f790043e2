"""axe-core in the page that a test has open: what it finds against WCAG 2.2 AA."""

from typing import Any

from playwright.sync_api import Page

from macros.templates import ROOT

AXE = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
STANDARD = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

SETTLED = """() => Promise.all(document.getAnimations()
    .filter((animation) => animation.effect.getTiming().iterations !== Infinity)
    .map((animation) => animation.finished.catch(() => {})))"""


def violations(page: Page) -> list[Any]:
    page.evaluate(AXE)
    # Colours are judged when they have come to rest: the tabs fade when the page has been scrolled.
    page.evaluate(SETTLED)
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", STANDARD)["violations"]
    return [(one["id"], [node["html"][:160] for node in one["nodes"]]) for one in found]
