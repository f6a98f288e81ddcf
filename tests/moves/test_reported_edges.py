"""How far off a reported figure may be: the last value that a check still allows, and the next."""

from __future__ import annotations

import pytest

from moves.test_reported import closed, reported
from tapestory.model import Agreement, Basis, Comparator
from tapestory.moves.reported import check, closest

SIGNS = pytest.mark.parametrize("sign", [1.0, -1.0])
AGREES, BOUND, PASSED = Agreement.AGREES, Agreement.AGREES_AS_BOUND, Agreement.INTRADAY
CUT, NOT = Agreement.TRUNCATED, Agreement.CONTRADICTED


def kind(
    sign: float,
    ends: tuple[float | None, float | None],
    comparator: Comparator,
    close: float,
    *,
    reached: float | None = None,
    basis: Basis = Basis.UNSTATED,
) -> Agreement:
    """The verdict on sizes (smaller, larger), the close and the extreme of a rise, or of a fall."""
    low, high = (None if end is None else sign * end for end in ends)
    if sign < 0:
        low, high = high, low
    extreme = None if reached is None else sign * reached
    top, bottom = (extreme, None) if sign > 0 else (None, extreme)
    did = closed(sign * close, high=top, low=bottom)
    return check(reported(low, high, comparator, basis), did).kind


@SIGNS
@pytest.mark.parametrize(
    ("ends", "comparator", "closes", "what"),
    [
        ((0.08, 0.08), Comparator.EXACT, (0.075, 0.085, 0.0749, 0.0901), AGREES),
        ((0.088, 0.088), Comparator.EXACT, (0.0875, 0.0885, 0.0874, 0.0891), AGREES),
        ((0.0812, 0.0812), Comparator.EXACT, (0.08105, 0.08135, 0.0810, 0.0814), AGREES),
        ((0.16, 0.16), Comparator.NEARLY, (0.152, 0.165, 0.1519, 0.1651), AGREES),
        ((0.04, 0.04), Comparator.NEARLY, (0.035, 0.045, 0.0349, 0.0451), AGREES),
        ((0.16, 0.16), Comparator.ABOUT, (0.152, 0.168, 0.1519, 0.1681), AGREES),
        ((0.04, 0.04), Comparator.ABOUT, (0.035, 0.045, 0.0349, 0.0451), AGREES),
        ((0.05, 0.08), Comparator.BETWEEN, (0.045, 0.085, 0.0449, 0.0851), AGREES),
        ((0.051, 0.08), Comparator.BETWEEN, (0.0505, 0.0805, 0.0504, 0.0806), AGREES),
        ((0.08, 0.08), Comparator.UP_TO, (-0.005, 0.085, -0.0051, 0.0851), BOUND),
        ((None, 0.08), Comparator.UP_TO, (-0.005, 0.085, -0.0051, 0.0851), BOUND),
        ((None, 0.08), Comparator.OVER, (-0.005, 0.085, -0.0051, 0.0851), BOUND),
        ((0.08, None), Comparator.OVER, (0.07985, 0.99, 0.0798, 0.0798), BOUND),
        ((0.08, 0.08), Comparator.OVER, (0.07985, 0.99, 0.0798, 0.0798), BOUND),
        ((0.08, None), Comparator.UP_TO, (0.07985, 0.99, 0.0798, 0.0798), BOUND),
    ],
)
def test_a_close_bears_a_figure_out_up_to_what_its_words_and_digits_allow(
    sign: float,
    ends: tuple[float | None, float | None],
    comparator: Comparator,
    closes: tuple[float, ...],
    what: Agreement,
) -> None:
    found = [kind(sign, ends, comparator, close, basis=Basis.CLOSE) for close in closes]

    assert found == [what, what, NOT, NOT]


@SIGNS
@pytest.mark.parametrize(("figure", "last"), [(0.08, 0.0899), (0.088, 0.0889), (0.8, 0.8099)])
def test_decimals_are_cut_off_up_to_the_next_digit_and_of_plain_figures_only(
    sign: float, figure: float, last: float
) -> None:
    plain, over = Comparator.EXACT, last + 0.0001

    assert kind(sign, (figure, figure), plain, last) is CUT
    assert kind(sign, (figure, figure), plain, over) is PASSED
    assert kind(sign, (figure, figure), Comparator.NEARLY, last) is not CUT
    assert kind(sign, (figure - 0.03, figure), plain, last) is CUT


