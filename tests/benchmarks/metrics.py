"""50,000 posts against the plainest reading there is: `python -m tests.benchmarks.metrics [POSTS]`.

The plain reading sums two columns with csv.DictReader and knows nothing of encodings, dates, numbers or repeats. Both run in turn,
five times; the median of the ratios says what the engine's care costs, whatever the computer.
"""

import csv
import io
import statistics
import sys
import time
import tracemalloc
from collections import Counter

from checklists.post_metrics import Report
from tests.metrics.exports import Style, export, make_posts, sums

ROUNDS = 5


class Unjudged(Report):
    """A report that asks the classifier nothing."""

    classifies = False


def plainly(data: bytes) -> Counter[str]:
    """Return reach and link clicks per month, read in the plainest way."""
    found: Counter[str] = Counter()
    for row in csv.DictReader(io.StringIO(data.decode(), newline="")):
        month = row["Publiceringstid"][6:10] + "-" + row["Publiceringstid"][:2]
        found[f"reach {month}"] += int(row["Räckvidd"])
        found[f"clicks {month}"] += int(row["Länkklick"])
    return found


def carefully(data: bytes) -> tuple[dict[str, int], float]:
    """Return the same by the engine, and its longest step in seconds."""
    report = Unjudged({"files": [{"name": "a.csv", "content": data}], "followers": {"facebook": 48_000}})
    longest, before = 0.0, time.process_time()
    for _ in report.steps():
        now = time.process_time()
        longest, before = max(longest, now - before), now
    found = {}
    for month in report.result()["months"]:
        found |= {f"reach {month['month']}": month["reach_sum"], f"clicks {month['month']}": month["link_clicks"]}
    return found, longest


def main(number: int) -> None:
    """Print rows per second of both, their ratio, the longest step and the memory that the engine takes."""
    posts = make_posts("facebook", number, months=24)
    data = export(posts, "facebook", Style("sv"))
    print(f"{number} posts, {len(data) / 1e6:.1f} MB, {len(sums(posts))} months")
    ratios = []
    for _ in range(ROUNDS):
        began = time.process_time()
        plain = plainly(data)
        between = time.process_time()
        careful, longest = carefully(data)
        ended = time.process_time()
        assert careful == plain
        ratios.append((ended - between) / (between - began))
        print(
            f"plain {number / (between - began):,.0f} rows/s | engine {number / (ended - between):,.0f} rows/s"
            f" | ratio {ratios[-1]:.2f} | longest step {1000 * longest:.0f} ms",
            flush=True,
        )
    tracemalloc.start()
    carefully(data)
    print(f"median ratio {statistics.median(ratios):.2f}, engine's peak memory {tracemalloc.get_traced_memory()[1] / 1e6:.0f} MB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50_000)
