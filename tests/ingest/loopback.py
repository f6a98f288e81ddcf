"""A scripted HTTP server on the loopback: raw bytes out, what was asked kept for the test."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from tapestory.ingest.fetching.answers import FetchAnswer, FetchLimits
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.model import FeedState

LOOPBACK = "127.0.0.0/24"
RSS = b"""<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>
<item><title>One</title><link>https://wire.example/one</link><guid>1</guid></item>
</channel></rss>"""


@dataclass(frozen=True)
class Request:
    path: str
    headers: Mapping[str, str]
    """By lower-case name."""


Chunks = AsyncIterator[bytes]
Script = Callable[[Request], bytes | Chunks]


@dataclass
class Server:
    host: str
    port: int
    requests: list[Request] = field(default_factory=list)
    busy: int = 0
    busiest: int = 0

    def url(self, path: str = "/feed", *, host: str = "", userinfo: str = "") -> str:
        return f"http://{userinfo}{host or self.host}:{self.port}{path}"


def reply(status: int = 200, body: bytes = b"", **headers: str) -> bytes:
    """Return a response; underscores in header names stand for hyphens."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if status != 304:
        named.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode("latin-1") + body


@asynccontextmanager
async def serving(script: Script, host: str = "127.0.0.1") -> AsyncIterator[Server]:
    """Serve one request a connection by the script until the block ends."""
    server = Server(host=host, port=0)

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        server.busy += 1
        server.busiest = max(server.busiest, server.busy)
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
            pairs = (line.partition(":") for line in head[1:] if line)
            headers = {name.lower(): value.strip() for name, _, value in pairs}
            request = Request(path=head[0].split(" ")[1], headers=headers)
            server.requests.append(request)
            await _write(writer, script(request))
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            server.busy -= 1
            writer.close()

    listening = await asyncio.start_server(handle, host, 0)
    server.port = listening.sockets[0].getsockname()[1]
    try:
        yield server
    finally:
        listening.close()


async def _write(writer: asyncio.StreamWriter, answer: bytes | Chunks) -> None:
    if isinstance(answer, bytes):
        writer.write(answer)
    else:
        async for chunk in answer:
            writer.write(chunk)
            await writer.drain()
    await writer.drain()


def limits(**changes: object) -> FetchLimits:
    """Return limits under which the loopback's first 256 addresses are allowed."""
    known: dict[str, object] = {
        "allow_networks": (LOOPBACK,),
        "total_seconds": 5.0,
        "user_agent": "Tapestory-test/0 (+mailto:ops@desk.example)",
    }
    return FetchLimits(**{**known, **changes})  # type: ignore[arg-type]  # checked when it is made


def fetch_once(
    script: Script,
    *,
    state: FeedState | None = None,
    path: str = "/feed",
    userinfo: str = "",
    within: FetchLimits | None = None,
) -> tuple[FetchAnswer, list[Request]]:
    """Fetch one address of a scripted server; return the answer and what was asked."""

    async def run() -> tuple[FetchAnswer, list[Request]]:
        async with serving(script) as server, Fetcher(within or limits()) as fetcher:
            url = server.url(path, userinfo=userinfo)
            return await fetcher.fetch(url, state or FeedState()), server.requests

    return asyncio.run(run())


def run_against(
    script: Script, act: Callable[[Server, Fetcher], Awaitable[None]], **changes: object
) -> Server:
    """Run a conversation with a scripted server; return the server with what it was asked."""

    async def run() -> Server:
        async with serving(script) as server, Fetcher(limits(**changes)) as fetcher:
            await act(server, fetcher)
            return server

    return asyncio.run(run())
