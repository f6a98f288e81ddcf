"""What the outlines of many events need besides their articles, in few queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import Connection, select

from tapestory.model import EventId, Move
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import moves
from tapestory.store.moves import move_of


class OutlineRows:
    """What was measured of many events."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def moves(self, ids: Iterable[EventId]) -> dict[EventId, tuple[Move, ...]]:
        """Return the moves of events by symbol and window; without events of none.

        Args:
            ids: Events that stand now.
        """
        found: defaultdict[EventId, list[Move]] = defaultdict(list)
        for chunk in chunked(ids):
            query = (
                select(moves)
                .where(moves.c.event_id.in_(chunk))
                .order_by(*moves.primary_key.columns)
            )
            for row in self._connection.execute(query):
                found[EventId(row.event_id)].append(move_of(row))
        return {event_id: tuple(held) for event_id, held in found.items()}
