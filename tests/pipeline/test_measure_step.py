from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest

from moves.market_builders import wobble
from store.builders import START, link, tell
from systems import System
from tapestory.errors import NoPriceHistoryError
from tapestory.model import (
    DailyBar,
    EventId,
    Family,
    Link,
    Linked,
    Move,
    MoveStatus,
    Role,
    SectorMove,
    Verification,
    VerificationState,
)
from tapestory.moves.history import EstimationSettings
from tapestory.moves.measure import cumulative_abnormal_return
from tapestory.pipeline.comparison import Asked
from tapestory.pipeline.link_step import EventFacts
from tapestory.pipeline.measure_many import measure_asked
from tapestory.pipeline.measure_one import measure_symbol
from tapestory.pipeline.measure_step import measure_events, measured_then
from tapestory.pipeline.price_shelf import PriceShelf
from tapestory.pipeline.tape_step import Known

DAY0 = date(2026, 7, 1)
BEFORE_CLOSE = datetime(2026, 7, 1, 19, 59, tzinfo=UTC)
AFTER_CLOSE = datetime(2026, 7, 1, 20, 5, tzinfo=UTC)
LONG_AFTER = datetime(2026, 8, 20, tzinfo=UTC)
E1 = EventId("e1")
MEMORY = ("MU", "SNDK", "WDC", "STX")
WINDOWS = [(-1, 1), (0, 0), (0, 1), (0, 5), (0, 20)]


def bars(system: System, symbol: str, mic: str = "XNYS", shock: float = 0.0) -> list[DailyBar]:
    """Bars to the middle of August; each symbol moves with the market and by itself."""
    days = system.components.sessions.between(mic, date(2025, 4, 1), date(2026, 8, 14))
    own = wobble(len(days), size=0.004, seed=sum(map(ord, symbol)))
    price, made = 100.0, []
    for day, market, change in zip(days, wobble(len(days)), own, strict=True):
        follows = 0.0 if symbol == "SPY" else change + (shock if day == DAY0 else 0.0)
        price *= 1.0 + market + follows
        made.append(DailyBar(symbol=symbol, session=day, close=price))
    return made


def keep(system: System, *series: Sequence[DailyBar]) -> None:
    with system.components.store.writing() as session:
        for held in series:
            session.prices.save(held)


def told(system: System, *links: Link, event: str = "e1") -> None:
    with system.components.store.writing() as session:
        tell(session, event, f"a-{event}")
        session.events.save_links(EventId(event), links)
        session.events.save_day0(EventId(event), {"XNYS": DAY0})


def measure_at(system: System, now: datetime) -> int:
    system.clock.instant = now
    return measure_events(system.components)


def facts_of(system: System) -> EventFacts:
    """What was known of the event, as told above."""
    with system.components.store.reading() as session:
        event = session.events.get(E1)
        links, day0 = session.events.links(E1), session.events.day0(E1)
    assert event is not None
    return EventFacts(
        event=event, links=tuple(links), origins=(), origin_of={}, day0=dict(day0),
        verification=Verification(
            state=VerificationState.REPORTED, since=event.first_seen, evidence=(), history=(),
        ),
    )  # fmt: skip


def statuses(system: System, symbol: str) -> dict[tuple[int, int], MoveStatus]:
    with system.components.store.reading() as session:
        moves, _ = session.moves.of_event(E1)
    return {move.window: move.status for move in moves if move.symbol == symbol}


def basket(system: System, window: tuple[int, int]) -> SectorMove:
    with system.components.store.reading() as session:
        _, found = session.moves.of_event(E1)
    return next(move for move in found if move.window == window)


def test_windows_fill_in_one_after_the_other_as_later_runs_come_by(system: System) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU")))
    told(system, link(symbol="MU"))
    matured = {
        BEFORE_CLOSE: 0,
        AFTER_CLOSE: 1,
        datetime(2026, 7, 2, 21, tzinfo=UTC): 3,
        datetime(2026, 7, 9, 21, tzinfo=UTC): 4,
        LONG_AFTER: 5,
    }

    for now, count in matured.items():
        assert measure_at(system, now) == count
        found = statuses(system, "MU")
        assert sum(status is MoveStatus.MEASURED for status in found.values()) == count
        assert sum(status is MoveStatus.PENDING for status in found.values()) == 5 - count
        assert measure_at(system, now + timedelta(seconds=30)) == 0
    assert sorted(statuses(system, "MU")) == WINDOWS


