from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count, pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from moves.providers.price_world import priced, weekdays
from systems import System
from tapestory import bootstrap
from tapestory.clock import FixedClock
from tapestory.config import load, resolve
from tapestory.errors import NotFoundError
from tapestory.model import BarState, BarVerdict, DailyBar
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline.price_step import KeptBars, accept_bar, keep_bars

LATER = datetime(2026, 9, 1, tzinfo=UTC)
CALM = [100.0 + 0.3 * (n % 5) for n in range(10)]
START = date(2026, 5, 1)
DAYS = weekdays(START, 16)
"""No exchange of these tests is closed on any of them."""
SHARED = Path(__file__).parents[2] / ".." / "shared" / "data" / "prices"
NUMBERS = count()


class Room:
    """A system that is shown in few words where hypothesis shows what a test was given."""

    def __init__(self, system: System) -> None:
        self.system = system


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One system for all examples of the property tests."""
    folder = tmp_path_factory.mktemp("prices")
    paths = resolve(None, {"TAPESTORY_HOME": str(folder)})
    clock = FixedClock(LATER)
    with bootstrap.build(paths, load(paths, {}), clock=clock, create=True) as components:
        yield Room(System(components, clock, paths))


@pytest.fixture
def system(room: Room) -> System:
    room.system.clock.instant = LATER
    return room.system


def fresh_symbol() -> str:
    """A plain ticker, which keeps the days of New York, that no other example has."""
    number = next(NUMBERS)
    return "Q" + "".join(chr(65 + number // 26**place % 26) for place in range(4))


def used(system: System, symbol: str, as_of: datetime | None = None) -> list[float]:
    with system.components.store.reading() as session:
        return [bar.close for bar in session.prices.bars(symbol, as_of=as_of)]


def standing(system: System, symbol: str) -> dict[tuple[date, str], BarState]:
    with system.components.store.reading() as session:
        latest = session.price_verdicts.latest([symbol])
    return {(key[1], key[2]): verdict.state for key, verdict in latest.items()}


def keep(system: System, bars: Sequence[DailyBar]) -> KeptBars:
    return keep_bars(system.components, bars)


def bar_on(day: date, symbol: str, **changes: object) -> DailyBar:
    bar = DailyBar(symbol=symbol, session=day, close=10.0, high=11.0, low=9.0)
    return replace(bar, **changes)  # type: ignore[arg-type]  # each test's own


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"close": 0.0}, "close: 0 is not a price"),
        ({"close": -1.0}, "close: -1 is not a price"),
        ({"close": float("nan")}, "close: nan is not a number"),
        ({"high": 8.0}, "high: 8 is under the low 9"),
        ({"close": 12.0}, "close: 12 is above the high 11"),
        ({"close": 8.0}, "close: 8 is under the low 9"),
        ({"session": date(2026, 7, 3)}, "XNYS is closed on Friday, 2026-07-03"),
        ({"session": date(2026, 5, 9)}, "XNYS is closed on Saturday, 2026-05-09"),
    ],
)
def test_a_bad_bar_is_refused_with_its_symbol_session_and_reason(
    system: System, changes: dict[str, object], reason: str
) -> None:
    symbol = fresh_symbol()
    bad = bar_on(DAYS[0], symbol, **changes)

    kept = keep(system, [bad, bar_on(DAYS[1], symbol)])

    (refused,) = kept.refused
    assert str(refused).startswith(f"{symbol} {bad.session} (import): {reason}")
    assert used(system, symbol) == [10.0]
    assert standing(system, symbol) == {(bad.session, "import"): BarState.REFUSED}


@pytest.mark.parametrize(
    ("symbol", "day"),
    [("005930.KS", date(2026, 7, 17)), ("META", date(2026, 7, 3)), ("6758.T", date(2026, 5, 4))],
)
def test_no_bar_stands_on_a_day_on_which_its_own_exchange_was_closed(
    system: System, symbol: str, day: date
) -> None:
    (refused,) = keep(system, [bar_on(day, symbol)]).refused

    assert "is closed on" in refused.reason


def test_what_has_no_exchange_may_trade_on_any_day(system: System) -> None:
    assert keep(system, [bar_on(date(2026, 5, 9), "BTC-USD")]).refused == ()


def test_a_good_bar_that_comes_later_takes_the_place_of_a_refused_one(system: System) -> None:
    symbol = fresh_symbol()
    keep(system, [bar_on(DAYS[0], symbol, close=-1.0)])

    keep(system, [bar_on(DAYS[0], symbol)])

    assert standing(system, symbol) == {(DAYS[0], "import"): BarState.CLEARED}
    assert used(system, symbol) == [10.0]


def test_a_bad_bar_takes_nothing_from_a_good_one(system: System) -> None:
    symbol = fresh_symbol()
    keep(system, priced([*CALM, 150.0], symbol=symbol, start=START))

    (refused,) = keep(system, [bar_on(DAYS[10], symbol, close=0.0)]).refused

    assert refused.state is BarState.REFUSED
    assert standing(system, symbol) == {(DAYS[10], "import"): BarState.QUARANTINED}
    assert used(system, symbol) == CALM


def test_a_bar_from_before_the_close_is_not_used_and_replaced_by_the_one_after_it(
    system: System,
) -> None:
    symbol = fresh_symbol()
    day = date(2026, 5, 11)
    system.clock.instant = datetime(2026, 5, 11, 19, 59, tzinfo=UTC)

    kept = keep(system, [bar_on(day, symbol)])

    assert [bar.session for bar in kept.provisional] == [day]
    assert used(system, symbol) == []
    system.clock.instant = datetime(2026, 5, 11, 20, 0, tzinfo=UTC)
    assert keep(system, [bar_on(day, symbol)]).provisional == ()
    assert used(system, symbol) == [10.0]
    system.clock.instant = datetime(2026, 5, 11, 19, 0, tzinfo=UTC)
    keep(system, [bar_on(day, symbol, close=10.5)])
    assert used(system, symbol) == [10.0]


def test_a_quarantined_bar_is_kept_listed_and_not_used_until_somebody_accepts_it(
    system: System,
) -> None:
    symbol = fresh_symbol()

    kept = keep(system, priced([*CALM, 150.0, 151.0], symbol=symbol, start=START))

    (verdict,) = kept.quarantined
    assert str(verdict).startswith(f"{symbol} {DAYS[10]} (import): close 150 is +48.2%")
    assert used(system, symbol) == [*CALM, 151.0]
    with system.components.store.reading() as session:
        held = session.prices.of_providers(symbol)["import"]
    assert [bar.close for bar in held] == [*CALM, 150.0, 151.0]
    (released,) = accept_bar(system.components, symbol, DAYS[10])
    assert released.state is BarState.ACCEPTED
    assert used(system, symbol) == [*CALM, 150.0, 151.0]
    assert keep(system, held).quarantined == ()
    with pytest.raises(NotFoundError):
        accept_bar(system.components, symbol, DAYS[10])


def test_a_second_provider_releases_what_it_saw_too(system: System) -> None:
    symbol = fresh_symbol()
    keep(system, priced([*CALM, 150.0], symbol=symbol, start=START))

    kept = keep(system, priced([*CALM, 150.5], symbol=symbol, start=START, provider="other"))

    assert {verdict.provider for verdict in kept.cleared} == {"import"}
    assert used(system, symbol) == [*CALM, 150.0]


def test_where_the_first_provider_is_quarantined_a_calm_second_one_is_used(
    system: System,
) -> None:
    symbol = fresh_symbol()
    keep(system, priced([*CALM, 150.0], symbol=symbol, start=START))

    kept = keep(system, priced([*CALM, 101.0], symbol=symbol, start=START, provider="other"))

    assert [verdict.provider for verdict in kept.quarantined] == ["import"]
    assert used(system, symbol) == [*CALM, 101.0]


def test_a_jump_that_stayed_is_used_and_as_of_the_day_it_was_not_yet(system: System) -> None:
    symbol = fresh_symbol()
    after = [131.0, 132.0, 130.0, 133.0, 131.0, 132.0]

    assert keep(system, priced([*CALM, *after], symbol=symbol, start=START)).quarantined == ()

    assert used(system, symbol) == [*CALM, *after]
    that_evening = datetime.combine(DAYS[10], datetime.min.time(), UTC) + timedelta(hours=23)
    assert used(system, symbol, as_of=that_evening) == [*CALM, *after[1:]]
    weeks_later = that_evening + timedelta(days=14)
    assert used(system, symbol, as_of=weeks_later) == [*CALM, *after]


def test_a_correction_clears_what_it_corrects(system: System) -> None:
    symbol = fresh_symbol()
    keep(system, priced([*CALM, 1010.0, 101.0], symbol=symbol, start=START))

    kept = keep(system, priced([101.0], symbol=symbol, start=DAYS[10]))

    assert [verdict.session for verdict in kept.cleared] == [DAYS[10]]
    assert used(system, symbol) == [*CALM, 101.0, 101.0]


def test_repeated_closes_are_used_and_alarmed(system: System) -> None:
    symbol = fresh_symbol()

    kept = keep(system, priced([99.0, *[101.0] * 6], symbol=symbol, start=START))

    (alarm,) = kept.alarms
    assert "6 identical closes of 101" in str(alarm)
    assert len(used(system, symbol)) == 7


def test_the_same_bars_again_change_nothing_and_are_told_again(system: System) -> None:
    symbol = fresh_symbol()
    bars = priced([*CALM, 150.0], symbol=symbol, start=START)
    first = keep(system, bars)
    with system.components.store.reading() as session:
        history = session.price_verdicts.history(symbol)

    again = keep(system, bars)

    assert (again.changes.new, again.changes.revised) == (0, 0)
    assert again.quarantined == first.quarantined
    with system.components.store.reading() as session:
        assert session.price_verdicts.history(symbol) == history


CLOSES = st.lists(
    st.sampled_from([100.0, 101.0, 50.0, 131.0, 140.0, 1000.0]), min_size=12, max_size=16
)


@settings(max_examples=25)
@given(closes=CLOSES, cut=st.integers(1, 11), order=st.permutations([0, 1, 2]), rival=CLOSES)
def test_the_order_in_which_files_are_imported_does_not_matter(
    room: Room, closes: list[float], cut: int, order: list[int], rival: list[float]
) -> None:
    system = room.system
    system.clock.instant = LATER
    outcomes = []
    for turn in ([0, 1, 2], order):
        symbol = fresh_symbol()
        bars = priced(closes, symbol=symbol, start=START)
        files = [
            bars[:cut],
            bars[cut:],
            priced(rival, symbol=symbol, start=START, provider="other"),
        ]
        for place in turn:
            keep(system, files[place])
        held = {
            key for key, state in standing(system, symbol).items() if state is BarState.QUARANTINED
        }
        outcomes.append(held)

    assert outcomes[0] == outcomes[1]


@settings(max_examples=25)
@given(
    closes=st.lists(st.floats(90.0, 110.0), min_size=3, max_size=16),
    at=st.integers(1, 15),
    ratio=st.sampled_from([2.0, 1.5, 0.1, 20.0]),
)
def test_a_split_leaves_every_return_as_it_was(
    room: Room, closes: list[float], at: int, ratio: float
) -> None:
    system = room.system
    system.clock.instant = LATER
    at = min(at, len(closes) - 1)
    symbol = fresh_symbol()
    parted = [close if n < at else close / ratio for n, close in enumerate(closes)]
    keep(system, priced(parted, symbol=symbol, start=START, splits={at: ratio}))

    with system.components.store.reading() as session:
        bars = session.prices.bars(symbol)

    assert [bar.close for bar in bars] == parted
    returns = [(later.adj_close or 0.0) / (one.adj_close or 1.0) for one, later in pairwise(bars)]
    assert returns == pytest.approx([later / one for one, later in pairwise(closes)])


@pytest.mark.slow
def test_the_shared_prices_are_kept_but_for_a_handful_of_jumps(system: System) -> None:
    path = SHARED / "daily_2024_2026.csv.gz"
    if not path.exists():
        pytest.skip("the shared prices are not beside the checkout")
    file = read_bars(path)

    kept = keep_bars(system.components, file.bars, refused=file.refused)

    assert kept.refused == ()
    assert len(kept.quarantined) <= 14
    wrong = {(v.symbol, v.session) for v in kept.quarantined if v.symbol == "1306.T"}
    assert wrong == {("1306.T", date(2026, 3, 30)), ("1306.T", date(2026, 3, 31))}


def verdict_times(verdicts: Sequence[BarVerdict]) -> list[datetime]:
    return [verdict.known_at for verdict in verdicts]


def test_no_verdict_is_dated_later_than_it_was_given(system: System) -> None:
    symbol = fresh_symbol()
    system.clock.instant = datetime(2026, 5, 20, 12, tzinfo=UTC)
    keep(system, priced([*CALM, 131.0, 132.0], symbol=symbol, start=START))

    with system.components.store.reading() as session:
        times = verdict_times(session.price_verdicts.history(symbol))

    assert times
    assert all(time <= system.clock.now() for time in times)
