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
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import cache
from ipaddress import ip_address
from select import poll as select_poll
from typing import Any

import httpcore

from tapestory.ingest.fetching.addresses import AddressPolicy

_NEXT_ADDRESS = 3.0
"""Seconds that an address of several gets to take the connection."""
_KEPT_SECONDS = 10.0
_OVERHEAD = 1_000_000
"""Bytes of an answer that are not its body: headers, chunk sizes, early hints."""


class BlockedError(Exception):
    """All addresses of a host are refused; carries them."""


class FloodError(Exception):
    """More bytes came than any answer may have."""


class Connection:
    """One connection to one origin, used by one request at a time.

    Args:
        origin: Scheme, host and port.
        wire: As opened.
        http2: Whether the server chose HTTP/2.
    """

    def __init__(self, origin: httpcore.Origin, wire: Wire, *, http2: bool) -> None:
        self.origin = origin
        self.reused = False
        """Whether it has carried a request before: then the server may just have closed it."""
        self._wire = wire
        if http2:
            self._http: httpcore.AsyncConnectionInterface = httpcore.AsyncHTTP2Connection(
                origin=origin, stream=wire, keepalive_expiry=_KEPT_SECONDS
            )
        else:
            self._http = httpcore.AsyncHTTP11Connection(
                origin=origin, stream=wire, keepalive_expiry=_KEPT_SECONDS
            )

    async def send(self, request: httpcore.Request, *, max_bytes: int) -> httpcore.Response:
        """Send a request; return the answer as soon as its headers are there.

        Args:
            request: Without a body.
            max_bytes: That the answer's body may have on the wire.
        """
        self._wire.expect(max_bytes + _OVERHEAD)
        return await self._http.handle_async_request(request)

    @property
    def is_usable(self) -> bool:
        """Whether it can carry a further request."""
        return self._http.is_idle() and not self._http.has_expired()

    async def close(self) -> None:
        """End it."""
        await self._http.aclose()


class Connector:
    """Opens connections.

    Args:
        policy: Which addresses may be connected to.
        http2: Offer HTTP/2 where there is TLS.
    """

    def __init__(self, policy: AddressPolicy, *, http2: bool) -> None:
        self._policy = policy
        self._http2 = http2

    async def open(self, origin: httpcore.Origin) -> Connection:
        """Connect to the first allowed address of an origin that answers.

        Raises:
            BlockedError: None is allowed.
            httpcore.ConnectError: The name does not resolve, or nobody answers.
            OSError: TLS could not be agreed on.
        """
        host = origin.host.decode("ascii")
        addresses = await _resolve(host, origin.port)
        allowed = [address for address in addresses if self._policy.allows(address)]
        if not allowed:
            raise BlockedError(", ".join(addresses))
        connected = await _connect(allowed, origin.port)
        if origin.scheme != b"https":
            return Connection(origin, PlainWire(connected), http2=False)
        wire = await TlsWire.over(connected, _tls(self._http2), host)
        return Connection(origin, wire, http2=wire.protocol == "h2")


class Wire(httpcore.AsyncNetworkStream):
    """Bytes in and out, counted; what httpcore needs of a connection.

    Leaner than the streams of httpcore's own backends: no timeouts (a fetch has one deadline
    for everything), no second event loop library in between.
    """

    def __init__(self) -> None:
        self._left = _OVERHEAD

    def expect(self, size: int) -> None:
        """Take no more than that many bytes until told otherwise."""
        self._left = size

    def _count(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left < 0:
            message = "more bytes on the wire than an answer may have"
            raise FloodError(message)
        return data


class PlainWire(Wire):
    """A bare TCP socket.

    Args:
        connected: Non-blocking.
    """

    def __init__(self, connected: socket.socket) -> None:
        super().__init__()
        self._socket = connected
        self._loop = asyncio.get_running_loop()

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> bytes:
        """Return what has arrived, b"" at the end."""
        try:
            return self._count(await self._loop.sock_recv(self._socket, max_bytes))
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> None:
        """Send everything."""
        if not buffer:  # httpcore ends a request without a body with nothing, which costs a call
            return
        try:
            await self._loop.sock_sendall(self._socket, buffer)
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close the socket."""
        self._socket.close()

    def get_extra_info(self, info: str) -> Any:
        """Tell whether something has arrived that was not asked for."""
        return _is_readable(self._socket) if info == "is_readable" else None


class TlsWire(Wire):
    """TLS over a TCP socket; made with `over`."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        super().__init__()
        self._reader = reader
        self._writer = writer

    @classmethod
    async def over(cls, connected: socket.socket, context: ssl.SSLContext, host: str) -> TlsWire:
        """Agree on TLS with whoever proves to be `host`.

        Raises:
            OSError: He does not, or cannot be talked to.
        """
        try:
            reader, writer = await asyncio.open_connection(
                sock=connected, ssl=context, server_hostname=host
            )
        except BaseException:
            connected.close()
            raise
        return cls(reader, writer)

    @property
    def protocol(self) -> str | None:
        """What was agreed on above TLS (ALPN)."""
        agreed = self._writer.get_extra_info("ssl_object")
        chosen: str | None = agreed.selected_alpn_protocol() if agreed is not None else None
        return chosen

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> bytes:
        """Return what has arrived, b"" at the end."""
        try:
            return self._count(await self._reader.read(max_bytes))
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> None:
        """Send everything."""
        try:
            self._writer.write(buffer)
            await self._writer.drain()
        except OSError as error:
            raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        """Close without waiting for the other side to agree."""
        self._writer.transport.abort()

    def get_extra_info(self, info: str) -> Any:
        """Tell whether the other side has ended the connection."""
        return self._reader.at_eof() if info == "is_readable" else None


def _is_readable(connected: socket.socket) -> bool:
    if connected.fileno() < 0:
        return True
    poll = select_poll()
    poll.register(connected)
    return bool(poll.poll(0)) and bool(dict(poll.poll(0)).get(connected.fileno(), 0) & ~4)


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
    message = str(failure or "no address") or "no answer to the connection attempt"
    raise httpcore.ConnectError(message) from failure


async def _connect_to(address: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    made = socket.socket(family, socket.SOCK_STREAM)
    try:
        made.settimeout(0.0)  # non-blocking
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await asyncio.get_running_loop().sock_connect(made, (address, port))
    except BaseException:
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
        message = f"the name does not resolve: {error}"
        raise httpcore.ConnectError(message) from error
