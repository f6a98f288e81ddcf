"""Many feeds, each on a host of its own on loopback, whose answers a test can hold back."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Self

from tapestory.model import Feed
from tapestory.store import ArticleQuery, Store

CONFIG = '[fetch]\nallow_networks = ["127.0.0.0/24"]\n'
_ENTRY = """<item><title>Entry {entry} of feed {feed}, told in words of its own</title>
<link>https://h{feed}.example/{entry}</link><guid isPermaLink="false">{feed}-{entry}</guid>
<pubDate>Wed, 01 Jul 2026 10:{entry:02}:00 GMT</pubDate>
<description>{text}</description></item>"""

Seen = list[tuple[str, str]]
"""Feed address and guid, sorted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What the hosts hold and how fast they answer."""

    feeds: int
    entries: int = 5
    seconds: float = 0.0
    """How long each answer takes."""
    held_back: int = 0
    """The last so many feeds do not answer before they are let."""
    words: int = 5
    """Length of each entry's text."""


class ManyHosts:
    """Serves feed n on the address 127.0.0.n, counted from 2, while the context is open."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._ready, self._let, self._stopped = Event(), asyncio.Event(), asyncio.Event()
        self._urls: list[str] = []
        self._loop = asyncio.new_event_loop()
        self._thread = Thread(target=lambda: self._loop.run_until_complete(self._serve()))

    @property
    def urls(self) -> tuple[str, ...]:
        """The addresses of the feeds."""
        return tuple(self._urls)

    @property
    def all_entries(self) -> Seen:
        """What a reader has that lost nothing and doubled nothing."""
        return sorted(
            (url, f"{feed}-{entry}")
            for feed, url in enumerate(self._urls)
            for entry in range(self._plan.entries)
        )

    def let_answer(self) -> None:
        """Let those answer that were held back."""
        self._loop.call_soon_threadsafe(self._let.set)

    def subscribe(self, home: Path) -> Path:
        """Make a home with these feeds; return the path of its store."""
        home.mkdir()
        (home / "config.toml").write_text(CONFIG, encoding="utf-8")
        path = home / "tapestory.db"
        with Store.open(path, migrate=True) as store, store.writing() as session:
            for url in self._urls:
                session.feeds.add(Feed(url=url))
        return path

    def __enter__(self) -> Self:
        """Start serving."""
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._stopped.set)
        self._thread.join()
        self._loop.close()

    async def _serve(self) -> None:
        servers = []
        for number in range(self._plan.feeds):
            host = f"127.0.0.{number + 2}"
            server = await asyncio.start_server(self._answerer(number), host, 0, backlog=100)
            servers.append(server)
            self._urls.append(f"http://{host}:{server.sockets[0].getsockname()[1]}/feed.xml")
        self._ready.set()
        await self._stopped.wait()
        for server in servers:
            server.close()

    def _answerer(self, number: int) -> _Answerer:
        return _Answerer(
            body=_feed(number, self._plan),
            seconds=self._plan.seconds,
            let=self._let if number >= self._plan.feeds - self._plan.held_back else None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Answerer:
    body: bytes
    seconds: float
    let: asyncio.Event | None

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            if self.let is not None:
                await self.let.wait()
            await asyncio.sleep(self.seconds)
            head = "HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\nConnection: close\r\n"
            writer.write(f"{head}Content-Length: {len(self.body)}\r\n\r\n".encode() + self.body)
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass  # whoever asked was killed
        finally:
            writer.close()


def _feed(number: int, plan: Plan) -> bytes:
    text = f"Words of feed {number}. " * plan.words
    entries = "".join(
        _ENTRY.format(feed=number, entry=entry, text=f"{entry}: {text}")
        for entry in range(plan.entries)
    )
    channel = f"<title>Feed {number}</title><link>https://h{number}.example/</link>{entries}"
    return f'<rss version="2.0"><channel>{channel}</channel></rss>'.encode()


def stored(path: Path) -> Seen:
    """Return which entries of which feeds a store holds, each as often as it does."""
    with Store.open(path) as store, store.reading() as session:
        found = session.articles.find(ArticleQuery())
    return sorted((item.article.feed_url, item.article.guid) for item in found)
