"""Returns between sessions, of made-up bars and calendars."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar
from tapestory.moves import ExchangeSessions
from tapestory.moves.calendars import SessionTable
from tapestory.moves.returns import (
    IMPLAUSIBLE_INDEX_MOVE,
    benchmark_returns,
    growth,
    known_bars,
    session_returns,
)
from tapestory.moves.sessions import SessionOverrides

from .market_builders import SESSION_MINUTES, weekday_sessions, weekdays

MONDAY = date(2026, 6, 29)
SESSIONS = weekday_sessions()


def bar(session: date, close: float, adjusted: float | None = None) -> DailyBar:
    return DailyBar(symbol="S", session=session, close=close, adj_close=adjusted)


def bars(first: date, *closes: float) -> dict[date, DailyBar]:
    days = [first + timedelta(days=at) for at in range(len(closes))]
    return {day: bar(day, close) for day, close in zip(days, closes, strict=True)}


def week(mic: str) -> dict[int, date]:
    return SESSIONS.span(mic, MONDAY, 0, 4)


@pytest.mark.parametrize(
    ("earlier", "later", "grown"),
    [
        ((100.0, 50.0), (110.0, 60.0), 0.2),
        ((100.0, None), (110.0, 60.0), 0.1),
        ((100.0, 50.0), (110.0, None), 0.1),
        ((100.0, None), (110.0, None), 0.1),
    ],
)
def test_adjusted_and_plain_closes_never_meet_in_one_return(
    earlier: tuple[float, float | None], later: tuple[float, float | None], grown: float
) -> None:
    tuesday = MONDAY + timedelta(days=1)

    assert growth(bar(tuesday, *later), bar(MONDAY, *earlier)) == pytest.approx(grown)


def test_a_bar_is_known_once_its_session_has_closed() -> None:
    held = list(bars(MONDAY, 100.0, 101.0, 102.0).values())
    close = datetime(2026, 6, 30, 20, tzinfo=UTC)

    assert list(known_bars(held, "XNYS", SESSIONS, close)) == [MONDAY, date(2026, 6, 30)]
    before = known_bars(held, "XNYS", SESSIONS, close - timedelta(seconds=1))
    assert list(before) == [MONDAY]


def test_beyond_the_end_of_the_calendar_the_date_alone_decides() -> None:
    held = list(bars(MONDAY, 100.0, 101.0, 102.0).values())
    short = ExchangeSessions(SessionOverrides(), source=lambda mic, _: weekdays(mic, MONDAY))

    known = known_bars(held, "XNYS", short, datetime(2026, 6, 30, 1, tzinfo=UTC))

    assert list(known) == [MONDAY, date(2026, 6, 30)]


def test_a_session_without_a_bar_has_no_return_and_neither_has_the_next() -> None:
    held = bars(MONDAY, 100.0, 110.0, 121.0, 121.0, 60.5)
    del held[date(2026, 7, 1)]

    returns = session_returns(week("XNYS"), held)

    assert returns == pytest.approx({1: 0.1, 4: -0.5})


def test_a_benchmark_s_implausible_returns_are_left_out() -> None:
    most = 100.0 * (1.0 + IMPLAUSIBLE_INDEX_MOVE)
    held = bars(MONDAY, 100.0, most, most * 1.26, most * 1.26 * 0.74, most)

    returns = benchmark_returns(week("XNYS"), "XNYS", held, "XNAS", SESSIONS)

    assert sorted(returns) == [1, 4]
    assert returns[1] == pytest.approx(0.25)


def test_a_benchmark_elsewhere_counts_from_close_to_close_of_the_instrument() -> None:
    # New York closes on a day after Seoul has: Seoul's Tuesday meets New York's Monday.
    held = bars(MONDAY - timedelta(days=3), 100.0, 1.0, 1.0, 110.0, 99.0, 99.0)

    returns = benchmark_returns(week("XKRX"), "XKRX", held, "XNYS", SESSIONS)

    assert returns == pytest.approx({1: 0.1, 2: -0.1, 3: 0.0})


def test_while_a_benchmark_elsewhere_was_closed_nothing_happened_to_it() -> None:
    def source(mic: str, until: date) -> SessionTable:
        table = weekdays(mic, until)
        if mic != "XTKS":
            return table
        kept = [day for day in table.sessions if day != date(2026, 6, 30)]
        return SessionTable(
            mic=mic,
            first=table.first,
            last=table.last,
            sessions=tuple(kept),
            closes=tuple(datetime.combine(day, time(6, 30), UTC) for day in kept),
            minutes=(SESSION_MINUTES,) * len(kept),
        )

    sessions = ExchangeSessions(SessionOverrides(), source=source)
    held = bars(MONDAY, 100.0, 7.0, 120.0)

    returns = benchmark_returns(week("XKRX"), "XKRX", held, "XTKS", sessions)

    assert returns == pytest.approx({1: 0.0, 2: 0.2})


def test_where_the_benchmark_s_calendar_has_not_begun_its_later_returns_still_count() -> None:
    def source(mic: str, until: date) -> SessionTable:
        table = weekdays(mic, until)
        if mic != "XTKS":
            return table
        kept = table.sessions[table.sessions.index(MONDAY) + 1 :]
        return SessionTable(
            mic=mic,
            first=kept[0],
            last=table.last,
            sessions=kept,
            closes=table.closes[-len(kept) :],
            minutes=table.minutes[-len(kept) :],
        )

    sessions = ExchangeSessions(SessionOverrides(), source=source)
    with pytest.raises(NotFoundError):
        sessions.close_of("XTKS", MONDAY)

    returns = benchmark_returns(
        week("XKRX"), "XKRX", bars(MONDAY, 50.0, 100.0, 110.0, 99.0), "XTKS", sessions
    )

    assert returns == pytest.approx({2: 0.1, 3: -0.1})
