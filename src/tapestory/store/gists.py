"""What an event held when its storyline was last decided: a row, and the value in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from tapestory.model import EventId
from tapestory.store.codec import WEIGHTS
from tapestory.store.types import AnyRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredGist:
    """What an event held when its storyline was last decided."""

    event_id: EventId
    first: datetime
    last: datetime
    articles: int
    is_roundup: bool
    holds: Mapping[str, float]
    known_at: datetime
    """When the latest of the articles and decisions behind it was known."""


def gist_of(row: AnyRow) -> StoredGist:
    """Return the value in a row."""
    return StoredGist(
        event_id=EventId(row.event_id),
        first=row.first_told,
        last=row.last_told,
        articles=row.articles,
        is_roundup=row.is_roundup,
        holds=WEIGHTS.load(row.holds),
        known_at=row.known_at,
    )
