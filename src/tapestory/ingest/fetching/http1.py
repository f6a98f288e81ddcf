"""A request on an open connection → the answer, over HTTP/1.1 (RFC 9112)."""

from __future__ import annotations

from collections.abc import AsyncIterator
from time import monotonic
from typing import Any

import h11

from tapestory.ingest.fetching.wires import BrokenConnectionError, Header, Request, Wire

KEPT_SECONDS = 10.0
"""That a connection is kept for another request."""
_MOST_HEADERS = 100 * 1024
_MOST_INTERIM = 20
"""Answers like "100 Continue" before the one that counts; nobody needs more than one or two."""
_READ = 64 * 1024


class Http1:
    """One connection that speaks HTTP/1.1, one request after the other.

    Args:
        wire: As opened.
    """

    def __init__(self, wire: Wire) -> None:
        self._wire = wire
        self._http = h11.Connection(h11.CLIENT, max_incomplete_event_size=_MOST_HEADERS)
        self._kept_until: float | None = None
        """None unless it is idle."""

    async def send(self, request: Request) -> tuple[int, list[Header]]:
        """Send a request without a body; return status and headers as soon as they are there.

        Raises:
            BrokenConnectionError: The other side has gone, answers something else than HTTP, or
                nothing but interim answers.
        """
        self._kept_until = None
        try:
            await self._write(request)
            return await self._answered()
        except BaseException:  # half an answer is in the pipe, also where the task was cancelled
            await self.close()
            raise

    async def _answered(self) -> tuple[int, list[Header]]:
        for _ in range(_MOST_INTERIM):
            event = await self._event()
            if isinstance(event, h11.Response) or getattr(event, "status_code", 0) == 101:
                return event.status_code, event.headers.raw_items()
        message = f"more than {_MOST_INTERIM} interim answers"
        raise BrokenConnectionError(message)

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives.

        Raises:
            BrokenConnectionError: It is not as long as was announced.
        """
        while True:
            event = await self._event()
            if isinstance(event, h11.Data):
                yield bytes(event.data)
            elif event is h11.PAUSED or isinstance(event, h11.EndOfMessage):
                return

    async def finish(self) -> None:
        """Take leave of an answer; what was not read of it ends the connection."""
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
            self._kept_until = monotonic() + KEPT_SECONDS
        else:
            await self.close()

    @property
    def is_usable(self) -> bool:
        """Whether it can carry a further request: nobody has hung up or spoken out of turn."""
        kept = self._kept_until is not None and monotonic() <= self._kept_until
        return kept and not self._wire.get_extra_info("is_readable")

    async def close(self) -> None:
        """End it."""
        self._kept_until = None
        await self._wire.aclose()

    async def _write(self, request: Request) -> None:
        try:
            head = self._http.send(
                h11.Request(method=b"GET", target=request.target, headers=request.headers)
            )
            self._http.send(h11.EndOfMessage())
        except h11.LocalProtocolError as error:
            raise BrokenConnectionError(str(error)) from error
        try:
            await self._wire.write(head or b"")
        except BrokenConnectionError:
            # Who refuses a request may hang up before it is read, and still have answered.
            return

    async def _event(self) -> Any:
        while True:
            try:
                event = self._http.next_event()
            except h11.RemoteProtocolError as error:
                raise BrokenConnectionError(str(error)) from error
            if event is not h11.NEED_DATA:
                return event
            data = await self._wire.read(_READ)
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                message = "the server hung up without an answer"
                raise BrokenConnectionError(message)
            self._http.receive_data(data)
