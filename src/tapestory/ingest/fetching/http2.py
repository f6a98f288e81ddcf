"""A request on an open connection → the answer, over HTTP/2; loaded where a server speaks it."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterator
from contextlib import contextmanager
from typing import cast

import httpcore

from tapestory.ingest.fetching.http1 import KEPT_SECONDS
from tapestory.ingest.fetching.web_address import Origin
from tapestory.ingest.fetching.wires import BrokenConnectionError, Header, Request, Wire


class Http2:
    """One connection that speaks HTTP/2 (RFC 9113), used by one request at a time.

    Args:
        origin: Scheme, host and port.
        wire: Over TLS, HTTP/2 agreed on.
    """

    def __init__(self, origin: Origin, wire: Wire) -> None:
        self._http = httpcore.AsyncHTTP2Connection(
            origin=_url(origin, b"/").origin,
            # A wire has what is used of httpcore's own streams, and is none of them.
            stream=cast("httpcore.AsyncNetworkStream", wire),
            keepalive_expiry=KEPT_SECONDS,
        )
        self._answer: httpcore.Response | None = None

    async def send(self, request: Request) -> tuple[int, list[Header]]:
        """Send a request without a body; return status and headers as soon as they are there.

        Raises:
            BrokenConnectionError: The other side has gone, or answers something else than HTTP.
        """
        asked = httpcore.Request(
            method=b"GET", url=_url(request.origin, request.target), headers=request.headers
        )
        with _in_our_words():
            self._answer = await self._http.handle_async_request(asked)
        return self._answer.status, self._answer.headers

    async def body(self) -> AsyncIterator[bytes]:
        """Yield the body as it arrives.

        Raises:
            BrokenConnectionError: It is not as long as was announced.
        """
        if self._answer is not None and isinstance(self._answer.stream, AsyncIterable):
            with _in_our_words():
                async for chunk in self._answer.stream:
                    yield chunk

    async def finish(self) -> None:
        """Take leave of an answer."""
        answer, self._answer = self._answer, None
        if answer is not None:
            with _in_our_words():
                await answer.aclose()

    @property
    def is_usable(self) -> bool:
        """Whether it can carry a further request."""
        return self._http.is_idle() and not self._http.has_expired()

    async def close(self) -> None:
        """End it."""
        await self._http.aclose()


@contextmanager
def _in_our_words() -> Iterator[None]:
    try:
        yield
    except (
        httpcore.NetworkError,
        httpcore.ProtocolError,
        httpcore.TimeoutException,
        httpcore.UnsupportedProtocol,
    ) as error:
        raise BrokenConnectionError(str(error) or type(error).__name__) from error


def _url(origin: Origin, target: bytes) -> httpcore.URL:
    return httpcore.URL(
        scheme=origin.scheme.encode(),
        host=origin.host.encode(),
        port=origin.port,
        target=target,
    )
