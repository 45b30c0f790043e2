"""Which rules and which model gave an answer."""

import zlib
from functools import cache

from checklists import __version__
from checklists.strategy import FOLDER, read_bytes

# What the wheel's build wrote down, since the wheel holds the data compiled (macros/wheel_hook.py).
STAMP = "version.txt"


@cache
def engine_version() -> str:
    """Return the engine's version with a checksum of the rules' data and one of the model, as "0.1.0 rules-… model-…"."""
    stamped = FOLDER / STAMP
    rules = stamped.read_text(encoding="utf-8") if stamped.exists() else rules_version()
    return f"{__version__} rules-{rules} model-{zlib.crc32(read_bytes('model.bin')):08x}"


def rules_version() -> str:
    """Return a checksum of the rules, the channels and the lists of words, as they are written."""
    lists = sorted(f"tone/{path.name}" for path in FOLDER.joinpath("tone").iterdir() if path.is_file())
    total = 0
    for name in ("rules.toml", "channels.toml", *lists):
        total = zlib.crc32(read_bytes(name), total)
    return f"{total:08x}"
