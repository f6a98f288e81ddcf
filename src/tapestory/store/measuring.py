"""What is known before anything is measured: which events are due, and which wait for prices."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import ColumnElement, Connection, exists, func, literal, or_, select, true, update

from tapestory.model import EventId, Family
from tapestory.store.chunks import chunked
from tapestory.store.market_tables import move_families
from tapestory.store.news_days import is_alive
from tapestory.store.tables import day_zeros, event_redirects, events

_OPEN_FOR = timedelta(days=60)
"""The longest window, [0, +20] sessions, has closed by then on every exchange."""
_REMEMBERED = timedelta(days=450)
"""Bars from so long before day 0 are in no estimation window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """An event that was measured when windows of it may still have been open."""

    event_id: EventId
    measured_at: datetime
    day0: Mapping[str, date]
    """MIC → first session that could react."""


def never_or_no_longer_measured(connection: Connection) -> list[EventId]:
    """Return the events whose links or prices changed since they were measured, oldest first."""
    query = (
        select(events.c.id)
        .where(events.c.measured.is_(False), is_alive(events.c.id))
        .order_by(events.c.first_seen, events.c.id)
    )
    return [EventId(row) for row in connection.execute(query).scalars()]


def still_open(connection: Connection, by: datetime) -> list[Measured]:
    """Return the other events of which a window closed since they were measured, oldest first.

    Args:
        connection: Where to ask.
        by: Only those of which one may have closed by then.
    """
    next_close = events.c.next_close
    query = (
        select(events.c.id, events.c.measured_at)
        .where(
            events.c.windows_open.is_(True),
            or_(next_close.is_(None), next_close <= by),
            events.c.measured.is_(True),
            is_alive(events.c.id),
        )
        .order_by(events.c.first_seen, events.c.id)
    )
    found = {row.id: row.measured_at for row in connection.execute(query)}
    days: dict[str, dict[str, date]] = {}
    for chunk in chunked(found):
        where = day_zeros.c.event_id.in_(chunk)
        for row in connection.execute(select(day_zeros).where(where)):
            days.setdefault(row.event_id, {})[row.mic] = row.session
    return [
        Measured(event_id=EventId(event_id), measured_at=at, day0=days.get(event_id, {}))
        for event_id, at in found.items()
    ]


def perhaps_open(event_id: EventId, at: datetime) -> ColumnElement[bool]:
    """Return the condition that windows of an event may have been open at a time."""
    return exists().where(
        day_zeros.c.event_id == event_id, day_zeros.c.session > (at - _OPEN_FOR).date()
    )


def measured_after(session: date) -> ColumnElement[bool]:
    """Return the condition that the last measuring of an event could have had a session's bars.

    Nowhere does a session close before midnight UTC of its day. Of what is not known to have been
    measured at any time it could.
    """
    at = events.c.measured_at
    return or_(at.is_(None), at >= datetime.combine(session, time(), UTC))


def events_tested_with(
    symbols: Collection[str], sessions: tuple[date, date] | None
) -> ColumnElement[bool]:
    """Return the condition that an event was tested with one of these symbols.

    Args:
        symbols: Parties or the rest; companies of the sectors are in the rest.
        sessions: First and last of bars, which must be near enough to day 0 to be used. None for
            any.
    """
    member = func.json_each(move_families.c.members).table_valued("value")
    held = exists(
        select(literal(1))
        .select_from(move_families.join(member, true()))
        .where(
            move_families.c.event_id == events.c.id,
            move_families.c.family != Family.SECTORS.value,
            member.c.value.in_(symbols),
        )
    )
    return held if sessions is None else near_enough(sessions) & held


def near_enough(sessions: tuple[date, date]) -> ColumnElement[bool]:
    """Return the condition that an event is measured with bars of some sessions, if they come."""
    first, last = sessions
    return exists().where(
        day_zeros.c.event_id == events.c.id,
        day_zeros.c.session.between(
            first - min(_OPEN_FOR, first - date.min), last + min(_REMEMBERED, date.max - last)
        ),
    )


def open_or_lately_closed(now: datetime) -> date:
    """Return the earliest day 0 of which a window may be open, or closed not long ago."""
    return (now - _OPEN_FOR).date()


def make_due(connection: Connection, which: ColumnElement[bool]) -> None:
    """Let events be measured again that were; those that were merged away stay as they are."""
    merged = exists().where(event_redirects.c.old_id == events.c.id)
    connection.execute(
        update(events).where(events.c.measured.is_(True), ~merged, which).values(measured=False)
    )
