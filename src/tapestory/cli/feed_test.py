"""An address → what a feed there holds, asked for once and stored nowhere."""

from __future__ import annotations

import asyncio
from typing import Any

from tapestory.cli.invocation import Invocation
from tapestory.cli.shapes import published_json
from tapestory.errors import FetchError, ParseError
from tapestory.ingest.fetch import FetchAnswer, Fetcher, FetchLimits
from tapestory.ingest.parse import parse_feed
from tapestory.model import FeedState


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
        parsed = parse_feed(
            answer.body,
            content_type=answer.content_type,
            url=answer.final_url,
            country="",
            now=call.clock.now(),
        )
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
