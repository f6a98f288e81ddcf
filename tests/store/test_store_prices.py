from __future__ import annotations

from datetime import date
from itertools import count

from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import at, bar
from tapestory.clock import FixedClock
from tapestory.model import DailyBar, Instrument
from tapestory.store import PriceChanges, PriceStatus, Store

NUMBERS = count()
PRICES = st.floats(0.0001, 1e9)
BARS = st.builds(
    DailyBar,
    symbol=st.just(""),
    session=st.dates(),
    close=PRICES,
    open=st.none() | PRICES,
    adj_close=st.none() | PRICES,
    volume=st.none() | PRICES,
)


def changes(new: int, revised: int, unchanged: int) -> PriceChanges:
    return PriceChanges(new=new, revised=revised, unchanged=unchanged)


@settings(max_examples=40)
@given(
    bars=st.lists(BARS, unique_by=lambda one: one.session, max_size=6),
    provider=st.text(max_size=8),
)
def test_bars_come_back_as_they_were_oldest_first(
    shared_store: Store, bars: list[DailyBar], provider: str
) -> None:
    symbol = f"S{next(NUMBERS)}"
    given_bars = [
        DailyBar(
            symbol=symbol,
            session=one.session,
            close=one.close,
            open=one.open,
            adj_close=one.adj_close,
            volume=one.volume,
            provider=provider,
        )
        for one in bars
    ]
    with shared_store.writing() as session:
        assert session.prices.save(given_bars) == changes(len(bars), 0, 0)
        assert session.prices.save(given_bars) == changes(0, 0, len(bars))

        assert session.prices.bars(symbol) == sorted(given_bars, key=lambda one: one.session)


def test_a_correction_counts_and_the_former_value_is_kept_with_its_end(
    store: Store, clock: FixedClock
) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0), bar(2, 11.0)])
        clock.instant = at(60)

        assert session.prices.save([bar(1, 10.5), bar(2, 11.0)]) == changes(0, 1, 1)
        clock.instant = at(120)
        assert session.prices.save([bar(1, 10.6)]) == changes(0, 1, 0)

        assert session.prices.bars("META") == [bar(1, 10.6), bar(2, 11.0)]
        assert session.prices.revisions("META") == [(bar(1, 10.0), at(60)), (bar(1, 10.5), at(120))]


def test_a_source_that_knows_less_takes_nothing_away(store: Store) -> None:
    full = bar(1, 10.0, adj_close=9.0, volume=1000.0)
    with store.writing() as session:
        session.prices.save([full])

        assert session.prices.save([bar(1, 10.0)]) == changes(0, 0, 1)
        assert session.prices.bars("META") == [full]
        assert session.prices.save([bar(1, 12.0)]) == changes(0, 1, 0)
        assert session.prices.bars("META") == [bar(1, 12.0)]


def test_a_source_that_knows_more_adds_it(store: Store) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0, volume=5.0)])

        assert session.prices.save([bar(1, 10.0, adj_close=9.0)]) == changes(0, 1, 0)
        assert session.prices.bars("META") == [bar(1, 10.0, adj_close=9.0, volume=5.0)]


def test_a_session_given_twice_in_one_import_counts_once(store: Store) -> None:
    with store.writing() as session:
        assert session.prices.save([bar(1, 10.0), bar(1, 11.0)]) == changes(1, 0, 1)
        assert session.prices.bars("META") == [bar(1, 11.0)]


def test_bars_are_found_between_two_sessions_both_included(store: Store) -> None:
    bars = [bar(day, 10.0 + day) for day in (1, 2, 3, 6)]
    with store.writing() as session:
        session.prices.save(reversed(bars))

        found = session.prices.bars("META", start=date(2026, 7, 2), end=date(2026, 7, 5))
        assert found == bars[1:3]
        assert session.prices.bars("META", start=None, end=date(2026, 7, 1)) == bars[:1]
        assert session.prices.bars("NONE") == []


def test_the_status_says_what_there_is(store: Store) -> None:
    with store.writing() as session:
        assert not session.prices.any()
        session.prices.save([bar(3, 1.0), bar(1, 1.0), bar(2, 1.0, symbol="AAA")])

        assert session.prices.any()
        assert session.prices.status() == [
            PriceStatus(symbol="AAA", first=date(2026, 7, 2), last=date(2026, 7, 2), bars=1),
            PriceStatus(symbol="META", first=date(2026, 7, 1), last=date(2026, 7, 3), bars=2),
        ]


def test_imported_instruments_overwrite_by_symbol(store: Store) -> None:
    def instrument(symbol: str, name: str) -> Instrument:
        return Instrument(
            symbol=symbol,
            name=name,
            mic="XKRX",
            currency="KRW",
            sector="memory",
            aliases=("삼성전자", "Samsung"),
            weak_aliases=("Sam|sung",),
            entity="samsung",
        )

    with store.writing() as session:
        assert session.instruments.save([instrument("B", "one"), instrument("A", "two")]) == 2
        assert session.instruments.save([instrument("B", "three")]) == 1
        assert session.instruments.save([]) == 0

        assert session.instruments.all() == [instrument("A", "two"), instrument("B", "three")]
        assert session.instruments.remove(["B", "C"]) == 1
        assert session.instruments.all() == [instrument("A", "two")]
