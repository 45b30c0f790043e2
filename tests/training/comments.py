"""Trains the model for comments and writes checklists/strategy/comments/model.bin: `python -m tests.training.comments`.

Two heads of one table are learnt: the reason that decides, and the action. Probabilities are calibrated, and the bounds of
doubt are set, on comments by authors that the model at hand has not seen. The engine itself is then measured on the
held-out comments; the figures go to macros/comments-measured.json for the site, and each use of the held-out comments is
noted in held-out-comments-log.jsonl. `--report` only measures; `--check` tells whether the model is older than its sources;
`--without-held-out` trains and writes, and leaves the held-out comments alone.

File format: one line of JSON, then the sorted checksums of the features, four bytes each, and a row of signed bytes for each
with the columns of the reasons before those of the actions. The line holds {"sources", "features": how many, for each head
the labels, the scale that turns whole-number sums into logits and the bias, "bounds": see checklists/comments/model.py}.
"""

import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

from checklists.comment_helper import advise
from checklists.comments.comment import Comment
from checklists.comments.decision import action_of
from checklists.comments.features import STRENGTHS, of_comment
from checklists.comments.model import load_model
from checklists.comments.signals import TABLES
from checklists.strategy import load_actions
from tests.training import learning
from tests.training.comment_corpus import FOLDER, HELD_OUT, Example, authors, load, load_held_out
from tests.training.figures import figures

ROOT = Path(__file__).parents[2]
DATA = ROOT / "checklists" / "strategy"
TARGET = DATA / "comments" / "model.bin"
MEASURED = ROOT / "macros" / "comments-measured.json"
LOG = Path(__file__).parent / "held-out-comments-log.jsonl"
SOURCES = [
    Path(__file__),
    Path(learning.__file__),
    *(
        ROOT / "checklists/comments" / f"{name}.py"
        for name in ("comment", "features", "lexicon", "names", "patterns", "readings", "signals")
    ),
    DATA / "comments/concepts.toml",
    *(DATA / f"signals/{table}.toml" for table in TABLES),
]
PENALTY = {"reason": 20.0, "action": 10.0}
GROUPS = 5
# The heaviest features that are kept; the rest changes next to nothing.
KEPT = 40_000
HARMLESS = ("reply", "like", "leave")
# The bounds: so much of what breaks a rule may pass without doubt, and so much that breaks none may be advised against.
PASSED, WRONGED_WITHOUT_DOUBT, WRONGED = 0.04, 0.01, 0.03


def train(examples: list[Example]) -> tuple[bytes, dict[str, Any]]:
    """Return the model file, and the figures of leaving authors out."""
    features = learning.matrix([of_comment(Comment(example.text)) for example in examples], STRENGTHS)
    author = np.array([example.author for example in examples])
    features = features.pruned(author)
    group = np.unique(author, return_inverse=True)[1] % GROUPS
    labels = {
        "reason": np.array([example.reason for example in examples]),
        "action": np.array([example.action for example in examples]),
    }
    header: dict[str, Any] = {"sources": checksum()}
    heads, left_out = {}, {}
    for kind, truth in labels.items():
        heads[kind] = learning.fit(features.x, truth, PENALTY[kind])
        names = heads[kind].labels
        logits = learning.leave_authors_out(features.x, truth, group, lambda x, y, kind=kind: learning.fit(x, y, PENALTY[kind]))
        factor = learning.temperature(logits, np.array([names.index(label) for label in truth]))
        left_out[kind] = (names, learning.softmax(factor * logits))
        heads[kind] = learning.Weights(names, heads[kind].weights * factor, heads[kind].bias * factor)
    actions = list(load_actions())
    probabilities = together(actions, *left_out["reason"], *left_out["action"])
    truth = np.array([actions.index(label) for label in labels["action"]])
    header["bounds"] = bounds(probabilities, truth, actions)
    body = _packed(features, heads, header)
    return json.dumps(header).encode() + b"\n" + body, measured_of(probabilities, truth, actions, header["bounds"])


def together(
    actions: list[str], reasons: list[str], by_reason: np.ndarray, direct: list[str], by_action: np.ndarray
) -> np.ndarray:
    """Return the probability of each action: the mean of the two heads, as comments/reading.py takes it."""
    through = np.stack([by_reason[:, [action_of(reason) == action for reason in reasons]].sum(axis=1) for action in actions], 1)
    return np.asarray((through + by_action[:, [direct.index(action) for action in actions]]) / 2)


def bounds(probabilities: np.ndarray, truth: np.ndarray, actions: list[str]) -> dict[str, float]:
    """Return the bounds of doubt on the probability that a comment breaks a rule (see PASSED and the others)."""
    breaking = np.array([action not in HARMLESS for action in actions])
    breaks = probabilities[:, breaking].sum(axis=1)
    bad = breaking[truth]
    return {
        "doubt": round(float(np.quantile(breaks[bad], PASSED)), 3),
        "breaks": round(float(np.quantile(breaks[~bad], 1 - WRONGED)), 3),
        "sure": round(float(np.quantile(breaks[~bad], 1 - WRONGED_WITHOUT_DOUBT)), 3),
    }


def measured_of(probabilities: np.ndarray, truth: np.ndarray, actions: list[str], limits: dict[str, float]) -> dict[str, Any]:
    """Return the figures of advice that is given by these bounds."""
    breaking = np.array([action not in HARMLESS for action in actions])
    breaks = probabilities[:, breaking].sum(axis=1)
    among = np.where((breaks >= limits["breaks"])[:, None], breaking, ~breaking)
    chosen = np.where(among, probabilities + 1, 0)  # the likeliest of those that the bound lets through
    doubt = (breaks >= limits["doubt"]) & (breaks < limits["sure"])
    return figures(chosen / chosen.sum(axis=1, keepdims=True), truth, actions, ~doubt)


