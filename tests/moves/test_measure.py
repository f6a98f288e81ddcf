from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar, Move, MoveStatus
from tapestory.moves import ExchangeSessions, SessionOverrides
from tapestory.moves.measure import EstimationSettings, MoveRequest, measure

from .market_builders import (
    EVENT,
    LONG_AFTER,
    bars_from,
    mondays_and_thursdays,
    weekday_sessions,
    wobble,
)

DAY0 = date(2026, 7, 1)
DAY1 = date(2026, 7, 2)
AFTER_CLOSE = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)
SESSIONS = weekday_sessions()
MARKET = wobble(300)
NOISE = wobble(300, size=0.004, seed=9)
STOCK = [0.0005 + 1.3 * m + e for m, e in zip(MARKET, NOISE, strict=True)]
REQUEST = MoveRequest(
    event_id=EVENT, symbol="S", mic="XNYS", day0=DAY0, window=(0, 0), benchmark="M"
)


def measured(
    request: MoveRequest = REQUEST,
    *,
    stock: list[DailyBar] | None = None,
    market: list[DailyBar] | None = None,
    as_of: datetime = LONG_AFTER,
) -> Move:
    return measure(
        request,
        bars=bars_from("S", DAY0, STOCK) if stock is None else stock,
        benchmark_bars=bars_from("M", DAY0, MARKET) if market is None else market,
        sessions=SESSIONS,
        as_of=as_of,
    )


@settings(max_examples=40)
@given(shock=st.floats(-0.3, 0.3))
def test_a_shock_on_day_zero_is_recovered_as_the_abnormal_return(shock: float) -> None:
    quiet = measured().abnormal
    assert quiet is not None

    moved = measured(stock=bars_from("S", DAY0, [*STOCK[:-1], STOCK[-1] + shock]))

    assert moved.abnormal == pytest.approx(quiet + shock, abs=1e-9)
    assert moved.raw == pytest.approx(STOCK[-1] + shock, abs=1e-9)


@settings(max_examples=40)
@given(scale=st.floats(0.001, 1000))
def test_the_price_level_does_not_matter(scale: float) -> None:
    bars = bars_from("S", DAY0, STOCK)

    scaled = measured(stock=[replace(bar, close=bar.close * scale) for bar in bars])

    assert scaled.abnormal == pytest.approx(measured().abnormal, abs=1e-9)
    assert scaled.t == pytest.approx(measured().t, abs=1e-6)


@settings(max_examples=40)
@given(factor=st.floats(0.1, 10), later=st.integers(1, 20))
def test_what_comes_later_changes_nothing(factor: float, later: int) -> None:
    held_stock, held_market = [*STOCK, *wobble(later)], [*MARKET, *wobble(later, seed=4)]
    last = SESSIONS.shift("XNYS", DAY0, later)
    stock, market = bars_from("S", last, held_stock), bars_from("M", last, held_market)
    tampered = [
        replace(bar, close=bar.close * factor) if bar.session > DAY0 else bar for bar in stock
    ]

    assert measured(stock=tampered, market=market, as_of=AFTER_CLOSE) == measured(
        stock=stock, market=market, as_of=AFTER_CLOSE
    )
    assert measured(stock=tampered, market=market) == measured(stock=stock, market=market)


def test_a_window_that_has_not_closed_is_pending() -> None:
    before = datetime(2026, 7, 1, 19, 59, tzinfo=UTC)

    move = measured(as_of=before)

    assert move.status is MoveStatus.PENDING
    assert (move.raw, move.abnormal, move.t, move.p) == (None, None, None, None)
    assert measured(as_of=AFTER_CLOSE).status is MoveStatus.MEASURED
    longer = replace(REQUEST, window=(0, 1))
    assert measured(longer, as_of=AFTER_CLOSE).status is MoveStatus.PENDING


@pytest.mark.parametrize("missing", [0, 1], ids=["day 0", "the session before"])
def test_a_missing_bar_is_never_bridged(missing: int) -> None:
    bars = bars_from("S", DAY0, STOCK)
    del bars[-1 - missing]

    move = measured(stock=bars)

    assert move.status is MoveStatus.NO_PRICES
    assert move.raw is None


def test_a_bar_on_a_closed_day_is_never_looked_at() -> None:
    saturday = DailyBar(symbol="S", session=date(2026, 6, 27), close=1.0)

    assert measured(stock=[*bars_from("S", DAY0, STOCK), saturday]) == measured()


def test_a_missing_benchmark_leaves_the_raw_return_standing() -> None:
    move = measured(market=bars_from("M", date(2026, 6, 30), MARKET[:-1]))

    assert move.status is MoveStatus.NO_PRICES
    assert move.raw == pytest.approx(STOCK[-1])
    assert move.abnormal is None
    assert move.model == "none"


