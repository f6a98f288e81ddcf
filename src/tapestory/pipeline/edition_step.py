"""A day → the edition of its digest."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, compose
from tapestory.model import Coverage, EventView
from tapestory.pipeline.components import Components
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery, Session

_FAILING_AFTER = 3
"""Failures in a row before the footer names a feed: one bad night is not news."""


def edition(components: Components, *, day: date | None = None, sample: bool = False) -> Edition:
    """Compose the digest of one day in the reader's zone.

    Args:
        components: What to work with.
        day: Covers the window that ends with this day, or now if it is today or absent.
        sample: Label it as a sample.
    """
    zone = ZoneInfo(components.zone)
    now = components.clock.now()
    today = now.astimezone(zone).date()
    until = now
    if day is not None and day < today:
        until = datetime.combine(day + timedelta(days=1), time(), tzinfo=zone)
    since = until - components.digest.window
    as_of = until if until < now else None
    views = [
        view
        for view in find_views(components, EventQuery(as_of=as_of, active_since=since))
        if _is_news(view, since)
    ]
    with components.store.reading() as session:
        coverage = Coverage(
            since=since,
            until=until,
            articles=session.articles.published_between(since, until),
            failing_feeds=_failing(session),
            prices=session.prices.any(),
        )
    return compose(
        views,
        coverage,
        day=day or today,
        zone=components.zone,
        narratives=components.narratives_by_id,
        sectors=components.universe.sectors,
        max_events=components.digest.max_events,
        sample=sample,
    )


def _is_news(view: EventView, since: datetime) -> bool:
    """Whether an article of the event, and not only its discovery, falls into the window."""
    return any(member.article.time > since for member in view.articles)


def _failing(session: Session) -> tuple[str, ...]:
    return tuple(
        feed.title or feed.url
        for feed, state in session.feeds.all()
        if state.gone or state.failures >= _FAILING_AFTER
    )