def measure(examples: list[Example]) -> dict[str, Any]:
    """Return the figures of the engine itself, with the model file as it is, on `examples`."""
    actions = list(load_actions())
    answers = [advise({"text": example.text}) for example in examples]
    truth = np.array([actions.index(example.action) for example in examples])
    chosen = np.zeros((len(examples), len(actions)))
    for row, answer in enumerate(answers):
        chosen[row, actions.index(answer["action"])] = 1
    found = figures(chosen, truth, actions, np.array([not answer["abstain"] for answer in answers]))
    for key in ("calibration", "calibration_error"):
        del found[key]
    harmless = [place for place, example in enumerate(examples) if example.action in HARMLESS]
    against = [place for place in harmless if answers[place]["action"] not in HARMLESS]
    found["harmless"] = {
        "texts": len(harmless),
        "advised_against": len(against),
        "advised_against_without_doubt": sum(not answers[place]["abstain"] for place in against),
    }
    found["reasons"] = {reason: _of_reason(reason, examples, answers) for reason in sorted({e.reason for e in examples})}
    return found


def _of_reason(reason: str, examples: list[Example], answers: list[dict[str, Any]]) -> dict[str, int]:
    """Return how many have the reason, how many got its action, were told of it, and were given either action or doubt."""
    rows = [(example, answer) for example, answer in zip(examples, answers, strict=True) if example.reason == reason]
    return {
        "texts": len(rows),
        "right_action": sum(answer["action"] == example.action for example, answer in rows),
        "reason_told": sum(any(told["reason"] == reason for told in answer["reasons"]) for _, answer in rows),
        "caught": sum(answer["action"] not in HARMLESS for _, answer in rows),
        "caught_or_doubted": sum(answer["action"] not in HARMLESS or answer["abstain"] for _, answer in rows),
    }


def near_duplicates(held_out: list[Example], examples: list[Example]) -> int:
    """Return how many held-out comments share half of their stretches of five letters with one that was learnt from."""
    learnt = [stretches(example.text) for example in examples]
    holders: dict[str, list[int]] = {}
    for place, parts in enumerate(learnt):
        for part in parts:
            holders.setdefault(part, []).append(place)
    found = 0
    for example in held_out:
        parts = stretches(example.text)
        shared = Counter(place for part in parts for place in holders.get(part, ()))
        found += any(count / len(parts | learnt[place]) >= 0.5 for place, count in shared.items())
    return found


def stretches(text: str) -> set[str]:
    """Return every stretch of five letters, spaces and signs left out; a shorter text is one stretch."""
    letters = "".join(char for char in text.lower() if char.isalnum()) or text
    return {letters[place : place + 5] for place in range(max(1, len(letters) - 4))}


def checksum() -> str:
    """Return what stands for all that the model is made from."""
    total = hashlib.sha256()
    for path in [*SOURCES, *(FOLDER / f"{name}.jsonl" for name in authors())]:
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


def _packed(features: learning.Features, heads: dict[str, learning.Weights], header: dict[str, Any]) -> bytes:
    """Return the table as bytes, and put into the header what it says of it; only the heaviest features are kept."""
    columns = []
    for kind, head in heads.items():
        step = float(np.abs(head.weights).max()) / 127
        columns.append(np.rint(head.weights / step).astype(np.int8))
        header[kind] = {"labels": head.labels, "scale": step / 1000, "bias": [round(float(b) / step * 1000) for b in head.bias]}
    table = np.hstack(columns)
    used = np.asarray(features.x.sum(axis=0)).ravel()
    weight = np.abs(table.astype(int)).max(axis=1) * np.sqrt(used)
    heaviest = np.sort(np.argsort(-weight, kind="stable")[:KEPT])
    order = heaviest[np.argsort(features.keys[heaviest])]
    order = order[table[order].any(axis=1)]
    header["features"] = len(order)
    return features.keys[order].astype("<u4").tobytes() + table[order].tobytes()


def _note_use(sources: str, measured: dict[str, Any]) -> None:
    """Note what this model got on the held-out comments, once for each model."""
    uses = LOG.read_text(encoding="utf-8").splitlines() if LOG.exists() else []
    if not any(json.loads(use)["model"] == sources for use in uses):
        brief = {key: measured[key] for key in ("texts", "macro_f1", "answered", "right_when_answered")}
        LOG.write_text("".join(f"{use}\n" for use in [*uses, json.dumps({"model": sources, **brief})]), "utf-8", newline="\n")


def main(arguments: list[str]) -> int | str:
    """Check for drift, report, or train and write; return an exit status or what is wrong."""
    if arguments == ["--check"]:
        made_from = json.loads(TARGET.read_bytes().partition(b"\n")[0])["sources"]
        return (
            0
            if made_from == checksum()
            else f"{TARGET.name} of comments has drifted from what it is trained on: run make generate"
        )
    if arguments == ["--report"]:
        print(json.dumps(measure(load_held_out()), indent=1))
        return 0
    examples = [example for author in authors() for example in load(author)]
    model, left_out = train(examples)
    TARGET.write_bytes(model)
    load_model.cache_clear()
    print("leaving authors out:", json.dumps({key: left_out[key] for key in ("macro_f1", "labels", "confusion", "answered")}))
    if arguments == ["--without-held-out"]:
        return 0
    held_out = measure(load_held_out())
    _note_use(checksum(), held_out)
    found = {
        "held_out": held_out,
        "authors_left_out": left_out,
        "trained_on": len(examples),
        "authors": len(authors()),
        "held_out_files": list(HELD_OUT),
        "near_duplicates": near_duplicates(load_held_out(), examples),
    }
    MEASURED.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8", newline="\n")
    print(json.dumps(held_out, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
