"""A scripted server on several loopback hosts, in a thread of its own: raw bytes out, asks kept."""

from __future__ import annotations

import asyncio
import socket
import struct
import threading
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

HOSTS = tuple(f"127.0.0.{number}" for number in range(1, 25))
"""All inside of the network that the tests allow."""
INTERNAL = "127.0.1.1"
"""Outside of it: whoever asks here was led astray."""
_LONGEST_HEAD = 65_536


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What was asked."""

    host: str
    """The address that it came in at."""
    path: str
    headers: Mapping[str, str]
    """By lower-case name."""


AnyAnswer = bytes | AsyncIterator[bytes]
Script = Callable[[Request], AnyAnswer]


class HangUpError(Exception):
    """Raised by a script: the connection is reset, what was sent so far may be lost."""


class Server:
    """Answers each path by its script, one request a connection; a context manager."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.scripts: dict[str, Script] = {}
        """By path; what no script answers is answered 404."""
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._listening: list[asyncio.Server] = []
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        asyncio.run_coroutine_threadsafe(self._listen(), self._loop).result()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result()
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()

    def url(self, path: str, host: str = HOSTS[0]) -> str:
        """Return the address of a path."""
        return f"http://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """Return the requests for a path, in order."""
        return [request for request in self.requests if request.path == path]

    async def _listen(self) -> None:
        for host in (*HOSTS, INTERNAL):
            server = await asyncio.start_server(
                self._handle, host, self.port, limit=_LONGEST_HEAD, reuse_address=True
            )
            self.port = server.sockets[0].getsockname()[1]
            self._listening.append(server)

    async def _stop(self) -> None:
        for server in self._listening:
            server.close()
        others = asyncio.all_tasks() - {asyncio.current_task()}
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)

    async def _handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in head[1:] if line)
            request = Request(
                host=writer.get_extra_info("sockname")[0],
                path=head[0].split(" ")[1],
                headers={name.lower(): value.strip() for name, _, value in pairs},
            )
            self.requests.append(request)
            script = self.scripts.get(request.path)
            await _send(writer, script(request) if script is not None else reply(404))
        except HangUpError:
            _reset(writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            writer.close()


async def _send(writer: asyncio.StreamWriter, answer: AnyAnswer) -> None:
    if isinstance(answer, bytes):
        writer.write(answer)
    else:
        async for piece in answer:
            writer.write(piece)
            await writer.drain()
    await writer.drain()


def _reset(writer: asyncio.StreamWriter) -> None:
    linger = struct.pack("ii", 1, 0)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


def reply(status: int = 200, body: bytes = b"", /, **headers: str) -> bytes:
    """Return a complete response; underscores in header names stand for hyphens.

    A header whose value is empty is left out, so that `Content_Length=""` sends none.
    """
    named = {name.replace("_", "-").title(): value for name, value in headers.items()}
    if status not in (204, 304):
        named.setdefault("Content-Length", str(len(body)))
        named.setdefault("Content-Type", "application/xml")
    named.setdefault("Connection", "close")
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items() if value)
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode("latin-1") + body
