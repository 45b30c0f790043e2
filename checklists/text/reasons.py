"""Which words moved the classifier's decision: what each word brought to the label against the runner-up, and as phrases.

The model adds, so its decision can be taken apart without remainder. What a feature of the whole text brought is shared by
the words that have it. What a sentence brought (through the most, the mean and the last, see classify.summary) is shared
by its words according to what they weigh in the sentence's own decision.
"""

from typing import TYPE_CHECKING, Any

from checklists.text.features import Passage
from checklists.text.model import Table, load_model
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


def gains(kind: str, reading: "Reading", best: int, second: int) -> dict[Span, float]:
    """Return what each word added to the logit of label `best` less that of label `second`."""
    model = load_model()
    combination = model.combinations[kind]
    gained = dict.fromkeys(reading.passage.words, 0.0)
    for span, gain in _by_word(model.text, kind, reading.text, [(best, 1.0), (second, -1.0)]).items():
        gained[span] += combination.text * gain
    pull = [a - b for a, b in zip(combination.summary[best], combination.summary[second], strict=True)]
    for place, brought in enumerate(_by_sentence(reading.acts[kind], pull)):
        words = reading.passage.words_of(place)
        for span, share in _shares(kind, reading.sentences[place], words, pull, brought).items():
            gained[span] += brought * share
    return gained


def _by_word(table: Table, kind: str, read: "Read", columns: list[tuple[int, float]]) -> dict[Span, float]:
    """Return what each word added to a weighted sum of the labels in `columns`; traits of the whole belong to no word."""
    head = table.heads[kind]
    weights, scale = table.weights, 1000 * head.scale / read.norm
    gained: dict[Span, float] = {}
    for feature, row in read.rows.items():
        spans = read.seen[feature]
        if not spans:
            continue
        weight = 0.0
        for label, factor in columns:
            weight += weights[row + head.column + label] * factor
        gain = weight * table.strengths[feature[0]] * scale / len(spans)
        for span in spans:
            gained[span] = gained.get(span, 0.0) + gain
    return gained


def _by_sentence(acts: list[list[float]], pull: list[float]) -> list[float]:
    """Return what each sentence added; the parts sum to `pull` times the summary."""
    count, labels = len(acts), len(acts[0])
    added = [sum(pull[labels + label] * act[label] for label in range(labels)) / count for act in acts]
    for label in range(labels):
        most = max(range(count), key=lambda place: acts[place][label])
        added[most] += pull[label] * acts[most][label]
    added[-1] += sum(pull[2 * labels + label] * acts[-1][label] for label in range(labels))
    return added


def _shares(kind: str, read: "Read", words: list[Span], pull: list[float], brought: float) -> dict[Span, float]:
    """Return each word's share of what its sentence brought, by its weight for the label that pulls that way the most."""
    table = load_model().sentence
    labels = range(len(table.heads[kind].labels))
    total = [sum(pull[label + part * len(labels)] for part in range(3)) for label in labels]
    towards = max(labels, key=lambda label: total[label] if brought > 0 else -total[label])
    weights = {span: max(0.0, gain) for span, gain in _by_word(table, kind, read, [(towards, 1.0)]).items()}
    whole = sum(weights.values())
    if not whole:
        return dict.fromkeys(words, 1 / len(words))
    return {span: weight / whole for span, weight in weights.items()}


def phrases(passage: Passage, gained: dict[Span, float]) -> list[dict[str, Any]]:
    """Return the stretches of words that brought the most, strongest first, at most one from each sentence.

    `weight` is the stretch's share of all that spoke for the label.
    """
    for_it = sum(gain for gain in gained.values() if gain > 0)
    # A word must bring more than its even part to be worth quoting; what lies between two such words comes along.
    cost = 1.5 * for_it / max(1, len(gained))
    found = []
    for place in range(len(passage.sentences)):
        words = passage.words_of(place)
        if stretch := _best_stretch([gained[span] - cost for span in words]):
            quoted = _told(passage, words, gained, *stretch)
            if quoted and sum(gained[span] for span in quoted) > MIN_SHARE * for_it:
                found.append((sum(gained[span] for span in quoted), Span(quoted[0].start, quoted[-1].end)))
    found.sort(key=lambda item: (-item[0], item[1]))
    return [
        {"start": span.start, "end": span.end, "text": passage.text[slice(*span)], "weight": round(gain / for_it, 3)}
        for gain, span in found[:MAX_REASONS]
    ]


def _told(passage: Passage, words: list[Span], gained: dict[Span, float], first: int, last: int) -> list[Span]:
    """Return words[first] to words[last] without the empty words outermost, but with enough beside them to be understood."""
    telling = [place for place, span in enumerate(words) if passage.lower[slice(*span)] not in _EMPTY]
    inside = [place for place in telling if first <= place <= last]
    if not inside:
        return []
    first, last = inside[0], inside[-1]
    beside = [place for place in telling if last - MIN_WORDS <= place < first or last < place <= first + MIN_WORDS]
    if last - first + 1 < MIN_WORDS and beside:
        more = max(beside, key=lambda place: gained[words[place]])
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