def test_an_event_is_looked_at_again_only_once_its_next_window_has_closed(system: System) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU")))
    told(system, link(symbol="MU"))
    measure_at(system, AFTER_CLOSE)
    next_close = datetime(2026, 7, 2, 20, tzinfo=UTC)

    with system.components.store.reading() as session:
        assert session.moves.still_open(next_close - timedelta(seconds=1)) == []
        assert [one.event_id for one in session.moves.still_open(next_close)] == [E1]


def test_of_an_event_that_was_measured_by_an_older_version_it_is_found_out_first(
    system: System,
) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU")))
    told(system, link(symbol="MU"))
    measure_at(system, AFTER_CLOSE)
    with system.components.store.writing() as session:
        session.moves.save_families(E1, session.moves.families(E1), at=AFTER_CLOSE)
        assert [one.event_id for one in session.moves.still_open(AFTER_CLOSE)] == [E1]

    assert measure_at(system, AFTER_CLOSE + timedelta(seconds=30)) == 0

    with system.components.store.reading() as session:
        assert session.moves.still_open(AFTER_CLOSE + timedelta(minutes=1)) == []
    assert measure_at(system, datetime(2026, 7, 2, 21, tzinfo=UTC)) == 3


def test_an_event_that_names_only_a_sector_is_measured_as_its_windows_close(
    system: System,
) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", *MEMORY)))
    told(system, link(symbol=None, sector="memory"))

    measure_at(system, BEFORE_CLOSE)
    assert basket(system, (0, 0)).abnormal is None

    measure_at(system, AFTER_CLOSE)
    assert basket(system, (0, 0)).members == len(MEMORY)
    assert basket(system, (0, 20)).abnormal is None

    measure_at(system, LONG_AFTER)
    assert basket(system, (0, 20)).second_p is not None


def test_prices_of_companies_that_no_article_names_are_waited_for_too(system: System) -> None:
    quiet = [bars(system, symbol) for symbol in ("SPY", "MU", "WDC", "STX")]
    keep(system, *quiet)
    told(system, link(symbol="MU"), link(symbol=None, sector="memory"))
    measure_at(system, LONG_AFTER)
    with system.components.store.reading() as session:
        assert {move.symbol for move in session.moves.of_event(E1)[0]} == {"MU"}

    keep(system, bars(system, "SNDK", shock=0.2))
    measure_at(system, LONG_AFTER + timedelta(hours=1))

    with system.components.store.reading() as session:
        moves, _ = session.moves.of_event(E1)
        families = {held.family: held.members for held in session.moves.families(E1)}
    [also] = [move for move in moves if move.symbol == "SNDK"]
    assert (also.window, also.family, also.linked) == ((0, 0), Family.REST, Linked.SECTOR)
    assert also.q is not None
    assert also.p is not None
    assert also.q <= 0.05
    # All of the sector was tested, and q counts those that had a price.
    assert also.q == pytest.approx(3 * also.p)
    assert families[Family.PARTIES] == ("MU",)
    assert families[Family.SECTORS] == ("memory",)
    assert {"SNDK", "WDC", "STX", "000660.KS"} - set(families[Family.REST]) == {"000660.KS"}


def test_who_is_only_mentioned_is_tested_with_the_rest(system: System) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU", "WDC")))
    told(system, link(symbol="MU"), link(symbol="WDC", role=Role.MENTIONED))

    measure_at(system, LONG_AFTER)

    with system.components.store.reading() as session:
        moves, _ = session.moves.of_event(E1)
    assert {(move.symbol, move.family, move.linked) for move in moves} == {
        ("MU", Family.PARTIES, Linked.NAMED),
        ("WDC", Family.REST, Linked.NAMED),
    }


def test_days_of_a_name_s_other_events_do_not_bend_its_line(system: System) -> None:
    news = date(2025, 11, 4)
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU")))
    with system.components.store.writing() as session:
        session.prices.save(
            [
                DailyBar(
                    symbol="MU",
                    session=bar.session,
                    close=bar.close * (1.01 if bar.session >= news else 1.0),
                )
                for bar in bars(system, "MU")
            ]
        )
        tell(session, "then", "a-then")
        session.events.save_links(EventId("then"), [link("then", symbol="MU")])
        session.events.save_day0(EventId("then"), {"XNYS": news})
    system.clock.instant = LONG_AFTER

    with_news = measure_symbol(system.components, Asked(symbol="MU", session=DAY0))
    keep(system, bars(system, "MU"))
    without = measure_symbol(system.components, Asked(symbol="MU", session=DAY0))

    assert with_news.abnormal == pytest.approx(without.abnormal, abs=1e-12)


