from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from moves.providers.price_world import priced, weekdays
from tapestory.model import BarState, DailyBar
from tapestory.moves.providers.judgement import (
    CONFIRMING_SESSIONS,
    IDENTICAL_CLOSES,
    Doubt,
    doubts,
)
from tapestory.moves.providers.plausible import fault

DAYS = weekdays(date(2026, 7, 1), 40)
CALM = [100.0 + 0.3 * (n % 5) for n in range(10)]


def quarantined(bars: Sequence[DailyBar], **options: object) -> list[date]:
    """The sessions that nothing confirms."""
    found: tuple[Doubt, ...] = doubts(bars, **options)  # type: ignore[arg-type]  # each test's own
    return [d.session for d in found if d.state is BarState.QUARANTINED and d.until is None]


def one(**changes: object) -> DailyBar:
    bar = DailyBar(symbol="META", session=DAYS[0], close=10.0, high=11.0, low=9.0)
    return replace(bar, **changes)  # type: ignore[arg-type]  # each test's own


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"close": 0.0}, "close: 0 is not a price"),
        ({"close": -5.0}, "close: -5 is not a price"),
        ({"close": float("nan")}, "close: nan is not a number"),
        ({"close": float("inf")}, "close: inf is not a number"),
        ({"open": float("nan")}, "open: nan is not a number"),
        ({"adj_close": -1.0}, "adj_close: -1 is not a price"),
        ({"high": 8.0, "low": 9.0}, "high: 8 is under the low 9"),
        ({"close": 12.0}, "close: 12 is above the high 11"),
        ({"close": 8.0}, "close: 8 is under the low 9"),
        ({"volume": -1.0}, "volume: -1 is negative"),
        ({"dividend": float("nan")}, "dividend: nan is negative or not a number"),
        ({"split": 0.0}, "split: 0 is not a split"),
    ],
)
def test_what_no_exchange_can_have_printed_is_told(changes: dict[str, object], reason: str) -> None:
    found = fault(one(**changes))

    assert found is not None
    assert found.startswith(reason)


@pytest.mark.parametrize("close", [9.0, 11.0, 11.000005])
def test_a_close_at_the_edge_of_its_range_or_rounded_over_it_is_none(close: float) -> None:
    assert fault(one(close=close)) is None


@pytest.mark.parametrize("close", [130.0, 74.0, 50.0, 1000.0, 10.0, 140.0])
def test_a_return_of_more_than_a_quarter_is_quarantined_as_it_comes(close: float) -> None:
    bars = priced([*CALM, close])

    (doubt,) = doubts(bars)

    assert (doubt.session, doubt.state) == (DAYS[10], BarState.QUARANTINED)
    assert f"close {close:g} is " in doubt.reason
    assert "neither a split nor a second provider confirms it" in doubt.reason


@pytest.mark.parametrize("close", [124.0, 76.5])
def test_a_return_within_a_quarter_is_not(close: float) -> None:
    assert doubts(priced([*CALM, close])) == ()


@pytest.mark.parametrize("wrong", [140.0, 127.0, 60.0, 1013.0, 10.13])
def test_a_price_that_comes_back_was_wrong_and_the_way_back_is_right(wrong: float) -> None:
    bars = priced([*CALM, wrong, wrong, 101.0, 100.5])

    assert quarantined(bars) == [DAYS[10], DAYS[11]]


def test_a_price_that_stays_is_believed_after_five_sessions() -> None:
    bars = priced([*CALM, *([131.0, 133.0, 128.0, 130.0, 134.0, 131.0][: CONFIRMING_SESSIONS + 1])])

    (doubt,) = doubts(bars)

    assert doubt.session == DAYS[10]
    assert doubt.until == DAYS[15]
    assert quarantined(bars[:-1]) == [DAYS[10]]


