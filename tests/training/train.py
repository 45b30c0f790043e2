"""Trains the classifier of goals and categories and writes checklists/strategy/model.bin: `python -m tests.training.train`.

What is learnt and how stands in learning.py, from which texts in corpus.py. Probabilities are calibrated, and the threshold
under which the engine rather asks is set, on texts by authors that the model at hand has not seen. The engine itself is
then measured on the held-out texts; the figures go to macros/measured.json for the site, and each use of the held-out
texts is noted in held-out-log.jsonl. `--report` only measures; `--check` tells whether the model is older than its sources.

File format: one line of JSON, then for the table of texts and the table of sentences in turn: the sorted checksums of the
features, four bytes each, and a row of signed bytes for each, with the columns of the goal's labels before the category's.
The line holds {"sources": checksum of what the model was made from, "text" and "sentence": {"features": how many, and for
each kind the labels, the scale that turns whole-number sums into logits and the bias}, "combination": see model.py}.
"""

import hashlib
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from checklists.draft_check import check
from checklists.text.model import KINDS, load_model
from tests.training import learning
from tests.training.corpus import AUTHORS, FOLDER, HELD_OUT, Example, disagreements, load, load_held_out, rows
from tests.training.figures import figures

ROOT = Path(__file__).parents[2]
TARGET = ROOT / "checklists" / "strategy" / "model.bin"
# What the site tells of the model: written together with it.
MEASURED = ROOT / "macros" / "measured.json"
LOG = Path(__file__).parent / "held-out-log.jsonl"
SOURCES = [
    Path(__file__),
    Path(learning.__file__),
    Path(__file__).with_name("corpus.py"),
    ROOT / "checklists/text/features.py",
    ROOT / "checklists/text/words.py",
    ROOT / "checklists/strategy/concepts.toml",
    *(FOLDER / f"{name}.jsonl" for name in [*AUTHORS, "second-labels", "settled"]),
]
# Authors are left out in so many groups.
GROUPS = 6
# The engine answers where at least this share of such answers was right for unseen authors.
WANTED_PRECISION = 0.97


def train(examples: list[Example]) -> tuple[bytes, dict[str, Any]]:
    """Return the model file, and the figures of leaving authors out."""
    corpus = learning.read(examples)
    group = np.array([AUTHORS.index(author) % GROUPS for author in corpus.author])
    texts, sentences = corpus.texts.pruned(corpus.author), corpus.sentences.pruned(corpus.author[corpus.owner])
    tables: dict[str, dict[str, learning.Weights]] = {"text": {}, "sentence": {}}
    combination, measured = {}, {}
    for kind in KINDS:
        labels, letters = corpus.labels(kind), corpus.letters(kind)
        known = letters != ""
        tables["text"][kind] = learning.fit(texts.x, labels, learning.TEXT_PENALTY)
        tables["sentence"][kind] = learning.fit(sentences.x[known], letters[known], learning.SENTENCE_PENALTY)
        names = tables["text"][kind].labels
        truth = np.array([names.index(label) for label in labels])

        by_text = learning.leave_authors_out(texts.x, labels, group, lambda x, y: learning.fit(x, y, learning.TEXT_PENALTY))
        by_sentence = learning.leave_authors_out(
            sentences.x, letters, group[corpus.owner], lambda x, y: learning.fit(x, y, learning.SENTENCE_PENALTY)
        )
        summed = learning.summaries(by_sentence, corpus.owner, len(examples))
        by_summary = learning.leave_authors_out(summed, labels, group, learning.fit_summary)
        logits = by_text + learning.SENTENCES * by_summary
        factor = learning.temperature(logits, truth)
        probabilities = learning.softmax(factor * logits)
        threshold = learning.threshold(probabilities, truth, WANTED_PRECISION)
        measured[kind] = figures(probabilities, truth, names, probabilities.max(axis=1) >= threshold)
        print(f"{kind}, leaving authors out:", {key: measured[kind][key] for key in ("macro_f1", "labels", "calibration_error")})

        last = learning.fit_summary(summed, labels)
        share = factor * learning.SENTENCES
        combination[kind] = {
            "text": round(factor, 4),
            "summary": (share * last.weights.T).round(4).tolist(),
            "bias": (share * last.bias).round(4).tolist(),
            "threshold": threshold,
        }
    header = {"sources": _checksum(), "combination": combination}
    body = b""
    for name, features in (("text", texts), ("sentence", sentences)):
        header[name], packed = _packed(features.keys, tables[name])
        body += packed
    return json.dumps(header).encode() + b"\n" + body, measured


