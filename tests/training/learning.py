"""How the classifier learns: features as sparse matrices, weighted logistic regression, and the two tables put together.

Everything that is chosen here (penalties, weights, pruning) was chosen by leaving authors out; tests/training/compare.py
shows the alternatives side by side.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize_scalar
from sklearn.linear_model import LogisticRegression

from checklists.text.classify import summary
from checklists.text.draft import Draft
from checklists.text.features import SENTENCE_STRENGTHS, TEXT_STRENGTHS, Passage, Seen, of_sentence, of_text
from checklists.text.model import checksum
from tests.training.corpus import TOPICS, Example

# Inverse strength of the penalty of each step.
TEXT_PENALTY, SENTENCE_PENALTY, SUMMARY_PENALTY = 30.0, 10.0, 1.0
# How much the sentences count beside the whole text.
SENTENCES = 0.6
# A feature must stand in so many texts or sentences, and with so many authors, to be learnt.
MIN_SEEN, MIN_AUTHORS = 3, 2
ACTS = {"i": "inform", "a": "activate", "e": "engage", "n": "none"}
LETTERS = {"goal": ACTS, "category": TOPICS}


@dataclass(frozen=True)
class Features:
    """One row for each text or sentence and one column for each feature; `keys` are the features' checksums."""

    x: sp.csr_matrix
    keys: np.ndarray

    def pruned(self, authors: np.ndarray) -> "Features":
        """Return the columns that enough rows and enough of the `authors` (one a row) have."""
        present = (self.x != 0).astype(np.int32)
        names, place = np.unique(authors, return_inverse=True)
        grouping = sp.csr_matrix((np.ones(len(place), np.int32), (place, np.arange(len(place)))), shape=(len(names), len(place)))
        by_author = ((grouping @ present) > 0).sum(axis=0)
        often = np.asarray(present.sum(axis=0)).ravel() >= MIN_SEEN
        columns = np.flatnonzero(often & (np.asarray(by_author).ravel() >= MIN_AUTHORS))
        return Features(self.x[:, columns].tocsr(), self.keys[columns])


@dataclass(frozen=True)
class Corpus:
    """The examples with everything that is learnt from: texts, their sentences, labels and whose they are."""

    examples: list[Example]
    texts: Features
    sentences: Features
    owner: np.ndarray  # the text that each sentence belongs to
    author: np.ndarray

    def labels(self, kind: str) -> np.ndarray:
        """Return each text's label."""
        return np.array([getattr(example, kind) for example in self.examples])

    def letters(self, kind: str) -> np.ndarray:
        """Return each sentence's label, "" where the second labeller saw other sentences than the engine sees."""
        labels: list[str] = []
        counts = np.bincount(self.owner, minlength=len(self.examples))
        for example, count in zip(self.examples, counts, strict=True):
            letters = example.acts if kind == "goal" else example.topics
            labels += [LETTERS[kind][letter] for letter in letters] if len(letters) == count else [""] * count
        return np.array(labels)


@dataclass(frozen=True)
class Weights:
    """A linear model: logits = x @ weights + bias, one column for each of `labels`."""

    labels: list[str]
    weights: np.ndarray
    bias: np.ndarray

    def logits(self, x: sp.csr_matrix | np.ndarray) -> np.ndarray:
        return np.asarray(x @ self.weights + self.bias)


def read(examples: list[Example]) -> Corpus:
    """Return the corpus as matrices, each row scaled to length one."""
    passages = [passage(example.text) for example in examples]
    texts = [of_text(each) for each in passages]
    sentences = [of_sentence(each, place) for each in passages for place in range(len(each.sentences))]
    owner = np.repeat(np.arange(len(passages)), [len(each.sentences) for each in passages])
    author = np.array([example.author for example in examples])
    return Corpus(examples, matrix(texts, TEXT_STRENGTHS), matrix(sentences, SENTENCE_STRENGTHS), owner, author)


def passage(text: str) -> Passage:
    draft = Draft(text)
    return Passage(draft.text, draft.lower, draft.words, draft.sentences)


