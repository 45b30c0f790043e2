"""A table from words to strings in one piece of memory, where a dict would cost ten times as much.

Python's dict keeps an object for every key and every value: 19 000 forms take five megabytes, of the browser's thirty. Here
all lines stand in one bytes object, grouped by the checksum of their keys, and a look-up reads the few lines of one group.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import accumulate

# Lines in a group, on average.
_CROWD = 4


@dataclass(frozen=True, slots=True)
class Packed:
    """In `content` stand a line break, a key, a tab and a value, again and again, from `begin` on.

    `starts` are the places of the groups of lines, counted from there, and where the last group ends.
    """

    content: bytes
    begin: int
    starts: memoryview

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None."""
        name = key.encode("utf-8", "surrogatepass")
        group = zlib.crc32(name) % (len(self.starts) - 1)
        first, after = self.begin + self.starts[group], self.begin + self.starts[group + 1]
        place = self.content.find(b"\n%b\t" % name, first, after)
        if place < 0:
            return None
        value = place + len(name) + 2
        end = self.content.find(b"\n", value, after)
        return self.content[value : after if end < 0 else end].decode()


def pack(table: Mapping[str, str]) -> bytes:
    """Return a table as a file holds it: how many starts, the starts, the lines; numbers of four bytes, little-endian.

    No key may hold a tab, and neither keys nor values a line break.
    """
    groups: list[list[bytes]] = [[] for _ in range(len(table) // _CROWD + 1)]
    for key, value in table.items():
        name = key.encode()
        groups[zlib.crc32(name) % len(groups)].append(b"\n%b\t%b" % (name, value.encode()))
    lines = [b"".join(group) for group in groups]
    starts = array("I", accumulate(map(len, lines), initial=0))
    return array("I", [len(starts)]).tobytes() + starts.tobytes() + b"".join(lines)


def unpack(content: bytes) -> Packed:
    """Return the table of `pack`. It looks at `content` where it lies, for it is large."""
    size = array("I").itemsize
    begin = size * (1 + int.from_bytes(content[:size], "little"))
    return Packed(content, begin, memoryview(content)[size:begin].cast("I"))
