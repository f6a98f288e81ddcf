"""Feeds that are due → for each, as it finishes, its new state, its outcome and its articles."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tapestory.clock import Clock
from tapestory.errors import FetchError, ParseError, PausedHostError
from tapestory.ingest.fetching.answers import FetchAnswer
from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.fetching.targets import address_key, server_of
from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.ingest.identity.outlets import country_of
from tapestory.ingest.identity.urls import host_of
from tapestory.ingest.parsing.feed_reader import FeedReader
from tapestory.ingest.timing.schedule import PollSettings, is_unchanged, next_state, postponed
from tapestory.model import (
    Article,
    Feed,
    FeedOutcome,
    FeedState,
    FeedStatus,
    ParsedFeed,
)

_LONG_ROUND = timedelta(minutes=2)
"""What we choose counts from the beginning of the round, but for no longer than this."""

_MANY_ENTRIES = 1_000
"""More than these hold up the event loop for too long."""

Subscription = tuple[Feed, FeedState]


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
    reader: FeedReader
    started: datetime
    on_result: Callable[[PolledFeed], None]


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
    is gone is not asked. Subscriptions of one address, as far as earlier rounds told, are asked for
    once and share the answer. What takes long to parse is parsed in a process of its own, so that
    it does not eat into the deadlines of others. What was handed over is let go, and where answers
    come faster than they are read no more are asked for: memory does not grow with the number of
    feeds.

    Args:
        feeds: Whom to ask; due times are the caller's business.
        fetcher: Open.
        clock: Tells when answers came.
        settings: How often feeds are asked.
        jitter: Returns 0 to 1.
        on_result: Called in the event loop's thread; what it raises ends the round.
    """
    async with FeedReader() as reader:
        shared = _Round(
            fetcher=fetcher,
            clock=clock,
            settings=settings,
            jitter=jitter,
            reader=reader,
            started=clock.now(),
            on_result=on_result,
        )

        async def ask_in_turn(queue: Iterator[list[Subscription]]) -> None:
            for same_address in queue:
                await _poll(shared, same_address)

        # As many as a host is asked by at a time, and all hosts at once.
        askers = [
            asyncio.create_task(ask_in_turn(queue))
            for waiting in _by_host(feeds)
            for queue in [iter(waiting)]
            for _ in range(min(fetcher.limits.per_host, len(waiting)))
        ]
        try:
            await asyncio.gather(*askers)
        finally:
            for asker in askers:
                asker.cancel()
            await asyncio.gather(*askers, return_exceptions=True)


def _by_host(feeds: Iterable[Subscription]) -> list[list[list[Subscription]]]:
    """Return the subscriptions, those of one address together, those of one host in turn."""
    hosts: dict[str, dict[str, list[Subscription]]] = {}
    for feed, state in feeds:
        url = state.moved_to or feed.url
        addresses = hosts.setdefault(server_of(url), {})
        addresses.setdefault(address_key(url), []).append((feed, state))
    return [list(addresses.values()) for addresses in hosts.values()]


async def _poll(shared: _Round, subscriptions: Sequence[Subscription]) -> None:
    """Ask one address, and conclude from its answer for each of its subscriptions."""
    asking = [(feed, state) for feed, state in subscriptions if not state.gone]
    for feed, state in subscriptions:
        if state.gone:
            error = state.last_error or None
            gone = FeedOutcome(url=feed.url, status=FeedStatus.GONE, error=error)
            shared.on_result(PolledFeed(feed=feed, state=state, outcome=gone, articles=()))
    if not asking:
        return
    feed, state = asking[0]
    # Drawn once: subscriptions of one address stay together.
    jitter = shared.jitter()
    try:
        async with shared.fetcher.fetching(
            state.moved_to or feed.url, _in_common([state for _, state in asking])
        ) as answer:
            for feed, state in asking:
                received = await _received(shared, feed, state, answer)
                shared.on_result(_concluded(shared, feed, state, received, jitter))
    except PausedHostError as error:
        for feed, state in asking:
            shared.on_result(_postponed(shared, feed, state, error))
    except FetchError as error:
        failed = _Received(
            status=FeedStatus.FAILED, error=error.reason, http_status=error.http_status
        )
        for feed, state in asking:
            shared.on_result(_concluded(shared, feed, state, failed, jitter))


