"""Where the prices of a symbol, and of what it is held against, are from."""

from __future__ import annotations

from dataclasses import replace

import pytest

from moves.event_worlds import DAY0, MARKET, SEOUL_DAY0, event, measured
from moves.market_builders import bars_from, instrument, universe, wobble
from tapestory.model import DailyBar, Instrument, MoveStatus
from tapestory.moves.listings import mic_of, trading_mic

LISTED = {
    "^GSPC": instrument("^GSPC", mic=""),
    "WIG20": instrument("WIG20", mic="XWAR"),
    "ODD": instrument("ODD", mic="XXXX"),
}


@pytest.mark.parametrize(
    ("symbol", "mic", "trading"),
    [
        ("WIG20", "XWAR", "XWAR"),
        ("^GSPC", "XNYS", "XNYS"),
        ("SPY", "XNYS", "XNYS"),
        ("000660.KS", "XKRX", "XKRX"),
        ("^NOBODY", "XNYS", None),
        ("ODD", "XXXX", None),
    ],
)
def test_what_is_known_of_a_symbol_comes_before_its_spelling_and_that_before_new_york(
    symbol: str, mic: str, trading: str | None
) -> None:
    assert mic_of(symbol, LISTED) == mic
    assert trading_mic(symbol, LISTED) == trading


@pytest.mark.parametrize("benchmark", [instrument("^GSPC", mic=""), "SPY", "^GSPC"])
def test_in_seoul_an_american_benchmark_is_taken_up_to_the_session_before(
    benchmark: Instrument | str,
) -> None:
    symbol = benchmark if isinstance(benchmark, str) else benchmark.symbol
    listed = [instrument("K", mic="XKRX")]
    listed += [] if isinstance(benchmark, str) else [benchmark]
    known = universe(listed, {"XKRX": symbol})
    # Seoul's return of each day is New York's of the day before, and something of its own.
    own = wobble(len(MARKET), size=0.001, seed=5)
    seoul = [0.0, *(m + e for m, e in zip(MARKET[:-1], own, strict=False))]
    bars = {
        symbol: bars_from(symbol, SEOUL_DAY0, MARKET),
        "K": bars_from("K", SEOUL_DAY0, seoul),
    }
    task = event(named=("K",), sectors=(), day0={"XKRX": SEOUL_DAY0}, windows=((0, 0),))

    (move,) = measured(task, known, bars).moves

    assert move.status is MoveStatus.MEASURED
    assert move.market == pytest.approx(MARKET[-2])
    assert abs(move.abnormal or 1.0) < 0.002
    later = bars[symbol][-1]
    assert later.session == SEOUL_DAY0 > DAY0
    tampered: list[DailyBar] = [*bars[symbol][:-1], replace(later, close=1.0)]
    assert measured(task, known, {**bars, symbol: tampered}).moves == (move,)
