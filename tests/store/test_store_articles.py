from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import FEED, article, at, event, match, reading, tell
from tapestory.errors import StoreError
from tapestory.model import Article, ArticleId, EventId, Precision, Published
from tapestory.store import ArticleQuery, Store

OTHER = "https://other.example/rss"
TEXTS = st.text(max_size=60)
TIMES = st.datetimes(datetime.fromisoformat("1990-01-01"), timezones=st.just(UTC))
NUMBERS = count()
ARTICLES = st.builds(
    Article,
    id=st.builds(lambda: ArticleId(f"id{next(NUMBERS):010d}")),
    feed_url=TEXTS,
    url=TEXTS,
    guid=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    text=TEXTS,
    author=TEXTS,
    outlet=TEXTS,
    lang=st.sampled_from(["en", "zh", "und"]),
    published=st.builds(
        Published,
        raw=TEXTS,
        instant=st.none() | TIMES,
        precision=st.sampled_from(Precision),
        zone_source=st.sampled_from(["stated", "outlet", "assumed", "none"]),
    ),
    updated=st.none() | TIMES,
    first_seen=TIMES,
    copy_of=st.none(),
)


def ids(store: Store, query: ArticleQuery) -> list[str]:
    with store.reading() as session:
        return [found.article.id for found in session.articles.find(query)]


@settings(max_examples=40)
@given(given=ARTICLES)
def test_an_article_comes_back_as_it_was(shared_store: Store, given: Article) -> None:
    with shared_store.writing() as session:
        assert session.articles.save(given) == "new"
        assert session.articles.save(given) == "seen"

    with shared_store.reading() as session:
        assert session.articles.get(given.id) == given


def test_a_character_that_cannot_be_written_does_not_cost_the_feed_its_transaction(
    store: Store,
) -> None:
    with store.writing() as session:
        session.articles.save(article(title="broken \ud83d half"))
        found = session.articles.get(ArticleId("a1"))

    assert found is not None
    assert found.title == "broken \ufffd half"


def test_a_changed_text_is_an_update_that_keeps_the_first_times(store: Store) -> None:
    first = article(published=at(-10), minute=0, text="First.")
    second = article(published=at(5), minute=20, text="Corrected.", title="Corrected title")
    with store.writing() as session:
        session.articles.save(first)

        assert session.articles.save(second) == "updated"
        assert session.articles.get(first.id) == replace(
            first, title=second.title, text=second.text
        )
        assert session.articles.count() == 1