def test_a_symbol_of_nobody_s_universe_trades_where_its_spelling_says(system: System) -> None:
    seoul = bars(system, "123456.KS", "XKRX")
    keep(system, bars(system, "SPY"), seoul)
    system.clock.instant = LONG_AFTER

    move = measure_symbol(system.components, Asked(symbol="123456.KS", session=date(2026, 7, 2)))

    assert (move.mic, move.benchmark, move.status) == ("XKRX", "SPY", MoveStatus.MEASURED)
    held = {bar.session: bar.close for bar in bars(system, "SPY")}
    # New York's session since Seoul's close of the day before is that of July 1.
    assert move.market == pytest.approx(held[DAY0] / held[date(2026, 6, 30)] - 1)
    assert move.abnormal_alpha0 is not None
    assert (move.q, move.family, move.event_id) == (None, None, None)


@pytest.mark.parametrize("gap", [1, 11, 30])
def test_a_run_up_does_not_teach_the_line_that_it_is_measured_by(system: System, gap: int) -> None:
    stock, market = bars(system, "MU"), bars(system, "SPY")
    days = [bar.session for bar in stock]
    at, risen = days.index(DAY0), []
    for place, bar in enumerate(stock):
        # A run-up from the thirtieth to the twelfth session before day 0.
        gained = 1.011 ** max(0, min(19, place - (at - 31)))
        risen.append(replace(bar, close=bar.close * gained))
    keep(system, risen, market)
    system.clock.instant = LONG_AFTER
    plain = EstimationSettings(sessions=120, ends_before=gap, trim_mads=None, least_kept=120)
    asked = Asked(symbol="MU", session=DAY0, window=(-30, -12))

    move = measure_symbol(system.components, asked, settings=plain)

    own, other = (
        [later.close / earlier.close - 1 for earlier, later in pairwise(held)]
        for held in (risen, market)
    )  # the return of session n stands at n - 1
    end = at - 1 - max(29 + gap, 31) + 1
    learnt, run_up = slice(end - 120, end), slice(at - 1 - 30, at - 1 - 11)
    expected = cumulative_abnormal_return(own[learnt], other[learnt], own[run_up], other[run_up])
    assert move.abnormal == pytest.approx(expected.value, rel=1e-9)
    assert move.t == pytest.approx(expected.t, rel=1e-9)
    # Beside a question about another window of the same symbol the answer is the same.
    beside = Asked(symbol="MU", session=DAY0)
    among, other_one = measure_asked(system.components, [asked, beside], settings=plain)
    assert isinstance(among, Move)
    assert isinstance(other_one, Move)
    for name in ("abnormal", "t", "p"):
        assert getattr(among, name) == pytest.approx(getattr(move, name))
    alone = measure_symbol(system.components, beside, settings=plain)
    assert other_one.abnormal == pytest.approx(alone.abnormal)
    assert other_one.p == alone.p


@pytest.mark.parametrize("listed", [True, False])
def test_an_index_without_an_exchange_is_that_of_new_york_on_every_path(
    system: System, *, listed: bool
) -> None:
    universe = system.components.universe
    instruments = dict(universe.instruments)
    assert instruments["^GSPC"].mic == ""
    if not listed:
        del instruments["^GSPC"]
    universe = replace(universe, instruments=instruments, benchmarks={"XKRX": "^GSPC"})
    components = replace(system.components, universe=universe)
    keep(system, bars(system, "^GSPC"), bars(system, "000660.KS", "XKRX"))
    system.clock.instant = LONG_AFTER
    asked = Asked(symbol="000660.KS", session=date(2026, 7, 2))

    alone = measure_symbol(components, asked)
    [among] = measure_asked(components, [asked])

    assert isinstance(among, Move)
    assert alone.abnormal == pytest.approx(among.abnormal, rel=1e-9)
    held = {bar.session: bar.close for bar in bars(system, "^GSPC")}
    before = held[DAY0] / held[date(2026, 6, 30)] - 1
    assert alone.market == pytest.approx(before)
    assert among.market == pytest.approx(before)


