"""Old events that one article alone told → articles without their text; the rest stays."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, exists, select, update

from tapestory.model import ArticleId
from tapestory.store import full_text
from tapestory.store.article_values import searched_body
from tapestory.store.tables import article_revisions, articles, events, placements

AT_ONCE = 500
"""Articles a transaction: others cannot write meanwhile."""


def prunable(connection: Connection, older_than: datetime) -> list[ArticleId]:
    """Return the articles that alone tell an event whose news ended before a time."""
    beside = placements.alias("beside")
    query = (
        select(placements.c.article_id)
        .join(events, events.c.id == placements.c.event_id)
        .join(articles, articles.c.id == placements.c.article_id)
        .where(
            events.c.last_seen < older_than,
            articles.c.pruned.is_(False),
            ~exists().where(
                beside.c.event_id == placements.c.event_id,
                beside.c.article_id != placements.c.article_id,
            ),
        )
        .order_by(articles.c.number)
    )
    return [ArticleId(article_id) for article_id in connection.execute(query).scalars()]


def prune(connection: Connection, ids: Sequence[ArticleId]) -> None:
    """Take their texts and their former wordings.

    Their readings stay whole: what an event says is derived from them whenever it is looked at.
    """
    query = select(articles.c.number, articles.c.title, articles.c.summary, articles.c.text).where(
        articles.c.id.in_(ids), articles.c.pruned.is_(False)
    )
    for row in connection.execute(query).all():
        body = searched_body(row.summary, row.text)
        full_text.forget_article(connection, row.number, title=row.title, body=body)
        full_text.index_article(connection, row.number, title=row.title, body=row.summary)
    connection.execute(update(articles).where(articles.c.id.in_(ids)).values(text="", pruned=True))
    connection.execute(delete(article_revisions).where(article_revisions.c.article_id.in_(ids)))
