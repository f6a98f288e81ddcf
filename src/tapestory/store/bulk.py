"""The statements that run for every feed and every entry of a round, in the form that costs least.

A round stores tens of thousands of entries: here rows go in as plain tuples in one call, and lists
of keys as one JSON parameter, past SQLAlchemy to the driver. Like `sqlite`, it only works with
SQLite; who calls it must expect the driver's errors.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple, cast

from sqlalchemy import Connection

from tapestory.model import Article, FeedState, KnownArticle, wording_digest
from tapestory.model.identity import storable
from tapestory.store import indexing
from tapestory.store.article_values import (
    ARTICLE_COLUMNS,
    article_of,
    printed_links,
    searched_body,
)
from tapestory.store.chunks import chunked
from tapestory.store.feed_values import LEARNT, printed_hints
from tapestory.store.search import index_text
from tapestory.store.tables import articles
from tapestory.store.types import stored_time

UNREAD = ""
"""No reader has this version: the article was reworded since it was read."""

_READ_TIMES = [
    place
    for place, column in enumerate(ARTICLE_COLUMNS)
    if column.name in {"published", "updated", "first_seen"}
]
_ARTICLE = ", ".join(f"articles.{column.name}" for column in ARTICLE_COLUMNS)
_WIDTH = len(ARTICLE_COLUMNS)
_SAME_FOR_ALL = {"content_feed": "feed_url", "revised_at": "NULL", "pruned": "0"}
"""What new articles hold in these columns: what is in another, or a constant."""
_GIVEN = [column.name for column in articles.columns if column.name not in _SAME_FOR_ALL]

_SIGHTED = (
    "SELECT articles.id, sightings.guid, sightings.content_sha256"
    " FROM json_each(?) AS wanted CROSS JOIN articles ON articles.id = wanted.value"
    " CROSS JOIN sightings"
    " ON sightings.article_number = articles.number AND sightings.feed_url = ?"
)
_CARRIES = "SELECT EXISTS (SELECT 1 FROM sightings WHERE feed_url = ?)"
_CALLED = (
    "SELECT DISTINCT articles.id FROM json_each(?) AS wanted CROSS JOIN sightings"
    " ON sightings.guid = wanted.value AND sightings.feed_url = ?"
    " CROSS JOIN articles ON articles.number = sightings.article_number"
)
# Dates without a time of day, and feeds that stamp all they have with one, put thousands of
# articles at one moment: the first few have to do.
_AT_MOMENT = (
    "SELECT (SELECT id FROM (SELECT id, url, content_sha256 FROM articles"
    " WHERE time = json_extract(wanted.value, '$[0]') LIMIT 8)"
    " WHERE url = json_extract(wanted.value, '$[1]')"
    " OR content_sha256 = json_extract(wanted.value, '$[2]') LIMIT 1)"
    " FROM json_each(?) AS wanted"
)
_HELD = (
    f"SELECT {_ARTICLE}, articles.content_feed, articles.revised_at, articles.pruned,"  # noqa: S608  # column names of ours
    " EXISTS (SELECT 1 FROM pages WHERE article_id = articles.id AND state = 'read'),"
    " sightings.article_number, sightings.guid, sightings.content_sha256"
    " FROM json_each(?) AS wanted CROSS JOIN articles ON articles.id = wanted.value"
    " LEFT JOIN sightings"
    " ON sightings.article_number = articles.number AND sightings.feed_url = ?"
)
_FORMER = (
    "SELECT article_id, title, text FROM json_each(?) AS wanted CROSS JOIN article_revisions"
    " ON article_revisions.article_id = wanted.value"
)
_LAST_NUMBER = "SELECT coalesce(max(number), 0) FROM articles"
_PLACES = {name: f"?{place}" for place, name in enumerate(_GIVEN, start=1)}
_VALUES = _PLACES | {name: _PLACES.get(same, same) for name, same in _SAME_FOR_ALL.items()}
_INSERT = (
    f"INSERT INTO articles ({', '.join(_VALUES)}) VALUES ({', '.join(_VALUES.values())})"  # noqa: S608  # column names of ours
    " ON CONFLICT DO NOTHING"
)
# What a feed said of an article that it was the first to bring is what is stored of it.
_SEE_NEW = (
    "INSERT INTO sightings (article_number, feed_url, first_seen, content_sha256, guid)"
    " SELECT number, feed_url, first_seen, content_sha256, guid FROM articles WHERE number > ?"
)
_WAIT = tuple(
    f"INSERT INTO {table} (article_number) SELECT number FROM articles WHERE number > ?"  # noqa: S608  # names of ours
    for table in ("unread_articles", "unplaced_articles")
)
_SEE = (
    "INSERT INTO sightings (article_number, feed_url, first_seen, content_sha256, guid)"
    " VALUES ((SELECT number FROM articles WHERE id = ?), ?, ?, ?, ?)"
    " ON CONFLICT (article_number, feed_url) DO UPDATE SET"
    " content_sha256 = excluded.content_sha256,"
    " guid = CASE WHEN excluded.guid = '' THEN guid ELSE excluded.guid END"
)


_KEEP_FORMER = (
    "INSERT INTO article_revisions"
    " (article_id, title, summary, text, updated, superseded_at, reading)"
    " SELECT id, title, summary, text, updated, ?,"
    " (SELECT body FROM readings WHERE article_id = articles.id)"
    " FROM articles WHERE id = ? AND NOT pruned"
)
# Until it is read again, what the former wording said is better than nothing.
_UNREAD = f"UPDATE readings SET version = '{UNREAD}' WHERE article_id = ?"  # noqa: S608  # a constant
_REWORD = (
    "UPDATE articles SET title = ?, summary = ?, text = ?, updated = ?, content_feed = ?,"
    " content_sha256 = ?, revised_at = ?, pruned = 0, links = ? WHERE id = ?"
)
_FORGET = (
    "INSERT INTO article_search (article_search, rowid, title, body)"
    " SELECT 'delete', number, ?, ? FROM articles WHERE id = ? AND number <= ?"
)
_INDEX_AGAIN = (
    "INSERT INTO article_search (rowid, title, body)"
    " SELECT number, ?, ? FROM articles WHERE id = ? AND number <= ?"
)
_LOOK_AGAIN = (
    "UPDATE events SET stale = 1 WHERE id = (SELECT event_id FROM placements WHERE article_id = ?)"
)
_SAVE_STATE = (
    f"UPDATE feeds SET {', '.join(f'{name} = ?' for name in LEARNT)}, hints = ?,"  # noqa: S608  # column names of ours
    " title = CASE WHEN title = '' THEN ? ELSE title END WHERE url = ?"
)


class Sighting(NamedTuple):
    """What one feed said last of one article, in the order that `_SEE` takes it."""

    article_id: str
    feed_url: str
    first_seen: str
    content_sha256: str
    guid: str


class Rewording(NamedTuple):
    """An article that is to say something else."""

    former: Article
    """As it is held now."""
    held: Article
    """Of this the title, the summary, the text and the time of the last change."""
    content_feed: str
    """Whose wording that is."""
    now: datetime
    """Since when we hold it."""


def _driver(connection: Connection) -> sqlite3.Connection:
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def sighted(
    connection: Connection, feed_url: str, ids: Iterable[str]
) -> dict[str, tuple[str, str]]:
    """Return by id the guid and the digest that a feed gave last, for the articles it carried."""
    return {
        row[0]: (row[1], row[2])
        for chunk in chunked(ids)
        for row in _driver(connection).execute(_SIGHTED, (json.dumps(chunk), feed_url))
    }


def carries(connection: Connection, feed_url: str) -> bool:
    """Tell whether a feed has ever brought an article."""
    return bool(_driver(connection).execute(_CARRIES, (feed_url,)).fetchone()[0])


def called(connection: Connection, feed_url: str, guids: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the articles that a feed last called by one of these guids."""
    for chunk in chunked(guids):
        for row in _driver(connection).execute(_CALLED, (json.dumps(chunk), feed_url)):
            yield row[0]


