"""What events were called at an earlier time, and since when their titles were a person's."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection, select

from tapestory.model import Event, EventId
from tapestory.store.chunks import chunked
from tapestory.store.tables import edits, event_versions


def titled_then(
    connection: Connection, present: Sequence[Event], *, as_of: datetime
) -> list[Event]:
    """Return events with the title and the time of the news that we gave them at a time."""
    given = _hand_titles(connection, as_of)
    former: dict[str, Event] = {event.id: event for event in present}
    for chunk in chunked(event.id for event in present):
        query = (
            select(event_versions)
            .where(event_versions.c.event_id.in_(chunk), event_versions.c.known_at <= as_of)
            .order_by(event_versions.c.known_at)
        )
        for row in connection.execute(query):
            former[row.event_id] = replace(
                former[row.event_id],
                title=row.title,
                happened=row.happened,
                happened_precise=row.happened_precise,
                title_by_hand=False,
            )
    return [
        replace(former[event.id], title=given[event.id], title_by_hand=True)
        if given.get(event.id)
        else former[event.id]
        for event in present
    ]


def _hand_titles(connection: Connection, as_of: datetime) -> dict[EventId, str]:
    query = (
        select(edits.c.detail)
        .where(edits.c.at <= as_of, edits.c.detail.contains('"retitled":{'))
        .order_by(edits.c.number)
    )
    found: dict[EventId, str] = {}
    for detail in connection.execute(query).scalars():
        retitled = json.loads(detail)["retitled"]
        found[EventId(retitled["event_id"])] = retitled["after"]
    return found
