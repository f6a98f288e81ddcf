from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import at, bar, event, link, move, tell
from tapestory import model
from tapestory.model import (
    DailyBar,
    DayRank,
    EventId,
    Family,
    Linked,
    Move,
    MoveStatus,
    Role,
    SectorMove,
)
from tapestory.store import Session, Store

E1, E2 = EventId("e1"), EventId("e2")
NUMBERS = count()
VALUES = st.none() | st.floats(allow_nan=False, allow_infinity=False)
MOVES = st.builds(
    Move,
    event_id=st.none(),
    symbol=st.text(min_size=1, max_size=8),
    mic=st.sampled_from(["XNYS", ""]),
    window=st.tuples(st.integers(-10, 0), st.integers(0, 10)),
    session=st.none() | st.dates(),
    raw=VALUES,
    expected=VALUES,
    abnormal=VALUES,
    t=VALUES,
    p=VALUES,
    q=VALUES,
    benchmark=st.none() | st.text(max_size=8),
    model=st.sampled_from(["market", "market_thin", "none"]),
    status=st.sampled_from(MoveStatus),
    market=VALUES,
    abnormal_alpha0=VALUES,
    peers=VALUES,
    own=VALUES,
    peer_count=st.integers(0, 99),
    family=st.none() | st.sampled_from(Family),
    linked=st.sampled_from(Linked),
    rank=st.none() | st.builds(DayRank, as_far=st.integers(1, 9), names=st.integers(9, 99)),
)


def sector_move(sector: str = "memory", *, abnormal: float | None = -0.02) -> SectorMove:
    return SectorMove(
        event_id=E1,
        sector=sector,
        window=(0, 0),
        abnormal=abnormal,
        t=-2.5,
        p=0.01,
        q=None,
        members=4,
        breadth=0.75,
    )


def due(session: Session) -> list[str]:
    return list(session.moves.to_measure())


@settings(max_examples=40)
@given(moves=st.lists(MOVES, unique_by=lambda one: (one.symbol, one.window), max_size=4))
def test_moves_come_back_as_they_were_under_their_event(
    shared_store: Store, moves: list[Move]
) -> None:
    name = f"m{next(NUMBERS)}"
    with shared_store.writing() as session:
        tell(session, name, name)
        session.moves.save(EventId(name), moves, [])

        found, _ = session.moves.of_event(EventId(name))

    expected = [replace(one, event_id=EventId(name)) for one in moves]
    assert sorted(found, key=repr) == sorted(expected, key=repr)


def test_a_move_is_kept_once_for_each_symbol_and_window(store: Store) -> None:
    wide = move("META", window=(-1, 1))
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(E1, [move("META", abnormal=0.1), wide], [sector_move(abnormal=0.5)])
        session.moves.save(
            E1, [move("META", abnormal=0.2)], [sector_move(), sector_move("optical")]
        )

        single, baskets = session.moves.of_event(E1)
    assert single == [wide, move("META", abnormal=0.2)]
    assert baskets == [sector_move(), sector_move("optical")]


