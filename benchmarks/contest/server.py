"""Serves invented feeds from memory, with validators, compressed and over kept connections.

Run as `python -m benchmarks.contest.server --feeds 500`. It prints its port, then obeys lines on
standard input: `edition N EVERY` gives every EVERYth feed edition N (the others keep theirs),
`tally` asks for the answers given since it was last asked, as JSON. It ends with its input.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import hashlib
import json
import re
import sys
from collections import Counter

from benchmarks.contest.publishers import ENTRIES, feed

_REQUEST = re.compile(rb"GET /feed/(\d+)\.xml HTTP/1\.1\r\n")
_ETAG = re.compile(rb"\r\nif-none-match: *([^\r]*)\r\n", re.IGNORECASE)
_CLOSE = re.compile(rb"\r\nconnection: *close", re.IGNORECASE)
_LAST_MODIFIED = b"Mon, 02 Mar 2026 12:00:00 GMT"


class Feeds:
    """The answers to every feed, ready as bytes, and how many of each kind were given."""

    def __init__(self, count: int, entries: int) -> None:
        self._entries = entries
        self.tally: Counter[str] = Counter()
        self._whole: list[bytes] = []
        self._unchanged: list[bytes] = []
        self._etags: list[bytes] = []
        for number in range(count):
            self._whole.append(b"")
            self._unchanged.append(b"")
            self._etags.append(b"")
            self.publish(number, 0)

    def __len__(self) -> int:
        return len(self._whole)

    def publish(self, number: int, edition: int) -> None:
        """Let a feed show an edition from now on."""
        plain = feed(number, edition, entries=self._entries)
        body = gzip.compress(plain, compresslevel=6, mtime=0)
        etag = b'"%s"' % hashlib.sha256(plain).hexdigest()[:16].encode()
        validators = b"ETag: %s\r\nLast-Modified: %s\r\n" % (etag, _LAST_MODIFIED)
        self._etags[number] = etag
        self._whole[number] = (
            b"HTTP/1.1 200 OK\r\n%sContent-Type: application/xml; charset=utf-8\r\n"
            b"Content-Encoding: gzip\r\nContent-Length: %d\r\n\r\n%s"
            % (validators, len(body), body)
        )
        self._unchanged[number] = b"HTTP/1.1 304 Not Modified\r\n%s\r\n" % validators

    def answer(self, head: bytes) -> bytes:
        """Return the bytes that answer a request whose head is given, its blank line included."""
        asked = _REQUEST.match(head)
        if asked is None or int(asked[1]) >= len(self):
            self.tally["404"] += 1
            return b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
        number = int(asked[1])
        known = _ETAG.search(head)
        if known is not None and known[1].strip() == self._etags[number]:
            self.tally["304"] += 1
            return self._unchanged[number]
        self.tally["200"] += 1
        return self._whole[number]


class _Connection(asyncio.Protocol):
    def __init__(self, feeds: Feeds) -> None:
        self._feeds = feeds
        self._received = b""
        self._transport: asyncio.WriteTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Remember where to answer."""
        if isinstance(transport, asyncio.WriteTransport):
            self._transport = transport

    def data_received(self, data: bytes) -> None:
        """Answer every request that is complete."""
        self._received += data
        while b"\r\n\r\n" in self._received and self._transport is not None:
            head, _, self._received = self._received.partition(b"\r\n\r\n")
            self._transport.write(self._feeds.answer(head + b"\r\n\r\n"))
            if _CLOSE.search(head):
                self._transport.close()


async def serve(feeds: Feeds, hosts: int) -> None:
    """Serve on 127.0.0.1 and following, one port on all of them, until standard input ends."""
    loop = asyncio.get_running_loop()
    first = await loop.create_server(lambda: _Connection(feeds), "127.0.0.1", 0, backlog=512)
    port = first.sockets[0].getsockname()[1]
    for last in range(2, hosts + 1):
        await loop.create_server(lambda: _Connection(feeds), f"127.0.0.{last}", port, backlog=512)
    print(port, flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.split():
            case ["edition", edition, every]:
                for number in range(0, len(feeds), int(every)):
                    feeds.publish(number, int(edition))
                print("published", flush=True)
            case ["tally"]:
                print(json.dumps(feeds.tally), flush=True)
                feeds.tally.clear()


def main() -> None:
    """Serve what the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, required=True)
    options.add_argument("--entries", type=int, default=ENTRIES)
    options.add_argument("--hosts", type=int, default=1)
    chosen = options.parse_args()
    asyncio.run(serve(Feeds(chosen.feeds, chosen.entries), chosen.hosts))


if __name__ == "__main__":
    main()
