"""Which article an entry is: laws of the decision, whatever the wording."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.copies.alike import (
    is_close,
    is_teaser,
    same_title,
    texts_agree,
    texts_strange,
    titles_alike,
    wordings_strange,
)
from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.ingest.identity.identity import Identifier
from tapestory.ingest.identity.names import first_name, further_names
from tapestory.ingest.identity.rewording import held_from_now_on
from tapestory.model import (
    Article,
    Entry,
    Feed,
    KnownArticle,
    Precision,
    Published,
    wording_digest,
)
from tapestory.model.articles import UNDATED

NOW = datetime(2026, 7, 2, 12, 0, tzinfo=UTC)
FEED = "https://wire.example/feed"
WORDS = st.sampled_from(
    ["cranes", "harbour", "1", "2", "算力", "过剩", "über", "", "vote", "…", "board", "loans"]
)
TEXTS = st.lists(WORDS, max_size=30).map(" ".join)
ENTRIES = st.builds(
    Entry,
    guid=st.sampled_from(["", "1", "2", "3"]),
    link=st.sampled_from(
        ["", "https://wire.example/", "https://wire.example/a", "https://wire.example/b"]
    ),
    title=st.lists(WORDS, max_size=4).map(" ".join),
    summary=st.just(""),
    text=TEXTS,
    author=st.just(""),
    published=st.sampled_from([0, 1, 30]).map(
        lambda hours: Published(
            raw=str(hours), instant=NOW - timedelta(hours=hours), precision=Precision.INSTANT
        )
    )
    | st.just(UNDATED),
    updated=st.just(UNDATED),
    outlet=st.just(""),
    lang=st.just("en"),
)
ANSWERS = st.lists(ENTRIES, max_size=8)


def taken_in(entries: list[Entry], feed: str = FEED) -> tuple[Article, ...]:
    return articles_of_feed(entries, feed=Feed(url=feed), feed_title="", now=NOW)


def known(article: Article, *, feed: str = FEED) -> KnownArticle:
    """Return an article as the store holds it once `FEED` brought it, seen from a feed."""
    carried = feed == article.feed_url
    return KnownArticle(
        article=article,
        content_feed=article.feed_url,
        revised_at=None,
        pruned=False,
        from_page=False,
        carried=carried,
        guid=article.guid if carried else "",
        said=wording_digest(article.title, article.text) if carried else "",
    )


@given(answer=ANSWERS)
def test_no_two_entries_of_an_answer_have_one_id(answer: list[Entry]) -> None:
    found = taken_in(answer)

    assert len({article.id for article in found}) == len(found)
    said = {(entry.title, entry.text) for entry in answer if entry.title or entry.link}
    assert {article.title for article in found} <= {
        article.title for entry in answer for article in taken_in([entry])
    }
    assert bool(found) == bool(said) or not said


@given(answer=ANSWERS)
def test_an_answer_given_again_in_any_order_brings_nothing_new(answer: list[Entry]) -> None:
    first = taken_in(answer)
    for again in (first, tuple(reversed(first))):
        identifier = Identifier(again, history=True)
        verdicts = identifier.judge(again, [known(article) for article in first])

        assert [verdict.said.id for verdict in verdicts] == [article.id for article in again]
        assert {verdict.outcome for verdict in verdicts} <= {"seen"}


@given(answer=ANSWERS, before=ANSWERS)
def test_each_entry_is_one_article_and_each_article_one_entry(
    answer: list[Entry], before: list[Entry]
) -> None:
    held = [known(article) for article in taken_in(before)]
    entries = taken_in(answer)

    verdicts = Identifier(entries, history=True).judge(entries, held)

    assert len({verdict.said.id for verdict in verdicts}) == len(entries)
    for entry, verdict in zip(entries, verdicts, strict=True):
        assert replace(verdict.said, id=entry.id) == entry
        assert (verdict.known is None) == (verdict.said.id not in {one.article.id for one in held})


@given(ours=ENTRIES, theirs=ENTRIES)
def test_another_feed_never_changes_title_address_date_or_outlet(
    ours: Entry, theirs: Entry
) -> None:
    for article in taken_in([ours]):
        for said in taken_in([theirs], feed="https://thief.example/feed"):
            held, follows = held_from_now_on(
                known(article, feed=said.feed_url), replace(said, id=article.id)
            )

            assert replace(held, text="", summary="") == replace(article, text="", summary="")
            assert held.text == article.text or len(held.text) > len(article.text)
            assert follows == article.feed_url


@given(title=TEXTS, guid=st.text(max_size=5))
def test_the_names_of_an_entry_are_all_different(title: str, guid: str) -> None:
    for article in taken_in([Entry(
        guid=guid, link="https://wire.example/a", title=title or "x", summary="", text="t",
        author="", published=UNDATED, updated=UNDATED, outlet="", lang="",
    )]):  # fmt: skip
        first = first_name(article.url, title=article.title, feed_url=FEED)
        assert len({first, *further_names(article)}) == 5


@given(one=TEXTS, other=TEXTS)
def test_likeness_is_mutual_and_never_strangeness(one: str, other: str) -> None:
    for judge in (same_title, titles_alike, texts_agree, texts_strange, is_close):
        assert judge(one, other) == judge(other, one)
    assert not (texts_agree(one, other) and texts_strange(one, other))
    if same_title(one, other):
        assert titles_alike(one, other)
        assert not wordings_strange((one, ""), (other, ""))
    assert not (is_teaser(one, other) and is_teaser(other, one))


def test_figures_tell_titles_apart() -> None:
    assert titles_alike("Harbour leases cranes", "Harbour leases cranes again")
    assert not titles_alike("Harbour brief 7 of the day", "Harbour brief 8 of the day")
    assert same_title("Harbour leases cranes - The Wire", "HARBOUR leases cranes")
    assert titles_alike("云厂商扩建算力机房", "云厂商扩建算力机房(更新)")
    assert wordings_strange(("云厂商扩建算力机房", ""), ("港口出租两台起重机", ""))


@given(st.sampled_from(["." * 100_000, "… " * 50_000, "[...] " * 20_000, " . . ." * 20_000]))
def test_leaders_of_dots_cost_no_time(dots: str) -> None:
    assert not is_teaser(f"Contents {dots}a", "b" * 200_000)
    assert not is_teaser(dots, f"{dots} and more")


@pytest.mark.parametrize(
    ("short", "long", "is_one"),
    [
        ("The harbour bo…", "The harbour board leases its cranes", True),
        ("The harbour board [...]", "The harbour board leases its cranes", True),
        ("Oil.", "Turmoil is what these pills are good for", False),
        ("The harbour bo.", "The harbour board leases its cranes", False),
        ("leases its cranes", "The harbour board leases its cranes", False),
    ],
)
def test_a_teaser_is_the_beginning_in_whole_words(*, short: str, long: str, is_one: bool) -> None:
    assert is_teaser(short, long) is is_one
