"""What is held of an article when feeds go on saying things of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.ingest.identity.rewording import held_from_now_on, paced
from tapestory.model import (
    Article,
    ArticleId,
    KnownArticle,
    Precision,
    Published,
    Verdict,
    wording_digest,
)

NOON = datetime(2026, 7, 2, 12, tzinfo=UTC)
OWN = "https://wire.example/feed"
OTHER = "https://pass.example/feed"
TEXT = "The harbour of the city will have nine new cranes by spring, said its board on Monday. "
LONGER = TEXT + "They are to lift what three ships a day bring, and cost as much as two of them."


def claimed(instant: datetime | None) -> Published:
    return Published(raw="x", instant=instant, precision=Precision.INSTANT)


def article(feed: str = OWN, **changed: object) -> Article:
    plain = Article(
        id=ArticleId("a"), guid="1", url="https://wire.example/a", title="Harbour buys nine cranes",
        summary="", text=TEXT, author="", outlet="Wire", lang="en", published=claimed(NOON),
        updated=None, first_seen=NOON, feed_url=feed, links=(),
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]  # a field of it by its name


def known(held: Article, *, follows: str | None = None, **changed: object) -> KnownArticle:
    plain = KnownArticle(
        article=held, content_feed=follows or held.feed_url, revised_at=None, pruned=False,
        from_page=False, carried=True, guid=held.guid, said=wording_digest(held.title, held.text),
    )  # fmt: skip
    return replace(plain, **changed)  # type: ignore[arg-type]  # a field of it by its name


def test_the_feed_that_is_followed_may_correct_it() -> None:
    corrected = article(title="Harbour buys eight cranes", text=TEXT.replace("nine", "eight"))

    held, follows = held_from_now_on(known(article()), corrected)

    assert (held.title, held.text, follows) == (corrected.title, corrected.text, OWN)


@pytest.mark.parametrize(
    ("text", "expected"), [("", LONGER), (TEXT[:50], LONGER), ("Withdrawn by us.", None)]
)
def test_a_teaser_where_the_whole_was_is_no_correction(text: str, expected: str | None) -> None:
    held, _ = held_from_now_on(known(article(text=LONGER)), article(text=text))

    assert held.text == (expected or text)


def test_a_page_is_longer_than_what_its_feed_says_and_stays() -> None:
    page = known(article(text=LONGER), from_page=True)

    assert held_from_now_on(page, article(text=TEXT + "So."))[0].text == LONGER
    assert held_from_now_on(page, article(text=LONGER + " Soon."))[0].text == LONGER + " Soon."


def test_what_was_pruned_is_held_as_it_is_said_now() -> None:
    pruned = known(article(text=""), pruned=True, said="")

    assert held_from_now_on(pruned, article(text=TEXT))[0].text == TEXT
    assert held_from_now_on(pruned, article(OTHER, text=TEXT))[0].text == ""


@pytest.mark.parametrize(
    ("held", "said", "adds"),
    [
        (article(OTHER, text=TEXT), article("https://third.example/feed", text=LONGER), True),
        (article(OTHER, text=LONGER), article("https://third.example/feed", text=TEXT), False),
        (
            article(OTHER, text=TEXT),
            article("https://third.example/feed", text=LONGER[::-1]),
            False,
        ),
        (
            article(OTHER, text="", title="Harbour buys nine cranes"),
            article("https://pass.example/all", text=TEXT),
            True,
        ),
        (
            article(OTHER, text="", title="Harbour buys nine cranes"),
            article("https://third.example/feed", text=TEXT),
            False,
        ),
        (
            article("https://wire.example/b", text=""),
            article("https://wire.example/c", text=TEXT),
            True,
        ),
        (
            article("https://wire.example/b", text=""),
            article("https://wire.example/c", text=TEXT, title="Nobody saw the comet"),
            False,
        ),
        (
            article("https://wire.example/b", text=TEXT),
            article("https://wire.example/c", text="Update: " + LONGER),
            True,
        ),
    ],
)
def test_another_feed_adds_only_the_rest_of_a_text(
    held: Article, said: Article, *, adds: bool
) -> None:
    now, follows = held_from_now_on(known(held), said)

    assert now == (replace(held, text=said.text) if adds else held)
    assert follows == held.feed_url


def test_the_publisher_takes_over_from_who_passes_it_on() -> None:
    passed_on = known(article(OTHER, outlet="Pass", published=claimed(NOON - timedelta(days=1))))

    held, follows = held_from_now_on(passed_on, article(outlet="Wire"))

    assert (held.outlet, held.published, follows) == ("Wire", claimed(NOON), OWN)


def test_a_publisher_who_tells_another_story_without_a_text_takes_the_text_away() -> None:
    passed_on = known(article(OTHER, outlet="Pass"))

    alike, _ = held_from_now_on(passed_on, article(text=""))
    other, _ = held_from_now_on(passed_on, article(text="", title="Nobody saw the comet"))

    assert (alike.text, other.text) == (TEXT, "")


@pytest.mark.parametrize(
    ("held", "said", "expected"),
    [
        (NOON, NOON - timedelta(hours=1), NOON),
        (None, NOON - timedelta(hours=1), NOON - timedelta(hours=1)),
        (None, NOON + timedelta(hours=1), None),
        (None, None, None),
    ],
)
def test_the_first_date_that_is_possible_is_held(
    held: datetime | None, said: datetime | None, expected: datetime | None
) -> None:
    now, _ = held_from_now_on(
        known(article(published=claimed(held))), article(published=claimed(said))
    )

    assert now.published.instant == expected


def test_an_address_that_moved_is_followed_and_another_spelling_of_it_is_not() -> None:
    there, _ = held_from_now_on(known(article()), article(url="https://wire.example/2026/a"))
    spelled, _ = held_from_now_on(known(article()), article(url="http://www.wire.example/a/"))

    assert there.url == "https://wire.example/2026/a"
    assert spelled.url == "https://wire.example/a"


def _reworded(known_one: KnownArticle, at: datetime, text: str = "Other words.") -> Verdict:
    said = article(text=text, first_seen=at)
    held = replace(known_one.article, text=text)
    return Verdict(said=said, known=known_one, held=held, content_feed=OWN)


@given(
    former=st.integers(0, 40), returns=st.integers(0, 4), wait=st.integers(0, 400),
    age=st.integers(1, 200),
)  # fmt: skip
def test_a_wording_that_only_adds_to_a_pile_waits_and_loses_nothing(
    former: int, returns: int, wait: int, age: int
) -> None:
    revised = NOON + timedelta(hours=age)
    verdict = _reworded(known(article(), revised_at=revised), revised + timedelta(hours=wait))
    assert verdict.held is not None
    again = wording_digest(verdict.held.title, verdict.held.text)
    pile = [f"{n}" for n in range(former)] + [again] * returns

    found = paced(verdict, pile)

    due = wait >= age if returns >= 2 else len(pile) < 16 or wait * 16 >= age
    assert found.postponed is not due
    if due:
        assert found == verdict
    else:
        assert found.held == article()
        assert found.said == verdict.said


def test_what_was_never_reworded_or_is_new_waits_for_nothing() -> None:
    pile = ["1"] * 40
    first = _reworded(known(article()), NOON)
    new = Verdict(said=article(), known=None)

    assert paced(first, pile) == first
    assert paced(new, pile) == new
