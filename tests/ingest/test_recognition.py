"""Which entries are articles that are known already: what speaks for it, and what against."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from tapestory.ingest.identity.articles import articles_of_feed
from tapestory.ingest.identity.identity import Identifier
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

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
FEED = "https://wire.example/feed"
CRANES = "Harbour buys nine cranes from a yard in the north"
COMET = "Nobody saw the comet over the southern hills"
OF_CRANES = "The harbour of the city will have nine new cranes by spring, said its board on Monday."
OF_COMET = "Clouds hid what came past once in eighty years; who waited on the hills went home wet."


def entry(**changed: object) -> Entry:
    plain = Entry(
        guid="", link="", title=CRANES, summary="", text=OF_CRANES, author="",
        published=dated(0), updated=UNDATED, outlet="Wire", lang="en",
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]  # a field of it by its name


def dated(hours: float) -> Published:
    return Published(raw="x", instant=NOON + timedelta(hours=hours), precision=Precision.INSTANT)


def taken_in(*entries: Entry, feed: str = FEED) -> tuple[Article, ...]:
    return articles_of_feed(
        entries, feed=Feed(url=feed), feed_title="", now=NOON + timedelta(days=30)
    )


def is_known(before: Entry, now: Entry, *, feed: str = FEED) -> bool:
    """Tell whether an entry is taken for what a feed, this one or another, said before."""
    (held,) = taken_in(before)
    carried = feed == FEED
    known = KnownArticle(
        article=held, content_feed=FEED, revised_at=None, pruned=False, from_page=False,
        carried=carried, guid=held.guid if carried else "",
        said=wording_digest(held.title, held.text) if carried else "",
    )  # fmt: skip
    (said,) = taken_in(now, feed=feed)
    (verdict,) = Identifier((said,), history=True).judge((said,), [known])
    return verdict.known is not None


A, B = "https://wire.example/2026/a", "https://wire.example/2026/b"


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (entry(guid="1", link=A), entry(guid="1", link=A, text=OF_CRANES + " More soon.")),
        (entry(guid="1", link=A), entry(guid="1", link=B, published=dated(1))),
        (
            entry(guid="1", link=A, text=""),
            entry(guid="1", link=f"{A}?page=2", text="", title=CRANES + ", again"),
        ),
        (
            entry(guid="1", link=A, text=""),
            entry(guid="1", link=B, text="", title="Harbour buys nine cranes from a northern yard"),
        ),
        (entry(guid="1", link=A), entry(guid="2", link=A, title=CRANES + " after all")),
        (entry(link=A), entry(link=A, title="Harbour buys cranes", text=OF_CRANES)),
        (entry(link=f"{A}?t=1"), entry(link=f"{A}?t=2")),
        (entry(guid="1"), entry(guid="1", title=COMET)),
        (entry(), entry()),
        (entry(), entry(text=OF_CRANES + " More soon.")),
        (entry(text="", published=UNDATED), entry(text="", published=UNDATED)),
        (entry(published=UNDATED), entry(text=OF_CRANES + " So.", published=UNDATED)),
    ],
)
def test_an_article_is_known_again_by_what_it_kept(before: Entry, now: Entry) -> None:
    assert is_known(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (entry(guid="1", link=A), entry(guid="1", link=B, title=COMET, text=OF_COMET)),
        (
            entry(guid="1", link=A, title="Prices at noon", text=""),
            entry(guid="1", link=B, title="Prices at noon", text="", published=dated(48)),
        ),
        (
            entry(guid="1", link=A),
            entry(guid="1", link=A, title=COMET, text=OF_COMET, published=dated(48)),
        ),
        (entry(guid="1", link=A), entry(guid="2", link=A, title=COMET, text=OF_COMET)),
        (entry(link=A), entry(link=A, title=COMET, text=OF_COMET)),
        (entry(link=f"{A}?t=1"), entry(link=f"{A}?t=2", published=dated(1))),
        (entry(guid="1"), entry(guid="1", title=COMET, text=OF_COMET)),
        (entry(), entry(title=COMET)),
        (entry(), entry(text=OF_COMET)),
        (entry(), entry(text=OF_COMET, published=dated(48))),
        (entry(text=""), entry(text="", published=dated(48))),
        (entry(guid="1", text=""), entry(guid="2", text="", published=dated(48))),
        (entry(guid="1"), entry(guid="2", text=OF_COMET, published=dated(1))),
    ],
)
def test_another_story_is_another_article_whatever_it_is_called(before: Entry, now: Entry) -> None:
    assert not is_known(before, now)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        (entry(link=A), True),
        (entry(link=A, title=COMET), True),
        (entry(link=A, title=COMET, text=OF_COMET), True),
        (entry(link=A, title=CRANES, text=OF_COMET), True),
    ],
)
def test_the_publishers_address_tells_what_others_pass_on(now: Entry, *, expected: bool) -> None:
    assert is_known(entry(link=A), now, feed="https://pass.example/feed") is expected


def test_an_address_of_a_section_is_another_story_in_another_section() -> None:
    section = "https://news.example/business"

    assert not is_known(
        entry(link=section),
        entry(link=section, title=COMET, text=OF_COMET),
        feed="https://pass.example/feed",
    )


def test_a_guid_that_counts_places_is_no_name() -> None:
    first = entry(guid="https://wire.example/1", link="https://wire.example/1")

    assert is_known(first, first)
    assert not is_known(first, replace(first, title=COMET, text=OF_COMET, published=dated(48)))


def test_no_two_entries_that_nothing_tells_apart_get_one_name() -> None:
    """Even where all names that their words could give are taken."""
    answers = taken_in(entry(), entry(title=CRANES + "!"), entry(title=CRANES + "?"))
    held = [
        KnownArticle(
            article=replace(one, title=COMET, text=OF_COMET, published=dated(-48)),
            content_feed="https://else.example/feed", revised_at=None, pruned=False,
            from_page=False, carried=False, guid="", said="",
        )
        for one in answers
    ]  # fmt: skip

    verdicts = Identifier(answers, history=False).judge(answers, held)

    assert [verdict.known for verdict in verdicts] == [None] * len(answers)
    ids = [verdict.said.id for verdict in verdicts]
    assert len({*ids, *(one.id for one in answers)}) == 2 * len(answers)
