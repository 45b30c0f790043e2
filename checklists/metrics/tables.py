"""The report to take along: posts and months as CSV files that a Swedish Excel opens right."""

from collections.abc import Iterable, Sequence
from typing import Any

from checklists import csvtext
from checklists.metrics.posts import COUNTS
from checklists.post_metrics import Report
from checklists.strategy import load_channels

_COUNT_HEADERS = "Räckvidd|Videovisningar|Länkklick|Reaktioner|Kommentarer|Delningar|Sparade".split("|")
_MONTH_HEADERS = (
    "Kanal|Månad|Inlägg|Räckvidd, summerad|Videovisningar|Länkklick|Interaktioner|Engagemangsgrad, procent|Nya följare|Att veta"
)
_POST_HEADERS = f"Kanal|Publicerat|Text|{'|'.join(_COUNT_HEADERS)}|Interaktioner|Engagemangsgrad, procent|Länk|Fil|Rad"
_MONTH_FIGURES = "posts reach_sum video_views link_clicks interactions".split()


class Tables(Report):
    """The same report as two files; `result` gives {"months": {"name", "text"}, "posts": the same}.

    Payload as for Report; with "month" or "channel" the files hold only these. CSV with semicolons, a byte order mark, CRLF and
    decimal commas. What the exports do not hold is an empty cell. Nothing is classified.
    """

    classifies = False

    def result(self) -> dict[str, Any]:
        """Return the files."""
        ending = "".join(f"-{part}" for part in (self.channel, self.month) if part)
        return {
            "months": {
                "name": f"uppfoljning-manader{ending}.csv",
                "text": csvtext.table(_MONTH_HEADERS.split("|"), self._months()),
            },
            "posts": {"name": f"uppfoljning-inlagg{ending}.csv", "text": csvtext.table(_POST_HEADERS.split("|"), self._rows())},
        }

    def _months(self) -> Iterable[Sequence[object]]:
        for one in self._sums().months():
            if (not self.month or one.month == self.month) and (not self.channel or one.channel == self.channel):
                row = self._row(one)
                figures = [row[figure] for figure in _MONTH_FIGURES]
                figures[0] = figures[0] or None  # new followers alone: the exports do not hold the number of posts
                yield [_channel(one.channel), one.month, *figures, _percent(row), row["new_followers"], " ".join(row["notes"])]

    def _rows(self) -> Iterable[Sequence[object]]:
        for post in sorted(self._chosen(), key=lambda post: (post.channel, post.published)):
            row = self.post(post)
            counts = [row[count] for count in COUNTS]
            about = [post.link, post.file, post.row]
            published = post.published.replace("T", " ")
            yield [_channel(post.channel), published, post.text, *counts, row["interactions"], _percent(row), *about]


def _channel(channel: str) -> str:
    return load_channels()[channel].name


def _percent(row: dict[str, Any]) -> str | None:
    rate = row["engagement_rate"]
    return None if rate is None else f"{100 * rate:.2f}".replace(".", ",")
