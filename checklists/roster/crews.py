"""The cheapest crew of one shift: who works it, and on which channels, when every person has a price.

A dynamic program over the people of the shift; its state is how many each channel still lacks. Somebody who combines channels
takes all of hers that lack somebody: nothing is lost by that. People are few and needs small, so the states are few.
"""

from collections.abc import Sequence
from functools import lru_cache
from math import prod

from checklists.roster.instance import Instance

# States in all shifts, times people, beyond which crews are left to chains.
MOST_STATES = 400_000
# (person, her channels, whether she combines, her price)
Candidate = tuple[int, tuple[int, ...], bool, int]
Lack = tuple[int, ...]


def are_few(instance: Instance) -> bool:
    """Say whether the crews of this instance have few enough states."""
    return len(instance.people) * sum(prod(count + 1 for count in need) for need in instance.need) <= MOST_STATES


@lru_cache(maxsize=4096)
def _states(need: Lack) -> list[Lack]:
    """Return every way in which some may still be lacking, those that lack most last."""
    states: list[Lack] = [()]
    for count in need:
        states = [(*state, lack) for state in states for lack in range(count + 1)]
    return states


@lru_cache(maxsize=4096)
def _steps(need: Lack, channels: tuple[int, ...], combines: bool) -> list[tuple[int, ...]]:
    """Return per state the states that somebody with these channels can lead to."""
    states = _states(need)
    number = {state: place for place, state in enumerate(states)}
    steps = []
    for state in states:
        wanted = [channel for channel in channels if state[channel]]
        picks = ([wanted] if wanted else []) if combines else [[channel] for channel in wanted]
        steps.append(tuple(number[tuple(lack - (channel in pick) for channel, lack in enumerate(state))] for pick in picks))
    return steps


def cheapest(need: Lack, candidates: Sequence[Candidate], gap: int) -> tuple[int, list[tuple[int, list[int]]]]:
    """Return the lowest price and the crew, as (person, channels); `gap` is the price of one who is missing."""
    states = _states(need)
    start = len(states) - 1
    prices: list[int | None] = [None] * len(states)
    prices[start] = 0
    came: list[dict[int, int]] = []
    for _, channels, combines, price in candidates:
        following = prices[:]
        taken: dict[int, int] = {}
        for state, steps in enumerate(_steps(need, channels, combines)):
            so_far = prices[state]
            if so_far is None:
                continue
            so_far += price
            for step in steps:
                known = following[step]
                if known is None or so_far < known:
                    following[step] = so_far
                    taken[step] = state
        came.append(taken)
        prices = following
    lowest, state = min((price + gap * sum(states[place]), place) for place, price in enumerate(prices) if price is not None)
    crew = []
    for (person, *_), taken in zip(reversed(candidates), reversed(came), strict=True):
        if state in taken:
            before = taken[state]
            crew.append((person, [channel for channel, lack in enumerate(states[before]) if lack > states[state][channel]]))
            state = before
    return lowest, crew
