"""Sums per channel and month, and what to know about them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checklists.metrics import notes
from checklists.metrics.notes import Note
from checklists.metrics.posts import Post

_DECIMALS = 8


@dataclass(slots=True)
class Sum:
    """The posts of one channel and period, added up; `held` counts the posts that have each figure."""

    channel: str
    month: str
    posts: int = 0
    totals: Counter[str] = field(default_factory=Counter)
    held: Counter[str] = field(default_factory=Counter)
    parts: Counter[Note] = field(default_factory=Counter)
    repeats: int = 0
    new_followers: int | None = None

    def add(self, post: Post) -> None:
        """Add a post."""
        self.posts += 1
        self.repeats += len(post.repeats)
        interactions = post.interactions
        for figure, number in (
            ("reach_sum", post.reach),
            ("video_views", post.video_views),
            ("link_clicks", post.link_clicks),
            ("interactions", interactions),
        ):
            if number is not None:
                self.totals[figure] += number
                self.held[figure] += 1
        if interactions is not None:
            for note in notes.of_parts(post):
                self.parts[note] += 1

    def total(self, figure: str) -> int | None:
        """Return a sum, or None where no post holds the figure."""
        return self.totals[figure] if self.held[figure] else None

    def figures(self, followers: int | None) -> dict[str, Any]:
        """Return the row of the contract, without its notes."""
        interactions = self.total("interactions")
        return {
            "channel": self.channel,
            "month": self.month,
            "posts": self.posts,
            "reach_sum": self.total("reach_sum"),
            "video_views": self.total("video_views"),
            "link_clicks": self.total("link_clicks"),
            "interactions": interactions,
            "engagement_rate": rate(interactions, followers),
            "new_followers": self.new_followers,
        }

    def notes(self, followers: int | None, today: str) -> list[Note]:
        """Return what to know about the figures."""
        found: list[Note] = []
        if not self.posts:
            found.append(notes.NO_POSTS)
        else:
            found += self._about_sums()
            found.append(notes.rate_note(self.total("interactions"), followers))
        if self.new_followers is None:
            found.append(notes.NO_NEW_FOLLOWERS)
        if self.repeats:
            found.append(notes.repeated(self.repeats))
        if self.posts:
            found.append(notes.TIMES)
        if today and self.month == today[:7]:
            found.append(notes.NOT_OVER)
        return found

    def _about_sums(self) -> list[Note]:
        found: list[Note] = []
        linkedin = self.channel == "linkedin"
        if self.held["reach_sum"]:
            found.append(notes.REACH_SUM)
            found += self._some("reach_sum")
        else:
            found.append(("reach_sum", (notes.NO_REACH_LINKEDIN if linkedin else notes.NO_REACH)[1]))
        if not self.held["video_views"]:
            found.append(notes.NO_VIDEO)
        elif not linkedin:
            found.append(notes.META_VIEWS)
        if not self.held["link_clicks"]:
            found.append(notes.NO_CLICKS)
        else:
            found += [notes.LINKEDIN_CLICKS] if linkedin else []
            found += self._some("link_clicks")
        if not self.held["interactions"]:
            found.append(notes.NO_INTERACTIONS)
        else:
            found += [note for note, _ in self.parts.most_common(4)]
            found += self._some("interactions")
        return found

    def _some(self, figure: str) -> list[Note]:
        missing = self.posts - self.held[figure]
        return [notes.some_without(figure, missing, self.posts)] if missing else []


def rate(interactions: int | None, followers: int | None) -> float | None:
    """Return interactions / followers, an approximation of clause matning.inlagg's share of followers, or None."""
    return round(interactions / followers, _DECIMALS) if interactions is not None and followers else None


class Sums:
    """The sums of posts as they are added: per channel and month, and per channel over all of them (month "")."""

    def __init__(self, new: Mapping[tuple[str, str], int]) -> None:
        self._of: dict[tuple[str, str], Sum] = {}
        for (channel, day), number in new.items():
            for one in self._both(channel, day[:7]):
                one.new_followers = (one.new_followers or 0) + number

    def add(self, post: Post) -> None:
        """Add a post to its month and its channel."""
        for one in self._both(post.channel, post.month):
            one.add(post)

    def _both(self, channel: str, month: str) -> tuple[Sum, Sum]:
        for key in ((channel, ""), (channel, month)):
            if key not in self._of:
                self._of[key] = Sum(*key)
        return self._of[channel, month], self._of[channel, ""]

    def months(self) -> list[Sum]:
        """Return a sum per channel and month, for months with posts or new followers; channels by name, months in order."""
        return [self._of[key] for key in sorted(self._of) if key[1]]

    def channels(self) -> list[Sum]:
        """Return a sum per channel."""
        return [self._of[key] for key in sorted(self._of) if not key[1]]
