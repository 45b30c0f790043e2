"""The trained weights for comments, and how sure the engine must be: strategy/comments/model.bin.

tests/training/comments.py makes the file: one line of JSON, then the sorted checksums of the features and a row of signed
bytes for each. Two heads look at the same features: one knows the reasons, one the actions.
"""

import json
from dataclasses import dataclass
from functools import cache

from checklists.comments.features import STRENGTHS
from checklists.strategy import read_bytes
from checklists.text.model import Head, Table

HEADS = ("reason", "action")
FILE = "comments/model.bin"


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