def test_an_update_comes_up_to_be_read_again_and_its_event_to_be_looked_at(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", text="First.")
        session.readings.save(reading("a1"), "1")
        session.events.mark_fresh(EventId("e1"))
        assert session.articles.unread("1") == []

        session.articles.save(article("a1", minute=9, text="Second."))

        assert [found.id for found in session.articles.unread("1")] == ["a1"]
        assert session.events.stale() == ["e1"]


def test_every_feed_that_carries_an_article_finds_it(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", feed=FEED))
        session.articles.save(article("a1", feed=OTHER, minute=5))
        session.articles.save(article("a2", feed=OTHER, minute=6))

    assert ids(store, ArticleQuery(feed_url=FEED)) == ["a1"]
    assert ids(store, ArticleQuery(feed_url=OTHER)) == ["a2", "a1"]
    assert ids(store, ArticleQuery(feed_url=OTHER, as_of=at(1))) == []


def test_articles_are_found_newest_first_by_every_condition(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", minute=1, lang="ko"))
        session.articles.save(article("a2", minute=2, outlet="Other"))
        session.articles.save(article("a3", minute=3, published=at(-60)))
        tell(session, "e1", "a4", minute=4)

    assert ids(store, ArticleQuery()) == ["a4", "a2", "a1", "a3"]
    assert ids(store, ArticleQuery(limit=2)) == ["a4", "a2"]
    assert ids(store, ArticleQuery(since=at(1), until=at(4))) == ["a2", "a1"]
    assert ids(store, ArticleQuery(lang="ko")) == ["a1"]
    assert ids(store, ArticleQuery(outlet="Other")) == ["a2"]
    assert ids(store, ArticleQuery(event_id=EventId("e1"))) == ["a4"]
    assert ids(store, ArticleQuery(as_of=at(3))) == ["a2", "a1", "a3"]


def test_an_article_says_which_event_it_is_in(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1", minute=1)
        session.articles.save(article("a2", minute=2))

    with store.reading() as session:
        found = {
            stored.article.id: stored.event_id for stored in session.articles.find(ArticleQuery())
        }
    assert found == {"a1": "e1", "a2": None}


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("a1b0", ["a1b0c", "a1b0d"]), ("AIBO", ["a1b0c", "a1b0d"]), ("a1b0d", ["a1b0d"]), ("%", [])],
)
def test_an_id_is_found_by_its_beginning_however_it_is_read(
    store: Store, typed: str, expected: list[str]
) -> None:
    with store.writing() as session:
        for name in ("a1b0d", "a1b0c", "zzzz"):
            session.articles.save(article(name))

        assert [found.id for found in session.articles.by_prefix(typed)] == expected


@pytest.mark.parametrize(
    ("typed", "expected"), [("Ab1", ["Ab1"]), ("ab1", ["ab12"]), ("AB1", ["Ab1", "ab12"])]
)
def test_where_an_id_begins_just_as_typed_none_is_taken_for_it_that_only_looks_so(
    store: Store, typed: str, expected: list[str]
) -> None:
    with store.writing() as session:
        for name in ("Ab1", "ab12"):
            session.articles.save(article(name))

        assert [found.id for found in session.articles.by_prefix(typed)] == expected


def test_a_prefix_finds_at_most_what_is_asked_for(store: Store) -> None:
    with store.writing() as session:
        for n in range(20):
            session.articles.save(article(f"a{n:02d}"))

        assert len(session.articles.by_prefix("a")) == 10
        assert len(session.articles.by_prefix("a", limit=3)) == 3
        assert len(session.articles.by_prefix("a", limit=0)) == 20


def test_what_is_unread_and_unmatched_comes_oldest_first(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", minute=9))
        session.articles.save(article("a2", minute=5))
        session.articles.save(article("a3", minute=9, published=at(1)))
        assert [found.id for found in session.articles.unread("1")] == ["a3", "a2", "a1"]
        assert [found.id for found in session.articles.unmatched()] == ["a3", "a2", "a1"]

        session.readings.save(reading("a2"), "1")
        session.events.place(match("a3", "e1"), event("e1"))

        assert [found.id for found in session.articles.unread("1")] == ["a3", "a1"]
        assert [found.id for found in session.articles.unread("2")] == ["a3", "a2", "a1"]
        assert [found.id for found in session.articles.unmatched()] == ["a2", "a1"]


def test_copies_and_languages_are_noted(store: Store) -> None:
    with store.writing() as session:
        session.articles.save(article("a1", lang="und"))
        session.articles.save(article("a2", minute=1))
        session.articles.set_lang(ArticleId("a1"), "zh")
        session.articles.set_copy(ArticleId("a2"), ArticleId("a1"))
        session.articles.save(article("a1", lang="und", minute=2, text="Changed."))

        first, second = session.articles.get(ArticleId("a1")), session.articles.get(ArticleId("a2"))
    assert first is not None
    assert second is not None
    assert (first.lang, second.copy_of) == ("zh", "a1")


def test_an_error_takes_the_whole_transaction_back(store: Store) -> None:
    def fail() -> None:
        with store.writing() as session:
            session.articles.save(article())
            message = "in the middle"
            raise RuntimeError(message)

    with pytest.raises(RuntimeError):
        fail()

    with store.reading() as session:
        assert session.articles.count() == 0
        assert session.articles.search("servers", limit=0) == []


def test_a_reading_session_keeps_its_view_while_others_write(store: Store) -> None:
    with store.reading() as before:
        with store.writing() as session:
            session.articles.save(article())

        assert before.articles.count() == 0
    with store.reading() as after:
        assert after.articles.count() == 1


def test_a_reading_session_cannot_write(store: Store) -> None:
    def write() -> None:
        with store.reading() as session:
            session.articles.save(article())

    with pytest.raises(StoreError, match=r"cannot be written"):
        write()
