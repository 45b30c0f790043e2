"""The proof of the promise (svara.24h): of every moment at which a question could come, when somebody rostered sees it.

Between two rostered shifts of a channel, whoever asks right when the first one ends waits the longest, and is due the earliest:
so it is enough to look at those moments and at the start of the period.
"""

from datetime import datetime, time, timedelta
from typing import Any

from checklists import stockholm, worktime
from checklists.roster.state import Roster


def worst_waits(roster: Roster) -> list[dict[str, Any]]:
    """Return per channel the question that waits longest: {"channel", "asked", "seen", "due", "hours", "holds"}.

    `seen` is None where nobody is rostered after it in the period. `holds` says whether every question that is due within the
    period is seen before that; what is due later is the next period's to answer.
    """
    return [_of_channel(roster, channel) for channel in range(len(roster.instance.channels))]


def _of_channel(roster: Roster, channel: int) -> dict[str, Any]:
    instance = roster.instance
    staffed = [shift for number, shift in enumerate(instance.shifts) if roster.on[number][channel]]
    begins = datetime.combine(instance.start, time(0))
    ends = begins + timedelta(weeks=instance.weeks)
    asked = [begins, *(shift.ends for shift in staffed)]
    seen: list[datetime | None] = [*(shift.begins for shift in staffed), None]

    def is_late(moment: datetime, first: datetime | None) -> bool:
        due = worktime.reply_due(moment)
        return due < ends if first is None else first > due

    waits = [
        (moment, first) for moment, first in zip(asked, seen, strict=True) if moment < ends and (first is None or first > moment)
    ]
    within = [(moment, first) for moment, first in waits if first is not None or is_late(moment, first)]
    longest = max(within, key=lambda wait: (wait[1] or ends) - wait[0], default=(begins, begins))
    return {
        "channel": instance.channels[channel],
        "asked": stockholm.to_iso(longest[0]),
        "seen": stockholm.to_iso(longest[1]) if longest[1] else None,
        "due": stockholm.to_iso(worktime.reply_due(longest[0])),
        "hours": round(((longest[1] or ends) - longest[0]) / timedelta(hours=1), 2),
        "holds": not any(is_late(moment, first) for moment, first in within),
    }
