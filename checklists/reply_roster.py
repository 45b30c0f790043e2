"""Plans who answers when: the roster with the fewest gaps, then the most even loads, then calm Fridays and whole days.

`Planning` goes the way in small steps, so that whoever waits can be shown how far it has come and may stop with the best so far:
read the instance, cover every place and even out the loads (loads.py; balance.py and combining.py where people combine),
prove that (proofs.py, exhaustion.py), tidy Fridays and split days (tidy.py, shuffling.py, drifting.py; bounds in splits.py).
`solve` is the whole way at once.
"""

from collections.abc import Iterator
from typing import Any

from checklists.roster import instance as instances
from checklists.roster import report
from checklists.roster.balance import even_all
from checklists.roster.combining import cover_more, even_more
from checklists.roster.drifting import drift, drift_loads
from checklists.roster.exhaustion import Exhaustion
from checklists.roster.loads import Loads, cover_all
from checklists.roster.proofs import Proof
from checklists.roster.shuffling import shuffle
from checklists.roster.splits import least_split_days
from checklists.roster.state import Roster
from checklists.roster.tidy import Tidier
from checklists.roster.waits import worst_waits

# What a step tells of the roster is counted anew every so many steps.
COUNTED = 20
# Rough shares of the whole way at which the phases begin.
PHASES = {"cover": 0.0, "even": 0.2, "tidy": 0.6, "prove": 0.95}


class Planning:
    """A roster in the making. Counts steps, never time: the same instance always goes the same way."""

    def __init__(self, payload: object) -> None:
        """Read a roster-instance/1; raise InputError that names the field at fault."""
        self.instance = instances.read(payload)
        self.roster, self.loads = Roster(self.instance), Loads(self.instance)
        self.proof = Proof(self.roster)
        self.told = 0
        self.levels = 0, 0, 0

    def steps(self) -> Iterator[dict[str, Any]]:
        """Yield after every small step {"phase": "cover"|"even"|"tidy"|"prove", "done": 0..1, "uncovered", "friday_repeats",
        "split_days"}; the roster is whole and valid at each of them."""
        yield self._progress("cover", 0.0)
        for done in cover_all(self.roster, self.loads):
            yield self._progress("cover", done)
        for _ in cover_more(self.roster):
            yield self._progress("cover", 0.9)
        for done in even_all(self.roster, self.loads, soft=True):
            yield self._progress("even", 0.6 * done)
        for done in self.proof.steps(patient=False):
            yield self._progress("even", 0.6 + 0.1 * done)
        if not self.proof.is_whole():
            for done in even_more(self.roster, self.loads, self.proof.proved()):
                yield self._progress("even", 0.7 + 0.1 * done)
            for done in drift_loads(self.roster, self.loads):
                yield self._progress("even", 0.8 + 0.05 * done)
            self.proof = Proof(self.roster)
            for done in self.proof.steps(patient=True):
                yield self._progress("even", 0.85 + 0.05 * done)
        if not self.proof.is_whole():
            exhaustion = Exhaustion(self.roster, self.loads)
            for done in exhaustion.steps():
                yield self._progress("even", 0.9 + 0.1 * done)
            if exhaustion.finished:
                self.proof.settle()
        yield self._progress("tidy", 0.0)
        for done in shuffle(self.roster, self.loads):
            yield self._progress("tidy", 0.5 * done)
        for done in drift(self.roster, least_split_days(self.roster)):
            yield self._progress("tidy", 0.5 + 0.3 * done)
        for done in shuffle(self.roster, self.loads):
            yield self._progress("tidy", 0.8 + 0.2 * done)
        yield self._progress("prove", 1.0)

    def result(self) -> dict[str, Any]:
        """Return the best so far as a roster-solution/1. explanation: {"proved": {level: bool}, "bounds": {level that is not
        proved: the best value that is not ruled out}, "waits": as worst_waits}."""
        repeats, splits = Tidier(self.roster).total()
        return report.solution(self.roster, repeats, splits, self._explanation(repeats, splits))

    def _progress(self, phase: str, done: float) -> dict[str, Any]:
        if self.told % COUNTED == 0 or phase == "prove":
            self.levels = self.roster.gaps, *Tidier(self.roster).total()
        self.told += 1
        uncovered, repeats, splits = self.levels
        begins = [*PHASES.values(), 1.0]
        number = list(PHASES).index(phase)
        share = begins[number] + done * (begins[number + 1] - begins[number])
        return {
            "phase": phase,
            "done": round(share, 4),
            "uncovered": uncovered,
            "friday_repeats": repeats,
            "split_days": splits,
        }

    def _explanation(self, repeats: int, splits: int) -> dict[str, Any]:
        """Return which levels nobody can better, and for the others how far a better roster could go."""
        proof, gaps, loads = self.proof, self.roster.gaps, report.ranked(self.roster)
        exact = {"uncovered": proof.missing == gaps, "loads": proof.loads == loads and proof.missing == gaps}
        # Where everybody works whenever she can, there is nothing to choose.
        works, available = self.roster.works, self.instance.available
        fixed = all(len(shifts) == len(free) for shifts, free in zip(works, available, strict=True))
        exact["friday_repeats"] = exact["loads"] and (repeats == 0 or fixed)
        least = least_split_days(self.roster) if exact["loads"] else 0
        exact["split_days"] = exact["friday_repeats"] and (splits == least or fixed)
        values = {
            "uncovered": proof.missing,
            "loads": [str(load) for load in proof.loads],
            "friday_repeats": 0,
            "split_days": least,
        }
        bounds = {level: value for level, value in values.items() if not exact[level]}
        return {"proved": exact, "bounds": bounds, "waits": worst_waits(self.roster)}


def solve(payload: object) -> dict[str, Any]:
    """Return a roster-solution/1 for a roster-instance/1; raise InputError that names the field at fault."""
    planning = Planning(payload)
    for _ in planning.steps():
        pass
    return planning.result()