def at_moments(
    connection: Connection, moments: Iterable[tuple[datetime, str, str]]
) -> Iterator[str]:
    """Yield the ids of articles of exactly these times with the URL or the digest given."""
    for chunk in chunked(moments):
        given = json.dumps([(stored_time(time), url, digest) for time, url, digest in chunk])
        for row in _driver(connection).execute(_AT_MOMENT, (given,)):
            if row[0] is not None:
                yield row[0]


def held(connection: Connection, feed_url: str, ids: Iterable[str]) -> list[KnownArticle]:
    """Return the articles with these ids that there are, as they are seen from a feed."""
    return [
        _known(row)
        for chunk in chunked(ids)
        for row in _driver(connection).execute(_HELD, (json.dumps(chunk), feed_url))
    ]


def _known(row: Sequence[Any]) -> KnownArticle:
    values = list(row[:_WIDTH])
    for place in _READ_TIMES:
        values[place] = _read_time(values[place])
    content_feed, revised_at, pruned, from_page, carried, guid, said = row[_WIDTH:]
    return KnownArticle(
        article=article_of(values),
        content_feed=content_feed,
        revised_at=_read_time(revised_at),
        pruned=bool(pruned),
        from_page=bool(from_page),
        carried=carried is not None,
        guid=guid or "",
        said=said or "",
    )


def _read_time(stored: str | None) -> datetime | None:
    return None if stored is None else datetime.fromisoformat(stored)


