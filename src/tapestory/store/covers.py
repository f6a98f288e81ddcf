"""Round-ups: which events they tell of without belonging to any."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select

from tapestory.model import Article, ArticleId, EventId
from tapestory.store import redirects
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.matches import in_force
from tapestory.store.tables import articles, covers, event_redirects, matches
from tapestory.store.wordings import as_they_stood


class CoverRows:
    """What round-ups cover. A merged event's id stands for the event that took it in."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, article_id: ArticleId, event_ids: Iterable[EventId]) -> None:
        """Replace the events that an article covers; their order is kept.

        All of them must be stored, and the article as well.
        """
        self._connection.execute(delete(covers).where(covers.c.article_id == article_id))
        rows = [
            {"article_id": article_id, "event_id": event_id, "position": position}
            for position, event_id in enumerate(dict.fromkeys(event_ids))
        ]
        if rows:
            self._connection.execute(insert(covers), rows)

    def of_articles(
        self, ids: Iterable[ArticleId], *, as_of: datetime | None = None
    ) -> dict[ArticleId, tuple[EventId, ...]]:
        """Return the events that articles cover, the most told first; without those of none.

        Of a merged event it is the one that it went into, or had at a time.
        """
        found: dict[ArticleId, list[EventId]] = {}
        stands = func.coalesce(event_redirects.c.new_id, covers.c.event_id)
        for chunk in chunked(ids):
            query = (
                select(covers.c.article_id, covers.c.event_id, stands.label("stands"))
                .outerjoin(event_redirects, event_redirects.c.old_id == covers.c.event_id)
                .where(covers.c.article_id.in_(chunk))
                .order_by(covers.c.article_id, covers.c.position)
            )
            for row in self._connection.execute(query):
                stood = row.stands
                if as_of is not None:
                    stood = redirects.meant(self._connection, row.event_id, as_of=as_of)
                found.setdefault(ArticleId(row.article_id), []).append(EventId(stood))
        return {article_id: tuple(dict.fromkeys(told)) for article_id, told in found.items()}

    def of_event(self, event_id: EventId, *, as_of: datetime | None = None) -> list[Article]:
        """Return the articles that cover an event, oldest first, its own left out.

        Args:
            event_id: The event, or one that was merged into it.
            as_of: Only articles seen and placed by then, in the wording of then.
        """
        meant = redirects.meant(self._connection, event_id, as_of=as_of)
        telling = select(covers.c.article_id).where(covers.c.event_id.in_(self._ids(meant, as_of)))
        placed = in_force(as_of, among=matches.c.article_id.in_(telling))
        query = (
            select(*ARTICLE_COLUMNS)
            .join(placed, placed.c.article_id == articles.c.id)
            .where(placed.c.event_id != meant)
            .order_by(articles.c.time, articles.c.id)
        )
        rows = self._connection.execute(query).all()
        return as_they_stood(self._connection, [article_of(row) for row in rows], as_of=as_of)

    def _ids(self, meant: EventId, as_of: datetime | None) -> list[EventId]:
        """Return the ids under which an event was covered: its own, and those it took in."""
        query = select(event_redirects.c.old_id).where(event_redirects.c.new_id == meant)
        former = [EventId(old) for old in self._connection.execute(query).scalars()]
        if as_of is not None:
            former = [
                old
                for old in former
                if redirects.meant(self._connection, old, as_of=as_of) == meant
            ]
        return [meant, *former]
