"""Feeds and what was learnt about them, one row each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, delete, select, update

from tapestory.model import Feed, FeedState
from tapestory.store.sqlite import upsert
from tapestory.store.tables import feeds
from tapestory.store.types import AnyRow

_WANTED = ("url", "title", "outlet", "lang", "country", "paused")
_LEARNT = (
    "etag",
    "last_modified",
    "body_sha256",
    "next_due",
    "failures",
    "last_polled",
    "last_success",
    "last_error",
    "gone",
    "moved_to",
)
_COLUMNS = [feeds.c[name] for name in (*_WANTED, *_LEARNT)]


def _values(value: Feed | FeedState, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(value, name) for name in names}


def _pair(row: AnyRow) -> tuple[Feed, FeedState]:
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented name for a row as a mapping
    return (
        Feed(**{name: values[name] for name in _WANTED}),
        FeedState(**{name: values[name] for name in _LEARNT}),
    )


class FeedRows:
    """The subscriptions, in the order in which they were added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feed: Feed) -> bool:
        """Subscribe; True when the URL is new. What is already known stays as it is."""
        statement = upsert(feeds, key=["url"], update=[])
        values = _values(feed, _WANTED) | _values(FeedState(), _LEARNT)
        return self._connection.execute(statement, values).rowcount > 0

    def get(self, url: str) -> tuple[Feed, FeedState] | None:
        """Return the feed with exactly that URL, None when there is none."""
        row = self._connection.execute(select(*_COLUMNS).where(feeds.c.url == url)).first()
        return None if row is None else _pair(row)

    def all(self) -> list[tuple[Feed, FeedState]]:
        """Return every feed, paused and gone ones included."""
        return [
            _pair(row)
            for row in self._connection.execute(select(*_COLUMNS).order_by(feeds.c.number))
        ]

    def save_state(self, url: str, state: FeedState) -> None:
        """Keep what a poll taught us. A feed that was removed meanwhile stays removed."""
        self._connection.execute(update(feeds).where(feeds.c.url == url), _values(state, _LEARNT))

    def set_paused(self, url: str, paused: bool) -> None:  # noqa: FBT001  # a setter's only value
        """Pause or resume polling."""
        self._connection.execute(update(feeds).where(feeds.c.url == url), {"paused": paused})

    def update(self, feed: Feed) -> None:
        """Overwrite what the user wants of a feed; what was learnt about it stays."""
        self._connection.execute(
            update(feeds).where(feeds.c.url == feed.url), _values(feed, _WANTED[1:])
        )

    def remove(self, url: str) -> bool:
        """Unsubscribe; True when there was such a feed. Its articles stay."""
        return self._connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0
