"""A page as people set it: light and dark, forced colours, 200 and 400 % zoom, more space in the text (WCAG 1.4)."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

from tests.browser.axe import violations

DESKTOP = {"width": 1280, "height": 900}
# What a window of 1280 CSS pixels is at 200 and at 400 %.
ZOOM_200, ZOOM_400 = {"width": 640, "height": 450}, {"width": 320, "height": 256}
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""
# Text in a box that cuts it off; what is hidden on purpose, or can be scrolled, is not cut.
CUT = """() => [...document.querySelectorAll("article *")].filter((node) => {
    if (!node.checkVisibility({visibilityProperty: true}) || node.closest(".visually-hidden, svg, select, .headerlink")) return false;
    if (![...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim())) return false;
    const {overflowX, overflowY} = getComputedStyle(node);
    const cuts = (overflow) => ["hidden", "clip"].includes(overflow);
    return (cuts(overflowY) && node.scrollHeight > node.clientHeight + 2) || (cuts(overflowX) && node.scrollWidth > node.clientWidth + 2);
}).map((node) => node.outerHTML.slice(0, 120))"""
# Not the words of a text to press in: what stands in a sentence is as high and wide as its word (2.5.8).
SMALL = """() => [...document.querySelectorAll("article :is(button:not(.practice-word), select, textarea, summary, input, a.button)")]
    .filter((node) => node.checkVisibility({visibilityProperty: true}) && !node.closest(".visually-hidden"))
    .map((node) => {
        const spot = node.matches("[type=checkbox], [type=radio]") ? node.labels?.[0] ?? node : node;
        const {width, height} = spot.getBoundingClientRect();
        return [node.outerHTML.slice(0, 100), Math.round(width), Math.round(height)];
    }).filter(([, width, height]) => width < 24 || height < 24)"""


@contextmanager
def _spaced(page: Page) -> Iterator[None]:
    # Not a style element: the site's policy forbids it.
    page.evaluate(
        "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css); document.adoptedStyleSheets = [sheet]; }", SPACING
    )
    yield
    page.evaluate("document.adoptedStyleSheets = []")


def scheme(page: Page, name: str) -> None:
    page.evaluate("name => { document.body.dataset.mdColorScheme = name; }", name)


def barriers(page: Page) -> list[tuple[str, object]]:
    """Return what stands in somebody's way in the state that the page is in, and in which look; leave it as it was."""
    found: list[tuple[str, object]] = []

    def note(look: str, what: object) -> None:
        if what:
            found.append((look, what))

    page.set_viewport_size(DESKTOP)
    scheme(page, "default")
    note("light", violations(page))
    page.emulate_media(forced_colors="active")
    # Contrast is not judged: the colours are then the reader's own, and nobody's to choose.
    note("forced colours", [one for one in violations(page) if one[0] != "color-contrast"])
    page.emulate_media(forced_colors="none")
    page.set_viewport_size(ZOOM_200)
    note("200 %", sideways(page))
    note("200 %, cut", page.evaluate(CUT))
    page.set_viewport_size(ZOOM_400)
    page.wait_for_timeout(100)
    scheme(page, "slate")
    note("dark, 400 %", violations(page))
    note("400 %", sideways(page))
    note("400 %, cut", page.evaluate(CUT))
    note("targets", page.evaluate(SMALL))
    with _spaced(page):
        note("text spacing, 400 %", sideways(page))
        note("text spacing, cut", page.evaluate(CUT))
    scheme(page, "default")
    page.set_viewport_size(DESKTOP)
    with _spaced(page):
        note("text spacing", sideways(page))
        note("text spacing on a desktop, cut", page.evaluate(CUT))
    return found


def sideways(page: Page) -> object:
    """Return how much wider the page is than the window, and what sticks out; nothing where it fits."""
    return page.evaluate(
        """() => { const over = document.documentElement.scrollWidth - innerWidth;
        return over > 0 && [over, [...document.querySelectorAll("article *")].filter((node) => node.getBoundingClientRect().right > innerWidth + 1)
            .slice(0, 3).map((node) => node.outerHTML.slice(0, 120))]; }"""
    )
