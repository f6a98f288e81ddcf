"""Our side of the conversation: subscriptions, polls, and a clock that the test moves."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from ingest.polite.publisher import Asked, Publisher
from tapestory.clock import FixedClock
from tapestory.model import Feed, FeedOutcome, FeedState, FeedStatus
from tapestory.pipeline.poll_components import PollComponents
from tapestory.pipeline.poll_step import poll
from tapestory.store import ArticleQuery

NOON = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
"""A Thursday."""
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

READ = (FeedStatus.NEW, FeedStatus.UNCHANGED)
"""An answer was read; what it holds may be known from another test."""


def http_date(instant: datetime) -> str:
    return f"{instant:%a, %d %b %Y %H:%M:%S} GMT"


class Reader:
    """Subscribes and polls; each test begins without feeds, on Thursday at noon."""

    def __init__(self, components: PollComponents, clock: FixedClock) -> None:
        self.clock = clock
        self._original = components
        self.components = components

    def begin(self) -> None:
        self.components = self._original
        self.clock.instant = NOON

    def end(self) -> None:
        with self.components.store.writing() as session:
            for feed, _ in session.feeds.all():
                session.feeds.remove(feed.url)

    def subscribe(self, *urls: str) -> None:
        with self.components.store.writing() as session:
            for url in urls:
                session.feeds.add(Feed(url=url))

    def poll(self, *, every_feed: bool = False) -> list[FeedOutcome]:
        return poll(self.components, every_feed=every_feed)

    def state(self, url: str) -> FeedState:
        with self.components.store.reading() as session:
            found = session.feeds.get(url)
        assert found is not None
        return found[1]

    def titles(self, url: str) -> list[str]:
        with self.components.store.reading() as session:
            found = session.articles.find(ArticleQuery(feed_url=url))
        return sorted(item.article.title for item in found)

    def at(self, publisher: Publisher, after: timedelta) -> list[Asked]:
        """Poll so long after noon; return what the publisher was asked."""
        self.clock.instant = NOON + after
        self.poll()
        return publisher.take()

    def asked_at(self, publisher: Publisher, times: Iterable[timedelta]) -> list[timedelta]:
        """Poll at each of these times after noon; return those at which he was asked."""
        return [after for after in times if self.at(publisher, after)]
