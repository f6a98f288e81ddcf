from __future__ import annotations

from math import cos, pi, sin, sqrt
from random import Random
from statistics import mean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.moves.second_opinion import mean_correlation, second_opinion
from tapestory.moves.student import two_sided_p

from .market_builders import wobble

MEMBERS, TOGETHER, DAYS = 8, 0.4, 4000


def correlated(random: Random) -> list[float]:
    """One day of standard normal members, every two of them alike by TOGETHER."""
    common = random.gauss()
    return [sqrt(TOGETHER) * common + sqrt(1.0 - TOGETHER) * random.gauss() for _ in range(MEMBERS)]


@pytest.mark.parametrize(
    ("t", "freedom", "p"),
    [
        # Printed tables of critical values.
        (12.7062047364, 1, 0.05),
        (4.30265272991, 2, 0.05),
        (3.18244630528, 3, 0.05),
        (2.22813885196, 10, 0.05),
        (2.26215716274, 9, 0.05),
        (63.6567411629, 1, 0.01),
        (2.75, 30, 0.01),
        (1.98397151845, 100, 0.05),
    ],
)
def test_p_is_that_of_the_tables(t: float, freedom: int, p: float) -> None:
    assert two_sided_p(t, freedom) == pytest.approx(p, rel=1e-4)
    assert two_sided_p(-t, freedom) == two_sided_p(t, freedom)


@given(t=st.floats(0, 1e6), freedom=st.integers(1, 200))
def test_p_falls_from_one_towards_nothing(t: float, freedom: int) -> None:
    p = two_sided_p(t, freedom)

    assert 0.0 <= p <= 1.0
    assert two_sided_p(1.001 * t + 1e-9, freedom) <= p + 1e-12
    assert two_sided_p(0.0, freedom) == 1.0


@given(angle=st.floats(1e-6, pi / 2 - 1e-6))
def test_p_of_one_and_two_degrees_is_what_their_formulas_say(angle: float) -> None:
    tangent = sin(angle) / cos(angle)

    assert two_sided_p(tangent, 1) == pytest.approx(1.0 - 2.0 * angle / pi, abs=1e-12)
    assert two_sided_p(sqrt(2.0) * tangent, 2) == pytest.approx(1.0 - sin(angle), abs=1e-12)


def test_p_far_out_keeps_its_digits() -> None:
    # The density falls with t to the power of -(10 + 1).
    near, far = two_sided_p(1e3, 10), two_sided_p(1e4, 10)

    assert far > 0.0
    assert near / far == pytest.approx(1e10, rel=1e-3)


def test_p_without_freedom_is_refused() -> None:
    with pytest.raises(ValueError, match="degree of freedom"):
        two_sided_p(1.0, 0)


def test_members_that_move_together_are_called_remarkable_on_one_ordinary_day_in_twenty() -> None:
    random = Random(20100)  # noqa: S311  # made-up returns, no secret
    past = [correlated(random) for _ in range(250)]
    found = mean_correlation(
        [{day: values[at] for day, values in enumerate(past)} for at in range(MEMBERS)]
    )
    days = [correlated(random) for _ in range(DAYS)]

    tests = [second_opinion(day, found) for day in days]
    plain = [second_opinion(day, 0.0) for day in days]

    assert found == pytest.approx(TOGETHER, abs=0.1)
    assert sum(one is not None and one.p <= 0.05 for one in tests) / DAYS == pytest.approx(
        0.05, abs=0.012
    )
    # What is not corrected for it calls every third day remarkable.
    assert sum(one is not None and one.p <= 0.05 for one in plain) / DAYS > 0.3


def test_a_test_is_worked_out_by_hand() -> None:
    values = [1.0, 2.0, 3.0, 6.0]

    found = second_opinion(values, 0.25)

    assert found is not None
    cross_section = mean(values) / stdev(values) * sqrt(4)
    assert found.t == pytest.approx(cross_section * sqrt(0.75 / 1.75))
    assert found.p == pytest.approx(two_sided_p(found.t, 3))


