"""A feed's address and what is known of it → one polite answer, in bounded time and memory."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from types import TracebackType
from typing import Self

from tapestory.errors import BlockedAddressError, FetchError, PausedHostError
from tapestory.ingest.fetching.addresses import AddressPolicy
from tapestory.ingest.fetching.answers import FetchAnswer, FetchLimits
from tapestory.ingest.fetching.connections import BlockedError, Connector, Response
from tapestory.ingest.fetching.hosts import Host, Hosts
from tapestory.ingest.fetching.inflate import BodyReader, BrokenEncodingError, TooLargeError
from tapestory.ingest.fetching.places import Places, Room
from tapestory.ingest.fetching.targets import Target, address_key, first_target, next_target
from tapestory.ingest.fetching.wires import BrokenConnectionError, FloodError, Header, Request
from tapestory.ingest.timing.freshness import fresh_seconds
from tapestory.model import FeedState

_PERMANENT = frozenset({301, 308})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
# 226 is the answer to RFC 3229 delta requests, which some servers send unasked.
_WITH_BODY = frozenset({200, 203, 226})
_LONGEST_VALIDATOR = 4_000
"""Characters; servers refuse requests whose headers are longer than some 8 kB."""
_BODIES_AT_ONCE = 3
"""Times the largest body: what all large bodies of a round may take together."""
_MOST_KEPT = 64
"""Hosts to which connections are kept idle."""


MayFollow = Callable[[str], Awaitable[None]]
"""Asked before each redirect is followed, with its target; raises `FetchError` to forbid it."""


@dataclass(slots=True, eq=False)
class _Errand:
    """One fetch under way."""

    url: str
    state: FeedState
    may_follow: MayFollow | None
    host: Host
    """The host that is asked."""
    deadline: asyncio.Timeout
    inside: bool = True
    """Whether it holds a place there."""
    retry_after: str = ""
    """What any of the answers said about coming back."""

    async def enter(self, host: Host) -> None:
        """Go on to another host, holding no place while waiting for one there."""
        self.leave()
        self.host = host
        async with self.paused():
            await host.enter()
        self.inside = True

    def leave(self) -> None:
        """Give the place back."""
        if self.inside:
            self.inside = False
            self.host.leave()

    @asynccontextmanager
    async def paused(self) -> AsyncIterator[None]:
        """Stop the deadline's clock: what follows is waiting for ourselves."""
        loop = asyncio.get_running_loop()
        due = self.deadline.when()
        left = due - loop.time() if due is not None else 0.0
        self.deadline.reschedule(None)
        try:
            yield
        finally:
            self.deadline.reschedule(loop.time() + left)


