"""A host and a port → an open connection to an address that may be connected to.

The check stands where the connection is made: the very address that was checked is the one that
is connected to, so that a name cannot resolve to something else in between (DNS rebinding).
TLS server name and Host header stay the host's.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import threading
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from ipaddress import ip_address
from typing import Protocol

from tapestory.ingest.fetching.addresses import AddressPolicy
from tapestory.ingest.fetching.http1 import Http1
from tapestory.ingest.fetching.web_address import Origin
from tapestory.ingest.fetching.wires import (
    OVERHEAD,
    BrokenConnectionError,
    Header,
    PlainWire,
    Request,
    TlsWire,
    Wire,
    worded,
)

_NEXT_ADDRESS = 3.0
"""Seconds that an address of several gets to take the connection."""


class BlockedError(Exception):
    """All addresses of a host are refused; carries them."""


class Exchange(Protocol):
    """Requests and answers in one version of HTTP, on one connection."""

    async def send(self, request: Request) -> tuple[int, list[Header]]:
        """Send a request; return status and headers."""
        ...

    def body(self) -> AsyncIterator[bytes]:
        """Yield the body of the answer."""
        ...

    async def finish(self) -> None:
        """Take leave of the answer."""
        ...

    @property
    def is_usable(self) -> bool:
        """Whether a further request can be sent."""
        ...

    async def close(self) -> None:
        """End the connection."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Response:
    """An answer, as soon as its headers are there."""

    status: int
    headers: list[Header]
    """In the order in which they came, with repetitions."""
    exchange: Exchange
    """Where its body comes from."""


class Connection:
    """One connection to one origin, used by one request at a time.

    Args:
        origin: Scheme, host and port.
        wire: As opened.
        http2: Whether the server chose HTTP/2.
    """

    def __init__(self, origin: Origin, wire: Wire, *, http2: bool) -> None:
        self.origin = origin
        self.reused = False
        """Whether it has carried a request before: then the server may just have closed it."""
        self._wire = wire
        self._http: Exchange = _http2(origin, wire) if http2 else Http1(wire)

    async def send(self, request: Request, *, max_bytes: int) -> Response:
        """Send a request; return the answer as soon as its headers are there.

        Args:
            request: To this origin.
            max_bytes: That the answer's body may have on the wire.

        Raises:
            BrokenConnectionError: There is no answer, or it is not HTTP.
        """
        self._wire.expect(max_bytes + OVERHEAD)
        status, headers = await self._http.send(request)
        return Response(status=status, headers=headers, exchange=self._http)

    @property
    def is_usable(self) -> bool:
        """Whether it can carry a further request."""
        return self._http.is_usable

    async def close(self) -> None:
        """End it."""
        await self._http.close()


class Connector:
    """Opens connections.

    Args:
        policy: Which addresses may be connected to.
        http2: Offer HTTP/2 where there is TLS.
    """

    def __init__(self, policy: AddressPolicy, *, http2: bool) -> None:
        self._policy = policy
        self._http2 = http2

    async def open(self, origin: Origin) -> Connection:
        """Connect to the first allowed address of an origin that answers.

        Raises:
            BlockedError: None is allowed.
            BrokenConnectionError: The name does not resolve, or nobody answers.
            OSError: TLS could not be agreed on.
        """
        host = origin.host
        addresses = await _resolve(host, origin.port)
        allowed = [address for address in addresses if self._policy.allows(address)]
        if not allowed:
            raise BlockedError(", ".join(addresses))
        connected = await _connect(allowed, origin.port)
        if origin.scheme != "https":
            return Connection(origin, PlainWire(connected), http2=False)
        wire = await TlsWire.over(connected, _tls(self._http2), host)
        return Connection(origin, wire, http2=wire.protocol == "h2")


def _http2(origin: Origin, wire: Wire) -> Exchange:
    from tapestory.ingest.fetching.http2 import Http2  # noqa: PLC0415  # few servers, by choice

    return Http2(origin, wire)


@cache
def _tls(http2: bool) -> ssl.SSLContext:  # noqa: FBT001  # the cache's key
    """Return the one context of this process: reading the trusted roots takes 30 ms."""
    import certifi  # noqa: PLC0415  # only where there is TLS

    context = ssl.create_default_context(cafile=certifi.where())
    context.set_alpn_protocols(["h2", "http/1.1"] if http2 else ["http/1.1"])
    return context


async def _connect(addresses: Iterable[str], port: int) -> socket.socket:
    addresses = list(addresses)
    failure: OSError | None = None
    for address in addresses:
        seconds = _NEXT_ADDRESS if address != addresses[-1] else None
        try:
            async with asyncio.timeout(seconds):
                return await _connect_to(address, port)
        except OSError as error:  # TimeoutError is one of them
            failure = error
    message = worded(failure) if failure else "no address"
    raise BrokenConnectionError(message or "no answer to the connection attempt") from failure


async def _connect_to(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(0.0)  # non-blocking
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(made, (address, port))
    except BaseException:  # cancelled or refused: nobody else holds the socket
        made.close()
        raise
    return made


async def _resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, once each, in the resolver's order.

    Numeric spellings of IPv4 (decimal, hex, octal, short) are resolved by the same call. Each
    lookup has a thread of its own, which nobody waits for when it is given up: a few names that
    do not resolve must not occupy the threads that others need, nor delay the end.
    """
    try:
        ip_address(host)
    except ValueError:
        pass
    else:
        return [host]
    loop = asyncio.get_running_loop()
    found: asyncio.Future[list[str]] = loop.create_future()

    def settle(addresses: list[str], error: Exception | None) -> None:
        if found.done():
            return
        if error is None:
            found.set_result(addresses)
        else:
            found.set_exception(error)

    def look_up() -> None:
        addresses: list[str] = []
        failure: Exception | None = None
        try:
            infos = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            addresses = list(dict.fromkeys(str(sockaddr[0]) for *_, sockaddr in infos))
        except (OSError, UnicodeError) as error:
            failure = error
        with suppress(RuntimeError):  # the round is over
            loop.call_soon_threadsafe(settle, addresses, failure)

    threading.Thread(target=look_up, name=f"resolve {host[:40]}", daemon=True).start()
    try:
        return await found
    except (OSError, UnicodeError) as error:
        said = worded(error) if isinstance(error, OSError) else str(error)
        message = f"the name does not resolve: {said}"
        raise BrokenConnectionError(message) from error
