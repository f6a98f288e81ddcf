"""A newsroom on the loopback: a feed of teasers, and pages that do what sites do.

It runs in threads of its own, because the step that reads pages runs an event loop of its own.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Self

from ingest.pages.written import Story, semantic_page


@dataclass(frozen=True)
class Reply:
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    kind: str = "text/html"


Path = str
Script = Callable[[], Reply]


class Newsroom:
    """Serves what `pages` say by path; everything else is missing."""

    def __init__(self, host: str = "127.0.0.1") -> None:
        self.pages: dict[Path, Reply | Script] = {}
        self.asked: list[Path] = []
        self.headers: list[Mapping[str, str]] = []
        room = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                room.asked.append(self.path)
                room.headers.append({name.lower(): value for name, value in self.headers.items()})
                known = room.pages.get(self.path, Reply(status=404))
                reply = known if isinstance(known, Reply) else known()
                self.send_response(reply.status)
                self.send_header("Content-Type", reply.kind)
                self.send_header("Content-Length", str(len(reply.body)))
                for name, value in reply.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(reply.body)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # its name
                """Say nothing."""

        self._server = ThreadingHTTPServer((host, 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    @property
    def base(self) -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    @property
    def pages_asked(self) -> list[Path]:
        """What was asked for but feeds and robots.txt, in order."""
        return [path for path in self.asked if path not in ("/feed", "/robots.txt")]

    def publish(
        self,
        *stories: Story,
        text: Callable[[Story], str] = lambda story: story.teaser,
        paths: Mapping[str, str] | None = None,
    ) -> None:
        """Put stories into the feed, each with a page at /1, /2 … unless `paths` says where."""
        items = []
        for number, story in enumerate(stories, start=1):
            path = (paths or {}).get(story.title, f"/{story.lang}/{number}")
            where = path if path.startswith("http") else f"{self.base}{path}"
            self.pages.setdefault(path, Reply(semantic_page(story)))
            items.append(
                f"<item><title>{escape(story.title)}</title><link>{where}</link>"
                f"<description>{escape(text(story))}</description></item>"
            )
        channel = f"<channel><title>Quayside</title>{''.join(items)}</channel>"
        feed = f'<rss version="2.0">{channel}</rss>'
        self.pages["/feed"] = Reply(feed.encode(), kind="application/rss+xml")

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
