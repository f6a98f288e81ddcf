"""What was tested together about an event, kept beside what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, delete, insert, select

from tapestory.model import EventId, Family, FamilyTested
from tapestory.store.codec import TEXTS
from tapestory.store.market_tables import move_families

_ORDER = {family.value: place for place, family in enumerate(Family)}


def save_families(
    connection: Connection, event_id: EventId, families: Sequence[FamilyTested]
) -> None:
    """Replace the families of an event."""
    connection.execute(delete(move_families).where(move_families.c.event_id == event_id))
    if families:
        connection.execute(
            insert(move_families),
            [
                {
                    "event_id": event_id,
                    "family": tested.family.value,
                    "members": TEXTS.dump(tested.members),
                }
                for tested in families
            ],
        )


def families_of(connection: Connection, event_id: EventId) -> tuple[FamilyTested, ...]:
    """Return the families of an event: parties, sectors, the rest."""
    query = select(move_families).where(move_families.c.event_id == event_id)
    rows = sorted(connection.execute(query), key=lambda row: _ORDER[row.family])
    return tuple(
        FamilyTested(family=Family(row.family), members=TEXTS.load(row.members)) for row in rows
    )
