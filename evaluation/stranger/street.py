"""The world outside: publishers' feeds as of a time, closing prices as of a day, a post office."""

from __future__ import annotations

import json
import re
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from xml.sax.saxutils import escape

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tapestory.demo.sample_run import SAMPLE

_ITEM = re.compile(r"[ \t]*<(item|entry)>.*?</\1>\n", re.DOTALL)
_DATED = re.compile(r"<(pubDate|published)>(.*?)</")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """An article that a publisher brings besides those of the sample."""

    title: str
    text: str
    published: datetime


@dataclass(kw_only=True)
class Press:
    """The sample's feeds and some of our own, each with what was published until `now`."""

    now: datetime
    more: dict[str, list[Piece]] = field(default_factory=dict)
    """Feed's file → articles; a file that the sample lacks is a feed of its own."""

    def feed(self, name: str) -> bytes | None:
        """Return a feed as it reads now, None where there is none."""
        path = SAMPLE / "feeds" / name
        pieces = [piece for piece in self.more.get(name, ()) if piece.published <= self.now]
        if not path.is_file():
            return _rss(name, pieces).encode() if name in self.more else None
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".json":
            document = json.loads(text)
            document["items"] = [
                item
                for item in document["items"]
                if datetime.fromisoformat(item["date_published"]) <= self.now
            ]
            return json.dumps(document, ensure_ascii=False).encode()
        shown = _ITEM.sub(self._published, text)
        items = "".join(_item(name, piece) for piece in pieces)
        return shown.replace("  </channel>", f"{items}  </channel>").encode()

    def _published(self, item: re.Match[str]) -> str:
        tag, text = _DATED.findall(item[0])[0]
        at = parsedate_to_datetime(text) if tag == "pubDate" else datetime.fromisoformat(text)
        return item[0] if at <= self.now else ""


def _rss(name: str, pieces: list[Piece]) -> str:
    items = "".join(_item(name, piece) for piece in pieces)
    title = name.partition(".")[0].replace("-", " ").title()
    return (
        f'<rss version="2.0"><channel><title>{title}</title><language>en</language>'
        f"<link>https://{name.partition('.')[0]}.example/</link>\n{items}</channel></rss>\n"
    )


def _item(name: str, piece: Piece) -> str:
    slug = re.sub(r"\W+", "-", piece.title.lower()).strip("-")
    return (
        f"<item><title>{escape(piece.title)}</title>"
        f"<link>https://{name.partition('.')[0]}.example/{slug}</link>"
        f"<pubDate>{format_datetime(piece.published)}</pubDate>"
        f"<description>{escape(piece.text)}</description></item>\n"
    )


@contextmanager
def served(press: Press) -> Iterator[str]:
    """Serve the feeds on loopback; yields the address, without a slash at its end."""
    with answering(lambda path: press.feed(path.lstrip("/"))) as address:
        yield address


@contextmanager
def answering(body_of: Callable[[str], bytes | None]) -> Iterator[str]:
    """Serve on loopback what stands at each path with its query, 404 where that is None."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = body_of(self.path)
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base's name
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def closes_until(day: date, path: Path) -> None:
    """Write the sample's closing prices up to a day, as a download of that evening holds them."""
    rows = (SAMPLE / "closes.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [row for row in rows[1:] if row.split(",")[1] <= day.isoformat()]
    path.write_text("".join([rows[0], *kept]), encoding="utf-8")


@dataclass(kw_only=True)
class Mailbox:
    """What a mail server on loopback took over."""

    mails: list[EmailMessage] = field(default_factory=list)

    async def handle_DATA(  # noqa: N802 - the library's name
        self, _server: SMTP, _session: Session, envelope: Envelope
    ) -> str:
        """Take a mail over."""
        self.mails.append(
            message_from_bytes(envelope.original_content or b"", policy=policy.default)
        )
        return "250 2.0.0 queued"


@contextmanager
def post_office(mailbox: Mailbox) -> Iterator[int]:
    """Serve SMTP on loopback; yields the port."""
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
    controller = Controller(mailbox, hostname="127.0.0.1", port=port)
    controller.start()
    try:
        yield port
    finally:
        controller.stop()


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    """Return a time in UTC."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC)
