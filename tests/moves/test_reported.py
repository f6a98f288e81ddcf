from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    Agreement,
    ArticleId,
    Basis,
    Comparator,
    ReportedCheck,
    ReportedMove,
)
from tapestory.moves.reported import SessionReturn, check, closest, unverifiable

SESSION = date(2026, 7, 1)


def reported(
    low: float | None,
    high: float | None,
    comparator: Comparator = Comparator.EXACT,
    basis: Basis = Basis.UNSTATED,
    sentence: str = "",
) -> ReportedMove:
    return ReportedMove(
        symbol="S",
        low=low,
        high=high,
        comparator=comparator,
        basis=basis,
        session=None,
        article_id=ArticleId("a"),
        sentence=sentence,
        cue="",
    )


def closed(
    close: float, *, high: float | None = None, low: float | None = None, before_close: bool = False
) -> SessionReturn:
    return SessionReturn(
        session=SESSION, close=close, high=high, low=low, before_close=before_close
    )


@pytest.mark.parametrize(
    ("figure", "raw", "kind"),
    [
        (0.08, 0.0760, Agreement.AGREES),
        (0.08, 0.0849, Agreement.AGREES),
        (0.08, 0.0881, Agreement.TRUNCATED),
        (-0.13, -0.1392, Agreement.TRUNCATED),
        (-0.17, -0.1701, Agreement.AGREES),
        (0.088, 0.0881, Agreement.AGREES),
        (0.088, 0.0888, Agreement.TRUNCATED),
        (-0.08, 0.0800, Agreement.CONTRADICTED),
        (0.08, 0.0650, Agreement.UNVERIFIABLE),
    ],
)
def test_a_point_figure_is_held_against_the_close_at_its_own_precision(
    figure: float, raw: float, kind: Agreement
) -> None:
    assert check(reported(figure, figure), closed(raw)).kind is kind


@pytest.mark.parametrize(
    ("low", "high", "comparator", "raw", "kind"),
    [
        (0.10, None, Comparator.OVER, 0.1154, Agreement.AGREES_AS_BOUND),
        (None, -0.08, Comparator.OVER, -0.1457, Agreement.AGREES_AS_BOUND),
        (-0.14, -0.14, Comparator.OVER, -0.1457, Agreement.AGREES_AS_BOUND),
        (None, -0.14, Comparator.OVER, -0.1347, Agreement.CONTRADICTED),
        (None, -0.14, Comparator.OVER, -0.1360, Agreement.CONTRADICTED),
        (0.08, None, Comparator.OVER, 0.0799, Agreement.AGREES_AS_BOUND),
        (0.08, None, Comparator.OVER, 0.0797, Agreement.CONTRADICTED),
        (None, 0.05, Comparator.UP_TO, 0.03, Agreement.AGREES_AS_BOUND),
        (0.05, 0.05, Comparator.UP_TO, 0.03, Agreement.AGREES_AS_BOUND),
        (-0.08, -0.08, Comparator.NEARLY, -0.0789, Agreement.AGREES),
        (-0.08, -0.08, Comparator.NEARLY, -0.0700, Agreement.CONTRADICTED),
        (-0.10, -0.10, Comparator.ABOUT, -0.1040, Agreement.AGREES),
        (-0.15, -0.07, Comparator.BETWEEN, -0.1057, Agreement.AGREES),
        (-0.15, -0.07, Comparator.BETWEEN, -0.0300, Agreement.CONTRADICTED),
    ],
)
def test_a_qualified_figure_is_held_to_what_it_claims(
    low: float | None, high: float | None, comparator: Comparator, raw: float, kind: Agreement
) -> None:
    claim = reported(low, high, comparator, Basis.CLOSE)

    assert check(claim, closed(raw)).kind is kind


def test_a_figure_that_only_the_session_reached_is_intraday() -> None:
    day = closed(0.0881, high=0.1154, low=0.01)

    over_ten = reported(0.10, None, Comparator.OVER, Basis.INTRADAY)
    found = check(over_ten, day)

    assert found.kind is Agreement.INTRADAY
    assert "+11.54%" in found.note
    assert (found.session, found.close, found.high, found.low) == (SESSION, 0.0881, 0.1154, 0.01)
    at_close = reported(0.10, None, Comparator.OVER, Basis.CLOSE)
    assert check(at_close, day).kind is Agreement.CONTRADICTED
    never = reported(0.15, 0.15, basis=Basis.INTRADAY)
    assert check(never, day).kind is Agreement.CONTRADICTED


