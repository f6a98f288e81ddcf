"""Ids as people type them, and ids of merged events, to the ids that are meant."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from sqlalchemy import (
    ColumnElement,
    Connection,
    Select,
    String,
    and_,
    bindparam,
    exists,
    or_,
    select,
)

from tapestory.model import EventId
from tapestory.store.matches import in_force
from tapestory.store.tables import event_redirects, matches, redirect_changes
from tapestory.store.types import UtcDateTime

_LAST = "\U0010ffff"
"""Comes behind whatever an id may go on with."""
_LOOKALIKES = str.maketrans("ilo", "110")


def readable(typed: str) -> str:
    """Return an id or its beginning as stored, whatever its case and look-alike letters.

    Source: Crockford's Base32, which decodes I and L as 1 and O as 0.
    """
    return typed.strip().lower().translate(_LOOKALIKES)


def begins(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Return the condition that an id of ours begins as typed, or as `readable` takes it.

    It is looked up: only what lies between two ids is asked for.
    """
    meant = dict.fromkeys((typed.strip().lower(), readable(typed)))
    return or_(*(begins_literally(column, one) for one in meant))


def begins_literally(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Return the condition that an id begins just as typed; it is looked up."""
    typed = typed.strip()
    return and_(column >= typed, column < f"{typed}{_LAST}")


def begins_in_any_case(column: ColumnElement[str], typed: str) -> ColumnElement[bool]:
    """Return the condition that an id begins as typed in any case, or as `readable` takes it.

    Every id is looked at.
    """
    meant = dict.fromkeys((typed.strip(), readable(typed)))
    return or_(*(column.startswith(one, autoescape=True) for one in meant))


def resolve(connection: Connection, event_id: EventId) -> EventId:
    """Return the event that stands for this one now: itself, unless it was merged away."""
    query = select(event_redirects.c.new_id).where(event_redirects.c.old_id == event_id)
    target = connection.execute(query).scalar()
    # One step is enough: `EventRows.redirect` shortens chains as they arise.
    return event_id if target is None else EventId(target)


def meant(connection: Connection, event_id: EventId, *, as_of: datetime | None) -> EventId:
    """Return the event whose articles are asked for by an id.

    At an earlier time a merged event may still have stood by itself, and one that was split off
    again may have been merged.
    """
    if as_of is None:
        return resolve(connection, event_id)
    if _stood(connection, event_id, as_of):
        return event_id
    changes = (
        select(redirect_changes.c.new_id)
        .where(redirect_changes.c.old_id == event_id, redirect_changes.c.at <= as_of)
        .order_by(redirect_changes.c.at.desc(), redirect_changes.c.number.desc())
    )
    target = connection.execute(changes.limit(1)).scalar()
    return resolve(connection, event_id) if target is None else EventId(target)


def _stood(connection: Connection, event_id: EventId, as_of: datetime) -> bool:
    """Tell whether an event had articles of its own at a time."""
    values = {"event": event_id, "as_of": as_of}
    return bool(connection.execute(_holding_then(), values).scalar())


@cache
def _holding_then() -> Select[bool]:
    """Return the question, made once: it is asked of every event of a list, several times."""
    event, as_of = bindparam("event", type_=String), bindparam("as_of", type_=UtcDateTime())
    ever = select(matches.c.article_id).where(
        matches.c.event_id == event, matches.c.decided_at <= as_of
    )
    placed = in_force(as_of, among=matches.c.article_id.in_(ever))
    return select(exists().where(placed.c.event_id == event))
