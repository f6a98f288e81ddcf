"""Events by how far somebody moved on day 0, and what moved an instrument or sector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import event as engine_event

from store.builders import at, link, move, reading, tell
from tapestory.model import EventId, Family, Linked, Move, MoveStatus, SectorMove
from tapestory.store import EventQuery, MovedBy, ReactionQuery, Session, Store

DAY = date(2026, 7, 1)
CLOSED = {"XNAS": [date(2026, 6, 30), DAY]}
OPEN = {"XNAS": [date(2026, 6, 29), date(2026, 6, 30)]}


def moved(
    symbol: str = "NBIS",
    *,
    abnormal: float | None = -0.17,
    raw: float | None = -0.18,
    session: date = DAY,
    window: tuple[int, int] = (0, 0),
    q: float | None = 0.01,
    linked: Linked = Linked.NAMED,
) -> Move:
    """Return a measured move in New York."""
    return replace(
        move(symbol=symbol, session=session),
        mic="XNAS",
        window=window,
        raw=raw,
        abnormal=abnormal,
        q=q,
        family=Family.PARTIES,
        linked=linked,
        status=MoveStatus.MEASURED if raw is not None else MoveStatus.PENDING,
    )


def basket(abnormal: float | None = -0.08, *, sector: str = "neocloud") -> SectorMove:
    """Return a sector's move over day 0."""
    return SectorMove(
        event_id=EventId(""),
        sector=sector,
        window=(0, 0),
        abnormal=abnormal,
        t=-3.0,
        p=0.01,
        q=0.02,
        members=3,
        breadth=1.0,
    )


def happen(
    session: Session,
    name: str,
    *measured: Move,
    minute: float = 0,
    baskets: Sequence[SectorMove] = (),
    named: str = "NBIS",
) -> None:
    """Keep an event of one article that names an instrument, with its moves."""
    tell(session, name, f"a-{name}", minute=minute)
    session.readings.save(reading(f"a-{name}", symbol=named), "1")
    session.events.save_links(EventId(name), [link(name, symbol=named)])
    session.moves.save(EventId(name), measured, baskets)


def found(session: Session, moved_by: MovedBy, **query: object) -> list[str]:
    asked = EventQuery(moved=moved_by, **query)  # type: ignore[arg-type]  # any other condition
    return [summary.event.id for summary in session.events.find(asked)]


def test_an_event_is_found_by_what_moved_so_far_or_farther(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(abnormal=-0.05), minute=2)
        happen(session, "e2", moved(abnormal=0.0499), minute=1)

        assert found(session, MovedBy(least=0.05)) == ["e1"]
        assert found(session, MovedBy(least=0.0499)) == ["e1", "e2"]


def test_beyond_the_market_counts_before_the_whole(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(abnormal=0.01, raw=0.09))
        happen(session, "e2", moved(abnormal=None, raw=0.09))

        assert found(session, MovedBy(least=0.05)) == ["e2"]


def test_only_day_0_alone_counts(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(abnormal=0.01), moved(abnormal=0.3, window=(0, 5)))

        assert found(session, MovedBy(least=0.05)) == []


def test_who_is_not_linked_counts_only_when_asked_for(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved("CRWV", linked=Linked.NO), moved(abnormal=0.0))

        assert found(session, MovedBy(least=0.05)) == []
        assert found(session, MovedBy(least=0.05, symbols=("CRWV",))) == ["e1"]


def test_a_sectors_basket_counts_for_the_sector_alone(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(abnormal=0.0), baskets=[basket()])

        assert found(session, MovedBy(least=0.05, symbols=(), sector="neocloud")) == ["e1"]
        assert found(session, MovedBy(least=0.05, symbols=(), sector="memory")) == []
        assert found(session, MovedBy(least=0.09, symbols=(), sector="neocloud")) == []
        assert found(session, MovedBy(least=0.05)) == []


def test_what_had_not_closed_did_not_move_yet(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(), baskets=[basket()])
        for asked in (
            MovedBy(least=0.05),
            MovedBy(least=0.05, symbols=("NBIS",)),
            MovedBy(least=0.05, symbols=("NBIS",), sector="neocloud"),
            MovedBy(least=0.05, symbols=("NBIS", "CRWV"), sector="neocloud"),
        ):
            then = replace(asked, closed=OPEN)
            assert found(session, then, as_of=at(9999)) == []
            assert found(session, replace(asked, closed=CLOSED), as_of=at(9999)) == ["e1"]
            assert found(session, replace(asked, closed={}), as_of=at(9999)) == []


def test_a_move_counts_once_an_article_names_its_instrument(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved("CRWV"), moved(abnormal=0.0))
        tell(session, "e1", "late", minute=60)
        session.readings.save(reading("late", symbol="CRWV"), "1")
        asked = MovedBy(least=0.05, closed=CLOSED)

        assert found(session, asked, as_of=at(30)) == []
        assert found(session, asked, as_of=at(61)) == ["e1"]


def test_other_conditions_and_the_limit_hold_as_well(store: Store) -> None:
    with store.writing() as session:
        for n in range(4):
            happen(session, f"e{n}", moved(), minute=n)

        assert found(session, MovedBy(least=0.05), limit=2) == ["e3", "e2"]
        assert found(session, MovedBy(least=0.05), since=at(2)) == ["e3", "e2"]
        assert found(session, MovedBy(least=0.05), symbol="META") == []


