"""Feeds and what was learnt about them, one row each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from tapestory.model import Feed, FeedHints, FeedState
from tapestory.store.sqlite import upsert
from tapestory.store.tables import articles, feeds, sightings
from tapestory.store.types import AnyRow

_WANTED = ("url", "title", "outlet", "lang", "country", "paused", "full_text")
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
    "due_because",
    "empty_since",
    "newest_at",
)
_HINTS = tuple(field.name for field in fields(FeedHints))
_SETS = ("skip_hours", "skip_days")
_COLUMNS = [*(feeds.c[name] for name in (*_WANTED, *_LEARNT)), feeds.c.hints]

# Built once: it runs for every feed of a round.
_SAVE_STATE = update(feeds).where(feeds.c.url == bindparam("of"))
_NAME = _SAVE_STATE.where(feeds.c.title == "").values(title=bindparam("given"))


def _wanted(feed: Feed) -> dict[str, Any]:
    return {name: getattr(feed, name) for name in _WANTED}


def _learnt(state: FeedState) -> dict[str, Any]:
    plain = {name: getattr(state, name) for name in _LEARNT}
    return plain | {"hints": _printed(state.hints)}


def _printed(hints: FeedHints) -> str:
    values = {name: getattr(hints, name) for name in _HINTS}
    return json.dumps(values | {name: sorted(values[name]) for name in _SETS})


def _hints(printed: str) -> FeedHints:
    values = json.loads(printed)
    return FeedHints(**values | {name: frozenset(values.get(name, ())) for name in _SETS})


def _pair(row: AnyRow) -> tuple[Feed, FeedState]:
    values = row._mapping  # noqa: SLF001  # SQLAlchemy's documented name for a row as a mapping
    learnt: dict[str, Any] = {name: values[name] for name in _LEARNT}
    return (
        Feed(**{name: values[name] for name in _WANTED}),
        FeedState(**learnt, hints=_hints(row.hints)),
    )


class FeedRows:
    """The subscriptions, in the order in which they were added."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, feed: Feed) -> bool:
        """Subscribe; True when the URL is new. What is already known stays as it is."""
        statement = upsert(feeds, key=["url"], update=[])
        values = _wanted(feed) | _learnt(FeedState())
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

    def newest_articles(self) -> dict[str, datetime]:
        """Return the time of the newest article of each feed, by its URL; none is not in it."""
        query = (
            select(sightings.c.feed_url, func.max(articles.c.time))
            .join(articles, articles.c.number == sightings.c.article_number)
            .group_by(sightings.c.feed_url)
        )
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def save_state(self, url: str, state: FeedState) -> None:
        """Keep what a poll taught us. A feed that was removed meanwhile stays removed."""
        self.save_states({url: state})

    def save_states(self, states: Mapping[str, FeedState]) -> None:
        """Keep what polls of several feeds taught us, by their URLs, as `save_state` does."""
        values = [_learnt(state) | {"of": url} for url, state in states.items()]
        if values:
            self._connection.execute(_SAVE_STATE, values)

    def set_paused(self, url: str, paused: bool) -> None:  # noqa: FBT001  # a setter's only value
        """Pause or resume polling."""
        self._connection.execute(update(feeds).where(feeds.c.url == url), {"paused": paused})

    def name(self, titles: Mapping[str, str]) -> None:
        """Call feeds by the titles that they give themselves, unless they have one by now."""
        values = [{"of": url, "given": title} for url, title in titles.items()]
        if values:
            self._connection.execute(_NAME, values)

    def update(self, feed: Feed) -> None:
        """Overwrite what the user wants of a feed; what was learnt about it stays."""
        self._connection.execute(update(feeds).where(feeds.c.url == feed.url), _wanted(feed))

    def remove(self, url: str) -> bool:
        """Unsubscribe; True when there was such a feed. Its articles stay."""
        return self._connection.execute(delete(feeds).where(feeds.c.url == url)).rowcount > 0
