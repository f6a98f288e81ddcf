from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import Aftermath, EventId, FollowThrough, Move, MoveStatus
from tapestory.moves.follow_through import HORIZONS, follow_through, retraced

EVENT = EventId("e")
DAY = date(2026, 7, 1)
Window = tuple[int, int]


def move(
    window: Window,
    *,
    raw: float | None,
    p: float | None,
    symbol: str = "S",
    status: MoveStatus = MoveStatus.MEASURED,
) -> Move:
    return Move(
        event_id=EVENT, symbol=symbol, mic="XNYS", window=window, session=DAY, raw=raw,
        expected=0.0, abnormal=raw, t=None, p=p, q=None, benchmark=None,
        model="market", status=status,
    )  # fmt: skip


def after(
    day0: tuple[float, float], later: Mapping[int, tuple[float, float]], symbols: str = "S"
) -> tuple[FollowThrough, ...]:
    """Day 0 and each horizon as (return, p); horizons that are left out have not closed."""

    def measured(symbol: str, window: Window) -> Move:
        if window == (0, 0):
            return move(window, raw=day0[0], p=day0[1], symbol=symbol)
        if window[1] not in later:
            return move(window, raw=None, p=None, symbol=symbol, status=MoveStatus.PENDING)
        raw, p = later[window[1]]
        return move(window, raw=raw, p=p, symbol=symbol)

    return follow_through(EVENT, symbols, measured)


@pytest.mark.parametrize(
    ("day0", "later", "verdict"),
    [
        ((-0.10, 0.004), (0.06, 0.004), Aftermath.REBOUND),
        ((-0.10, 0.004), (-0.06, 0.004), Aftermath.DRIFT),
        ((0.10, 0.004), (-0.06, 0.004), Aftermath.REBOUND),
        ((-0.10, 0.004), (0.06, 0.02), Aftermath.NEITHER),  # three horizons are looked at
        ((-0.10, 0.004), (0.02, 0.004), Aftermath.NEITHER),  # under a quarter of it
        ((-0.01, 0.400), (0.06, 0.004), Aftermath.NEITHER),  # nothing to come back from
    ],
)
def test_what_followed_is_told_where_it_is_large_and_no_chance(
    day0: tuple[float, float], later: tuple[float, float], verdict: Aftermath
) -> None:
    found = after(day0, {1: later, 5: later})

    assert [item.after for item in found] == list(HORIZONS)
    assert [item.verdict for item in found] == [verdict, verdict, Aftermath.PENDING]


def test_what_cannot_be_measured_is_no_verdict() -> None:
    def measured(symbol: str, window: Window) -> Move:
        return move(window, raw=None, p=None, symbol=symbol, status=MoveStatus.NO_PRICES)

    (first, *_) = follow_through(EVENT, ["S"], measured)

    assert first.verdict is Aftermath.UNMEASURED
    assert (first.raw, first.retraced, first.q) == (None, None, None)


def test_the_more_are_looked_at_the_more_it_takes() -> None:
    def measured(symbol: str, window: Window) -> Move:
        p = 0.004 if symbol == "A" or window == (0, 0) else 0.9
        return move(window, raw=-0.1 if window == (0, 0) else 0.08, p=p, symbol=symbol)

    alone = follow_through(EVENT, "A", measured)
    among = follow_through(EVENT, "ABCDEFGHIJ", measured)

    assert alone[0].verdict is Aftermath.REBOUND
    assert among[0].verdict is Aftermath.NEITHER
    assert [item.symbol for item in among[:4]] == ["A", "A", "A", "B"]


HALF = -0.5
"""Day 0 halved the price: what came back is as large a share of it as it is a return."""


@pytest.mark.parametrize(
    ("day0", "later", "verdict"),
    [
        ((HALF, 0.05), (0.25, 0.05 / 3), Aftermath.REBOUND),
        ((HALF, 0.05), (-0.25, 0.05 / 3), Aftermath.DRIFT),
        ((HALF, 0.0501), (0.25, 0.001), Aftermath.NEITHER),
        ((HALF, 0.001), (0.25, 0.0501 / 3), Aftermath.NEITHER),
        ((HALF, 0.001), (0.2499, 0.001), Aftermath.NEITHER),
        ((HALF, 0.001), (-0.2499, 0.001), Aftermath.NEITHER),
        ((HALF, 0.001), (2.0, 0.001), Aftermath.REBOUND),
        ((HALF, 0.001), (-0.99, 0.001), Aftermath.DRIFT),
    ],
)
def test_a_twentieth_is_still_no_chance_and_a_quarter_is_worth_a_word(
    day0: tuple[float, float], later: tuple[float, float], verdict: Aftermath
) -> None:
    assert after(day0, {1: later})[0].verdict is verdict


