"""The events that may still take articles; those that none came near to for long are packed.

An article's features are some hundred numbers, each an object. An event that only waits to be
forgotten is kept as bytes, a seventh as large, and made whole again once an article may be of it.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate, pairwise
from typing import NamedTuple
from zlib import compress, decompress

from tapestory.matching.events import LiveEvent, distance
from tapestory.matching.packing import packed, unpacked
from tapestory.model import EventId

_QUICKLY = 1
"""Level of compression: the others take longer, and save hardly more."""


class Packed(NamedTuple):
    """An event that waits."""

    first: datetime
    last: datetime
    """Times of its articles."""
    event: bytes | memoryview


class _State(NamedTuple):
    """What is put aside: the events in order, packed."""

    ready: int
    names: list[EventId]
    first: array[float]
    last: array[float]
    """Seconds since 1970, which a float tells to the microsecond."""
    lengths: array[int]
    """Bytes of each."""
    events: bytes
    """One after the other."""


class LiveEvents:
    """Live events by their ids, in the order in which they took articles.

    Args:
        ready: Events that stay whole when the others are packed: those that were last asked for.
    """

    def __init__(self, ready: int) -> None:
        self._ready = ready
        self._events: OrderedDict[EventId, LiveEvent | Packed] = OrderedDict()
        self._whole: OrderedDict[EventId, None] = OrderedDict()

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[LiveEvent]:
        return (_whole(event) for event in self._events.values())

    def __getstate__(self) -> _State:
        """Return what it holds in columns: one large value is written sooner than many."""
        waiting = [_packed(event) for event in self._events.values()]
        return _State(
            ready=self._ready,
            names=[*self._events],
            first=array("d", [one.first.timestamp() for one in waiting]),
            last=array("d", [one.last.timestamp() for one in waiting]),
            lengths=array("L", [len(one.event) for one in waiting]),
            events=b"".join([one.event for one in waiting]),
        )

    def __setstate__(self, state: _State) -> None:
        self._ready = state.ready
        ends, lying = accumulate(state.lengths, initial=0), memoryview(state.events)
        events = (lying[start:end] for start, end in pairwise(ends))
        columns = zip(map(_instant, state.first), map(_instant, state.last), events, strict=True)
        self._events = OrderedDict(zip(state.names, map(Packed._make, columns), strict=True))
        self._whole = OrderedDict()

    def get(self, event_id: EventId) -> LiveEvent | None:
        """Return a live event, or None; until `rest` the same one each time."""
        event = self._events.get(event_id)
        if event is None:
            return None
        if isinstance(event, Packed):
            event = self._events[event_id] = _whole(event)
        self._whole[event_id] = None
        self._whole.move_to_end(event_id)
        return event

    def touch(self, event: LiveEvent) -> None:
        """Enter an event, as the last that took an article."""
        for known in (self._events, self._whole):
            known.pop(event.id, None)
        self._events[event.id] = event
        self._whole[event.id] = None

    def distance(self, event_id: EventId, at: datetime) -> timedelta:
        """Return how long before or after a live event's articles a time lies."""
        event = self._events[event_id]
        return distance(event.first, event.last, at)

    def oldest(self) -> tuple[EventId, datetime] | None:
        """Return the event that took an article longest ago, and the time of its latest."""
        name = next(iter(self._events), None)
        return None if name is None else (name, self._events[name].last)

    def drop(self, event_id: EventId) -> None:
        """Forget an event."""
        del self._events[event_id]
        self._whole.pop(event_id, None)

    def rest(self) -> None:
        """Pack what is more than is to be kept ready; nobody may hold any of it."""
        while len(self._whole) > self._ready:
            name, _ = self._whole.popitem(last=False)
            self._events[name] = _packed(self._events[name])


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def _packed(event: LiveEvent | Packed) -> Packed:
    if isinstance(event, Packed):
        return event
    return Packed(event.first, event.last, compress(packed(event), _QUICKLY))


def _whole(event: LiveEvent | Packed) -> LiveEvent:
    if isinstance(event, LiveEvent):
        return event
    whole = unpacked(decompress(event.event))
    if not isinstance(whole, LiveEvent):
        message = f"a {type(whole).__name__} in the place of an event"
        raise TypeError(message)
    return whole
