from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.model import DailyBar, Move, MoveStatus
from tapestory.moves.batch import Batch, histories, measure_many
from tapestory.moves.history import (
    Benchmark,
    EstimationSettings,
    History,
    HistoryRequest,
    history,
)
from tapestory.moves.measure import MoveRequest, measure
from tapestory.moves.panel import Panel, PanelRequest, Series, panel_of

from .market_builders import LONG_AFTER, bars_from, weekday_sessions

SESSIONS = weekday_sessions()
LAST = date(2026, 7, 31)
WINDOWS = ((0, 0), (0, 1), (-1, 1), (0, 5), (0, 20))
NUMBERS = ("raw", "expected", "abnormal", "t", "p", "market", "abnormal_alpha0")


def market_bars(dice: np.random.Generator, count: int = 420) -> list[DailyBar]:
    return bars_from("M", LAST, [dice.normal(0.0004, 0.01) for _ in range(count)])


def stock_bars(
    dice: np.random.Generator, market: Sequence[DailyBar], *, fat: float, gaps: float, count: int
) -> list[DailyBar]:
    """Follow the market with fat-tailed errors, with bars missing here and there."""
    beta, noise = dice.uniform(-1, 3), dice.uniform(0.002, 0.05)
    price, bars = dice.uniform(0.5, 5000), []
    for before, bar in zip(market[-count - 1 :], market[-count:], strict=False):
        error = dice.normal(0, noise) * (dice.uniform(3, 12) if dice.random() < fat else 1.0)
        price *= max(0.2, 1.0 + beta * (bar.close / before.close - 1.0) + error)
        if dice.random() >= gaps:
            bars.append(DailyBar(symbol="S", session=bar.session, close=price))
    return bars


def both_ways(
    stock: Sequence[DailyBar],
    market: Sequence[DailyBar] | None,
    days: Sequence[date],
    *,
    mics: tuple[str, str] = ("XNYS", "XNYS"),
    as_of: datetime = LONG_AFTER,
    event_days: frozenset[date] = frozenset(),
    estimation: EstimationSettings | None = None,
) -> list[tuple[Move, Move]]:
    """Return each move as the scalar code and as the batch gives it."""
    benchmark = None if market is None else Benchmark(symbol="M", mic=mics[1], bars=market)
    how: dict[str, Any] = {} if estimation is None else {"settings": estimation}
    panel = panel_of(
        PanelRequest(mic=mics[0], days=days, ahead=20, **how),
        [Series(symbol="S", bars=stock, benchmark=benchmark)],
        sessions=SESSIONS,
        as_of=as_of,
    )
    found = measure_many(
        Batch(
            panel=panel,
            rows=np.zeros(len(days), dtype=np.intp),
            days=np.array([panel.columns[day] for day in days], dtype=np.intp),
            windows=WINDOWS,
            event_days=[event_days] * len(days),
            **how,
        )
    )
    pairs = []
    for place, day in enumerate(days):
        for at, window in enumerate(WINDOWS):
            scalar = measure(
                MoveRequest(
                    event_id=None,
                    symbol="S",
                    mic=mics[0],
                    day0=day,
                    window=window,
                    benchmark=None if market is None else "M",
                    benchmark_mic=mics[1],
                    event_days=event_days,
                    **how,
                ),
                bars=stock,
                benchmark_bars=market or (),
                sessions=SESSIONS,
                as_of=as_of,
            )
            pairs.append((scalar, found.move(place, at)))
    return pairs


def assert_same(scalar: Move, batch: Move) -> None:
    for name in NUMBERS:
        one, other = getattr(scalar, name), getattr(batch, name)
        assert (one is None) == (other is None), (name, scalar, batch)
        if one is not None:
            assert math.isclose(one, other, rel_tol=1e-12, abs_tol=1e-12), (name, scalar, batch)
    for name in set(Move.__slots__) - set(NUMBERS):
        assert getattr(scalar, name) == getattr(batch, name), (name, scalar, batch)


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 10**9),
    fat=st.sampled_from([0.0, 0.02, 0.15]),
    gaps=st.sampled_from([0.0, 0.01, 0.1, 0.4]),
    count=st.sampled_from([420, 300, 200, 110, 75, 60]),
    mics=st.sampled_from([("XNYS", "XNYS"), ("XKRX", "XNYS")]),
)
def test_a_batch_gives_what_each_move_by_itself_gives(
    seed: int, fat: float, gaps: float, count: int, mics: tuple[str, str]
) -> None:
    dice = np.random.default_rng(seed)
    market = market_bars(dice)
    stock = stock_bars(dice, market, fat=fat, gaps=gaps, count=count)
    held = SESSIONS.between("XNYS", date(2026, 6, 1), LAST)
    days = [held[at] for at in dice.choice(len(held), 3, replace=False)]
    year = SESSIONS.between("XNYS", date(2025, 7, 1), LAST)
    news = frozenset(year[at] for at in dice.choice(len(year), int(dice.integers(1, 200))))

    for event_days in (frozenset[date](), news):
        for scalar, batch in both_ways(stock, market, days, mics=mics, event_days=event_days):
            assert_same(scalar, batch)


@pytest.mark.parametrize("trim", [None, 6.0, 2.0])
@pytest.mark.parametrize("sessions", [250, 120])
def test_the_settings_count_as_they_do_for_one_move(trim: float | None, sessions: int) -> None:
    dice = np.random.default_rng(4)
    market = market_bars(dice)
    stock = stock_bars(dice, market, fat=0.05, gaps=0.02, count=420)
    chosen = EstimationSettings(sessions=sessions, ends_before=5, trim_mads=trim)

    pairs = both_ways(stock, market, [date(2026, 7, 1), date(2026, 6, 3)], estimation=chosen)

    assert any(batch.p is not None for _, batch in pairs)
    for scalar, batch in pairs:
        assert_same(scalar, batch)