def _in_common(states: Sequence[FeedState]) -> FeedState:
    """Return what may be echoed for all: nothing, unless all know the same."""
    known = {(state.etag, state.last_modified, state.source_url) for state in states}
    return states[0] if len(known) == 1 else FeedState()


def _concluded(
    shared: _Round, feed: Feed, state: FeedState, received: _Received, jitter: float
) -> PolledFeed:
    now = shared.clock.now()
    known = next_state(
        feed,
        state,
        answer=received.answer,
        parsed=received.parsed,
        error=received.error,
        jitter=jitter,
        settings=shared.settings,
        now=now,
        asked=max(shared.started, now - _LONG_ROUND),
    )
    outcome = FeedOutcome(
        url=feed.url,
        status=FeedStatus.GONE if known.gone else received.status,
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


def _postponed(shared: _Round, feed: Feed, state: FeedState, error: PausedHostError) -> PolledFeed:
    now = shared.clock.now()
    later = postponed(
        state,
        retry_after=error.retry_after,
        reason=error.reason,
        settings=shared.settings,
        now=now,
    )
    outcome = FeedOutcome(url=feed.url, status=FeedStatus.SKIPPED, error=error.reason)
    return PolledFeed(feed=feed, state=later, outcome=outcome, articles=())


async def _received(shared: _Round, feed: Feed, state: FeedState, answer: FetchAnswer) -> _Received:
    if answer.status == 304:
        return _not_modified(answer)
    if answer.status == 200:
        return await _read(shared, feed, state, answer)
    return _Received(status=FeedStatus.FAILED, answer=answer, http_status=answer.status)


async def _read(shared: _Round, feed: Feed, state: FeedState, answer: FetchAnswer) -> _Received:
    if is_unchanged(state, answer):
        return _Received(status=FeedStatus.UNCHANGED, answer=answer, http_status=200)
    now = shared.clock.now()
    try:
        parsed = await shared.reader.read(
            answer.body or b"",
            content_type=answer.content_type,
            url=answer.final_url,
            country=feed.country or country_of(feed.outlet, host_of(feed.url)),
            now=now,
        )
        if len(parsed.entries) > _MANY_ENTRIES:
            articles = await asyncio.to_thread(_articles, parsed, feed, now)
        else:
            articles = _articles(parsed, feed, now)
    except ParseError as error:
        return _Received(status=FeedStatus.FAILED, answer=answer, error=str(error), http_status=200)
    except Exception as error:  # a bug of ours that one feed found must not cost the round
        logging.getLogger(__name__).exception("reading %s", feed.url)
        message = f"a bug in reading it: {type(error).__name__}: {str(error)[:100]}"
        return _Received(status=FeedStatus.FAILED, answer=answer, error=message, http_status=200)
    return _Received(
        status=FeedStatus.NEW, answer=answer, parsed=parsed, articles=articles, http_status=200
    )


def _not_modified(answer: FetchAnswer) -> _Received:
    if answer.conditional:
        return _Received(status=FeedStatus.NOT_MODIFIED, answer=answer, http_status=answer.status)
    return _Received(
        status=FeedStatus.FAILED,
        answer=answer,
        error='the server answered "not modified" to an unconditional request',
        http_status=answer.status,
    )


def _articles(parsed: ParsedFeed, feed: Feed, now: datetime) -> tuple[Article, ...]:
    return articles_of_feed(parsed.entries, feed=feed, feed_title=parsed.title, now=now)
