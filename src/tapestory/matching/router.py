"""Articles that need no comparison: copies and identical headlines follow their master."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime, timedelta

from tapestory.matching.features import Raw
from tapestory.matching.items import MatchItem
from tapestory.model import ArticleId, EventId

_LEAST_TITLE_WORDS = 4
"""Shorter headlines ("Market close", "Morning briefing") repeat without being one story."""
_REMEMBERED = 200_000
"""Articles whose event is known by id; older masters are looked for by similarity."""


@dataclass(frozen=True, slots=True)
class Route:
    """A decision without comparison."""

    event_id: EventId
    reason: str


class Router:
    """Remembers where articles and headlines went.

    Args:
        same_title: How far apart in time two identical headlines may be.
    """

    def __init__(self, same_title: timedelta) -> None:
        self._same_title = same_title
        self._articles: OrderedDict[ArticleId, EventId] = OrderedDict()
        self._merged: OrderedDict[EventId, EventId] = OrderedDict()
        self._titles: OrderedDict[tuple[str, ...], tuple[datetime, EventId]] = OrderedDict()

    def route(self, item: MatchItem, raw: Raw) -> Route | None:
        """Return where the article must go, or None when it has to be compared."""
        if item.article_id in self._articles:
            return Route(self._now(self._articles[item.article_id]), "the same article again")
        if item.copy_of is not None and item.copy_of in self._articles:
            return Route(self._now(self._articles[item.copy_of]), f"copy of {item.copy_of}")
        key = _title_key(raw)
        if key is not None and key in self._titles:
            time, event_id = self._titles[key]
            if abs(item.time - time) <= self._same_title:
                return Route(self._now(event_id), "identical headline")
        return None

    def remember(self, raw: Raw, event_id: EventId) -> None:
        """Keep where an article went."""
        self._articles[raw.article_id] = event_id
        key = _title_key(raw)
        if key is not None:
            self._titles[key] = (raw.time, event_id)
            self._titles.move_to_end(key)
        for known in (self._articles, self._titles, self._merged):
            if len(known) > _REMEMBERED:
                known.popitem(last=False)

    def merge(self, stays: EventId, gone: EventId) -> None:
        """Send whatever went to one event to another from now on."""
        self._merged[gone] = stays

    def _now(self, event_id: EventId) -> EventId:
        while event_id in self._merged:
            event_id = self._merged[event_id]
        return event_id


def _title_key(raw: Raw) -> tuple[str, ...] | None:
    return raw.title if len(set(raw.title)) >= _LEAST_TITLE_WORDS else None