def test_without_a_benchmark_only_the_raw_return_is_measured() -> None:
    move = measured(replace(REQUEST, benchmark=None))

    assert move.status is MoveStatus.MEASURED
    assert move.raw == pytest.approx(STOCK[-1])
    assert (move.abnormal, move.p, move.model) == (None, None, "none")


@pytest.mark.parametrize(
    ("history", "model", "status"),
    [
        (250, "market", MoveStatus.MEASURED),
        (120, "market", MoveStatus.MEASURED),
        (119, "market_thin", MoveStatus.MEASURED),
        (60, "market_thin", MoveStatus.MEASURED),
        (59, "none", MoveStatus.TOO_SHORT),
    ],
)
def test_the_model_is_named_after_the_history_it_learned_from(
    history: int, model: str, status: MoveStatus
) -> None:
    move = measured(stock=bars_from("S", DAY0, STOCK[-history - 11 :]))

    assert (move.model, move.status) == (model, status)
    assert move.raw == pytest.approx(STOCK[-1])
    assert (move.abnormal is None) == (status is MoveStatus.TOO_SHORT)


def test_raw_expected_and_abnormal_add_up_over_any_window() -> None:
    for window in [(0, 0), (-1, 0), (-3, 0)]:
        move = measured(replace(REQUEST, window=window))

        assert move.raw is not None
        assert move.expected is not None
        assert move.abnormal is not None
        assert move.expected + move.abnormal == pytest.approx(move.raw)


def test_the_raw_return_of_a_window_is_what_a_holder_made() -> None:
    bars = bars_from("S", DAY0, STOCK)

    move = measured(replace(REQUEST, window=(-2, 0)))

    assert move.raw == pytest.approx(bars[-1].close / bars[-4].close - 1)


def test_adjusted_closes_are_used_where_both_bars_have_them() -> None:
    bars = bars_from("S", DAY0, STOCK)
    split = [
        replace(bar, close=bar.close / (2 if bar.session == DAY0 else 1), adj_close=bar.close)
        for bar in bars
    ]

    assert measured(stock=split).raw == pytest.approx(STOCK[-1])
    half = [*bars[:-1], replace(bars[-1], adj_close=bars[-1].close / 2)]
    assert measured(stock=half).raw == pytest.approx(STOCK[-1])


def test_an_outlier_in_the_past_does_not_bend_the_line() -> None:
    wild = [*STOCK]
    wild[100] += 0.8

    bent = measured(replace(REQUEST, settings=EstimationSettings(trim_mads=None)))
    trimmed = measured(stock=bars_from("S", DAY0, wild))
    assert trimmed.abnormal == pytest.approx(bent.abnormal, abs=2e-4)
    assert trimmed.t is not None
    assert bent.t is not None
    assert abs(trimmed.t) < abs(bent.t)  # but it did happen, and widens the error


def test_the_day_of_another_event_does_not_bend_the_line_but_widens_the_error() -> None:
    wild = [*STOCK]
    wild[100] += 0.01
    day = bars_from("S", DAY0, wild)[101].session
    request = replace(REQUEST, event_days=frozenset({day}))

    with_news = measured(request, stock=bars_from("S", DAY0, wild))
    without = measured(request)

    assert with_news.abnormal == pytest.approx(without.abnormal, abs=1e-12)
    assert abs(with_news.t or 0.0) < abs(without.t or 0.0)
    untold = measured(stock=bars_from("S", DAY0, wild))
    assert untold.abnormal != pytest.approx(without.abnormal, abs=1e-6)


def test_news_on_every_day_leaves_enough_days_to_draw_a_line_through() -> None:
    every = frozenset(bar.session for bar in bars_from("S", DAY0, STOCK))

    move = measured(replace(REQUEST, event_days=every))

    assert (move.status, move.model) == (MoveStatus.MEASURED, "market")
    assert move.abnormal == pytest.approx(measured().abnormal, abs=1e-3)


def test_a_short_history_spares_no_day_for_other_news() -> None:
    short = bars_from("S", DAY0, STOCK[-110:])
    every = frozenset(bar.session for bar in short)

    assert measured(replace(REQUEST, event_days=every), stock=short) == measured(stock=short)


@settings(max_examples=40)
@given(alpha=st.floats(-0.01, 0.01), window=st.sampled_from([(0, 0), (-1, 0), (-4, 0)]))
def test_with_alpha_taken_as_zero_what_is_steady_counts_as_abnormal(
    alpha: float, window: tuple[int, int]
) -> None:
    request = replace(REQUEST, window=window)
    steady = [value + alpha for value in STOCK]

    move, plain = measured(request, stock=bars_from("S", DAY0, steady)), measured(request)

    sessions = window[1] - window[0] + 1
    assert move.abnormal == pytest.approx(plain.abnormal, abs=1e-9)
    assert move.abnormal_alpha0 is not None
    assert plain.abnormal_alpha0 is not None
    assert move.abnormal_alpha0 - plain.abnormal_alpha0 == pytest.approx(alpha * sessions, abs=1e-9)


