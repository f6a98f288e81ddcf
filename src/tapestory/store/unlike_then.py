"""A time → the events of then whose stored moves may not be those of then.

Moves are stored as they are now. For an event that has the articles that it had then, and whose
windows had closed on all of its exchanges or on none, they are those of then as far as they had
closed; for any other they have to be measured anew.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import Connection, or_, select

from tapestory.model import EventId
from tapestory.store.market_tables import moves, price_revisions, price_verdicts
from tapestory.store.moved_events import ClosedSessions, has_closed
from tapestory.store.summaries import told_events
from tapestory.store.tables import articles, day_zeros, matches

_ENDS: Final = (0, 1, 5, 20)
"""Sessions after day 0 with which the windows end."""
_REACH: Final = timedelta(days=45)
"""Days that hold more sessions than the longest window does."""


def unlike_then(
    connection: Connection, *, as_of: datetime, closed: ClosedSessions
) -> list[EventId]:
    """Return the events that were told by a time and are told, or measured, otherwise now.

    Args:
        connection: Where to ask.
        as_of: The time.
        closed: What had closed by then.
    """
    found = _told_otherwise(connection, as_of)
    found |= _half_closed(connection, as_of, closed)
    found |= _priced_otherwise(connection, as_of)
    if not found:
        return []
    told = told_events(as_of, ids=found)
    known = set(connection.execute(select(told.c.event_id)).scalars())
    return [EventId(row) for row in sorted(found & known)]


def _told_otherwise(connection: Connection, as_of: datetime) -> set[str]:
    late = (
        select(matches.c.article_id)
        .join(articles, articles.c.id == matches.c.article_id)
        .where(or_(matches.c.decided_at > as_of, articles.c.first_seen > as_of))
    )
    query = select(matches.c.event_id).where(matches.c.article_id.in_(late)).distinct()
    return set(connection.execute(query).scalars())


def _half_closed(connection: Connection, as_of: datetime, closed: ClosedSessions) -> set[str]:
    """Return the events of which a window had closed on one exchange and not on another."""
    query = select(day_zeros).where(
        day_zeros.c.session.between(as_of.date() - _REACH, as_of.date() + timedelta(days=7))
    )
    days: dict[str, list[tuple[str, date]]] = {}
    for row in connection.execute(query):
        days.setdefault(row.event_id, []).append((row.mic, row.session))
    return {
        event_id
        for event_id, held in days.items()
        if len(held) > 1
        and any(
            len({has_closed(closed, mic, day, after=end) for mic, day in held}) > 1 for end in _ENDS
        )
    }


def _priced_otherwise(connection: Connection, as_of: datetime) -> set[str]:
    replaced = select(price_revisions.c.symbol).where(
        price_revisions.c.stored_at <= as_of,
        price_revisions.c.superseded_at > as_of,
        price_revisions.c.provisional.is_(False),
    )
    judged = select(price_verdicts.c.symbol).where(
        price_verdicts.c.session <= as_of.date(), price_verdicts.c.known_at > as_of
    )
    query = select(moves.c.event_id).where(
        or_(moves.c.symbol.in_(replaced), moves.c.symbol.in_(judged)),
        moves.c.session <= as_of.date(),
    )
    return set(connection.execute(query.distinct()).scalars())
