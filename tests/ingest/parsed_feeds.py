"""Feeds as text, and the reading of them that the tests of parsing share."""

from __future__ import annotations

from datetime import UTC, datetime

from tapestory.ingest.parsing.parse import parse_feed
from tapestory.model import ParsedFeed

NOW = datetime(2026, 7, 3, tzinfo=UTC)


URL = "https://wire.example/feeds/all"


RSS = '<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{}</channel></rss>'


ITEM = "<item><title>{}</title><link>https://wire.example/{}</link></item>"


FEED = RSS.format(ITEM.format("One", 1) + ITEM.format("Two", 2)).encode()


def parse(body: bytes | str, content_type: str = "", country: str = "") -> ParsedFeed:
    data = body.encode() if isinstance(body, str) else body
    return parse_feed(data, content_type=content_type, url=URL, country=country, now=NOW)


def title_of(markup: str) -> str:
    return parse(RSS.format(f"<item><title>{markup}</title></item>")).entries[0].title
