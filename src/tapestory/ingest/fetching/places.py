"""How much may be under way at all → who may begin, and who may hold how many bytes."""

from __future__ import annotations

import asyncio

_PATIENCE = 2.0
"""Seconds after which a fetch that dawdles no longer keeps others from beginning."""
_MOST_LENT = 8
"""Times the places: so many fetches may dawdle."""
_SMALL = 256 * 1024
_STEP = 1_000_000


class Places:
    """Counts the fetches under way, leaving out those that wait for a slow server.

    Forty servers that say nothing for half a minute would otherwise hold up all the others.

    Args:
        number: Fetches that may be under way.
    """

    def __init__(self, number: int) -> None:
        self._free = asyncio.Semaphore(number)
        self._may_lend = number * _MOST_LENT

    async def take(self) -> Place:
        """Wait for a place."""
        await self._free.acquire()
        return Place(self)

    def lend(self) -> bool:
        """Let another begin; False when too many dawdle already."""
        if self._may_lend <= 0:
            return False
        self._may_lend -= 1
        self._free.release()
        return True

    def give_back(self, *, lent: bool) -> None:
        """Take note that a fetch is over."""
        if lent:
            self._may_lend += 1
        else:
            self._free.release()


class Place:
    """One fetch's place; made by `Places.take`."""

    def __init__(self, places: Places) -> None:
        self._places = places
        self._lent = False
        loop = asyncio.get_running_loop()
        self._timer: asyncio.TimerHandle | None = loop.call_later(_PATIENCE, self._lend)

    def keep(self) -> None:
        """Say that the answer is there: from now on we are the slow ones."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def give_back(self) -> None:
        """End it."""
        self.keep()
        self._places.give_back(lent=self._lent)

    def _lend(self) -> None:
        self._timer = None
        self._lent = self._places.lend()


class Room:
    """Bounds the bytes that all large bodies take together; small ones are not counted.

    Who came first may always go on, so that not all wait for each other.

    Args:
        size: Bytes.
    """

    def __init__(self, size: int) -> None:
        self._size = size
        self._held: dict[object, int] = {}
        self._changed = asyncio.Condition()

    def fits(self, holder: object, size: int) -> bool:
        """Tell whether a body may have grown to this size without asking again."""
        return size <= _SMALL or size <= self._held.get(holder, 0)

    async def grow(self, holder: object, size: int) -> None:
        """Wait until a body may grow to this size, and some more."""
        wanted = size + _STEP
        async with self._changed:
            await self._changed.wait_for(lambda: self._allows(holder, wanted))
            self._held[holder] = wanted

    async def leave(self, holder: object) -> None:
        """Say that a body is gone."""
        if holder in self._held:
            async with self._changed:
                del self._held[holder]
                self._changed.notify_all()

    def _allows(self, holder: object, wanted: int) -> bool:
        others = sum(size for who, size in self._held.items() if who is not holder)
        first = next(iter(self._held), holder)
        return first is holder or others + wanted <= self._size
