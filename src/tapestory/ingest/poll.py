"""Feeds that are due → for each, as it finishes, its new state, its outcome and its articles."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlsplit

from tapestory.clock import Clock
from tapestory.errors import FetchError, ParseError
from tapestory.ingest.articles import articles_of_feed
from tapestory.ingest.fetch import FetchAnswer, Fetcher
from tapestory.ingest.parse import parse_feed
from tapestory.ingest.schedule import PollSettings, is_unchanged, next_state
from tapestory.model import (
    Article,
    Feed,
    FeedOutcome,
    FeedState,
    FeedStatus,
    ParsedFeed,
)

_BODIES_AHEAD = 16
"""Answers that may wait to be read and stored, beyond those under way."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PolledFeed:
    """What one poll of one feed brought."""

    feed: Feed
    """With the title that it gives itself, where the user gave it none."""
    state: FeedState
    """To be stored in place of the old one."""
    outcome: FeedOutcome
    """How it went; `new` and `updated` are counted by whoever stores the articles."""
    articles: tuple[Article, ...]
    """All that the answer holds, known ones included, in the order of the feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Received:
    """What came of asking, before anything is concluded from it."""

    status: FeedStatus
    answer: FetchAnswer | None = None
    parsed: ParsedFeed | None = None
    articles: tuple[Article, ...] = ()
    error: str = ""
    http_status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """What all polls of one round share."""

    fetcher: Fetcher
    clock: Clock
    settings: PollSettings
    jitter: Callable[[], float]
    parsing: ThreadPoolExecutor


async def poll_feeds(  # noqa: PLR0913  # the round's collaborators, each by its name
    feeds: Sequence[tuple[Feed, FeedState]],
    *,
    fetcher: Fetcher,
    clock: Clock,
    settings: PollSettings,
    jitter: Callable[[], float],
    on_result: Callable[[PolledFeed], None],
) -> None:
    """Ask each feed once, and hand over each result as it is there.

    A feed that fails, hangs or hurts is a result like any other and holds up nobody. One that
    is gone is not asked. Parsing runs beside the event loop, so that a long one does not eat
    into the deadlines of others. What was handed over is let go, and where answers come faster
    than they are read no more are asked for: memory does not grow with the number of feeds.

    Args:
        feeds: Whom to ask; due times are the caller's business.
        fetcher: Open.
        clock: Tells when answers came.
        settings: How often feeds are asked.
        jitter: Returns 0 to 1.
        on_result: Called in the event loop's thread; what it raises ends the round.
    """
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="parse") as parsing:
        shared = _Round(
            fetcher=fetcher, clock=clock, settings=settings, jitter=jitter, parsing=parsing
        )
        limits = fetcher.limits
        places = asyncio.Semaphore(limits.concurrency + _BODIES_AHEAD)

        async def ask_in_turn(queue: Iterator[tuple[Feed, FeedState]]) -> None:
            for feed, state in queue:
                async with places:
                    on_result(await _poll(shared, feed, state))

        # As many as a host is asked by at a time: nobody holds a place to wait for his host.
        askers = [
            asyncio.create_task(ask_in_turn(queue))
            for queue in _by_host(feeds)
            for _ in range(limits.per_host)
        ]
        try:
            await asyncio.gather(*askers)
        finally:
            for asker in askers:
                asker.cancel()
            await asyncio.gather(*askers, return_exceptions=True)


def _by_host(
    feeds: Iterable[tuple[Feed, FeedState]],
) -> list[Iterator[tuple[Feed, FeedState]]]:
    hosts: defaultdict[str, list[tuple[Feed, FeedState]]] = defaultdict(list)
    for feed, state in feeds:
        hosts[_host(state.moved_to or feed.url)].append((feed, state))
    return [iter(queue) for queue in hosts.values()]


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # no address at all: the fetcher will say so
        return ""


async def _poll(shared: _Round, feed: Feed, state: FeedState) -> PolledFeed:
    if state.gone:
        gone = FeedOutcome(url=feed.url, status=FeedStatus.GONE, error=state.last_error or None)
        return PolledFeed(feed=feed, state=state, outcome=gone, articles=())
    received = await _ask(shared, feed, state)
    known = next_state(
        feed,
        state,
        answer=received.answer,
        parsed=received.parsed,
        error=received.error,
        jitter=shared.jitter(),
        settings=shared.settings,
        now=shared.clock.now(),
    )
    outcome = FeedOutcome(
        url=feed.url,
        status=received.status,
        http_status=received.http_status,
        error=known.last_error or None,
    )
    title = received.parsed.title if received.parsed is not None else ""
    return PolledFeed(
        feed=feed if feed.title else replace(feed, title=title),
        state=known,
        outcome=outcome,
        articles=received.articles,
    )


async def _ask(shared: _Round, feed: Feed, state: FeedState) -> _Received:
    try:
        answer = await shared.fetcher.fetch(state.moved_to or feed.url, state)
    except FetchError as error:
        return _Received(
            status=FeedStatus.FAILED, error=error.reason, http_status=error.http_status
        )
    if answer.status == 304:
        return _not_modified(state, answer)
    if answer.status == 200:
        return await _read(shared, feed, state, answer)
    status = FeedStatus.GONE if answer.status == 410 else FeedStatus.FAILED
    return _Received(status=status, answer=answer, http_status=answer.status)


async def _read(shared: _Round, feed: Feed, state: FeedState, answer: FetchAnswer) -> _Received:
    if is_unchanged(state, answer):
        return _Received(status=FeedStatus.UNCHANGED, answer=answer, http_status=200)
    try:
        parsed, articles = await asyncio.get_running_loop().run_in_executor(
            shared.parsing, _parse, answer, feed, shared.clock.now()
        )
    except ParseError as error:
        return _Received(status=FeedStatus.FAILED, answer=answer, error=str(error), http_status=200)
    return _Received(
        status=FeedStatus.NEW, answer=answer, parsed=parsed, articles=articles, http_status=200
    )


def _not_modified(state: FeedState, answer: FetchAnswer) -> _Received:
    if state.etag or state.last_modified:
        return _Received(status=FeedStatus.NOT_MODIFIED, answer=answer, http_status=answer.status)
    return _Received(
        status=FeedStatus.FAILED,
        answer=answer,
        error='the server answered "not modified" to an unconditional request',
        http_status=answer.status,
    )


def _parse(
    answer: FetchAnswer, feed: Feed, now: datetime
) -> tuple[ParsedFeed, tuple[Article, ...]]:
    parsed = parse_feed(
        answer.body or b"",
        content_type=answer.content_type,
        url=answer.final_url,
        country=feed.country,
        now=now,
    )
    articles = articles_of_feed(parsed.entries, feed=feed, feed_title=parsed.title, now=now)
    return parsed, articles
