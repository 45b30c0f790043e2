"""Which rules and which model gave an answer."""

import zlib
from functools import cache

from checklists import __version__
from checklists.strategy import FOLDER, read_bytes


@cache
def engine_version() -> str:
    """Return the engine's version with a checksum of the rules' data and one of the model, as "0.1.0 rules-… model-…"."""
    lists = sorted(f"tone/{path.name}" for path in FOLDER.joinpath("tone").iterdir() if path.is_file())
    rules = 0
    for name in ("rules.toml", "channels.toml", *lists):
        rules = zlib.crc32(read_bytes(name), rules)
    return f"{__version__} rules-{rules:08x} model-{zlib.crc32(read_bytes('model.bin')):08x}"
