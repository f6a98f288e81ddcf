"""What polls of feeds brought → stored: articles, states and names, some feeds at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from tapestory.errors import TapestoryError
from tapestory.ingest.poll import PolledFeed
from tapestory.model import FeedOutcome, FeedState, FeedStatus
from tapestory.pipeline.keep_step import Kept, keep_articles
from tapestory.store import Store

_AT_ONCE = 16
"""Feeds with entries that share a transaction at most. SQLite takes 60 % of the time for 500 feeds
that it takes with a transaction each: their articles lie all over the indices, whose pages are
written each time."""
_ENTRIES_AT_ONCE = 1_000
"""Where answers are long, fewer feeds share one: others want to write, too."""
_STORED_EVERY = 0.2
"""Seconds that what a feed brought waits for others at most."""


class ResultKeeper:
    """Stores results as they come, those of some feeds together.

    Args:
        store: Open.
        titles: What each feed is called by now, by its URL.
        on_stored: Told how it went with feeds whose results are stored, articles counted.
    """

    def __init__(
        self,
        store: Store,
        *,
        titles: Mapping[str, str],
        on_stored: Callable[[Sequence[FeedOutcome]], None],
    ) -> None:
        self._store = store
        self._titles = titles
        self._on_stored = on_stored
        self._waiting: list[PolledFeed] = []
        self._answers = self._entries = 0
        """Of those that wait: feeds that brought entries, and how many."""

    def take(self, result: PolledFeed) -> None:
        """Store a result of one feed, asked once in this round, soon."""
        self._waiting.append(result)
        if not result.articles:
            return
        self._answers += 1
        self._entries += len(result.articles)
        if self._answers >= _AT_ONCE or self._entries >= _ENTRIES_AT_ONCE:
            self.store_waiting()

    async def store_regularly(self) -> None:
        """Store what waits, again and again; does not end by itself."""
        while True:
            await asyncio.sleep(_STORED_EVERY)
            self.store_waiting()

    def store_waiting(self) -> None:
        """Store what waits. What cannot be stored is forgotten: its feeds are asked again."""
        waiting, self._waiting = self._waiting, []
        self._answers = self._entries = 0
        if not waiting:
            return
        try:
            outcomes = self._stored(waiting)
        except TapestoryError:
            raise  # the store takes nothing of anybody
        except Exception:  # a bug of ours that one feed found takes nothing from those before it
            if len(waiting) == 1:
                raise
            for result in waiting:
                self._on_stored(self._stored([result]))
            return
        self._on_stored(outcomes)

    def _stored(self, results: Sequence[PolledFeed]) -> list[FeedOutcome]:
        """Store results in one transaction; return how each went."""
        states: dict[str, FeedState] = {}
        outcomes: list[FeedOutcome] = []
        with self._store.writing() as session:
            for result in results:
                kept = keep_articles(session, result.articles)
                state = result.state
                if kept.new:
                    state = replace(state, newest_at=state.last_polled)
                states[result.feed.url] = state
                outcomes.append(_outcome(result, kept))
            feeds = [result.feed for result in results]
            titles = {
                feed.url: feed.title for feed in feeds if feed.title != self._titles[feed.url]
            }
            session.feeds.save_states(states, titles=titles)
        return outcomes


def _outcome(result: PolledFeed, kept: Kept) -> FeedOutcome:
    outcome = result.outcome
    if outcome.status is not FeedStatus.NEW:
        return outcome
    if not kept.new and not kept.updated:
        return replace(outcome, status=FeedStatus.UNCHANGED)
    return replace(outcome, new=kept.new, updated=kept.updated)