def test_series_without_an_error_of_their_own_are_left_to_the_scalar_code() -> None:
    dice = np.random.default_rng(8)
    market = market_bars(dice)
    days = [date(2026, 6, 10), date(2026, 7, 1)]
    flat = [replace(bar, symbol="S", close=7.0) for bar in market]
    twin = [replace(bar, symbol="S", close=bar.close * 3.0) for bar in market]
    steady = bars_from("S", LAST, [0.001] * 420)
    still = [replace(bar, close=50.0) for bar in market]
    mostly = [bar if at % 3 else replace(bar, close=9.0) for at, bar in enumerate(flat)]

    for stock, against in (
        (flat, market),
        (twin, market),
        (steady, market),
        (mostly, market),
        (twin, still),
        (flat, still),
    ):
        for scalar, batch in both_ways(stock, against, days):
            assert_same(scalar, batch)


def test_a_move_without_a_benchmark_is_raw_only() -> None:
    stock = stock_bars(
        np.random.default_rng(1), market_bars(np.random.default_rng(2)), fat=0, gaps=0, count=420
    )

    for scalar, batch in both_ways(stock, None, [date(2026, 7, 1)]):
        assert batch.raw is not None
        assert_same(scalar, batch)


@pytest.mark.parametrize("mics", [("XNYS", "XNYS"), ("XKRX", "XNYS"), ("XNYS", "XKRX")])
def test_what_had_not_closed_is_pending_and_teaches_nothing(mics: tuple[str, str]) -> None:
    dice = np.random.default_rng(3)
    market = market_bars(dice)
    stock = stock_bars(dice, market, fat=0.02, gaps=0.02, count=420)
    as_of = datetime(2026, 7, 8, 12, tzinfo=UTC)
    days = [date(2026, 6, 1), date(2026, 7, 1), date(2026, 7, 8), date(2026, 7, 10)]

    pairs = both_ways(stock, market, days, mics=mics, as_of=as_of)

    assert {batch.status for _, batch in pairs} >= {MoveStatus.MEASURED, MoveStatus.PENDING}
    for scalar, batch in pairs:
        assert_same(scalar, batch)


def test_a_fitted_history_is_that_of_the_scalar_code() -> None:
    dice = np.random.default_rng(6)
    market = market_bars(dice)
    stock = stock_bars(dice, market, fat=0.05, gaps=0.05, count=300)
    day0 = date(2026, 7, 1)
    news = frozenset({date(2026, 3, 3), date(2026, 4, 14), date(2025, 12, 1)})
    panel = one_row(stock, market, [day0])

    [batch] = histories(
        Batch(
            panel=panel,
            rows=np.zeros(1, dtype=np.intp),
            days=np.array([panel.columns[day0]], dtype=np.intp),
            event_days=[news],
        ),
        last_offset=5,
    )

    scalar = history(
        HistoryRequest(mic="XNYS", day0=day0, last_offset=5, event_days=news),
        bars=stock,
        benchmark=Benchmark(symbol="M", mic="XNYS", bars=market),
        sessions=SESSIONS,
        as_of=LONG_AFTER,
    )
    assert_histories_agree(scalar, batch)


def test_more_days_than_fit_into_one_step_are_each_measured() -> None:
    dice = np.random.default_rng(11)
    market = market_bars(dice)
    stock = stock_bars(dice, market, fat=0.02, gaps=0.01, count=420)
    held = SESSIONS.between("XNYS", date(2026, 5, 1), LAST - timedelta(days=7))
    panel = one_row(stock, market, held)
    places = np.array([panel.columns[day] for day in held], dtype=np.intp)
    many = np.tile(places, 40)

    found = measure_many(Batch(panel=panel, rows=np.zeros_like(many), days=many))
    once = measure_many(Batch(panel=panel, rows=np.zeros_like(places), days=places))

    assert len(many) > 2 * 1024
    for name in NUMBERS:
        np.testing.assert_array_equal(getattr(found, name), np.tile(getattr(once, name), 40))


def test_a_window_that_ends_before_it_begins_is_refused() -> None:
    market = market_bars(np.random.default_rng(1))
    panel = one_row(market, market, [LAST])
    nothing = np.zeros(0, dtype=np.intp)

    with pytest.raises(ValueError, match="ends before it begins"):
        measure_many(Batch(panel=panel, rows=nothing, days=nothing, windows=((1, 0),)))


def one_row(stock: Sequence[DailyBar], market: Sequence[DailyBar], days: Sequence[date]) -> Panel:
    return panel_of(
        PanelRequest(mic="XNYS", days=days, ahead=5),
        [
            Series(
                symbol="S",
                bars=stock,
                benchmark=Benchmark(symbol="M", mic="XNYS", bars=market),
            )
        ],
        sessions=SESSIONS,
        as_of=LONG_AFTER,
    )


def assert_histories_agree(one: History, other: History) -> None:
    assert (one.grid, one.closed, one.estimation, one.taught) == (
        other.grid,
        other.closed,
        other.estimation,
        other.taught,
    )
    assert one.returns == other.returns
    assert one.market == other.market
    assert one.residuals == pytest.approx(other.residuals, abs=1e-14)
    assert one.model is not None
    assert other.model is not None
    for name in one.model.__slots__:
        assert getattr(one.model, name) == pytest.approx(getattr(other.model, name), rel=1e-12)
