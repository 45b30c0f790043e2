"""Trains the classifier of goals and categories and writes checklists/strategy/model.bin: `python -m tests.training.train`.

Multinomial logistic regression over hashed features (checklists/text/features.py), each text scaled to length one. The
probabilities are calibrated, and the threshold under which the engine rather asks is set, on texts by authors that the
model at hand has not seen (leave one author out). The engine is then measured on the held-out texts, and the figures go
to macros/measured.json for the site. `--report` measures without writing.

File format: one line of JSON {"buckets", "sources", "goal": {...}, "category": {...}} with the labels, the scale that
turns whole-number scores into logits, the bias and the threshold of each kind; then for each kind buckets * labels
signed bytes, row by bucket. `sources` is a checksum of what the model was made from, so that drift shows.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, f1_score

from checklists.draft_check import check
from checklists.text.checks import Draft
from checklists.text.classify import KINDS, bucket, load_models
from checklists.text.features import features, strength
from tests.training.corpus import AUTHORS, FOLDER, Example, load, load_held_out

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "checklists" / "strategy" / "model.bin"
# What the site tells of the model: written together with it.
MEASURED = ROOT / "macros" / "measured.json"
SOURCES = [
    Path(__file__),
    ROOT / "checklists/text/features.py",
    ROOT / "checklists/text/words.py",
    ROOT / "checklists/strategy/concepts.toml",
]
BUCKETS = 2**15
# Inverse strength of the penalty, chosen by leaving one author out.
PENALTY = {"goal": 10.0, "category": 10.0}
# The engine answers where at least this share of such answers was right for unseen authors.
WANTED_PRECISION = 0.9


def matrix(examples: Sequence[Example]) -> sp.csr_matrix:
    """Return one row a text: the strength of each feature, hashed, scaled to length one before hashing."""
    rows, columns, values = [], [], []
    for number, example in enumerate(examples):
        draft = Draft(example.text)
        seen = {feature for feature, _ in features(draft.text, draft.lower, draft.words, draft.sentences)}
        norm = sum(strength(feature) ** 2 for feature in seen) ** 0.5
        for feature in sorted(seen):
            rows.append(number)
            columns.append(bucket(feature, BUCKETS))
            values.append(strength(feature) / norm)
    return sp.csr_matrix((values, (rows, columns)), shape=(len(examples), BUCKETS))


def fit(x: sp.csr_matrix, labels: Sequence[str], penalty: float) -> LogisticRegression:
    return LogisticRegression(C=penalty, max_iter=5000, tol=1e-6).fit(x, labels)


def leave_one_author_out(corpus: dict[str, list[Example]], kind: str) -> tuple[np.ndarray, np.ndarray, list[str]]:
    """Return logits, true label places and label names for every text, each judged by a model of the other authors."""
    logits, truth, names = [], [], []
    blocks = {author: matrix(examples) for author, examples in corpus.items()}
    for left_out, examples in corpus.items():
        others = [author for author in corpus if author != left_out]
        model = fit(
            sp.vstack([blocks[author] for author in others]), [getattr(e, kind) for a in others for e in corpus[a]], PENALTY[kind]
        )
        names = list(model.classes_)
        logits.append(model.decision_function(blocks[left_out]))
        truth += [names.index(getattr(example, kind)) for example in examples]
    return np.vstack(logits), np.array(truth), names


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return powers / powers.sum(axis=1, keepdims=True)


def calibrate(logits: np.ndarray, truth: np.ndarray) -> tuple[float, float]:
    """Return the factor on the logits that makes probabilities honest, and the threshold for answering."""

    def loss(factor: float) -> float:
        return float(-np.log(softmax(logits * factor)[np.arange(len(truth)), truth]).mean())

    factor = float(minimize_scalar(loss, bounds=(0.1, 10), method="bounded").x)
    probabilities = softmax(logits * factor)
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    order = np.argsort(-confidence)
    precision = right[order].cumsum() / np.arange(1, len(order) + 1)
    enough = np.flatnonzero(precision >= WANTED_PRECISION)
    threshold = float(confidence[order][enough.max()]) if len(enough) else 1.0
    return factor, round(threshold, 3)


def checksum() -> str:
    """Return a checksum of everything that the model is made from."""
    total = hashlib.sha256()
    for path in [*SOURCES, *(FOLDER / f"{author}.jsonl" for author in AUTHORS)]:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def train(corpus: dict[str, list[Example]]) -> bytes:
    """Return the model file."""
    header: dict[str, object] = {"buckets": BUCKETS, "sources": checksum()}
    body = b""
    x = matrix([example for examples in corpus.values() for example in examples])
    for kind in KINDS:
        logits, truth, names = leave_one_author_out(corpus, kind)
        factor, threshold = calibrate(logits, truth)
        probabilities = softmax(logits * factor)
        print(f"{kind}, leave one author out:", figures(probabilities, truth, names, probabilities.max(axis=1) >= threshold))
        model = fit(x, [getattr(e, kind) for examples in corpus.values() for e in examples], PENALTY[kind])
        step = float(np.abs(model.coef_).max()) / 127
        weights = np.rint(model.coef_.T / step).astype(np.int8)
        header[kind] = {
            "labels": list(model.classes_),
            "scale": step * factor / 1000,
            "bias": [round(float(value) / step * 1000) for value in model.intercept_],
            "threshold": threshold,
        }
        body += weights.tobytes()
    return json.dumps(header).encode() + b"\n" + body


def figures(probabilities: np.ndarray, truth: np.ndarray, names: list[str], answered: np.ndarray) -> dict[str, object]:
    """Return how well the guesses did: F1, accuracy, recall per label, calibration error, and the answers it dared to give."""
    guess, confidence = probabilities.argmax(axis=1), probabilities.max(axis=1)
    right = guess == truth
    bins = np.minimum((confidence * 10).astype(int), 9)
    filled = [bins == place for place in range(10) if (bins == place).any()]
    return {
        "texts": len(truth),
        "macro_f1": round(float(f1_score(truth, guess, average="macro")), 3),
        "accuracy": round(float(accuracy_score(truth, guess)), 3),
        "recall": {str(name): round(float(right[truth == place].mean()), 3) for place, name in enumerate(names)},
        "calibration_error": round(float(sum(abs(right[b].mean() - confidence[b].mean()) * b.mean() for b in filled)), 3),
        "answered": round(float(answered.mean()), 3),
        "right_when_answered": round(float(right[answered].mean()), 3) if answered.any() else None,
    }


def measure_engine(examples: Sequence[Example]) -> dict[str, dict[str, object]]:
    """Return the figures of the engine itself, with the model file as it is, on `examples`."""
    results = [check({"text": example.text}) for example in examples]
    measured = {}
    for kind in KINDS:
        names = sorted(results[0][kind]["scores"])
        probabilities = np.array([[result[kind]["scores"][name] for name in names] for result in results])
        truth = np.array([names.index(getattr(example, kind)) for example in examples])
        measured[kind] = figures(probabilities, truth, names, np.array([not result[kind]["abstain"] for result in results]))
    return measured


def main(arguments: list[str]) -> int | str:
    """Check for drift, report, or train and write; return an exit status or what is wrong."""
    if arguments == ["--check"]:
        made_from = json.loads(TARGET.read_bytes().partition(b"\n")[0])["sources"]
        return 0 if made_from == checksum() else f"{TARGET.name} has drifted from what it is trained on: run make generate"
    if arguments != ["--report"]:
        TARGET.write_bytes(train({author: load(author) for author in AUTHORS}))
        load_models.cache_clear()
    measured = measure_engine(load_held_out())
    print(json.dumps({"held out": measured}, indent=1))
    if arguments != ["--report"]:
        MEASURED.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
