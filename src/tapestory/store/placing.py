"""Decisions → placements: which event an article is in, what becomes of an event that is left."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, exists, func, insert, select, update

from tapestory.model import Event, EventId, Match
from tapestory.model.events import MERGED_FROM
from tapestory.store import full_text, sqlite
from tapestory.store.event_facts import EventFacts
from tapestory.store.tables import (
    articles,
    event_gists,
    event_redirects,
    event_versions,
    events,
    matches,
    placements,
    redirect_changes,
    unplaced_articles,
)
from tapestory.store.types import AnyRow

_KEEP_VERSION = sqlite.upsert(event_versions, key=["event_id", "known_at"])
_PLACED = (
    select(placements.c.event_id, matches.c.decided_at)
    .join(matches, matches.c.number == placements.c.match_number)
    .where(placements.c.article_id == bindparam("wanted"))
)
_PLACE = sqlite.upsert(placements, key=["article_id"])
_MATCH = insert(matches)
_NUMBER = select(articles.c.number).where(articles.c.id == bindparam("wanted")).scalar_subquery()
_IS_PLACED = delete(unplaced_articles).where(unplaced_articles.c.article_number == _NUMBER)
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

_WAITS_FOR_NOTHING = {"measured": True, "windows_open": False, "unsettled_since": None}


def _values(event: Event) -> dict[str, Any]:
    return {
        "title": event.title,
        "first_seen": event.first_seen,
        "last_seen": event.last_seen,
        "happened": event.happened,
        "happened_precise": event.happened_precise,
    }


class EventPlacing(EventFacts):
    """What changes events. Every decision is kept; the latest one counts."""

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
            event_id = EventId(known.new_id)
            self._touch(event_id)
        else:
            self._widen(known, event)
        self._decide(match, event_id)

    def move(self, match: Match, new_event: Event | None = None) -> EventId:
        """Take an article to another event, as repair and people do; return the one it is in.

        Both events become stale and due to be measured. When the article was the last of its
        event, that event's id stands for the other one from then on.

        Args:
            match: Where to, and why. It counts from the article's last decision at the earliest.
            new_event: The event as this article would found it, where the id is to be an event
                of its own: created when there is none, brought back when it was merged away.
                None: the event stands, or is followed to the one that it was merged into.

        Raises:
            ValueError: There is no such event, and none was given.
        """
        former = self._connection.execute(_PLACED, {"wanted": match.article_id}).first()
        if former is not None:
            match = replace(match, decided_at=max(match.decided_at, former.decided_at))
        if new_event is not None:
            self.revive(match.event_id, at=match.decided_at)
            self.place(match, new_event)
        else:
            self._decide(match, self._standing(match.event_id))
        target = self._id(match.event_id)
        for event_id in {target} if former is None else {target, EventId(former.event_id)}:
            self._touch(event_id)
            self._due(event_id)
        if former is not None and former.event_id != target and self._is_empty(former.event_id):
            self.redirect(EventId(former.event_id), target, at=match.decided_at)
        return target

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
        left = self._in_force(old) if self._id(old) == old else []
        if left and at is None:
            message = f"event {old} still has {len(left)} articles: say when they were moved"
            raise ValueError(message)
        if self._connection.execute(_KNOWN, {"wanted": new}).first() is None:
            message = f"there is no event {new} to merge {old} into"
            raise ValueError(message)
        for row in left:
            moved = Match(
                article_id=row.article_id,
                event_id=new,
                score=row.score,
                reason=f"{MERGED_FROM}{old}",
                decided_at=max(at or row.decided_at, row.decided_at),
            )
            self._decide(moved, new)
        led_here = select(event_redirects.c.old_id).where(event_redirects.c.new_id == old)
        self.point(
            [old, *map(EventId, self._connection.execute(led_here).scalars())],
            new,
            at=at or self._last_decision(old),
        )
        self._touch(new)

    def point(self, old_ids: Iterable[EventId], new: EventId, *, at: datetime) -> None:
        """Let ids of events without articles stand for another one, and note since when.

        They wait for nothing any more, except for leaving the storyline that holds them.
        """
        rows = [{"old_id": old, "new_id": new} for old in old_ids]
        if not rows:
            return
        self._connection.execute(sqlite.upsert(event_redirects, key=["old_id"]), rows)
        self._connection.execute(insert(redirect_changes), [row | {"at": at} for row in rows])
        gone = events.c.id.in_([row["old_id"] for row in rows])
        in_storyline = exists().where(event_gists.c.event_id == events.c.id)
        self._connection.execute(update(events).where(gone).values(_WAITS_FOR_NOTHING))
        self._connection.execute(update(events).where(gone, ~in_storyline).values(stale=False))

    def revive(self, old: EventId, *, at: datetime) -> bool:
        """Let a merged event stand by itself again from a time on; True when it was merged.

        Its articles come back by moving them there. Other ids that led to it stay as they are.
        """
        undone = delete(event_redirects).where(event_redirects.c.old_id == old)
        if not self._connection.execute(undone).rowcount:
            return False
        change = {"old_id": old, "new_id": None, "at": at}
        self._connection.execute(insert(redirect_changes), change)
        self._touch(old)
        self._due(old)
        return True

    def refresh(self, event: Event) -> None:
        """Overwrite the title and times of an event, as they follow from its articles now.

        What replays need is kept: the former title counts until the latest article, wording or
        decision that we hold of the event. A title that a person gave stays in front of it.
        """
        stored = self._connection.execute(
            select(events.c.number, events.c.title, events.c.hand_title).where(
                events.c.id == event.id
            )
        ).first()
        if stored is None:
            return
        # Articles that left changed it too, and so did those that say something else now.
        changed = (self.settled_at(event.id), self.reworded_at(event.id))
        known_at = max(event.last_seen, *(at for at in changed if at is not None))
        self._keep_version(event, known_at=known_at)
        shown = replace(event, title=stored.hand_title or event.title)
        self._connection.execute(
            update(events).where(events.c.id == event.id).values(_values(shown))
        )
        self._reindex(stored, shown.title)

    def touch(self, event_id: EventId) -> None:
        """Note that the event, or the one that stands for it, is to be looked at as a whole."""
        self._touch(self._id(event_id))

    def give_title(self, event_id: EventId, title: str) -> None:
        """Set the title that a person gives an event; empty takes it away again."""
        stored = self._connection.execute(
            select(events.c.number, events.c.title).where(events.c.id == event_id)
        ).one()
        derived = (
            select(event_versions.c.title)
            .where(event_versions.c.event_id == event_id)
            .order_by(event_versions.c.known_at.desc())
            .limit(1)
        )
        shown = title or self._connection.execute(derived).scalar() or stored.title
        self._connection.execute(
            update(events).where(events.c.id == event_id).values(title=shown, hand_title=title)
        )
        self._reindex(stored, shown)

    def hand_title(self, event_id: EventId) -> str:
        """Return the title that a person gave an event, empty when nobody did."""
        query = select(events.c.hand_title).where(events.c.id == event_id)
        return str(self._connection.execute(query).scalar_one())

    def _decide(self, match: Match, event_id: EventId) -> None:
        result = self._connection.execute(
            _MATCH,
            {
                "article_id": match.article_id,
                "event_id": event_id,
                "score": match.score,
                "reason": match.reason,
                "decided_at": match.decided_at,
                "by_hand": match.by_hand,
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
        if former is None:
            self._connection.execute(_IS_PLACED, {"wanted": match.article_id})
        elif former.event_id != event_id:
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

    def _reindex(self, stored: AnyRow, title: str) -> None:
        if stored.title != title:
            full_text.forget_event(self._connection, stored.number, title=stored.title)
            full_text.index_event(self._connection, stored.number, title=title)

    def _standing(self, event_id: EventId) -> EventId:
        found = self._id(event_id)
        if self._connection.execute(_KNOWN, {"wanted": found}).first() is None:
            message = f"there is no event {event_id}"
            raise ValueError(message)
        return found

    def _is_empty(self, event_id: str) -> bool:
        held = select(exists().where(placements.c.event_id == event_id))
        return not self._connection.execute(held).scalar()

    def _in_force(self, event_id: EventId) -> list[AnyRow]:
        query = (
            select(matches.c.article_id, matches.c.score, matches.c.decided_at)
            .join(placements, placements.c.match_number == matches.c.number)
            .where(placements.c.event_id == event_id)
            .order_by(matches.c.number)
        )
        return list(self._connection.execute(query))

    def _last_decision(self, event_id: EventId) -> datetime:
        theirs = matches.alias("theirs")
        query = (
            select(func.max(matches.c.decided_at), func.max(events.c.last_seen))
            .select_from(events)
            .outerjoin(theirs, theirs.c.event_id == events.c.id)
            .outerjoin(matches, matches.c.article_id == theirs.c.article_id)
            .where(events.c.id == event_id)
        )
        decided, seen = self._connection.execute(query).one()
        times: list[datetime] = [time for time in (decided, seen) if time is not None]
        if not times:
            message = f"there is no event {event_id}"
            raise ValueError(message)
        return times[0]
