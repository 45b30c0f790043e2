"""The same post in several rows or files: it counts once."""

from collections.abc import Iterable, Iterator

from checklists.metrics.posts import COUNTS, Post
from checklists.metrics.told import Told

_DIGITS_OF_A_SPREADSHEET = 15
_A_STEP = 2_000


class Repeats:
    """The posts so far, each once. `found` counts the rows that were left out, per file."""

    def __init__(self) -> None:
        self.posts: list[Post] = []
        self.found: dict[str, int] = {}
        self._places: dict[tuple[str, ...], int] = {}

    def add(self, posts: Iterable[Post]) -> Iterator[None]:
        """Take in posts, in steps. Of a post that stands twice the row with the higher numbers counts: they grow with time."""
        for number, post in enumerate(posts):
            keys = _keys(post)
            place = next((self._places[key] for key in keys if key in self._places), None)
            if place is None:
                place = len(self.posts)
                self.posts.append(post)
            else:
                other = self.posts[place]
                self.found[post.file] = self.found.get(post.file, 0) + 1
                kept, left = (post, other) if _size(post) > _size(other) else (other, post)
                kept.repeats = (*other.repeats, f"{left.file}:{left.row}")
                self.posts[place] = kept
            for key in keys:
                self._places.setdefault(key, place)
            if number % _A_STEP == _A_STEP - 1:
                yield

    def notes(self) -> list[Told]:
        """Return a sentence for each file with rows that were left out."""
        return [
            Told(
                f"{name}: {number} rows are posts that stand in another row or file too; each counts once",
                f"{name}: {number} {'rad är ett inlägg' if number == 1 else 'rader är inlägg'} som också står på en annan rad"
                " eller i en annan fil. Varje inlägg räknas en gång, med de högsta siffrorna.",
            )
            for name, number in self.found.items()
        ]


def _keys(post: Post) -> list[tuple[str, ...]]:
    """Return by what a post is known again. A number that a spreadsheet has rounded tells nothing."""
    keys: list[tuple[str, ...]] = []
    if post.id.isdecimal() and not (
        len(post.id) > _DIGITS_OF_A_SPREADSHEET and not post.id[_DIGITS_OF_A_SPREADSHEET:].strip("0")
    ):
        keys.append((post.channel, "id", post.id))
    if post.link:
        link = post.link.partition("#")[0].rstrip("/")
        keys.append((post.channel, "link", link.partition("://")[2].removeprefix("www.") or link))
    if not keys and post.text and "T" in post.published:
        keys.append((post.channel, "text", post.published, post.text))
    return keys


def _size(post: Post) -> tuple[int, int]:
    """Return how many counts a post has, then their sum."""
    counts = [number for number in (getattr(post, field) for field in COUNTS) if number is not None]
    return len(counts), sum(counts)