def _packed(keys: np.ndarray, weights: dict[str, learning.Weights]) -> tuple[dict[str, Any], bytes]:
    """Return what the header says of a table, and its bytes; features that weigh nothing in whole numbers are left out."""
    about: dict[str, Any] = {}
    columns = []
    for kind in KINDS:
        step = float(np.abs(weights[kind].weights).max()) / 127
        columns.append(np.rint(weights[kind].weights / step).astype(np.int8))
        bias = [round(float(value) / step * 1000) for value in weights[kind].bias]
        about[kind] = {"labels": weights[kind].labels, "scale": step / 1000, "bias": bias}
    table = np.hstack(columns)
    order = np.argsort(keys)
    order = order[table[order].any(axis=1)]
    about["features"] = len(order)
    return about, keys[order].astype("<u4").tobytes() + table[order].tobytes()


def measure(examples: Sequence[Example]) -> dict[str, dict[str, Any]]:
    """Return the figures of the engine itself, with the model file as it is, on `examples`."""
    results = [check({"text": example.text}) for example in examples]
    measured = {}
    for kind in KINDS:
        names = sorted(results[0][kind]["scores"])
        probabilities = np.array([[result[kind]["scores"][name] for name in names] for result in results])
        truth = np.array([names.index(getattr(example, kind)) for example in examples])
        measured[kind] = figures(probabilities, truth, names, np.array([not result[kind]["abstain"] for result in results]))
    return measured


def agreement() -> dict[str, Any]:
    """Return how many drafts two labellers saw apart, and on how many of them they differed."""
    names = [*AUTHORS, *HELD_OUT]
    return {
        "texts": sum(1 for name in names for _ in rows(name)),
        "differed": {kind: sum(item.kind == kind for item in disagreements().values()) for kind in KINDS},
        "dropped": sum(item.settled is None for item in disagreements().values()),
    }


def _checksum() -> str:
    total = hashlib.sha256()
    for path in SOURCES:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _note_use(sources: str, measured: dict[str, dict[str, Any]]) -> None:
    """Note what this model got on the held-out texts, once for each model."""
    uses = LOG.read_text(encoding="utf-8").splitlines() if LOG.exists() else []
    if not any(json.loads(use)["model"] == sources for use in uses):
        brief = {
            kind: {key: measured[kind][key] for key in ("texts", "macro_f1", "answered", "right_when_answered")} for kind in KINDS
        }
        LOG.write_text(
            "".join(f"{use}\n" for use in [*uses, json.dumps({"model": sources, **brief})]), encoding="utf-8", newline="\n"
        )


def main(arguments: list[str]) -> int | str:
    """Check for drift, report, or train and write; return an exit status or what is wrong."""
    if arguments == ["--check"]:
        made_from = json.loads(TARGET.read_bytes().partition(b"\n")[0])["sources"]
        return 0 if made_from == _checksum() else f"{TARGET.name} has drifted from what it is trained on: run make generate"
    if arguments == ["--report"]:
        print(json.dumps(measure(load_held_out()), indent=1))
        return 0
    examples = [example for author in AUTHORS for example in load(author)]
    model, left_out = train(examples)
    TARGET.write_bytes(model)
    load_model.cache_clear()
    held_out = measure(load_held_out())
    _note_use(_checksum(), held_out)
    found = {"held_out": held_out, "authors_left_out": left_out, "agreement": agreement()}
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps(held_out, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
