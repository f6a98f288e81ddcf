"""Articles, and what becomes of their events → the event that each article is in now.

An event that was merged away may come back under its id without the articles that stay where
they are; so an id alone does not say who leads where.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass

from tapestory.model import ArticleId, EventId


@dataclass(slots=True, eq=False)
class _Place:
    """An event as long as it stands by itself, and then the one that took it in."""

    event_id: EventId
    into: _Place | None = None
    articles: int = 0
    """While it stands: those that are there."""


class Whereabouts:
    """Knows where the latest articles are.

    Args:
        most: Articles that are known; the first to be entered are forgotten.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._articles: OrderedDict[ArticleId, _Place] = OrderedDict()
        self._standing: dict[EventId, _Place] = {}

    def __getstate__(self) -> tuple[int, dict[ArticleId, EventId]]:
        return self._most, {name: _now(place).event_id for name, place in self._articles.items()}

    def __setstate__(self, state: tuple[int, dict[ArticleId, EventId]]) -> None:
        self._most, articles = state
        self._articles, self._standing = OrderedDict(), {}
        for article_id, event_id in articles.items():
            place = self._standing.get(event_id)
            if place is None:
                place = self._standing[event_id] = _Place(event_id)
            place.articles += 1
            self._articles[article_id] = place

    @property
    def most(self) -> int:
        """How many articles are known at most."""
        return self._most

    def find(self, article_id: ArticleId) -> EventId | None:
        """Return the event that an article is in, None when that is not known."""
        place = self._articles.get(article_id)
        return None if place is None else _now(place).event_id

    def stands(self, event_id: EventId) -> bool:
        """Tell whether a known article is in that event."""
        return event_id in self._standing

    def put(self, article_id: ArticleId, event_id: EventId) -> None:
        """Enter an article, or take it elsewhere; an event that was merged away comes back."""
        former = self._articles.get(article_id)
        place = self._standing.setdefault(event_id, _Place(event_id))
        place.articles += 1
        self._articles[article_id] = place
        if former is not None:
            self._leave(former)
        if len(self._articles) > self._most:
            _, oldest = self._articles.popitem(last=False)
            self._leave(oldest)

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Send all that is in one event to another."""
        place = self._standing.pop(gone, None)
        if place is None:
            return
        target = self._standing.setdefault(stays, _Place(stays))
        target.articles += place.articles
        place.into = target

    def _leave(self, former: _Place) -> None:
        place = _now(former)
        place.articles -= 1
        if not place.articles:
            del self._standing[place.event_id]


def _now(place: _Place) -> _Place:
    """Follow an event to the one that stands for it, and shorten the way for those who come."""
    while place.into is not None:
        if place.into.into is not None:
            place.into = place.into.into
        place = place.into
    return place
