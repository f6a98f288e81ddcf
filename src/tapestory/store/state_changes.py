"""How sure anybody was of events, and since when that was known: a history that only grows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, case, func, insert, select, update

from tapestory.model import EventId, VerificationChange, VerificationState
from tapestory.store import redirects
from tapestory.store.chunks import chunked
from tapestory.store.codec import EVIDENCE
from tapestory.store.tables import articles, events, matches, placements, verification_changes

OPEN_STATES = (VerificationState.RUMOUR, VerificationState.REPORTED)
"""What is neither confirmed nor denied, so that silence makes it stale."""


_STATE = (
    select(verification_changes.c.state)
    .where(verification_changes.c.event_id == bindparam("wanted"))
    .order_by(verification_changes.c.number.desc())
    .limit(1)
    .scalar_subquery()
)
_NEWEST = (
    select(func.max(articles.c.time))
    .join(placements, placements.c.article_id == articles.c.id)
    .where(placements.c.event_id == bindparam("wanted"), articles.c.copy_of.is_(None))
    .scalar_subquery()
)
_UNSETTLED = (
    update(events)
    .where(events.c.id == bindparam("wanted"))
    .values(unsettled_since=case((_STATE.in_(OPEN_STATES), _NEWEST)))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownChange:
    """A change of state, and from when we would have said so."""

    change: VerificationChange
    known_at: datetime


class StateChanges:
    """The changes of state. Those of a merged event wait under its old id."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def _id(self, event_id: EventId) -> EventId:
        return redirects.resolve(self._connection, event_id)

    def append_verification(self, event_id: EventId, changes: Iterable[KnownChange]) -> None:
        """Add changes to the history of an event; what is there stays for good.

        Raises:
            ValueError: One is earlier, or was known earlier, than what was there before it.
        """
        event_id = self._id(event_id)
        held = self.known_changes(event_id)
        last = held[-1] if held else None
        rows = []
        for item in changes:
            at, known_at = item.change.at, item.known_at
            if last is not None and (at < last.change.at or known_at < last.known_at):
                message = f"event {event_id} was {last.change.state} after {at.isoformat()} already"
                raise ValueError(message)
            evidence = item.change.evidence
            rows.append(
                {
                    "event_id": event_id,
                    "at": at,
                    "known_at": known_at,
                    "state": item.change.state.value,
                    "evidence": None if evidence is None else EVIDENCE.dump(evidence),
                }
            )
            last = item
        if rows:
            self._connection.execute(insert(verification_changes), rows)
            self._note_unsettled(event_id)

    def _note_unsettled(self, event_id: EventId) -> None:
        """Keep since when an event that is neither confirmed nor denied has had no news."""
        self._connection.execute(_UNSETTLED, {"wanted": event_id})

    def known_changes(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> list[KnownChange]:
        """Return how sure anybody was, in order; with `as_of` only what was known then."""
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        query = (
            select(verification_changes)
            .where(verification_changes.c.event_id == event_id)
            .order_by(verification_changes.c.number)
        )
        if as_of is not None:
            query = query.where(verification_changes.c.known_at <= as_of)
        return [
            KnownChange(
                change=VerificationChange(
                    at=row.at,
                    state=VerificationState(row.state),
                    evidence=None if row.evidence is None else EVIDENCE.load(row.evidence),
                ),
                known_at=row.known_at,
            )
            for row in self._connection.execute(query)
        ]

    def verification_history(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> list[VerificationChange]:
        """Return how sure anybody was, oldest first; with `as_of` only what was known then."""
        return [item.change for item in self.known_changes(event_id, as_of=as_of)]

    def settled_at(self, event_id: EventId, *, as_of: datetime | None = None) -> datetime | None:
        """Return when the last article came to an event or left it; None when none ever did."""
        event_id = redirects.meant(self._connection, event_id, as_of=as_of)
        theirs = matches.alias("theirs")
        query = (
            select(func.max(matches.c.decided_at), func.max(articles.c.first_seen))
            .join(theirs, theirs.c.article_id == matches.c.article_id)
            .join(articles, articles.c.id == matches.c.article_id)
            .where(theirs.c.event_id == event_id)
        )
        if as_of is not None:
            query = query.where(matches.c.decided_at <= as_of, articles.c.first_seen <= as_of)
        times = [time for time in self._connection.execute(query).one() if time is not None]
        return max(times, default=None)

    def reworded_at(self, event_id: EventId) -> datetime | None:
        """Return when an article of an event was last reworded; None when none ever was."""
        theirs = select(placements.c.article_id).where(placements.c.event_id == event_id)
        query = select(func.max(articles.c.revised_at)).where(articles.c.id.in_(theirs))
        return self._connection.execute(query).scalar()

    def silent(self, *, since: datetime) -> list[EventId]:
        """Return the events that are open still, and of which no article but a copy is newer."""
        perhaps = select(events.c.id).where(events.c.unsettled_since < since)
        newest = (
            select(func.max(verification_changes.c.number))
            .where(verification_changes.c.event_id.in_(perhaps))
            .group_by(verification_changes.c.event_id)
            .scalar_subquery()
        )
        last = (
            select(verification_changes.c.event_id, verification_changes.c.state)
            .where(verification_changes.c.number.in_(newest))
            .subquery("last")
        )
        query = (
            select(last.c.event_id)
            .join(placements, placements.c.event_id == last.c.event_id)
            .join(articles, articles.c.id == placements.c.article_id)
            .where(last.c.state.in_(OPEN_STATES), articles.c.copy_of.is_(None))
            .group_by(last.c.event_id)
            .having(func.max(articles.c.time) < since)
            .order_by(last.c.event_id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]


def latest_states(
    connection: Connection, ids: Iterable[EventId], *, as_of: datetime | None
) -> dict[str, VerificationState]:
    """Return the verification state of events; those without a history are left out."""
    found: dict[str, VerificationState] = {}
    for chunk in chunked(ids):
        query = (
            select(verification_changes.c.event_id, verification_changes.c.state)
            .where(verification_changes.c.event_id.in_(chunk))
            .order_by(verification_changes.c.number)
        )
        if as_of is not None:
            query = query.where(verification_changes.c.known_at <= as_of)
        for event_id, state in connection.execute(query):
            found[event_id] = VerificationState(state)
    return found
