"""Features → the few live events worth an exact comparison."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import islice, pairwise
from typing import NamedTuple

import numpy as np

from tapestory.matching.entries import Entries
from tapestory.matching.events import LiveEvent
from tapestory.matching.live_events import LiveEvents
from tapestory.model import EventId


class _State(NamedTuple):
    """What an index is put aside as."""

    bounds: tuple[int, timedelta, int]
    events: LiveEvents
    numbers: dict[EventId, int]
    following: int
    features: list[str]
    lengths: array[int]
    """Numbers under each of the features."""
    row: array[int]
    """Those numbers, one feature's after the other's."""


class EventIndex:
    """Live events by feature; what it costs to ask does not grow with the archive.

    Args:
        posting: Events kept under one feature, the most recently touched.
        live: Events whose last article is older than this, seen from the article that
            arrives, are forgotten.
        max_events: The least recently touched events are forgotten beyond this.
        ready: Events that are kept ready to be looked at; see `LiveEvents`.
    """

    def __init__(self, *, posting: int, live: timedelta, max_events: int, ready: int) -> None:
        self._posting = posting
        self._live = live
        self._max_events = max_events
        self._events = LiveEvents(ready)
        # Numbers lie side by side: to read them touches no memory but their own.
        self._postings: dict[str, array[int]] = {}
        self._numbers: dict[EventId, int] = {}
        self._numbered: dict[int, EventId] = {}
        self._next = 0
        self._entries = Entries()

    def __len__(self) -> int:
        return len(self._events)

    def __getstate__(self) -> _State:
        """Return what it holds, what lies under a hundred thousand features in one row."""
        row = array("Q")
        for posting in self._postings.values():
            row.extend(posting)
        return _State(
            bounds=(self._posting, self._live, self._max_events),
            events=self._events,
            numbers=self._numbers,
            following=self._next,
            features=[*self._postings],
            lengths=array("L", map(len, self._postings.values())),
            row=row,
        )

    def __setstate__(self, state: _State) -> None:
        self._posting, self._live, self._max_events = state.bounds
        self._events, self._numbers, self._next = state.events, state.numbers, state.following
        self._numbered = {number: event_id for event_id, number in self._numbers.items()}
        ends = np.cumsum(state.lengths, dtype=np.int64).tolist()
        rows = (state.row[start:end] for start, end in pairwise([0, *ends]))
        self._postings = dict(zip(state.features, rows, strict=True))
        self._entries = Entries.inverting(state.features, state.lengths, state.row)

    def get(self, event_id: EventId) -> LiveEvent | None:
        """Return a live event, or None."""
        return self._events.get(event_id)

    def touch(self, event: LiveEvent, features: Iterable[str]) -> None:
        """Enter an event under features, as the most recent of each."""
        self._events.touch(event)
        number, known = self._entry(event.id)
        for feature in features:
            posting = self._postings.get(feature)
            if posting is None:
                self._postings[feature] = array("Q", (number,))
            elif feature not in known:
                posting.append(number)
                if len(posting) > self._posting:
                    del self._entries.of(posting.pop(0))[feature]
            elif posting[-1] != number:
                posting.remove(number)
                posting.append(number)
            known[feature] = None

    def _entry(self, event_id: EventId) -> tuple[int, dict[str, None]]:
        """Return the number that stands for an event, and the features it is entered under."""
        number = self._numbers.get(event_id)
        if number is None:
            number = self._numbers[event_id] = self._next
            self._numbered[number] = event_id
            self._next += 1
        return number, self._entries.of(number)

    def leave(self, event_id: EventId, features: Iterable[str]) -> None:
        """Let an event no longer be found by features that no article of it has any more."""
        number = self._numbers[event_id]
        known = self._entries.of(number)
        for feature in known.keys() & features:
            del known[feature]
            self._unpost(number, feature)

    def merge(self, event: LiveEvent, gone: LiveEvent) -> None:
        """Let an event absorb another and stand wherever that one stood."""
        features = sorted(self.drop(gone.id))
        event.absorb(gone)
        self.touch(event, features)

    def nearest(
        self, probes: Sequence[tuple[str, float]], *, at: datetime, limit: int
    ) -> list[LiveEvent]:
        """Return at most `limit` live events that share the most weight with the probes."""
        shared: dict[int, float] = {}
        known = shared.get
        for feature, weight in probes:
            for number in self._postings.get(feature, ()):
                shared[number] = known(number, 0.0) + weight
        most = sorted(shared.values(), reverse=True)[: 2 * limit]
        ranked = sorted(
            [
                (-weight, self._numbered[number])
                for number, weight in shared.items()
                if weight >= most[-1]
            ]
        )[: 2 * limit]
        near = (
            event_id for _, event_id in ranked if self._events.distance(event_id, at) <= self._live
        )
        found = (self._events.get(event_id) for event_id in islice(near, limit))
        return [event for event in found if event is not None]

    def forget(self, at: datetime) -> None:
        """Drop what can take no more articles at that time, and what is too much."""
        while (oldest := self._events.oldest()) is not None:
            event_id, last = oldest
            if at - last <= self._live and len(self._events) <= self._max_events:
                return
            self.drop(event_id)

    def rest(self) -> None:
        """Pack the events that are more than are to be kept ready; nobody may hold one."""
        self._events.rest()

    def drop(self, event_id: EventId) -> Iterable[str]:
        """Forget an event; return the features that it was entered under."""
        self._events.drop(event_id)
        number = self._numbers.pop(event_id)
        del self._numbered[number]
        features = self._entries.drop(number)
        for feature in features:
            self._unpost(number, feature)
        return features

    def _unpost(self, number: int, feature: str) -> None:
        posting = self._postings[feature]
        if len(posting) > 1:
            posting.remove(number)
        else:
            del self._postings[feature]
