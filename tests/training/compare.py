"""Compares ways to tell goals and categories apart, by leaving authors out: `python -m tests.training.compare` (15 minutes).

Writes macros/compared.json, which the site shows. Everything is measured on the same texts, in the same groups of authors.
"""

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import scipy.sparse as sp
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score

from checklists.text import features
from checklists.text.model import KINDS
from tests.training import learning
from tests.training.corpus import AUTHORS, load
from tests.training.train import GROUPS

TARGET = Path(__file__).parents[2] / "macros" / "compared.json"
Guess = Callable[[sp.csr_matrix, np.ndarray, sp.csr_matrix], np.ndarray]


def plain(x: sp.csr_matrix, labels: np.ndarray, unseen: sp.csr_matrix) -> np.ndarray:
    """Logistic regression without the weights by log-ratio."""
    model = LogisticRegression(C=10, max_iter=500, tol=1e-3).fit(x, labels)
    return np.asarray(model.decision_function(unseen))


def weighted(x: sp.csr_matrix, labels: np.ndarray, unseen: sp.csr_matrix) -> np.ndarray:
    """What the engine's table of texts is."""
    return learning.fit(x, labels, learning.TEXT_PENALTY).logits(unseen)


def boosted(x: sp.csr_matrix, labels: np.ndarray, unseen: sp.csr_matrix) -> np.ndarray:
    """Gradient boosted trees, for features few enough to hold in a plain table."""
    model = HistGradientBoostingClassifier(
        max_iter=80, max_leaf_nodes=8, min_samples_leaf=10, l2_regularization=1.0, random_state=1
    )
    return np.asarray(model.fit((x != 0).toarray(), labels).predict_proba((unseen != 0).toarray()))


def two_steps(x: sp.csr_matrix, labels: np.ndarray, unseen: sp.csr_matrix) -> np.ndarray:
    """The two likeliest labels settled by a model that has only seen those two."""
    names = np.unique(labels)
    logits = weighted(x, labels, unseen)
    likeliest = np.sort(np.argsort(-logits, axis=1)[:, :2], axis=1)
    for pair in np.unique(likeliest, axis=0):
        rows, both = (likeliest == pair).all(axis=1), np.isin(labels, names[pair])
        settled = learning.fit(x[both], labels[both], learning.TEXT_PENALTY)
        second = settled.logits(unseen[rows]).ravel() > 0
        logits[np.flatnonzero(rows), np.where(second, pair[1], pair[0])] += 100
    return logits


def unseen_logits(x: sp.csr_matrix, labels: np.ndarray, groups: np.ndarray, guess: Guess) -> np.ndarray:
    """Return what `guess` says of every text when its author's group is left out."""
    logits = np.zeros((len(labels), len(np.unique(labels))))
    for group in np.unique(groups):
        out = groups == group
        logits[out] = guess(x[~out], labels[~out], x[out])
    return logits


def families(letters: str) -> dict[str, int]:
    return {letter: strength for letter, strength in features.TEXT_STRENGTHS.items() if letter in letters}


def compare() -> Iterator[dict[str, object]]:
    """Yield {"name", "goal", "category"}: what was tried and the macro-F1 of each kind."""
    corpus = learning.read([example for author in AUTHORS for example in load(author)])
    groups = np.array([AUTHORS.index(author) % GROUPS for author in corpus.author])
    bags = [features.of_text(learning.passage(example.text)) for example in corpus.examples]

    def of(letters: str) -> sp.csr_matrix:
        chosen = [[feature for feature in bag if feature[0] in letters] for bag in bags]
        return learning.matrix(chosen, families(letters)).pruned(corpus.author).x

    everything, structure = of("wsblf^ctk"), of("tk")
    tried: list[tuple[str, sp.csr_matrix, Guess]] = [
        ("Hela ord", of("w"), plain),
        ("Ord, ordstammar och delar av ord", of("wsc"), plain),
        ("Samma, och ordpar och läge i texten", of("wscblf^"), plain),
        ("Samma, och drag och ordfamiljer", everything, plain),
        ("Samma, vägda efter hur olika orden är fördelade", everything, weighted),
        ("Samma, och de två troligaste avgörs för sig", everything, two_steps),
        ("Bara drag och ordfamiljer", structure, plain),
        ("Bara drag och ordfamiljer, med beslutsträd", structure, boosted),
    ]
    for name, x, guess in tried:
        yield {"name": name} | {
            kind: _f1(unseen_logits(x, corpus.labels(kind), groups, guess), corpus.labels(kind)) for kind in KINDS
        }
    sentences = corpus.sentences.pruned(corpus.author[corpus.owner])
    alone, both = {}, {}
    for kind in KINDS:
        labels = corpus.labels(kind)
        by_sentence = learning.leave_authors_out(
            sentences.x, corpus.letters(kind), groups[corpus.owner], lambda x, y: learning.fit(x, y, learning.SENTENCE_PENALTY)
        )
        summed = learning.summaries(by_sentence, corpus.owner, len(labels))
        by_summary = learning.leave_authors_out(summed, labels, groups, learning.fit_summary)
        by_text = unseen_logits(everything, labels, groups, weighted)
        alone[kind], both[kind] = _f1(by_summary, labels), _f1(by_text + learning.SENTENCES * by_summary, labels)
    yield {"name": "Bara meningarna, en och en", **alone}
    yield {"name": "Hela texten vägd, tillsammans med meningarna", "chosen": True, **both}


def _f1(logits: np.ndarray, labels: np.ndarray) -> float:
    return round(float(f1_score(labels, np.unique(labels)[logits.argmax(axis=1)], average="macro")), 3)


if __name__ == "__main__":
    found = []
    for row in compare():
        print(row, file=sys.stderr, flush=True)
        found.append(row)
    TARGET.write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
