"""Which goal and which category a text has, how sure that is, and the words that led there.

A linear model over hashed features (text/features.py). Its weights are whole numbers in one bytes object, so every
sum is exact and the same in every Python; only the last step, the probabilities, is floating point, and it is rounded.
tests/training/train.py makes the model and documents its file format.
"""

import json
import math
import zlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from checklists.strategy import read_bytes
from checklists.text.features import features, strength
from checklists.text.words import Span

if TYPE_CHECKING:
    from checklists.text.checks import Draft

KINDS = ("goal", "category")
MIN_WORDS = 4
MAX_REASONS = 4
# Beyond this the beginning and the end say enough, and time stays bounded.
MAX_WORDS = 1_200


@dataclass(frozen=True, slots=True)
class Model:
    """Labels, weights and calibration of one kind; `weights[bucket * len(labels) + place]` is signed."""

    labels: tuple[str, ...]
    buckets: int
    weights: memoryview
    scale: float
    bias: tuple[int, ...]
    threshold: float


@cache
def load_models() -> dict[str, Model]:
    """Return the models of model.bin: one line of JSON, then the weights as signed bytes, goal before category."""
    header, _, body = read_bytes("model.bin").partition(b"\n")
    about = json.loads(header)
    models, place = {}, 0
    for kind in KINDS:
        part = about[kind]
        size = about["buckets"] * len(part["labels"])
        weights = memoryview(body[place : place + size]).cast("b")
        models[kind] = Model(
            tuple(part["labels"]), about["buckets"], weights, part["scale"], tuple(part["bias"]), part["threshold"]
        )
        place += size
    return models


def bucket(feature: str, buckets: int) -> int:
    """Return the place of a feature in the table of weights."""
    return zlib.crc32(feature.encode("utf-8", "surrogatepass")) % buckets


def classify(draft: "Draft", swedish: bool) -> dict[str, Any]:
    """Return {"goal": ..., "category": ...}; without a label where the text is empty, too short or not Swedish."""
    models = load_models()
    if not swedish or len(draft.words) < MIN_WORDS:
        return {kind: _no_answer(models[kind]) for kind in KINDS}
    words = draft.words
    if len(words) > MAX_WORDS:
        words = words[: MAX_WORDS // 2] + words[-MAX_WORDS // 2 :]
    seen: dict[str, list[Span]] = {}
    for feature, span in features(draft.text, draft.lower, words, draft.sentences):
        seen.setdefault(feature, []).extend([span] if span else [])
    return {kind: _verdict(models[kind], seen, draft.text) for kind in KINDS}


def _verdict(model: Model, seen: dict[str, list[Span]], text: str) -> dict[str, Any]:
    count = len(model.labels)
    norm = math.isqrt(sum(strength(feature) ** 2 for feature in seen))
    places = {feature: bucket(feature, model.buckets) * count for feature in seen}
    sums = [0] * count
    for feature, place in places.items():
        weight = strength(feature)
        for label in range(count):
            sums[label] += weight * model.weights[place + label]
    # The norm keeps long texts from drowning the bias; dividing the whole sums once keeps them exact until here.
    scores = [bias + 1000 * total // max(norm, 1) for bias, total in zip(model.bias, sums, strict=True)]
    top = max(scores)
    powers = [math.exp((score - top) * model.scale) for score in scores]
    probabilities = [power / sum(powers) for power in powers]
    order = sorted(range(count), key=lambda label: (-scores[label], label))
    best, second = order[0], order[1]
    return {
        "label": model.labels[best],
        "confidence": round(probabilities[best], 3),
        "scores": {model.labels[label]: round(probabilities[label], 3) for label in range(count)},
        "reasons": _reasons(model, seen, places, text, best, second),
        "runner_up": model.labels[second],
        "abstain": probabilities[best] < model.threshold,
    }


def _reasons(
    model: Model, seen: dict[str, list[Span]], places: dict[str, int], text: str, best: int, second: int
) -> list[dict[str, Any]]:
    """Return the words that most set the label apart from the runner-up, strongest first, each word once."""
    by_word: dict[Span, int] = {}
    for feature, spans in seen.items():
        if not spans:
            continue
        place = places[feature]
        gain = strength(feature) * (model.weights[place + best] - model.weights[place + second])
        for span in spans:
            by_word[span] = by_word.get(span, 0) + gain
    total = sum(abs(gain) for gain in by_word.values()) or 1
    reasons: list[dict[str, Any]] = []
    taken: set[str] = set()
    for span, gain in sorted(by_word.items(), key=lambda item: (-item[1], item[0])):
        word = text[slice(*span)]
        if gain <= 0 or len(reasons) == MAX_REASONS:
            break
        if len(word) > 2 and word.lower() not in taken and word.lower() not in _EMPTY:
            taken.add(word.lower())
            reasons.append({"start": span.start, "end": span.end, "text": word, "weight": round(gain / total, 3)})
    return reasons


# Little words that the model may lean on, but that explain nothing to a person.
_EMPTY = frozenset(
    (
        "och att det den som för med har inte till från men när här där han hon var vid också hur vad kan ska vill"
        " måste några någon något är av de sig sin"
    ).split()
)


def _no_answer(model: Model) -> dict[str, Any]:
    return {
        "label": None,
        "confidence": 0,
        "scores": dict.fromkeys(model.labels, 0),
        "reasons": [],
        "runner_up": None,
        "abstain": True,
    }
