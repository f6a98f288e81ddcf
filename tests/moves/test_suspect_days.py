from __future__ import annotations

import csv
import gzip
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tapestory.model import DayKind, SpecialDay
from tapestory.moves import ExchangeSessions, SessionOverrides, suspect_days
from tapestory.moves.providers.spellings import exchange_of

from .market_builders import weekday_sessions, weekdays

PRICES = Path(__file__).parents[3] / "shared" / "data" / "prices" / "daily_2024_2026.csv.gz"
FIRST, LAST = date(2026, 6, 1), date(2026, 7, 31)
WEDNESDAY = date(2026, 7, 1)
SATURDAY = date(2026, 7, 4)
SYMBOLS = [f"{number:06}.KS" for number in range(5)]
SESSIONS = weekday_sessions().between("XKRX", FIRST, LAST)


def bars(*, without: dict[str, set[date]]) -> dict[str, set[date]]:
    return {symbol: set(SESSIONS) - without.get(symbol, set()) for symbol in SYMBOLS}


def told(held: dict[str, set[date]]) -> list[tuple[str, date, DayKind, int, int, bool]]:
    found = suspect_days(held, exchange_of, weekday_sessions())
    return [(s.mic, s.day, s.kind, s.saying_so, s.symbols, s.is_likely) for s in found]


def test_a_session_without_bars_of_most_symbols_is_a_suspect_holiday() -> None:
    held = bars(without={key: {WEDNESDAY} for key in SYMBOLS[:4]})

    assert told(held) == [("XKRX", WEDNESDAY, DayKind.CLOSED, 4, 5, True)]


def test_a_session_that_a_third_of_the_symbols_have_is_none() -> None:
    held = bars(without={key: {WEDNESDAY} for key in SYMBOLS[:3]})

    assert told(held) == []


def test_one_or_two_symbols_do_not_close_an_exchange() -> None:
    held = {symbol: set(SESSIONS) - {WEDNESDAY} for symbol in SYMBOLS[:2]}

    assert told(held) == []


def test_a_closure_of_several_sessions_is_told_day_by_day_latest_first() -> None:
    closed = set(SESSIONS[10:15])
    held = bars(without=dict.fromkeys(SYMBOLS, closed))

    assert [day for _, day, *_ in told(held)] == sorted(closed, reverse=True)


def test_what_no_symbol_has_before_or_after_is_no_holiday() -> None:
    held = {symbol: set(SESSIONS[5:-5]) for symbol in SYMBOLS}

    assert told(held) == []


def test_symbols_that_were_suspended_for_long_say_nothing_of_the_days_between() -> None:
    held = bars(without={key: set(SESSIONS[5:30]) for key in SYMBOLS[:4]})

    assert told(held) == []


def test_bars_of_most_symbols_on_a_closed_day_make_it_a_suspect_session() -> None:
    held = bars(without={})
    for symbol in SYMBOLS[:4]:
        held[symbol].add(SATURDAY)

    assert told(held) == [("XKRX", SATURDAY, DayKind.OPEN, 4, 5, True)]


def test_a_stray_bar_on_a_closed_day_is_told_and_does_not_open_it() -> None:
    held = bars(without={})
    held[SYMBOLS[0]].add(SATURDAY)

    assert told(held) == [("XKRX", SATURDAY, DayKind.OPEN, 1, 5, False)]


def test_the_last_bar_may_be_the_stray_one() -> None:
    held = {symbol: {day for day in SESSIONS if day < SATURDAY} for symbol in SYMBOLS}
    held[SYMBOLS[0]].add(SATURDAY)

    assert told(held) == [("XKRX", SATURDAY, DayKind.OPEN, 1, 1, False)]


@pytest.mark.parametrize(("offered", "expected"), [(5, 5), (4, 4), (3, None), (1, None)])
def test_bars_that_were_refused_speak_for_a_session_where_most_symbols_have_one(
    offered: int, expected: int | None
) -> None:
    refused = {symbol: {SATURDAY} for symbol in SYMBOLS[:offered]}

    found = suspect_days(bars(without={}), exchange_of, weekday_sessions(), refused=refused)

    assert [s.saying_so for s in found] == ([] if expected is None else [expected])
    assert all((s.day, s.kind, s.symbols) == (SATURDAY, DayKind.OPEN, 5) for s in found)


def test_a_refused_bar_does_not_make_a_holiday_a_session() -> None:
    held = bars(without={symbol: {WEDNESDAY} for symbol in SYMBOLS})
    refused = {symbol: {WEDNESDAY} for symbol in SYMBOLS}

    found = suspect_days(held, exchange_of, weekday_sessions(), refused=refused)

    assert [(s.day, s.kind) for s in found] == [(WEDNESDAY, DayKind.CLOSED)]


def test_exchanges_are_told_apart_and_those_that_share_a_calendar_are_not() -> None:
    held = bars(without={})
    held |= {symbol: set(SESSIONS) - {WEDNESDAY} for symbol in ("AAA", "BBB", "CCC")}
    listed = {"AAA": "XNAS", "BBB": "ARCX", "CCC": "XNYS"}

    found = suspect_days(held, lambda symbol: listed.get(symbol, "XKRX"), weekday_sessions())

    assert [(s.mic, s.day, s.symbols) for s in found] == [("XNYS", WEDNESDAY, 3)]


def test_symbols_without_an_exchange_and_days_before_any_calendar_are_passed_over() -> None:
    old = {date(1995, 1, 2), date(1995, 1, 4)}

    assert told({"BTC-USD": {SATURDAY}, **dict.fromkeys(SYMBOLS, old)}) == []
    assert told({}) == []
    assert told({"000000.KS": set()}) == []


@given(
    closed=st.sets(st.sampled_from(SESSIONS[1:-1]), max_size=6),
    opened=st.sets(
        st.dates(FIRST + timedelta(days=1), LAST - timedelta(days=1)).filter(
            lambda day: day.weekday() >= 5
        ),
        max_size=6,
    ),
)
def test_writing_down_what_is_suspect_settles_it(closed: set[date], opened: set[date]) -> None:
    held = {symbol: (set(SESSIONS) - closed) | opened for symbol in SYMBOLS}

    found = suspect_days(held, exchange_of, weekday_sessions())
    days = tuple(SpecialDay(mic=s.mic, day=s.day, kind=s.kind) for s in found)
    settled = ExchangeSessions(SessionOverrides(days=days), source=weekdays)

    assert {s.day for s in found if s.kind is DayKind.CLOSED} == closed
    assert {s.day for s in found if s.kind is DayKind.OPEN} == opened
    assert suspect_days(held, exchange_of, settled) == []


@pytest.mark.slow
def test_real_prices_deny_two_sessions_of_the_library_in_seoul_and_no_other() -> None:
    if not PRICES.exists():
        pytest.skip("the shared prices are not here")
    held: dict[str, set[date]] = {}
    with gzip.open(PRICES, "rt", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            held.setdefault(row["symbol"], set()).add(date.fromisoformat(row["date"]))

    found = suspect_days(held, exchange_of, ExchangeSessions())

    assert [(s.mic, s.day, s.kind, s.share) for s in found] == [
        ("XKRX", date(2026, 7, 17), DayKind.CLOSED, 1.0),
        ("XKRX", date(2026, 6, 3), DayKind.CLOSED, 1.0),
    ]
