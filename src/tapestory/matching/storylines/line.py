"""Who has been silent for longest: names in the order of when they were last told."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from heapq import heappop, heappush
from typing import Generic, TypeVar

Name = TypeVar("Name", bound=str)

_AHEAD = timedelta(days=1)
"""The past is asked for a day at once, not at every telling."""


class Line(Generic[Name]):
    """Names by when they were last told.

    Args:
        past: Returns the names last told before a time, and when.
        last: Returns when a name was really last told; None when it is no more.
    """

    def __init__(
        self,
        past: Callable[[datetime], Mapping[Name, datetime]],
        last: Callable[[Name], datetime | None],
    ) -> None:
        self._past = past
        self._last = last
        self._asked: datetime | None = None
        self._heap: list[tuple[datetime, Name]] = []

    def told(self, name: Name, at: datetime) -> None:
        """Note when a name was last told."""
        heappush(self._heap, (at, name))

    def silent_since(self, time: datetime) -> Iterator[Name]:
        """Yield the names last told before a time; whoever asks lets them be no more."""
        if self._asked is None or time > self._asked:
            self._asked = time + _AHEAD
            for name, at in self._past(self._asked).items():
                heappush(self._heap, (at, name))
        while self._heap and self._heap[0][0] < time:
            at, name = heappop(self._heap)
            if self._last(name) == at:
                yield name
