"""Articles: saved once under their identity, with the feeds that carried them and each wording."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import (
    Connection,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)

from tapestory.model import Article, ArticleId, EventId, Precision, Published
from tapestory.store import redirects, sqlite
from tapestory.store.chunks import chunked
from tapestory.store.matches import in_force
from tapestory.store.search import phrases
from tapestory.store.tables import (
    article_revisions,
    articles,
    events,
    placements,
    readings,
    sightings,
)
from tapestory.store.types import AnyRow, AnySelect

Outcome = Literal["new", "updated", "seen"]


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


class _Wording(NamedTuple):
    title: str
    summary: str
    text: str
    updated: datetime | None


ARTICLE_COLUMNS = (
    articles.c.id,
    articles.c.feed_url,
    articles.c.url,
    articles.c.guid,
    articles.c.title,
    articles.c.summary,
    articles.c.text,
    articles.c.author,
    articles.c.outlet,
    articles.c.lang,
    articles.c.published_raw,
    articles.c.published,
    articles.c.published_precision,
    articles.c.published_zone_source,
    articles.c.updated,
    articles.c.first_seen,
    articles.c.copy_of,
)
"""What `article_of` takes, in its order."""


def article_of(values: Sequence[Any]) -> Article:
    """Return the article that a row beginning with ARTICLE_COLUMNS holds."""
    master = values[16]
    return Article(
        id=ArticleId(values[0]),
        feed_url=values[1],
        url=values[2],
        guid=values[3],
        title=values[4],
        summary=values[5],
        text=values[6],
        author=values[7],
        outlet=values[8],
        lang=values[9],
        published=Published(
            raw=values[10],
            instant=values[11],
            precision=Precision(values[12]),
            zone_source=values[13],
        ),
        updated=values[14],
        first_seen=values[15],
        copy_of=None if master is None else ArticleId(master),
    )


def _storable(text: str) -> str:
    # A lone surrogate, which a broken feed can smuggle in, cannot be written as UTF-8; one such
    # character must not cost the whole feed its transaction.
    if text.isascii():
        return text
    return text.encode("utf-8", "replace").decode() if _has_surrogate(text) else text


def _has_surrogate(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return True
    return False


def _values(article: Article) -> dict[str, Any]:
    return {
        "id": article.id,
        "feed_url": article.feed_url,
        "url": _storable(article.url),
        "guid": _storable(article.guid),
        "title": _storable(article.title),
        "summary": _storable(article.summary),
        "text": _storable(article.text),
        "author": _storable(article.author),
        "outlet": _storable(article.outlet),
        "lang": article.lang,
        "published_raw": _storable(article.published.raw),
        "published": article.published.instant,
        "published_precision": article.published.precision.value,
        "published_zone_source": article.published.zone_source,
        "updated": article.updated,
        "first_seen": article.first_seen,
        "copy_of": article.copy_of,
        "time": article.time,
    }


def digest(title: str, text: str) -> str:
    """Return what tells one wording of an article from another."""
    return hashlib.sha256(f"{title}\0{text}".encode()).hexdigest()


def searched_body(summary: str, text: str) -> str:
    """Return what the full-text index holds of an article beside its title."""
    return text if not summary or summary in text else f"{summary}\n{text}"


_SIGHTED = select(sightings.c.content_sha256).where(
    sightings.c.article_id == bindparam("id"), sightings.c.feed_url == bindparam("feed")
)
_STORED = select(
    articles.c.number,
    articles.c.title,
    articles.c.summary,
    articles.c.text,
    articles.c.updated,
    articles.c.content_feed,
    articles.c.content_sha256,
    articles.c.pruned,
).where(articles.c.id == bindparam("wanted"))
_SEE = sqlite.upsert(sightings, key=["article_id", "feed_url"], update=["content_sha256"])
_INSERT = insert(articles)


def _supersedes(stored: AnyRow, article: Article, content: str) -> bool:
    """Whether a wording that differs from what its feed said before replaces the one we hold.

    The feed that ours came from may correct it. Another feed may only add: it wins when it
    carries more text (the full article where we had a teaser), so that two feeds of one outlet
    that word an article differently do not overwrite each other at every poll.
    """
    if content == stored.content_sha256:
        return False
    if article.feed_url == stored.content_feed:
        emptied = not article.text and bool(stored.text) and article.title == stored.title
        return not emptied
    return not stored.pruned and len(article.text) > len(stored.text)


class ArticleRows:
    """The articles."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def save(self, article: Article) -> Outcome:
        """Keep an article under its id, and that its feed carries it.

        A known article whose title or text changed becomes "updated": the former wording is
        kept with its reading, and the article waits to be read again. When it was first seen
        and what its publisher first said about the time never change.
        """
        values = _values(article)
        content = digest(values["title"], values["text"])
        key = {"id": article.id, "feed": article.feed_url}
        if self._connection.execute(_SIGHTED, key).scalar() == content:
            return "seen"
        outcome: Outcome = "seen"
        stored = self._connection.execute(_STORED, {"wanted": article.id}).first()
        if stored is None:
            self._insert(values, content)
            outcome = "new"
        elif _supersedes(stored, article, content):
            self._revise(stored, values, content)
            outcome = "updated"
        self._connection.execute(
            _SEE,
            {
                "article_id": article.id,
                "feed_url": article.feed_url,
                "first_seen": article.first_seen,
                "content_sha256": content,
            },
        )
        return outcome

    def _insert(self, values: dict[str, Any], content: str) -> None:
        values |= {
            "content_feed": values["feed_url"],
            "content_sha256": content,
            "revised_at": None,
            "pruned": False,
        }
        result = self._connection.execute(_INSERT, values)
        sqlite.index_article(
            self._connection,
            sqlite.new_number(result),
            title=values["title"],
            body=searched_body(values["summary"], values["text"]),
        )

    def _revise(self, stored: AnyRow, values: dict[str, Any], content: str) -> None:
        article_id, now = values["id"], values["first_seen"]
        if not stored.pruned:
            former = select(readings.c.body).where(readings.c.article_id == article_id)
            self._connection.execute(
                insert(article_revisions).values(
                    article_id=article_id,
                    title=stored.title,
                    summary=stored.summary,
                    text=stored.text,
                    updated=stored.updated,
                    superseded_at=now,
                    reading=former.scalar_subquery(),
                )
            )
        self._connection.execute(delete(readings).where(readings.c.article_id == article_id))
        change = {name: values[name] for name in ("title", "summary", "text", "updated")}
        change |= {
            "content_feed": values["feed_url"],
            "content_sha256": content,
            "revised_at": now,
            "pruned": False,
        }
        self._connection.execute(
            update(articles).where(articles.c.number == stored.number).values(change)
        )
        sqlite.forget_article(
            self._connection,
            stored.number,
            title=stored.title,
            body=searched_body(stored.summary, stored.text),
        )
        sqlite.index_article(
            self._connection,
            stored.number,
            title=values["title"],
            body=searched_body(values["summary"], values["text"]),
        )
        holder = select(placements.c.event_id).where(placements.c.article_id == article_id)
        self._connection.execute(
            update(events).where(events.c.id == holder.scalar_subquery()).values(stale=True)
        )

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
        """Return the articles whose id begins so, by id; at most `limit`, 0 for all."""
        query = (
            select(*ARTICLE_COLUMNS)
            .where(redirects.begins(articles.c.id, prefix))
            .order_by(articles.c.id)
        )
        return self._all(query.limit(limit) if limit else query)

    def find(self, query: ArticleQuery) -> list[StoredArticle]:
        """Return the articles that meet the query, newest first."""
        placed = in_force(query.as_of)
        everything = (
            select(*ARTICLE_COLUMNS, placed.c.event_id)
            .outerjoin(placed, placed.c.article_id == articles.c.id)
            .order_by(articles.c.time.desc(), articles.c.id.desc())
        )
        statement = self._narrowed(everything, query)
        if query.event_id is not None:
            meant = redirects.meant(self._connection, query.event_id, as_of=query.as_of)
            statement = statement.where(placed.c.event_id == meant)
        if query.limit:
            statement = statement.limit(query.limit)
        return self._stored(statement, as_of=query.as_of)

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
                sightings.c.article_id == articles.c.id, sightings.c.feed_url == query.feed_url
            )
            if query.as_of is not None:
                carried = carried.where(sightings.c.first_seen <= query.as_of)
            statement = statement.where(carried)
        return statement

    def search(
        self, text: str, *, limit: int, as_of: datetime | None = None
    ) -> list[StoredArticle]:
        """Return the articles that hold every word of a text, best first.

        Chinese, Japanese and Korean are found from one character on, wherever it stands in a
        word; other words as a whole, English ones in any inflection. Double quotes keep words
        together; nothing else has a meaning, and a text without a word finds nothing.
        """
        wanted = phrases(text)
        if not wanted:
            return []
        former = self._reworded_since(as_of) if as_of is not None else {}
        numbers = sqlite.find_articles(
            self._connection, wanted, limit=limit and limit + len(former), as_of=as_of
        )
        if former:
            held = sqlite.holding(former, wanted)
            numbers = [n for n in numbers if n not in former or n in held]
            numbers += sorted(held.difference(numbers))
        return self._numbered(numbers[: limit or None], as_of=as_of)

    def _reworded_since(self, as_of: datetime) -> dict[int, tuple[str, str]]:
        # Articles whose present wording was not known yet, with the title and body of then.
        query = select(articles.c.number, articles.c.id).where(
            articles.c.first_seen <= as_of, articles.c.revised_at > as_of
        )
        numbers = {row.id: row.number for row in self._connection.execute(query)}
        return {
            numbers[article_id]: (wording.title, searched_body(wording.summary, wording.text))
            for article_id, wording in wordings(self._connection, numbers, as_of=as_of).items()
        }

    def _numbered(self, numbers: Sequence[int], *, as_of: datetime | None) -> list[StoredArticle]:
        found: dict[int, StoredArticle] = {}
        placed = in_force(as_of)
        for chunk in chunked(numbers):
            statement = (
                select(*ARTICLE_COLUMNS, placed.c.event_id, articles.c.number)
                .outerjoin(placed, placed.c.article_id == articles.c.id)
                .where(articles.c.number.in_(chunk))
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
            .outerjoin(readings, readings.c.article_id == articles.c.id)
            .where(
                or_(readings.c.version.is_(None), readings.c.version != version),
                articles.c.pruned.is_(False),
            )
            .order_by(articles.c.time, articles.c.id)
        )
        return self._all(query)

    def unmatched(self) -> list[Article]:
        """Return the articles that belong to no event yet, oldest first."""
        query = (
            select(*ARTICLE_COLUMNS)
            .where(~exists().where(placements.c.article_id == articles.c.id))
            .order_by(articles.c.time, articles.c.id)
        )
        return self._all(query)

    def count(self) -> int:
        """Return how many articles are stored."""
        return self._connection.execute(select(func.count()).select_from(articles)).scalar_one()

    def first_seen_between(self, since: datetime, until: datetime) -> int:
        """Return how many articles were first seen in since <= time < until, copies included."""
        query = select(func.count()).where(
            articles.c.first_seen >= since, articles.c.first_seen < until
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
        return [
            StoredArticle(article=article, event_id=row.event_id)
            for article, row in zip(found, rows, strict=True)
        ]


def wordings(
    connection: Connection, ids: Iterable[str], *, as_of: datetime
) -> Mapping[str, _Wording]:
    """Return what articles said at a time, for those of them that were reworded after it."""
    found: dict[str, _Wording] = {}
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
            found.setdefault(article_id, _Wording(*wording))
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
