"""Which event an article belonged to, now or as it was decided by a given time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, cast

from sqlalchemy import BindParameter, ColumnElement, Connection, Select, Subquery, func, select

from tapestory.store.chunks import chunked
from tapestory.store.tables import articles, matches, placements

if TYPE_CHECKING:
    # Polling loads this, and nothing of events.
    from tapestory.model import EventId


def in_force(
    as_of: datetime | BindParameter[datetime] | None,
    *,
    among: ColumnElement[bool] | None = None,
) -> Subquery:
    """Return the match in force of every matched article, one row each.

    Columns: article_id, event_id, score, reason, decided_at, by_hand. Of several decisions the
    latest counts, of several at one instant the one that was stored last.

    Args:
        as_of: Decisions made later, and articles first seen later, are left out. None: as of now.
            A parameter where the statement is kept.
        among: Condition on `matches` that leaves whole articles out before the latest is chosen.
    """
    columns = (
        matches.c.article_id,
        matches.c.event_id,
        matches.c.score,
        matches.c.reason,
        matches.c.decided_at,
        matches.c.by_hand,
    )
    query: Select[str, str, float, str, datetime, bool] = select(*columns)
    if among is not None:
        query = query.where(among)
    if as_of is None:
        # The second condition says nothing new, except to planners: it can be looked up.
        current = (placements.c.match_number == matches.c.number) & (
            placements.c.article_id == matches.c.article_id
        )
        return query.join(placements, current).subquery("in_force")
    latest_first = func.row_number().over(
        partition_by=matches.c.article_id,
        order_by=(matches.c.decided_at.desc(), matches.c.number.desc()),
    )
    ranked = (
        query.add_columns(latest_first.label("age"))
        .join(articles, articles.c.id == matches.c.article_id)
        .where(matches.c.decided_at <= as_of, articles.c.first_seen <= as_of)
        .subquery("decided")
    )
    return (
        select(*(ranked.c[column.name] for column in columns))
        .where(ranked.c.age == 1)
        .subquery("in_force")
    )


def events_of(
    connection: Connection, ids: Iterable[str], *, as_of: datetime | None
) -> dict[str, EventId]:
    """Return the event that each of some articles belonged to; without those that had none.

    Looked up for these alone: joined to a list of articles, the matches of all would be gone
    through first.
    """
    found: dict[str, EventId] = {}
    for chunk in chunked(ids):
        if as_of is None:
            query = select(placements.c.article_id, placements.c.event_id)
            query = query.where(placements.c.article_id.in_(chunk))
        else:
            placed = in_force(as_of, among=matches.c.article_id.in_(chunk))
            query = select(placed.c.article_id, placed.c.event_id)
        rows = connection.execute(query).all()
        found |= {article_id: cast("EventId", event_id) for article_id, event_id in rows}
    return found
