"""What was read out of articles: the whole reading as JSON, and who is named as rows."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, bindparam, delete, insert, select

from tapestory.model import ArticleId, Reading
from tapestory.store.chunks import chunked
from tapestory.store.codec import READING
from tapestory.store.sqlite import upsert
from tapestory.store.tables import (
    article_revisions,
    articles,
    mentions,
    readings,
    unread_articles,
)

_SAVE = upsert(readings, key=["article_id"])
_NUMBER = select(articles.c.number).where(articles.c.id == bindparam("wanted")).scalar_subquery()
_IS_READ = delete(unread_articles).where(unread_articles.c.article_number == _NUMBER)


class ReadingRows:
    """The readings, one for the present wording of each article."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, reading: Reading, version: str) -> None:
        """Keep what a version of the reader read; that of another version is overwritten."""
        self._connection.execute(
            _SAVE,
            {
                "article_id": reading.article_id,
                "version": version,
                "kind": reading.kind.value,
                "body": READING.dump(reading),
            },
        )
        self._connection.execute(_IS_READ, {"wanted": reading.article_id})
        self._connection.execute(
            delete(mentions).where(mentions.c.article_id == reading.article_id)
        )
        named = {(mention.symbol or "", mention.sector or "") for mention in reading.mentions}
        if named:
            self._connection.execute(
                insert(mentions),
                [
                    {"article_id": reading.article_id, "symbol": symbol, "sector": sector}
                    for symbol, sector in sorted(named)
                ],
            )

    def get_many(
        self, ids: Iterable[ArticleId], *, as_of: datetime | None = None
    ) -> dict[ArticleId, Reading]:
        """Return the readings of articles; those that were not read are left out.

        Args:
            ids: The articles.
            as_of: Of articles that were reworded later, the reading of the wording of then.
        """
        found: dict[ArticleId, Reading] = {}
        wanted = list(ids)
        if as_of is not None:
            found = self._former(wanted, as_of=as_of)
        for chunk in chunked(article_id for article_id in wanted if article_id not in found):
            query = select(readings.c.article_id, readings.c.body).where(
                readings.c.article_id.in_(chunk)
            )
            for article_id, body in self._connection.execute(query):
                found[ArticleId(article_id)] = READING.load(body)
        return found

    def _former(self, wanted: Iterable[ArticleId], *, as_of: datetime) -> dict[ArticleId, Reading]:
        bodies: dict[str, str | None] = {}
        for chunk in chunked(wanted):
            query = (
                select(article_revisions.c.article_id, article_revisions.c.reading)
                .where(
                    article_revisions.c.article_id.in_(chunk),
                    article_revisions.c.superseded_at > as_of,
                )
                .order_by(article_revisions.c.superseded_at, article_revisions.c.number)
            )
            for article_id, body in self._connection.execute(query):
                bodies.setdefault(article_id, body)
        return {
            ArticleId(article_id): READING.load(body)
            for article_id, body in bodies.items()
            if body is not None
        }
