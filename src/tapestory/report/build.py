"""A site's values → its pages and feed: path → bytes, the same for the same values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from zoneinfo import ZoneInfo

from tapestory.digest.lead import Reader
from tapestory.digest.ranking import newsworthy
from tapestory.report.addresses import FEED, Pages
from tapestory.report.atom import FeedSettings, atom_feed
from tapestory.report.event_pages import event_pages, events_page
from tapestory.report.frame import Frame, Page
from tapestory.report.index_page import digest_pages, index_page
from tapestory.report.narrative_pages import narrative_pages
from tapestory.report.reactions import shown_sectors, shown_symbols
from tapestory.report.sector_pages import sector_pages
from tapestory.report.site import Site
from tapestory.report.ticker_pages import ticker_pages


def build(site: Site) -> Mapping[PurePosixPath, bytes]:
    """Return every file of a site, the pages that others lead to before the index.

    Args:
        site: What it shows. Nothing else goes into a page, and only the index says how far the
            stretch reaches: a page changes when what it tells changes.

    Raises:
        zoneinfo.ZoneInfoNotFoundError: There is no such zone.
    """
    frame = _frame(site)
    return {page.path: page.data for page in _files(frame)}


def _files(frame: Frame) -> Iterator[Page]:
    yield from event_pages(frame)
    yield from ticker_pages(frame)
    yield from sector_pages(frame)
    yield from narrative_pages(frame)
    yield from digest_pages(frame)
    yield events_page(frame)
    site = frame.site
    settings = FeedSettings(
        title=site.title,
        updated=site.coverage.until,
        base_url=site.base_url,
        with_pages=True,
    )
    telling = {view.event.id for view in newsworthy(frame.views, since=site.coverage.since)}
    told = [event for event in site.events if event.view.event.id in telling]
    yield Page(path=FEED, data=atom_feed(told, frame.reader, settings))
    yield index_page(frame)


def _frame(site: Site) -> Frame:
    zone = ZoneInfo(site.zone)
    views = [event.view for event in site.events]
    symbols, sectors = shown_symbols(views), shown_sectors(views)
    return Frame(
        site=site,
        views=views,
        reader=Reader(
            zone=zone,
            year=site.coverage.until.astimezone(zone).year,
            narratives=site.narratives_by_id,
            sectors=site.sectors,
            prices=site.coverage.prices,
        ),
        symbols=symbols,
        sectors=sectors,
        pages=Pages(
            events=frozenset(view.event.id for view in views),
            tickers=frozenset(symbols),
            sectors=frozenset(sectors),
            narratives=frozenset(site.narratives_by_id),
        ),
    )