def test_a_complete_measurement_drops_what_it_leaves_out(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(E1, [move("OLD"), move("META")], [sector_move("old")])
        session.moves.save(E1, [move("META")], [], complete=True)

        assert session.moves.of_event(E1) == ([move("META")], [])


def test_new_links_make_an_event_due_until_it_is_measured(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        assert due(session) == []
        session.events.save_links(E1, [link(symbol="META")])
        assert due(session) == ["e1"]

        session.moves.save(E1, [move("META")], [])
        assert due(session) == []

        session.events.save_links(E1, [link(symbol="META", mentions=7)])
        assert due(session) == []
        session.events.save_links(E1, [link(symbol="META"), link(symbol="ORCL")])
        assert due(session) == ["e1"]


DAY = date(2026, 7, 1)
TESTED = (
    model.FamilyTested(family=Family.PARTIES, members=("META", "NBIS")),
    model.FamilyTested(family=Family.SECTORS, members=("memory",)),
    model.FamilyTested(family=Family.REST, members=("ORCL", "MU")),
)


def measured(session: Session, name: str, *, after_days: int, day0: date = DAY) -> EventId:
    """Tell of an event and measure it so many days after its day 0."""
    event_id = EventId(name)
    tell(session, name, f"a-{name}")
    session.events.save_day0(event_id, {"XNYS": day0, "XKRX": day0})
    noon = datetime(day0.year, day0.month, day0.day, 12, tzinfo=UTC)
    session.moves.save(event_id, [], [], complete=True)
    session.moves.save_families(event_id, TESTED, at=noon + timedelta(days=after_days))
    return event_id


def test_what_was_measured_with_windows_open_is_told_with_the_time_and_its_days(
    store: Store,
) -> None:
    with store.writing() as session:
        measured(session, "old", after_days=300)
        measured(session, "gone", after_days=1)
        measured(session, "due", after_days=1)
        measured(session, "e1", after_days=1)
        session.events.save_links(EventId("due"), [link("due")])
        session.events.redirect(EventId("gone"), EventId("old"), at=at(60))

        (held,) = session.moves.still_open(at(60))
    assert held.event_id == "e1"
    assert held.measured_at == datetime(2026, 7, 2, 12, tzinfo=UTC)
    assert held.day0 == {"XNYS": DAY, "XKRX": DAY}


def test_families_come_back_in_their_order_under_the_event_as_it_was_then(store: Store) -> None:
    with store.writing() as session:
        measured(session, "e1", after_days=1)
        measured(session, "e2", after_days=1)
        session.moves.save_families(E2, TESTED[:1], at=at(30))
        assert session.moves.families(E1) == TESTED
        assert session.moves.families(E2) == TESTED[:1]

        session.events.redirect(E2, E1, at=at(60))
        assert session.moves.families(E2) == TESTED
        assert session.moves.families(E2, as_of=at(59)) == TESTED[:1]


@pytest.mark.parametrize(
    ("symbol", "session_date", "is_due"),
    [
        ("MU", DAY, True),
        ("NBIS", DAY - timedelta(days=200), True),
        ("MU", DAY + timedelta(days=2), False),
        ("MU", DAY - timedelta(days=500), False),
        ("memory", DAY, False),
        ("OTHER", DAY, False),
    ],
)
def test_prices_of_who_was_tested_make_an_event_due_if_it_could_have_had_them(
    store: Store, symbol: str, session_date: date, *, is_due: bool
) -> None:
    with store.writing() as session:
        measured(session, "e1", after_days=1)
        assert due(session) == []

        session.prices.save([DailyBar(symbol=symbol, session=session_date, close=10.0)])

        assert due(session) == (["e1"] if is_due else [])


def test_days_of_news_are_those_of_living_events_that_concern_the_symbol(store: Store) -> None:
    with store.writing() as session:
        for n, (name, role) in enumerate(
            {
                "near": Role.AFFECTED,
                "same": Role.SUBJECT,
                "named": Role.MENTIONED,
                "gone": Role.SUBJECT,
                "late": Role.SUBJECT,
            }.items()
        ):
            tell(session, name, f"a{n}", minute=n)
            session.events.save_links(EventId(name), [link(name, role=role)])
            day = DAY if name in {"near", "same"} else DAY + timedelta(days=n)
            session.events.save_day0(EventId(name), {"XNYS": day})
        session.events.redirect(EventId("gone"), EventId("near"), at=at(60))

        wanted = {"XNYS": ["META", "NBIS"], "XKRX": ["META"]}
        far = (DAY - timedelta(days=30), DAY + timedelta(days=30))
        found = session.moves.event_days(wanted, *far)
        near = session.moves.event_days(wanted, DAY, DAY + timedelta(days=3))
        earlier = session.moves.event_days(wanted, *far, known_by=at(3))
    assert found == {"META": {DAY, DAY + timedelta(days=4)}}
    assert near == {"META": {DAY}}
    assert earlier == {"META": {DAY}}


def test_a_move_without_prices_waits_for_prices_of_its_symbol(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(E1, [move("META", status=MoveStatus.NO_PRICES)], [])
        session.prices.save([bar(1, 10.0, symbol="ORCL")])
        assert due(session) == []

        session.prices.save([bar(1, 10.0, symbol="META")])
        assert due(session) == ["e1"]


@pytest.mark.parametrize("status", [MoveStatus.PENDING, MoveStatus.NO_PRICES, MoveStatus.TOO_SHORT])
@pytest.mark.parametrize(("after_days", "is_due"), [(-1, True), (0, True), (1, False), (9, False)])
def test_a_move_waits_for_no_bars_of_sessions_after_its_last_measuring(
    store: Store, status: MoveStatus, after_days: int, *, is_due: bool
) -> None:
    with store.writing() as session:
        event_id = measured(session, "e1", after_days=3)
        session.moves.save(event_id, [move("NVDA", status=status, session=DAY)], [])
        assert due(session) == []

        of = DAY + timedelta(days=3 + after_days)
        session.prices.save([DailyBar(symbol="NVDA", session=of, close=10.0)])

        assert due(session) == (["e1"] if is_due else [])


def test_a_bar_that_came_late_counts_beside_one_of_today(store: Store) -> None:
    with store.writing() as session:
        event_id = measured(session, "e1", after_days=3)
        session.moves.save(event_id, [move("NVDA", status=MoveStatus.NO_PRICES)], [])

        session.prices.save(
            [
                DailyBar(symbol="NVDA", session=DAY + timedelta(days=days), close=10.0)
                for days in (9, 1)
            ]
        )

        assert due(session) == ["e1"]


def test_more_history_makes_a_move_that_had_too_little_due(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.prices.save([bar(1, 10.0)])
        session.moves.save(E1, [move(status=MoveStatus.TOO_SHORT)], [])
        assert due(session) == []

        session.prices.save([bar(2, 11.0)])
        assert due(session) == ["e1"]


def test_a_corrected_price_makes_what_rests_on_it_due(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2", minute=1)
        session.prices.save([bar(1, 10.0, symbol=name) for name in ("META", "ORCL", "^GSPC")])
        session.moves.save(E1, [move("META", benchmark="^GSPC")], [])
        session.moves.save(E2, [move("ORCL", benchmark="^IXIC")], [])

        session.prices.save([bar(2, 10.0, symbol="META")])
        assert due(session) == []
        session.prices.save([bar(1, 10.5, symbol="^GSPC")])
        assert due(session) == ["e1"]
        session.prices.save([bar(1, 10.5, symbol="ORCL")])
        assert due(session) == ["e1", "e2"]


def test_a_merged_event_shows_no_moves_of_its_own(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        tell(session, "e2", "a2", minute=1)
        session.moves.save(E1, [move(status=MoveStatus.PENDING)], [])
        session.events.redirect(E1, E2, at=at(5))

        for event_id in (E1, E2):
            assert session.moves.of_event(event_id) == ([], [])
        assert due(session) == []


def test_refreshing_an_event_keeps_its_moves(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(E1, [move()], [])
        session.events.refresh(event("e1", title="New"))

        assert len(session.moves.of_event(E1)[0]) == 1


def test_another_role_or_another_day_zero_makes_an_event_due(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.save_links(E1, [link(role=Role.SUBJECT)])
        session.events.save_day0(E1, {"XNYS": date(2026, 7, 1)})
        session.moves.save(E1, [move()], [])
        session.events.save_day0(E1, {"XNYS": date(2026, 7, 1)})
        assert due(session) == []

        session.events.save_day0(E1, {"XNYS": date(2026, 7, 2)})
        assert due(session) == ["e1"]
        session.moves.save(E1, [move()], [])
        session.events.save_links(E1, [link(role=Role.AFFECTED)])
        assert due(session) == ["e1"]
