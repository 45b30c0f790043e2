"""What planned posts ask of a roster: charged content late (svara.fredag), nobody there (kommentarer.ansvar), no questions and
answers for the contact centre (dolja.faq), too few people when much is expected (svara.24h)."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from checklists import stockholm, worktime
from checklists.errors import InputError, shown
from checklists.roster import swedish
from checklists.roster.instance import MAX_POSTS
from checklists.roster.table import Table

CLAUSES = {"late": "svara.fredag", "nobody": "kommentarer.ansvar", "faq": "dolja.faq", "single": "svara.24h"}
FLAGS = ("hot", "charged", "faq")
TITLE = 120  # characters of a title that are shown


@dataclass(frozen=True, slots=True)
class Plan:
    """A planned post: hot means that much activity is expected, faq that the contact centre has its questions and answers."""

    title: str
    published: datetime
    channels: tuple[int, ...]
    hot: bool
    charged: bool
    faq: bool

    @property
    def told(self) -> str:
        """The post as a sentence begins with it."""
        return f"”{self.title}”" if self.title else "Inlägget"


def read(items: object, table: Table) -> list[Plan]:
    """Return the posts in [{"title", "published", "channels", "hot", "charged", "faq"}] (None: none), or raise InputError."""
    if items is None:
        return []
    if not isinstance(items, list) or len(items) > MAX_POSTS:
        raise InputError(
            "posts", f"must be a list of at most {MAX_POSTS}", f"Inläggen ska vara en lista med högst {MAX_POSTS} rader."
        )
    numbers = {channel: number for number, channel in enumerate(table.instance.channels)}
    return [_plan(item, f"posts[{place}]", place, numbers) for place, item in enumerate(items, 1)]


def _plan(item: object, field: str, place: int, numbers: dict[str, int]) -> Plan:
    if not isinstance(item, dict):
        raise InputError(field, "must be an object", f"Inlägg {place} har fel form. Ta bort raden och fyll i den på nytt.")
    title, channels = item.get("title", ""), item.get("channels")
    if not isinstance(title, str):
        raise InputError(f"{field}.title", "must be a text", f"Rubriken på inlägg {place} ska vara en text.")
    if not isinstance(channels, list) or not channels:
        raise InputError(f"{field}.channels", "must be a list that is not empty", f"Välj minst en kanal för inlägg {place}.")
    for channel in channels:
        if not isinstance(channel, str) or channel not in numbers:
            raise InputError(
                f"{field}.channels",
                f"unknown channel {channel!r}",
                f"Kanalen {shown(channel)} i inlägg {place} finns inte. Välj en av kanalerna i planen.",
            )
    for flag in FLAGS:
        if not isinstance(item.get(flag, False), bool):
            raise InputError(f"{field}.{flag}", "must be true or false", f"Svara ja eller nej på frågorna om inlägg {place}.")
    published = stockholm.parse(item.get("published"), f"{field}.published")
    try:
        worktime.reply_due(published)
    except InputError as error:
        raise InputError(f"{field}.published", str(error), error.swedish) from None
    return Plan(
        title=" ".join(title.split())[:TITLE],
        published=published,
        channels=tuple(sorted({numbers[channel] for channel in channels})),
        **{flag: item.get(flag, False) for flag in FLAGS},
    )


def of_posts(table: Table, posts: list[Plan], agreements: frozenset[int]) -> list[dict[str, Any]]:
    """Return [{"kind", "clause", "date", "half" or None, "channel" or None, "text"}], the earliest posts first.

    `agreements` are the channels where the contact centre looks after the comments.
    """
    shifts = table.instance.shifts
    opened = [number for number, shift in enumerate(shifts) if worktime.is_working_time(shift.begins)]
    ends = [shifts[number].ends for number in opened]
    found: list[dict[str, Any]] = []
    for post in sorted(posts, key=lambda one: (one.published, one.title, one.channels)):
        now = [*opened, len(shifts)][bisect_right(ends, post.published)]
        inside = now < len(shifts) and shifts[now].begins <= post.published
        here = table.half(now) if inside else {"date": post.published.date().isoformat(), "half": None}
        found += [_warning("late", here, None, text) for text in _late(post)]
        if post.hot and not post.faq:
            text = (
                f"{post.told} väntas ge många kommentarer. Skicka vanliga frågor och svar till kontaktcenter innan du publicerar."
            )
            found.append(_warning("faq", here, None, text))
        for channel in post.channels:
            if channel not in agreements:
                name = table.instance.channels[channel]
                found += [_warning("nobody", here, name, text) for text in _nobody(table, post, now, channel)]
                if post.hot:
                    found += _single(table, post, now, channel)
    return found


def _warning(kind: str, here: dict[str, Any], channel: str | None, text: str) -> dict[str, Any]:
    return {"kind": kind, "clause": CLAUSES[kind], **here, "channel": channel, "text": text}


def _late(post: Plan) -> list[str]:
    """Return the warning of worktime.publish_time for charged content, with what to do instead."""
    told = worktime.publish_time({"published": post.published.isoformat(), "charged": post.charged})
    if not told["warn"]:
        return []
    better = datetime.fromisoformat(str(told["suggest_not_before"])).replace(tzinfo=None)
    when = f"{post.told} är laddat och ska ut {swedish.moment(post.published)}."
    return [f"{when} {told['why']} Bättre tid: tidigast {swedish.moment(better)}."]


def _nobody(table: Table, post: Plan, now: int, channel: int) -> list[str]:
    """Return a warning where nobody is on the channel in the first shift after the post, the one under way included."""
    shifts, roster = table.instance.shifts, table.roster
    opening = post.published if worktime.is_working_time(post.published) else worktime.next_opening(post.published)
    if now == len(shifts) or shifts[now].date != opening.date() or roster.on[now][channel]:
        return []  # somebody is there, or the first shift is outside the period
    first = next((shift for number, shift in enumerate(shifts) if number > now and roster.on[number][channel]), None)
    when = f"{post.told} ska ut på {table.channels[channel]} {swedish.moment(post.published)}"
    if first is None:
        return [f"{when}, men ingen är inlagd på kanalen då eller senare i perioden."]
    wait = swedish.hours(first.begins - post.published)
    return [f"{when}, men ingen är inlagd då: nästa bevakning är {swedish.moment(first.begins)}, {wait} senare."]


def _single(table: Table, post: Plan, now: int, channel: int) -> list[dict[str, Any]]:
    """Return a warning for each shift of a hot post, until its replies are due, with fewer people than wanted."""
    found = []
    due = worktime.reply_due(post.published)
    for number in range(now, len(table.instance.shifts)):
        shift = table.instance.shifts[number]
        if shift.begins >= due:
            break
        need, there = table.instance.need[number][channel], len(table.roster.on[number][channel])
        if there < need:
            who = "ingen är inlagd" if not there else f"bara {swedish.people(there)} är {'inlagd' if there == 1 else 'inlagda'}"
            text = (
                f"{post.told} väntas ge många kommentarer. {swedish.sentence(swedish.half_day(shift))} behövs "
                f"{swedish.people(need)} på {table.channels[channel]}, men {who}."
            )
            found.append(_warning("single", table.half(number), table.instance.channels[channel], text))
    return found
