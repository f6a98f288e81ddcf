from __future__ import annotations

import csv
import gzip
import itertools
from collections import Counter
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.errors import NoPriceHistoryError
from tapestory.moves.market_model import fit, within_mads
from tapestory.moves.measure import abnormal_return, cumulative_abnormal_return
from tapestory.moves.simulation import filtered_p, narrowing, runs_of

from .market_builders import wobble

PRICES = Path(__file__).parents[3] / "shared" / "data" / "prices"
SMALL = st.floats(-0.05, 0.05)
MARKET = wobble(120)
ROUNDING = 5e-9
"""The reference is printed with eight decimals."""


@given(alpha=SMALL, beta=st.floats(-3, 3), shock=SMALL, market=SMALL)
def test_what_is_added_on_the_event_session_is_what_comes_back(
    alpha: float, beta: float, shock: float, market: float
) -> None:
    stock = [alpha + beta * m for m in MARKET]

    result = abnormal_return(stock, MARKET, alpha + beta * market + shock, market)

    assert result.value == pytest.approx(shock, abs=1e-9)
    assert result.expected == pytest.approx(alpha + beta * market, abs=1e-9)


@given(scale=st.floats(0.01, 100), shock=SMALL)
def test_t_does_not_depend_on_the_unit_of_returns(scale: float, shock: float) -> None:
    stock = [0.001 + 1.2 * m + e for m, e in zip(MARKET, wobble(120, seed=7), strict=True)]

    plain = abnormal_return(stock, MARKET, shock, 0.01)
    scaled = abnormal_return(
        [value * scale for value in stock],
        [value * scale for value in MARKET],
        shock * scale,
        0.01 * scale,
    )

    assert plain.t is not None
    assert scaled.t == pytest.approx(plain.t, rel=1e-9, abs=1e-9)


def test_a_sum_of_sessions_is_the_sum_of_their_abnormal_returns() -> None:
    stock = [1.2 * m + e for m, e in zip(MARKET, wobble(120, seed=7), strict=True)]
    days = [(0.03, 0.01), (-0.01, 0.0), (0.02, 0.02)]

    single = [abnormal_return(stock, MARKET, s, m) for s, m in days]
    summed = cumulative_abnormal_return(stock, MARKET, *map(list, zip(*days, strict=True)))

    assert summed.value == pytest.approx(sum(one.value for one in single))
    independent = sum(one.standard_error**2 for one in single) ** 0.5
    assert summed.standard_error > independent  # errors in alpha and beta are common


def test_too_few_sessions_are_said_so() -> None:
    with pytest.raises(NoPriceHistoryError, match="59"):
        abnormal_return(MARKET[:59], MARKET[:59], 0.0, 0.0)


@pytest.mark.parametrize(
    ("stock", "market"),
    [(MARKET, MARKET[:-1]), (MARKET, [0.01] * 120)],
    ids=["unequal", "constant market"],
)
def test_series_that_cannot_be_fitted_are_refused(stock: list[float], market: list[float]) -> None:
    with pytest.raises(ValueError, match="market"):
        abnormal_return(stock, market, 0.0, 0.0)


def test_a_perfect_fit_has_no_scale_for_t() -> None:
    stock = [0.0] * 120

    result = abnormal_return(stock, MARKET, 0.01, 0.02)

    assert result.value == pytest.approx(0.01)
    assert result.t is None


def test_only_what_is_far_out_is_trimmed() -> None:
    residuals = [*wobble(100), 0.5]

    assert within_mads(residuals, 6.0) == [True] * 100 + [False]
    assert within_mads([0.0] * 10 + [1.0], 6.0) == [True] * 11


@pytest.mark.parametrize("window", [(0, 0), (0, 1), (-1, 1), (0, 5)])
def test_the_reference_studies_are_reproduced(window: tuple[int, int]) -> None:
    if not PRICES.exists():
        pytest.skip("the shared reference studies are not here")
    with gzip.open(PRICES / "prices_2012_2017.csv.gz", "rt", encoding="utf-8") as file:
        prices = list(csv.DictReader(file))
    with (PRICES / "reference_event_studies_mit.csv").open(encoding="utf-8") as file:
        studies = list(csv.DictReader(file))
    at = {row["Date"]: n for n, row in enumerate(prices)}
    label = f"[{window[0]},{window[1]}]"

    def returns(symbol: str, first: int, last: int) -> list[float]:
        closes = [float(row[symbol]) for row in prices[max(0, first - 1) : last + 1]]
        return [b / a - 1 for a, b in itertools.pairwise(closes)]

    for study in studies:
        day0 = at[study["day0"]]
        stock, market = study["symbol"], "^GSPC"
        learned = (day0 - 130, day0 - 11)
        inside = (day0 + window[0], day0 + window[1])

        result = cumulative_abnormal_return(
            returns(stock, *learned),
            returns(market, *learned),
            returns(stock, *inside),
            returns(market, *inside),
        )

        assert result.model.sessions == int(study["n_est"])
        for column, value in [
            ("alpha", result.model.alpha),
            ("beta", result.model.beta),
            ("sigma", result.model.sigma),
            ("r2", result.model.r_squared),
            (f"CAR{label}", result.value),
            (f"se{label}", result.standard_error),
            (f"t{label}", result.t),
        ]:
            assert value == pytest.approx(float(study[column]), abs=ROUNDING + 1e-9), column
        assert date.fromisoformat(study["est_end"]).isoformat() == prices[day0 - 11]["Date"]


