"""The identity of an article: one in however many feeds, and none shared by two."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.identity.articles import article_from_entry, articles_of_feed
from tapestory.ingest.identity.names import article_id
from tapestory.model import Article, Entry, Feed
from tapestory.model.articles import UNDATED

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
FEED = Feed(url="https://wire.example/feed", lang="en")
ENTRY = Entry(
    guid="7", link="https://wire.example/a?utm_source=rss", title="One", summary="", text="Body.",
    author="", published=UNDATED, updated=UNDATED, outlet="", lang="",
)  # fmt: skip


def article(entry: Entry = ENTRY, feed: Feed = FEED) -> Article:
    return article_from_entry(entry, feed=feed, feed_title="Wire – Markets", now=NOW)


@given(url=st.text(max_size=40), guid=st.text(max_size=9), title=st.text(max_size=9))
def test_an_id_is_twelve_digits_of_crockfords_alphabet(url: str, guid: str, title: str) -> None:
    found = article_id(url=f"https://x.example/{url}", guid=guid, feed_url="f", title=title)

    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", found)


def test_one_article_in_many_feeds_is_one() -> None:
    other = replace(ENTRY, guid="other", link="http://www.wire.example/a/?utm_medium=feed")

    found = article(other, Feed(url="https://aggregator.example/feed"))
    assert found.id == article().id
    assert article().url == "https://wire.example/a"


def test_without_link_and_guid_the_title_identifies() -> None:
    bare = replace(ENTRY, link="", guid="")

    assert article(bare).id != article(replace(bare, title="Two")).id


def test_entries_that_share_an_address_stay_apart() -> None:
    page = "https://wire.example/briefs"
    entries = [replace(ENTRY, link=page, guid=str(n), title=f"Brief {n}") for n in range(3)]

    found = articles_of_feed(entries, feed=FEED, feed_title="", now=NOW)

    assert len({one.id for one in found}) == 3


def test_an_entry_that_is_there_twice_is_one_article() -> None:
    again = replace(ENTRY, guid="8")

    assert len(articles_of_feed([ENTRY, again], feed=FEED, feed_title="", now=NOW)) == 1


def test_an_entry_without_a_title_is_called_by_its_beginning() -> None:
    bare = replace(ENTRY, title="", text="word " * 60 + "\n\nNext.")

    assert article(bare).title.startswith("word word")
    assert len(article(bare).title) <= 122


def test_an_entry_that_says_nothing_is_no_article() -> None:
    empty = replace(ENTRY, title="", text="", link="")

    assert articles_of_feed([empty], feed=FEED, feed_title="", now=NOW) == ()


def test_the_outlet_is_named_by_entry_then_feed_then_host() -> None:
    assert article(replace(ENTRY, outlet="WSJ")).outlet == "Wall Street Journal"
    assert article(feed=replace(FEED, outlet="Harbour Wire")).outlet == "Harbour Wire"
    assert article().outlet == "wire.example"
    bare = replace(ENTRY, link="")
    assert article(bare).outlet == "wire.example"


@pytest.mark.parametrize("host", ["127.0.0.1:8712", "[::1]", "localhost"])
def test_a_host_that_names_nobody_gives_way_to_the_title_of_its_feed(host: str) -> None:
    there = replace(FEED, url=f"http://{host}/wire.rss")
    entry = replace(ENTRY, link=f"http://{host}/1")

    assert article(entry, feed=replace(there, title="Harbour Wire")).outlet == "Harbour Wire"
    assert article(ENTRY, feed=replace(there, title="Harbour Wire")).outlet == "wire.example"


def test_the_language_is_the_declared_one() -> None:
    assert article(replace(ENTRY, lang="zh")).lang == "zh"
    assert article().lang == "en"
    assert article(feed=replace(FEED, lang="")).lang == "und"
