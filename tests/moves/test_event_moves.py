from __future__ import annotations

import csv
import gzip
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from moves.event_worlds import (
    DAY0,
    SEOUL_DAY0,
    SESSIONS,
    event,
    measured,
    world,
)
from tapestory.model import (
    DailyBar,
    Family,
    Linked,
    MoveStatus,
    Universe,
)
from tapestory.moves import (
    EventMeter,
    ExchangeSessions,
    also_tested,
    measure_event,
    needed_symbols,
)

from .market_builders import (
    LONG_AFTER,
    instrument,
    universe,
)

SHARED = Path(__file__).parents[3] / "shared" / "data" / "prices" / "daily_2024_2026.csv.gz"


"""Weekdays from day 0 to the last bar, both included, less one."""


def test_every_party_and_sector_gets_every_window() -> None:
    result = measured(event(named=("A", "B")), *world(0.1, 0.0, 0.0))

    windows = [(0, 0), (0, 1), (-1, 1), (0, 5), (0, 20)]
    assert [(m.symbol, m.window) for m in result.moves] == [
        (symbol, window) for symbol in "AB" for window in windows
    ]
    assert [m.window for m in result.sector_moves] == windows
    assert all(m.status is MoveStatus.MEASURED for m in result.moves)


def test_windows_mature_one_after_the_other() -> None:
    result = measured(event(), *world(0.1, 0.0, 0.0), datetime(2026, 7, 2, 20, 30, tzinfo=UTC))

    assert [m.status.value for m in result.moves] == [
        "measured",
        "measured",
        "measured",
        "pending",
        "pending",
    ]
    assert [m.abnormal is None for m in result.sector_moves] == [False, False, False, True, True]


def test_named_parties_are_one_family_and_the_others_another() -> None:
    known, bars = world(0.1, 0.05, 0.0, 0.06)

    result = measured(event(named=("A", "B", "A"), others=("C", "D", "B")), known, bars)

    moves = {m.symbol: m for m in result.moves if m.window == (0, 0)}
    assert list(moves) == ["A", "B", "C", "D"]
    p = {symbol: move.p or 0.0 for symbol, move in moves.items()}
    assert moves["A"].q == pytest.approx(min(1.0, 2 * min(p["A"], p["B"])))
    assert moves["D"].q == pytest.approx(min(1.0, 2 * p["D"]))


def test_what_cannot_be_measured_is_a_value_not_an_error() -> None:
    known, bars = world(0.1)
    strange = replace(
        known,
        instruments={
            **known.instruments,
            "X": instrument("X", mic="XXXX"),
            "U": instrument("U", mic=""),
            "K": instrument("K", mic="XKRX"),
            "N": instrument("N"),
        },
    )

    result = measured(event(named=("X", "U", "K", "N", "?"), sectors=()), strange, bars)

    assert {m.status for m in result.moves} == {MoveStatus.NO_PRICES}
    assert {m.raw for m in result.moves} == {None}


def test_a_day_zero_that_is_no_session_is_a_value_too() -> None:
    result = measured(event(day0={"XNYS": date(2026, 7, 4)}), *world(0.1))

    assert {m.status for m in result.moves} == {MoveStatus.NO_PRICES}


def test_day_zero_may_be_given_under_any_code_of_the_calendar() -> None:
    known, bars = world(0.1)
    listed = {s: replace(item, mic="XNAS") for s, item in known.instruments.items()}

    result = measured(event(day0={"ARCX": DAY0}), replace(known, instruments=listed), bars)

    assert result.moves[0].status is MoveStatus.MEASURED
    assert result.moves[0].benchmark == "M"


def test_the_benchmark_itself_has_no_abnormal_move() -> None:
    result = measured(event(named=("M",), sectors=()), *world(0.1))

    assert result.moves[0].status is MoveStatus.MEASURED
    assert (result.moves[0].abnormal, result.moves[0].benchmark) == (None, None)


def test_only_what_will_be_asked_for_is_needed() -> None:
    known, _ = world(0.1, 0.0, 0.0)

    assert needed_symbols(event(), known) == {"A", "B", "C", "M"}
    assert needed_symbols(event(named=("M", "?"), sectors=()), known) == {"M", "?"}


def test_the_peers_of_who_is_measured_are_needed_too() -> None:
    known, _ = world(0.1, 0.0, 0.0)

    assert needed_symbols(event(named=("B",), sectors=()), known) == {"A", "B", "C", "M"}


def test_families_are_fixed_before_any_price_is_read() -> None:
    known, bars = world(0.1, 0.0, 0.0, 0.0, 0.0)
    what = event(named=("A", "A"), others=("B", "A"), also=also_tested_by(known, "A", "B"))

    with_prices, without = measured(what, known, bars), measured(what, known, {})

    families = {tested.family: tested.members for tested in with_prices.families}
    assert families == {
        Family.PARTIES: ("A",),
        Family.SECTORS: ("s",),
        Family.REST: ("B", "C", "D", "E"),
    }
    assert without.families == with_prices.families


def also_tested_by(known: Universe, *named: str) -> tuple[str, ...]:
    return also_tested(("s",), named, {"XNYS": DAY0}, known)


