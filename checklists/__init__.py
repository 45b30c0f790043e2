"""Helsingborgs stad's strategy for social media, put to work.

Start reading at `draft_check.py`, the longest way through the engine: text in, findings out. `api.py` is the browser's
door and `__main__.py` the command line; both take and give the same JSON. The strategy itself is data, in `strategy/`.
"""

# The one place that says it: the package, the site's footer and the archive read it here (docs/utveckling/ny-version.md).
__version__ = "0.1.0"
