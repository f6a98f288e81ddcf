"""Events that changed → the storyline of each, and the events that it is related to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from tapestory.matching import MatchItem
from tapestory.matching.storylines import (
    Gist,
    RelationSettings,
    Relatives,
    Storylines,
    Teller,
    Told,
)
from tapestory.model import Article, EventId, Match, Reading, StorylineId
from tapestory.pipeline.components import Components
from tapestory.pipeline.match_items import head_symbols
from tapestory.store import Session
from tapestory.store.storylines import FoundRelation, StoredGist

_BATCH = 200
"""Tellings a transaction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """An event as it stood when so many of its articles were known."""

    told: Told
    known_at: datetime


def chain_events(components: Components) -> int:
    """Decide anew to which storyline each event belongs that changed; return how many did.

    An event is told whenever the number of its articles doubles, as if each had arrived alone, so
    that an import ends like a year of polling and an earlier time can be asked for. What was
    decided before is read from the store: the work grows with the events of the past year, not
    with the archive.
    """
    with components.store.reading() as session:
        waiting = session.storylines.waiting()
        vanished = session.storylines.vanished()
    if not waiting and not vanished:
        return 0
    with components.store.writing() as session:
        for event_id, at in vanished:
            session.storylines.leave(event_id, at=at)
    teller = Teller(components.concepts, components.matching)
    with components.store.reading() as session:
        tellings = [
            telling
            for event_id in waiting
            for telling in _tellings(session, teller, event_id, now=components.clock.now())
        ]
        tellings.sort(key=lambda one: (one.known_at, one.told.last, one.told.event_id))
        desk = _Desk(session, teller, tellings)
    for start in range(0, len(tellings), _BATCH):
        with components.store.writing() as session:
            for telling in tellings[start : start + _BATCH]:
                desk.tell(session, telling)
    with components.store.writing() as session:
        for event_id in waiting:
            session.storylines.finish(event_id)
        desk.tidy(session)
    return len(waiting)


def _tellings(
    session: Session, teller: Teller, event_id: EventId, *, now: datetime
) -> Iterator[_Telling]:
    """Yield an event as it stood at each doubling since it was last told, and as it stands."""
    members = session.events.members(event_id)
    original = [pair for pair in members if pair[0].copy_of is None] or members[:1]
    if not original:
        return
    readings = session.readings.get_many(article.id for article, _ in original)
    arrived = sorted(original, key=lambda pair: (_known_at(pair), pair[0].time, pair[0].id))
    known = session.storylines.gist(event_id)
    before = 0 if known is None or known.articles >= len(arrived) else known.articles
    gists: list[Gist] = []
    for number, (article, match) in enumerate(arrived, start=1):
        gists.append(teller.gist(_item(article, readings[article.id])))
        is_last = number == len(arrived)
        if is_last or (number > before and number.bit_count() == 1):
            known_at = _known_at((article, match))
            if known is not None:
                known_at = max(known_at, known.known_at)
            if is_last and known is not None:
                known_at = max(known_at, _changed_at(session, event_id, known) or now)
            yield _Telling(told=teller.told(event_id, gists), known_at=known_at)


def _changed_at(session: Session, event_id: EventId, known: StoredGist) -> datetime | None:
    """Return when an event changed since it was told; None where no article says when.

    What is decided anew must not be dated before what it follows from: a copy, another wording, or
    that an article left.
    """
    changed = (session.events.settled_at(event_id), session.events.reworded_at(event_id))
    since = [at for at in changed if at is not None and at > known.known_at]
    return max(since, default=None)


def _known_at(pair: tuple[Article, Match]) -> datetime:
    article, match = pair
    return max(article.first_seen, match.decided_at)


def _item(article: Article, said: Reading) -> MatchItem:
    return MatchItem(
        article_id=article.id,
        title=article.title,
        text=article.body,
        lang=said.lang,
        time=article.time,
        symbols=head_symbols(article, said),
        kind=said.kind,
        outlet=article.outlet,
    )


class _Desk:
    """Storylines and relations as they stood after the last decision."""

    def __init__(self, session: Session, teller: Teller, tellings: Sequence[_Telling]) -> None:
        self._memory = RelationSettings().memory
        self._storylines = Storylines(teller.background)
        self._relatives = Relatives(self._storylines.rarity)
        self._known: dict[EventId, datetime] = {}
        self._at: dict[EventId, StorylineId] = {}
        self._newest: datetime | None = None
        if not tellings:
            return
        oldest = min(telling.told.first for telling in tellings)
        for gist, storyline_id in session.storylines.gists(oldest - self._memory):
            told = _told(gist)
            self._storylines.remember(told, storyline_id)
            self._relatives.remember(told)
            self._known[gist.event_id] = gist.known_at
            self._at[gist.event_id] = storyline_id
            self._newest = gist.last

    def tell(self, session: Session, telling: _Telling) -> None:
        """Decide, and store the decision with the time from which it could have been made."""
        told = telling.told
        self._known[told.event_id] = telling.known_at
        self._newest = max(told.last, self._newest or told.last)
        chained = self._storylines.tell(told)
        members = self._storylines.members(chained.storyline)
        known_at = max(self._known[member.event_id] for member in members)
        for member in members if chained.absorbed else (told,):
            if self._at.get(member.event_id) != chained.storyline:
                self._at[member.event_id] = chained.storyline
                session.storylines.place(member.event_id, chained.storyline, at=known_at)
        self._relatives.remember(told)
        others = frozenset(member.event_id for member in members) - {told.event_id}
        found = [
            FoundRelation(
                other=one.event_id,
                relation=one.relation,
                score=one.score,
                known_at=max(telling.known_at, self._known[one.event_id]),
            )
            for one in self._relatives.of(told, others)
        ]
        session.storylines.relate(told.event_id, found, at=telling.known_at)
        session.storylines.keep_gist(
            StoredGist(
                event_id=told.event_id,
                first=told.first,
                last=told.last,
                articles=told.articles,
                is_roundup=told.is_roundup,
                holds={feature: round(held, 4) for feature, held in told.holds.items()},
                known_at=telling.known_at,
            )
        )

    def tidy(self, session: Session) -> None:
        """Drop what nothing new can be compared with."""
        if self._newest is not None:
            session.storylines.forget_gists(self._newest - self._memory)


def _told(gist: StoredGist) -> Told:
    return Told(
        event_id=gist.event_id,
        first=gist.first,
        last=gist.last,
        articles=gist.articles,
        holds=gist.holds,
        is_roundup=gist.is_roundup,
    )