class Fetcher:
    """Fetches feeds over HTTP, many at once; an async context manager.

    No cookies, no proxies from the environment, no side requests. Every connection goes to an
    address that was checked after its name was resolved, redirects included.

    Only gzip is offered: it is what every server has at hand, and a second variant of each feed
    would only cool the publishers' caches. What comes in brotli or zstd all the same is read.

    Args:
        limits: What one fetch may cost.
    """

    def __init__(self, limits: FetchLimits) -> None:
        self._limits = limits
        self._hosts = Hosts(limits.per_host)
        self._places = Places(limits.concurrency)
        self._room = Room(_BODIES_AT_ONCE * limits.max_body)
        self._kept: dict[Host, None] = {}
        """Hosts with idle connections, the longest unused first."""
        policy = AddressPolicy(limits.allow_networks)
        self._connector = Connector(policy, http2=limits.http2)
        self._headers = [
            (b"User-Agent", limits.user_agent.encode("latin-1", "replace")),
            (b"Accept", limits.accept.encode()),
            (b"Accept-Encoding", b"gzip"),
            *((name.encode(), value.encode("latin-1")) for name, value in limits.headers),
        ]

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._hosts.close()

    @property
    def limits(self) -> FetchLimits:
        """What one fetch may cost, and how many there may be at a time."""
        return self._limits

    async def fetch(
        self, url: str, state: FeedState, *, may_follow: MayFollow | None = None
    ) -> FetchAnswer:
        """Ask for a feed once, as `fetching` does, and keep no place for the answer."""
        async with self.fetching(url, state, may_follow=may_follow) as answer:
            return answer

    @asynccontextmanager
    async def fetching(
        self, url: str, state: FeedState, *, may_follow: MayFollow | None = None
    ) -> AsyncIterator[FetchAnswer]:
        """Ask for a feed once, conditionally when earlier answers left validators.

        Until the block ends the answer counts as under way: whoever reads answers more slowly
        than they come is not sent more of them. Waiting for a free place, at the host or at all,
        does not count against the deadline.

        Args:
            url: Of the feed; http or https, credentials allowed.
            state: What earlier polls taught us.
            may_follow: Asked before each redirect, where the target has a say in it.

        Raises:
            BlockedAddressError: It leads to an address that is not public, nor allowed.
            PausedHostError: The host wants to be left alone in this round; it was not asked.
            FetchError: There is no usable answer within the limits.
        """
        target = first_target(url)
        host = self._hosts.of(target.server)
        await host.enter()
        errand = _Errand(url, state, may_follow, host, asyncio.timeout(None))
        try:
            _check_welcome(url, target, host)
            place = await self._places.take()
        except BaseException:  # cancelled as it waited, too: the host is free again
            host.leave()
            raise
        try:
            try:
                answer = await self._in_time(errand, target)
            finally:
                errand.leave()
            place.keep()
            yield answer
        finally:
            place.give_back()
            await self._room.leave(errand)

    async def _in_time(self, errand: _Errand, target: Target) -> FetchAnswer:
        url = errand.url
        seconds = errand.host.seconds(self._limits.total_seconds)
        try:
            async with asyncio.timeout(seconds) as errand.deadline:
                answer = await self._follow(errand, target)
        except TimeoutError as error:
            errand.host.timed_out()
            raise FetchError(url, f"no complete answer within {seconds:g} s") from error
        except BlockedError as error:
            reason = f"leads to {error}, no public address; [fetch] allow_networks can allow it"
            raise BlockedAddressError(url, reason) from error
        except (TooLargeError, BrokenEncodingError, FloodError) as error:
            raise FetchError(url, str(error)) from error
        except (BrokenConnectionError, OSError) as error:
            raise FetchError(url, _said(error)) from error
        except (ValueError, LookupError, TypeError, ExceptionGroup) as error:
            # What a stranger sent was not foreseen: it must not cost the others' answers.
            raise FetchError(url, f"{type(error).__name__}: {_said(error)}") from error
        errand.host.judged(refused=answer.status == 429, retry_after=answer.retry_after)
        return answer

    async def _follow(self, errand: _Errand, target: Target) -> FetchAnswer:
        source = errand.state.source_url
        validated = address_key(source) if source else target.shown
        seen = {target.shown}
        permanent = True
        for _ in range(self._limits.max_redirects + 1):
            conditions = _conditions(errand.state) if target.shown == validated else []
            answer, location = await self._ask(errand, target, conditions)
            if answer.status not in _REDIRECTS:
                for_good = permanent and len(seen) > 1
                return replace(answer, permanent_url=target.shown) if for_good else answer
            target = next_target(errand.url, target, location)
            permanent = permanent and answer.status in _PERMANENT
            if target.shown in seen:
                raise FetchError(errand.url, "redirects in a circle")
            seen.add(target.shown)
            if errand.may_follow is not None:
                await errand.may_follow(target.shown)
            host = self._hosts.of(target.server)
            if host is not errand.host:
                await errand.enter(host)
        raise FetchError(errand.url, f"more than {self._limits.max_redirects} redirects")

    async def _ask(
        self, errand: _Errand, target: Target, conditions: list[Header]
    ) -> tuple[FetchAnswer, str]:
        request = Request(
            origin=target.address.origin,
            target=target.address.target.encode(),
            headers=[
                (b"Host", target.address.netloc.encode()),
                *self._headers,
                *conditions,
                *((b"Authorization", value) for value in (target.authorization,) if value),
            ],
        )
        loop = asyncio.get_running_loop()
        sent = loop.time()
        async with self._asking(errand.host, request) as response:
            headers = _headers(response.headers)
            body = None
            if response.status in _WITH_BODY:
                body = await self._body(errand, response, headers)
            elif response.status in (204, 304) or headers.get("content-length") == "0":
                async for _ in response.exchange.body():  # nothing: lets the connection be kept
                    break
        errand.retry_after = headers.get("retry-after", "") or errand.retry_after
        answer = FetchAnswer(
            status=200 if response.status in _WITH_BODY else response.status,
            body=body,
            content_type=headers.get("content-type", ""),
            etag=_validator(headers, "etag"),
            last_modified=_validator(headers, "last-modified"),
            max_age=fresh_seconds(headers),
            retry_after=errand.retry_after,
            final_url=target.shown,
            permanent_url="",
            expires=headers.get("expires", ""),
            date=headers.get("date", ""),
            conditional=bool(conditions),
            seconds=loop.time() - sent,
        )
        return answer, headers.get("location", "")

    @asynccontextmanager
    async def _asking(self, host: Host, request: Request) -> AsyncIterator[Response]:
        """Send a request, a second time only where the first met a connection just closed."""
        loop = asyncio.get_running_loop()
        max_bytes = self._limits.max_compressed
        while True:
            connection = await host.connection(self._connector, request.origin)
            sent = loop.time()
            try:
                response = await connection.send(request, max_bytes=max_bytes)
            except BrokenConnectionError:
                await host.give_back(connection)
                if not connection.reused:
                    raise
                continue
            except BaseException:  # cancelled amid an answer, too: the host keeps count
                await host.give_back(connection)
                raise
            break
        host.answered(loop.time() - sent)
        try:
            yield response
        finally:
            await response.exchange.finish()
            if await host.give_back(connection):
                self._kept.pop(host, None)
                self._kept[host] = None
            if len(self._kept) > _MOST_KEPT:
                oldest = next(iter(self._kept))
                del self._kept[oldest]
                await oldest.close()

    async def _body(self, errand: _Errand, response: Response, headers: Mapping[str, str]) -> bytes:
        reader = BodyReader(
            headers.get("content-encoding", ""),
            max_compressed=self._limits.max_compressed,
            max_body=self._limits.max_body,
        )
        async for chunk in response.exchange.body():
            for _ in reader.steps(chunk):
                if not self._room.fits(errand, reader.size):
                    async with errand.paused():
                        await self._room.grow(errand, reader.size)
        return reader.finish()


def _check_welcome(url: str, target: Target, host: Host) -> None:
    if host.refuses:
        raise PausedHostError(url, target.host, host.retry_after)


def _conditions(state: FeedState) -> list[Header]:
    conditions = []
    if state.etag:
        conditions.append((b"If-None-Match", state.etag.encode("latin-1", "replace")))
    if state.last_modified:
        conditions.append((b"If-Modified-Since", state.last_modified.encode("latin-1", "replace")))
    return conditions


def _headers(raw: list[Header]) -> dict[str, str]:
    """Return header values by lower-case name; repeated ones joined (RFC 9110 section 5.3)."""
    headers: dict[str, str] = {}
    for name, value in raw:
        key = name.decode("latin-1").lower()
        text = value.decode("latin-1")
        repeated = key in headers and key in ("cache-control", "content-encoding")
        headers[key] = f"{headers[key]}, {text}" if repeated else headers.get(key, text)
    return headers


def _validator(headers: Mapping[str, str], name: str) -> str:
    value = headers.get(name, "")
    return value if len(value) <= _LONGEST_VALIDATOR else ""


def _said(error: Exception) -> str:
    words = str(error) or type(error).__name__
    return " ".join(words.split())[:200]
