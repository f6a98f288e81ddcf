"""The bytes that a stranger answered → what the feed holds, within limits of time and memory."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from tapestory.errors import ParseError, SandboxError
from tapestory.ingest.sandbox.sandbox import Sandbox
from tapestory.model import ParsedFeed

_LIGHT_BYTES = 2_400_000
"""Nothing larger holds a light document, whatever its charset."""
_SMALL_BYTES = 1_000_000
_PATIENCE = 2.5
"""A large document may take longer by this: 100,000 entries take 3 to 6 s of an idle processor."""


class FeedReader:
    """Reads light, clean documents at once, and whatever else in a child that can be killed.

    The child starts with the first document that needs it. Large documents have one of their
    own, so that small ones need not wait for them. An async context manager.

    Args:
        seconds: Wall time after which a document of up to a megabyte is given up.
        memory: Bytes of address space that reading one may take.
    """

    def __init__(self, *, seconds: float = 10.0, memory: int = 1_000_000_000) -> None:
        self._small = Sandbox(seconds=seconds, memory=memory)
        self._large = Sandbox(seconds=_PATIENCE * seconds, memory=memory)

    async def read(
        self, body: bytes, *, content_type: str, url: str, country: str, now: datetime
    ) -> ParsedFeed:
        """Return what `parse_feed` returns.

        Raises:
            ParseError: It is not a feed, was given up, or met a bug of a parser.
        """
        if len(body) <= _LIGHT_BYTES:
            parsed = _light(body, content_type, url, country, now)
            if parsed is not None:
                return parsed
        sandbox = self._small if len(body) <= _SMALL_BYTES else self._large
        try:
            return await sandbox.run(_parse, body, content_type, url, country, now)
        except SandboxError as error:
            message = f"reading it was given up: {error}"
            raise ParseError(message) from error

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._small.__aexit__(*raised)
        await self._large.__aexit__(*raised)


def _light(
    body: bytes, content_type: str, url: str, country: str, now: datetime
) -> ParsedFeed | None:
    from tapestory.ingest.parsing.parse import parse_light  # noqa: PLC0415  # most rounds read nothing

    try:
        return parse_light(body, content_type=content_type, url=url, country=country, now=now)
    except ParseError:
        raise
    except Exception:  # noqa: BLE001  # a parser's bug: the child will say more of it
        return None


def _parse(body: bytes, content_type: str, url: str, country: str, now: datetime) -> ParsedFeed:
    from tapestory.ingest.parsing.parse import parse_feed  # noqa: PLC0415  # most rounds read nothing

    return parse_feed(body, content_type=content_type, url=url, country=country, now=now)
