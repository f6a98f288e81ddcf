"""What was measured of the predictions of narratives, look by look, and when it was known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, exists, func, insert, or_, select

from tapestory.model import EventId, KnownReading, TapeReading
from tapestory.store import redirects
from tapestory.store.codec import TAPE_SECTORS
from tapestory.store.market_tables import tape_readings
from tapestory.store.measuring import make_due, measured_after, near_enough
from tapestory.store.tables import day_zeros, event_redirects, events
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

    def days_by_narrative(self, since: date) -> dict[str, tuple[date, date]]:
        """Return narrative → earliest and latest day 0 of the events that it was measured of.

        Args:
            since: Only of events with a day 0 from then on.
        """
        recent = (
            select(
                day_zeros.c.event_id,
                func.min(day_zeros.c.session).label("first"),
                func.max(day_zeros.c.session).label("last"),
            )
            .where(day_zeros.c.session >= since, _not_merged(day_zeros.c.event_id))
            .group_by(day_zeros.c.event_id)
            .subquery()
        )
        query = (
            select(
                tape_readings.c.narrative,
                func.min(recent.c.first).label("first"),
                func.max(recent.c.last).label("last"),
            )
            .select_from(recent.join(tape_readings, tape_readings.c.event_id == recent.c.event_id))
            .group_by(tape_readings.c.narrative)
        )
        return {row.narrative: (row.first, row.last) for row in self._connection.execute(query)}

    def without_any(self, measured_since: datetime) -> set[EventId]:
        """Return the events that have no reading, of those measured since a time or never."""
        measured_at = events.c.measured_at
        query = select(events.c.id).where(
            or_(measured_at.is_(None), measured_at >= measured_since),
            ~exists().where(tape_readings.c.event_id == events.c.id),
        )
        return {EventId(found) for found in self._connection.execute(query).scalars()}

    def measure_again(
        self, narratives: Collection[str], sessions: tuple[date, date], *, since: date
    ) -> None:
        """Make due the events of which predictions of these narratives were measured.

        Args:
            narratives: Those that are measured with bars that came or are others now.
            sessions: The first and the last of those bars. A measuring from before the first
                began waited for none of them.
            since: Only events with a day 0 from then on.
        """
        told = exists().where(
            tape_readings.c.event_id == events.c.id, tape_readings.c.narrative.in_(narratives)
        )
        recent = exists().where(day_zeros.c.event_id == events.c.id, day_zeros.c.session >= since)
        which = measured_after(sessions[0]) & recent & near_enough(sessions) & told
        make_due(self._connection, which)


def _not_merged(event_id: ColumnElement[str]) -> ColumnElement[bool]:
    return ~exists().where(event_redirects.c.old_id == event_id)


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
