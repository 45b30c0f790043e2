"""Build time: turns the strategy's data, the Markdown in docs/ and the engine into a static site.

The only code that knows MkDocs. `define_env` gives the pages their macros, `hooks.py` adds generated pages and the
engine, `pages.py` writes the generated pages, `bundle.py` packs the engine for the browser.
"""

from typing import Any


def define_env(env: Any) -> None:
    """Register the macros with mkdocs-macros."""
    # Here, so that what serves or compresses the built site need not read the strategy first.
    from macros import quotes

    quotes.define_env(env)
