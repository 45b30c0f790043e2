"""Follow-up: reads the exports of Meta Business Suite and LinkedIn, and sums them per post, channel and month.

`Report` goes the way in small steps, so that whoever waits can be shown how far it has come and may stop; `summarize` is the
whole way at once, as the command line tells it. A file becomes tables (metrics/source.py), a table a known export (layouts.py),
its rows posts (reading.py, posts.py), each counted once (repeats.py) and added up (months.py); mix.py asks the classifier about
goals.
"""

from collections.abc import Iterator
from typing import Any

from checklists.errors import InputError
from checklists.metrics import mix, notes, request
from checklists.metrics.months import Sum, Sums, rate
from checklists.metrics.notes import Note
from checklists.metrics.posts import COUNTS, Post
from checklists.metrics.reading import Reading
from checklists.metrics.repeats import Repeats
from checklists.metrics.told import Told
from checklists.version import engine_version

MOST_ERRORS = 200
_A_STEP = 250


class Report:
    """A report in the making.

    Payload: {"files": [{"name", "content": base64, or bytes}], "followers"?: {channel: number}, "mapping"?: {file name:
    {"channel", "columns": {field: header}, "dates"?: "mdy|dmy|ymd"}}, "month"?: "2026-10" and "channel"?: only their posts are
    classified, ranked and in the mix, "today"?: ISO date, to say what lies ahead or is not over}. Raises InputError that names
    the field.
    """

    language = "sv"
    classifies = True

    def __init__(self, payload: dict[str, Any]) -> None:
        asked = request.read(payload)
        self.files, self.mapping, self.followers = asked.files, asked.mapping, asked.followers
        self.month, self.channel, self.today = asked.month, asked.channel, asked.today
        self.readings: list[Reading] = []
        self.repeats = Repeats()
        self.new: dict[tuple[str, str], int] = {}
        self.sums: Sums | None = None

    @property
    def posts(self) -> list[Post]:
        """The posts of all files that have been read to their end, each once."""
        return self.repeats.posts

    def steps(self) -> Iterator[dict[str, Any]]:
        """Yield after every small step {"file", "done": rows or posts, "of": the same or None, "stage": "reading"|"classifying"|
        "summing"}. A file counts once it has been read to its end; `of` is an estimate while a file is read."""
        for place, (name, content) in enumerate(self.files):
            self.files[place] = name, b""  # a large file is not held twice
            reading = Reading(name)
            yield _progress("reading", name)
            try:
                data = request.file_bytes(content)
            except InputError as error:
                reading.refuse(error)
            else:
                for _ in reading.steps(data, self.mapping.get(name)):
                    yield _progress("reading", name, reading.done, reading.of)
                for _ in self.repeats.add(reading.posts):
                    yield _progress("reading", name, reading.done, reading.of)
                for key, number in reading.new.items():
                    self.new[key] = max(number, self.new.get(key, 0))
                reading.posts = []
            self.readings.append(reading)
        sums = Sums(self.new)
        for number, post in enumerate(self.posts):
            sums.add(post)
            if number % _A_STEP == 0:
                yield _progress("summing", "", number, len(self.posts))
        self.sums = sums
        if self.classifies:
            chosen = mix.newest(self._chosen())
            for done in mix.classified(chosen):
                yield _progress("classifying", "", done, len(chosen))

    def result(self) -> dict[str, Any]:
        """Return the report as it stands; where it was stopped, the files that were not read to their end do not count.

        {"files": [as Book.as_data], "months": [contract rows], "channels": [the same over all months, "month" ""], "best" and
        "worst": {goal: [post, with "link", "goal", "category", "measure", "value"]}, "mix", "questions" (as in metrics/mix.py),
        "errors": [{"file", "row", "message"}], "more_errors": how many more, "notes": [sentence], "posts_total", "stopped",
        "engine"}. A month and a channel have "notes", and the same by figure under "about": {figure: [sentence]}.
        """
        chosen = self._chosen()
        best, worst = mix.ranked(chosen)
        mixed = mix.mix(chosen)
        errors = self.errors()
        sums = self._sums()
        return {
            "files": [book.as_data(self.language) for reading in self.readings for book in reading.books] + self._unread(),
            "months": [self._row(one) for one in sums.months()],
            "channels": [self._row(one) for one in sums.channels()],
            "best": {goal: [self._judged(post) for post in posts] for goal, posts in best.items()},
            "worst": {goal: [self._judged(post) for post in posts] for goal, posts in worst.items()},
            "mix": mixed,
            "questions": mix.questions(mixed),
            "errors": errors[:MOST_ERRORS],
            "more_errors": max(0, len(errors) - MOST_ERRORS),
            "notes": [note.in_language(self.language) for note in self.notes(chosen, mixed)],
            "posts_total": len(self.posts),
            "stopped": len(self.readings) < len(self.files),
            "engine": engine_version(),
        }

    def errors(self) -> list[dict[str, Any]]:
        """Return what is wrong in the files, row by row: [{"file", "row", "message"}]."""
        found = []
        for reading in self.readings:
            for row, told in sorted(reading.errors, key=lambda error: error[0] or 0):
                found.append({"file": reading.name, "row": row, "message": told.in_language(self.language)})
        ahead = [post for post in self.posts if self.today and post.published[:10] > self.today]
        for post in ahead:
            told = Told(
                "is published in the future: is the order of day and month right?",
                "publiceringstiden ligger i framtiden. Stämmer ordningen på dag och månad?",
            )
            found.append({"file": post.file, "row": post.row, "message": told.in_language(self.language)})
        return found

    def notes(self, chosen: list[Post], mixed: dict[str, Any]) -> list[Told]:
        """Return what to know about the report as a whole."""
        found = self.repeats.notes()
        for reading in self.readings:
            for book in reading.books:
                found += [Told(f"{book.name}: {note.english}", f"{book.name}: {note.swedish}") for note in book.notes]
        if self.posts:
            found += [notes.TIMES[1], notes.REACH_SUM[1], notes.APPROXIMATE[1]]
        if mixed["classified"]:
            found.append(notes.GUESSES)
            if len({post.channel for post in chosen}) > 1:
                found.append(notes.SEVERAL_CHANNELS)
        if self.classifies and mixed["classified"] < mixed["of"]:
            found.append(notes.not_classified(mixed["classified"], mixed["of"]))
        return found

    def _chosen(self) -> list[Post]:
        return [
            post
            for post in self.posts
            if (not self.month or post.month == self.month) and (not self.channel or post.channel == self.channel)
        ]

    def _sums(self) -> Sums:
        if self.sums is None:
            self.sums = Sums(self.new)
            for post in self.posts:
                self.sums.add(post)
        return self.sums

    def _unread(self) -> list[dict[str, Any]]:
        """Return the files that nobody waited for."""
        found = []
        for name, _ in self.files[len(self.readings) :]:
            reading = Reading(name)
            reading.refuse(InputError("", "was not read to its end", "Du stoppade läsningen, så filen räknas inte."))
            found.append(reading.books[0].as_data(self.language))
        return found

    def _row(self, one: Sum) -> dict[str, Any]:
        followers = self.followers.get(one.channel)
        found = one.notes(followers, self.today)
        return one.figures(followers) | {
            "notes": [told.in_language(self.language) for _, told in found],
            "about": _by_figure(found, self.language),
        }

    def post(self, post: Post) -> dict[str, Any]:
        """Return a post as the contract has it."""
        followers = self.followers.get(post.channel)
        interactions = post.interactions
        return {
            "file": post.file,
            "row": post.row,
            "channel": post.channel,
            "published": post.published,
            "text": post.text,
            **{count: getattr(post, count) for count in COUNTS},
            "interactions": interactions,
            "engagement_rate": rate(interactions, followers),
            "notes": [told.in_language(self.language) for _, told in notes.of_post(post, followers)],
        }

    def _judged(self, post: Post) -> dict[str, Any]:
        return self.post(post) | {
            "link": post.link,
            "goal": post.goal,
            "category": post.category,
            "measure": mix.MEASURES[str(post.goal)],
            "value": mix.measure(post),
        }


