"""A feed's address and what is known of it → one polite answer, in bounded time and memory."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from types import TracebackType
from typing import Self

import httpcore
import httpx

from tapestory.errors import BlockedAddressError, FetchError
from tapestory.ingest.addresses import AddressPolicy, BlockedError, CheckedBackend
from tapestory.ingest.freshness import fresh_seconds
from tapestory.ingest.inflate import BodyReader, BrokenEncodingError, TooLargeError
from tapestory.ingest.targets import Target, first_target, next_target
from tapestory.model import FeedState

DEFAULT_USER_AGENT = "Tapestory/0.1 (news feed reader; one polite request per feed and round)"
FEED_TYPES = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# 226 is the answer to RFC 3229 delta requests, which some servers send unasked.
_WITH_BODY = frozenset({200, 203, 226})


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchLimits:
    """What one fetch may cost, and how to behave."""

    total_seconds: float = 30.0
    """From the first byte sent to the last received, redirects included."""
    max_compressed: int = 20_000_000
    """Bytes on the wire."""
    max_body: int = 20_000_000
    """Bytes after decompression."""
    max_redirects: int = 10
    allow_networks: tuple[str, ...] = ()
    """CIDR networks that are no public ones and may be fetched from all the same."""
    user_agent: str = DEFAULT_USER_AGENT
    """Names the program and how to reach whoever runs it."""
    per_host: int = 2
    """Requests under way at one host."""
    concurrency: int = 16
    """Requests under way at all."""
    accept: str = FEED_TYPES
    """The Accept header."""


MayFollow = Callable[[str], Awaitable[None]]
"""Asked before each redirect is followed, with its target; raises `FetchError` to forbid it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchAnswer:
    """What a server answered."""

    status: int
    """After redirects."""
    body: bytes | None
    """Decompressed; None unless the answer is a success that carries one."""
    content_type: str
    etag: str
    """Byte for byte, or empty."""
    last_modified: str
    """Byte for byte, or empty."""
    max_age: int | None
    """Seconds that the answer stays fresh, by its own word; None when it says nothing."""
    retry_after: str
    """As printed, or empty."""
    final_url: str
    permanent_url: str
    """Where an unbroken chain of permanent redirects led, or empty."""