@pytest.mark.parametrize(
    ("values", "correlation"),
    [([1.0, 2.0], 0.1), ([1.0, 1.0, 1.0], 0.1), ([1.0, 2.0, 3.0], None)],
    ids=["two members", "all the same", "no common past"],
)
def test_what_cannot_be_tested_is_not(values: list[float], correlation: float | None) -> None:
    assert second_opinion(values, correlation) is None


def test_three_members_are_enough() -> None:
    found = second_opinion([1.0, 2.0, 4.0], 0.0)

    assert found is not None
    assert found.t == pytest.approx(mean([1.0, 2.0, 4.0]) / stdev([1.0, 2.0, 4.0]) * sqrt(3))


@pytest.mark.parametrize(
    ("middle", "apart", "tested"),
    [(0.0, 1.5e-9, True), (0.0, 0.5e-9, False), (1000.0, 1e-5, True), (1000.0, 1e-7, False)],
)
def test_members_that_differ_by_rounding_alone_all_moved_by_the_same(
    middle: float, apart: float, *, tested: bool
) -> None:
    found = second_opinion([middle - apart, middle, middle + apart], 0.1)

    assert (found is not None) is tested


@pytest.mark.parametrize("correlation", [1.0, 1.0000001])
def test_members_that_always_move_together_say_nothing_against_chance(correlation: float) -> None:
    found = second_opinion([1.0, 2.0, 4.0], correlation)

    assert found is not None
    assert (found.t, found.p) == (0.0, 1.0)


def test_noise_about_the_correlation_never_sharpens_the_test() -> None:
    values = [1.0, 2.0, 4.0]

    assert second_opinion(values, -0.3) == second_opinion(values, 0.0)


@given(seeds=st.lists(st.integers(1, 10**6), min_size=2, max_size=6, unique=True))
def test_the_correlation_of_whole_series_is_the_mean_over_all_pairs(seeds: list[int]) -> None:
    series = [wobble(60, seed=seed) for seed in seeds]

    pairs = [correlation(one, other) for at, one in enumerate(series) for other in series[at + 1 :]]

    assert mean_correlation([dict(enumerate(one)) for one in series]) == pytest.approx(
        mean(pairs), abs=1e-9
    )


def correlation(one: list[float], other: list[float]) -> float:
    a, b = mean(one), mean(other)
    both = sum((x - a) * (y - b) for x, y in zip(one, other, strict=True))
    return both / sqrt(sum((x - a) ** 2 for x in one) * sum((y - b) ** 2 for y in other))


@pytest.mark.parametrize("sign", [1.0, -1.0])
def test_a_correlation_stays_within_its_bounds_where_little_is_shared(sign: float) -> None:
    # They share one wild day, on which both were three spreads from their means.
    one = {0: 9.0} | dict.fromkeys(range(1, 10), -1.0)
    other = {0: 9.0 * sign} | dict.fromkeys(range(11, 20), -1.0 * sign)

    assert mean_correlation([one, other]) == sign


def test_series_that_share_some_sessions_are_alike_as_far_as_those_say() -> None:
    one = {0: 1.0, 1: -1.0, 2: 3.0, 3: -3.0}
    other = {0: 2.0, 1: -2.0, 8: 1.0, 9: -1.0}

    # On both days that they share, 1 over a spread of √5 meets 2 over one of √2.5.
    assert mean_correlation([one, other]) == pytest.approx(2.0 / sqrt(12.5))


def test_series_without_common_sessions_have_no_correlation() -> None:
    assert mean_correlation([{1: 0.1, 2: 0.2}, {3: 0.1, 4: 0.3}]) is None
    assert mean_correlation([]) is None
    assert mean_correlation([{1: 0.1, 2: 0.1}, {1: 0.2, 2: 0.3}]) is None
