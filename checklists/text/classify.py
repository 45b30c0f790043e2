"""Which goal and which category a text has, how sure that is, and the words that led there.

Two linear models look at the text: one at the whole of it, one at each sentence by itself (what does it do, and which
category does it speak for?). The label comes from the whole text's logits and a summary of the sentences: the most, the
mean and the last. Every step adds, so what each sentence brought is known exactly (text/reasons.py).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from checklists.strategy import load_borders
from checklists.text import reasons
from checklists.text.features import Passage, Seen, of_sentence, of_text
from checklists.text.model import KINDS, Combination, Table, load_model, softmax
from checklists.text.words import Span

MIN_WORDS = 5
# Beyond this the beginning and the end say enough, and time stays bounded.
MAX_WORDS = 1_200


@dataclass(frozen=True, slots=True)
class Read:
    """One text or sentence as a table sees it.

    `weights` are the lanes of the features that its words have, of those that are known, one after another, and `shares` how
    many words share each of them. `words` has the numbers of each word's features, where it has any.
    """

    weights: memoryview
    shares: list[int]
    words: dict[int, list[int]]
    norm: int
    logits: dict[str, list[float]]


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole text as the model sees it, with the probabilities of each sentence: {kind: [[of each label], ...]}."""

    passage: Passage
    text: Read
    sentences: list[Read]
    acts: dict[str, list[list[float]]]


def classify(reading: Reading | None, silent: str | None) -> dict[str, Any]:
    """Return {"goal", "category", "explanation"}: a verdict of each kind, and what lies behind it.

    Without a reading there is no label, and `silent` says why: "short" or "language".
    """
    both = {kind: _no_answer(kind, silent) if reading is None else _verdict(kind, reading) for kind in KINDS}
    return {kind: verdict for kind, (verdict, _) in both.items()} | {
        "explanation": {kind: why for kind, (_, why) in both.items()}
    }


def label(kind: str, reading: Reading) -> str | None:
    """Return the goal or category alone, or None where the model is not sure: the same answer as classify, without reasons."""
    best, probabilities = _weighed(kind, reading)[:2]
    return None if _is_unsure(kind, probabilities[best]) else load_model().text.heads[kind].labels[best]


def read(passage: Passage) -> Reading:
    """Return what the tables see in a text of at least one word."""
    seen, parts = of_text(passage), [of_sentence(passage, place) for place in range(len(passage.sentences))]
    model = load_model()
    text, sentences = _read(seen, model.text), [_read(part, model.sentence) for part in parts]
    acts = {kind: [softmax(sentence.logits[kind]) for sentence in sentences] for kind in KINDS}
    return Reading(passage, text, sentences, acts)


def shortened(words: list[Span], sentences: list[Span]) -> tuple[list[Span], list[Span]]:
    """Return the words and sentences to look at: of a very long text, those of its beginning and its end."""
    if len(words) <= MAX_WORDS:
        return words, sentences
    half = MAX_WORDS // 2
    gap = Span(words[half - 1].end, words[-half].start)
    return words[:half] + words[-half:], [span for span in sentences if span.start < gap.start or span.end > gap.end]


def _read(seen: Seen, table: Table) -> Read:
    bunches = [(place, table.known(features)) for place, features in seen.bunches]
    weighs: dict[str, int] = {}
    for _, found in bunches:
        weighs.update(found)
    numbers = dict(zip(weighs, range(len(weighs)), strict=True))
    words: dict[int, list[int]] = {}
    for place, found in bunches:
        if found:
            words.setdefault(place, []).extend(map(numbers.__getitem__, found))
    shares = [0] * len(weighs)
    for own in words.values():
        own.sort()
        for number in own:
            shares[number] += 1
    # The order in which sums of fractions are made is part of the answer: by feature, then by word.
    words = dict(sorted(words.items(), key=lambda word: word[1][0]))
    norm, sums = table.norm(seen), table.sums([*weighs.values(), *table.known(seen.traits).values()])
    return Read(table.lanes(weighs.values()), shares, words, norm, {kind: table.logits(kind, sums, norm) for kind in KINDS})


def summary(acts: list[list[float]]) -> list[float]:
    """Return the most, the mean and the last of the sentences' probabilities, label by label."""
    columns = list(zip(*acts, strict=True))
    return [max(column) for column in columns] + [sum(column) / len(column) for column in columns] + acts[-1]


def combined(combination: Combination, text: list[float], summed: list[float]) -> list[float]:
    """Return the logits that the text and its sentences give together."""
    return [
        combination.text * logit + sum(a * b for a, b in zip(row, summed, strict=True)) + bias
        for logit, row, bias in zip(text, combination.summary, combination.bias, strict=True)
    ]


def _weighed(kind: str, reading: Reading) -> tuple[int, list[float], int]:
    """Return the place of the likeliest label, all probabilities, and the place of the runner-up."""
    logits = combined(load_model().combinations[kind], reading.text.logits[kind], summary(reading.acts[kind]))
    order = sorted(range(len(logits)), key=lambda place: (-logits[place], place))
    return order[0], softmax(logits), order[1]


def _is_unsure(kind: str, probability: float) -> bool:
    return probability < load_model().combinations[kind].threshold


def _verdict(kind: str, reading: Reading) -> tuple[dict[str, Any], dict[str, Any]]:
    labels = load_model().text.heads[kind].labels
    best, probabilities, second = _weighed(kind, reading)
    gains = reasons.gains(kind, reading, best, second)
    against = [-gain for gain in gains]
    unsure = _is_unsure(kind, probabilities[best])
    verdict: dict[str, Any] = {
        "label": labels[best],
        "confidence": round(probabilities[best], 3),
        "scores": {label: round(probability, 3) for label, probability in zip(labels, probabilities, strict=True)},
        "reasons": reasons.phrases(reading.passage, gains),
        "runner_up": labels[second],
        "abstain": unsure,
    }
    return verdict, {
        "runner_up_reasons": reasons.phrases(reading.passage, against),
        "question": _question(labels[best], labels[second]) if unsure else None,
        "silent": None,
    }


def _question(best: str, second: str) -> dict[str, str]:
    """Return the one question that would settle it: {"text", "yes": label, "no": label}."""
    border = next(border for border in load_borders().values() if {border.yes, border.no} == {best, second})
    return {"text": border.question, "yes": border.yes, "no": border.no}


def _no_answer(kind: str, silent: str | None) -> tuple[dict[str, Any], dict[str, Any]]:
    labels = load_model().text.heads[kind].labels
    verdict: dict[str, Any] = {
        "label": None,
        "confidence": 0,
        "scores": dict.fromkeys(labels, 0),
        "reasons": [],
        "runner_up": None,
        "abstain": True,
    }
    return verdict, {"runner_up_reasons": [], "question": None, "silent": silent}
