from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tapestory.model import DailyBar, Instrument, Move, Universe
from tapestory.moves import EventToMeasure, measure_event

from .market_builders import (
    EVENT,
    LONG_AFTER,
    bars_from,
    instrument,
    universe,
    weekday_sessions,
    wobble,
)

DAY0 = date(2026, 7, 1)
SEOUL_DAY0 = date(2026, 7, 2)
LAST = date(2026, 7, 10)
SESSIONS = weekday_sessions()
COUNT = 300
AT_DAY0 = -8
"""Place of day 0 among the returns."""
MARKET = wobble(COUNT)
SECTOR = wobble(COUNT, size=0.02, seed=77)
LOADINGS = {"A": 1.5, "B": 0.8, "C": 1.0, "D": 1.2}


def returns_of(symbol: str, loading: float, shock: float = 0.0) -> list[float]:
    own = wobble(COUNT, size=0.002, seed=ord(symbol[0]) * 7)
    made = [m + loading * s + e for m, s, e in zip(MARKET, SECTOR, own, strict=True)]
    made[AT_DAY0] += shock
    return made


def world(
    shocks: Mapping[str, float] | None = None, loadings: Mapping[str, float] = LOADINGS
) -> dict[str, Sequence[DailyBar]]:
    bars: dict[str, Sequence[DailyBar]] = {
        symbol: bars_from(symbol, LAST, returns_of(symbol, loading, (shocks or {}).get(symbol, 0)))
        for symbol, loading in loadings.items()
    }
    bars["M"] = bars_from("M", LAST, MARKET)
    return bars


def known(
    symbols: Sequence[str] = tuple(LOADINGS), changes: Mapping[str, Instrument] | None = None
) -> Universe:
    listed = [(changes or {}).get(symbol, instrument(symbol)) for symbol in symbols]
    return universe([*listed, instrument("M", sector="index")], {"XNYS": "M", "XKRX": "M"})


def moved(
    bars: Mapping[str, Sequence[DailyBar]],
    *,
    listed: Universe | None = None,
    symbol: str = "A",
    as_of: datetime = LONG_AFTER,
    **task: Any,
) -> Move:
    plain = EventToMeasure(event_id=EVENT, day0={"XNYS": DAY0}, named=(symbol,), windows=((0, 0),))
    found = measure_event(
        replace(plain, **task),
        universe=listed or known(),
        bars=bars,
        sessions=SESSIONS,
        as_of=as_of,
    )
    return found.moves[-1]


@settings(max_examples=25)
@given(shock=st.floats(-0.2, 0.2))
def test_what_only_it_does_is_its_own(shock: float) -> None:
    quiet, after = moved(world()), moved(world({"A": shock}))

    assert quiet.own is not None
    assert after.own == pytest.approx(quiet.own + shock, abs=1e-9)
    assert after.peers == pytest.approx(quiet.peers, abs=1e-12)


@settings(max_examples=25)
@given(shock=st.floats(-0.2, 0.2))
def test_what_all_the_others_do_is_the_peers_by_as_much_as_it_follows_them(shock: float) -> None:
    quiet = moved(world())
    after = moved(world(dict.fromkeys("BCD", shock)))

    assert quiet.peers is not None
    assert after.peers == pytest.approx(quiet.peers + 1.5 * shock, abs=0.03 * abs(shock) + 1e-9)
    assert after.abnormal == pytest.approx(quiet.abnormal, abs=1e-12)


@settings(max_examples=25)
@given(
    shocks=st.fixed_dictionaries({name: st.floats(-0.2, 0.2) for name in "ABCD"}),
    window=st.sampled_from([(0, 0), (0, 1), (-1, 1), (0, 5)]),
)
def test_the_parts_add_up_to_the_raw_move(
    shocks: dict[str, float], window: tuple[int, int]
) -> None:
    move = moved(world(shocks), windows=(window,))

    assert move.expected is not None
    assert move.peers is not None
    assert move.own is not None
    assert move.raw == pytest.approx(move.expected + move.peers + move.own, abs=1e-12)
    assert move.peer_count == 3


