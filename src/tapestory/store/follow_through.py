"""What instruments did in the sessions after an event's day 0."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select

from tapestory.model import Aftermath, EventId, FollowThrough
from tapestory.store import redirects
from tapestory.store.market_tables import follow_throughs
from tapestory.store.types import AnyRow


class FollowThroughRows:
    """The sessions after; those of a merged event are found under its new id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, event_id: EventId, measured: Iterable[FollowThrough]) -> None:
        """Replace what is known of an event.

        Args:
            event_id: Whose it is, whatever the values themselves say.
            measured: All of it.
        """
        event_id = redirects.resolve(self._connection, event_id)
        self._connection.execute(
            delete(follow_throughs).where(follow_throughs.c.event_id == event_id)
        )
        rows = [_values(event_id, item) for item in measured]
        if rows:
            self._connection.execute(insert(follow_throughs), rows)

    def of_event(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> tuple[FollowThrough, ...]:
        """Return what followed an event, by symbol, the nearest first.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: What was merged later has its own, as it was measured last.
        """
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        query = (
            select(follow_throughs)
            .where(follow_throughs.c.event_id == event_id)
            .order_by(follow_throughs.c.symbol, follow_throughs.c.after)
        )
        return tuple(_of(row) for row in self._connection.execute(query))


def _values(event_id: EventId, item: FollowThrough) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "symbol": item.symbol,
        "after": item.after,
        "mic": item.mic,
        "session": item.session,
        "raw": item.raw,
        "abnormal": item.abnormal,
        "t_value": item.t,
        "p_value": item.p,
        "q_value": item.q,
        "retraced": item.retraced,
        "verdict": item.verdict.value,
    }


def _of(row: AnyRow) -> FollowThrough:
    return FollowThrough(
        event_id=EventId(row.event_id),
        symbol=row.symbol,
        mic=row.mic,
        after=row.after,
        session=row.session,
        raw=row.raw,
        abnormal=row.abnormal,
        t=row.t_value,
        p=row.p_value,
        q=row.q_value,
        retraced=row.retraced,
        verdict=Aftermath(row.verdict),
    )
