"""Makes roster instances from a seed. All names are invented."""

import random
from datetime import date, timedelta
from typing import Any

# Mondays of 2026-2028, so that weeks with days off come too.
MONDAYS = [date(2026, 11, 30) + timedelta(weeks=number) for number in range(90)]


def make(seed: int, *, weeks: int, people: int, channels: int, combining: float) -> dict[str, Any]:
    """Return an instance with absences, part-timers, caps, planned posts, and a share of people who may combine."""
    rng = random.Random(seed)
    start = rng.choice(MONDAYS)
    names = [f"kanal-{number}" for number in range(1, channels + 1)]
    days = [start + timedelta(days=number) for number in range(7 * weeks)]
    return {
        "format": "roster-instance/1",
        "id": f"seed-{seed}",
        "period": {"start": start.isoformat(), "weeks": weeks},
        "channels": [{"id": name, "need": rng.choice([1, 1, 1, 2])} for name in names],
        "people": [_person(rng, number, names, days, combining) for number in range(1, people + 1)],
        "posts": [_post(rng, names, days) for _ in range(rng.choice([0, 0, 1, weeks]))],
    }


def _person(rng: random.Random, number: int, names: list[str], days: list[date], combining: float) -> dict[str, Any]:
    absences: list[dict[str, str]] = []
    off = rng.choice([None, None, None, "am", "pm"])  # a part-timer is away the same half every day
    for day in days:
        chance = rng.random()
        if chance < 0.1:
            absences.append({"date": day.isoformat()})
        elif off or chance < 0.15:
            absences.append({"date": day.isoformat(), "half": off or rng.choice(["am", "pm"])})
    person = {
        "id": f"p{number:02}",
        "name": f"Person {number}",
        "title": "kommunikatör",
        "unit": "Påhittad enhet",
        "channels": "all" if rng.random() < 0.4 else rng.sample(names, rng.randint(1, len(names))),
        "absences": absences,
        "may_combine": rng.random() < combining,
    }
    if rng.random() < 0.35:
        person["max_shifts_per_week"] = rng.randint(1, 7)
    return person


def _post(rng: random.Random, names: list[str], days: list[date]) -> dict[str, Any]:
    published = f"{rng.choice(days).isoformat()}T{rng.randint(6, 19):02}:{rng.choice(['00', '30'])}:00+01:00"
    return {"published": published, "channels": rng.sample(names, rng.randint(1, len(names))), "need": rng.choice([1, 2, 3])}
