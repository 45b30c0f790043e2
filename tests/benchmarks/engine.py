"""How fast a draft is checked: `python -m tests.benchmarks.engine` prints a table, `--json` one object.

CPU time of this process, so that what else the machine does counts less. The posts are those of the training corpus that a
person would call ordinary: 50 to 90 words, all of them different. The longer texts are such posts one after another.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from checklists import api

CORPUS = Path(__file__).parents[1] / "corpus" / "drafts"
WORDS = range(50, 91)
LENGTHS = (100, 1_000, 10_000, 100_000)
# Posts that are measured for the median, spread over the corpus.
POSTS = 400


def posts() -> list[str]:
    """Return the training corpus' posts of ordinary length, in the order of their files."""
    names = sorted([*CORPUS.glob("?.jsonl"), *CORPUS.glob("??.jsonl")])
    texts = (json.loads(line)["text"] for name in names for line in name.read_text(encoding="utf-8").splitlines())
    return [text for text in texts if len(text.split()) in WORDS]


def of_length(texts: list[str], length: int) -> str:
    """Return ordinary posts one after another, cut to exactly `length` characters."""
    long, count = "", 0
    while len(long) < length:
        long += texts[count % len(texts)] + "\n\n"
        count += 1
    return long[:length]


def seconds(work: Callable[[], object], least: float = 0.2) -> float:
    """Return the CPU time of one call: the fastest of at least three, and of as many as `least` seconds hold."""
    best, began = float("inf"), time.process_time()
    count = 0
    while count < 3 or time.process_time() - began < least:
        before = time.process_time()
        work()
        best = min(best, time.process_time() - before)
        count += 1
    return best


def check(text: str) -> str:
    """Return the answer as the browser gets it, JSON in and JSON out."""
    return api.call("draft_check", json.dumps({"text": text}))


def measure(spread: int = POSTS) -> dict[str, float]:
    """Return the figures by name: milliseconds, microseconds per character, posts a second."""
    texts = posts()
    check(texts[0])  # the data is loaded
    chosen = texts[:: max(1, len(texts) // spread)]
    each = []
    for text in chosen:
        before = time.process_time()
        check(text)
        each.append(time.process_time() - before)
    figures = {
        "posts": len(chosen),
        "words_median": statistics.median(len(text.split()) for text in chosen),
        "post_median_ms": 1000 * statistics.median(each),
        "post_p95_ms": 1000 * statistics.quantiles(each, n=20)[-1],
        "posts_per_second": len(each) / sum(each),
    }
    for length in LENGTHS:
        text = of_length(texts[7:], length)
        took = seconds(lambda text=text: check(text))  # type: ignore[misc]
        figures[f"chars_{length}_ms"] = 1000 * took
        figures[f"chars_{length}_us_per_char"] = 1e6 * took / length
    counted = json.dumps({"text": chosen[0], "channel": "x"})
    figures["character_count_ms"] = 1000 * seconds(lambda: api.call("character_count", counted), 0.05)
    return figures


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description="How fast a draft is checked, in CPU time.")
    parser.add_argument("--json", action="store_true", help="one object, for other programs")
    figures = measure()
    if parser.parse_args().json:
        print(json.dumps(figures))
        return
    print(f"{figures['posts']} posts of {figures['words_median']:.0f} words (median)")
    print(f"one post: median {figures['post_median_ms']:.2f} ms, 95th percentile {figures['post_p95_ms']:.2f} ms")
    print(f"posts a second: {figures['posts_per_second']:.0f}")
    for length in LENGTHS:
        took, each = figures[f"chars_{length}_ms"], figures[f"chars_{length}_us_per_char"]
        print(f"{length:7} characters: {took:8.2f} ms, {each:.2f} µs each")
    print(f"characters counted as X counts: {figures['character_count_ms']:.3f} ms")


if __name__ == "__main__":
    main()
