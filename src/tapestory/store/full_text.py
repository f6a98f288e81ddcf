"""The full-text tables: rows in, rows out, and the numbers of those that hold the words of a query.

The tables are contentless: they hold terms, and refer to rows by number. To forget a row one must
say again what was indexed for it, which is why the way in which text is cut may only change
together with a revision that rebuilds the index. Like `sqlite`, it only works with SQLite.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime

from sqlalchemy import Connection, text

from tapestory.store.search import BEGINNING, index_text
from tapestory.store.types import stored_time

SEARCH_TABLES = ("article_search", "event_search")
"""The full-text tables; SQLite keeps further tables beside each, named after it."""

# Terms come in folded and separated by spaces, so that the simplest tokenizer will do; the
# stemmer makes "sells" and "selling" meet and leaves other scripts alone.
ARTICLE_SEARCH = (
    "CREATE VIRTUAL TABLE article_search"
    " USING fts5 (title, body, content='', tokenize='porter ascii')"
)
EVENT_SEARCH = (
    "CREATE VIRTUAL TABLE event_search USING fts5 (title, content='', tokenize='porter ascii')"
)

_INDEX_ARTICLE = text("INSERT INTO article_search (rowid, title, body) VALUES (:n, :title, :body)")
_FORGET_ARTICLE = text(
    "INSERT INTO article_search (article_search, rowid, title, body)"
    " VALUES ('delete', :n, :title, :body)"
)
_INDEX_EVENT = text("INSERT INTO event_search (rowid, title) VALUES (:n, :title)")
_FORGET_EVENT = text(
    "INSERT INTO event_search (event_search, rowid, title) VALUES ('delete', :n, :title)"
)
MOST_RANKED = 2_000
"""Hits that are weighed against each other: of more, those that were stored last. The others
follow them, the latest first, so that a word which stands everywhere costs what these cost."""

# A hit in the title weighs four times one in the body; between equals the newer comes first. Which
# is newer is looked up for those alone that come into question: the rows of articles are long.
_FIND_ARTICLES = text(
    "WITH newest AS MATERIALIZED ("
    " SELECT rowid AS number, bm25(article_search, 4.0, 1.0) AS weight FROM article_search"
    " WHERE article_search MATCH :query AND (:as_of IS NULL OR EXISTS ("
    " SELECT 1 FROM articles WHERE number = article_search.rowid AND first_seen <= :as_of))"
    " ORDER BY rowid DESC LIMIT :most)"
    " SELECT newest.number FROM newest CROSS JOIN articles ON articles.number = newest.number"
    " WHERE weight <= coalesce("
    "(SELECT weight FROM newest ORDER BY weight LIMIT 1 OFFSET :limit - 1), 0.0)"
    " ORDER BY weight, articles.time DESC, newest.number LIMIT :limit"
)
_FIND_OLDER = text(
    "SELECT rowid FROM article_search WHERE article_search MATCH :query"
    " AND (:as_of IS NULL OR EXISTS ("
    " SELECT 1 FROM articles WHERE number = article_search.rowid AND first_seen <= :as_of))"
    " ORDER BY rowid DESC LIMIT :limit OFFSET :most"
)
_FIND_EVENTS = text(
    "SELECT events.number FROM event_search JOIN events ON events.number = event_search.rowid"
    " WHERE event_search MATCH :query"
    " ORDER BY bm25(event_search), events.last_seen DESC LIMIT :limit"
)


def index_article(connection: Connection, number: int, *, title: str, body: str) -> None:
    """Make an article findable."""
    connection.execute(
        _INDEX_ARTICLE, {"n": number, "title": index_text(title), "body": index_text(body)}
    )


def forget_article(connection: Connection, number: int, *, title: str, body: str) -> None:
    """Take an article out of the index. The texts must be those that it was indexed with."""
    connection.execute(
        _FORGET_ARTICLE, {"n": number, "title": index_text(title), "body": index_text(body)}
    )


def index_event(connection: Connection, number: int, *, title: str) -> None:
    """Make an event findable by its title."""
    connection.execute(_INDEX_EVENT, {"n": number, "title": index_text(title)})


def forget_event(connection: Connection, number: int, *, title: str) -> None:
    """Take an event out of the index. The title must be the one that it was indexed with."""
    connection.execute(_FORGET_EVENT, {"n": number, "title": index_text(title)})


def empty_index(connection: Connection) -> None:
    """Forget every article and event."""
    for table in SEARCH_TABLES:
        connection.exec_driver_sql(f"INSERT INTO {table} ({table}) VALUES ('delete-all')")  # noqa: S608  # names above


def indexed(connection: Connection) -> dict[str, int]:
    """Return how many rows each full-text table knows."""
    return {
        table: int(
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}_docsize").scalar_one()  # noqa: S608  # names above
        )
        for table in SEARCH_TABLES
    }


def _match_expression(phrases: Iterable[Sequence[str]]) -> str:
    # Terms hold letters and digits only, so that nothing in them can be syntax. The word itself
    # counts beside the words that begin so: whoever holds exactly it ranks higher.
    asked = []
    for phrase in phrases:
        whole = " ".join(phrase)
        if whole.endswith(BEGINNING):
            whole = whole.removesuffix(BEGINNING)
            asked.append(f'("{whole}" OR "{whole}" *)')
        else:
            asked.append(f'"{whole}"')
    return " AND ".join(asked)


def find_articles(
    connection: Connection,
    phrases: Sequence[Sequence[str]],
    *,
    limit: int,
    as_of: datetime | None = None,
) -> list[int]:
    """Return the numbers of the articles that hold every phrase, best first; limit 0 for all.

    Best are weighed the `MOST_RANKED` that were stored last; the others follow. Without a phrase
    nothing is asked for, and nothing found.
    """
    if not phrases:
        return []
    asked = {
        "query": _match_expression(phrases),
        "as_of": None if as_of is None else stored_time(as_of),
        "most": MOST_RANKED,
    }
    ranked = min(limit or MOST_RANKED, MOST_RANKED)
    found = connection.execute(_FIND_ARTICLES, {**asked, "limit": ranked}).scalars().all()
    if len(found) < MOST_RANKED or limit == MOST_RANKED:
        return [int(number) for number in found]
    more = connection.execute(_FIND_OLDER, {**asked, "limit": (limit or 0) - len(found)})
    return [int(number) for number in (*found, *more.scalars())]


def find_events(
    connection: Connection, phrases: Sequence[Sequence[str]], *, limit: int
) -> list[int]:
    """Return the numbers of the events whose title holds every phrase, best first.

    Without a phrase nothing is asked for, and nothing found.
    """
    if not phrases:
        return []
    rows = connection.execute(
        _FIND_EVENTS, {"query": _match_expression(phrases), "limit": limit or -1}
    )
    return [int(number) for (number,) in rows]


def holding(texts: Iterable[tuple[int, str, str]], phrases: Sequence[Sequence[str]]) -> set[int]:
    """Return the numbers of those titles and bodies that hold every phrase, as the index sees it.

    For the wordings that a query must judge and the index no longer, or not yet, holds.
    """
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as connection:
        connection.execute(ARTICLE_SEARCH)
        connection.executemany(
            "INSERT INTO article_search (rowid, title, body) VALUES (?, ?, ?)",
            ((n, index_text(title), index_text(body)) for n, title, body in texts),
        )
        rows = connection.execute(
            "SELECT rowid FROM article_search WHERE article_search MATCH ?",
            (_match_expression(phrases),),
        )
        return {number for (number,) in rows}