def test_a_close_beyond_the_figure_shows_that_the_session_passed_it() -> None:
    about_seven = reported(-0.07, -0.07, Comparator.ABOUT, Basis.INTRADAY)

    assert check(about_seven, closed(-0.0789)).kind is Agreement.INTRADAY


@pytest.mark.parametrize(
    ("close", "low", "kind"),
    [
        (-0.1057, -0.121, Agreement.INTRADAY),
        (-0.1057, -0.135, Agreement.INTRADAY),
        (-0.1057, -0.108, Agreement.CONTRADICTED),
        (0.0100, -0.121, Agreement.INTRADAY),
        (-0.1190, -0.119, Agreement.AGREES_AS_BOUND),
        (-0.1057, None, Agreement.AGREES_AS_BOUND),
    ],
)
def test_as_much_as_during_a_session_is_held_against_its_extreme(
    close: float, low: float | None, kind: Agreement
) -> None:
    as_much_as = reported(-0.12, -0.12, Comparator.UP_TO, Basis.INTRADAY)

    assert check(as_much_as, closed(close, high=0.02, low=low)).kind is kind


def test_without_high_and_low_an_intraday_figure_cannot_be_checked() -> None:
    over_ten = reported(0.10, None, Comparator.OVER, Basis.INTRADAY)

    assert check(over_ten, closed(0.0881)).kind is Agreement.UNVERIFIABLE


def test_what_is_written_before_the_close_is_not_held_to_it() -> None:
    falling = reported(-0.03, -0.03)

    assert check(falling, closed(0.02)).kind is Agreement.CONTRADICTED
    assert check(falling, closed(0.02, before_close=True)).kind is Agreement.UNVERIFIABLE
    dipped = closed(0.02, low=-0.031, high=0.02, before_close=True)
    assert check(falling, dipped).kind is Agreement.INTRADAY


@pytest.mark.parametrize("basis", [Basis.PREMARKET, Basis.AFTER_HOURS])
def test_daily_bars_say_nothing_about_trades_outside_the_session(basis: Basis) -> None:
    assert check(reported(0.08, 0.08, basis=basis), closed(0.08)).kind is Agreement.UNVERIFIABLE


def test_a_claim_without_a_figure_cannot_be_checked() -> None:
    assert check(reported(None, None), closed(0.08)).kind is Agreement.UNVERIFIABLE


def test_zeros_that_are_printed_count_as_digits() -> None:
    printed = reported(0.08, 0.08, sentence="The stock rose 8.0% on the day.")
    rounded = reported(0.08, 0.08, sentence="The stock rose 8% on the day.")

    assert check(printed, closed(0.0830)).kind is Agreement.INTRADAY
    assert check(printed, closed(0.0804)).kind is Agreement.AGREES
    assert check(rounded, closed(0.0830)).kind is Agreement.AGREES


def test_of_several_sessions_the_one_that_fits_best_counts_and_the_first_of_equals() -> None:
    said = reported(0.08, 0.08)

    def at(day: int, close: float) -> ReportedCheck:
        return check(said, SessionReturn(session=date(2026, 7, day), close=close))

    found = closest([at(1, 0.12), at(2, 0.0881), at(3, 0.081), at(6, 0.079)])

    assert found is not None
    assert found.session == date(2026, 7, 3)
    assert closest([at(1, -0.02), unverifiable(said, "nothing")]) is None


@given(raw=st.floats(-0.5, 0.5))
def test_a_close_copied_with_two_decimals_agrees(raw: float) -> None:
    figure = round(raw, 4)

    assert check(reported(figure, figure), closed(raw)).kind is Agreement.AGREES


@given(raw=st.floats(0.01, 0.5), over=st.floats(0.001, 0.5))
def test_over_and_its_mirror_image_are_judged_alike(raw: float, over: float) -> None:
    up = check(reported(over, None, Comparator.OVER, Basis.CLOSE), closed(raw))
    down = check(reported(None, -over, Comparator.OVER, Basis.CLOSE), closed(-raw))

    assert up.kind is down.kind


@given(figure=st.integers(1, 40), rest=st.floats(0.0, 0.999))
def test_a_figure_whose_decimals_were_cut_off_is_never_contradicted(
    figure: int, rest: float
) -> None:
    """One-sided: [x, x + 1) in the last digit printed, and nothing below x but by rounding."""
    close = (figure + rest) / 100
    cut_short = {Agreement.AGREES, Agreement.TRUNCATED}

    assert check(reported(figure / 100, figure / 100), closed(close)).kind in cut_short
    fall = check(reported(-figure / 100, -figure / 100), closed(-close))
    assert fall.kind in cut_short
