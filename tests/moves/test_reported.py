from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import (
    ArticleId,
    Basis,
    Comparator,
    DailyBar,
    Move,
    MoveStatus,
    ReportedMove,
)
from tapestory.moves.reported import Agreement, agrees

SESSION = date(2026, 7, 1)
NEXT_DAY = date(2026, 7, 2)


def reported(
    low: float | None,
    high: float | None,
    comparator: Comparator = Comparator.EXACT,
    basis: Basis = Basis.UNSTATED,
    session: date | None = None,
) -> ReportedMove:
    return ReportedMove(
        symbol="S",
        low=low,
        high=high,
        comparator=comparator,
        basis=basis,
        session=session,
        article_id=ArticleId("a"),
        sentence="",
        cue="",
    )


def closed(raw: float | None, status: MoveStatus = MoveStatus.MEASURED) -> Move:
    return Move(
        event_id=None,
        symbol="S",
        mic="XNYS",
        window=(0, 0),
        session=SESSION,
        raw=raw,
        expected=None,
        abnormal=None,
        t=None,
        p=None,
        q=None,
        benchmark=None,
        model="none",
        status=status,
    )


def bar(raw: float, *, high: float, low: float) -> DailyBar:
    """A bar after a close of 100; high and low as returns on it."""
    return DailyBar(
        symbol="S",
        session=SESSION,
        close=100 * (1 + raw),
        high=100 * (1 + high),
        low=100 * (1 + low),
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
    assert agrees(reported(figure, figure), closed(raw), None).kind is kind


@pytest.mark.parametrize(
    ("low", "high", "comparator", "raw", "kind"),
    [
        (0.10, None, Comparator.OVER, 0.1154, Agreement.AGREES_AS_BOUND),
        (None, -0.08, Comparator.OVER, -0.1457, Agreement.AGREES_AS_BOUND),
        (-0.14, -0.14, Comparator.OVER, -0.1457, Agreement.AGREES_AS_BOUND),
        (None, -0.14, Comparator.OVER, -0.1347, Agreement.CONTRADICTED),
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

    assert agrees(claim, closed(raw), None).kind is kind


def test_a_figure_that_only_the_session_reached_is_intraday() -> None:
    day = bar(0.0881, high=0.1154, low=0.01)

    over_ten = reported(0.10, None, Comparator.OVER, Basis.INTRADAY)
    check = agrees(over_ten, closed(0.0881), day)

    assert check.kind is Agreement.INTRADAY
    assert "+11.54%" in check.note
    at_close = reported(0.10, None, Comparator.OVER, Basis.CLOSE)
    assert agrees(at_close, closed(0.0881), day).kind is Agreement.CONTRADICTED
    never = reported(0.15, 0.15, basis=Basis.INTRADAY)
    assert agrees(never, closed(0.0881), day).kind is Agreement.CONTRADICTED


def test_a_close_beyond_the_figure_shows_that_the_session_passed_it() -> None:
    about_seven = reported(-0.07, -0.07, Comparator.ABOUT, Basis.INTRADAY)

    assert agrees(about_seven, closed(-0.0789), None).kind is Agreement.INTRADAY


def test_without_high_and_low_an_intraday_figure_cannot_be_checked() -> None:
    over_ten = reported(0.10, None, Comparator.OVER, Basis.INTRADAY)

    assert agrees(over_ten, closed(0.0881), None).kind is Agreement.UNVERIFIABLE


@pytest.mark.parametrize("basis", [Basis.PREMARKET, Basis.AFTER_HOURS])
def test_daily_bars_say_nothing_about_trades_outside_the_session(basis: Basis) -> None:
    check = agrees(reported(0.08, 0.08, basis=basis), closed(0.08), None)

    assert check.kind is Agreement.UNVERIFIABLE


@pytest.mark.parametrize("status", [MoveStatus.PENDING, MoveStatus.NO_PRICES])
def test_what_is_not_measured_is_neither_right_nor_wrong(status: MoveStatus) -> None:
    check = agrees(reported(0.08, 0.08), closed(None, status), None)

    assert check.kind is Agreement.UNVERIFIABLE
    assert status.value in check.note


def test_a_claim_without_a_figure_cannot_be_checked() -> None:
    assert agrees(reported(None, None), closed(0.08), None).kind is Agreement.UNVERIFIABLE


def test_the_asian_date_of_an_american_session_passes_only_when_the_figure_fits() -> None:
    right = agrees(reported(-0.14, -0.14, session=NEXT_DAY), closed(-0.1392), None)
    wrong = agrees(reported(-0.02, -0.02, session=NEXT_DAY), closed(0.1392), None)
    another = agrees(reported(-0.14, -0.14, session=date(2026, 6, 1)), closed(-0.1392), None)

    assert right.kind is Agreement.AGREES
    assert "2026-07-02" in right.note
    assert wrong.kind is Agreement.UNVERIFIABLE
    assert another.kind is Agreement.UNVERIFIABLE


@given(raw=st.floats(-0.5, 0.5))
def test_a_close_copied_with_two_decimals_agrees(raw: float) -> None:
    figure = round(raw, 4)

    assert agrees(reported(figure, figure), closed(raw), None).kind is Agreement.AGREES


@given(raw=st.floats(0.01, 0.5), over=st.floats(0.001, 0.5))
def test_over_and_its_mirror_image_are_judged_alike(raw: float, over: float) -> None:
    up = agrees(reported(over, None, Comparator.OVER, Basis.CLOSE), closed(raw), None)
    down = agrees(reported(None, -over, Comparator.OVER, Basis.CLOSE), closed(-raw), None)

    assert up.kind is down.kind
