"""The trained weights of the classifier: model.bin as tables in memory, and the sums that they give for a text's features.

tests/training/train.py makes the file and documents its format. Weights are whole numbers in bytes objects, so every sum
is exact and the same in every Python; only the last steps are floating point, and what leaves the engine is rounded.
"""

import json
import math
import zlib
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from checklists.strategy import read_bytes
from checklists.text.features import SENTENCE_STRENGTHS, TEXT_STRENGTHS, Seen

KINDS = ("goal", "category")


@dataclass(frozen=True, slots=True)
class Head:
    """What a table says of one kind: its labels, the first of their columns, and how whole-number sums become logits."""

    labels: tuple[str, ...]
    column: int
    scale: float
    bias: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Weights by feature: `keys` are sorted checksums of features, and `weights` has a row of `width` bytes for each."""

    keys: memoryview
    weights: memoryview
    width: int
    strengths: dict[str, int]
    heads: dict[str, Head]

    def rows(self, seen: Seen) -> dict[str, int]:
        """Return where the row of each known feature begins."""
        found = {}
        for feature in seen:
            key = checksum(feature)
            place = bisect_left(self.keys, key)
            if feature[0] in self.strengths and place < len(self.keys) and self.keys[place] == key:
                found[feature] = place * self.width
        return found

    def norm(self, seen: Seen) -> int:
        """Return the length of the text as a vector, so that a long text does not drown the bias."""
        return max(1, math.isqrt(sum(self.strengths.get(feature[0], 0) ** 2 for feature in seen)))

    def logits(self, kind: str, rows: dict[str, int], norm: int) -> list[float]:
        """Return a logit for each label of `kind`; dividing whole sums once keeps them exact until here."""
        head = self.heads[kind]
        sums = [0] * len(head.labels)
        for feature, row in rows.items():
            strength = self.strengths[feature[0]]
            for label in range(len(sums)):
                sums[label] += strength * self.weights[row + head.column + label]
        return [(bias + 1000 * total // norm) * head.scale for bias, total in zip(head.bias, sums, strict=True)]


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
    header, _, body = read_bytes("model.bin").partition(b"\n")
    about = json.loads(header)
    tables, place = [], 0
    for name, strengths in (("text", TEXT_STRENGTHS), ("sentence", SENTENCE_STRENGTHS)):
        part = about[name]
        heads, width = {}, 0
        for kind in KINDS:
            head = part[kind]
            heads[kind] = Head(tuple(head["labels"]), width, head["scale"], tuple(head["bias"]))
            width += len(head["labels"])
        keys = memoryview(body)[place : place + 4 * part["features"]].cast("I")
        place += 4 * part["features"]
        weights = memoryview(body)[place : place + width * part["features"]].cast("b")
        place += width * part["features"]
        tables.append(Table(keys, weights, width, strengths, heads))
    combinations = {
        kind: Combination(part["text"], tuple(map(tuple, part["summary"])), tuple(part["bias"]), part["threshold"])
        for kind, part in about["combination"].items()
    }
    text, sentence = tables
    return Model(text, sentence, combinations)
