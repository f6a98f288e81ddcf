"""Who belongs to an event, and which events a query finds."""

from __future__ import annotations

from tapestory.model import (
    EventId,
)
from tapestory.store import EventQuery, Session

E1, E2, E3 = EventId("e1"), EventId("e2"), EventId("e3")


def members(session: Session, name: str) -> list[str]:
    return [found.id for found, _ in session.events.members(EventId(name))]


def found(session: Session, query: EventQuery) -> list[str]:
    return [summary.event.id for summary in session.events.find(query)]
