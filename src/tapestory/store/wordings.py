"""What articles said at an earlier time, and which of them then held the words of a query."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, func, select

from tapestory.model import Article, ArticleId
from tapestory.store import full_text, indexing
from tapestory.store.article_values import searched_body
from tapestory.store.chunks import chunked
from tapestory.store.search import phrases
from tapestory.store.tables import article_revisions, articles


class Wording(NamedTuple):
    """What of an article its publisher may change."""

    title: str
    summary: str
    text: str
    updated: datetime | None


def wordings(
    connection: Connection, ids: Iterable[str], *, as_of: datetime
) -> Mapping[str, Wording]:
    """Return what articles said at a time, for those of them that were reworded after it."""
    found: dict[str, Wording] = {}
    for chunk in chunked(ids):
        query = (
            select(
                article_revisions.c.article_id,
                article_revisions.c.title,
                article_revisions.c.summary,
                article_revisions.c.text,
                article_revisions.c.updated,
            )
            .where(
                article_revisions.c.article_id.in_(chunk),
                article_revisions.c.superseded_at > as_of,
            )
            .order_by(article_revisions.c.superseded_at, article_revisions.c.number)
        )
        for article_id, *wording in connection.execute(query):
            found.setdefault(article_id, Wording(*wording))
    return found


def worded_since(
    connection: Connection, ids: Iterable[str], *, as_of: datetime | None
) -> dict[ArticleId, datetime]:
    """Return since when articles say what they do, or did at a time; of those that said else."""
    found: dict[ArticleId, datetime] = {}
    since = func.max(article_revisions.c.superseded_at)
    for chunk in chunked(ids):
        query = (
            select(article_revisions.c.article_id, since)
            .where(article_revisions.c.article_id.in_(chunk))
            .group_by(article_revisions.c.article_id)
        )
        if as_of is not None:
            query = query.where(article_revisions.c.superseded_at <= as_of)
        for article_id, time in connection.execute(query):
            found[ArticleId(article_id)] = time
    return found


def as_they_stood(
    connection: Connection, present: Sequence[Article], *, as_of: datetime | None
) -> list[Article]:
    """Return articles in the wording that we held at a time; None for the present one."""
    if as_of is None:
        return list(present)
    former = wordings(connection, [article.id for article in present], as_of=as_of)
    return [
        replace(article, **former[article.id]._asdict()) if article.id in former else article
        for article in present
    ]


def find_numbers(
    connection: Connection, text: str, *, limit: int, as_of: datetime | None
) -> list[int]:
    """Return the numbers of the articles that hold every word of a text, best first.

    With `as_of` they are those that held them then: what was reworded since is judged by its
    former wording. Such articles come last, and so do those that are not in the index yet, the
    newest first.
    """
    wanted = phrases(text)
    if not wanted:
        return []
    apart = {} if as_of is None else _reworded_since(connection, as_of)
    numbers = full_text.find_articles(
        connection, wanted, limit=limit and limit + len(apart), as_of=as_of
    )
    if apart or indexing.waiting(connection):
        held = full_text.holding(_not_indexed(connection, apart, seen_by=as_of), wanted)
        numbers = [number for number in numbers if number not in apart]
        numbers += sorted(held, reverse=True)
    return numbers[: limit or None]


def _not_indexed(
    connection: Connection, apart: Mapping[int, tuple[str, str]], *, seen_by: datetime | None
) -> Iterator[tuple[int, str, str]]:
    for number, (title, body) in apart.items():
        yield number, title, body
    for number, title, body in indexing.pending(connection, seen_by=seen_by):
        if number not in apart:
            yield number, title, body


def _reworded_since(connection: Connection, as_of: datetime) -> dict[int, tuple[str, str]]:
    # By number: the title and body of then.
    query = select(articles.c.number, articles.c.id).where(
        articles.c.first_seen <= as_of, articles.c.revised_at > as_of
    )
    numbers = {row.id: row.number for row in connection.execute(query)}
    return {
        numbers[article_id]: (wording.title, searched_body(wording.summary, wording.text))
        for article_id, wording in wordings(connection, numbers, as_of=as_of).items()
    }
