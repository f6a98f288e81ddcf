"""Storylines and related events: what is so now, what was so at a time, and what they are made of.

Rows are never overwritten but closed, so that an earlier time can be asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    bindparam,
    case,
    delete,
    exists,
    func,
    or_,
    select,
    update,
)

from tapestory.model import EventId, RelatedEvent, Relation, Storyline, StorylineId
from tapestory.store import redirects, sqlite
from tapestory.store.chunks import chunked
from tapestory.store.codec import WEIGHTS
from tapestory.store.events import EventRows
from tapestory.store.gists import StoredGist, gist_of
from tapestory.store.matches import in_force
from tapestory.store.spans import in_storyline, was_so
from tapestory.store.tables import (
    event_gists,
    event_redirects,
    events,
    matches,
    placements,
    related_events,
    storyline_events,
    untold_events,
)

_PLACED = select(storyline_events).where(
    storyline_events.c.event_id == bindparam("wanted"), storyline_events.c.gone_at.is_(None)
)
_RELATED = select(related_events).where(
    related_events.c.event_id == bindparam("wanted"), related_events.c.gone_at.is_(None)
)
_KEEP_GIST = sqlite.upsert(event_gists, key=["event_id"])
_PLACE = sqlite.upsert(storyline_events, key=["event_id", "known_at"])
_RELATE = sqlite.upsert(related_events, key=["event_id", "other_id", "known_at"])


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundRelation:
    """A related event, as it was found."""

    other: EventId
    relation: Relation
    """What the other event is to the one that found it."""
    score: float
    known_at: datetime
    """When the later of the two was known as it was compared."""


class StorylineRows:
    """Which storyline each event belongs to, and which events are related."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def waiting(self) -> list[EventId]:
        """Return the events that changed since their storyline was decided, oldest first."""
        query = (
            select(events.c.id)
            .join(untold_events, untold_events.c.event_id == events.c.id)
            .order_by(events.c.first_seen, events.c.id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]

    def finish(self, event_id: EventId) -> None:
        """Note that an event's storyline was decided with all that we hold of it."""
        self._connection.execute(delete(untold_events).where(untold_events.c.event_id == event_id))

    def vanished(self) -> list[tuple[EventId, datetime]]:
        """Return the events that were told and hold no articles any more, and since when."""
        query = select(event_gists.c.event_id, event_gists.c.known_at).where(
            # The last article's leaving made it stale, and without articles it stays so.
            event_gists.c.event_id.in_(select(events.c.id).where(events.c.stale.is_(True))),
            ~exists().where(placements.c.event_id == event_gists.c.event_id),
        )
        return [
            (EventId(row.event_id), self._left(EventId(row.event_id)) or row.known_at)
            for row in self._connection.execute(query).all()
        ]

    def _left(self, event_id: EventId) -> datetime | None:
        """Return when the last article of an event was decided to be elsewhere."""
        ever = select(matches.c.article_id).where(matches.c.event_id == event_id)
        query = (
            select(func.max(matches.c.decided_at))
            .join(placements, placements.c.match_number == matches.c.number)
            .where(placements.c.article_id.in_(ever))
        )
        return self._connection.execute(query).scalar()

    def keep_gist(self, gist: StoredGist) -> None:
        """Keep what an event holds."""
        self._connection.execute(
            _KEEP_GIST,
            {
                "event_id": gist.event_id,
                "first_told": gist.first,
                "last_told": gist.last,
                "articles": gist.articles,
                "is_roundup": gist.is_roundup,
                "holds": WEIGHTS.dump(dict(gist.holds)),
                "known_at": gist.known_at,
            },
        )

    def gists(self, since: datetime) -> Iterator[tuple[StoredGist, StorylineId]]:
        """Yield the events last told since a time, the oldest news first, and their storyline.

        They are read as they are wanted: nobody has to hold all of them.
        """
        query = (
            select(event_gists, storyline_events.c.storyline_id)
            .join(storyline_events, storyline_events.c.event_id == event_gists.c.event_id)
            .where(event_gists.c.last_told >= since, storyline_events.c.gone_at.is_(None))
            .order_by(event_gists.c.last_told, event_gists.c.event_id)
        )
        for row in self._connection.execute(query):
            yield gist_of(row), StorylineId(row.storyline_id)

    def told_since(self, time: datetime) -> frozenset[StorylineId]:
        """Return the storylines of which an event was last told at a time or later."""
        query = (
            select(storyline_events.c.storyline_id)
            .join(event_gists, event_gists.c.event_id == storyline_events.c.event_id)
            .where(event_gists.c.last_told >= time, storyline_events.c.gone_at.is_(None))
        )
        return frozenset(StorylineId(one) for one in self._connection.scalars(query))

    def gist(self, event_id: EventId) -> StoredGist | None:
        """Return what an event held when its storyline was last decided."""
        query = select(event_gists).where(event_gists.c.event_id == event_id)
        row = self._connection.execute(query).first()
        return None if row is None else gist_of(row)

    def forget_gists(self, ids: Iterable[EventId]) -> None:
        """Drop what nothing new can be compared with."""
        for chunk in chunked(ids):
            self._connection.execute(delete(event_gists).where(event_gists.c.event_id.in_(chunk)))

    def place(self, event_id: EventId, storyline_id: StorylineId, *, at: datetime) -> None:
        """Let an event belong to a storyline from a time on, but not from before what it was."""
        present = self._connection.execute(_PLACED, {"wanted": event_id}).first()
        if present is not None and present.storyline_id == storyline_id:
            return
        if present is not None:
            at = max(at, present.known_at)
            self._close(storyline_events, storyline_events.c.event_id == event_id, at=at)
        self._connection.execute(
            _PLACE,
            {"event_id": event_id, "known_at": at, "storyline_id": storyline_id, "gone_at": None},
        )

    def relate(self, event_id: EventId, found: Iterable[FoundRelation], *, at: datetime) -> None:
        """Replace the relations that an event found, from a time on; those of others stay."""
        wanted = {(one.other, one.relation): one for one in found if one.other != event_id}
        for row in self._connection.execute(_RELATED, {"wanted": event_id}).all():
            key = (EventId(row.other_id), Relation(row.relation))
            own = (
                (related_events.c.event_id == event_id)
                & (related_events.c.other_id == row.other_id)
                & (related_events.c.known_at == row.known_at)
            )
            if key in wanted and wanted[key].score == row.score:
                del wanted[key]
                continue
            closed_at = max(at, row.known_at)
            self._close(related_events, own, at=closed_at)
            if key in wanted:  # still related, but not as closely: that orders them
                wanted[key] = replace(wanted[key], known_at=closed_at)
        for one in wanted.values():
            self._connection.execute(
                _RELATE,
                {
                    "event_id": event_id,
                    "other_id": one.other,
                    "known_at": one.known_at,
                    "relation": one.relation.value,
                    "score": one.score,
                    "gone_at": None,
                },
            )

    def leave(self, event_id: EventId, *, at: datetime) -> None:
        """Let an event that is no more belong to nothing from a time on."""
        self._close(storyline_events, storyline_events.c.event_id == event_id, at=at)
        either = (related_events.c.event_id == event_id) | (related_events.c.other_id == event_id)
        self._close(related_events, either, at=at)
        self._connection.execute(delete(event_gists).where(event_gists.c.event_id == event_id))
        # A merged one has nothing left to wait for.
        merged = exists().where(event_redirects.c.old_id == events.c.id)
        gone = update(events).where(events.c.id == event_id, merged).values(stale=False)
        self._connection.execute(gone)
        self.finish(event_id)

    def _close(self, table: Table, which: ColumnElement[bool], *, at: datetime) -> None:
        present = which & table.c.gone_at.is_(None)
        # What was never so at any time that can be asked for need not be kept.
        self._connection.execute(delete(table).where(present, table.c.known_at >= at))
        self._connection.execute(update(table).where(present).values(gone_at=at))

    def of(self, event_id: EventId, *, as_of: datetime | None = None) -> StorylineId | None:
        """Return the storyline of an event; None when it was not decided by then."""
        query = select(storyline_events.c.storyline_id).where(
            storyline_events.c.event_id == event_id, was_so(storyline_events, as_of)
        )
        found = self._connection.execute(query).scalar()
        return None if found is None else StorylineId(found)

    def get(self, storyline_id: StorylineId, *, as_of: datetime | None = None) -> Storyline | None:
        """Return a storyline; None when no event belongs to it."""
        members = self._members(storyline_id, as_of=as_of)
        if not members:
            return None
        told = self._told(members, as_of=as_of)
        most = max(members, key=lambda one: told.get(one, 0))  # of equals the earliest
        central = EventRows(self._connection).get(most, as_of=as_of)
        return Storyline(
            id=storyline_id,
            title=central.title if central is not None else "",
            events=tuple(members),
        )

    def _members(self, storyline_id: StorylineId, *, as_of: datetime | None) -> list[EventId]:
        query = (
            select(events.c.id)
            .where(events.c.id.in_(in_storyline(storyline_id, as_of)))
            .order_by(events.c.happened, events.c.id)
        )
        found = [EventId(row) for row in self._connection.execute(query).scalars()]
        if as_of is None:
            return found
        happened = EventRows(self._connection).happened_then(found, as_of=as_of)
        return sorted(found, key=lambda event_id: (happened[event_id], event_id))

    def _told(self, ids: Sequence[EventId], *, as_of: datetime | None) -> dict[EventId, int]:
        """Return how many articles tell each event."""
        counted: dict[EventId, int] = {}
        for chunk in chunked(ids):
            ever = select(matches.c.article_id).where(matches.c.event_id.in_(chunk))
            placed = in_force(as_of, among=matches.c.article_id.in_(ever))
            query = (
                select(placed.c.event_id, func.count().label("articles"))
                .where(placed.c.event_id.in_(chunk))
                .group_by(placed.c.event_id)
            )
            counted |= {
                EventId(row.event_id): row.articles for row in self._connection.execute(query)
            }
        return counted

    def related(self, event_id: EventId, *, as_of: datetime | None = None) -> list[RelatedEvent]:
        """Return the related events, the closest first; what each is to this event.

        Of an event that was merged a moment ago it is the one that it went into.
        """
        columns = (
            related_events.c.event_id,
            related_events.c.other_id,
            related_events.c.relation,
            related_events.c.score,
        )
        mine = related_events.c.event_id == event_id
        other = case((mine, related_events.c.other_id), else_=related_events.c.event_id)
        stands = func.coalesce(event_redirects.c.new_id, other) if as_of is None else other
        query = (
            select(*columns, events.c.id, events.c.title, events.c.happened)
            .outerjoin(event_redirects, event_redirects.c.old_id == other)
            .join(events, events.c.id == stands)
            .where(or_(mine, related_events.c.other_id == event_id), was_so(related_events, as_of))
            .order_by(related_events.c.score.desc(), other)
        )
        found: dict[EventId, RelatedEvent] = {}
        for row in self._connection.execute(query):
            relation = Relation(row.relation)
            if row.event_id != event_id:
                relation = relation.inverse
            one = EventId(row.id)
            if one != event_id:
                found.setdefault(
                    one,
                    RelatedEvent(id=one, relation=relation, title=row.title, happened=row.happened),
                )
        return [self._as_titled(one, as_of) for one in found.values()]

    def _as_titled(self, related: RelatedEvent, as_of: datetime | None) -> RelatedEvent:
        if as_of is None:
            return related
        then = EventRows(self._connection).get(related.id, as_of=as_of)
        if then is None:
            return related
        return replace(related, title=then.title, happened=then.happened)

    def by_prefix(
        self, typed: str, limit: int = 10, *, as_of: datetime | None = None
    ) -> list[StorylineId]:
        """Return the storylines whose id begins so."""
        query = (
            select(storyline_events.c.storyline_id)
            .where(
                redirects.begins(storyline_events.c.storyline_id, typed),
                was_so(storyline_events, as_of),
            )
            .distinct()
            .order_by(storyline_events.c.storyline_id)
            .limit(limit)
        )
        return [StorylineId(row) for row in self._connection.execute(query).scalars()]