@pytest.mark.parametrize("ratio", [0.5, 1 / 3, 0.1, 2 / 3, 2.0, 10.0, 0.66, 0.01])
def test_what_looks_like_a_split_is_not_believed_for_staying(ratio: float) -> None:
    after = [price * ratio for price in (101.0, 100.0, 102.0, 101.0, 100.0, 101.0, 102.0)]

    assert quarantined(priced([*CALM, *after])) == [DAYS[10]]


@pytest.mark.parametrize(("ratio", "split"), [(0.5, 2.0), (2 / 3, 1.5), (10.0, 0.1)])
def test_a_split_that_the_series_knows_of_confirms_it(ratio: float, split: float) -> None:
    bars = priced([*CALM, *(price * ratio for price in CALM)], splits={10: split})

    assert doubts(bars) == ()


def test_a_split_that_the_adjusted_closes_know_of_confirms_it() -> None:
    raw = [*CALM, *(price / 2 for price in CALM)]
    bars = [
        replace(bar, adj_close=bar.close / (2.0 if at < 10 else 1.0))
        for at, bar in enumerate(priced(raw))
    ]

    assert doubts(bars) == ()


def test_a_split_noted_where_the_price_did_not_move_is_doubted_itself() -> None:
    assert quarantined(priced([*CALM, 101.0], splits={10: 2.0})) == [DAYS[10]]


def test_a_second_provider_that_saw_the_same_confirms_it() -> None:
    bars = priced([*CALM, 150.0])
    same = priced([50.0 * close / 100.0 for close in [*CALM, 150.2]], provider="other")
    calm = priced([*CALM, 101.0], provider="other")

    assert quarantined(bars, others={"other": same}) == []
    assert quarantined(bars, others={"other": calm}) == [DAYS[10]]
    assert quarantined(bars, others={"other": same[:-1]}) == [DAYS[10]]


def test_what_somebody_accepted_is_not_doubted_again() -> None:
    bars = priced([*CALM, 150.0])

    assert doubts(bars, accepted=frozenset({DAYS[10]})) == ()


def test_two_stretches_far_apart_have_no_return_between_them() -> None:
    bars = [*priced([100.0, 101.0]), *priced([300.0, 301.0], start=date(2026, 10, 1))]

    assert doubts(bars) == ()


def test_identical_closes_in_a_row_are_an_alarm_that_grows_with_them() -> None:
    bars = priced([99.0, *[101.0] * IDENTICAL_CLOSES])
    longer = priced([99.0, *[101.0] * (IDENTICAL_CLOSES + 2), 102.0])

    (alarm,) = doubts(bars)
    (later,) = doubts(longer)

    assert alarm.state is BarState.ALARM
    assert "5 identical closes of 101" in alarm.reason
    assert "7 identical closes of 101" in later.reason
    assert alarm.session == later.session
    assert doubts(bars[:-1]) == ()


@given(
    closes=st.lists(st.floats(1.0, 1000.0), min_size=2, max_size=30),
    unit=st.sampled_from([0.01, 0.5, 7.0, 1300.0]),
)
def test_the_unit_of_a_price_does_not_matter(closes: list[float], unit: float) -> None:
    bars = priced(closes)
    scaled = priced([close * unit for close in closes])

    assert quarantined(scaled) == quarantined(bars)


@given(
    closes=st.lists(st.floats(50.0, 60.0), min_size=3, max_size=30),
    at=st.integers(1, 29),
    ratio=st.sampled_from([2.0, 3.0, 0.1, 1.5, 20.0]),
)
def test_a_split_changes_nothing_of_what_is_doubted(
    closes: list[float], at: int, ratio: float
) -> None:
    at = min(at, len(closes) - 1)
    whole = priced(closes)
    parted = priced(
        [close if n < at else close / ratio for n, close in enumerate(closes)], splits={at: ratio}
    )

    assert quarantined(parted) == quarantined(whole)


@given(st.permutations(priced([*CALM, 140.0, 141.0, 100.0, 50.0])))
def test_the_order_in_which_bars_are_given_does_not_matter(bars: list[DailyBar]) -> None:
    assert doubts(bars) == doubts(sorted(bars, key=lambda bar: bar.session))
