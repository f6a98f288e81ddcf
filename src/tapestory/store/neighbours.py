"""Instruments and days → the other events that concern them, now or as it was known at a time.

Each question takes a fixed number of queries, or one an exchange, for however many instruments and
events it is asked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Connection, select

from tapestory.model import Article, Event, EventId, Role
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import news_days
from tapestory.store.matches import in_force
from tapestory.store.news_days import is_alive
from tapestory.store.tables import (
    articles,
    events,
    links,
    matches,
    mentions,
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
        return [
            found
            for mic, symbols in wanted.items()
            for chunk in chunked(symbols)
            for found in self._concerning(mic, chunk, first, last)
        ]

    def _concerning(
        self, mic: str, symbols: Collection[str], first: date, last: date
    ) -> list[Concern]:
        # Looked up last: joined, there is an index on sectors, and most links have none.
        role = (
            select(links.c.role)
            .where(
                links.c.event_id == news_days.c.event_id,
                links.c.symbol == news_days.c.symbol,
                links.c.sector == "",
            )
            .scalar_subquery()
        )
        query = (
            select(
                news_days.c.symbol,
                role,
                news_days.c.event_id,
                events.c.title,
                events.c.happened,
                news_days.c.session,
            )
            .join(events, events.c.id == news_days.c.event_id)
            .where(
                news_days.c.symbol.in_(symbols),
                news_days.c.mic == mic,
                news_days.c.session.between(first, last),
                is_alive(news_days.c.event_id),
            )
        )
        return [
            Concern(
                symbol=symbol,
                role=Role(said),
                event_id=EventId(event_id),
                title=title,
                happened=happened,
                mic=mic,
                session=session,
            )
            for symbol, said, event_id, title, happened, session in self._connection.execute(query)
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
