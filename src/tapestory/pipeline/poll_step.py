"""Feeds that are due → stored articles and what was learned about each feed."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from typing import Any

from tapestory.ingest.fetching.fetch import Fetcher
from tapestory.ingest.poll import poll_feeds
from tapestory.ingest.timing.schedule import is_due
from tapestory.model import FeedOutcome, FeedStatus
from tapestory.pipeline.poll_components import PollComponents
from tapestory.pipeline.results_step import ResultKeeper

Listener = Callable[[FeedOutcome], None]


def poll(
    components: PollComponents, *, every_feed: bool = False, on_outcome: Listener | None = None
) -> list[FeedOutcome]:
    """Ask every feed that is due, once, and store what it brought, each feed wholly or not at all.

    Feeds that answer within the same fifth of a second share a transaction: were the process
    killed before it ends, they would be asked again, and nothing else.

    Args:
        components: What to work with.
        every_feed: Ask also those that are not due yet; paused and gone ones never are.
        on_outcome: Told of each feed once what it brought is stored.

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

    def stored(found: Sequence[FeedOutcome]) -> None:
        outcomes.update((outcome.url, outcome) for outcome in found)
        if on_outcome is not None:
            for outcome in found:
                on_outcome(outcome)

    keeper = ResultKeeper(components.store, titles=titles, on_stored=stored)

    async def ask_all() -> None:
        async with Fetcher(components.limits) as fetcher:
            asking = poll_feeds(
                asked,
                fetcher=fetcher,
                clock=components.clock,
                settings=components.polling,
                jitter=components.jitter,
                on_result=keeper.take,
            )
            await _first_of(asking, keeper.store_regularly())

    if asked:
        try:
            asyncio.run(ask_all())
        finally:
            keeper.store_waiting()
    return [outcomes[feed.url] for feed, _ in subscriptions]


async def _first_of(*coroutines: Coroutine[Any, Any, None]) -> None:
    """Run coroutines until one of them ends, and raise what it raised."""
    tasks = [asyncio.create_task(each) for each in coroutines]
    try:
        ended, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        for task in ended:
            task.result()
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
