"""What is known about an event beside its articles and its state: links and day 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import case, delete, insert, select, update

from tapestory.model import EventId, Link, Role
from tapestory.store import news_days
from tapestory.store.state_changes import StateChanges
from tapestory.store.tables import day_zeros, events, links

_ROLE_ORDER = case(
    {role.value: place for place, role in enumerate(Role)}, value=links.c.role, else_=len(Role)
)


class EventFacts(StateChanges):
    """The facts of events; those of a merged event are found under its new id."""

    def save_links(self, event_id: EventId, found: Iterable[Link]) -> None:
        """Replace the links of an event.

        When it gains or loses one, or one changes its role, its moves are due again.
        """
        event_id = self._id(event_id)
        former = self.links(event_id)
        present = list(found)
        if set(former) == set(present):
            return
        self._connection.execute(delete(links).where(links.c.event_id == event_id))
        if present:
            self._connection.execute(
                insert(links),
                [
                    {
                        "event_id": event_id,
                        "symbol": link.symbol or "",
                        "sector": link.sector or "",
                        "role": link.role.value,
                        "mentions": link.mentions,
                    }
                    for link in present
                ],
            )
        if _targets(former) != _targets(present):
            self._due(event_id)
            news_days.renew(self._connection, event_id)

    def _due(self, event_id: EventId) -> None:
        self._connection.execute(
            update(events).where(events.c.id == event_id).values(measured=False)
        )

    def links(self, event_id: EventId) -> list[Link]:
        """Return the links: subjects, then affected, then mentioned; most mentioned first."""
        query = (
            select(links)
            .where(links.c.event_id == self._id(event_id))
            .order_by(_ROLE_ORDER, links.c.mentions.desc(), links.c.symbol, links.c.sector)
        )
        return [
            Link(
                event_id=EventId(row.event_id),
                symbol=row.symbol or None,
                sector=row.sector or None,
                role=Role(row.role),
                mentions=row.mentions,
            )
            for row in self._connection.execute(query)
        ]

    def save_day0(self, event_id: EventId, sessions: Mapping[str, date]) -> None:
        """Replace the first sessions that could react, by exchange.

        When that changes any, the moves of the event are due again.
        """
        event_id = self._id(event_id)
        if self.day0(event_id) == dict(sessions):
            return
        self._due(event_id)
        self._connection.execute(delete(day_zeros).where(day_zeros.c.event_id == event_id))
        if sessions:
            self._connection.execute(
                insert(day_zeros),
                [
                    {"event_id": event_id, "mic": mic, "session": session}
                    for mic, session in sessions.items()
                ],
            )
        news_days.renew(self._connection, event_id)

    def day0(self, event_id: EventId) -> dict[str, date]:
        """Return the first session that could react, by exchange."""
        query = (
            select(day_zeros.c.mic, day_zeros.c.session)
            .where(day_zeros.c.event_id == self._id(event_id))
            .order_by(day_zeros.c.mic)
        )
        return {row.mic: row.session for row in self._connection.execute(query)}


def _targets(found: Iterable[Link]) -> set[tuple[str | None, str | None, Role]]:
    return {(link.symbol, link.sector, link.role) for link in found}
