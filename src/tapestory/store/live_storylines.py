"""What storylines and relations are decided from, so that a decision looks up what it needs."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import BindParameter, Connection, Table, bindparam, delete, select

from tapestory.model import EventId, StorylineId
from tapestory.store import sqlite
from tapestory.store.chunks import chunked
from tapestory.store.codec import WEIGHTS
from tapestory.store.gists import StoredGist, gist_of
from tapestory.store.story_tables import (
    event_features,
    live_storylines,
    storyline_features,
    storyline_totals,
)
from tapestory.store.tables import event_gists, storyline_events
from tapestory.store.types import AnyRow, AnySelect

_TABLES = (storyline_totals, live_storylines, storyline_features, event_features)
_WANTED: BindParameter[str] = bindparam("wanted", expanding=True)
_GISTS = select(event_gists).where(event_gists.c.event_id.in_(_WANTED))
_HEADS = select(live_storylines).where(live_storylines.c.storyline_id.in_(_WANTED))
_COUNTS = select(
    storyline_features.c.feature, storyline_features.c.storylines, storyline_features.c.events
).where(storyline_features.c.feature.in_(_WANTED))
_HOLDERS = select(storyline_features).where(storyline_features.c.feature.in_(_WANTED))
_HOLDING = select(event_features).where(event_features.c.feature.in_(_WANTED))
_PLACES = (
    select(storyline_events.c.event_id, storyline_events.c.storyline_id)
    .join(live_storylines, live_storylines.c.storyline_id == storyline_events.c.storyline_id)
    .join(event_gists, event_gists.c.event_id == storyline_events.c.event_id)
    .where(storyline_events.c.event_id.in_(_WANTED), storyline_events.c.gone_at.is_(None))
)
_SPANS = (
    select(
        event_gists.c.event_id,
        event_gists.c.first_told,
        event_gists.c.last_told,
        event_gists.c.is_roundup,
        event_gists.c.known_at,
    )
    .join(storyline_events, storyline_events.c.event_id == event_gists.c.event_id)
    .where(
        storyline_events.c.storyline_id == bindparam("wanted"),
        storyline_events.c.gone_at.is_(None),
    )
    .order_by(event_gists.c.first_told, event_gists.c.event_id)
)
_KEEP_TOTALS = sqlite.upsert(storyline_totals, key=["number"], update=["storylines", "events"])
_KEEP_HEAD = sqlite.upsert(live_storylines, key=["storyline_id"])
_KEEP_HOLDERS = sqlite.upsert(storyline_features, key=["feature"])
_KEEP_HOLDING = sqlite.upsert(event_features, key=["feature"])


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHead:
    """What the events of a storyline that may go on have in common."""

    first: datetime
    last: datetime
    stands_alone: bool
    centre: Mapping[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredHolders:
    """How many live storylines, and events in them, hold a feature, and which were told last."""

    storylines: int
    events: int
    latest: Sequence[StorylineId]


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredSpan:
    """When an event was told, and from when on that was known."""

    first: datetime
    last: datetime
    is_roundup: bool
    known_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredTotals:
    """How many storylines and events are counted."""

    storylines: int
    events: int


class LiveStorylineRows:
    """Storylines that may go on, and who holds which feature."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def totals(self) -> StoredTotals | None:
        """Return how much is counted; None before it was."""
        row = self._connection.execute(select(storyline_totals)).first()
        if row is None:
            return None
        return StoredTotals(storylines=row.storylines, events=row.events)

    def counts(self, features: Collection[str]) -> dict[str, tuple[int, int]]:
        """Return feature → how many storylines and how many events hold it; 0 left out."""
        return {row.feature: (row.storylines, row.events) for row in self._all(_COUNTS, features)}

    def holders(self, features: Collection[str]) -> dict[str, StoredHolders]:
        """Return which storylines hold the features."""
        return {
            row.feature: StoredHolders(
                storylines=row.storylines,
                events=row.events,
                latest=[StorylineId(one) for one in row.latest.split()],
            )
            for row in self._all(_HOLDERS, features)
        }

    def events_holding(self, features: Collection[str]) -> dict[str, list[EventId]]:
        """Return feature → the events that hold it and were told last, the latest last."""
        return {
            row.feature: [EventId(one) for one in row.latest.split()]
            for row in self._all(_HOLDING, features)
        }

    def heads(self, storylines: Collection[StorylineId]) -> dict[StorylineId, StoredHead]:
        """Return those of the storylines that may go on."""
        return {
            StorylineId(row.storyline_id): StoredHead(
                first=row.first_told,
                last=row.last_told,
                stands_alone=row.stands_alone,
                centre=WEIGHTS.load(row.centre),
            )
            for row in self._all(_HEADS, storylines)
        }

    def spans(self, storyline_id: StorylineId) -> dict[EventId, StoredSpan]:
        """Return the events of a storyline, in order of time."""
        return {
            EventId(row.event_id): StoredSpan(
                first=row.first_told,
                last=row.last_told,
                is_roundup=row.is_roundup,
                known_at=row.known_at,
            )
            for row in self._connection.execute(_SPANS, {"wanted": storyline_id})
        }

    def storylines_of(self, events: Collection[EventId]) -> dict[EventId, StorylineId]:
        """Return the storylines of those of the events whose storyline may go on."""
        return {
            EventId(row.event_id): StorylineId(row.storyline_id)
            for row in self._all(_PLACES, events)
        }

    def silent_since(self, time: datetime) -> dict[StorylineId, datetime]:
        """Return the storylines that were last told before a time, and when."""
        query = select(live_storylines.c.storyline_id, live_storylines.c.last_told).where(
            live_storylines.c.last_told < time
        )
        return {
            StorylineId(row.storyline_id): row.last_told for row in self._connection.execute(query)
        }

    def told_before(self, time: datetime) -> dict[EventId, datetime]:
        """Return the events that were last told before a time, and when."""
        query = select(event_gists.c.event_id, event_gists.c.last_told).where(
            event_gists.c.last_told < time
        )
        return {EventId(row.event_id): row.last_told for row in self._connection.execute(query)}

    def gists(self, events: Collection[EventId]) -> list[StoredGist]:
        """Return what events held when their storyline was last decided."""
        return [gist_of(row) for row in self._all(_GISTS, events)]

    def newest(self, *, until: datetime) -> datetime | None:
        """Return when an event was last told by a time."""
        last = event_gists.c.last_told
        query = select(last).where(last <= until).order_by(last.desc()).limit(1)
        return self._connection.execute(query).scalar()

    def told_after(self, time: datetime) -> list[EventId]:
        """Return the events that were last told after a time."""
        query = select(event_gists.c.event_id).where(event_gists.c.last_told > time)
        return [EventId(name) for name in self._connection.execute(query).scalars()]

    def keep_heads(self, heads: Mapping[StorylineId, StoredHead | None]) -> None:
        """Keep storylines; None: it goes on no more."""
        kept = [
            {
                "storyline_id": storyline_id,
                "first_told": head.first,
                "last_told": head.last,
                "stands_alone": head.stands_alone,
                "centre": WEIGHTS.dump(dict(head.centre)),
            }
            for storyline_id, head in heads.items()
            if head is not None
        ]
        if kept:
            self._connection.execute(_KEEP_HEAD, kept)
        self._drop(live_storylines, [one for one, head in heads.items() if head is None])

    def keep_holders(self, holders: Mapping[str, StoredHolders]) -> None:
        """Keep who holds features; a feature that nobody holds goes."""
        kept = [
            {
                "feature": feature,
                "storylines": one.storylines,
                "events": one.events,
                "latest": " ".join(one.latest),
            }
            for feature, one in holders.items()
            if one.storylines or one.events
        ]
        if kept:
            self._connection.execute(_KEEP_HOLDERS, kept)
        kept_features = {row["feature"] for row in kept}
        self._drop(storyline_features, [one for one in holders if one not in kept_features])

    def keep_holding(self, holding: Mapping[str, Sequence[EventId]]) -> None:
        """Keep which events hold features; a feature that none holds goes."""
        kept = [
            {"feature": feature, "latest": " ".join(events)}
            for feature, events in holding.items()
            if events
        ]
        if kept:
            self._connection.execute(_KEEP_HOLDING, kept)
        self._drop(event_features, [one for one, events in holding.items() if not events])

    def keep_totals(self, *, storylines: int, events: int) -> None:
        """Keep how much is counted, which makes all that was kept count."""
        row = {"number": 1, "storylines": storylines, "events": events}
        self._connection.execute(_KEEP_TOTALS, row)

    def clear(self) -> None:
        """Keep nothing: all is to be counted anew."""
        for table in _TABLES:
            self._connection.execute(delete(table))

    def _all(self, query: AnySelect, wanted: Iterable[str]) -> Iterator[AnyRow]:
        for chunk in chunked(wanted):
            yield from self._connection.execute(query, {"wanted": chunk})

    def _drop(self, table: Table, keys: Iterable[str]) -> None:
        key = next(iter(table.primary_key.columns))
        for chunk in chunked(keys):
            self._connection.execute(delete(table).where(key.in_(chunk)))
