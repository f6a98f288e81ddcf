"""Rows that say from when until when something was so."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ColumnElement, Select, Table, select

from tapestory.model import StorylineId
from tapestory.store.tables import storyline_events


def was_so(table: Table, as_of: datetime | None) -> ColumnElement[bool]:
    """Return the condition that a row holds now, or at a time.

    The table has the columns `known_at` and `gone_at`; NULL in the latter is what is so now.
    """
    if as_of is None:
        return table.c.gone_at.is_(None)
    return (table.c.known_at <= as_of) & (table.c.gone_at.is_(None) | (table.c.gone_at > as_of))


def in_storyline(storyline_id: StorylineId, as_of: datetime | None) -> Select[str]:
    """Return the ids of the events that belong to a storyline, or did at a time."""
    return select(storyline_events.c.event_id).where(
        storyline_events.c.storyline_id == storyline_id, was_so(storyline_events, as_of)
    )
