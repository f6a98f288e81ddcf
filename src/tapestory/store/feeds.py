"""Feeds and what was learnt about them, one row each."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from types import MappingProxyType

from sqlalchemy import Connection, delete, func, select, text, update

from tapestory.clock import Clock
from tapestory.model import Feed, FeedState
from tapestory.store import bulk, feed_outages
from tapestory.store.feed_values import FEED_COLUMNS, learnt_of, pair_of, wanted_of
from tapestory.store.sqlite import upsert
from tapestory.store.tables import articles, feeds, sightings
from tapestory.store.types import stored_time

_FIRST_ANSWERS = text(
    "SELECT value ->> 0 AS url, value ->> 1 AS at FROM json_each(:arrivals)"
    " WHERE NOT EXISTS (SELECT 1 FROM sightings"
    " WHERE feed_url = value ->> 0 AND first_seen < value ->> 1)"
)


class FeedRows:
    """The subscriptions, in the order in which they were added."""

    def __init__(self, connection: Connection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    def add(self, feed: Feed) -> bool:
        """Subscribe; True when the URL is new. What is already known stays as it is."""
        statement = upsert(feeds, key=["url"], update=[])
        values = wanted_of(feed) | learnt_of(FeedState())
        return self._connection.execute(statement, values).rowcount > 0

    def get(self, url: str) -> tuple[Feed, FeedState] | None:
        """Return the feed with exactly that URL, None when there is none."""
        row = self._connection.execute(select(*FEED_COLUMNS).where(feeds.c.url == url)).first()
        return None if row is None else pair_of(row)

    def all(self) -> list[tuple[Feed, FeedState]]:
        """Return every feed, paused and gone ones included."""
        return [
            pair_of(row)
            for row in self._connection.execute(select(*FEED_COLUMNS).order_by(feeds.c.number))
        ]

    def newest_articles(self) -> dict[str, datetime]:
        """Return the time of the newest article of each feed, by its URL; none is not in it."""
        query = (
            select(sightings.c.feed_url, func.max(articles.c.time))
            .join(articles, articles.c.number == sightings.c.article_number)
            .group_by(sightings.c.feed_url)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def first_answers(
        self, arrivals: Collection[tuple[str, datetime]]
    ) -> set[tuple[str, datetime]]:
        """Return at which of these times a feed, by its URL, brought something for the first time.

        Each is asked for by itself: that a feed had brought something earlier is soon found, while
        to find when it first did takes as long as it has gone on.
        """
        asked = [(url, stored_time(at)) for url, at in sorted(arrivals)]
        found = self._connection.execute(_FIRST_ANSWERS, {"arrivals": json.dumps(asked)})
        first = {(row.url, row.at) for row in found}
        return {(url, at) for url, at in arrivals if (url, stored_time(at)) in first}

    def save_state(self, url: str, state: FeedState) -> None:
        """Keep what a poll taught us. A feed that was removed meanwhile stays removed."""
        self.save_states({url: state})

    def save_states(
        self, states: Mapping[str, FeedState], *, titles: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        """Keep what polls of several feeds taught us, by their URLs, as `save_state` does.

        Args:
            states: By the URLs of the feeds.
            titles: What some of them call themselves; used unless they have a title by now.
        """
        bulk.save_states(self._connection, states, titles=titles)
        self._note_outages(states)

    def set_paused(self, url: str, paused: bool) -> None:  # noqa: FBT001  # a setter's only value
        """Pause or resume polling."""
        self._connection.execute(update(feeds).where(feeds.c.url == url), {"paused": paused})

    def update(self, feed: Feed) -> None:
        """Overwrite what the user wants of a feed; what was learnt about it stays."""
        self._connection.execute(update(feeds).where(feeds.c.url == feed.url), wanted_of(feed))
        self._note_outages([feed.url])

    def remove(self, url: str) -> bool:
        """Unsubscribe; True when there was such a feed. Its articles stay."""
        removed = self._connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0
        self._note_outages([])
        return removed

    def failing(self, *, as_of: datetime | None = None) -> tuple[str, ...]:
        """Return the feeds that had failed for a while at a time, by title or address.

        A feed goes by what it was called then, and stays named though it was removed since.
        """
        return feed_outages.failing(self._connection, as_of=as_of)

    def _note_outages(self, urls: Iterable[str]) -> None:
        feed_outages.note(self._connection, urls, at=self._clock.now())
