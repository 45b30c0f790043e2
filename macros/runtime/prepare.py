"""Run before the memory is kept: imports the engine, and reads what an answer about a draft needs and all that is small.

What is not read here (the large tables for comments, the exercises) follows in an archive of its own when it is asked for.
"""

import codecs
import gc
import hashlib  # noqa: F401  what is imported later than at the top of a module
import json
import linecache
import sys
import zipimport

import checklists.metrics.workbook  # noqa: F401  likewise
from checklists import api
from checklists.text import confidential  # noqa: F401  likewise

# A codec is a module, read when it is first used; then there are no files.
for name in ("ascii", "cp437", "cp1252", "latin-1", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"):
    codecs.lookup(name)

# Written for this project: a draft that makes the engine read all its tables.
DRAFT = """Nu öppnas lekplatsen i Slottshagen, som är nybyggd! Där finns t.ex. gungor. Badet är stängt och blir
renoverat av kommunen. Frågor? Ring 042-10 50 00 eller skriv här. #växmedoss"""

api.call("draft_check", json.dumps({"text": DRAFT, "channel": "facebook", "published": "2026-11-27T15:45", "charged": True}))
api.call("character_count", json.dumps({"text": DRAFT, "channel": "facebook"}))

linecache.clearcache()
sys.path_importer_cache.clear()
zipimport._zip_directory_cache.clear()  # type: ignore[attr-defined]
gc.collect()
