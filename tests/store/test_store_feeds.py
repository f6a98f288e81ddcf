from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import FEED, article, at
from tapestory.model import Feed, FeedHints, FeedState
from tapestory.store import ArticleQuery, Store

TIMES = st.datetimes(datetime.fromisoformat("1990-01-01"), timezones=st.just(UTC))
TEXTS = st.text(max_size=30)
STATES = st.builds(
    FeedState,
    etag=TEXTS,
    last_modified=TEXTS,
    next_due=st.none() | TIMES,
    failures=st.integers(0, 1000),
    last_polled=st.none() | TIMES,
    last_success=st.none() | TIMES,
    last_error=TEXTS,
    gone=st.booleans(),
    source_url=TEXTS,
    max_age_seconds=st.none() | st.integers(0, 10**6),
    hints=st.builds(
        FeedHints,
        skip_hours=st.frozensets(st.integers(0, 23)),
        skip_days=st.frozensets(st.sampled_from(["monday", "sunday"])),
    ),
)
NUMBERS = count()


@settings(max_examples=40)
@given(state=STATES, title=TEXTS, paused=st.booleans())
def test_a_feed_and_its_state_come_back_as_they_were(
    shared_store: Store, state: FeedState, title: str, *, paused: bool
) -> None:
    feed = Feed(url=f"{FEED}?{next(NUMBERS)}", title=title, country="KR", paused=paused)

    with shared_store.writing() as session:
        assert session.feeds.add(feed)
        session.feeds.save_state(feed.url, state)

    with shared_store.reading() as session:
        assert session.feeds.get(feed.url) == (feed, state)


def test_a_state_of_an_earlier_version_lacks_nothing(store: Store) -> None:
    with store.writing() as session:
        session.feeds.add(Feed(url=FEED))
    with closing(sqlite3.connect(store.path)) as connection:
        connection.execute("UPDATE feeds SET hints = ?", ('{"ttl_minutes": 90}',))
        connection.commit()

    with store.reading() as session:
        state = FeedState(hints=FeedHints(ttl_minutes=90))
        assert session.feeds.get(FEED) == (Feed(url=FEED), state)


def test_adding_a_feed_twice_changes_nothing(store: Store) -> None:
    first = Feed(url=FEED, title="First")
    with store.writing() as session:
        session.feeds.add(first)
        session.feeds.save_state(FEED, FeedState(etag="x"))

        assert not session.feeds.add(Feed(url=FEED, title="Second"))
        assert session.feeds.get(FEED) == (first, FeedState(etag="x"))


def test_feeds_come_in_the_order_in_which_they_were_added(store: Store) -> None:
    urls = [f"https://{name}.example/" for name in "zaq"]
    with store.writing() as session:
        for url in urls:
            session.feeds.add(Feed(url=url))
        session.feeds.add(Feed(url=urls[0]))

    with store.reading() as session:
        assert [feed.url for feed, _ in session.feeds.all()] == urls


def test_a_feed_is_new_to_the_poller(store: Store) -> None:
    with store.writing() as session:
        session.feeds.add(Feed(url=FEED))

        assert session.feeds.get(FEED) == (Feed(url=FEED), FeedState())


def test_what_the_user_wants_and_what_was_learnt_change_apart(store: Store) -> None:
    state = FeedState(etag="x", next_due=at(30))
    with store.writing() as session:
        session.feeds.add(Feed(url=FEED))
        session.feeds.save_state(FEED, state)
        session.feeds.update(Feed(url=FEED, title="New", lang="ko"))
        session.feeds.set_paused(FEED, paused=True)

        assert session.feeds.get(FEED) == (
            Feed(url=FEED, title="New", lang="ko", paused=True),
            state,
        )

        session.feeds.set_paused(FEED, paused=False)
        session.feeds.save_state(FEED, replace(state, failures=2))

        assert session.feeds.get(FEED) == (
            Feed(url=FEED, title="New", lang="ko"),
            replace(state, failures=2),
        )


def test_removing_a_feed_keeps_its_articles(store: Store) -> None:
    with store.writing() as session:
        session.feeds.add(Feed(url=FEED))
        session.articles.save(article())

        assert session.feeds.remove(FEED)
        assert not session.feeds.remove(FEED)
        assert session.feeds.get(FEED) is None
        assert session.articles.count() == 1


def test_a_poll_does_not_bring_a_removed_feed_back(store: Store) -> None:
    with store.writing() as session:
        session.feeds.save_state(FEED, FeedState(etag="x"))

        assert session.feeds.all() == []


def test_the_newest_article_of_each_feed_is_told_though_another_brought_it_first(
    store: Store,
) -> None:
    other, silent = f"{FEED}?other", f"{FEED}?silent"
    with store.writing() as session:
        for url in (FEED, other, silent):
            session.feeds.add(Feed(url=url))
        session.articles.save(article("a1", minute=1, title="One"))
        session.articles.save(article("a2", minute=9, title="Two", text="Another story."))
        session.articles.save(article("a1", minute=1, title="One", feed=other))

        assert session.feeds.newest_articles() == {
            FEED: session.articles.find(ArticleQuery(feed_url=FEED))[0].article.time,
            other: session.articles.find(ArticleQuery(feed_url=other))[0].article.time,
        }
        newest = session.feeds.newest_articles()
        assert newest[other] < newest[FEED]
