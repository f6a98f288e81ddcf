"""Articles, and what becomes of their events → the event that each article is in now.

An event that was merged away may come back under its id without the articles that stay where
they are; so an id alone does not say who leads where.
"""

from __future__ import annotations

import json
from array import array
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from tapestory.model import ArticleId, EventId


@dataclass(slots=True, eq=False)
class _Place:
    """An event as long as it stands by itself, and then the one that took it in."""

    event_id: EventId
    into: _Place | None = None
    articles: int = 0
    """While it stands: those that are there."""


class _State(NamedTuple):
    """What is put aside."""

    most: int
    articles: str
    """Their ids in order, as JSON."""
    events: str
    """Theirs, each once, as JSON."""
    where: array[int]
    """In which of the events each article is."""


class Whereabouts:
    """Knows where the latest articles are.

    What was put aside is taken up as it lies there: a hundred thousand articles by the ids of
    their events, of which a place is made when something happens to one.

    Args:
        most: Articles that are known; the first to be entered are forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._articles: dict[ArticleId, _Place | EventId] = {}
        self._standing: dict[EventId, _Place] = {}
        self._quiet: dict[EventId, int] = {}
        """Articles of events that stand, and to which nothing happened since they were taken up."""
        self._taken_up: dict[EventId, _Place] = {}
        """The others that were taken up: an article that is there by an id is there."""

    def __getstate__(self) -> _State:
        """Return what it holds in columns: ids by the hundred thousand are read as one text."""
        taken_up = {event_id: _now(place).event_id for event_id, place in self._taken_up.items()}
        found = [
            taken_up.get(at, at) if isinstance(at, str) else _now(at).event_id
            for at in self._articles.values()
        ]
        numbers = {event_id: number for number, event_id in enumerate(dict.fromkeys(found))}
        where = array("L", map(numbers.__getitem__, found))
        return _State(self._most, json.dumps([*self._articles]), json.dumps([*numbers]), where)

    def __setstate__(self, state: _State) -> None:
        self._most = state.most
        articles, events = json.loads(state.articles), json.loads(state.events)
        self._articles = dict(zip(articles, map(events.__getitem__, state.where), strict=True))
        self._standing, self._taken_up = {}, {}
        counts = np.bincount(np.asarray(state.where), minlength=len(events))
        self._quiet = dict(zip(events, counts.tolist(), strict=True))

    @property
    def most(self) -> int:
        """How many articles are known at most."""
        return self._most

    def find(self, article_id: ArticleId) -> EventId | None:
        """Return the event that an article is in, None when that is not known."""
        at = self._articles.get(article_id)
        return None if at is None else self._event(at)

    def stands(self, event_id: EventId) -> bool:
        """Tell whether a known article is in that event."""
        return event_id in self._standing or event_id in self._quiet

    def put(self, article_id: ArticleId, event_id: EventId) -> None:
        """Enter an article, or take it elsewhere; an event that was merged away comes back."""
        former = self._articles.get(article_id)
        self._wake(event_id)
        place = self._standing.setdefault(event_id, _Place(event_id))
        place.articles += 1
        self._articles[article_id] = place
        if former is not None:
            self._leave(former)
        if len(self._articles) > self._most:
            self._leave(self._articles.pop(next(iter(self._articles))))

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Send all that is in one event to another."""
        self._wake(gone)
        place = self._standing.pop(gone, None)
        if place is None:
            return
        self._wake(stays)
        target = self._standing.setdefault(stays, _Place(stays))
        target.articles += place.articles
        place.into = target

    def _event(self, at: _Place | EventId) -> EventId:
        """Return the event in which an article is that was last seen at a place."""
        if isinstance(at, _Place):
            return _now(at).event_id
        place = self._taken_up.get(at)
        return at if place is None else _now(place).event_id

    def _wake(self, event_id: EventId) -> None:
        """Give an event that was taken up a place: something is about to happen to it."""
        if event_id in self._quiet:
            place = _Place(event_id, articles=self._quiet.pop(event_id))
            self._standing[event_id] = self._taken_up[event_id] = place

    def _leave(self, former: _Place | EventId) -> None:
        event_id = self._event(former)
        self._wake(event_id)
        place = self._standing[event_id]
        place.articles -= 1
        if not place.articles:
            del self._standing[event_id]


def _now(place: _Place) -> _Place:
    """Follow an event to the one that stands for it, and shorten the way for those who come."""
    while place.into is not None:
        if place.into.into is not None:
            place.into = place.into.into
        place = place.into
    return place
