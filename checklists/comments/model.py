"""The trained weights for comments, and how sure the engine must be: strategy/comments/model.bin.

tests/training/comments.py makes the file: one line of JSON, then the sorted checksums of the features and a row of signed
bytes for each. Two heads look at the same features: one knows the reasons, one the actions.
"""

import json
import math
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache

from checklists.comments.features import STRENGTHS, Seen
from checklists.strategy import read_bytes
from checklists.text.model import Head, checksum

HEADS = ("reason", "action")
FILE = "comments/model.bin"


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
        """Return the length of the comment as a vector, so that a long one does not drown the bias."""
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
class Model:
    """The table of weights, and the bounds on how probable it must be that a comment breaks a rule.

    Below `doubt` it stands without doubt; from `breaks` up the advice is to act; from `sure` up there is no doubt of that.
    """

    table: Table
    doubt: float
    breaks: float
    sure: float


@cache
def load_model() -> Model:
    """Return the model of model.bin."""
    line, _, body = read_bytes(FILE).partition(b"\n")
    about = json.loads(line)
    heads, width = {}, 0
    for kind in HEADS:
        head = about[kind]
        heads[kind] = Head(tuple(head["labels"]), width, head["scale"], tuple(head["bias"]))
        width += len(head["labels"])
    until = 4 * about["features"]
    keys, weights = memoryview(body)[:until].cast("I"), memoryview(body)[until:].cast("b")
    bounds = about["bounds"]
    return Model(Table(keys, weights, width, STRENGTHS, heads), bounds["doubt"], bounds["breaks"], bounds["sure"])
