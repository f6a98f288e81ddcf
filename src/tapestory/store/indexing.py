"""Keeps the full-text index up with the articles: in batches, and never behind for a search.

Each transaction of the index leaves a segment behind that must be merged later, so that indexing
the thirty articles of a feed in the transaction that stores them costs four times as much as
indexing a thousand at once. Articles are numbered in the order in which they are stored and
indexed: those with a higher number than any that the index knows are pending. Whoever stores
articles catches up from time to time and at the end; a search looks through the pending ones by
itself, so that a process killed in between leaves nothing unfindable.

Like `sqlite`, it only works with SQLite.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection

from tapestory.store.article_values import searched_body
from tapestory.store.search import index_text
from tapestory.store.types import stored_time

_BATCH = 1_000
"""Articles; indexing them takes some 30 ms, during which other processes cannot write."""

_KNOWN_TO_INDEX = "SELECT coalesce(max(id), 0) FROM article_search_docsize"
_LAST = "SELECT coalesce(max(number), 0) FROM articles"
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


def catch_up(connection: Connection, *, at_least: int = 1) -> None:
    """Index the pending articles.

    Args:
        connection: Writing.
        at_least: If fewer are pending, they are left for later.
    """
    known = indexed_up_to(connection)
    last = int(connection.exec_driver_sql(_LAST).scalar_one())
    if last - known < at_least:
        return
    while known < last:
        rows = connection.exec_driver_sql(_PENDING, (known, _BATCH)).all()
        connection.exec_driver_sql(
            _INDEX,
            [
                (number, index_text(title), index_text(searched_body(summary, text)))
                for number, title, summary, text in rows
            ],
        )
        known = rows[-1][0]


def catch_up_if_due(connection: Connection) -> None:
    """Index the pending articles once they are enough for a batch."""
    catch_up(connection, at_least=_BATCH)


def waiting(connection: Connection) -> int:
    """Return how many articles wait to be indexed; never more than make a batch."""
    query = "SELECT count(*) FROM articles WHERE number > ?"
    count = int(connection.exec_driver_sql(query, (indexed_up_to(connection),)).scalar_one())
    return min(count, _BATCH)


def pending(
    connection: Connection, *, seen_by: datetime | None = None
) -> dict[int, tuple[str, str]]:
    """Return the titles and bodies of the articles that are not indexed yet, by number.

    Args:
        connection: Reading or writing.
        seen_by: Only those first seen by then; None for all.
    """
    latest = _END_OF_TIME if seen_by is None else stored_time(seen_by)
    rows = connection.exec_driver_sql(_ALL_PENDING, (latest,))
    return {number: (title, searched_body(summary, text)) for number, title, summary, text in rows}
