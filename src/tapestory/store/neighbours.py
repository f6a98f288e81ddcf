"""Instruments and days → the other events that concern them, now or as it was known at a time.

Each question takes a fixed number of queries, for however many instruments and events it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, exists, or_, select

from tapestory.model import Article, Event, EventId, Role
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.matches import in_force
from tapestory.store.tables import (
    articles,
    day_zeros,
    event_redirects,
    events,
    links,
    matches,
    mentions,
    placements,
)
from tapestory.store.titles_then import titled_then
from tapestory.store.wordings import as_they_stood


@dataclass(frozen=True, slots=True, kw_only=True)
class Concern:
    """An event that concerns an instrument."""

    symbol: str
    role: Role
    event_id: EventId
    title: str
    happened: datetime
    mic: str
    session: date
    """Its day 0 there."""


_WEEKS: Final = timedelta(days=90)
"""No longer than this is the time around the events of a month, with every window of theirs."""


class NeighbourRows:
    """Which events concern whom; a mere mention concerns nobody."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def concerning(
        self, wanted: Mapping[str, Collection[str]], first: date, last: date
    ) -> list[Concern]:
        """Return the events that concern instruments, in no order.

        Args:
            wanted: Exchange, in the code of its calendar → symbols of the instruments.
            first: Day 0 on that exchange lies on it or later.
            last: Day 0 on that exchange lies on it or earlier.
        """
        # Of the archive, a few weeks are less than all that a company was ever in, and years are
        # more: in them SQLite may look up the symbol, which it cannot where it is an expression.
        named = links.c.symbol if last - first > _WEEKS else links.c.symbol.concat("")
        own = [(day_zeros.c.mic == mic) & named.in_(symbols) for mic, symbols in wanted.items()]
        query = (
            select(
                links.c.symbol,
                links.c.role,
                links.c.event_id,
                events.c.title,
                events.c.happened,
                day_zeros.c.mic,
                day_zeros.c.session,
            )
            .join(day_zeros, day_zeros.c.event_id == links.c.event_id)
            .join(events, events.c.id == links.c.event_id)
            .where(
                # The last condition says it all; planners look the first up in an index.
                named.in_(set().union(*wanted.values())),
                links.c.role != Role.MENTIONED.value,
                day_zeros.c.session.between(first, last),
                exists().where(placements.c.event_id == links.c.event_id),
                ~exists().where(event_redirects.c.old_id == links.c.event_id),
                or_(*own),
            )
        )
        return [
            Concern(
                symbol=symbol,
                role=Role(role),
                event_id=EventId(event_id),
                title=title,
                happened=happened,
                mic=mic,
                session=session,
            )
            for symbol, role, event_id, title, happened, mic, session in self._connection.execute(
                query
            )
        ]

    def named_then(
        self, symbols: Collection[str], *, since: datetime, until: datetime, as_of: datetime
    ) -> list[EventId]:
        """Return the events of which, at a time, an article named one of these instruments.

        Args:
            symbols: Of the instruments.
            since: Some article of the event is not older,
            until: and not younger.
            as_of: Only articles seen and decisions made by then.
        """
        near = (
            select(matches.c.event_id)
            .join(articles, articles.c.id == matches.c.article_id)
            .where(
                articles.c.time.between(since, until),
                articles.c.first_seen <= as_of,
                matches.c.decided_at <= as_of,
            )
        )
        ever = select(matches.c.article_id).where(matches.c.event_id.in_(near))
        placed = in_force(as_of, among=matches.c.article_id.in_(ever))
        query = (
            select(placed.c.event_id)
            .join(mentions, mentions.c.article_id == placed.c.article_id)
            .where(mentions.c.symbol.in_(symbols))
            .distinct()
            .order_by(placed.c.event_id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]

    def as_known(
        self, ids: Iterable[EventId], *, as_of: datetime
    ) -> list[tuple[Event, list[Article]]]:
        """Return events as they were called at a time, with their articles of then, oldest first.

        Those that had none then are left out.
        """
        found: list[tuple[Event, list[Article]]] = []
        for chunk in chunked(ids):
            told = self._articles_of(chunk, as_of)
            rows = self._connection.execute(select(events).where(events.c.id.in_(list(told))))
            present = [
                Event(
                    id=EventId(row.id),
                    title=row.title,
                    first_seen=row.first_seen,
                    last_seen=row.last_seen,
                    happened=row.happened,
                    happened_precise=row.happened_precise,
                    title_by_hand=bool(row.hand_title),
                )
                for row in rows
            ]
            found += [
                (event, told[event.id])
                for event in titled_then(self._connection, present, as_of=as_of)
            ]
        return found

    def _articles_of(
        self, ids: Collection[EventId], as_of: datetime
    ) -> dict[EventId, list[Article]]:
        ever = select(matches.c.article_id).where(matches.c.event_id.in_(ids))
        placed = in_force(as_of, among=matches.c.article_id.in_(ever))
        query = (
            select(*ARTICLE_COLUMNS, placed.c.event_id)
            .join(placed, placed.c.article_id == articles.c.id)
            .where(placed.c.event_id.in_(ids))
            .order_by(articles.c.time, articles.c.id)
        )
        rows = self._connection.execute(query).all()
        then = as_they_stood(self._connection, [article_of(row) for row in rows], as_of=as_of)
        told: dict[EventId, list[Article]] = {}
        for row, article in zip(rows, then, strict=True):
            told.setdefault(EventId(row.event_id), []).append(article)
        return told
