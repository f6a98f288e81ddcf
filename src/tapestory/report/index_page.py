"""The site → its first page, and the archive of digests."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from tapestory.digest.inert import one_line
from tapestory.digest.lead import lead_event
from tapestory.digest.ranking import newsworthy, ranked
from tapestory.digest.wording import clock_time, count, listing, long_day, short_day
from tapestory.report.addresses import INDEX
from tapestory.report.editions import FOLDER, edition_path, edition_title, standalone
from tapestory.report.frame import Frame, Page
from tapestory.report.heatmap import heatmap
from tapestory.report.listing import event_line
from tapestory.report.shares import share_charts
from tapestory.report.timeline import events_strip

if TYPE_CHECKING:
    from tapestory.model import EventView

MAX_LATEST = 20
MAX_LANES = 10
MAX_HEAT_ROWS = 10
MAX_SHARES = 6
MAX_FAILING = 5
_FRESH = timedelta(days=3)
"""How old the latest article of the leading event may be, while there is a younger one."""


def index_page(frame: Frame) -> Page:
    """Return the first page: the leading event, what was told when, what moved, the latest."""
    site, reader, pages = frame.site, frame.reader, frame.pages
    coverage = site.coverage
    heading = one_line(site.title, 80) or "Tapestory"
    telling = _telling(frame)
    lead = lead_event(telling[0], reader) if telling else None
    charts = share_charts(site.narratives, pages, zone=reader.zone, year=reader.year)
    most_told = telling[:MAX_LANES]
    told = {view.event.id for view in telling}
    latest = [view for view in frame.views if view.event.id in told][:MAX_LATEST]
    context = {
        "day": long_day(coverage.until.astimezone(reader.zone).date()),
        "tally": _tally(frame),
        "lead": lead,
        "lead_line": event_line(telling[0], reader, pages) if telling else None,
        "strip": events_strip(
            most_told, pages, since=coverage.since, until=coverage.until, zone=reader.zone
        )
        if most_told
        else None,
        "heatmap": heatmap(telling, site.sectors, pages, year=reader.year, max_rows=MAX_HEAT_ROWS),
        "shares": [chart for chart in charts if chart.spoken][:MAX_SHARES],
        "latest": [event_line(view, reader, pages) for view in latest],
        "more": len(frame.views) if len(frame.views) > len(latest) else 0,
        "coverage": _coverage(frame),
    }
    return frame.page(INDEX, "index", heading, context)


def digest_pages(frame: Frame) -> Iterator[Page]:
    """Yield a page for each digest kept, and the list of them."""
    rows = []
    for edition in frame.site.editions:
        path, subject = edition_path(edition), edition_title(edition)
        day = short_day(edition.day, year=frame.reader.year)
        rows.append({"day": day, "subject": subject, "path": str(path)})
        html = standalone(edition) if edition.html else ""
        if html:
            yield Page(path=path, data=html.encode("utf-8", "replace"))
        else:
            text = "\n".join(one_line(line, 400) for line in edition.text.splitlines())
            context = {"subject": subject, "day": long_day(edition.day), "text": text}
            yield frame.page(path, "digest", subject, context)
    listed = {"rows": rows, "lost": frame.site.lost_editions}
    yield frame.page(PurePosixPath(FOLDER, "index.html"), "digests", "Digests", listed)


def _telling(frame: Frame) -> list[EventView]:
    """Return what is worth telling, as the digest ranks it, fresh news first; else whatever is."""
    until = frame.site.coverage.until
    order = ranked(
        newsworthy(frame.views, since=frame.site.coverage.since) or frame.views, until=until
    )
    order.sort(key=lambda view: until - view.event.last_seen > _FRESH)
    return order


def _tally(frame: Frame) -> str:
    return f"{count(len(frame.views), 'event')} since {_since(frame)}"


def _since(frame: Frame) -> str:
    reader = frame.reader
    since = frame.site.coverage.since.astimezone(reader.zone).date()
    return short_day(since, year=reader.year)


def _coverage(frame: Frame) -> list[str]:
    coverage, reader, site = frame.site.coverage, frame.reader, frame.site
    since = clock_time(coverage.since, zone=reader.zone, year=reader.year)
    until = clock_time(coverage.until, zone=reader.zone, year=reader.year)
    read = count(coverage.articles, "article")
    lines = [f"Covers {since} to {until} ({reader.zone.key}). {read} read."]
    if site.passed_over:
        verb = "names" if site.passed_over == 1 else "name"
        lines.append(
            f"{count(site.passed_over, 'event')} that {verb} no ticker, sector or narrative"
            f" {'is' if site.passed_over == 1 else 'are'} not shown."
        )
    failing = coverage.failing_feeds
    if failing:
        named = listing([one_line(feed, 90) for feed in failing], most=MAX_FAILING)
        lines.append(f"{count(len(failing), 'feed')} failed and may be missing here: {named}.")
    if not coverage.prices:
        lines.append("No prices are stored: tapestory prices import FILE.")
    return lines