def matrix(bags: Sequence[Seen], strengths: dict[str, int]) -> Features:
    """Return one row for each bag of features, scaled to length one."""
    columns: dict[int, int] = {}
    rows, places, values = [], [], []
    for row, bag in enumerate(bags):
        weights = {feature: strengths[feature[0]] for feature in bag if feature[0] in strengths}
        norm = sum(weight**2 for weight in weights.values()) ** 0.5
        for feature, weight in weights.items():
            rows.append(row)
            places.append(columns.setdefault(checksum(feature), len(columns)))
            values.append(weight / norm)
    x = sp.csr_matrix((values, (rows, places)), shape=(len(bags), len(columns)))
    return Features(x, np.array(list(columns), dtype=np.uint32))


def fit(x: sp.csr_matrix, labels: np.ndarray, penalty: float) -> Weights:
    """Fit logistic regression on features scaled by how unevenly the labels have them.

    The scale is the largest absolute log-ratio of a feature's share among the texts of a label and among the others, as in
    S. Wang and C. D. Manning, "Baselines and Bigrams: Simple, Good Sentiment and Topic Classification" (ACL 2012).
    """
    present = (x != 0).astype(float)
    ratios = []
    for label in np.unique(labels):
        inside = np.asarray(present[labels == label].sum(axis=0)).ravel() + 1
        outside = np.asarray(present[labels != label].sum(axis=0)).ravel() + 1
        ratios.append(np.abs(np.log((inside / inside.sum()) / (outside / outside.sum()))))
    scale = np.max(ratios, axis=0)
    model = LogisticRegression(C=penalty, max_iter=500, tol=1e-3).fit(x @ sp.diags(scale), labels)
    return Weights(list(model.classes_), (model.coef_ * scale).T, model.intercept_)


def fit_summary(x: np.ndarray, labels: np.ndarray) -> Weights:
    """Fit the step from the summary of a text's sentences to its label."""
    model = LogisticRegression(C=SUMMARY_PENALTY, max_iter=2000).fit(x, labels)
    return Weights(list(model.classes_), model.coef_.T, model.intercept_)


def summaries(logits: np.ndarray, owner: np.ndarray, count: int) -> np.ndarray:
    """Return the summary of each text's sentences from the sentences' logits."""
    acts = softmax(logits)
    return np.array([summary(acts[owner == text].tolist()) for text in range(count)])


def leave_authors_out(
    x: sp.csr_matrix, labels: np.ndarray, groups: np.ndarray, learn: Callable[[sp.csr_matrix, np.ndarray], Weights]
) -> np.ndarray:
    """Return a logit for every row and label, each from a model that has not seen the row's group; "" is no label."""
    known = labels != ""
    logits = np.zeros((len(labels), len(np.unique(labels[known]))))
    for group in np.unique(groups):
        left_out = groups == group
        logits[left_out] = learn(x[known & ~left_out], labels[known & ~left_out]).logits(x[left_out])
    return logits


def softmax(logits: np.ndarray) -> np.ndarray:
    """Return probabilities, row by row."""
    powers = np.exp(logits - logits.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True))


def temperature(logits: np.ndarray, truth: np.ndarray) -> float:
    """Return the factor on the logits that makes the probabilities honest (least log loss)."""

    def loss(factor: float) -> float:
        return float(-np.log(softmax(logits * factor)[np.arange(len(truth)), truth] + 1e-12).mean())

    return float(minimize_scalar(loss, bounds=(0.05, 10), method="bounded").x)


def threshold(probabilities: np.ndarray, truth: np.ndarray, precision: float) -> float:
    """Return the confidence above which at least `precision` of the answers are right."""
    confidence, right = probabilities.max(axis=1), probabilities.argmax(axis=1) == truth
    order = np.argsort(-confidence)
    enough = np.flatnonzero(right[order].cumsum() / np.arange(1, len(order) + 1) >= precision)
    return round(float(confidence[order][enough.max()]), 3) if len(enough) else 1.0
