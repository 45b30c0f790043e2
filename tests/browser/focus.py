"""Where the focus is: whether it can be seen, and whether anything lies over it (WCAG 2.4.7 and 2.4.11)."""

from playwright.sync_api import Page

# What is wrong with how the focused element is seen, in a few words; nothing where it is as it should be.
WRONG = r"""() => {
  const on = document.activeElement;
  if (!on || on === document.body) return "nothing has the focus";
  const named = `${on.localName} ${on.id || on.getAttribute("aria-label") || on.textContent.trim().slice(0, 40)}`;
  // The theme's choice of palette shows its focus on the label beside a box without a size.
  const shown = on.matches(".md-option") ? document.querySelector(`label[for^="__palette"]:not([hidden])`) : on;
  const style = getComputedStyle(shown);
  // Inside a field for dates the browser marks its own button, which no style of the page reaches.
  const inside_field = on.matches("[type^=date], [type=time]") && !on.matches(":focus-visible");
  // A card is pressed anywhere on it, and shows the focus around all of it.
  const drawn = [style, getComputedStyle(shown.closest(".start-card") ?? shown)];
  const seen_around = drawn.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && parseFloat(outlineWidth) >= 2);
  if (!inside_field && !seen_around) return `${named}: no outline`;
  const box = shown.getClientRects()[0];
  if (!box || box.width < 2 || box.height < 2) return `${named}: no size`;
  const inset = 3;
  const points = [[box.left + box.width / 2, box.top + box.height / 2], [box.left + inset, box.top + inset],
    [box.right - inset, box.bottom - inset], [box.left + inset, box.bottom - inset], [box.right - inset, box.top + inset]];
  const inside = points.filter(([x, y]) => x >= 0 && y >= 0 && x < innerWidth && y < innerHeight);
  if (!inside.length) return `${named}: outside the window`;
  const seen = inside.filter(([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top && (shown.contains(top) || top.contains(shown) || top.closest("label")?.control === shown);
  });
  return seen.length ? "" : `${named}: covered by ${document.elementFromPoint(...inside[0])?.className}`;
}"""


def wrong_with_focus(page: Page) -> str:
    """Say what hides the focus, or nothing; what moves smoothly gets a moment to come to rest."""
    said = ""
    for _ in range(8):
        said = page.evaluate(WRONG)
        if not said:
            return ""
        page.wait_for_timeout(50)
    return said


def name(page: Page) -> str:
    """Return what the focused element is called on the screen or in its label."""
    return str(
        page.evaluate(
            """() => { const on = document.activeElement;
            return (on.getAttribute("aria-label") || on.labels?.[0]?.textContent || on.textContent).trim().replace(/\\s+/g, " "); }"""
        )
    )


def tab_to(page: Page, wanted: str, *, back: bool = False, most: int = 80) -> None:
    """Press Tab until what has the focus begins with `wanted`, with a visible focus at every stop on the way."""
    passed = []
    for _ in range(most):
        page.keyboard.press("Shift+Tab" if back else "Tab")
        if said := wrong_with_focus(page):
            raise AssertionError(f"{said}, after {passed}")
        passed.append(name(page))
        if passed[-1].startswith(wanted):
            return
    raise AssertionError(f"{wanted!r} is not among {passed}")