def test_the_market_s_return_is_what_a_holder_of_the_benchmark_made() -> None:
    bars = bars_from("M", DAY0, MARKET)

    move = measured(replace(REQUEST, window=(-2, 0)))

    assert move.market == pytest.approx(bars[-1].close / bars[-4].close - 1)
    assert measured().market == pytest.approx(MARKET[-1])
    assert measured(stock=bars_from("S", DAY0, STOCK[-30:])).market == pytest.approx(MARKET[-1])
    assert measured(replace(REQUEST, benchmark=None)).market is None


def test_days_on_which_nobody_trades_change_nothing() -> None:
    # The same returns on a calendar that skips every other weekday.
    sparse = ExchangeSessions(SessionOverrides(), source=mondays_and_thursdays)
    last = sparse.day_zero("XNYS", datetime(2026, 7, 1, 21, tzinfo=UTC), precise=True)
    days = [sparse.shift("XNYS", last, offset) for offset in range(-len(STOCK), 1)]

    def bars(symbol: str, returns: list[float]) -> list[DailyBar]:
        plain = bars_from(symbol, DAY0, returns)
        return [replace(bar, session=day) for bar, day in zip(plain, days, strict=True)]

    move = measure(
        replace(REQUEST, day0=last),
        bars=bars("S", STOCK),
        benchmark_bars=bars("M", MARKET),
        sessions=sparse,
        as_of=LONG_AFTER,
    )

    assert replace(move, session=DAY0) == measured()


@settings(max_examples=20)
@given(ratio=st.sampled_from([2.0, 10.0, 1 / 15, 1.5]), place=st.integers(1, 299))
def test_a_split_that_the_adjusted_closes_know_changes_nothing(ratio: float, place: int) -> None:
    split = [
        replace(bar, close=bar.close / (ratio if at >= place else 1.0), adj_close=bar.close)
        for at, bar in enumerate(bars_from("S", DAY0, STOCK))
    ]

    assert measured(stock=split) == measured()


def test_a_benchmark_of_another_zone_is_taken_since_the_previous_close() -> None:
    # Seoul's return of each day is New York's return of the day before.
    american = bars_from("M", date(2026, 7, 2), MARKET)
    korean = bars_from("K", date(2026, 7, 2), [0.0, *MARKET[:-1]])
    request = replace(REQUEST, symbol="K", mic="XKRX", day0=DAY1, benchmark_mic="XNYS")

    move = measured(request, stock=korean, market=american)

    assert move.status is MoveStatus.MEASURED
    assert move.raw == pytest.approx(MARKET[-2])
    assert move.expected == pytest.approx(MARKET[-2], abs=1e-9)
    # New York's own session of that date closes fourteen hours later and plays no part.
    tampered = [*american[:-1], replace(american[-1], close=1.0)]
    assert measured(request, stock=korean, market=tampered) == move


@given(first=st.integers(-120, 120), gap=st.integers(1, 30))
def test_what_is_learnt_from_ends_before_the_window_and_before_day_zero(
    first: int, gap: int
) -> None:
    chosen = EstimationSettings(ends_before=gap).clear_of(first)

    assert -chosen.ends_before < min(0, first)
    if gap > 1:
        assert min(0, first) + chosen.ends_before >= gap - 1
    if first >= -1 and gap > 1:
        assert chosen.ends_before == gap
    assert replace(chosen, ends_before=gap) == EstimationSettings(ends_before=gap)


def test_a_split_in_the_benchmark_does_not_own_the_regression() -> None:
    bars = bars_from("M", DAY0, MARKET)
    split = [
        replace(bar, close=bar.close / 10) if 150 <= n < 152 else bar for n, bar in enumerate(bars)
    ]

    assert measured(market=split).abnormal == pytest.approx(measured().abnormal, abs=5e-4)


def test_a_benchmark_that_never_moves_explains_nothing() -> None:
    move = measured(market=bars_from("M", DAY0, [0.0] * 300))

    assert move.status is MoveStatus.TOO_SHORT
    assert move.raw == pytest.approx(STOCK[-1])


def test_a_day_zero_on_a_closed_day_is_an_error_of_the_caller() -> None:
    with pytest.raises(NotFoundError, match="closed"):
        measured(replace(REQUEST, day0=date(2026, 7, 4)))


def test_a_window_must_not_end_before_it_begins() -> None:
    with pytest.raises(ValueError, match="before it begins"):
        measured(replace(REQUEST, window=(1, 0)))
