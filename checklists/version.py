"""Which rules and which model gave an answer."""

import zlib
from collections.abc import Iterable
from functools import cache

from checklists import __version__
from checklists.strategy import FOLDER, read_bytes

# What the wheel's build wrote down, since the wheel holds the data compiled (macros/wheel_hook.py).
STAMPS = {"drafts": "version.txt", "comments": "comments/version.txt"}
MODELS = {"drafts": "model.bin", "comments": "comments/model.bin"}


@cache
def engine_version(part: str = "drafts") -> str:
    """Return the engine's version with checksums of a part's rules and model, as "0.1.0 rules-… model-…"."""
    stamped = FOLDER / STAMPS[part]
    return f"{__version__} {stamped.read_text(encoding='utf-8') if stamped.exists() else stamp(part)}"


def stamp(part: str) -> str:
    """Return the checksums of a part as "rules-… model-…"."""
    return f"rules-{rules_version(part)} model-{zlib.crc32(read_bytes(MODELS[part])):08x}"


def rules_version(part: str) -> str:
    """Return a checksum of what people have written for a part: rules, channels and lists of words, or all about comments."""
    if part == "drafts":
        return _checksum(["rules.toml", "channels.toml", *_files("tone")])
    return _checksum([*_files("comments", ".toml"), *_files("signals", ".toml")])


def _files(folder: str, ending: str = "") -> list[str]:
    return sorted(f"{folder}/{path.name}" for path in FOLDER.joinpath(folder).iterdir() if path.name.endswith(ending))


def _checksum(names: Iterable[str]) -> str:
    total = 0
    for name in names:
        total = zlib.crc32(read_bytes(name), total)
    return f"{total:08x}"
