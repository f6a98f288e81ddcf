from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from tapestory.clock import FixedClock
from tapestory.model import BarState, BarVerdict, DailyBar
from tapestory.store import Store

NOON = datetime(2026, 7, 3, 12, tzinfo=UTC)
DAYS = [date(2026, 6, 29) + timedelta(days=n) for n in range(5)]
ALL = (DAYS[0], DAYS[-1])


def bar(symbol: str, day: date, close: float, **more: object) -> DailyBar:
    return DailyBar(symbol=symbol, session=day, close=close, **more)  # type: ignore[arg-type]  # fields by name


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOON)


@pytest.fixture
def store(tmp_path: Path, clock: FixedClock) -> Store:
    return Store.open(tmp_path / "s.db", migrate=True, clock=clock)


def test_many_symbols_at_once_give_what_each_gives_alone(store: Store, clock: FixedClock) -> None:
    with store.writing() as session:
        session.prices.save(bar(s, day, n + 10.0) for s in "AB" for n, day in enumerate(DAYS))
        session.prices.save([bar("B", DAYS[2], 50.0, provider="other", split=2.0)])
    then = clock.now()
    clock.instant += timedelta(days=1)
    with store.writing() as session:
        session.prices.save([bar("A", DAYS[1], 99.0)])

    with store.reading() as session:
        for as_of in (None, then):
            found = session.prices.around({"A": ALL, "B": ALL, "C": ALL}, as_of=as_of)
            assert set(found) == {"A", "B"}
            for symbol, (bars, back) in found.items():
                alone = session.prices.bars(symbol, start=ALL[0], end=ALL[1], as_of=as_of)
                assert list(bars) == alone
                assert not back
        inside = session.prices.around({"A": (DAYS[1], DAYS[1]), "B": ALL})
        assert [item.close for item in inside["A"][0]] == [99.0]


def test_a_bar_that_is_held_back_is_left_out_and_says_why(store: Store) -> None:
    with store.writing() as session:
        session.prices.save(bar("A", day, 10.0) for day in DAYS[:3])
        session.prices.save([bar("A", DAYS[3], 10.0, provisional=True)])
        session.price_verdicts.append(
            [
                BarVerdict(
                    symbol="A", session=DAYS[1], provider="import", state=BarState.QUARANTINED,
                    reason="jumped", known_at=NOON,
                )
            ]
        )  # fmt: skip

    with store.reading() as session:
        bars, back = session.prices.around({"A": ALL})["A"]
        before = session.prices.around({"A": ALL}, as_of=NOON - timedelta(seconds=1))["A"]

    assert [item.session for item in bars] == [DAYS[0], DAYS[2]]
    assert back == {DAYS[1]: "jumped", DAYS[3]: "it was seen before the exchange closed"}
    assert DAYS[1] not in before[1]
