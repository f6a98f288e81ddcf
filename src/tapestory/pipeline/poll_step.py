"""Feeds that are due → stored articles and what was learned about each feed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace

from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.poll import PolledFeed, poll_feeds
from tapestory.ingest.timing.schedule import is_due
from tapestory.model import FeedOutcome, FeedState, FeedStatus
from tapestory.pipeline.keep_step import keep_articles
from tapestory.pipeline.poll_components import PollComponents
from tapestory.store import Store

Listener = Callable[[FeedOutcome], None]

_NOTHING_NEW = frozenset({FeedStatus.NOT_MODIFIED, FeedStatus.UNCHANGED})
_MOST_WAITING = 50
"""Feeds without news whose states are stored together."""


def poll(
    components: PollComponents, *, every_feed: bool = False, on_outcome: Listener | None = None
) -> list[FeedOutcome]:
    """Ask every feed that is due, once, and store what it brought: one transaction a feed.

    That a feed had nothing new is stored with the next that has, or with others like it: were
    the process killed in between, the feed would be asked again, and nothing else.

    Args:
        components: What to work with.
        every_feed: Ask also those that are not due yet; paused and gone ones never are.
        on_outcome: Told of each feed as it finishes.

    Returns:
        One outcome a feed in the order of the subscriptions, those not asked included.
    """
    now = components.clock.now()
    with components.store.reading() as session:
        subscriptions = session.feeds.all()
    asked = [
        (feed, state)
        for feed, state in subscriptions
        if not feed.paused and not state.gone and (every_feed or is_due(state, now))
    ]
    asked_urls = {feed.url for feed, _ in asked}
    titles = {feed.url: feed.title for feed, _ in asked}
    outcomes = {
        feed.url: FeedOutcome(
            url=feed.url, status=FeedStatus.GONE if state.gone else FeedStatus.SKIPPED
        )
        for feed, state in subscriptions
        if feed.url not in asked_urls
    }

    keeper = _Keeper(components.store)

    def keep(result: PolledFeed) -> None:
        outcome = keeper.keep(result, named=result.feed.title != titles[result.feed.url])
        outcomes[result.feed.url] = outcome
        if on_outcome is not None:
            on_outcome(outcome)

    async def ask_all() -> None:
        async with Fetcher(components.limits) as fetcher:
            await poll_feeds(
                asked,
                fetcher=fetcher,
                clock=components.clock,
                settings=components.polling,
                jitter=components.jitter,
                on_result=keep,
            )

    if asked:
        try:
            asyncio.run(ask_all())
        finally:
            keeper.flush()
    return [outcomes[feed.url] for feed, _ in subscriptions]


class _Keeper:
    """Stores results as they come.

    Args:
        store: Open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: dict[str, FeedState] = {}
        """By feed: what is to be stored of those that had nothing new."""

    def keep(self, result: PolledFeed, *, named: bool) -> FeedOutcome:
        """Store a result, at the latest with `flush`; return how it went, articles counted.

        Args:
            result: Of one feed, asked once in this round.
            named: Whether it has told its title for the first time.
        """
        if result.outcome.status in _NOTHING_NEW and not named:
            self._waiting[result.feed.url] = result.state
            if len(self._waiting) >= _MOST_WAITING:
                self.flush()
            return result.outcome
        with self._store.writing() as session:
            if named:
                session.feeds.name(result.feed.url, result.feed.title)
            kept = keep_articles(session, result.articles)
            state = result.state
            if kept.new:
                state = replace(state, newest_at=state.last_polled)
            session.feeds.save_states({**self._waiting, result.feed.url: state})
        self._waiting.clear()
        outcome = replace(result.outcome, new=kept.new, updated=kept.updated)
        if outcome.status is FeedStatus.NEW and not kept.new and not kept.updated:
            return replace(outcome, status=FeedStatus.UNCHANGED)
        return outcome

    def flush(self) -> None:
        """Store what waits."""
        if self._waiting:
            with self._store.writing() as session:
                session.feeds.save_states(self._waiting)
            self._waiting.clear()
