from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from digest.builders import meta_event
from digest.pieces import SECTORS, at, move
from report.sites import with_errors
from tapestory.model import MoveStatus
from tapestory.report.addresses import Pages
from tapestory.report.heatmap import heatmap, sector_days
from tapestory.report.move_bars import ERRORS, interval, move_bar, scale_of
from tapestory.report.palette import STEPS, legend, shade
from tapestory.report.scale import WIDTH, TimeScale, ValueScale

RETURNS = st.floats(-0.9, 3.0)
PAGES = Pages(events={"7k2mw0qd"}, tickers=(), sectors=(), narratives=())


@given(firm=st.lists(RETURNS, max_size=8), soft=st.lists(RETURNS, max_size=8), value=RETURNS)
def test_a_scale_holds_nought_and_all_that_was_measured_and_keeps_order(
    firm: list[float], soft: list[float], value: float
) -> None:
    scale = ValueScale.of(firm, soft)

    assert scale.low <= 0.0 <= scale.high
    assert all(scale.low <= one <= scale.high for one in firm)
    assert 0 <= scale.at(value) <= WIDTH
    places = [scale.at(one) for one in sorted([*firm, 0.0])]
    assert places == sorted(places)


@given(hours=st.lists(st.integers(0, 20_000), min_size=1, max_size=9), least=st.integers(1, 100))
def test_a_strip_of_time_is_never_shorter_than_asked_and_holds_every_instant(
    hours: list[int], least: int
) -> None:
    times = [at(1, 0) + timedelta(hours=hour) for hour in hours]
    scale = TimeScale.of(times, least=timedelta(hours=least))

    assert scale.until - scale.since >= timedelta(hours=least)
    assert all(0 < scale.at(time) < WIDTH for time in times)


@given(abnormal=st.floats(-0.5, 0.5).filter(lambda x: abs(x) > 1e-6), error=st.floats(1e-4, 0.2))
def test_a_range_is_as_wide_as_the_standard_error_says_whichever_way_it_went(
    abnormal: float, error: float
) -> None:
    found = interval(replace(move("META", 0.1, abnormal=abnormal), t=abnormal / error))

    assert found is not None
    assert found[0] == abnormal
    assert found[1:] == pytest.approx((abnormal - ERRORS * error, abnormal + ERRORS * error))


def test_without_an_error_there_is_no_range_and_no_line() -> None:
    bare = move("META", 0.1, abnormal=0.1)

    assert interval(bare) is None
    assert move_bar(bare, scale_of([bare]), "").whisker is None


@given(value=RETURNS)
def test_a_shade_says_the_direction_and_darkens_with_size(value: float) -> None:
    name = shade(value)

    if abs(value) < STEPS[0]:
        assert name == "heat-none"
    else:
        assert name.startswith("up" if value > 0 else "down")
        assert int(name[-1]) == sum(abs(value) >= step for step in STEPS)


def test_the_legend_explains_every_shade_once() -> None:
    shades = [name for name, _ in legend()]

    assert len(shades) == len(set(shades)) == 2 * len(STEPS) + 1
    assert {shade(sign * step) for step in STEPS for sign in (1, -1)} < set(shades)


def test_a_sector_stands_on_the_session_of_the_companies_that_were_measured() -> None:
    view = with_errors(meta_event())
    pending = replace(
        move("NBIS", None, session=at(6, 0).date(), status=MoveStatus.PENDING), window=(0, 0)
    )
    waiting = replace(view, moves=(*view.moves, pending, replace(pending, symbol="CRWV")))

    days = {day.move.sector: day.session for day in sector_days([waiting])}

    assert days["neocloud"] == at(1, 0).date()


def test_a_sector_that_was_not_measured_has_no_row() -> None:
    view = replace(meta_event(), sector_moves=())

    assert heatmap([view], SECTORS, PAGES, year=2026) is None
