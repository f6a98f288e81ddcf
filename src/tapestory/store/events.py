"""Events: which articles belong to them, by which decisions, and what became of merged ones."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import exists, func, or_, select, union, update

from tapestory.model import Article, ArticleId, Event, EventId, Match, wording_digest
from tapestory.store import redirects, sqlite
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.event_queries import EventQuery, EventSummary
from tapestory.store.matches import in_force
from tapestory.store.placing import EventPlacing
from tapestory.store.summaries import event_of, find_summaries, search_summaries
from tapestory.store.tables import (
    articles,
    event_redirects,
    events,
    matches,
    placements,
    untold_events,
)
from tapestory.store.titles_then import titled_then
from tapestory.store.types import AnyRow, AnySelect
from tapestory.store.wordings import as_they_stood

__all__ = ["EventQuery", "EventRows", "EventSummary"]

_LOT = 1_000
"""Articles that are read at once where there may be very many."""
_EVENT_COLUMNS = (
    events.c.id,
    events.c.title,
    events.c.first_seen,
    events.c.last_seen,
    events.c.happened,
    events.c.happened_precise,
    events.c.hand_title,
)

_UNTOLD = sqlite.upsert(untold_events, key=["event_id"], update=[])


class EventRows(EventPlacing):
    """The events. A merged event's id stands for the event that took it in."""

    def get(self, event_id: EventId, *, as_of: datetime | None = None) -> Event | None:
        """Return the event, or the one that it was merged into; None when there is none.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: In the title of then; what was merged later still stands by itself.
        """
        meant = redirects.meant(self._connection, event_id, as_of=as_of)
        query = select(*_EVENT_COLUMNS).where(events.c.id == meant)
        row = self._connection.execute(query).first()
        if row is None or as_of is None:
            return None if row is None else event_of(row)
        return titled_then(self._connection, [event_of(row)], as_of=as_of)[0]

    def happened_then(self, ids: Iterable[EventId], *, as_of: datetime) -> dict[EventId, datetime]:
        """Return when what events tell of had happened, as far as was known at a time."""
        found: dict[EventId, datetime] = {}
        for chunk in chunked(ids):
            query = select(*_EVENT_COLUMNS).where(events.c.id.in_(chunk))
            present = [event_of(row) for row in self._connection.execute(query)]
            then = titled_then(self._connection, present, as_of=as_of)
            found |= {event.id: event.happened for event in then}
        return found

    def by_prefix(
        self, prefix: str, limit: int = 10, *, as_of: datetime | None = None
    ) -> list[Event]:
        """Return the events whose id, or a former id, begins so; at most `limit`, 0 for all.

        With `as_of` an id that was merged away later stands for the event that it was then.
        """
        begins = redirects.begins(events.c.id, prefix)
        if as_of is not None:
            then = select(events.c.id).where(begins).order_by(events.c.id)
            typed = self._connection.execute(then.limit(limit) if limit else then).scalars().all()
            found = (self.get(EventId(event_id), as_of=as_of) for event_id in typed)
            return list({event.id: event for event in found if event is not None}.values())
        former = select(event_redirects.c.new_id).where(
            redirects.begins(event_redirects.c.old_id, prefix)
        )
        ids = union(select(events.c.id).where(begins, ~self._merged()), former)
        query = select(*_EVENT_COLUMNS).where(events.c.id.in_(ids)).order_by(events.c.id)
        if limit:
            query = query.limit(limit)
        return [event_of(row) for row in self._connection.execute(query)]

    @staticmethod
    def _merged() -> Any:
        return exists().where(event_redirects.c.old_id == events.c.id)

    def find(self, query: EventQuery) -> list[EventSummary]:
        """Return the events that meet the query, latest news first."""
        return find_summaries(self._connection, query)

    def search(
        self,
        text: str,
        *,
        limit: int,
        as_of: datetime | None = None,
        silent_since: datetime | None = None,
    ) -> list[EventSummary]:
        """Return the events whose title or articles hold every word of a text, best first."""
        query = EventQuery(limit=limit, as_of=as_of, silent_since=silent_since)
        return search_summaries(self._connection, text, query)

    def otherwise_then(self, ids: Iterable[EventId], *, as_of: datetime) -> set[EventId]:
        """Return which of some events are told by other articles now than they were at a time."""
        found: set[EventId] = set()
        for chunk in chunked(ids):
            now = select(placements.c.event_id, placements.c.article_id).where(
                placements.c.event_id.in_(chunk)
            )
            ever = select(matches.c.article_id).where(matches.c.event_id.in_(chunk))
            then = in_force(as_of, among=matches.c.article_id.in_(ever))
            held = {tuple(row) for row in self._connection.execute(now)}
            told = select(then.c.event_id, then.c.article_id).where(then.c.event_id.in_(chunk))
            differing = held ^ {tuple(row) for row in self._connection.execute(told)}
            found |= {EventId(event_id) for event_id, _ in differing}
        return found

    def members(
        self, event_id: EventId, *, as_of: datetime | None = None
    ) -> list[tuple[Article, Match]]:
        """Return the articles of an event with the match that put them there, oldest first.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: Only articles seen and decisions made by then, in the wording of then.
        """
        meant = redirects.meant(self._connection, event_id, as_of=as_of)
        return self.members_of([meant], as_of=as_of).get(meant, [])

    def members_of(
        self, ids: Iterable[EventId], *, as_of: datetime | None = None
    ) -> dict[EventId, list[tuple[Article, Match]]]:
        """Return the same of several events, none of them merged; without those of no article."""
        found: dict[EventId, list[tuple[Article, Match]]] = {}
        for chunk in chunked(ids):
            ever = select(matches.c.article_id).where(matches.c.event_id.in_(chunk))
            placed = in_force(as_of, among=matches.c.article_id.in_(ever))
            query = (
                select(*ARTICLE_COLUMNS, placed)
                .join(placed, placed.c.article_id == articles.c.id)
                .where(placed.c.event_id.in_(chunk))
                .order_by(articles.c.time, articles.c.id)
            )
            for article, match in self._matched(query, as_of=as_of):
                found.setdefault(match.event_id, []).append((article, match))
        return found

    def placed_since(self, time: datetime) -> Iterator[tuple[Article, Match]]:
        """Yield the matched articles from a time on with their present match, oldest first.

        They are read as they are wanted, some at a time: nobody has to hold all of them.
        """
        placed = in_force(None)
        query = (
            select(*ARTICLE_COLUMNS, placed)
            .join(placed, placed.c.article_id == articles.c.id)
            .order_by(articles.c.time, articles.c.id)
            .limit(_LOT)
        )
        later = articles.c.time >= time
        while lot := self._matched(query.where(later), as_of=None):
            yield from lot
            if len(lot) < _LOT:
                return
            last = lot[-1][0]
            same = (articles.c.time == last.time) & (articles.c.id > last.id)
            later = (articles.c.time >= last.time) & ((articles.c.time > last.time) | same)

    def first_print(
        self, article: Article, *, before: datetime
    ) -> tuple[ArticleId, EventId] | None:
        """Return the earliest article with the same title and text before a time, and its event."""
        query = (
            select(articles.c.id, placements.c.event_id)
            .join(placements, placements.c.article_id == articles.c.id)
            .where(
                articles.c.content_sha256 == wording_digest(article.title, article.text),
                articles.c.time < before,
                articles.c.id != article.id,
            )
            .order_by(articles.c.time)
            .limit(1)
        )
        row = self._connection.execute(query).first()
        return None if row is None else (ArticleId(row.id), EventId(row.event_id))

    def last_decision(self) -> tuple[int, str]:
        """Return the number of the last decision and what it was; (0, "") before the first."""
        query = select(matches).order_by(matches.c.number.desc()).limit(1)
        row = self._connection.execute(query).first()
        return (0, "") if row is None else (row.number, _told(row))

    def decision(self, number: int) -> str:
        """Return what a decision was, as `last_decision` says it; "" where there is none."""
        row = self._connection.execute(select(matches).where(matches.c.number == number)).first()
        return "" if row is None else _told(row)

    def decided_after(self, number: int) -> list[tuple[Article, Match]]:
        """Return what was decided after a decision, in that order: where articles first went.

        And where people took them since. What else moved followed from where others went.
        """
        first = (
            select(matches.c.article_id, func.min(matches.c.number).label("first"))
            .where(
                matches.c.article_id.in_(
                    select(matches.c.article_id).where(matches.c.number > number)
                )
            )
            .group_by(matches.c.article_id)
            .subquery("firsts")
        )
        query = (
            select(*ARTICLE_COLUMNS, matches)
            .join(first, first.c.article_id == articles.c.id)
            .join(matches, matches.c.article_id == first.c.article_id)
            .where(
                matches.c.number > number,
                or_(matches.c.number == first.c.first, matches.c.by_hand),
            )
            .order_by(matches.c.number)
        )
        return self._matched(query, as_of=None)

    def placed_again(self, number: int) -> dict[ArticleId, EventId]:
        """Return where the articles are now that anything was decided of after a decision."""
        since = select(matches.c.article_id).where(matches.c.number > number)
        rows = self._connection.execute(
            select(placements.c.article_id, placements.c.event_id).where(
                placements.c.article_id.in_(since)
            )
        )
        return {ArticleId(row.article_id): EventId(row.event_id) for row in rows}

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
                    by_hand=row.by_hand,
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
                by_hand=row.by_hand,
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
        """Note that the event was looked at with all that we hold; its storyline is next.

        One that was looked at because it has gone silent tells what it told: it is in the
        storyline that it was in.
        """
        stale = (events.c.id == self._id(event_id)) & events.c.stale.is_(True)
        changed = self._connection.execute(update(events).where(stale).values(stale=False)).rowcount
        self._note_unsettled(self._id(event_id))
        if changed:
            self._connection.execute(_UNTOLD, {"event_id": self._id(event_id)})


def _told(decision: AnyRow) -> str:
    return f"{decision.article_id} {decision.event_id} {decision.decided_at.isoformat()}"