class Fetcher:
    """Fetches feeds over HTTP, many at once; an async context manager.

    No cookies, no proxies from the environment, no side requests. Every connection goes to an
    address that was checked after its name was resolved, redirects included.

    Args:
        limits: What one fetch may cost.
    """

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._hosts: dict[str, asyncio.Semaphore] = {}
        self._all = asyncio.Semaphore(limits.concurrency)
        self._pool = httpcore.AsyncConnectionPool(
            ssl_context=_tls(),
            max_connections=None,
            max_keepalive_connections=limits.concurrency,
            keepalive_expiry=10.0,
            network_backend=CheckedBackend(AddressPolicy(limits.allow_networks)),
        )

    async def __aenter__(self) -> Self:
        await self._pool.__aenter__()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._pool.__aexit__(kind, error, trace)

    @property
    def limits(self) -> FetchLimits:
        """What one fetch may cost, and how many there may be at a time."""
        return self._limits

    async def fetch(
        self, url: str, state: FeedState, *, may_follow: MayFollow | None = None
    ) -> FetchAnswer:
        """Ask for a feed once, conditionally when earlier answers left validators.

        Waiting for a free place at the host does not count against the deadline.

        Args:
            url: Of the feed; http or https, credentials allowed.
            state: What earlier polls taught us.
            may_follow: Asked before each redirect, where the target has a say in it.

        Raises:
            BlockedAddressError: It leads to an address that is not public, nor allowed.
            FetchError: There is no usable answer within the limits.
        """
        target = first_target(url)
        host = self._hosts.setdefault(target.host, asyncio.Semaphore(self._limits.per_host))
        async with host, self._all:
            try:
                async with asyncio.timeout(self._limits.total_seconds):
                    return await self._follow(url, target, state, may_follow)
            except TimeoutError as error:
                reason = f"no complete answer within {self._limits.total_seconds:g} s"
                raise FetchError(url, reason) from error
            except BlockedError as error:
                reason = f"leads to {error}, which is no public address"
                raise BlockedAddressError(url, reason) from error
            except (TooLargeError, BrokenEncodingError) as error:
                raise FetchError(url, str(error)) from error
            except (httpcore.NetworkError, httpcore.ProtocolError, OSError) as error:
                raise FetchError(url, _said(error)) from error
            except (httpcore.TimeoutException, httpcore.UnsupportedProtocol) as error:
                raise FetchError(url, _said(error)) from error

    async def _follow(
        self, url: str, target: Target, state: FeedState, may_follow: MayFollow | None
    ) -> FetchAnswer:
        permanent = ""
        unbroken = True
        for _ in range(self._limits.max_redirects + 1):
            answer, location = await self._ask(target, state)
            if answer.status not in _REDIRECTS:
                return replace(answer, permanent_url=permanent)
            target = next_target(url, target, location)
            unbroken = unbroken and answer.status in _PERMANENT
            if unbroken:
                permanent = target.shown
            if may_follow is not None:
                await may_follow(target.shown)
        raise FetchError(url, f"more than {self._limits.max_redirects} redirects")

    async def _ask(self, target: Target, state: FeedState) -> tuple[FetchAnswer, str]:
        request_headers = [
            (b"Host", target.url.netloc),
            (b"User-Agent", self._limits.user_agent.encode("latin-1", "replace")),
            (b"Accept", self._limits.accept.encode()),
            (b"Accept-Encoding", b"gzip"),
            *_conditions(state),
            *((b"Authorization", value) for value in (target.authorization,) if value),
        ]
        async with self._pool.stream(
            "GET", _core_url(target.url), headers=request_headers
        ) as response:
            headers = _headers(response.headers)
            body = await self._body(response, headers) if response.status in _WITH_BODY else None
        answer = FetchAnswer(
            status=200 if response.status in _WITH_BODY else response.status,
            body=body,
            content_type=headers.get("content-type", ""),
            etag=headers.get("etag", ""),
            last_modified=headers.get("last-modified", ""),
            max_age=fresh_seconds(headers),
            retry_after=headers.get("retry-after", ""),
            final_url=target.shown,
            permanent_url="",
        )
        return answer, headers.get("location", "")

    async def _body(self, response: httpcore.Response, headers: Mapping[str, str]) -> bytes:
        reader = BodyReader(
            headers.get("content-encoding", ""),
            max_compressed=self._limits.max_compressed,
            max_body=self._limits.max_body,
        )
        async for chunk in response.aiter_stream():
            reader.feed(chunk)
        return reader.finish()


@cache
def _tls() -> ssl.SSLContext:
    """Return the one context of this process: reading the trusted roots takes 30 ms."""
    return httpx.create_ssl_context(trust_env=False)


def _conditions(state: FeedState) -> list[tuple[bytes, bytes]]:
    conditions = []
    if state.etag:
        conditions.append((b"If-None-Match", state.etag.encode("latin-1", "replace")))
    if state.last_modified:
        conditions.append((b"If-Modified-Since", state.last_modified.encode("latin-1", "replace")))
    return conditions


def _headers(raw: list[tuple[bytes, bytes]]) -> dict[str, str]:
    """Return header values by lower-case name; repeated ones joined (RFC 9110 section 5.3)."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        repeated = key in headers and key in ("cache-control", "content-encoding")
        headers[key] = f"{headers[key]}, {text}" if repeated else headers.get(key, text)
    return headers


def _core_url(url: httpx.URL) -> httpcore.URL:
    return httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )


def _said(error: Exception) -> str:
    words = str(error) or type(error).__name__
    return " ".join(words.split())[:200]
