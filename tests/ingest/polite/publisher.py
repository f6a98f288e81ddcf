"""A publisher on the loopback who is scripted by the test and keeps account of who asked what."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field

ITEM = "<item><title>{0}</title><link>https://wire.example/{0}</link><guid>{0}</guid>{1}</item>"

Raw = bytes | AsyncIterator[bytes]


@dataclass(frozen=True)
class Asked:
    """One request, as it came over the wire."""

    method: str
    path: str
    raw: str
    """The whole head."""
    headers: Mapping[str, str]
    """By lower-case name."""
    repeated: Sequence[str]
    """All header names as sent."""

    @property
    def etag(self) -> str | None:
        return self.headers.get("if-none-match")

    @property
    def since(self) -> str | None:
        return self.headers.get("if-modified-since")

    @property
    def conditional(self) -> bool:
        return self.etag is not None or self.since is not None


Script = Callable[[Asked], Raw]


def rss(*titles: str, head: str = "", each: str = "") -> bytes:
    """Return a feed with these entries, newest first."""
    items = "".join(ITEM.format(title, each) for title in titles)
    return (
        '<?xml version="1.0"?><rss version="2.0" xmlns:sy="http://purl.org/rss/1.0/modules/'
        f'syndication/"><channel><title>Wire</title>{head}{items}</channel></rss>'
    ).encode()


FEED = rss("one", "two")


def reply(status: int = 200, body: bytes = FEED, /, **headers: str) -> bytes:
    """Return a response; underscores in header names stand for hyphens, no Date is added."""
    if status == 304 or (status != 200 and body is FEED):
        body = b""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    if status != 304:
        named.setdefault("Content-Length", str(len(body)))
    lines = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status} Scripted\r\n{lines}\r\n".encode("latin-1") + body


@dataclass
class Publisher:
    """What it answers is set by path: an answer, several for one request after the other (the
    last one stays), or a function of the request."""

    host: str = "127.0.0.1"
    port: int = 0
    answers: dict[str, Raw | list[bytes] | Script] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    open: int = 0
    most_open: int = 0
    busy: int = 0
    most_busy: int = 0

    def url(self, path: str = "/feed", *, host: str = "", userinfo: str = "") -> str:
        return f"http://{userinfo}{host or self.host}:{self.port}{path}"

    def take(self) -> list[Asked]:
        """Return what was asked since this was called last."""
        asked, self.asked = self.asked, []
        return asked

    async def handle(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.open += 1
        self.most_open = max(self.most_open, self.open)
        try:
            while await self._serve_one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass
        finally:
            self.open -= 1
            writer.close()

    async def _serve_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        raw = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
        lines = raw.split("\r\n")
        method, path, _ = lines[0].split(" ")
        pairs = [line.partition(":") for line in lines[1:] if line]
        headers = {name.lower(): value.strip() for name, _, value in pairs}
        asked = Asked(method, path, raw, headers, [name for name, _, _ in pairs])
        self.asked.append(asked)
        self.busy += 1
        self.most_busy = max(self.most_busy, self.busy)
        try:
            answer = self._answer(asked)
            if isinstance(answer, bytes):
                writer.write(answer)
                await writer.drain()
                kept = b"Content-Length" in answer or answer.startswith(b"HTTP/1.1 304")
                return kept and b"Connection: close" not in answer
            async for chunk in answer:
                writer.write(chunk)
                await writer.drain()
        finally:
            self.busy -= 1
        return False

    def _answer(self, asked: Asked) -> Raw:
        answer = self.answers.get(asked.path, reply(404))
        if isinstance(answer, list):
            return answer.pop(0) if len(answer) > 1 else answer[0]
        return answer(asked) if callable(answer) else answer


class Press:
    """Runs publishers in a thread of its own, so that whoever polls may block."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def open(self, host: str = "127.0.0.1", port: int = 0) -> tuple[Publisher, asyncio.Server]:
        async def start() -> tuple[Publisher, asyncio.Server]:
            publisher = Publisher(host=host)
            server = await asyncio.start_server(publisher.handle, host, port)
            publisher.port = server.sockets[0].getsockname()[1]
            return publisher, server

        return asyncio.run_coroutine_threadsafe(start(), self._loop).result(10)

    def shut(self, servers: Sequence[asyncio.Server]) -> None:
        async def stop() -> None:
            for server in servers:
                server.close()
            for task in asyncio.all_tasks() - {asyncio.current_task()}:
                task.cancel()

        asyncio.run_coroutine_threadsafe(stop(), self._loop).result(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()
