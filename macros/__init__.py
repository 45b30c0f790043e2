"""Build time: turns the strategy's data, the Markdown in docs/ and the engine into a static site.

The only code that knows MkDocs. `define_env` gives the pages their macros, `hooks.py` adds generated pages and the
engine, `pages.py` writes the generated pages, `bundle.py` packs the engine for the browser.
"""

from macros.quotes import define_env

__all__ = ["define_env"]
