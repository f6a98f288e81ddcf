"""Events: which articles belong to them, by which decisions, and what became of merged ones."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    select,
    update,
)

from tapestory.model import Article, ArticleId, Event, EventId, Match
from tapestory.store import full_text, redirects, sqlite
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.event_facts import EventFacts
from tapestory.store.matches import in_force
from tapestory.store.summaries import EventQuery, EventSummary, find_summaries, search_summaries
from tapestory.store.tables import (
    articles,
    event_redirects,
    event_versions,
    events,
    matches,
    placements,
)
from tapestory.store.types import AnyRow, AnySelect
from tapestory.store.wordings import as_they_stood

__all__ = ["EventQuery", "EventRows", "EventSummary"]

_EVENT_COLUMNS = (
    events.c.id,
    events.c.title,
    events.c.first_seen,
    events.c.last_seen,
    events.c.happened,
    events.c.happened_precise,
)

_KEEP_VERSION = sqlite.upsert(event_versions, key=["event_id", "known_at"])
_PLACED = (
    select(placements.c.event_id, matches.c.decided_at)
    .join(matches, matches.c.number == placements.c.match_number)
    .where(placements.c.article_id == bindparam("wanted"))
)
_PLACE = sqlite.upsert(placements, key=["article_id"])
_MATCH = insert(matches)
_KNOWN = (
    select(
        events.c.number,
        events.c.first_seen,
        events.c.last_seen,
        events.c.stale,
        event_redirects.c.new_id,
    )
    .outerjoin(event_redirects, event_redirects.c.old_id == events.c.id)
    .where(events.c.id == bindparam("wanted"))
)
_CREATE = insert(events)
_WIDEN = (
    update(events)
    .where(events.c.number == bindparam("wanted"))
    .values(first_seen=bindparam("first_seen"), last_seen=bindparam("last_seen"), stale=True)
)


def _event_of(row: AnyRow) -> Event:
    return Event(
        id=EventId(row.id),
        title=row.title,
        first_seen=row.first_seen,
        last_seen=row.last_seen,
        happened=row.happened,
        happened_precise=row.happened_precise,
    )


def _values(event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "first_seen": event.first_seen,
        "last_seen": event.last_seen,
        "happened": event.happened,
        "happened_precise": event.happened_precise,
    }


class EventRows(EventFacts):
    """The events. A merged event's id stands for the event that took it in."""

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        self._connection = connection

    def place(self, match: Match, event: Event) -> None:
        """Record the decision that an article belongs to an event; earlier ones are kept.

        The latest decision counts. An event that is not there yet is created as given; of one
        that is, only the times widen, and its title waits for `refresh`. The event becomes
        stale, and so does the one that the article leaves.
        """
        known = self._connection.execute(_KNOWN, {"wanted": match.event_id}).first()
        event_id = match.event_id
        if known is None:
            self._create(event, known_at=max(event.last_seen, match.decided_at))
        elif known.new_id is not None:
            event_id = known.new_id
            self._touch(event_id)
        else:
            self._widen(known, event)
        result = self._connection.execute(
            _MATCH,
            {
                "article_id": match.article_id,
                "event_id": event_id,
                "score": match.score,
                "reason": match.reason,
                "decided_at": match.decided_at,
            },
        )
        former = self._connection.execute(_PLACED, {"wanted": match.article_id}).first()
        if former is not None and former.decided_at > match.decided_at:
            return
        self._connection.execute(
            _PLACE,
            {
                "article_id": match.article_id,
                "event_id": event_id,
                "match_number": sqlite.new_number(result),
            },
        )
        if former is not None and former.event_id != event_id:
            self._touch(former.event_id)

    def _create(self, event: Event, *, known_at: datetime) -> None:
        result = self._connection.execute(
            _CREATE, {"id": event.id, "stale": True, "measured": True, **_values(event)}
        )
        full_text.index_event(self._connection, sqlite.new_number(result), title=event.title)
        self._keep_version(event, known_at=known_at)

    def _widen(self, known: AnyRow, event: Event) -> None:
        first_seen = min(known.first_seen, event.first_seen)
        last_seen = max(known.last_seen, event.last_seen)
        if (known.first_seen, known.last_seen, known.stale) == (first_seen, last_seen, True):
            return
        self._connection.execute(
            _WIDEN, {"wanted": known.number, "first_seen": first_seen, "last_seen": last_seen}
        )

    def _touch(self, event_id: str) -> None:
        self._connection.execute(update(events).where(events.c.id == event_id).values(stale=True))

    def _keep_version(self, event: Event, *, known_at: datetime) -> None:
        self._connection.execute(
            _KEEP_VERSION,
            {
                "event_id": event.id,
                "known_at": known_at,
                "title": event.title,
                "happened": event.happened,
                "happened_precise": event.happened_precise,
            },
        )

    def refresh(self, event: Event) -> None:
        """Overwrite the title and times of an event, as they follow from its articles now.

        What replays need is kept: the former title counts until the latest article or decision
        that we hold of the event.
        """
        stored = self._connection.execute(
            select(events.c.number, events.c.title).where(events.c.id == event.id)
        ).first()
        if stored is None:
            return
        decided = self._connection.execute(
            select(func.max(matches.c.decided_at))
            .join(placements, placements.c.match_number == matches.c.number)
            .where(placements.c.event_id == event.id)
        ).scalar()
        self._connection.execute(
            update(events).where(events.c.id == event.id).values(_values(event))
        )
        self._keep_version(event, known_at=max(event.last_seen, decided or event.last_seen))
        if stored.title != event.title:
            full_text.forget_event(self._connection, stored.number, title=stored.title)
            full_text.index_event(self._connection, stored.number, title=event.title)

    def get(self, event_id: EventId) -> Event | None:
        """Return the event, or the one that it was merged into; None when there is none."""
        query = select(*_EVENT_COLUMNS).where(events.c.id == self._id(event_id))
        row = self._connection.execute(query).first()
        return None if row is None else _event_of(row)

    def by_prefix(self, prefix: str, limit: int = 10) -> list[Event]:
        """Return the events whose id, or a former id, begins so; at most `limit`, 0 for all."""
        former = select(event_redirects.c.new_id).where(
            redirects.begins(event_redirects.c.old_id, prefix)
        )
        query = (
            select(*_EVENT_COLUMNS)
            .where(
                (redirects.begins(events.c.id, prefix) & ~self._merged()) | events.c.id.in_(former)
            )
            .order_by(events.c.id)
        )
        if limit:
            query = query.limit(limit)
        return [_event_of(row) for row in self._connection.execute(query)]

    @staticmethod
    def _merged() -> Any:
        return exists().where(event_redirects.c.old_id == events.c.id)

    def find(self, query: EventQuery) -> list[EventSummary]:
        """Return the events that meet the query, latest news first."""
        return find_summaries(self._connection, query)

    def search(self, text: str, *, limit: int, as_of: datetime | None = None) -> list[EventSummary]:
        """Return the events whose title or articles hold every word of a text, best first."""
        return search_summaries(self._connection, text, limit=limit, as_of=as_of)

    def members(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> list[tuple[Article, Match]]:
        """Return the articles of an event with the match that put them there, oldest first.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: Only articles seen and decisions made by then, in the wording of then.
        """
        meant = redirects.meant(self._connection, event_id, as_of=as_of)
        ever = select(matches.c.article_id).where(matches.c.event_id == meant)
        placed = in_force(as_of, among=matches.c.article_id.in_(ever))
        query = (
            select(*ARTICLE_COLUMNS, placed)
            .join(placed, placed.c.article_id == articles.c.id)
            .where(placed.c.event_id == meant)
            .order_by(articles.c.time, articles.c.id)
        )
        return self._matched(query, as_of=as_of)

    def placed_since(self, time: datetime) -> list[tuple[Article, Match]]:
        """Return the matched articles from a time on with their present match, oldest first."""
        placed = in_force(None)
        query = (
            select(*ARTICLE_COLUMNS, placed)
            .join(placed, placed.c.article_id == articles.c.id)
            .where(articles.c.time >= time)
            .order_by(articles.c.time, articles.c.id)
        )
        return self._matched(query, as_of=None)

    def _matched(self, query: AnySelect, *, as_of: datetime | None) -> list[tuple[Article, Match]]:
        rows = self._connection.execute(query).all()
        found = as_they_stood(self._connection, [article_of(row) for row in rows], as_of=as_of)
        return [
            (
                article,
                Match(
                    article_id=ArticleId(row.article_id),
                    event_id=EventId(row.event_id),
                    score=row.score,
                    reason=row.reason,
                    decided_at=row.decided_at,
                ),
            )
            for article, row in zip(found, rows, strict=True)
        ]

    def matches_of(
        self, ids: Iterable[ArticleId]
    ) -> dict[ArticleId, tuple[Match, ArticleId | None]]:
        """Return the present match of articles and what each is a copy of."""
        found: dict[ArticleId, tuple[Match, ArticleId | None]] = {}
        for chunk in chunked(ids):
            placed = in_force(None, among=matches.c.article_id.in_(chunk))
            query = select(*ARTICLE_COLUMNS, placed).join(
                placed, placed.c.article_id == articles.c.id
            )
            for article, match in self._matched(query, as_of=None):
                found[article.id] = (match, article.copy_of)
        return found

    def history(self, article_id: ArticleId) -> list[Match]:
        """Return every decision about an article, oldest first; the last one counts."""
        query = (
            select(matches)
            .where(matches.c.article_id == article_id)
            .order_by(matches.c.decided_at, matches.c.number)
        )
        return [
            Match(
                article_id=ArticleId(row.article_id),
                event_id=EventId(row.event_id),
                score=row.score,
                reason=row.reason,
                decided_at=row.decided_at,
            )
            for row in self._connection.execute(query)
        ]

    def stale(self) -> list[EventId]:
        """Return the events to look at again as a whole, oldest first; empty ones are left out."""
        query = (
            select(events.c.id)
            .where(
                events.c.stale.is_(True),
                exists().where(placements.c.event_id == events.c.id),
            )
            .order_by(events.c.first_seen, events.c.id)
        )
        return [EventId(row) for row in self._connection.execute(query).scalars()]

    def mark_fresh(self, event_id: EventId) -> None:
        """Note that the event was looked at with all that we hold."""
        self._connection.execute(
            update(events).where(events.c.id == self._id(event_id)).values(stale=False)
        )

    def redirect(self, old: EventId, new: EventId, *, at: datetime | None = None) -> None:
        """Let the id of an event stand for another one from now on.

        Args:
            old: The event that goes. Its articles must have been placed elsewhere, or `at` be
                given.
            new: The event that stays.
            at: When that was decided: articles that are still in `old` are moved by a decision
                of that time, or of the time when they came there if that was later.

        Raises:
            ValueError: The two are one event, or articles would be left behind.
        """
        new = self._id(new)
        if new == old:
            message = f"event {old} cannot be merged into itself"
            raise ValueError(message)
        left = self.members(old) if self._id(old) == old else []
        if left and at is None:
            message = f"event {old} still has {len(left)} articles: say when they were moved"
            raise ValueError(message)
        target = self.get(new)
        if target is None:
            message = f"there is no event {new} to merge {old} into"
            raise ValueError(message)
        for article, match in left:
            moved = Match(
                article_id=article.id,
                event_id=new,
                score=match.score,
                reason=f"merged: was in event {old}",
                decided_at=max(at or match.decided_at, match.decided_at),
            )
            self.place(moved, target)
        self._connection.execute(
            update(event_redirects).where(event_redirects.c.new_id == old).values(new_id=new)
        )
        self._connection.execute(
            sqlite.upsert(event_redirects, key=["old_id"]), {"old_id": old, "new_id": new}
        )
        self._touch(new)

    def restore(self, old: EventId) -> bool:
        """Let a merged event stand by itself again; True when it was merged.

        Its articles come back by placing them there.
        """
        undone = delete(event_redirects).where(event_redirects.c.old_id == old)
        return self._connection.execute(undone).rowcount > 0
