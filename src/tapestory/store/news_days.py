"""Links and days 0 of events → the sessions on which a symbol had news, kept to be looked up."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, Select, delete, exists, insert, select

from tapestory.model import EventId, Role
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import news_days
from tapestory.store.tables import day_zeros, event_redirects, events, links, placements


def renew(connection: Connection, event_id: EventId) -> None:
    """Let the days of news that an event makes be those of its links and days 0 as they are now.

    Those whom it merely mentions it does not concern.
    """
    connection.execute(delete(news_days).where(news_days.c.event_id == event_id))
    concerned = (
        select(links.c.symbol, day_zeros.c.mic, day_zeros.c.session, links.c.event_id)
        .join(day_zeros, day_zeros.c.event_id == links.c.event_id)
        .where(
            links.c.event_id == event_id,
            links.c.symbol != "",
            links.c.role != Role.MENTIONED.value,
        )
    )
    columns = ["symbol", "mic", "session", "event_id"]
    connection.execute(insert(news_days).from_select(columns, concerned))


def event_days(
    connection: Connection,
    wanted: Mapping[str, Collection[str]],
    first: date,
    last: date,
    *,
    known_by: datetime | None = None,
) -> dict[str, frozenset[date]]:
    """Return the sessions on which symbols had news, as subject or affected.

    Args:
        connection: Where to ask.
        wanted: Exchange, in the code of its calendar → symbols; days 0 on that exchange count.
        first: The first session,
        last: and the last.
        known_by: Only events that were first told by then; all when None.

    Returns:
        Symbol → its days; symbols without any are left out.
    """
    found: dict[str, set[date]] = {}
    for mic, symbols in wanted.items():
        for chunk in chunked(symbols):
            query = _with_news(mic, chunk, first, last, known_by)
            for symbol, session in connection.execute(query):
                found.setdefault(symbol, set()).add(session)
    return {symbol: frozenset(days) for symbol, days in found.items()}


def _with_news(
    mic: str, symbols: Collection[str], first: date, last: date, known_by: datetime | None
) -> Select[Any]:
    # Of the events of a day, as a rule the first one counts: nobody looks at the others.
    days = (
        select(news_days.c.symbol, news_days.c.session)
        .where(
            news_days.c.symbol.in_(symbols),
            news_days.c.mic == mic,
            news_days.c.session.between(first, last),
        )
        .distinct()
        .subquery()
    )
    counts = exists().where(
        news_days.c.symbol == days.c.symbol,
        news_days.c.mic == mic,
        news_days.c.session == days.c.session,
        is_alive(news_days.c.event_id),
    )
    if known_by is not None:
        counts = counts.where(events.c.id == news_days.c.event_id, events.c.first_seen <= known_by)
    return select(days).where(counts.correlate(days))


def is_alive(event_id: Any) -> Any:
    """Return the condition that an event has articles and was merged into no other."""
    return exists().where(placements.c.event_id == event_id) & ~exists().where(
        event_redirects.c.old_id == event_id
    )
