"""The trained weights of the classifier: model.bin as tables in memory, and the sums that they give for a text's features.

tests/training/train.py makes the file and documents its format. Weights are whole numbers in bytes objects, so every sum
is exact and the same in every Python; only the last steps are floating point, and what leaves the engine is rounded.
"""

from __future__ import annotations

import json
import math
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from checklists.strategy import read_bytes
from checklists.text.features import SENTENCE_STRENGTHS, TEXT_STRENGTHS, Seen

KINDS = ("goal", "category")
# A checksum's first ten bits lead to the stretch of a table's keys that it must stand in, and so many bits are left.
_REST = 22
# See Table._row. A lane holds the sum of every feature of the longest text that is read whole (classify.MAX_WORDS).
LANE, LIFT = 4, 128
_LIFTED = bytes((weight + LIFT) % 256 for weight in range(256))


@dataclass(frozen=True, slots=True)
class Head:
    """What a table says of one kind: its labels, the first of their columns, and how whole-number sums become logits."""

    labels: tuple[str, ...]
    column: int
    scale: float
    bias: tuple[int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """Weights by feature: `keys` are sorted checksums of features, and `weights` has a row of `width` bytes for each.

    `starts` says where in `keys` the checksums with the same first bits begin.
    """

    keys: memoryview
    weights: memoryview
    width: int
    strengths: dict[str, int]
    heads: dict[str, Head]
    starts: array[int]

    def known(self, bunch: Sequence[str]) -> dict[str, int]:
        """Return what each known feature of a bunch weighs; a tuple is remembered, for the same words come again and again."""
        return _remembered(self, bunch) if isinstance(bunch, tuple) else self.look_up(bunch)

    def look_up(self, features: Sequence[str]) -> dict[str, int]:
        """Return what each known feature weighs."""
        found = {}
        for feature in features:
            key = checksum(feature)
            first = key >> _REST
            end = self.starts[first + 1]
            place = bisect_left(self.keys, key, self.starts[first], end)
            if place < end and self.keys[place] == key and (strength := self.strengths.get(feature[0])):
                found[feature] = strength * self._row(place)
        return found

    def _row(self, place: int) -> int:
        """Return a row as one whole number, so that a sum adds all its columns at once: a lane of LANE bytes for each, and for 1.

        The weights are raised by LIFT, for no lane may be negative.
        """
        lanes = bytearray(LANE * (self.width + 1))
        lanes[::LANE] = self.weights[place * self.width : (place + 1) * self.width].tobytes().translate(_LIFTED) + b"\1"
        return int.from_bytes(lanes, "little")

    def lanes(self, numbers: Iterable[int]) -> memoryview:
        """Return the lanes of such numbers, one number after another."""
        size = LANE * (self.width + 1)
        return memoryview(b"".join([number.to_bytes(size, "little") for number in numbers])).cast("I")

    def norm(self, seen: Seen) -> int:
        """Return the length of the text as a vector, so that a long text does not drown the bias."""
        squares = {family: strength**2 for family, strength in self.strengths.items()}
        return max(1, math.isqrt(sum([squares.get(feature[0], 0) for feature in seen.features()])))

    def sums(self, numbers: Iterable[int]) -> list[int]:
        """Return what features weigh together in each column."""
        *lanes, strengths = self.lanes([sum(numbers)])
        return [lane - LIFT * strengths for lane in lanes]

    def logits(self, kind: str, sums: list[int], norm: int) -> list[float]:
        """Return a logit for each label of `kind`; dividing whole sums once keeps them exact until here."""
        head = self.heads[kind]
        own = sums[head.column : head.column + len(head.labels)]
        return [(bias + 1000 * total // norm) * head.scale for bias, total in zip(head.bias, own, strict=True)]


@dataclass(frozen=True, slots=True)
class Combination:
    """How one kind's label is reached: logits = text * the text's logits + summary @ the sentences' summary + bias."""

    text: float
    summary: tuple[tuple[float, ...], ...]
    bias: tuple[float, ...]
    threshold: float


@dataclass(frozen=True, slots=True)
class Model:
    """The two tables, one for whole texts and one for single sentences, and how they are put together."""

    text: Table
    sentence: Table
    combinations: dict[str, Combination]


@lru_cache(maxsize=8192)
def _remembered(table: Table, features: tuple[str, ...]) -> dict[str, int]:
    return table.look_up(features)


def checksum(feature: str) -> int:
    """Return what stands for a feature in a table: 32 bits, so that two features seldom share a row."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass"))


def softmax(logits: list[float]) -> list[float]:
    """Return probabilities that sum to one."""
    top = max(logits)
    powers = [math.exp(logit - top) for logit in logits]
    total = sum(powers)
    return [power / total for power in powers]


@cache
def load_model() -> Model:
    """Return the model of model.bin: one line of JSON, then each table's keys and weights."""
    # Looked at where it lies: a copy that is freed would still weigh in the browser's memory image.
    file = read_bytes("model.bin")
    content, size = memoryview(file), file.index(b"\n")
    about = json.loads(file[:size])
    tables, place = [], size + 1
    for name, strengths in (("text", TEXT_STRENGTHS), ("sentence", SENTENCE_STRENGTHS)):
        part = about[name]
        heads, width = {}, 0
        for kind in KINDS:
            head = part[kind]
            heads[kind] = Head(tuple(head["labels"]), width, head["scale"], tuple(head["bias"]))
            width += len(head["labels"])
        keys = content[place : place + 4 * part["features"]].cast("I")
        place += 4 * part["features"]
        weights = content[place : place + width * part["features"]].cast("b")
        place += width * part["features"]
        starts = array("I", [bisect_left(keys, first << _REST) for first in range((1 << 32 >> _REST) + 1)])
        tables.append(Table(keys, weights, width, strengths, heads, starts))
    combinations = {
        kind: Combination(part["text"], tuple(map(tuple, part["summary"])), tuple(part["bias"]), part["threshold"])
        for kind, part in about["combination"].items()
    }
    text, sentence = tables
    return Model(text, sentence, combinations)
