"""Keeps the full-text index up with the articles: in batches, and never behind for a search.

Each transaction of the index leaves a segment behind that must be merged later, so that indexing
the thirty articles of a feed in the transaction that stores them costs four times as much as
indexing a thousand at once. Articles are numbered in the order in which they are stored and
indexed: those with a higher number than any that the index knows are pending. Storing leaves them
so; whoever reads the articles, or is about to search, indexes them a batch at a time. A search
looks through the pending ones by itself, so that nothing is ever unfindable.

Like `sqlite`, it only works with SQLite.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import Connection

from tapestory.store.article_values import searched_body
from tapestory.store.search import index_text
from tapestory.store.types import stored_time

BATCH = 1_000
"""Articles; indexing them takes some 30 ms, during which other processes cannot write."""

_KNOWN_TO_INDEX = "SELECT coalesce(max(id), 0) FROM article_search_docsize"
_WAITING = (
    "SELECT count(*) FROM articles"
    " WHERE number > (SELECT coalesce(max(id), 0) FROM article_search_docsize)"
)
_PENDING = (
    "SELECT number, title, summary, text FROM articles WHERE number > ? ORDER BY number LIMIT ?"
)
_ALL_PENDING = (
    "SELECT number, title, summary, text FROM articles WHERE first_seen <= ?"
    " AND number > (SELECT coalesce(max(id), 0) FROM article_search_docsize)"
)
_INDEX = "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)"
_END_OF_TIME = "9999-12-31T23:59:59.999999Z"


def indexed_up_to(connection: Connection) -> int:
    """Return the highest number of an article that the index holds, 0 for none."""
    return int(connection.exec_driver_sql(_KNOWN_TO_INDEX).scalar_one())


def index_batch(connection: Connection) -> bool:
    """Index the first of the pending articles; tell whether there may be more."""
    rows = connection.exec_driver_sql(_PENDING, (indexed_up_to(connection), BATCH)).all()
    if rows:
        connection.exec_driver_sql(
            _INDEX,
            [
                (number, index_text(title), index_text(searched_body(summary, text)))
                for number, title, summary, text in rows
            ],
        )
    return len(rows) == BATCH


def catch_up(connection: Connection) -> None:
    """Index all pending articles, in one transaction."""
    while index_batch(connection):
        pass


def waiting(connection: Connection) -> int:
    """Return how many articles wait to be indexed."""
    return int(connection.exec_driver_sql(_WAITING).scalar_one())


def pending(
    connection: Connection, *, seen_by: datetime | None = None
) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the title and the body of each article that is not indexed yet.

    Args:
        connection: Reading or writing.
        seen_by: Only those first seen by then; None for all.
    """
    latest = _END_OF_TIME if seen_by is None else stored_time(seen_by)
    for number, title, summary, text in connection.exec_driver_sql(_ALL_PENDING, (latest,)):
        yield number, title, searched_body(summary, text)