class Files(Report):
    """What the files hold, before anybody has said how many follow the channels: nothing is classified."""

    classifies = False


class _EnglishReport(Report):
    language = "en"
    classifies = False


def summarize(payload: dict[str, Any]) -> dict[str, Any]:
    """Return {"posts", "months", "errors", "notes", "files"} for a payload as Report's, in English; nothing is classified.

    Raises InputError for the first file that cannot be read at all, or has columns that nobody has pointed out.
    """
    report = _EnglishReport(payload)
    for _ in report.steps():
        pass
    errors = report.errors()
    for reading in report.readings:
        for book in reading.books:
            if book.fault and (book.state != "empty" or not book.headers):
                raise InputError(f"files.{reading.name}", f"{reading.name}: {book.fault}", book.fault.swedish)
            if book.fault:
                errors.append({"file": reading.name, "row": book.header_row, "message": str(book.fault)})
    result = report.result()
    return {
        "posts": [report.post(post) for post in report.posts],
        "months": result["months"],
        "errors": errors,
        "notes": result["notes"],
        "files": result["files"],
    }


def _progress(stage: str, file: str, done: int = 0, of: int | None = None) -> dict[str, Any]:
    return {"file": file, "done": done, "of": of, "stage": stage}


def _by_figure(found: list[Note], language: str) -> dict[str, list[str]]:
    about: dict[str, list[str]] = {}
    for figure, told in found:
        if figure:
            about.setdefault(figure, []).append(told.in_language(language))
    return about
