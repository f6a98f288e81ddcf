"""What feeds brought is stored some feeds at a time, and each feed wholly or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.ingest.poll import PolledFeed
from tapestory.model import Entry, Feed, FeedOutcome, FeedState, FeedStatus
from tapestory.model.articles import UNDATED
from tapestory.pipeline.results_step import ResultKeeper
from tapestory.store import Session, Store, maintenance

NOW = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


class CountingStore(Store):
    """Counts its writing transactions."""

    transactions = 0

    @contextmanager
    def writing(self) -> Iterator[Session]:
        """Count one that is kept."""
        with super().writing() as session:
            yield session
        self.transactions += 1


class Round:
    """A store with feeds, whose results a test hands over."""

    def __init__(self, store: CountingStore, feeds: int = 40) -> None:
        self.store = store
        self.feeds = [
            Feed(url=f"https://wire{number}.example/rss", title="Wire") for number in range(feeds)
        ]
        with Store.open(store.path) as other, other.writing() as session:
            for feed in self.feeds:
                session.feeds.add(feed)
        self.told: list[FeedOutcome] = []
        titles = {feed.url: feed.title for feed in self.feeds}
        self.keeper = ResultKeeper(store, titles=titles, on_stored=self.told.extend)

    def result(self, number: int, *, entries: int = 2) -> PolledFeed:
        feed = self.feeds[number]
        found = [
            Entry(
                guid=f"{n}", link=f"https://wire{number}.example/{n}", title=f"Story {n}",
                summary="", text="", author="", published=UNDATED, updated=UNDATED, outlet="",
                lang="en",
            )
            for n in range(entries)
        ]  # fmt: skip
        return PolledFeed(
            feed=feed,
            state=FeedState(last_polled=NOW, etag=f'"{number}"'),
            outcome=FeedOutcome(url=feed.url, status=FeedStatus.NEW, http_status=200),
            articles=articles_of_feed(found, feed=feed, feed_title="", now=NOW),
        )

    def stored(self) -> set[str]:
        """Return which feeds are stored; their states and their articles tell the same."""
        with self.store.reading() as session:
            polled = {feed.url for feed, state in session.feeds.all() if state.last_polled}
            assert set(session.articles.seen_in()) == polled
        return polled


@pytest.fixture
def round_(tmp_path: Path) -> Iterator[Round]:
    path = tmp_path / "tapestory.db"
    maintenance.migrate(path)
    with CountingStore.open(path) as store:
        yield Round(store)


def test_feeds_that_answer_together_share_transactions_and_each_is_told_of(round_: Round) -> None:
    for number in range(40):
        round_.keeper.take(round_.result(number))
        # Nobody is told of what may still be lost.
        assert round_.stored() == {outcome.url for outcome in round_.told}
    round_.keeper.store_waiting()

    assert round_.stored() == {feed.url for feed in round_.feeds}
    assert [outcome.url for outcome in round_.told] == [feed.url for feed in round_.feeds]
    assert {outcome.new for outcome in round_.told} == {2}
    assert 1 < round_.store.transactions < 5


def test_long_answers_do_not_wait_for_many_others(round_: Round) -> None:
    round_.keeper.take(round_.result(0, entries=700))
    assert not round_.stored()

    round_.keeper.take(round_.result(1, entries=700))

    assert len(round_.stored()) == 2


def test_where_nothing_waits_nothing_is_written(round_: Round) -> None:
    round_.keeper.store_waiting()

    assert round_.store.transactions == 0
    assert round_.told == []


def test_a_bug_that_one_feed_finds_takes_nothing_from_those_before_it(round_: Round) -> None:
    bad = round_.result(2)
    # Nobody makes times without a zone; who does is told so by the store.
    naive = tuple(replace(article, first_seen=datetime(2026, 7, 1)) for article in bad.articles)  # noqa: DTZ001  # the point of it
    round_.keeper.take(round_.result(0))
    round_.keeper.take(round_.result(1))
    round_.keeper.take(replace(bad, articles=naive))
    round_.keeper.take(round_.result(3))

    with pytest.raises(ValueError, match="without a zone"):
        round_.keeper.store_waiting()

    assert round_.stored() == {feed.url for feed in round_.feeds[:2]}
    assert [outcome.url for outcome in round_.told] == [feed.url for feed in round_.feeds[:2]]
    assert maintenance.check(round_.store.path) == []
