"""What the reader is told of an article besides its text."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from systems import System
from tapestory.model import Article, ArticleId, Precision, Published
from tapestory.pipeline.reading_step import read_article

WEDNESDAY, NOON = date(2026, 7, 1), datetime(2026, 7, 1, 12, tzinfo=UTC)


def session_told(
    system: System, text: str, *, at: datetime = NOON, precision: Precision
) -> date | None:
    article = Article(
        id=ArticleId("a"), feed_url="", url="", guid="", title=text, summary="", text="",
        author="", outlet="", lang="en", first_seen=NOON, updated=None,
        published=Published(raw="", instant=at, precision=precision),
    )  # fmt: skip
    (move,) = read_article(system.components, article).reported_moves
    return move.session


@pytest.mark.parametrize("when", ["today", "on Wednesday", "at Wednesday's close"])
def test_the_noon_that_stands_in_for_a_day_is_no_hour_before_the_open(
    system: System, when: str
) -> None:
    told = session_told(system, f"CoreWeave shares fell 13.9% {when}", precision=Precision.DAY)

    assert told == WEDNESDAY


def test_a_day_without_an_hour_is_not_one_on_which_the_premarket_was_on(system: System) -> None:
    text = "CoreWeave shares are down 2.1% in premarket trading"

    assert session_told(system, text, precision=Precision.DAY) is None
    assert session_told(system, text, precision=Precision.MINUTE) == WEDNESDAY


def test_an_hour_before_the_open_tells_of_the_session_before(system: System) -> None:
    told = session_told(system, "CoreWeave shares fell 13.9% today", precision=Precision.INSTANT)

    assert told == date(2026, 6, 30)
