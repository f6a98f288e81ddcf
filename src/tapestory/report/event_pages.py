"""Events → a page for each, and the page that lists them all by day."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from tapestory.digest.edition import LeadEvent
from tapestory.digest.inert import one_line
from tapestory.digest.lead import lead_event
from tapestory.digest.wording import count
from tapestory.model import EventView
from tapestory.report.addresses import page_of
from tapestory.report.frame import Frame, Page
from tapestory.report.listing import by_day, concerned, related_lines
from tapestory.report.move_bars import bar_groups
from tapestory.report.timeline import event_steps, event_strip

FOLDER = "events"
MAX_SOURCES = 200
"""Listed on an event's page even when nothing is cited from them."""


def event_pages(frame: Frame) -> Iterator[Page]:
    """Yield a page for each event."""
    for view in frame.views:
        yield _event_page(frame, view)


def events_page(frame: Frame) -> Page:
    """Return the list of all events by day."""
    context = {
        "tally": f"{count(len(frame.views), 'event')}.",
        "days": by_day(frame.views, frame.reader, frame.pages),
    }
    return frame.page(PurePosixPath(FOLDER, "index.html"), "events", "Events", context)


def _event_page(frame: Frame, view: EventView) -> Page:
    reader, pages = frame.reader, frame.pages
    lead = lead_event(view, reader, max_sources=MAX_SOURCES, brief=False)
    context = {
        "lead": lead,
        "table": lead.table,
        "groups": () if lead.table is None else bar_groups(view, lead.table, pages),
        "explanations": [(item, pages.narrative(item.narrative)) for item in lead.explanations],
        "concerned": concerned(view, reader, pages),
        "strip": event_strip(view, zone=reader.zone, year=reader.year),
        "steps": event_steps(view, zone=reader.zone, year=reader.year),
        "step_paths": {step.event: pages.event(step.event) for step in lead.history},
        "related": related_lines(view.related, pages),
    }
    return frame.page(page_of(FOLDER, view.event.id), "event", _heading(lead), context)


def _heading(lead: LeadEvent) -> str:
    return one_line(lead.title, 80)
