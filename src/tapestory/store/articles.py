"""Articles: saved once under their identity, with the feeds that carried them and each wording."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Select, and_, exists, func, or_, select, update

from tapestory.model import Article, ArticleId, KnownArticle, Outcome, Verdict, Wanted
from tapestory.store import bulk, indexing, keeping
from tapestory.store.article_values import ARTICLE_COLUMNS, article_of
from tapestory.store.chunks import chunked
from tapestory.store.matches import events_of, in_force
from tapestory.store.tables import (
    articles,
    matches,
    readings,
    sightings,
    unplaced_articles,
    unread_articles,
)
from tapestory.store.types import AnyRow, AnySelect
from tapestory.store.wordings import as_they_stood, find_numbers, worded_since

if TYPE_CHECKING:
    # A poll needs nothing of events.
    from tapestory.model import EventId


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleQuery:
    """Which articles are asked for; every condition that is not None must hold."""

    since: datetime | None = None
    """On `Article.time`, included."""
    until: datetime | None = None
    """On `Article.time`, not included."""
    as_of: datetime | None = None
    """Only what was known then: seen by then, in the wording and the event of then."""
    feed_url: str | None = None
    """Any feed that carried it, not only the first."""
    lang: str | None = None
    outlet: str | None = None
    event_id: EventId | None = None
    limit: int = 0
    """0 for all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article and the event that it belongs to."""

    article: Article
    event_id: EventId | None


class ArticleRows:
    """The articles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def unsaid(self, answer: Sequence[Article]) -> list[Article]:
        """Return the entries of a feed's answer that it did not say so last time, in order."""
        return keeping.unsaid(self._connection, answer)

    def carries(self, feed_url: str) -> bool:
        """Tell whether a feed has ever brought an article."""
        return bulk.carries(self._connection, feed_url)

    def known(self, feed_url: str, wanted: Wanted) -> list[KnownArticle]:
        """Return the articles that entries of a feed may be, each once."""
        return keeping.known(self._connection, feed_url, wanted)

    def former_wordings(self, ids: Iterable[ArticleId]) -> Mapping[ArticleId, Sequence[str]]:
        """Return the digests of what articles said before their present wording, by id."""
        return keeping.former_wordings(self._connection, ids)

    def keep(self, verdicts: Sequence[Verdict]) -> None:
        """Store what was decided about the entries of one answer.

        A reworded article keeps its former wording with its reading, and waits to be read again.
        New articles are findable at once, and indexed later: see `index_pending`.
        """
        keeping.keep(self._connection, verdicts)

    def add(self, new: Sequence[Article]) -> None:
        """Store articles of one answer that are all new, as `keep` does."""
        bulk.insert_articles(self._connection, new)

    def save(self, article: Article) -> Outcome:
        """Keep an article under exactly its id, as its feed words it now.

        For who knows what article it is; `keep` is for what feeds answer.
        """
        return keeping.save(self._connection, article)

    def worded_since(
        self, ids: Iterable[ArticleId], *, as_of: datetime | None = None
    ) -> dict[ArticleId, datetime]:
        """Return since when articles say what they do, or did at a time; of those that said else.

        Of a wording that was pruned it is not known.
        """
        return worded_since(self._connection, ids, as_of=as_of)

    def unindexed(self) -> int:
        """Return how many articles a search has to look through by itself as yet."""
        return indexing.waiting(self._connection)

    def index_pending(self) -> bool:
        """Take a batch of them into the full-text index; tell whether there may be more."""
        return indexing.index_batch(self._connection)

    def set_copy(self, article_id: ArticleId, master: ArticleId) -> None:
        """Note that an article repeats the text of an earlier one."""
        self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(copy_of=master)
        )

    def set_lang(self, article_id: ArticleId, lang: str) -> None:
        """Correct the language of an article."""
        self._connection.execute(
            update(articles).where(articles.c.id == article_id).values(lang=lang)
        )

    def get(self, article_id: ArticleId) -> Article | None:
        """Return the article with exactly that id, None when there is none."""
        query = select(*ARTICLE_COLUMNS).where(articles.c.id == article_id)
        row = self._connection.execute(query).first()
        return None if row is None else article_of(row)

    def by_prefix(self, prefix: str, limit: int = 10) -> list[Article]:
        """Return the articles whose id begins so, by id; at most `limit`, 0 for all.

        Ids of imported articles come from outside and may use the whole alphabet: only where none
        begins just so does case not count, nor which of two letters that look alike is meant.
        """
        from tapestory.store import redirects  # noqa: PLC0415  # a poll needs nothing of events

        for begins in (redirects.begins_literally, redirects.begins_in_any_case):
            query = select(*ARTICLE_COLUMNS).where(begins(articles.c.id, prefix))
            query = query.order_by(articles.c.id)
            found = self._all(query.limit(limit) if limit else query)
            if found:
                return found
        return []

    def find(self, query: ArticleQuery) -> list[StoredArticle]:
        """Return the articles that meet the query, newest first."""
        newest_first = select(*ARTICLE_COLUMNS).order_by(
            articles.c.time.desc(), articles.c.id.desc()
        )
        statement = self._narrowed(newest_first, query)
        if query.event_id is not None:
            statement = statement.where(articles.c.id.in_(self._told_by(query.event_id, query)))
        if query.limit:
            statement = statement.limit(query.limit)
        return self._stored(statement, as_of=query.as_of)

    def _told_by(self, event_id: EventId, query: ArticleQuery) -> Select[str]:
        from tapestory.store import redirects  # noqa: PLC0415  # a poll needs nothing of events

        meant = redirects.meant(self._connection, event_id, as_of=query.as_of)
        ever = select(matches.c.article_id).where(matches.c.event_id == meant)
        placed = in_force(query.as_of, among=matches.c.article_id.in_(ever))
        return select(placed.c.article_id).where(placed.c.event_id == meant)

    @staticmethod
    def _narrowed(statement: AnySelect, query: ArticleQuery) -> AnySelect:
        if query.since is not None:
            statement = statement.where(articles.c.time >= query.since)
        if query.until is not None:
            statement = statement.where(articles.c.time < query.until)
        if query.as_of is not None:
            statement = statement.where(articles.c.first_seen <= query.as_of)
        if query.lang is not None:
            statement = statement.where(articles.c.lang == query.lang)
        if query.outlet is not None:
            statement = statement.where(articles.c.outlet == query.outlet)
        if query.feed_url is not None:
            carried = exists().where(
                sightings.c.article_number == articles.c.number,
                sightings.c.feed_url == query.feed_url,
            )
            if query.as_of is not None:
                carried = carried.where(sightings.c.first_seen <= query.as_of)
            statement = statement.where(carried)
        return statement

    def then(self, article: Article, *, as_of: datetime) -> StoredArticle | None:
        """Return an article as it was known at a time; None where it was not yet."""
        statement = select(*ARTICLE_COLUMNS).where(
            articles.c.id == article.id, articles.c.first_seen <= as_of
        )
        return next(iter(self._stored(statement, as_of=as_of)), None)

    def search(
        self, text: str, *, limit: int, as_of: datetime | None = None
    ) -> list[StoredArticle]:
        """Return the articles that hold every word of a text, best first.

        Chinese, Japanese and Korean are found from one character on, wherever it stands in a
        word; other words as a whole, English ones in any inflection. Double quotes keep words
        together; nothing else has a meaning, and a text without a word finds nothing.
        """
        numbers = find_numbers(self._connection, text, limit=limit, as_of=as_of)
        found: dict[int, StoredArticle] = {}
        for chunk in chunked(numbers):
            statement = select(*ARTICLE_COLUMNS, articles.c.number).where(
                articles.c.number.in_(chunk)
            )
            rows = self._connection.execute(statement).all()
            stored = self._with_wording(rows, as_of=as_of)
            found |= {row.number: value for row, value in zip(rows, stored, strict=True)}
        return [found[number] for number in numbers]

    def unread(self, version: str) -> list[Article]:
        """Return the articles that this version of the reader has not read, oldest first.

        Those whose text was pruned are left alone: what was read out of them stands.
        """
        query = (
            select(*ARTICLE_COLUMNS)
            .where(articles.c.id.in_(_never_read().union_all(_otherwise_read(version))))
            .where(articles.c.pruned.is_(False))
            .order_by(articles.c.time, articles.c.id)
        )
        return self._all(query)

    def unmatched(self) -> list[Article]:
        """Return the articles that belong to no event yet, oldest first."""
        query = (
            select(*ARTICLE_COLUMNS)
            .where(articles.c.number.in_(select(unplaced_articles.c.article_number)))
            .order_by(articles.c.time, articles.c.id)
        )
        return self._all(query)

    def count(self) -> int:
        """Return how many articles are stored."""
        return self._connection.execute(select(func.count()).select_from(articles)).scalar_one()

    def seen_in(self, *, as_of: datetime | None = None) -> dict[str, int]:
        """Return how many articles each feed had brought, by its URL; none is not in it."""
        query = select(sightings.c.feed_url, func.count()).group_by(sightings.c.feed_url)
        if as_of is not None:
            query = query.where(sightings.c.first_seen <= as_of)
        return {row[0]: row[1] for row in self._connection.execute(query)}

    def latest_in(self, *, as_of: datetime) -> dict[str, tuple[datetime, datetime]]:
        """Return of each feed that had brought anything by a time, by its URL, what came last.

        Two instants: the latest that an article of it was published, and when one last came.
        """
        query = (
            select(
                sightings.c.feed_url, func.max(articles.c.time), func.max(sightings.c.first_seen)
            )
            .join(articles, articles.c.number == sightings.c.article_number)
            .where(sightings.c.first_seen <= as_of)
            .group_by(sightings.c.feed_url)
        )
        return {row[0]: (row[1], row[2]) for row in self._connection.execute(query)}

    def last_seen(self) -> datetime | None:
        """Return when the latest article came; None when there is none."""
        return self._connection.execute(select(func.max(articles.c.first_seen))).scalar()

    def news_between(self, since: datetime, until: datetime, *, published_after: datetime) -> int:
        """Return how many articles came in since < t <= until, and were news then.

        Args:
            since: What has an own time after it is news.
            until: When it had to be seen.
            published_after: And what was published after this, earlier than `since`, if its feed
                brought it only then and had brought something before.
        """
        known = (
            select(sightings.c.article_number)
            .where(
                sightings.c.feed_url == articles.c.feed_url,
                sightings.c.first_seen < articles.c.first_seen,
            )
            .correlate(articles)
        )
        late = and_(articles.c.time > published_after, known.exists())
        query = select(func.count()).where(
            articles.c.first_seen > since,
            articles.c.first_seen <= until,
            or_(articles.c.time > since, late),
        )
        return self._connection.execute(query).scalar_one()

    def _all(self, query: AnySelect) -> list[Article]:
        return [article_of(row) for row in self._connection.execute(query)]

    def _stored(self, query: AnySelect, *, as_of: datetime | None) -> list[StoredArticle]:
        return self._with_wording(self._connection.execute(query).all(), as_of=as_of)

    def _with_wording(
        self, rows: Sequence[AnyRow], *, as_of: datetime | None
    ) -> list[StoredArticle]:
        found = as_they_stood(self._connection, [article_of(row) for row in rows], as_of=as_of)
        placed = events_of(self._connection, (article.id for article in found), as_of=as_of)
        return [
            StoredArticle(article=article, event_id=placed.get(article.id)) for article in found
        ]


def _never_read() -> Select[str]:
    return select(articles.c.id).where(
        articles.c.number.in_(select(unread_articles.c.article_number))
    )


def _otherwise_read(version: str) -> Select[str]:
    # Not "other than": what lies before and after it is looked up, and is mostly nothing.
    return select(readings.c.article_id).where(
        or_(readings.c.version < version, readings.c.version > version)
    )
