"""Features → the few live events worth an exact comparison."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from tapestory.matching.events import LiveEvent
from tapestory.model import EventId


class EventIndex:
    """Live events by feature; what it costs to ask does not grow with the archive.

    Args:
        posting: Events kept under one feature, the most recently touched.
        live: Events whose last article is older than this, seen from the article that
            arrives, are forgotten.
        max_events: The least recently touched events are forgotten beyond this.
    """

    def __init__(self, *, posting: int, live: timedelta, max_events: int) -> None:
        self._posting = posting
        self._live = live
        self._max_events = max_events
        self._events: OrderedDict[EventId, LiveEvent] = OrderedDict()
        # The order of a plain dict is that of insertion, and it is read three times as fast.
        self._postings: dict[str, dict[EventId, None]] = {}
        self._features: dict[EventId, set[str]] = {}

    def __len__(self) -> int:
        return len(self._events)

    def get(self, event_id: EventId) -> LiveEvent | None:
        """Return a live event, or None."""
        return self._events.get(event_id)

    def touch(self, event: LiveEvent, features: Iterable[str]) -> None:
        """Enter an event under features, as the most recent of each."""
        self._events[event.id] = event
        self._events.move_to_end(event.id)
        known = self._features.setdefault(event.id, set())
        for feature in features:
            posting = self._postings.get(feature)
            if posting is None:
                posting = self._postings[feature] = {}
            posting.pop(event.id, None)
            posting[event.id] = None
            known.add(feature)
            if len(posting) > self._posting:
                oldest = next(iter(posting))
                del posting[oldest]
                self._features[oldest].discard(feature)

    def leave(self, event_id: EventId, features: Iterable[str]) -> None:
        """Let an event no longer be found by features that no article of it has any more."""
        known = self._features[event_id]
        for feature in known.intersection(features):
            known.remove(feature)
            self._unpost(event_id, feature)

    def merge(self, event: LiveEvent, gone: LiveEvent) -> None:
        """Let an event absorb another and stand wherever that one stood."""
        features = sorted(self._features.get(gone.id, ()))
        self.drop(gone.id)
        event.absorb(gone)
        self.touch(event, features)

    def nearest(
        self, probes: Sequence[tuple[str, float]], *, at: datetime, limit: int
    ) -> list[LiveEvent]:
        """Return at most `limit` live events that share the most weight with the probes."""
        shared: defaultdict[EventId, float] = defaultdict(float)
        for feature, weight in probes:
            for event_id in self._postings.get(feature, ()):
                shared[event_id] += weight
        most = sorted(shared.values(), reverse=True)[: 2 * limit]
        ranked = sorted(
            (-weight, event_id) for event_id, weight in shared.items() if weight >= most[-1]
        )[: 2 * limit]
        near = (self._events[event_id] for _, event_id in ranked)
        return [event for event in near if event.distance(at) <= self._live][:limit]

    def forget(self, at: datetime) -> None:
        """Drop what can take no more articles at that time, and what is too much."""
        while self._events:
            event = next(iter(self._events.values()))
            if at - event.last <= self._live and len(self._events) <= self._max_events:
                return
            self.drop(event.id)

    def drop(self, event_id: EventId) -> None:
        """Forget an event."""
        del self._events[event_id]
        for feature in self._features.pop(event_id):
            self._unpost(event_id, feature)

    def _unpost(self, event_id: EventId, feature: str) -> None:
        posting = self._postings[feature]
        del posting[event_id]
        if not posting:
            del self._postings[feature]
