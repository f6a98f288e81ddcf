"""Serves the soak's feeds at the minute it is told, and fails now and then on purpose.

Run as `python -m evaluation.soaking.server --feeds 200 --minutes 1440 --seed 1`. It prints its
port, then obeys lines on standard input: `now MINUTE TICK` moves its clock, `faulty 0.2` says
how often it fails, `log` asks for what it was asked since it last told, as JSON.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import re
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from functools import partial

from evaluation.soaking import press
from evaluation.soaking.replies import FAULTS, Reply, Scene, reply

HOSTS = 20
"""Loopback addresses that the feeds are spread over."""
_REQUEST = re.compile(rb"GET /(feed|moved|elsewhere)/(\d+)\.xml ")
_ETAG = re.compile(rb"\r\nif-none-match: *([^\r]*)\r\n", re.IGNORECASE)
_DRIP = 0.03
"""Seconds a byte."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request, as the books keep it."""

    feed: int
    minute: int
    tick: int
    shown: int
    """The minute whose pieces were shown: after the end nothing changes any more."""
    kind: str
    """"good" and "304", or the name of a fault."""


class Newsstand:
    """What every feed answers at the present minute."""

    def __init__(self, feeds: int, minutes: int, seed: int) -> None:
        self.everything = press.editions(feeds, minutes)
        self.seed = seed
        self.end = minutes
        self.minute = 0
        self.tick = 0
        self.faulty = 0.0
        """Of all requests."""
        self.log: list[Asked] = []

    def fault(self, feed: int) -> str:
        """Return what goes wrong with a request now, "" for nothing."""
        dice = random.Random(f"{self.seed} {feed} {self.minute}")  # noqa: S311 (reproducible)
        if dice.random() >= self.faulty:
            return ""
        return dice.choices(list(FAULTS), list(FAULTS.values()))[0]

    def answer(self, head: bytes) -> Reply:
        """Return what a request gets whose head is given, and keep it in mind."""
        asked = _REQUEST.search(head)
        if asked is None:
            return Reply(data=b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
        feed = int(asked[2])
        kind = "" if asked[1] == b"elsewhere" else self.fault(feed)
        if kind == asked[1].decode():  # it has moved already
            kind = ""
        etag = hashlib.sha256(self._body(feed)).hexdigest()[:12].encode()
        known = _ETAG.search(head)
        if not kind:
            kind = "304" if known is not None and known[1] == b'"%s"' % etag else "good"
        self.log.append(Asked(feed, self.minute, self.tick, self._shown, kind))
        body = self._body(feed, order=kind)
        return reply(kind, Scene(feed=feed, minute=self.minute, body=body, etag=etag))

    @property
    def _shown(self) -> int:
        return min(self.minute, self.end)

    def _body(self, feed: int, *, order: str = "") -> bytes:
        showing = press.shown(self.everything[feed], self._shown)
        if order == "shuffled":
            random.Random(f"{feed} {self.minute}").shuffle(showing)  # noqa: S311 (reproducible)
        return press.document(feed, [] if order == "empty" else showing, self._shown)


async def attend(
    stand: Newsstand, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
) -> None:
    """Answer the requests of one connection, one after the other."""
    with suppress(OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
        kept = True
        while kept:
            answer = stand.answer(await reader.readuntil(b"\r\n\r\n"))
            await _send(answer, writer)
            kept = answer.keeps
    writer.close()


async def _send(answer: Reply, writer: asyncio.StreamWriter) -> None:
    step = 1 if answer.drips else max(1, len(answer.data))
    for at in range(0, len(answer.data), step):
        writer.write(answer.data[at : at + step])
        await writer.drain()
        await asyncio.sleep(_DRIP if answer.drips else 0)
    await asyncio.sleep(answer.pause)


async def serve(stand: Newsstand) -> None:
    """Serve on one port of all hosts until standard input ends."""
    loop = asyncio.get_running_loop()
    first = await asyncio.start_server(partial(attend, stand), "127.0.0.1", 0, backlog=512)
    port = first.sockets[0].getsockname()[1]
    for last in range(2, HOSTS + 1):
        await asyncio.start_server(partial(attend, stand), f"127.0.0.{last}", port, backlog=512)
    print(port, flush=True)
    while line := await loop.run_in_executor(None, sys.stdin.readline):
        match line.split():
            case ["now", minute, tick]:
                stand.minute, stand.tick = int(minute), int(tick)
                print("ok", flush=True)
            case ["faulty", share]:
                stand.faulty = float(share)
                print("ok", flush=True)
            case ["log"]:
                print(json.dumps([asdict(asked) for asked in stand.log]), flush=True)
                stand.log.clear()


def main() -> None:
    """Serve what the options say."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--feeds", type=int, required=True)
    options.add_argument("--minutes", type=int, required=True)
    options.add_argument("--seed", type=int, required=True)
    chosen = options.parse_args()
    asyncio.run(serve(Newsstand(chosen.feeds, chosen.minutes, chosen.seed)))


if __name__ == "__main__":
    main()
