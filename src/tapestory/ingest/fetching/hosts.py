"""How a host is doing in this round → who may ask it, when, and for how long.

A host is a name, or an address in its one spelling, with its port where that is none of the usual
two: two names of one address are two publishers behind one shared server or CDN, as a rule, and
two odd ports two programs that know nothing of each other. Each is spared by itself.
"""

from __future__ import annotations

import asyncio

from tapestory.ingest.fetching.connections import Connection, Connector
from tapestory.ingest.fetching.web_address import Origin

_QUICK = 0.025
"""Seconds: who answers sooner need not be given time in between."""
_LONGEST_PAUSE = 2.0
"""Seconds between two requests, however slow the host is."""
_TIMEOUTS = 4
"""Feeds of a host that may use up the whole deadline, one after the other."""
_HURRIED = 5.0
"""Seconds that the others get then, until one answers."""
_REFUSALS = 10
"""Refusals in a row ("too many requests") after which a host is left alone for this round. Few
would be a mistake: some servers count each address by itself."""


class Host:
    """One host: its places, its connections and its manners.

    Args:
        places: Requests that may be under way, and connections that may be open.
    """

    def __init__(self, places: int) -> None:
        self._places = asyncio.Semaphore(places)
        self._most = places
        self._idle: list[Connection] = []
        self._active = 0
        self._quickest: float | None = None
        self._next_start = 0.0
        self._timeouts = 0
        self._refusals = 0
        self._retry_after = ""

    async def enter(self) -> None:
        """Wait for a place, and until the host has had its rest since the request before."""
        await self._places.acquire()
        rest = self.rest(asyncio.get_running_loop().time())
        if rest > 0:
            try:
                await asyncio.sleep(rest)
            except BaseException:  # cancelled as it slept: the place is free again
                self._places.release()
                raise

    def rest(self, now: float) -> float:
        """Return the seconds until the next request may begin, and count on it that it does.

        Between two requests lies as much time as the quickest answer of this round took: who
        needs long to answer is asked less often.

        Args:
            now: Seconds, by a clock that never goes back.
        """
        start = max(now, self._next_start)
        self._next_start = start + self._pause
        return start - now

    def leave(self) -> None:
        """Give the place back."""
        self._places.release()

    async def connection(self, connector: Connector, origin: Origin) -> Connection:
        """Return a connection to one of the host's origins, kept or new.

        No more are open at a time than the host has places, idle ones included.
        """
        while self._idle:
            kept = self._idle.pop()
            if kept.origin == origin and kept.is_usable:
                kept.reused = True
                self._active += 1
                return kept
            await kept.close()
        self._active += 1
        try:
            return await connector.open(origin)
        except BaseException:  # cancelled or refused: there is no connection to count
            self._active -= 1
            raise

    async def give_back(self, connection: Connection) -> bool:
        """Keep a connection if it can be used again; True when it was kept."""
        self._active -= 1
        if connection.is_usable and self._active + len(self._idle) < self._most:
            self._idle.append(connection)
            return True
        await connection.close()
        return False

    async def close(self) -> None:
        """End the connections that are kept."""
        while self._idle:
            await self._idle.pop().close()

    def seconds(self, total: float) -> float:
        """Return how long a fetch may take: less where nobody of this host has answered."""
        return total if self._timeouts < _TIMEOUTS else min(total, _HURRIED)

    @property
    def refuses(self) -> bool:
        """Whether it has said often enough that it wants to be left alone."""
        return self._refusals >= _REFUSALS

    @property
    def retry_after(self) -> str:
        """What it said last about coming back."""
        return self._retry_after

    def answered(self, seconds: float) -> None:
        """Note how long an answer took to begin."""
        self._quickest = min(seconds, self._quickest if self._quickest is not None else seconds)

    def timed_out(self) -> None:
        """Note that an answer did not come in time."""
        self._timeouts += 1

    def judged(self, *, refused: bool, retry_after: str) -> None:
        """Note a complete answer, and whether it was "too many requests"."""
        self._timeouts = 0
        self._refusals = self._refusals + 1 if refused else 0
        self._retry_after = retry_after if refused else ""

    @property
    def _pause(self) -> float:
        quickest = self._quickest
        return 0.0 if quickest is None or quickest < _QUICK else min(quickest, _LONGEST_PAUSE)


class Hosts:
    """All hosts of a round, each made when it is first asked.

    Args:
        places: Requests that may be under way at one host.
    """

    def __init__(self, places: int) -> None:
        self._places = places
        self._known: dict[str, Host] = {}

    def of(self, name: str) -> Host:
        """Return the host with that name or address, as `Target.server` spells it."""
        host = self._known.get(name)
        if host is None:
            host = self._known[name] = Host(self._places)
        return host

    async def close(self) -> None:
        """End all connections."""
        for host in self._known.values():
            await host.close()