def test_without_filter_p_is_the_rank_among_the_past() -> None:
    past = wobble(99)

    assert filtered_p(past, [], 1.0, decay=1.0) == pytest.approx(1 / 100)
    assert filtered_p(past, [], 0.0, decay=1.0) == 1.0


def test_the_same_shock_is_less_remarkable_in_a_wild_week() -> None:
    past, shock = wobble(250, size=0.01, seed=3), 0.02

    calm = filtered_p(past, [0.001] * 10, shock)
    wild = filtered_p(past, [0.05, -0.05] * 5, shock)

    assert calm is not None
    assert wild is not None
    assert calm < 0.02 < wild


def test_longer_windows_are_replayed_as_runs() -> None:
    past = wobble(250, size=0.01, seed=3)

    small = filtered_p(past, [], 0.001, length=6)
    large = filtered_p(past, [], 0.5, length=6)

    assert small is not None
    assert small > 0.5
    assert large == pytest.approx(1 / (len(runs_of(250, 6)) + 1))


@given(count=st.integers(60, 260), length=st.integers(2, 30))
def test_runs_hold_different_sessions_and_use_none_more_than_others(
    count: int, length: int
) -> None:
    runs = runs_of(count, length)

    used = Counter(itertools.chain.from_iterable(runs))
    assert all(len(set(run)) == length for run in runs)
    assert max(used.values()) <= min(length, count)
    assert len(runs) * length > 0.8 * min(length, count // 2 - 1) * (count - length)


def test_fitted_errors_add_up_to_less_than_those_to_come() -> None:
    dice = np.random.default_rng(5)
    fitted, to_come = [], []
    for _ in range(4000):
        errors = dice.normal(size=100)
        fitted.append((errors[:80] - errors[:80].mean())[:20].sum())
        to_come.append(errors[80:].sum())

    assert np.std(fitted) / np.std(to_come) == pytest.approx(narrowing(80, 20), rel=0.03)


def test_a_past_without_movement_gives_no_p() -> None:
    assert filtered_p([0.0] * 100, [], 0.01) is None
    assert filtered_p([0.01], [], 0.01, length=5) is None


@given(scale=st.floats(0.1, 10), shock=st.floats(0.0001, 0.1))
def test_p_does_not_depend_on_the_unit_of_returns(scale: float, shock: float) -> None:
    past, recent = wobble(120, seed=5), wobble(10, seed=6)

    plain = filtered_p(past, recent, shock)
    scaled = filtered_p([v * scale for v in past], [v * scale for v in recent], shock * scale)

    assert scaled == pytest.approx(plain, abs=1.5 / 121)  # a tie may fall either way


def test_a_line_is_fitted_as_worked_by_hand() -> None:
    found = fit([1.0, 3.0, 2.0, 6.0], [0.0, 1.0, 2.0, 3.0])

    # Means 3 and 1.5; squares of the market 5, of the stock 14, of the errors 4.2; products 7.
    assert found.beta == pytest.approx(1.4)
    assert found.alpha == pytest.approx(0.9)
    assert found.sigma == pytest.approx((4.2 / 2) ** 0.5)
    assert found.r_squared == pytest.approx(1.0 - 4.2 / 14)
    assert (found.sessions, found.market_mean, found.market_spread) == (4, 1.5, 5.0)
    assert found.expected(2.0) == pytest.approx(3.7)
    assert found.abnormal(5.0, 2.0) == pytest.approx(1.3)
    # Three sessions add to 6: their own noise 3, that of alpha 3²/4, of beta (6 - 3 * 1.5)²/5.
    assert found.spread_factor([2.0, 3.0, 1.0]) == pytest.approx(3 + 2.25 + 0.45)
    assert found.standard_error([2.0, 3.0, 1.0]) == pytest.approx((2.1 * 5.7) ** 0.5)


@pytest.mark.parametrize(
    "market",
    [[0.0009] * 3, [0.0, 1e-200, 2e-200]],
    ids=["whose mean is rounded", "whose squares are too small"],
)
def test_a_market_that_hardly_moves_is_refused(market: list[float]) -> None:
    with pytest.raises(ValueError, match="did not move"):
        fit(market, market)


def test_a_stock_that_never_moves_is_not_explained_by_the_market() -> None:
    found = fit([0.01, 0.01, 0.01], [0.0, 0.01, 0.03])

    assert (found.beta, found.r_squared) == pytest.approx((0.0, 0.0))
    assert found.sessions == 3


def test_what_lies_at_the_bound_is_kept() -> None:
    residuals = [-3.0, -1.0, 0.0, 1.0, 2.0]

    assert within_mads(residuals, 3.0) == [True] * 5
    assert within_mads(residuals, 2.99) == [False, True, True, True, True]
    assert within_mads([value + 7.0 for value in residuals], 1.0) == [
        False,
        True,
        True,
        True,
        False,
    ]


def test_a_line_needs_three_points() -> None:
    with pytest.raises(ValueError, match="2 sessions"):
        fit([0.1, 0.2], [0.1, 0.3])
