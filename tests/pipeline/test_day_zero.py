from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from moves.market_builders import instrument, universe, weekday_sessions
from tapestory.model import (
    Article,
    ArticleId,
    ArticleKind,
    Basis,
    Comparator,
    Event,
    EventId,
    Link,
    Precision,
    Published,
    Reading,
    ReportedMove,
    Role,
)
from tapestory.pipeline.day_zero import day_zeros, news_time

WEDNESDAY, THURSDAY = date(2026, 7, 1), date(2026, 7, 2)
EVENING = datetime(2026, 7, 1, 22, tzinfo=UTC)
"""New York closed at eight, or at nine."""
AT_NIGHT = Published(raw="", instant=EVENING, precision=Precision.INSTANT)
UNIVERSE = universe([instrument("A")], {})


def told(
    basis: Basis,
    *,
    session: date | None = WEDNESDAY,
    published: Published = AT_NIGHT,
) -> list[tuple[Article, Reading]]:
    article = Article(
        id=ArticleId("a"), feed_url="", url="", guid="", title="", summary="", text="", author="",
        outlet="", lang="", first_seen=EVENING, updated=None,
        published=published,
    )  # fmt: skip
    move = ReportedMove(
        symbol="A", low=-0.11, high=-0.11, comparator=Comparator.EXACT, basis=basis,
        session=session, article_id=ArticleId("a"), sentence="", cue="",
    )  # fmt: skip
    said = Reading(
        article_id=ArticleId("a"), lang="en", kind=ArticleKind.NEWS, sentences=(), mentions=(),
        reported_moves=(move,), figures=(), citations=(), evidence=(),
    )  # fmt: skip
    return [(article, said)]


def day_zero(basis: Basis) -> date:
    event = Event(
        id=EventId("e"), title="", first_seen=EVENING, last_seen=EVENING, happened=EVENING,
        happened_precise=True,
    )  # fmt: skip
    link = Link(event_id=EventId("e"), symbol="A", sector=None, role=Role.SUBJECT, mentions=1)
    found = day_zeros(event, [link], told(basis), universe=UNIVERSE, sessions=weekday_sessions())
    return found["XNYS"]


@pytest.mark.parametrize("basis", [Basis.CLOSE, Basis.UNSTATED])
def test_who_tells_of_a_close_tells_of_news_from_before_it(basis: Basis) -> None:
    assert day_zero(basis) == WEDNESDAY


@pytest.mark.parametrize("basis", [Basis.AFTER_HOURS, Basis.PREMARKET])
def test_trades_outside_a_session_do_not_make_the_one_before_day_0(basis: Basis) -> None:
    assert day_zero(basis) == THURSDAY


@pytest.mark.parametrize("mic", ["XNYS", "XKRX"])
@pytest.mark.parametrize("precision", [Precision.DAY, Precision.MONTH, Precision.NONE])
def test_an_undated_close_in_an_article_without_an_hour_tells_nothing_of_day_0(
    precision: Precision, mic: str
) -> None:
    noon = datetime(2026, 7, 1, 12, tzinfo=UTC)
    published = Published(raw="2026-07-01", instant=noon, precision=precision)
    event = Event(
        id=EventId("e"), title="", first_seen=noon, last_seen=noon, happened=noon,
        happened_precise=False,
    )  # fmt: skip
    link = Link(event_id=EventId("e"), symbol="A", sector=None, role=Role.SUBJECT, mentions=1)

    def found(articles: list[tuple[Article, Reading]]) -> dict[str, date]:
        held = universe([instrument("A", mic=mic)], {})
        return day_zeros(event, [link], articles, universe=held, sessions=weekday_sessions())

    without_it = found([])

    assert without_it == {mic: WEDNESDAY if mic == "XNYS" else THURSDAY}
    assert found(told(Basis.CLOSE, session=None, published=published)) == without_it


def test_an_undated_close_in_an_article_with_an_hour_is_of_the_last_session_before_it() -> None:
    event = Event(
        id=EventId("e"), title="", first_seen=EVENING, last_seen=EVENING, happened=EVENING,
        happened_precise=True,
    )  # fmt: skip
    link = Link(event_id=EventId("e"), symbol="A", sector=None, role=Role.SUBJECT, mentions=1)

    found = day_zeros(
        event, [link], told(Basis.CLOSE, session=None),
        universe=UNIVERSE, sessions=weekday_sessions(),
    )  # fmt: skip

    assert found == {"XNYS": WEDNESDAY}


def _at(hours: int, *, copy: bool, precision: Precision = Precision.INSTANT) -> Article:
    [(article, _)] = told(Basis.CLOSE)
    instant = EVENING + timedelta(hours=hours)
    return replace(
        article,
        copy_of=ArticleId("b") if copy else None,
        published=Published(raw="", instant=instant, precision=precision),
    )


def test_what_was_taken_for_a_copy_tells_when_the_news_came_out_where_it_came_out_first() -> None:
    assert news_time([_at(0, copy=False), _at(-3, copy=True)]) == (_at(-3, copy=True).time, True)


def test_a_copy_that_came_later_or_on_a_bare_date_says_nothing_of_when_the_news_came_out() -> None:
    later, dated = _at(3, copy=True), _at(-30, copy=True, precision=Precision.DAY)

    assert news_time([_at(0, copy=False), later, dated]) == (EVENING, True)


def test_of_nothing_but_copies_the_first_tells_when_the_news_came_out() -> None:
    assert news_time([_at(0, copy=True), _at(1, copy=True)]) == (EVENING, True)