@pytest.mark.parametrize("lacking", ["day0 abnormal", "abnormal", "p", "day0 raw", "raw"])
def test_where_one_thing_is_missing_there_is_no_verdict(lacking: str) -> None:
    def measured(symbol: str, window: Window) -> Move:
        plain = move(window, raw=-0.5 if window == (0, 0) else 0.3, p=0.001, symbol=symbol)
        whose, _, what = lacking.rpartition(" ")
        missing: dict[str, Any] = {what: None}
        return replace(plain, **missing) if (window == (0, 0)) is bool(whose) else plain

    for found in follow_through(EVENT, ["S"], measured):
        assert found.verdict is Aftermath.UNMEASURED


def test_a_day_zero_that_has_not_closed_is_waited_for_and_none_that_is_unknown() -> None:
    def waiting(day0: date | None) -> Aftermath:
        def measured(symbol: str, window: Window) -> Move:
            plain = move(window, raw=-0.5, p=0.001, symbol=symbol)
            status = MoveStatus.PENDING if window == (0, 0) else MoveStatus.MEASURED
            return replace(plain, session=day0, status=status)

        return follow_through(EVENT, ["S"], measured)[0].verdict

    assert waiting(DAY) is Aftermath.PENDING
    assert waiting(None) is not Aftermath.PENDING


def test_what_the_market_explains_is_neither_a_rebound_nor_a_drift() -> None:
    def measured(symbol: str, window: Window) -> Move:
        plain = move(window, raw=-0.5 if window == (0, 0) else 0.3, p=0.001, symbol=symbol)
        return plain if window == (0, 0) else replace(plain, abnormal=0.0)

    assert follow_through(EVENT, ["S"], measured)[0].verdict is Aftermath.NEITHER


def test_it_is_told_as_it_was_measured() -> None:
    def measured(symbol: str, window: Window) -> Move:
        if window == (0, 0):
            return move(window, raw=-0.5, p=0.001, symbol=symbol)
        plain = move(window, raw=0.3, p=0.01, symbol=symbol)
        return replace(plain, abnormal=0.2, t=2.5, session=date(2026, 7, 2))

    (first, *_) = follow_through(EVENT, ["S", "S"], measured)

    assert first == FollowThrough(
        event_id=EVENT, symbol="S", mic="XNYS", after=1, session=DAY, raw=0.3, abnormal=0.2,
        t=2.5, p=0.01, q=0.03, retraced=0.3,
        verdict=Aftermath.REBOUND,
    )  # fmt: skip


def test_who_is_named_twice_is_looked_at_once_and_who_has_no_p_is_not_counted() -> None:
    def measured(symbol: str, window: Window) -> Move:
        return move(window, raw=-0.1, p=None if symbol == "B" else 0.01, symbol=symbol)

    found = follow_through(EVENT, ["A", "B", "C", "A"], measured)

    assert [(item.symbol, item.after) for item in found] == [
        (symbol, horizon) for symbol in "ABC" for horizon in HORIZONS
    ]
    assert [item.q for item in found[::3]] == [pytest.approx(0.03), None, pytest.approx(0.03)]


@given(p=st.floats(0.0, 1.0))
def test_what_is_corrected_is_never_beyond_one(p: float) -> None:
    (first, *_) = after((HALF, 0.001), {1: (0.3, p)})

    assert first.q == pytest.approx(min(1.0, 3 * p))


RETURN = st.floats(-0.6, 0.6).filter(lambda value: abs(value) > 1e-6)


@given(on_day0=RETURN, share=st.floats(-2.0, 2.0))
def test_the_share_taken_back_is_the_one_that_was_taken_back(on_day0: float, share: float) -> None:
    before, close = 1.0, 1.0 + on_day0
    then = close - share * (close - before)

    assert retraced(on_day0, then / close - 1.0) == pytest.approx(share, abs=1e-6)


@given(on_day0=RETURN)
def test_back_where_it_came_from_is_all_of_it(on_day0: float) -> None:
    assert retraced(on_day0, 1.0 / (1.0 + on_day0) - 1.0) == pytest.approx(1.0)
    assert retraced(0.0, 0.1) is None
    assert retraced(on_day0, None) is None
