"""An open socket, bare or under TLS → bytes in and out, never more than an answer may have."""

from __future__ import annotations

import asyncio
import os
import socket
import ssl
from dataclasses import dataclass
from select import POLLOUT
from select import poll as select_poll
from typing import Any

from tapestory.ingest.fetching.web_address import Origin

OVERHEAD = 1_000_000
"""Bytes of an answer that are not its body: headers, chunk sizes, early hints."""

Header = tuple[bytes, bytes]


class BrokenConnectionError(Exception):
    """A connection cannot be made or has ended, or what arrives on it is not HTTP; says which."""


class FloodError(Exception):
    """More bytes came than any answer may have."""


def worded(error: OSError) -> str:
    """Return what the system calls an error, without number and address: connection refused."""
    if isinstance(error, ssl.SSLError):  # numbers its errors otherwise
        return str(error)
    if error.errno is not None and error.errno > 0:
        return os.strerror(error.errno).lower()
    return error.strerror or str(error)


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A GET request."""

    origin: Origin
    target: bytes
    """Path and query."""
    headers: list[Header]
    """Host first."""


class Wire:
    """Bytes in and out, counted.

    Has what httpcore's HTTP/2 asks of a stream, by the names that it has there; no timeouts,
    because a fetch has one deadline for everything.
    """

    def __init__(self) -> None:
        self._left = OVERHEAD

    def expect(self, size: int) -> None:
        """Take no more than that many bytes until told otherwise."""
        self._left = size

    async def read(
        self,
        max_bytes: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> bytes:
        """Return what has arrived, b"" at the end.

        Raises:
            BrokenConnectionError: Nothing more can arrive.
            FloodError: It is more than was expected.
        """
        try:
            data = await self._receive(max_bytes)
        except OSError as error:
            raise BrokenConnectionError(worded(error)) from error
        self._left -= len(data)
        if self._left < 0:
            message = "more bytes on the wire than an answer may have"
            raise FloodError(message)
        return data

    async def write(
        self,
        buffer: bytes,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  # httpcore's signature
    ) -> None:
        """Send everything.

        Raises:
            BrokenConnectionError: The other side takes no more.
        """
        if not buffer:  # httpcore ends a request without a body with nothing, which costs a call
            return
        try:
            await self._send(buffer)
        except OSError as error:
            raise BrokenConnectionError(worded(error)) from error

    async def aclose(self) -> None:
        """Close it, at once."""
        raise NotImplementedError

    def get_extra_info(self, info: str) -> Any:
        """Tell, for "is_readable", whether something has arrived that was not asked for."""
        raise NotImplementedError

    async def _receive(self, max_bytes: int) -> bytes:
        """Return what has arrived, b"" at the end; raises OSError."""
        raise NotImplementedError

    async def _send(self, buffer: bytes) -> None:
        """Send everything; raises OSError."""
        raise NotImplementedError


class PlainWire(Wire):
    """A bare TCP socket.

    Args:
        connected: Non-blocking.
    """

    def __init__(self, connected: socket.socket) -> None:
        super().__init__()
        self._socket = connected
        self._loop = asyncio.get_running_loop()

    async def _receive(self, max_bytes: int) -> bytes:
        return await self._loop.sock_recv(self._socket, max_bytes)

    async def _send(self, buffer: bytes) -> None:
        await self._loop.sock_sendall(self._socket, buffer)

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
        except BaseException:  # cancelled or refused: nobody else holds the socket
            connected.close()
            raise
        return cls(reader, writer)

    @property
    def protocol(self) -> str | None:
        """What was agreed on above TLS (ALPN)."""
        agreed = self._writer.get_extra_info("ssl_object")
        chosen: str | None = agreed.selected_alpn_protocol() if agreed is not None else None
        return chosen

    async def _receive(self, max_bytes: int) -> bytes:
        return await self._reader.read(max_bytes)

    async def _send(self, buffer: bytes) -> None:
        self._writer.write(buffer)
        await self._writer.drain()

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
    return any(event & ~POLLOUT for _, event in poll.poll(0))
