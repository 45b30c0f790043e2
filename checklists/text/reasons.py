"""Which words moved the classifier's decision: what each word brought to the label against the runner-up, and as phrases.

The model adds, so its decision can be taken apart without remainder. What a feature of the whole text brought is shared by
the words that have it. What a sentence brought (through the most, the mean and the last, see classify.summary) is shared
by its words according to what they weigh in the sentence's own decision.
"""

from functools import reduce
from itertools import repeat
from operator import add, mul, sub, truediv
from typing import TYPE_CHECKING, Any

from checklists.text.features import Passage
from checklists.text.model import LIFT, Table, load_model
from checklists.text.words import Span

if TYPE_CHECKING:
    from checklists.text.classify import Read, Reading

MAX_REASONS = 3
MIN_WORDS, MAX_WORDS = 3, 9
# A stretch with less than this share of all that spoke for the label explains nothing.
MIN_SHARE = 0.04
# Little words that the model may lean on, but that explain nothing to a person when they stand alone or outermost.
_EMPTY = frozenset(
    (
        "och att det den som för med har inte till från men när där här han hon var vid också hur vad kan ska vill av de sig"
        " måste några någon något är sin en ett i på om så du vi ni jag man alla fått få blir blev sedan"
    ).split()
)


def gains(kind: str, reading: "Reading", best: int, second: int) -> list[float]:
    """Return what each word added to the logit of label `best` less that of label `second`."""
    model = load_model()
    combination = model.combinations[kind]
    gained = [0.0] * len(reading.passage.words)
    for place, gain in _by_word(model.text, kind, reading.text, best, second).items():
        gained[place] += combination.text * gain
    pull = [a - b for a, b in zip(combination.summary[best], combination.summary[second], strict=True)]
    for number, brought in enumerate(_by_sentence(reading.acts[kind], pull)):
        words = reading.passage.places[number]
        for place, share in _shares(kind, reading.sentences[number], words, pull, brought).items():
            gained[place] += brought * share
    return gained


def _by_word(table: Table, kind: str, read: "Read", label: int, against: int | None = None) -> dict[int, float]:
    """Return what each word added to a label, or to one less another; traits of the whole belong to no word."""
    head, step = table.heads[kind], table.width + 1
    weights = read.weights[head.column + label :: step]
    # Of two labels, what the lanes are raised by is the same; else it is LIFT times the last lane.
    less = (
        map(mul, read.weights[table.width :: step], repeat(LIFT))
        if against is None
        else read.weights[head.column + against :: step]
    )
    scaled = map(mul, map(sub, weights, less), repeat(1000 * head.scale / read.norm))
    each = list(map(truediv, scaled, read.shares))
    return {place: reduce(add, map(each.__getitem__, numbers), 0.0) for place, numbers in read.words.items()}


def _by_sentence(acts: list[list[float]], pull: list[float]) -> list[float]:
    """Return what each sentence added; the parts sum to `pull` times the summary."""
    count, labels = len(acts), len(acts[0])
    added = [sum(pull[labels + label] * act[label] for label in range(labels)) / count for act in acts]
    for label in range(labels):
        most = max(range(count), key=lambda place: acts[place][label])
        added[most] += pull[label] * acts[most][label]
    added[-1] += sum(pull[2 * labels + label] * acts[-1][label] for label in range(labels))
    return added


def _shares(kind: str, read: "Read", words: range, pull: list[float], brought: float) -> dict[int, float]:
    """Return each word's share of what its sentence brought, by its weight for the label that pulls that way the most."""
    table = load_model().sentence
    labels = range(len(table.heads[kind].labels))
    total = [sum(pull[label + part * len(labels)] for part in range(3)) for label in labels]
    towards = max(labels, key=lambda label: total[label] if brought > 0 else -total[label])
    weights = {place: max(0.0, gain) for place, gain in _by_word(table, kind, read, towards).items()}
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(words, 1 / len(words))
    return {place: weight / whole for place, weight in weights.items()}


def phrases(passage: Passage, gained: list[float]) -> list[dict[str, Any]]:
    """Return the stretches of words that brought the most, strongest first, at most one from each sentence.

    `weight` is the stretch's share of all that spoke for the label.
    """
    for_it = sum(gain for gain in gained if gain > 0)
    # A word must bring more than its even part to be worth quoting; what lies between two such words comes along.
    cost = 1.5 * for_it / max(1, len(gained))
    found = []
    for words in passage.places:
        if stretch := _best_stretch([gain - cost for gain in gained[words.start : words.stop]]):
            quoted = _told(passage, words, gained, *stretch)
            brought = sum(gained[quoted.start : quoted.stop])
            if quoted and brought > MIN_SHARE * for_it:
                found.append((brought, Span(passage.words[quoted[0]].start, passage.words[quoted[-1]].end)))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [
        {"start": span.start, "end": span.end, "text": passage.text[slice(*span)], "weight": round(gain / for_it, 3)}
        for gain, span in found[:MAX_REASONS]
    ]


def _told(passage: Passage, words: range, gained: list[float], first: int, last: int) -> range:
    """Return words[first] to words[last] without the empty words outermost, but with enough beside them to be understood."""
    telling = [number for number, place in enumerate(words) if passage.lower[slice(*passage.words[place])] not in _EMPTY]
    inside = [number for number in telling if first <= number <= last]
    if not inside:
        return range(0)
    first, last = inside[0], inside[-1]
    beside = [number for number in telling if last - MIN_WORDS <= number < first or last < number <= first + MIN_WORDS]
    if last - first + 1 < MIN_WORDS and beside:
        more = max(beside, key=lambda number: gained[words[number]])
        first, last = min(first, more), max(last, more)
    return words[first : last + 1]


def _best_stretch(values: list[float]) -> tuple[int, int] | None:
    """Return the first and last place of the stretch with the largest sum, if that is above zero; at most MAX_WORDS long."""
    best, found = 0.0, None
    for first in range(len(values)):
        total = 0.0
        for last in range(first, min(first + MAX_WORDS, len(values))):
            total += values[last]
            if total > best:
                best, found = total, (first, last)
    return found
