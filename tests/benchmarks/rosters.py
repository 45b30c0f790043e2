"""Twenty rosters of the largest size: `python -m tests.benchmarks.rosters [FIRST LAST]` prints one row per seed.

A quarter for 25 people and four channels, with part-timers, absences, weekly caps, planned posts and people who may combine; every
fourth lacks people, so that it cannot be covered.
"""

import sys
import time
from typing import Any

from checklists.reply_roster import Planning
from tests.roster.generator import make

PEOPLE, WEEKS, CHANNELS = 25, 13, 4
SHARES = (0.15, 0.3, 0.5)


def largest(seed: int) -> dict[str, Any]:
    """Return the instance of a seed; those of every fourth seed cannot be covered."""
    payload = make(seed, weeks=WEEKS, people=PEOPLE, channels=CHANNELS, combining=SHARES[seed % len(SHARES)])
    if seed % 4 == 0:
        scarce = payload["channels"][0]["id"]
        for number, person in enumerate(payload["people"]):
            names = [channel["id"] for channel in payload["channels"]] if person["channels"] == "all" else person["channels"]
            person["channels"] = [name for name in names if name != scarce or number == seed % PEOPLE]
    return payload


def main(first: int, last: int) -> None:
    """Print the table."""
    print("seed | feasible | uncovered | highest load | friday_repeats | split_days | proved | bounds | seconds | longest step")
    slowest = 0.0
    for seed in range(first, last + 1):
        payload = largest(seed)
        began = before = time.perf_counter()
        planning, longest = Planning(payload), 0.0
        for _ in planning.steps():
            now = time.perf_counter()
            longest, before = max(longest, now - before), now
        solution = planning.result()
        seconds = time.perf_counter() - began
        slowest = max(slowest, seconds)
        objective, told = solution["objective"], solution["explanation"]
        bounds = {level: len(bound) if level == "loads" else bound for level, bound in told["bounds"].items()}
        proved = "".join(str(number) if sure else "-" for number, sure in enumerate(told["proved"].values(), 1))
        row = [seed, "no" if objective["uncovered"] else "yes", objective["uncovered"], objective["loads"][0]]
        row += [objective["friday_repeats"], objective["split_days"], proved, bounds, f"{seconds:.2f}", f"{longest:.3f}"]
        print(" | ".join(map(str, row)), flush=True)
    print(f"slowest: {slowest:.2f} s")


if __name__ == "__main__":
    main(*(int(number) for number in sys.argv[1:3]) if len(sys.argv) > 2 else (1, 20))
