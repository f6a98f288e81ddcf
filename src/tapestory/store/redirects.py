"""Ids as people type them, and ids of merged events, to the ids that are meant."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Connection, exists, or_, select

from tapestory.model import EventId
from tapestory.store.tables import event_redirects, matches

_LOOKALIKES = str.maketrans("ilo", "110")


def readable(typed: str) -> str:
    """Return an id or its beginning as stored, whatever its case and look-alike letters.

    Source: Crockford's Base32, which decodes I and L as 1 and O as 0.
    """
    return typed.strip().lower().translate(_LOOKALIKES)


def begins(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Return the condition that an id begins as typed: literally, or as `readable` takes it.

    Ids of imported articles come from outside and may use the whole alphabet.
    """
    typed = typed.strip()
    return or_(
        column.startswith(typed, autoescape=True),
        column.startswith(readable(typed), autoescape=True),
    )


def resolve(connection: Connection, event_id: EventId) -> EventId:
    """Return the event that stands for this one now: itself, unless it was merged away."""
    query = select(event_redirects.c.new_id).where(event_redirects.c.old_id == event_id)
    target = connection.execute(query).scalar()
    # One step is enough: `EventRows.redirect` shortens chains as they arise.
    return event_id if target is None else EventId(target)


def meant(connection: Connection, event_id: EventId, *, as_of: datetime | None) -> EventId:
    """Return the event whose articles are asked for by an id.

    At an earlier time a merged event may still have stood by itself.
    """
    if as_of is not None:
        had = select(exists().where(matches.c.event_id == event_id, matches.c.decided_at <= as_of))
        if connection.execute(had).scalar():
            return event_id
    return resolve(connection, event_id)
