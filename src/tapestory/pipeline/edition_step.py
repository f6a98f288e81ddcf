"""A day, or a reader's window and wishes → the edition of the digest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from tapestory.digest import Edition, compose
from tapestory.digest.interests import EVERYTHING, Interests, symbols_wanted, wanted
from tapestory.digest.ranking import NOTHING_TOLD
from tapestory.model import Coverage, EventView, Memory
from tapestory.pipeline.components import Components
from tapestory.pipeline.view import find_views, view_events
from tapestory.store import EventQuery


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What an edition is about."""

    day: date
    """The reader's date, printed on top."""
    since: datetime
    until: datetime
    """since < t <= until; nothing that came to be known later is used."""
    zone: str
    """The reader's, an IANA name."""
    interests: Interests = EVERYTHING
    ends_now: bool = False
    """All that is in the store belongs to it, so that nothing is asked for as of a time. The clock
    alone does not say so: it goes on while an edition is composed."""


def edition(components: Components, *, day: date | None = None, sample: bool = False) -> Edition:
    """Compose the digest of one day in the reader's zone.

    Args:
        components: What to work with.
        day: Covers the window that ends with this day, or now if it is today or absent.
        sample: Label it as a sample.
    """
    until = end_of(day, components.zone, components.clock.now())
    window = Window(
        day=day or until.astimezone(ZoneInfo(components.zone)).date(),
        since=until - components.digest.window,
        until=until,
        zone=components.zone,
    )
    return edition_of(components, window, sample=sample)


def end_of(day: date | None, zone: str, now: datetime) -> datetime:
    """Return where the window of a day ends: with the day, or now if that is earlier."""
    place = ZoneInfo(zone)
    if day is None or day >= now.astimezone(place).date():
        return now
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=place)


def edition_of(
    components: Components, window: Window, *, told: Memory = NOTHING_TOLD, sample: bool = False
) -> Edition:
    """Compose the digest of a window, for a reader's zone and interests.

    Args:
        components: What to work with.
        window: The time that it covers, and for whom.
        told: What the reader knows: only what has changed of that is told again.
        sample: Label it as a sample.
    """
    as_of = _as_of(components, window)
    views = active_views(components, since=window.since, as_of=as_of)
    views = with_told(components, views, window, told=told)
    views = [view for view in views if wanted(view, window.interests)]
    return compose_views(components, window, views, told=told, sample=sample)


def compose_views(
    components: Components,
    window: Window,
    views: Sequence[EventView],
    *,
    told: Memory = NOTHING_TOLD,
    sample: bool = False,
) -> Edition:
    """Compose the edition of a window from these events; arguments as for `edition_of`."""
    since, until, as_of = window.since, window.until, _as_of(components, window)
    with components.store.reading() as session:
        coverage = Coverage(
            since=since,
            until=until,
            articles=session.articles.published_between(since, until),
            failing_feeds=session.feeds.failing(as_of=as_of),
            prices=session.prices.any(),
        )
    return compose(
        views,
        coverage,
        day=window.day,
        zone=window.zone,
        narratives=components.narratives_by_id,
        sectors=components.universe.sectors,
        max_events=components.digest.max_events,
        sample=sample,
        told=told,
    )


def active_views(
    components: Components, *, since: datetime, as_of: datetime | None, symbol: str | None = None
) -> list[EventView]:
    """Return the events with an article since a time; of one instrument where it is named."""
    found = find_views(components, EventQuery(as_of=as_of, active_since=since, symbol=symbol))
    return [view for view in found if _is_news(view, since)]


def with_told(
    components: Components, views: Sequence[EventView], window: Window, *, told: Memory
) -> list[EventView]:
    """Return these events, and those told before of which anything came to be known since.

    Some that the reader has no interest in are left out before they are looked at.

    Args:
        components: What to work with.
        views: As they are at the end of the window.
        window: Since when, until when, and for whom.
        told: What the reader knows.
    """
    as_of = _as_of(components, window)
    found = {view.event.id: view for view in views}
    others = [event_id for event_id in told if event_id not in found]
    # Whom an event concerned at an earlier time is not stored.
    symbols = symbols_wanted(window.interests) if as_of is None else None
    with components.store.reading() as session:
        others = session.tellings.perhaps_changed(others, since=window.since, naming=symbols)
    for view in view_events(components, others, as_of=as_of):
        found.setdefault(view.event.id, view)
    return list(found.values())


def _as_of(components: Components, window: Window) -> datetime | None:
    """Return the time as of which a window is told; None for as everything is."""
    if window.ends_now or window.until >= components.clock.now():
        return None
    return window.until


def _is_news(view: EventView, since: datetime) -> bool:
    """Whether an article of the event, and not only its discovery, falls into the window."""
    return any(member.article.time > since for member in view.articles)
