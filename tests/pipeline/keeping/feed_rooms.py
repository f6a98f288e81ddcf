"""Feeds whose entries are kept round by round, and what the store then holds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.model import Article, Entry, Feed, Precision, Published
from tapestory.model.articles import UNDATED
from tapestory.pipeline.keep_step import Kept, keep_articles
from tapestory.store import ArticleQuery, Store, maintenance

START = datetime(2026, 7, 1, 12, 0, tzinfo=UTC)


WIRE = "https://wire.example/rss"


MIRROR = "https://mirror.example/rss"


PORT = (
    "The harbour board will lease both of its idle cranes to a shipping firm from the north, "
    "said its chairman on Monday after a vote that went seven to two."
)


LIBRARY = (
    "Readers may borrow twelve books at a time from autumn on, twice as many as before, because "
    "the new shelves in the cellar are ready and the fines are gone for good."
)


class Newsroom:
    """A store, and feeds that are polled into it an hour apart."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.now = START

    def poll(self, *entries: Entry, feed: str = WIRE, later: timedelta | None = None) -> Kept:
        self.now += timedelta(hours=1) if later is None else later
        articles = articles_of_feed(entries, feed=Feed(url=feed), feed_title="", now=self.now)
        with self.store.writing() as session:
            return keep_articles(session, articles)

    def articles(self, **query: datetime) -> list[Article]:
        with self.store.reading() as session:
            found = session.articles.find(ArticleQuery(as_of=query.get("as_of")))
        return [item.article for item in found]

    def titles(self) -> list[str]:
        return sorted(article.title for article in self.articles())

    def revisions(self) -> int:
        return int(maintenance.info(self.store.path)["article_revisions"])


def at(hours: float) -> Published:
    instant = START + timedelta(hours=hours)
    return Published(raw=instant.isoformat(), instant=instant, precision=Precision.INSTANT)


def entry(
    title: str = "Board leases idle cranes",
    *,
    guid: str = "",
    link: str = "",
    text: str = "",
    published: Published = UNDATED,
) -> Entry:
    return Entry(
        guid=guid, link=link, title=title, summary="", text=text, author="", published=published,
        updated=UNDATED, outlet="", lang="en",
    )  # fmt: skip


CRANES = entry(guid="1", link="https://wire.example/cranes", text=PORT, published=at(-3))


BOOKS = entry(
    "Library doubles its loans", guid="2", link="https://wire.example/books", text=LIBRARY,
    published=at(-2),
)  # fmt: skip


def articles(*entries: Entry, feed: str = WIRE) -> tuple[Article, ...]:
    return articles_of_feed(entries, feed=Feed(url=feed), feed_title="", now=START)
