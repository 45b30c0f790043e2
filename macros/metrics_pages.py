"""The macros of Följ upp: the tool, its formulas and the column names that it knows."""

import json
from collections.abc import Callable
from typing import Any

from checklists.metrics.source import MAX_BYTES
from checklists.strategy import Strategy, load_export_layouts, load_metric_fields
from macros.templates import render

# The figures as tables and charts name them.
MEASURES = {
    "posts": "Inlägg",
    "reach_sum": "Räckvidd, summerad",
    "reach": "Räckvidd",
    "video_views": "Videovisningar",
    "link_clicks": "Länkklick",
    "interactions": "Interaktioner",
    "engagement_rate": "Engagemangsgrad",
    "new_followers": "Nya följare",
}
# What a report must say of its figures, for those who only see the report; of one that it does not have it says nothing.
READING = {
    "reach_sum": "Räckvidden är inläggens, summerad. Det är inte antalet människor.",
    "engagement_rate": "Engagemangsgraden är ett närmevärde: inläggens interaktioner delat med antalet följare."
    " Den växer med antalet inlägg.",
    "posts": "Verktyget gissar mål och kategori av texten, och gissar ibland fel.",
}


def register(env: Any, strategy: Strategy, link: Callable[[str, str], str]) -> None:
    """Register this module's macros with mkdocs-macros."""

    @env.macro  # type: ignore[untyped-decorator]
    def post_metrics() -> str:
        """The tool Följ upp."""
        return render(
            "post-metrics.html",
            link,
            words=json.dumps(words(strategy, link), ensure_ascii=False),
            measures=MEASURES,
            max_megabytes=MAX_BYTES // 1024 // 1024,
        )

    @env.macro  # type: ignore[untyped-decorator]
    def metrics_formulas() -> str:
        """How every figure is counted, with its clause."""
        return render("post-metrics-formulas.html", link, clauses=strategy.clauses)

    @env.macro  # type: ignore[untyped-decorator]
    def metrics_columns() -> str:
        """The exports that are known, with the headers that each column may have."""
        return render("post-metrics-columns.html", layouts=load_export_layouts().values(), fields=load_metric_fields())


def words(strategy: Strategy, link: Callable[[str, str], str]) -> dict[str, Any]:
    """Return what the tool shows for the ids in an answer."""
    fields = load_metric_fields().values()
    return {
        "channels": {channel.id: channel.name for channel in strategy.channels.values() if channel.id != "reply"},
        "goals": {goal.id: goal.name for goal in strategy.goals.values()},
        "categories": {category.id: category.name for category in strategy.categories.values()},
        "clauses": {
            clause.id: {"title": clause.title, "href": link(f"strategin/{clause.section}.md", clause.id)}
            for clause in strategy.clauses.values()
        },
        "layouts": {layout.id: layout.name for layout in load_export_layouts().values()},
        "fields": {field.id: field.name for field in fields},
        "mappable": {field.id: field.name for field in fields if field.mappable},
        "measures": MEASURES,
        "reading": READING,
        "max_megabytes": MAX_BYTES // 1024 // 1024,
    }
