"""How well guesses hit: the figures that training prints and that the site shows."""

from typing import Any

import numpy as np
from sklearn.metrics import f1_score


def figures(probabilities: np.ndarray, truth: np.ndarray, names: list[str], answered: np.ndarray) -> dict[str, Any]:
    """Return F1, accuracy, per label figures, the confusion table, the calibration curve and what it dared to answer.

    `probabilities` has a row for each text and a column for each of `names`; `truth` is the place of the right name.
    """
    guess, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = guess == truth
    places = range(len(names))
    return {
        "texts": len(truth),
        "macro_f1": _rounded(f1_score(truth, guess, average="macro")),
        "accuracy": _rounded(right.mean()),
        "labels": {
            name: {"recall": _rounded(right[truth == place].mean()), "precision": _rounded(right[guess == place].mean())}
            for place, name in enumerate(names)
        },
        "confusion": {names[a]: {names[b]: int(((truth == a) & (guess == b)).sum()) for b in places} for a in places},
        "calibration_error": _rounded(
            sum(abs(bin["right"] - bin["said"]) * bin["texts"] for bin in curve(confidence, right)) / len(truth)
        ),
        "calibration": curve(confidence, right),
        "answered": _rounded(answered.mean()),
        "right_when_answered": _rounded(right[answered].mean()) if answered.any() else None,
    }


def curve(confidence: np.ndarray, right: np.ndarray) -> list[dict[str, Any]]:
    """Return, for each tenth of confidence that has texts, how many, how sure it said it was and how often it was right."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return [
        {
            "from": place / 10,
            "texts": int((bins == place).sum()),
            "said": _rounded(confidence[bins == place].mean()),
            "right": _rounded(right[bins == place].mean()),
        }
        for place in range(10)
        if (bins == place).any()
    ]


def _rounded(value: Any) -> float:
    return round(float(value), 3)
