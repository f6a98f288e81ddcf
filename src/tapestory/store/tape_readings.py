"""What was measured of the predictions of narratives, look by look, and when it was known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from tapestory.model import EventId, KnownReading, TapeReading
from tapestory.store import redirects
from tapestory.store.codec import TAPE_SECTORS
from tapestory.store.market_tables import tape_readings
from tapestory.store.types import AnyRow


class TapeReadingRows:
    """Readings of the tape. They are appended to; nothing is ever changed or taken back."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, event_id: EventId, readings: Iterable[TapeReading], *, at: datetime) -> int:
        """Keep those readings that differ from the last of their kind; return how many.

        Args:
            event_id: The event, or one that was merged into it.
            readings: One for each narrative and window.
            at: When they were made.
        """
        event_id = redirects.resolve(self._connection, event_id)
        last = {
            (known.reading.narrative, known.reading.window): known.reading
            for known in self.of_event(event_id)
        }
        rows = [
            _values(event_id, reading, at)
            for reading in readings
            if last.get((reading.narrative, reading.window)) != reading
        ]
        if rows:
            self._connection.execute(insert(tape_readings), rows)
        return len(rows)

    def of_event(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> Sequence[KnownReading]:
        """Return every reading of an event, the earliest first.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: Only what was known by then.
        """
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        query = (
            select(tape_readings)
            .where(tape_readings.c.event_id == event_id)
            .order_by(tape_readings.c.number)
        )
        if as_of is not None:
            query = query.where(tape_readings.c.known_at <= as_of)
        return [_of(row) for row in self._connection.execute(query)]


def _values(event_id: EventId, reading: TapeReading, at: datetime) -> dict[str, Any]:
    return {
        "event_id": event_id,
        "narrative": reading.narrative,
        "window_start": reading.window[0],
        "window_end": reading.window[1],
        "known_at": at,
        "score": reading.score,
        "p_value": reading.p,
        "sectors": TAPE_SECTORS.dump(reading.sectors),
    }


def _of(row: AnyRow) -> KnownReading:
    reading = TapeReading(
        narrative=row.narrative,
        window=(row.window_start, row.window_end),
        sectors=TAPE_SECTORS.load(row.sectors),
        score=row.score,
        p=row.p_value,
    )
    return KnownReading(known_at=row.known_at, reading=reading)