@pytest.mark.parametrize("absent", ["B", "D"])
def test_fewer_than_three_peers_are_no_sector(absent: str) -> None:
    bars = world()
    del bars[absent]

    move = moved(bars)

    assert (move.peers, move.own, move.peer_count) == (None, None, 2)
    assert move.abnormal is not None


def test_another_listing_of_the_company_is_no_peer_and_two_of_a_peer_are_one() -> None:
    loadings = {**LOADINGS, "a": 1.5, "b": 0.8}
    twins = known(
        tuple(loadings),
        {
            symbol: instrument(symbol, entity=entity)
            for symbol, entity in zip("AaBb", ("alpha", "alpha", "beta", "beta"), strict=True)
        },
    )

    assert moved(world(loadings=loadings), listed=twins).peer_count == 3


def test_a_loading_stays_between_none_and_twice() -> None:
    against = {**LOADINGS, "A": -1.0}
    wild = {**LOADINGS, "A": 6.0}

    assert moved(world(loadings=against)).peers == 0.0
    usual, most = moved(world(loadings={**LOADINGS, "A": 1.0})), moved(world(loadings=wild))
    assert usual.peers is not None
    assert most.peers == pytest.approx(2.0 * usual.peers, rel=0.1)


def test_a_group_that_is_no_line_of_business_has_no_peers() -> None:
    move = moved(world(), listed=known(("A",)), symbol="A")

    assert (move.peers, move.peer_count) == (None, 0)


def seoul(days_later: int) -> tuple[Universe, dict[str, Sequence[DailyBar]]]:
    """Everybody but A trades in Seoul, and does there what he does so many days before here."""
    listed = known(changes={name: instrument(name, mic="XKRX") for name in "BCD"})
    last = LAST + timedelta(days=0 if days_later == 0 else 3)
    bars = world()
    return listed, {
        symbol: held if symbol in "AM" else bars_from(symbol, last, returns_of(symbol, 1.0))
        for symbol, held in bars.items()
    }


def test_peers_count_that_had_closed_before_and_not_those_that_answer_afterwards() -> None:
    listed, bars = seoul(1)

    afterwards = moved(bars, listed=listed, day0={"XNYS": DAY0, "XKRX": SEOUL_DAY0})
    before = moved(bars, listed=listed, day0={"XNYS": DAY0, "XKRX": DAY0})

    assert (afterwards.peer_count, afterwards.peers) == (0, None)
    assert before.peer_count == 3
    assert before.peers is not None


def test_seoul_goes_with_the_session_of_new_york_before_it() -> None:
    # A trades in Seoul and does on each day what its sector did in New York the day before.
    listed = known(changes={"A": instrument("A", mic="XKRX")})
    bars = world()
    bars["A"] = bars_from("A", LAST + timedelta(days=3), returns_of("A", 1.5))

    move = moved(bars, listed=listed, day0={"XNYS": DAY0, "XKRX": SEOUL_DAY0})

    assert move.session == SEOUL_DAY0
    assert move.peer_count == 3
    assert move.peers is not None
    assert move.own == pytest.approx(0.0, abs=0.01)
    assert move.peers == pytest.approx(1.5 * SECTOR[AT_DAY0], abs=0.01)


@settings(max_examples=20)
@given(factor=st.floats(0.1, 10))
def test_what_closes_later_changes_no_part(factor: float) -> None:
    bars = world({"A": 0.05, "B": 0.03})
    tampered = {
        symbol: [
            replace(bar, close=bar.close * factor) if bar.session > DAY0 else bar for bar in held
        ]
        for symbol, held in bars.items()
    }
    now = datetime(2026, 7, 1, 20, 30, tzinfo=UTC)

    assert moved(tampered) == moved(bars)
    assert moved(tampered, as_of=now) == moved(bars, as_of=now) == moved(bars)


@settings(max_examples=20)
@given(scale=st.floats(0.01, 100), symbol=st.sampled_from("ABCDM"))
def test_price_levels_do_not_matter(scale: float, symbol: str) -> None:
    bars = world({"A": 0.05})
    scaled = {**bars, symbol: [replace(bar, close=bar.close * scale) for bar in bars[symbol]]}

    assert moved(scaled).peers == pytest.approx(moved(bars).peers, abs=1e-9)
    assert moved(scaled).own == pytest.approx(moved(bars).own, abs=1e-9)
