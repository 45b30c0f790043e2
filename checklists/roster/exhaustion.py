"""Levels 1 and 2 of small instances for certain: every roster that could be better, shift by shift.

A dynamic program over the shifts (Bellman 1957). Its states are how many shifts each person works so far, in all and this
week; of two ways to a state only the one with fewer gaps is kept, and of the crews of a shift only those from which nobody
can be left out. What cannot end below the best known is dropped: gaps only add up and loads only grow. It gives up when the
states become too many.
"""

from collections.abc import Iterator
from itertools import combinations

from checklists.roster.crews import are_few, cheapest
from checklists.roster.loads import Loads
from checklists.roster.state import Roster

# States gone through in all before giving up: WORK over the number of shifts. As many as STEP go in one step.
WORK, STEP = 400_000, 100
# As many crews, shift by shift, are looked at; more than this and it is not begun.
MOST_CREWS = 6_000

State = tuple[tuple[int, ...], tuple[int, ...]]
Crew = tuple[int, ...]


class Exhaustion:
    """A search for a better roster; after its steps `finished` says that there is none, or none better than the one it made."""

    def __init__(self, roster: Roster, loads: Loads) -> None:
        self.roster, self.loads = roster, loads
        self.instance = roster.instance
        self.finished = False
        self.crews: dict[tuple[tuple[int, ...], tuple[int, ...]], list[tuple[Crew, int]]] = {}

    def steps(self) -> Iterator[float]:
        """Seek, and yield the share done; a better roster takes the place of the one given."""
        instance = self.instance
        per_shift = [self._present(shift) for shift in range(len(instance.shifts))]
        if not are_few(instance) or sum(1 << len(present) for present in per_shift) > MOST_CREWS:
            return
        crews = []
        for shift, present in enumerate(per_shift):
            crews.append(self._crews_of(present, instance.need[shift]))
            yield 0.0
        gaps, ranked = self.roster.gaps, self.loads.ranked(self.roster)
        ahead = [0]
        for choice in reversed(crews):
            ahead.append(ahead[-1] + min(missing for _, missing in choice))
        ahead.reverse()
        nobody = (0,) * len(instance.people)
        layers: list[dict[State, tuple[int, State, Crew]]] = []
        states: dict[State, int] = {(nobody, nobody): 0}
        count = 0
        for shift, choice in enumerate(crews):
            new_week = shift == 0 or instance.shifts[shift - 1].week != instance.shifts[shift].week
            layer: dict[State, tuple[int, State, Crew]] = {}
            for state, missing in states.items():
                count += 1
                if count > WORK // len(crews):
                    return
                if count % STEP == 0:
                    yield shift / len(crews)
                for crew, more in choice:
                    lost = missing + more
                    if lost + ahead[shift + 1] > gaps:
                        continue
                    following = self._after(state, crew, new_week)
                    if following is None or (following in layer and layer[following][0] <= lost):
                        continue
                    if lost + ahead[shift + 1] == gaps and self._ranked(following[0]) >= ranked:
                        continue
                    layer[following] = lost, state, crew
            layers.append(layer)
            states = {state: missing for state, (missing, *_) in layer.items()}
        self.finished = True
        if states:
            self._rebuild(layers, min(states, key=lambda state: (states[state], self._ranked(state[0]), state)))

    def _present(self, shift: int) -> tuple[int, ...]:
        instance = self.instance
        return tuple(
            person
            for person, who in enumerate(instance.people)
            if shift in instance.available[person]
            and self.roster.caps[person]
            and any(instance.need[shift][channel] for channel in who.channels)
        )

    def _crews_of(self, present: tuple[int, ...], need: tuple[int, ...]) -> list[tuple[Crew, int]]:
        """Return the crews from which nobody can be left out without one more missing, and how many each leaves missing."""
        if (present, need) in self.crews:
            return self.crews[present, need]
        lacking: dict[Crew, int] = {}
        for size in range(len(present) + 1):
            for crew in combinations(present, size):
                lacking[crew] = sum(need) - sum(len(channels) for _, channels in self._posts(crew, need))
        useful = [
            (crew, missing)
            for crew, missing in lacking.items()
            if all(lacking[crew[:place] + crew[place + 1 :]] > missing for place in range(len(crew)))
        ]
        self.crews[present, need] = useful
        return useful

    def _posts(self, crew: Crew, need: tuple[int, ...]) -> list[tuple[int, list[int]]]:
        people = self.instance.people
        candidates = [(person, tuple(sorted(people[person].channels)), people[person].combines, 0) for person in crew]
        return cheapest(need, candidates, 1)[1]

    def _after(self, state: State, crew: Crew, new_week: bool) -> State | None:
        """Return the state when the crew works too, or None where somebody's week is full."""
        total, week = list(state[0]), [0] * len(state[0]) if new_week else list(state[1])
        for person in crew:
            total[person] += 1
            if self.instance.people[person].cap is not None:
                week[person] += 1
                if week[person] > self.roster.caps[person]:
                    return None
        return tuple(total), tuple(week)

    def _ranked(self, total: tuple[int, ...]) -> list[int]:
        return sorted((count * unit for count, unit in zip(total, self.loads.unit, strict=True)), reverse=True)

    def _rebuild(self, layers: list[dict[State, tuple[int, State, Crew]]], state: State) -> None:
        roster = self.roster
        for person, works in enumerate(roster.works):
            for shift in sorted(works):
                roster.leave(person, shift)
        for shift in reversed(range(len(layers))):
            _, state, crew = layers[shift][state]
            for person, channels in self._posts(crew, self.instance.need[shift]):
                for channel in channels:
                    roster.change((True, person, shift, channel))
