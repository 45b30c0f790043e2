"""A table from words to strings in one piece of memory, where a dict would cost ten times as much.

Python's dict keeps an object for every key and every value: 19 000 forms take five megabytes, of the browser's thirty. Here
all lines stand in one bytes object, grouped by the checksum of their keys, and a look-up reads the few lines of one group.
"""

from __future__ import annotations

import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass

# Lines in a group, on average.
_CROWD = 2


@dataclass(frozen=True, slots=True)
class Packed:
    """In `lines` stand a line break, a key, a tab and a value, again and again; `starts` are the groups' places, and the end."""

    lines: bytes
    starts: array[int]

    def get(self, key: str) -> str | None:
        """Return the value of a key, or None."""
        name = key.encode("utf-8", "surrogatepass")
        group = zlib.crc32(name) % (len(self.starts) - 1)
        first, after = self.starts[group], self.starts[group + 1]
        place = self.lines.find(b"\n%b\t" % name, first, after)
        if place < 0:
            return None
        begin = place + len(name) + 2
        end = self.lines.find(b"\n", begin, after)
        return self.lines[begin : after if end < 0 else end].decode()


def pack(table: Mapping[str, str]) -> Packed:
    """Return a table packed. No key may hold a tab, and neither keys nor values a line break."""
    groups: list[list[bytes]] = [[] for _ in range(len(table) // _CROWD + 1)]
    for key, value in table.items():
        name = key.encode()
        groups[zlib.crc32(name) % len(groups)].append(b"\n%b\t%b" % (name, value.encode()))
    starts, lines = array("I", [0]), bytearray()
    for group in groups:
        lines += b"".join(group)
        starts.append(len(lines))
    return Packed(bytes(lines), starts)


def to_bytes(table: Packed) -> bytes:
    """Return a packed table as a file holds it, little-endian as all machines that we know: how many groups, starts, lines."""
    return array("I", [len(table.starts)]).tobytes() + table.starts.tobytes() + table.lines


def from_bytes(content: bytes) -> Packed:
    """Return the table of to_bytes."""
    size = array("I").itemsize
    count = int.from_bytes(content[:size], "little")
    starts = array("I", content[size : size * (count + 1)])
    return Packed(content[size * (count + 1) :], starts)
