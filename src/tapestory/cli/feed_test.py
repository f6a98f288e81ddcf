"""An address → what a feed there holds, asked for once and stored nowhere."""

from __future__ import annotations

import asyncio
from datetime import datetime
from typing import Any

from tapestory.cli.invocation import Invocation
from tapestory.cli.shapes import published_json
from tapestory.errors import FetchError, ParseError
from tapestory.ingest.fetching.answers import FetchAnswer, FetchLimits
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.identity.outlets import country_of
from tapestory.ingest.identity.urls import host_of
from tapestory.ingest.parsing.feed_reader import FeedReader
from tapestory.model import FeedState, ParsedFeed


def ask_once(call: Invocation, url: str) -> dict[str, Any]:
    """Return what the feed answered, its entries, or the error."""
    with call.components_of_texts() as components:
        limits = components.limits
    document: dict[str, Any] = {
        "url": url,
        "http_status": None,
        "title": "",
        "lang": "",
        "moved_to": None,
        "problems": [],
        "entries": [],
        "error": None,
    }
    try:
        answer = asyncio.run(_fetch(url, limits))
        document |= {"http_status": answer.status, "moved_to": answer.permanent_url or None}
        if answer.body is None:
            return document | {"error": f"HTTP {answer.status}"}
        parsed = asyncio.run(_read(answer, answer.body, call.clock.now()))
    except FetchError as error:
        return document | {"http_status": error.http_status, "error": error.reason}
    except ParseError as error:
        return document | {"error": str(error)}
    return document | {
        "title": parsed.title,
        "lang": parsed.lang,
        "problems": list(parsed.problems),
        "entries": [
            {
                "title": entry.title,
                "url": entry.link,
                "published": published_json(entry.published),
            }
            for entry in parsed.entries
        ],
    }


async def _fetch(url: str, limits: FetchLimits) -> FetchAnswer:
    async with Fetcher(limits) as fetcher:
        return await fetcher.fetch(url, FeedState())


async def _read(answer: FetchAnswer, body: bytes, now: datetime) -> ParsedFeed:
    async with FeedReader() as reader:
        return await reader.read(
            body,
            content_type=answer.content_type,
            url=answer.final_url,
            country=country_of("", host_of(answer.final_url)),
            now=now,
        )
