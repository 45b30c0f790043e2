"""What the page about the rules shows of each: examples with what the check finds in them, and its lists of words."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from checklists.draft_check import check
from checklists.strategy import Strategy, load_channels, load_examples, load_rows
from checklists.strategy.schema import Example, Rule

GROUPS = {
    "privacy": "Personuppgifter",
    "plain": "Klarspråk",
    "tone": "Ton och tilltal",
    "access": "Tillgängligt för alla",
    "channel": "Kanal och budskap",
    "goal": "Målet",
}
LEVELS = {"must": "Måste åtgärdas", "should": "Bör ses över", "tip": "Bra att veta"}
MEDIA = {"image": "med en bild utan alternativtext", "video": "med en film utan textning"}
ROWS_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Shown:
    """An example as the page shows it: what the rule finds, and what stands around it; `found` is "" for a near miss."""

    before: str
    found: str
    after: str
    note: str = ""


def shown(strategy: Strategy) -> dict[str, Any]:
    """Return what the template needs."""
    rules = strategy.rules.values()
    tables = {check.rows: load_rows(check.rows) for rule in rules for check in rule.checks if check.rows}
    return {
        "rules": rules,
        "groups": GROUPS,
        "levels": LEVELS,
        "tables": tables,
        "clauses": strategy.clauses,
        "examples": {rule.id: _examples(rule) for rule in rules},
    }


def _examples(rule: Rule) -> list[Shown]:
    own = [example for example in load_examples().values() if example.rule == rule.id]
    if own:
        return [
            _example(
                rule.id, item.text, item.channel, item.media, ", ".join([MEDIA[kind] for kind in item.media] + _channel(item))
            )
            for item in own
        ]
    rows = [row for check in rule.checks if check.rows for row in list(load_rows(check.rows).values())[:ROWS_SHOWN]]
    return [_example(rule.id, text) for row in rows for text in (*row.hit[:1], *row.near[:1])]


def _channel(example: Example) -> list[str]:
    return [] if example.channel == "facebook" else [f"på {load_channels()[example.channel].name}"]


@cache  # for `mkdocs serve`, which asks again at every saved page
def _example(rule: str, text: str, channel: str = "", media: tuple[str, ...] = (), note: str = "") -> Shown:
    payload = {"text": text, "channel": channel, "media": [{"kind": kind} for kind in media]} if channel else {"text": text}
    found = next((item for item in check(payload)["findings"] if item["rule"] == rule), None)
    if not found:
        return Shown(text, "", "", note)
    return Shown(text[: found["start"]], found["text"], text[found["end"] :], note)
