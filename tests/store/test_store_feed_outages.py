from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from store.builders import FEED
from tapestory.clock import FixedClock
from tapestory.model import Feed, FeedState
from tapestory.store import Store

HOUR = timedelta(hours=1)
NAME = str(urlsplit(FEED).hostname)
"""What the feed goes by as long as it has no title."""
ILL = FeedState(failures=3)
WELL = FeedState()


class Told:
    """Saves states hour by hour, and asks what was failing at any of them."""

    def __init__(self, store: Store, clock: FixedClock) -> None:
        self._store, self._clock = store, clock
        self._begun = clock.now()
        with store.writing() as session:
            session.feeds.add(Feed(url=FEED))

    def remove(self) -> None:
        with self._store.writing() as session:
            session.feeds.remove(FEED)
        self._clock.instant += HOUR

    def rename(self, title: str) -> None:
        with self._store.writing() as session:
            session.feeds.update(Feed(url=FEED, title=title))
        self._clock.instant += HOUR

    def save(self, state: FeedState, *, title: str = "") -> None:
        with self._store.writing() as session:
            session.feeds.save_states({FEED: state}, titles={FEED: title} if title else {})
        self._clock.instant += HOUR

    def failing(self, hour: float) -> tuple[str, ...]:
        with self._store.reading() as session:
            return session.feeds.failing(as_of=self._begun + hour * HOUR)

    def failing_now(self) -> tuple[str, ...]:
        with self._store.reading() as session:
            return session.feeds.failing()


@pytest.fixture
def told(store: Store, clock: FixedClock) -> Told:
    return Told(store, clock)


def test_a_feed_is_named_from_its_third_failure_until_it_answers(told: Told) -> None:
    for failures in (1, 2, 3, 4):
        told.save(FeedState(failures=failures))
    assert told.failing_now() == (NAME,)
    told.save(WELL)

    assert [told.failing(hour) for hour in range(6)] == [(), (), (NAME,), (NAME,), (), ()]
    assert told.failing_now() == ()


def test_a_feed_that_is_gone_is_named_at_once(told: Told) -> None:
    told.save(FeedState(gone=True))

    assert told.failing_now() == (NAME,)


def test_what_is_noted_later_changes_nothing_of_before(told: Told) -> None:
    told.save(ILL)
    told.save(WELL)
    before = [told.failing(hour) for hour in (0, 0.5, 1, 1.5)]
    told.save(ILL)
    told.save(WELL, title="Late to be named")
    told.remove()

    assert [told.failing(hour) for hour in (0, 0.5, 1, 1.5)] == before == [(NAME,), (NAME,), (), ()]


def test_a_feed_goes_by_what_it_was_called_then(told: Told) -> None:
    told.save(ILL)
    told.rename("The Wire")
    told.rename("The Wire, daily")

    assert [told.failing(hour) for hour in (0, 1, 2)] == [
        (NAME,),
        ("The Wire",),
        ("The Wire, daily",),
    ]
    assert told.failing_now() == ("The Wire, daily",)


def test_a_feed_that_was_removed_is_named_no_longer(told: Told) -> None:
    told.save(ILL)
    told.remove()

    assert told.failing(0) == (NAME,)
    assert told.failing_now() == ()


def test_feeds_are_named_in_the_order_in_which_they_were_added(told: Told, store: Store) -> None:
    later = "https://later.example/feed.xml"
    with store.writing() as session:
        session.feeds.add(Feed(url=later))
        session.feeds.save_state(later, ILL)
    told.save(replace(ILL, gone=True))

    assert told.failing_now() == (NAME, "later.example")


@pytest.mark.parametrize(
    "url",
    [
        "https://me:secret@news.example/feed.xml",
        "https://news.example/feed.xml?key=secret",
        "https://news.example/feed/secret/rss",
    ],
)
def test_no_key_of_a_feed_goes_out(store: Store, url: str) -> None:
    with store.writing() as session:
        session.feeds.add(Feed(url=url))
        session.feeds.save_state(url, ILL)
    with store.reading() as session:
        assert session.feeds.failing() == ("news.example",)
