"""Which of the site's stylesheets a page needs: site.css always, that of a widget where something on the page is styled by it."""

import re
from functools import cache

from macros.templates import ROOT

FOLDER = ROOT / "overrides" / "assets" / "stylesheets"
EVERYWHERE = "site.css"
# In the order in which a page that needs several loads them.
WIDGETS = (
    "home.css",
    "tools.css",
    "reply-roster.css",
    "kc-faq.css",
    "comments.css",
    "task-list.css",
    "lessons.css",
    "accounts.css",
    "post-metrics.css",
    "rules.css",
    "revision.css",
    "page-requests.css",
    "tables.css",
    "print-page.css",
)
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[^{}]+(?=\{)")
_STYLED = re.compile(r"\.([a-zA-Z][\w-]*)")
_CLASSES = re.compile(r"\bclass=(?:\"([^\"]*)\"|([^\s>\"]+))")


def styled(css: str) -> set[str]:
    """Return the classes that a stylesheet styles.

    >>> sorted(styled("/* .no */ .card > .card__name:hover { margin: .5rem } @media print { .card { color: red } }"))
    ['card', 'card__name']
    """
    return {name for selector in _SELECTOR.findall(_COMMENT.sub("", css)) for name in _STYLED.findall(selector)}


def needed(html: str) -> list[str]:
    """Return the stylesheets of widgets that a page needs: those that style a class on it that site.css does not know."""
    there = {name for match in _CLASSES.finditer(html) for name in (match[1] or match[2] or "").split()}
    return [name for name, own in _own().items() if own & there]


@cache
def _own() -> dict[str, set[str]]:
    """Return the classes of each widget's stylesheet that none before it styles, nor the theme."""
    known = styled((FOLDER / EVERYWHERE).read_text(encoding="utf-8"))
    own = {}
    for name in WIDGETS:
        classes = styled((FOLDER / name).read_text(encoding="utf-8"))
        own[name] = {each for each in classes - known if not each.startswith("md-")}
        known |= classes
    return own