@settings(max_examples=30)
@given(
    sizes=st.lists(st.none() | st.floats(-0.5, 0.5), min_size=1, max_size=5),
    least=st.floats(0.0, 0.5),
)
def test_the_index_finds_what_a_look_at_every_move_finds(
    shared_store: Store, sizes: list[float | None], least: float
) -> None:
    with shared_store.writing() as session:
        symbol = f"S{hash((tuple(sizes), least)) % 10**12}"
        moves = [moved(symbol, abnormal=size) for size in sizes]
        names = [f"{symbol}-{n}" for n in range(len(moves))]
        for name, one in zip(names, moves, strict=True):
            happen(session, name, one, named=symbol)

        kept = found(session, MovedBy(least=least, symbols=(symbol,)))

    far = {
        name
        for name, one in zip(names, moves, strict=True)
        if abs(one.abnormal if one.abnormal is not None else one.raw or 0.0) >= least - 1e-9
    }
    assert set(kept) == far


@pytest.mark.parametrize(
    "asked",
    [
        MovedBy(least=0.05),
        MovedBy(least=0.05, symbols=("NBIS",)),
        MovedBy(least=0.05, symbols=("NBIS", "CRWV"), sector="neocloud"),
    ],
)
def test_no_table_of_moves_is_read_from_end_to_end(store: Store, asked: MovedBy) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(), baskets=[basket()])
    seen: list[tuple[str, object]] = []

    def note(*arguments: object) -> None:
        seen.append((str(arguments[2]), arguments[3]))

    engine_event.listen(store._reader, "before_cursor_execute", note)
    with store.reading() as session:
        assert found(session, asked) == ["e1"]
        session.reactions.find(ReactionQuery(symbols=("NBIS",)))
        engine_event.remove(store._reader, "before_cursor_execute", note)
        connection = session.feeds._connection
        plans = [
            str(step[3])
            for statement, parameters in seen
            if statement.startswith("SELECT")
            for step in connection.exec_driver_sql(
                f"EXPLAIN QUERY PLAN {statement}",
                parameters,  # type: ignore[arg-type]  # as they were given
            )
        ]
    assert any("moves USING" in plan and "day0_size" in plan for plan in plans)
    assert [plan for plan in plans if plan.startswith(("SCAN moves", "SCAN sector_moves"))] == []


def test_the_newest_session_comes_first_and_what_only_names_it_last(store: Store) -> None:
    with store.writing() as session:
        happen(session, "old", moved(session=date(2026, 6, 1)), minute=5)
        happen(session, "new", moved(), minute=1)
        happen(session, "named", minute=9)
        happen(session, "waits", moved(raw=None, abnormal=None), minute=8)
        happen(session, "other", moved("META"), named="META", minute=7)

        reactions = session.reactions.find(ReactionQuery(symbols=("NBIS",)))

    assert [item.event.id for item in reactions] == ["new", "old", "named", "waits"]
    assert [len(item.on_day0) for item in reactions] == [1, 1, 0, 1]


def test_moved_leaves_what_chance_explains_out(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(q=0.01))
        happen(session, "e2", moved(q=0.2))
        happen(session, "e3", replace(moved(q=None), family=None, p=0.01))
        happen(session, "e4", replace(moved(q=None), p=0.01))

        query = ReactionQuery(symbols=("NBIS",), moved=True)
        kept = {item.event.id for item in session.reactions.find(query)}

    assert kept == {"e1", "e3"}


def test_before_the_close_a_move_is_pending_and_its_event_only_names(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(), moved(window=(0, 1)))
        query = ReactionQuery(symbols=("NBIS",), as_of=at(9999), closed=OPEN)
        (then,) = session.reactions.find(query)
        (later,) = session.reactions.find(replace(query, closed=CLOSED))

    assert [one.raw for one in then.moves] == [None, None]
    assert [one.status for one in later.moves] == [MoveStatus.MEASURED, MoveStatus.PENDING]


def test_an_event_that_was_not_told_yet_is_not_listed(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(), minute=10)
        query = ReactionQuery(symbols=("NBIS",), as_of=at(5), closed=CLOSED)

        assert session.reactions.find(query) == []


def test_a_sector_has_the_moves_of_its_members_and_of_its_basket(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved("CRWV", abnormal=-0.1), moved(), baskets=[basket()])
        query = ReactionQuery(symbols=("NBIS", "CRWV"), sector="neocloud")
        (reaction,) = session.reactions.find(query)
        latest = session.reactions.last_moves(query)

    assert [one.symbol for one in reaction.on_day0] == ["NBIS", "CRWV"]
    assert [one.sector for one in reaction.basket] == ["neocloud"]
    assert {symbol: event.id for symbol, (_, event) in latest.items()} == {
        "CRWV": "e1",
        "NBIS": "e1",
    }


def test_a_members_last_move_is_the_latest_beyond_chance(store: Store) -> None:
    with store.writing() as session:
        happen(session, "e1", moved(session=date(2026, 6, 1)))
        happen(session, "e2", moved(session=date(2026, 6, 2)))
        happen(session, "e3", moved(session=date(2026, 6, 3), q=0.5))
        latest = session.reactions.last_moves(ReactionQuery(symbols=("NBIS", "META")))

    assert {symbol: event.id for symbol, (_, event) in latest.items()} == {"NBIS": "e2"}


def test_what_moved_somebody_takes_a_fixed_number_of_queries(store: Store) -> None:
    counts = []
    for size in (2, 30):
        with store.writing() as session:
            for n in range(size):
                happen(session, f"e{size}-{n}", moved())
        seen: list[str] = []

        def note(*arguments: object, seen: list[str] = seen) -> None:
            seen.append(str(arguments[2]))

        engine_event.listen(store._reader, "before_cursor_execute", note)
        with store.reading() as session:
            session.reactions.find(ReactionQuery(symbols=("NBIS",)))
        engine_event.remove(store._reader, "before_cursor_execute", note)
        counts.append(len(seen))
    assert counts[0] == counts[1]