def former(connection: Connection, ids: Iterable[str]) -> Iterator[tuple[str, str, str]]:
    """Yield the id, the title and the text of every wording that articles had before."""
    for chunk in chunked(ids):
        for row in _driver(connection).execute(_FORMER, (json.dumps(chunk),)):
            yield row[0], row[1], row[2]


def insert_articles(connection: Connection, new: Sequence[Article]) -> None:
    """Store articles that are not known yet, numbered in their order after all that there are.

    The feed of each has carried it from now on.
    """
    if not new:
        return
    driver = _driver(connection)
    last = int(driver.execute(_LAST_NUMBER).fetchone()[0])
    try:
        driver.executemany(_INSERT, _rows(new, after=last))
    except UnicodeEncodeError:
        # Those before the one that cannot be held are there by now, and are left alone.
        driver.executemany(_INSERT, map(_storable, _rows(new, after=last)))
    driver.execute(_SEE_NEW, (last,))
    for wait in _WAIT:
        driver.execute(wait, (last,))


def _storable(row: Sequence[Any]) -> list[Any]:
    return [storable(value) if isinstance(value, str) else value for value in row]


def _rows(new: Iterable[Article], *, after: int) -> Iterator[tuple[Any, ...]]:
    """Yield what `_INSERT` is given of new articles: their columns in order, but for some."""
    # Entries of one answer were seen at one time, and writing it down is not for nothing.
    time: datetime | None = None
    seen = ""
    for number, article in enumerate(new, start=after + 1):
        if article.first_seen is not time:
            time = article.first_seen
            seen = stored_time(time)
        published, updated = article.published, article.updated
        instant = None if published.instant is None else stored_time(published.instant)
        yield (
            number,
            article.id,
            article.feed_url,
            article.url,
            article.guid,
            article.title,
            article.summary,
            article.text,
            article.author,
            article.outlet,
            article.lang,
            published.raw,
            instant,
            published.precision.value,
            published.zone_source,
            None if updated is None else stored_time(updated),
            seen,
            article.copy_of,
            # Stored times compare as the instants do: this is `Article.time`.
            seen if instant is None or seen < instant else instant,
            wording_digest(article.title, article.text),
            printed_links(article.links),
        )


def reword(connection: Connection, reworded: Sequence[Rewording]) -> None:
    """Give articles another wording, keep the former with its reading, and have them read again."""
    if not reworded:
        return
    ids = [(one.held.id,) for one in reworded]
    _driver(connection).executemany(
        _KEEP_FORMER, [(stored_time(one.now), one.held.id) for one in reworded]
    )
    _driver(connection).executemany(_UNREAD, ids)
    _driver(connection).executemany(_REWORD, [_reworded(one) for one in reworded])
    # What is not in the index yet gets into it in its present wording.
    last = indexing.indexed_up_to(connection)
    _driver(connection).executemany(_FORGET, [_terms(one.former, last) for one in reworded])
    _driver(connection).executemany(_INDEX_AGAIN, [_terms(one.held, last) for one in reworded])
    look_again(connection, [one.held.id for one in reworded])


def look_again(connection: Connection, ids: Iterable[str]) -> None:
    """Have the events of articles derived anew."""
    _driver(connection).executemany(_LOOK_AGAIN, [(article_id,) for article_id in ids])


def _reworded(one: Rewording) -> tuple[Any, ...]:
    held, updated = one.held, one.held.updated
    return (
        storable(held.title),
        storable(held.summary),
        storable(held.text),
        None if updated is None else stored_time(updated),
        one.content_feed,
        wording_digest(one.held.title, one.held.text),
        stored_time(one.now),
        printed_links(held.links),
        one.held.id,
    )


def _terms(article: Article, last: int) -> tuple[Any, ...]:
    body = searched_body(storable(article.summary), storable(article.text))
    return index_text(storable(article.title)), index_text(body), article.id, last


def see(connection: Connection, seen: Sequence[Sighting]) -> None:
    """Note what feeds say of stored articles now; a guid that is left out stays the last one."""
    if seen:
        _driver(connection).executemany(_SEE, seen)


def save_states(
    connection: Connection, states: Mapping[str, FeedState], *, titles: Mapping[str, str]
) -> None:
    """Keep what polls taught us of feeds, by their URLs, and how those call themselves that do."""
    rows = [
        (*_learnt(state), printed_hints(state), titles.get(url, ""), url)
        for url, state in states.items()
    ]
    if rows:
        _driver(connection).executemany(_SAVE_STATE, rows)


def _learnt(state: FeedState) -> Iterator[Any]:
    for name in LEARNT:
        value = getattr(state, name)
        yield stored_time(value) if isinstance(value, datetime) else value
