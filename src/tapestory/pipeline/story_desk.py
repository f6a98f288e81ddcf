"""Events as they are told → their storyline and relations, decided with what is known of the past.

What is known is looked up in the store, so that a run costs what is new in it. Where nothing is
kept there yet, and for news so old that it belongs among what was forgotten, all of the past year
and some is told again. Only one process may do this at a time: whoever calls holds the run lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory.matching.storylines import (
    RelationSettings,
    Relatives,
    Storylines,
    StorylineSettings,
    Teller,
    Told,
)
from tapestory.model import EventId
from tapestory.pipeline.match_items import AHEAD, is_ahead
from tapestory.pipeline.story_past import StoredGists, StoredPast, keep, keep_all, told_of
from tapestory.store import Session, Store
from tapestory.store.gists import StoredGist
from tapestory.store.storylines import FoundRelation

_LATE = timedelta(days=30)
"""What is told so long after the latest news may continue a storyline that was forgotten since."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An event as it stood when so many of its articles were known."""

    told: Told
    known_at: datetime


class StoryDesk:
    """Storylines and relations as they stood after the last decision.

    Args:
        session: To look things up, until it is told another.
        teller: Says how rare features are in news at large.
        tellings: What will be told, the first first.
        now: What was told of a later day was told while a clock went ahead, and is no past.
    """

    def __init__(
        self, session: Session, teller: Teller, tellings: Sequence[Telling], *, now: datetime
    ) -> None:
        self._now = now
        self._known: dict[EventId, datetime] = {}
        self._past = StoredPast(session, self._known)
        self._newest = session.live_storylines.newest(until=now + AHEAD)
        self._forgotten: set[EventId] = set()
        lasts = [telling.told.last for telling in tellings]
        counted = session.live_storylines.totals() is not None
        late = self._newest is not None and min(lasts, default=self._newest) < self._newest - _LATE
        # Beside what was told ahead, all that was live may have been forgotten.
        ahead = bool(session.live_storylines.told_after(now + AHEAD))
        self._anew = late or ahead or not counted
        past = StoredGists(self._past) if self._anew else self._past
        self._storylines = Storylines(teller.background, past=past)
        self._past.weighed_by(self._storylines)
        self._relatives = Relatives(self._storylines.rarity, past=past)
        if self._anew:
            firsts = [telling.told.first for telling in tellings]
            first, last = min(firsts, default=self._newest), min(lasts, default=self._newest)
            if first is not None and last is not None:
                self._replay(session, first, last)

    def _replay(self, session: Session, first: datetime, last: datetime) -> None:
        """Learn what can matter to news since `first` that was last told at `last` or later."""
        live = session.storylines.told_since(last - StorylineSettings().live)
        for gist, storyline_id in session.storylines.gists(first - RelationSettings().memory):
            if is_ahead(gist.last, self._now):
                continue
            told = told_of(gist)
            self._relatives.recall(told)
            if storyline_id in live:
                self._known[gist.event_id] = gist.known_at
                self._storylines.recall(told, storyline_id)

    def leave(self, session: Session, gone: Iterable[tuple[EventId, datetime]]) -> None:
        """Let events that are no more belong to nothing, from a time on."""
        self._past.session = session
        for event_id, at in gone:
            self._storylines.withdraw(event_id)
            self._relatives.withdraw(event_id)
            session.storylines.leave(event_id, at=at)
        self._keep(session)

    def tell(self, session: Session, tellings: Sequence[Telling]) -> None:
        """Decide, and store the decisions with the times from which they could have been made."""
        self._past.session = session
        told = [telling.told for telling in tellings]
        self._storylines.expect(told)
        self._relatives.expect(told)
        for telling in tellings:
            self._tell(session, telling)
        session.storylines.forget_gists(self._forgotten)
        self._forgotten.clear()
        self._keep(session)

    def finish(self, store: Store) -> None:
        """Keep what is known, where it was made anew."""
        if self._anew:
            if self._newest is not None:
                with store.reading() as session:
                    self._past.session = session
                    self._storylines.forget(self._newest)
            keep_all(store, self._storylines.changes(), self._relatives.changes())

    def _keep(self, session: Session) -> None:
        if self._anew:
            # Until all of it is kept, nothing may count: the next run would look up a part.
            session.live_storylines.clear()
        else:
            keep(session, self._storylines.changes(), self._relatives.changes())

    def _tell(self, session: Session, telling: Telling) -> None:
        told = telling.told
        self._known[told.event_id] = telling.known_at
        self._newest = max(told.last, self._newest or told.last)
        chained = self._storylines.tell(told)
        members = self._storylines.events(chained.storyline)
        known_at = max(self._known[member] for member in members)
        for member in sorted(members) if chained.absorbed else (told.event_id,):
            session.storylines.place(member, chained.storyline, at=known_at)
        self._remember(told)
        found = [
            FoundRelation(
                other=one.event_id,
                relation=one.relation,
                score=one.score,
                known_at=max(telling.known_at, self._known[one.event_id]),
            )
            for one in self._relatives.of(told, members - {told.event_id})
        ]
        session.storylines.relate(told.event_id, found, at=telling.known_at)
        self._forgotten.discard(told.event_id)  # it is told again: what it holds is kept anew
        session.storylines.keep_gist(
            StoredGist(
                event_id=told.event_id,
                first=told.first,
                last=told.last,
                articles=told.articles,
                is_roundup=told.is_roundup,
                holds=told.holds,
                known_at=telling.known_at,
            )
        )

    def _remember(self, told: Told) -> None:
        for event_id in self._relatives.remember(told):
            self._storylines.withdraw(event_id)
            self._forgotten.add(event_id)