@pytest.mark.parametrize(
    ("late", "differs"), [(date(2026, 5, 5), True), (date(2026, 6, 25), False)]
)
def test_a_day_that_became_known_later_is_not_left_out_of_the_line_of_before(
    system: System, late: date, *, differs: bool
) -> None:
    keep(system, bars(system, "MU", shock=0.2), bars(system, "SPY"))
    told(system, link(symbol="MU"))
    measure_at(system, LONG_AFTER)
    facts = facts_of(system)
    with system.components.store.reading() as session:
        before, _ = session.moves.of_event(E1)
    later = LONG_AFTER + timedelta(days=3)
    with system.components.store.writing() as session:
        # An article of May that is imported in August.
        tell(session, "e0", "a-e0", minute=(later - START).total_seconds() / 60)
        session.events.save_links(EventId("e0"), [link("e0", symbol="MU")])
        session.events.save_day0(EventId("e0"), {"XNYS": late})
        for links in ([], [link(symbol="MU")]):  # measured again, for whatever reason
            session.events.save_links(E1, links)
    measure_at(system, later + timedelta(days=1))

    with system.components.store.reading() as session:
        after, _ = session.moves.of_event(E1)
        shelf = PriceShelf(system.components, at=LONG_AFTER, as_of=LONG_AFTER)
        known = Known(components=system.components, session=session, shelf=shelf)
        then = measured_then(known, facts)

    assert ([move.t for move in after] != [move.t for move in before]) is differs
    assert (then is not None) is differs
    if then is not None:
        of_then = {move.window: (move.abnormal, move.t, move.p) for move in then.moves}
        assert of_then == {move.window: (move.abnormal, move.t, move.p) for move in before}


def test_a_symbol_by_itself_is_split_as_in_an_event(system: System) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", *MEMORY)))
    told(system, link(symbol="MU"))
    measure_at(system, LONG_AFTER)

    alone = measure_symbol(system.components, Asked(symbol="MU", session=DAY0))

    with system.components.store.reading() as session:
        [of_event] = [move for move in session.moves.of_event(E1)[0] if move.window == (0, 0)]
    assert alone.peer_count == len(MEMORY) - 1
    assert (alone.peers, alone.own) == (of_event.peers, of_event.own)
    assert (alone.abnormal, alone.t, alone.p) == (of_event.abnormal, of_event.t, of_event.p)


def test_a_benchmark_of_one_s_choice_is_used_and_a_symbol_without_prices_is_said_so(
    system: System,
) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", "MU", "WDC")))
    system.clock.instant = LONG_AFTER

    move = measure_symbol(
        system.components,
        Asked(symbol="MU", session=DAY0, benchmark="WDC", window=(-1, 1)),
    )

    held = [bar.close for bar in bars(system, "WDC") if bar.session < date(2026, 7, 3)]
    assert (move.benchmark, move.window) == ("WDC", (-1, 1))
    assert move.market == pytest.approx(held[-1] / held[-4] - 1)
    with pytest.raises(NoPriceHistoryError, match="STX"):
        measure_symbol(system.components, Asked(symbol="STX", session=DAY0))


def test_a_model_of_another_length_without_trimming_is_the_plain_line_of_the_textbook(
    system: System,
) -> None:
    stock, market = bars(system, "MU", shock=0.2), bars(system, "SPY")
    keep(system, stock, market)
    told(system, link(symbol="MU"))
    system.clock.instant = LONG_AFTER
    plain = EstimationSettings(sessions=120, ends_before=21, trim_mads=None, least_kept=120)

    move = measure_symbol(
        system.components, Asked(symbol="MU", session=DAY0, window=(0, 1)), settings=plain
    )

    at = [bar.session for bar in stock].index(DAY0)
    own, other = (
        [later.close / earlier.close - 1 for earlier, later in pairwise(held)]
        for held in (stock, market)
    )  # the return of session n stands at n - 1
    learnt, asked = slice(at - 1 - 140, at - 1 - 20), slice(at - 1, at + 1)
    expected = cumulative_abnormal_return(own[learnt], other[learnt], own[asked], other[asked])
    assert move.abnormal == pytest.approx(expected.value, rel=1e-12)
    assert move.t == pytest.approx(expected.t, rel=1e-9)
