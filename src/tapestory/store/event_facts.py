"""What is known about an event beside its articles: links, verification, relations, day 0."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import Connection, case, delete, exists, insert, select, update

from tapestory.model import (
    EventId,
    Link,
    Role,
    VerificationChange,
    VerificationState,
)
from tapestory.store import redirects
from tapestory.store.chunks import chunked
from tapestory.store.codec import EVIDENCE
from tapestory.store.tables import (
    day_zeros,
    event_redirects,
    events,
    links,
    placements,
    verification_changes,
)

_ROLE_ORDER = case(
    {role.value: place for place, role in enumerate(Role)}, value=links.c.role, else_=len(Role)
)


class EventFacts:
    """The facts of events; those of a merged event are found under its new id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _id(self, event_id: EventId) -> EventId:
        return redirects.resolve(self._connection, event_id)

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

    def events_of_symbol(self, symbol: str, *, since: datetime) -> list[EventId]:
        """Return the events linked to a symbol whose last article is not older, oldest first."""
        query = (
            select(events.c.id)
            .join(links, links.c.event_id == events.c.id)
            .where(
                links.c.symbol == symbol,
                events.c.last_seen >= since,
                exists().where(placements.c.event_id == events.c.id),
                ~exists().where(event_redirects.c.old_id == events.c.id),
            )
            .order_by(events.c.first_seen, events.c.id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]

    def neighbours(
        self, event_id: EventId, symbol: str, *, mic: str, around: date, reach: timedelta
    ) -> list[tuple[EventId, date]]:
        """Return the other events that concern a symbol, with their day 0 on its exchange.

        Args:
            event_id: Left out.
            symbol: As subject or affected; a mere mention does not concern it.
            mic: The symbol's exchange, as in `save_day0`.
            around: Day 0 of the event itself.
            reach: How far before and after it.
        """
        query = (
            select(links.c.event_id, day_zeros.c.session)
            .join(day_zeros, day_zeros.c.event_id == links.c.event_id)
            .where(
                links.c.symbol == symbol,
                links.c.role != Role.MENTIONED.value,
                links.c.event_id != self._id(event_id),
                day_zeros.c.mic == mic,
                day_zeros.c.session.between(around - reach, around + reach),
                exists().where(placements.c.event_id == links.c.event_id),
                ~exists().where(event_redirects.c.old_id == links.c.event_id),
            )
            .order_by(day_zeros.c.session, links.c.event_id)
        )
        return [(EventId(row.event_id), row.session) for row in self._connection.execute(query)]

    def append_verification(self, event_id: EventId, changes: Sequence[VerificationChange]) -> None:
        """Add those changes that are newer than the history we hold; what is there stays.

        Takes the whole history or its end, oldest first. Of several changes at the instant of
        our newest one, those that we do not hold are added.
        """
        event_id = self._id(event_id)
        held = self.verification_history(event_id)
        newest = held[-1].at if held else None
        fresh = [
            change
            for change in changes
            if newest is None or change.at > newest or (change.at == newest and change not in held)
        ]
        if fresh:
            self._connection.execute(
                insert(verification_changes),
                [
                    {
                        "event_id": event_id,
                        "at": change.at,
                        "state": change.state.value,
                        "evidence": (
                            None if change.evidence is None else EVIDENCE.dump(change.evidence)
                        ),
                    }
                    for change in fresh
                ],
            )

    def verification_history(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> list[VerificationChange]:
        """Return how sure anybody was, oldest first; with `as_of` only up to then."""
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        query = (
            select(verification_changes)
            .where(verification_changes.c.event_id == event_id)
            .order_by(verification_changes.c.at, verification_changes.c.number)
        )
        if as_of is not None:
            query = query.where(verification_changes.c.at <= as_of)
        return [
            VerificationChange(
                at=row.at,
                state=VerificationState(row.state),
                evidence=None if row.evidence is None else EVIDENCE.load(row.evidence),
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

    def day0(self, event_id: EventId) -> dict[str, date]:
        """Return the first session that could react, by exchange."""
        query = (
            select(day_zeros.c.mic, day_zeros.c.session)
            .where(day_zeros.c.event_id == self._id(event_id))
            .order_by(day_zeros.c.mic)
        )
        return {row.mic: row.session for row in self._connection.execute(query)}


def latest_states(
    connection: Connection, ids: Iterable[EventId], *, as_of: datetime | None
) -> dict[str, VerificationState]:
    """Return the verification state of events; those without a history are left out."""
    found: dict[str, VerificationState] = {}
    for chunk in chunked(ids):
        query = (
            select(verification_changes.c.event_id, verification_changes.c.state)
            .where(verification_changes.c.event_id.in_(chunk))
            .order_by(verification_changes.c.at, verification_changes.c.number)
        )
        if as_of is not None:
            query = query.where(verification_changes.c.at <= as_of)
        for event_id, state in connection.execute(query):
            found[event_id] = VerificationState(state)
    return found


def _targets(found: Iterable[Link]) -> set[tuple[str | None, str | None, Role]]:
    return {(link.symbol, link.sector, link.role) for link in found}