def test_the_rest_is_tested_whole_and_told_of_where_it_moved() -> None:
    known, bars = world(0.0, 0.0, 0.15, 0.0, 0.0)
    what = event(others=("B",), also=also_tested_by(known, "A", "B"))

    result = measured(what, known, bars)

    told = {(m.symbol, m.window): m for m in result.moves if m.family is Family.REST}
    assert {symbol for symbol, _ in told} == {"B", "C"}
    assert [window for symbol, window in told if symbol == "C"] == [(0, 0)]
    moved = told["C", (0, 0)]
    # Four were tested, though two are told of: the smallest p counts four times.
    assert moved.q == pytest.approx(4 * (moved.p or 0.0))
    assert (moved.linked, told["B", (0, 0)].linked) == (Linked.SECTOR, Linked.NAMED)


def test_a_quiet_rest_is_not_told_of() -> None:
    known, bars = world(0.1, 0.0, 0.0, 0.0)

    result = measured(event(also=also_tested_by(known, "A")), known, bars)

    assert {m.symbol for m in result.moves} == {"A"}
    assert {m.family for m in result.moves} == {Family.PARTIES}
    assert {m.linked for m in result.moves} == {Linked.NAMED}


def test_companies_are_tested_once_and_those_that_are_named_by_another_listing_not_again() -> None:
    known, _ = world(0.0, 0.0, 0.0, 0.0)
    twins = {"A": "alpha", "B": "alpha", "C": "gamma", "D": "gamma"}
    listed = {
        symbol: replace(item, entity=twins.get(symbol, ""))
        for symbol, item in known.instruments.items()
    }
    both = replace(known, instruments=listed)

    assert also_tested_by(both, "A") == ("C",)
    abroad = replace(both, instruments={**listed, "C": instrument("C", mic="XKRX", entity="gamma")})
    assert also_tested_by(abroad, "A") == ("D",)
    assert also_tested(("index", "s"), (), {"XKRX": SEOUL_DAY0}, abroad) == ("C",)


def test_days_of_other_events_do_not_bend_the_line() -> None:
    known, bars = world(0.1, 0.0, 0.0)
    news = bars["A"][100].session
    told = {"A": frozenset({news})}
    shaken = dict(bars)
    shaken["A"] = [
        replace(bar, close=bar.close * (1.01 if bar.session >= news else 1.0)) for bar in bars["A"]
    ]

    with_news = measured(event(event_days=told), known, shaken).moves[0]
    without = measured(event(event_days=told), known, bars).moves[0]

    assert with_news.abnormal == pytest.approx(without.abnormal, abs=1e-12)


def test_one_meter_measures_many_events_as_each_would_be_measured_alone() -> None:
    known, bars = world(0.1, 0.05, 0.0, 0.0)
    meter = EventMeter(known, SESSIONS, as_of=LONG_AFTER, most_held=3)
    tasks = [
        event(named=("A",), others=("B",), also=("C", "D")),
        event(named=("B",), day0={"XNYS": date(2026, 6, 24)}),
        event(named=("A", "C"), sectors=()),
    ]

    for task in [*tasks, *tasks]:
        assert meter.measure(task, bars) == measured(task, known, bars)


def test_what_comes_later_changes_nothing() -> None:
    known, bars = world(0.1, 0.05, 0.0)
    now = datetime(2026, 7, 2, 21, tzinfo=UTC)
    tampered = {
        symbol: [replace(b, close=b.close * 3) if b.session > date(2026, 7, 2) else b for b in held]
        for symbol, held in bars.items()
    }

    what = event(named=("A",), others=("B",), also=("C",))
    assert measured(what, known, tampered, now) == measured(what, known, bars, now)
    on_day = [(0, 0), (0, 1), (-1, 1)]
    late, early = measured(what, known, tampered), measured(what, known, bars, now)
    assert [m for m in late.moves if m.window in on_day] == [
        m for m in early.moves if m.window in on_day
    ]
    assert [m for m in late.sector_moves if m.window in on_day] == [
        m for m in early.sector_moves if m.window in on_day
    ]
    assert late.families == early.families


@pytest.mark.slow
def test_the_raw_moves_of_july_2026_come_out_of_the_prices() -> None:
    if not SHARED.exists():
        pytest.skip("the shared prices are not here")
    listed = {"META": "XNAS", "CRWV": "XNAS", "NBIS": "XNAS"}
    listed |= dict.fromkeys(["000660.KS", "005930.KS", "^KS11"], "XKRX")
    bars: dict[str, list[DailyBar]] = {symbol: [] for symbol in listed}
    with gzip.open(SHARED, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if (symbol := row["symbol"]) in bars:
                session, close = date.fromisoformat(row["date"]), float(row["close"])
                bars[symbol].append(DailyBar(symbol=symbol, session=session, close=close))

    result = measure_event(
        event(day0={"XNYS": DAY0, "XKRX": SEOUL_DAY0}, named=tuple(listed), windows=((0, 0),)),
        universe=universe([instrument(s, mic=mic) for s, mic in listed.items()], {}),
        bars=bars,
        sessions=ExchangeSessions(),
        as_of=datetime(2026, 8, 22, tzinfo=UTC),
    )

    assert {move.symbol: round(move.raw or 0.0, 4) for move in result.moves} == {
        "META": 0.0881,
        "CRWV": -0.1392,
        "NBIS": -0.1701,
        "000660.KS": -0.1457,
        "005930.KS": -0.0906,
        "^KS11": -0.0789,
    }