@SIGNS
@pytest.mark.parametrize(
    ("ends", "comparator", "least"),
    [
        ((0.08, 0.08), Comparator.EXACT, 0.075),
        ((0.0812, 0.0812), Comparator.EXACT, 0.08115),
        ((0.16, 0.16), Comparator.ABOUT, 0.152),
        ((0.16, 0.16), Comparator.NEARLY, 0.152),
        ((0.04, 0.04), Comparator.ABOUT, 0.035),
        ((0.05, 0.08), Comparator.BETWEEN, 0.045),
        ((0.08, None), Comparator.OVER, 0.075),
        ((0.08, 0.08), Comparator.UP_TO, 0.075),
        ((None, 0.08), Comparator.UP_TO, 0.075),
    ],
)
def test_a_session_reached_a_figure_when_it_went_to_the_nearer_end_but_for_rounding(
    sign: float,
    ends: tuple[float | None, float | None],
    comparator: Comparator,
    least: float,
) -> None:
    def held(reached: float) -> Agreement:
        return kind(sign, ends, comparator, -0.02, reached=reached, basis=Basis.INTRADAY)

    assert held(least) is PASSED
    assert held(least - 0.00001) is NOT


@SIGNS
@pytest.mark.parametrize("close", [0.09, 0.9])
def test_a_close_beyond_a_range_shows_that_the_session_passed_it(sign: float, close: float) -> None:
    assert kind(sign, (0.05, 0.08), Comparator.BETWEEN, close) is PASSED


@SIGNS
@pytest.mark.parametrize(
    ("ends", "close", "what"),
    [
        ((0.12, 0.12), 0.115, BOUND),
        ((0.12, 0.12), 0.1149, PASSED),
        ((None, 0.12), 0.115, BOUND),
        ((None, 0.12), 0.1149, PASSED),
        ((0.12, None), 0.13, BOUND),
        ((0.12, None), 0.1149, PASSED),
        ((0.05, 0.12), 0.115, AGREES),
        ((0.05, 0.12), 0.1149, PASSED),
    ],
)
def test_as_much_as_within_a_session_is_of_the_extreme_where_the_close_falls_short_of_it(
    sign: float, ends: tuple[float | None, float | None], close: float, what: Agreement
) -> None:
    assert kind(sign, ends, Comparator.UP_TO, close, reached=0.13, basis=Basis.INTRADAY) is what


@SIGNS
def test_as_much_as_is_of_the_close_where_no_session_is_spoken_of(sign: float) -> None:
    assert kind(sign, (0.12, 0.12), Comparator.UP_TO, 0.05, reached=0.13) is BOUND


@SIGNS
def test_a_close_that_is_over_a_figure_but_for_rounding_shows_that_it_was_passed(
    sign: float,
) -> None:
    def over(close: float) -> Agreement:
        return kind(sign, (0.08, None), Comparator.OVER, close, basis=Basis.INTRADAY)

    assert (over(0.075), over(0.0749)) == (PASSED, Agreement.UNVERIFIABLE)


def test_over_nothing_is_a_rise() -> None:
    assert kind(1.0, (0.0, None), Comparator.OVER, 0.5) is BOUND


@SIGNS
def test_without_an_extreme_only_a_close_on_the_other_side_contradicts(sign: float) -> None:
    point = (0.03, 0.03)

    assert kind(sign, point, Comparator.EXACT, -0.0001) is NOT
    assert kind(sign, point, Comparator.EXACT, 0.0) is Agreement.UNVERIFIABLE
    within = kind(sign, point, Comparator.EXACT, -0.01, basis=Basis.INTRADAY)
    assert within is Agreement.UNVERIFIABLE


@pytest.mark.parametrize(
    ("sentence", "half"),
    [
        ("It rose 8% on the day.", 0.005),
        ("It rose 8.0% on the day.", 0.0005),
        ("It rose 8.00% on the day.", 0.00015),
        ("It rose 8.000% on the day.", 0.00015),
        ("It rose 8% to 95.25 dollars.", 0.005),
        ("It rose 8.0%, or 8.00% as another source has it.", 0.00015),
    ],
)
def test_the_digits_that_a_sentence_prints_say_how_exact_a_figure_is(
    sentence: str, half: float
) -> None:
    said = reported(0.08, 0.08, basis=Basis.CLOSE, sentence=sentence)

    assert check(said, closed(0.08 - half)).kind is AGREES
    assert check(said, closed(0.08 - half - 0.00001)).kind is NOT


@SIGNS
def test_of_sessions_that_passed_a_figure_that_whose_close_came_nearest_to_it_counts(
    sign: float,
) -> None:
    low, high = sorted((sign * 0.05, sign * 0.06))
    said = reported(low, high, Comparator.BETWEEN, Basis.INTRADAY)
    far, near, below = (
        check(said, closed(sign * close, high=0.07, low=-0.07)) for close in (0.09, 0.07, 0.03)
    )

    assert {found.kind for found in (far, near, below)} == {PASSED}
    assert closest([far, near, below]) is near
    assert closest([below, far]) is below
    assert closest([far]) is far


def test_of_sessions_that_closed_at_a_figure_the_first_counts_however_near_the_next_came() -> None:
    said = reported(0.08, 0.08)
    rough, exact = (check(said, closed(close)) for close in (0.084, 0.08))

    assert rough.kind is exact.kind is AGREES
    assert closest([rough, exact]) is rough
