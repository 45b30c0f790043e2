"""Goal and category of posts by the classifier, their mix, which posts met their goal best, and what to ask about it.

The classifier's word is a guess: a post whose goal it is not sure of is in no ranking. Which measure goes with which goal is our
advice; the strategy names measures without tying them to goals (clause matning.inlagg).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from checklists.metrics.posts import Post
from checklists.strategy import load_categories, load_goals, load_mix_questions
from checklists.text import classify
from checklists.text.draft import Draft

UNSURE = "unsure"
MEASURES = {"inform": "reach", "activate": "link_clicks", "engage": "interactions"}
MOST_TEXTS = 2_000  # different texts that are classified: about half a minute in the browser
MOST_RANKED = 5
MOST_CHARACTERS = 10_000  # of a text; platforms take at most six times that, and the beginning says enough
# When a question is worth asking: our advice, the strategy sets no shares.
ENOUGH_POSTS = 10
NEARLY_ALL = 0.8
MANY_UNSURE = 1 / 3


def newest(posts: Iterable[Post]) -> list[Post]:
    """Return the posts that are classified, the newest first: those with one of the first MOST_TEXTS different texts."""
    texts: set[str] = set()
    found = []
    for post in sorted(posts, key=lambda post: post.published, reverse=True):
        text = post.text[:MOST_CHARACTERS]
        if text in texts or len(texts) < MOST_TEXTS:
            texts.add(text)
            found.append(post)
    return found


def classified(posts: Iterable[Post]) -> Iterator[int]:
    """Give posts a goal and a category, one text a step; yield how many posts have theirs."""
    known: dict[str, tuple[str, str]] = {}
    for done, post in enumerate(posts, 1):
        text = post.text[:MOST_CHARACTERS]
        fresh = text not in known
        if fresh:
            known[text] = _labels(text)
        post.goal, post.category = known[text]
        if fresh:
            yield done


@lru_cache(maxsize=2 * MOST_TEXTS)  # another month or channel asks about the same texts again
def _labels(text: str) -> tuple[str, str]:
    reading = Draft(text).reading
    if reading is None:
        return UNSURE, UNSURE
    goal, category = (classify.label(kind, reading) or UNSURE for kind in ("goal", "category"))
    return goal, category


def mix(posts: Sequence[Post]) -> dict[str, Any]:
    """Return {"goals": {label or "unsure": posts}, "categories": the same, "classified": posts looked at, "of": all posts}."""
    seen = [post for post in posts if post.goal is not None]
    goals, categories = Counter(post.goal for post in seen), Counter(post.category for post in seen)
    return {
        "goals": {label: goals[label] for label in (*load_goals(), UNSURE)},
        "categories": {label: categories[label] for label in (*load_categories(), UNSURE)},
        "classified": len(seen),
        "of": len(posts),
    }


def ranked(posts: Iterable[Post]) -> tuple[dict[str, list[Post]], dict[str, list[Post]]]:
    """Return the best and the worst posts of each goal by its measure, at most five of each and none in both."""
    best: dict[str, list[Post]] = {}
    worst: dict[str, list[Post]] = {}
    measured: dict[str, list[tuple[int, str, Post]]] = {goal: [] for goal in MEASURES}
    for post in posts:
        value = measure(post)
        if post.goal in measured and value is not None:
            measured[post.goal].append((value, post.published, post))
    for goal, found in measured.items():
        found.sort(key=lambda one: (-one[0], one[1]))
        half = (len(found) + 1) // 2
        best[goal] = [post for _, _, post in found[: min(half, MOST_RANKED)]]
        worst[goal] = [post for _, _, post in found[half:][::-1][:MOST_RANKED]]
    return best, worst


def measure(post: Post) -> int | None:
    """Return the figure that tells whether a post met its goal, or None."""
    value: int | None = getattr(post, MEASURES[post.goal]) if post.goal in MEASURES else None
    return value


def questions(mixed: dict[str, Any]) -> list[dict[str, str]]:
    """Return [{"id", "text", "clause"}]: what to ask about a mix, at most one of each kind."""
    asked: list[dict[str, str]] = []
    for about, names in (("goals", load_goals()), ("categories", load_categories())):
        counts = {label: number for label, number in mixed[about].items() if label != UNSURE}
        sure, unsure = sum(counts.values()), mixed[about][UNSURE]
        largest = max(counts, key=lambda label: counts[label])
        missing = [names[label].name for label, number in counts.items() if not number]
        label, wanted = names[largest].name, []
        if sure >= ENOUGH_POSTS and counts[largest] >= NEARLY_ALL * sure:
            wanted.append(("one-goal-fills" if about == "goals" else "one-category-fills", label))
        elif sure >= ENOUGH_POSTS and missing:
            wanted.append(("goal-is-missing" if about == "goals" else "category-is-missing", _listed(missing)))
        if about == "goals" and sure + unsure >= ENOUGH_POSTS and unsure >= MANY_UNSURE * (sure + unsure):
            wanted.append(("goal-is-unclear", ""))
        for name, filled in wanted:
            question = load_mix_questions()[name]
            asked.append({"id": name, "text": question.text.replace("{label}", filled), "clause": question.clause})
    return asked


def _listed(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} eller {names[-1]}"
