"""Which rules and which model gave an answer."""

import zlib
from functools import cache

from checklists import __version__
from checklists.strategy import load_rules, read_bytes


@cache
def engine_version() -> str:
    """Return the engine's version with a checksum of the rules' data and one of the model, as "0.1.0 rules-… model-…"."""
    tables = sorted({check.rows for rule in load_rules().values() for check in rule.checks if check.rows})
    rules = 0
    for name in ("rules.toml", "channels.toml", "tone/common-words.txt", *(f"tone/{table}.toml" for table in tables)):
        rules = zlib.crc32(read_bytes(name), rules)
    return f"{__version__} rules-{rules:08x} model-{zlib.crc32(read_bytes('model.bin')):08x}"
