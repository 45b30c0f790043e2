"""The promise in words (svara.24h): on which channel a question waits longest, and whether the 24 hours hold.

Moments are judged as in waits.py: between two rostered shifts, whoever asks right when the first one ends waits longest and is
due the earliest.
"""

from datetime import datetime, time, timedelta
from typing import Any

from checklists import worktime
from checklists.roster import swedish
from checklists.roster.table import Table
from checklists.roster.waits import worst_waits


def waits(table: Table, agreements: frozenset[int]) -> list[dict[str, Any]]:
    """Return per channel what worst_waits says, and {"name", "text", "parts": [{"date", "half", "covered", "need"}]}.

    `agreements` are the channels where the contact centre answers (kontaktcenter.kommentarer).
    """
    return [
        wait
        | {
            "name": table.channels[channel],
            "agreed": channel in agreements,
            "text": _text(table, channel, wait, channel in agreements),
            "parts": [
                table.half(shift) | {"covered": len(table.roster.on[shift][channel]), "need": wanted[channel]}
                for shift, wanted in enumerate(table.instance.need)
            ],
        }
        for channel, wait in enumerate(worst_waits(table.roster))
    ]


def promise(told: list[dict[str, Any]]) -> dict[str, Any]:
    """Return {"holds", "text"} over all channels that `waits` tells about, except those where the contact centre answers."""
    ours = [wait for wait in told if not wait["agreed"]]
    if not ours:
        return {"holds": True, "text": "Kontaktcenter svarar på alla kanaler enligt er överenskommelse."}
    broken = [wait for wait in ours if not wait["holds"]]
    if broken:
        text = f"De 24 timmarna håller inte på {swedish.both([wait['name'] for wait in broken])}. {broken[0]['text']}"
        return {"holds": False, "text": text}
    longest = max(ours, key=lambda wait: wait["hours"])
    where = "" if len(told) == len(ours) else " på de kanaler där ni svarar själva"
    return {"holds": True, "text": f"De 24 timmarna i arbetstid håller hela perioden{where}. {longest['text']}"}


def _text(table: Table, channel: int, wait: dict[str, Any], agreed: bool) -> str:
    name = table.channels[channel]
    if agreed:
        return f"Kontaktcenter svarar på {name} enligt er överenskommelse."
    if not wait["holds"]:
        return _late(table, channel)
    asked, due = _wall(wait["asked"]), _wall(wait["due"])
    if wait["seen"] is None or not wait["hours"]:
        return f"På {name} finns ingen fråga som ska ha svar inom perioden."
    seen = _wall(wait["seen"])
    return (
        f"Längst på {name} väntar den som frågar {swedish.moment(asked)}: någon ser frågan {swedish.moment(seen)}, efter "
        f"{swedish.hours(seen - asked)}. Svaret ska finnas senast {swedish.moment(due)}, så de 24 timmarna håller."
    )


def _late(table: Table, channel: int) -> str:
    """Return a sentence on the question that is seen the longest after it was due."""
    instance = table.instance
    begins = datetime.combine(instance.start, time(0))
    ends = begins + timedelta(weeks=instance.weeks)
    staffed = [shift for number, shift in enumerate(instance.shifts) if table.roster.on[number][channel]]
    asked = [begins, *(shift.ends for shift in staffed)]
    seen = [*(shift.begins for shift in staffed), None]
    found = [(worktime.reply_due(moment), moment, first) for moment, first in zip(asked, seen, strict=True) if moment < ends]
    due, moment, first = max(found, key=lambda gap: (gap[2] or ends) - gap[0])
    when = f"den som frågar på {table.channels[channel]} {swedish.moment(moment)} ska ha svar senast {swedish.moment(due)}"
    if first is None:
        return swedish.sentence(f"{when}, men ingen är inlagd på kanalen då eller senare i perioden.")
    return swedish.sentence(f"{when}, men ingen ser frågan förrän {swedish.moment(first)}.")


def _wall(written: str) -> datetime:
    """Return the Stockholm wall time of a text with Stockholm's own offset."""
    return datetime.fromisoformat(written).replace(tzinfo=None)
