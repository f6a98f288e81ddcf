"""Events → an Atom feed (RFC 4287): an entry for each, updated when something material changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tapestory.digest.inert import one_line
from tapestory.digest.lead import Reader, lead_event
from tapestory.model import EventView, Role
from tapestory.report.addresses import FEED, INDEX, page_of
from tapestory.report.markup import environment, render
from tapestory.report.site import SiteEvent

MAX_ENTRIES = 100
"""The latest changed; a feed reader keeps what it has read."""
_AUTHORITY = "tapestory.invalid,2026"
"""Of the ids (RFC 4151): a name that nobody can own (RFC 2606), so that an event keeps its id
wherever its feed is served."""
_SOURCES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSettings:
    """How a feed is called, and where it stands."""

    title: str
    updated: datetime
    """Where there is no entry: the end of the stretch."""
    base_url: str = ""
    """Where the site is served, ending in "/"; empty where that is not known."""
    with_pages: bool = False
    """Whether there is a page for each event beside the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One event."""

    id: str
    title: str
    published: str
    updated: str
    link: str
    """Of its page; empty where there is none."""
    sources: tuple[str, ...]
    """Addresses of its articles."""
    terms: tuple[str, ...]
    """Symbols and sectors that it concerns."""
    content: str
    """HTML; escaped once more inside the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AtomFeed:
    """A feed."""

    id: str
    title: str
    updated: str
    self_link: str
    home: str
    entries: tuple[Entry, ...]


def atom_feed(events: Sequence[SiteEvent], reader: Reader, settings: FeedSettings) -> bytes:
    """Return the feed, the last changed first.

    Links are absolute where the site's address is known; else those to pages are relative to the
    feed, and it does not say where it stands itself.

    Args:
        events: In any order.
        reader: For whom they are told.
        settings: How the feed is called, and where it stands.
    """
    ordered = sorted(events, key=lambda event: event.view.event.id)
    ordered.sort(key=lambda event: event.changed, reverse=True)
    base = settings.base_url
    feed = AtomFeed(
        id=f"tag:{_AUTHORITY}:events",
        title=one_line(settings.title) or "Tapestory",
        updated=_time(ordered[0].changed if ordered else settings.updated),
        self_link=f"{base}{FEED}" if base else "",
        home=f"{base}{INDEX}" if settings.with_pages else "",
        entries=tuple(_entry(event, reader, settings) for event in ordered[:MAX_ENTRIES]),
    )
    return render("events.atom.j2", {"feed": feed})


def _entry(event: SiteEvent, reader: Reader, settings: FeedSettings) -> Entry:
    view = event.view
    lead = lead_event(view, reader, max_sources=_SOURCES)
    page = page_of("events", view.event.id)
    urls = dict.fromkeys(source.url for source in lead.sources if source.url)
    return Entry(
        id=f"tag:{_AUTHORITY}:event:{view.event.id}",
        title=lead.title,
        published=_time(min(view.event.first_seen, event.changed)),
        updated=_time(event.changed),
        link=f"{settings.base_url}{page}" if settings.with_pages else "",
        sources=tuple(urls),
        terms=_terms(view),
        content=environment().get_template("entry.html.j2").render({"lead": lead}).strip(),
    )


def _terms(view: EventView) -> tuple[str, ...]:
    concerned = [link for link in view.links if link.role is not Role.MENTIONED]
    named = [one_line(link.symbol or link.sector or "", 40) for link in concerned]
    return tuple(dict.fromkeys(term for term in named if term))


def _time(instant: datetime) -> str:
    return f"{instant.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
