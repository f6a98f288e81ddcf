"""Whatever a stranger answers, reading it ends, and the next answer is read."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import pytest

from tapestory.errors import ParseError
from tapestory.ingest.parsing.feed_reader import FeedReader
from tapestory.ingest.parsing.parse import parse_feed
from tapestory.model import ParsedFeed

NOW = datetime(2026, 7, 3, tzinfo=UTC)
URL = "https://wire.example/feed"
ITEM = "<item><title>One</title><link>https://wire.example/1</link></item>"
CLEAN = f"<rss version='2.0'><channel><title>Wire</title>{ITEM}</channel></rss>".encode()
STRANGE = CLEAN.replace(b"<item>", b"<item><abstract>odd</abstract>")
BROKEN = CLEAN.replace(b"</title><link>", b"</titel><link>")
HEAVY = b"<rss version='2.0'><channel><title>Wire</title>" + b"<x y='z'>a</x>" * 600_000


async def read_all(reader: FeedReader, bodies: list[bytes]) -> list[ParsedFeed | BaseException]:
    async with reader:
        readings = [
            reader.read(body, content_type="text/xml", url=URL, country="", now=NOW)
            for body in bodies
        ]
        return await asyncio.gather(*readings, return_exceptions=True)


@pytest.mark.slow
def test_reading_in_a_child_comes_to_the_same() -> None:
    bodies = [CLEAN, STRANGE, BROKEN, b'{"items": [{"id": "1", "title": "One"}]}']

    found = asyncio.run(read_all(FeedReader(), bodies))

    assert found == [
        parse_feed(body, content_type="text/xml", url=URL, country="", now=NOW) for body in bodies
    ]


@pytest.mark.slow
def test_what_takes_too_long_is_given_up_and_the_rest_is_read() -> None:
    found = asyncio.run(read_all(FeedReader(seconds=0.6), [HEAVY, CLEAN]))

    assert isinstance(found[0], ParseError)
    assert "longer than" in str(found[0])
    assert isinstance(found[1], ParsedFeed)


@pytest.mark.slow
def test_what_takes_too_much_memory_is_given_up_and_the_next_is_read() -> None:
    found = asyncio.run(read_all(FeedReader(seconds=30, memory=120_000_000), [HEAVY, STRANGE]))

    assert isinstance(found[0], ParseError)
    assert "memory" in str(found[0])
    assert isinstance(found[1], ParsedFeed)


@pytest.mark.parametrize("body", [b"", b"<html><body>Sorry</body></html>", b"plain words"])
def test_what_is_no_feed_needs_no_child(body: bytes) -> None:
    found = asyncio.run(read_all(FeedReader(seconds=0), [body]))

    assert isinstance(found[0], ParseError)
    assert "given up" not in str(found[0])
