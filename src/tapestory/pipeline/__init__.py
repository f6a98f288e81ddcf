"""The steps in order: the only place that reads the store, asks a stage, writes back."""

from tapestory.pipeline.components import Components, DigestSettings
from tapestory.pipeline.edition_step import edition
from tapestory.pipeline.imports import ArticleRecord, Assignment, import_articles, read_records
from tapestory.pipeline.link_step import link_events
from tapestory.pipeline.measure_step import measure_events, measure_symbol
from tapestory.pipeline.place_step import place_articles
from tapestory.pipeline.poll_step import poll
from tapestory.pipeline.reading_step import read_articles, read_text, verify_text
from tapestory.pipeline.run import ProcessReport, RunReport, process, run
from tapestory.pipeline.view import find_views, view_event

__all__ = [
    "ArticleRecord",
    "Assignment",
    "Components",
    "DigestSettings",
    "ProcessReport",
    "RunReport",
    "edition",
    "find_views",
    "import_articles",
    "link_events",
    "measure_events",
    "measure_symbol",
    "place_articles",
    "poll",
    "process",
    "read_articles",
    "read_records",
    "read_text",
    "run",
    "verify_text",
    "view_event",
]
