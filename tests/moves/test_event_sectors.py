"""A sector moves as its members do, counts a company once, and is judged by its own past."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from statistics import mean, stdev

import pytest

from moves.event_worlds import (
    DAY0,
    SEOUL_DAY0,
    event,
    measured,
    stock,
    world,
)
from tapestory.model import (
    SectorMove,
)
from tapestory.moves import (
    EventMoves,
)

from .market_builders import (
    bars_from,
    instrument,
)

"""Weekdays from day 0 to the last bar, both included, less one."""


def on_day0(result: EventMoves, sector: str = "s") -> SectorMove:
    return next(
        move for move in result.sector_moves if move.window == (0, 0) and move.sector == sector
    )


def test_a_basket_moves_as_its_members_do_on_average() -> None:
    known, bars = world(0.06, 0.06, 0.06)
    quiet = measured(event(), *world(0.0, 0.0, 0.0))

    result = measured(event(), known, bars)

    moved, still = on_day0(result), on_day0(quiet)
    assert moved.abnormal == pytest.approx((still.abnormal or 0.0) + 0.06, abs=1e-3)
    assert moved.members == 3
    assert moved.breadth == 1.0
    assert moved.p is not None
    assert moved.p < 0.01
    assert still.p is not None
    assert still.p > 0.05


def test_a_basket_is_judged_by_its_own_past_not_by_how_alike_its_members_are() -> None:
    result = measured(event(named=tuple("ABCDE")), *world(0.0, 0.0, 0.0, 0.0, 0.0))

    together = on_day0(result)
    values = [move.abnormal or 0.0 for move in result.moves if move.window == (0, 0)]
    cross_section = mean(values) / stdev(values) * len(values) ** 0.5
    assert together.t is not None
    assert abs(together.t) < 2
    assert abs(cross_section) > 4


def test_fewer_than_three_are_reported_but_not_tested() -> None:
    moved = on_day0(measured(event(), *world(0.1, 0.1)))

    assert moved.members == 2
    assert moved.abnormal == pytest.approx(0.1, abs=0.02)
    assert (moved.t, moved.p, moved.q) == (None, None, None)


def test_breadth_is_the_share_that_went_the_basket_s_way() -> None:
    assert on_day0(measured(event(), *world(0.2, 0.2, -0.1, 0.2))).breadth == pytest.approx(0.75)


def test_two_listings_of_a_company_count_once() -> None:
    known, bars = world(0.1, 0.0, 0.0, 0.1)
    twins = {
        symbol: replace(item, entity="twin" if symbol in "AD" else symbol)
        for symbol, item in known.instruments.items()
    }

    assert on_day0(measured(event(), replace(known, instruments=twins), bars)).members == 3


def test_members_without_prices_are_left_out_and_not_counted() -> None:
    known, bars = world(0.1, 0.0, 0.0, 0.0)
    del bars["D"]

    assert on_day0(measured(event(), known, bars)).members == 3


def test_a_sector_without_any_prices_says_nothing() -> None:
    known, _ = world(0.1, 0.0, 0.0)

    moved = on_day0(measured(event(), known, {}))

    assert (moved.abnormal, moved.t, moved.p, moved.members) == (None, None, None, 0)


def test_indices_are_no_sector() -> None:
    known, bars = world(0.1, 0.0, 0.0)

    result = measured(event(sectors=("index", "nowhere")), known, bars)

    assert {m.members for m in result.sector_moves} == {0}


def test_a_sector_gets_a_second_opinion_from_how_its_members_differ() -> None:
    known, bars = world(0.08, 0.07, 0.09, 0.06)

    moved, still = (
        on_day0(measured(event(), known, bars)),
        on_day0(measured(event(), *world(0.0, 0.0, 0.0, 0.0))),
    )

    assert moved.correlation == pytest.approx(0.6, abs=0.2)
    assert moved.second_t is not None
    assert moved.second_p is not None
    assert moved.second_p < 0.05
    assert still.second_p is not None
    assert still.second_p > 0.05


def test_fewer_than_three_members_get_no_second_opinion_either() -> None:
    moved = on_day0(measured(event(), *world(0.1, 0.1)))

    assert (moved.second_t, moved.second_p, moved.correlation) == (None, None, None)


def test_a_basket_over_two_exchanges_lines_up_the_sessions_that_answer_the_same_news() -> None:
    # Two Korean members do on each day what the American ones did the day before.
    known, bars = world(0.05, 0.05)
    shifted = {name: stock(30 + at, 0.05) for at, name in enumerate("KL")}
    bars |= {name: bars_from(name, date(2026, 8, 3), returns) for name, returns in shifted.items()}
    both = replace(
        known,
        instruments={
            **known.instruments,
            **{name: instrument(name, mic="XKRX") for name in "KL"},
        },
        benchmarks={"XNYS": "M", "XKRX": "M"},
    )
    what = event(day0={"XNYS": DAY0, "XKRX": SEOUL_DAY0})

    mixed = on_day0(measured(what, both, bars))
    american = on_day0(measured(event(), *world(0.05, 0.05, 0.05, 0.05)))

    assert mixed.members == 4
    assert mixed.t is not None
    assert american.t is not None
    assert mixed.t == pytest.approx(american.t, rel=0.15)
