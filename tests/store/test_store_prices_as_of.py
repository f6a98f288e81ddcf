from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import count
from pathlib import Path

from alembic import command
from hypothesis import given, settings
from hypothesis import strategies as st

from store.builders import at, bar, event, link, move, tell
from tapestory.clock import FixedClock
from tapestory.model import BarState, BarVerdict, DailyBar, EventId, MoveStatus
from tapestory.store import PriceFetch, PricePause, Store, maintenance, migrating, sqlite

NUMBERS = count()
T0 = datetime(2026, 7, 10, tzinfo=UTC)


def verdict(day: int, state: BarState, *, minute: float, provider: str = "import") -> BarVerdict:
    return BarVerdict(
        symbol="META",
        session=date(2026, 7, day),
        provider=provider,
        state=state,
        reason="because",
        known_at=at(minute),
    )


@settings(max_examples=40)
@given(
    closes=st.lists(
        st.floats(1.0, 1e6), min_size=1, max_size=6, unique_by=lambda close: round(close, 3)
    )
)
def test_a_revision_leaves_the_former_value_to_be_seen_as_of_its_time(
    shared_store: Store, closes: list[float]
) -> None:
    clock = shared_store._clock
    assert isinstance(clock, FixedClock)
    symbol = f"R{next(NUMBERS)}"
    for turn, close in enumerate(closes):
        clock.instant = T0 + timedelta(hours=turn)
        with shared_store.writing() as session:
            session.prices.save([bar(1, close, symbol=symbol)])

    with shared_store.reading() as session:
        seen = [
            session.prices.bars(symbol, as_of=T0 + timedelta(hours=turn, minutes=30))[0].close
            for turn in range(len(closes))
        ]
        before = session.prices.bars(symbol, as_of=T0 - timedelta(days=3))
        now = session.prices.bars(symbol)
        revised = session.prices.changed_since([symbol], T0 + timedelta(minutes=30))

    assert seen == closes
    assert [one.close for one in before] == closes[:1]
    assert [one.close for one in now] == closes[-1:]
    assert revised == ({symbol} if len(closes) > 1 else set())


def test_a_provisional_bar_was_never_the_sessions(store: Store, clock: FixedClock) -> None:
    with store.writing() as session:
        session.prices.save([replace(bar(1, 10.0), provisional=True)])
        assert session.prices.bars("META") == []
        assert [one.close for one in session.prices.provisional()] == [10.0]
        clock.instant = at(60)

        session.prices.save([bar(1, 11.0)])

        assert session.prices.bars("META") == [bar(1, 11.0)]
        assert session.prices.bars("META", as_of=at(30)) == []
        assert session.prices.bars("META", as_of=at(-30)) == [bar(1, 11.0)]
        assert session.prices.changed_since(["META"], at(30)) == set()


def test_the_provider_that_came_first_counts_and_others_fill_what_it_lacks(
    store: Store, clock: FixedClock
) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0), bar(2, 11.0)])
        clock.instant = at(5)
        session.prices.save([bar(day, 20.0 + day, provider="another") for day in (2, 3)])

        found = session.prices.bars("META")

        assert [(one.close, one.provider) for one in found] == [
            (10.0, "import"),
            (11.0, "import"),
            (23.0, "another"),
        ]
        (status,) = session.prices.status()
        assert (status.bars, status.providers) == (3, ("import", "another"))


def test_the_return_across_a_seam_is_taken_within_one_provider(store: Store) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0), bar(2, 11.0)])
        session.prices.save([bar(2, 110.0, provider="x"), bar(3, 121.0, provider="x")])

        first, second, third = session.prices.bars("META")

    assert (second.adj_close or 0.0) / (first.adj_close or 1.0) == 1.1
    assert (third.adj_close or 0.0) / (second.adj_close or 1.0) == 1.1
    assert (third.close, third.adj_close) == (121.0, 121.0)


def test_splits_and_dividends_are_worked_into_returns_as_bars_are_read(store: Store) -> None:
    split = replace(bar(2, 5.0), split=2.0)
    paid = replace(bar(3, 4.5), dividend=0.5)
    with store.writing() as session:
        session.prices.save([bar(1, 10.0), split, paid])

        found = session.prices.bars("META")

    assert [one.close for one in found] == [10.0, 5.0, 4.5]
    assert [one.adj_close for one in found] == [4.5, 4.5, 4.5]


def test_a_quarantined_bar_is_out_from_when_that_was_known_until_it_is_cleared(
    store: Store,
) -> None:
    bars = [bar(1, 10.0), bar(2, 14.0), bar(3, 14.1)]
    with store.writing() as session:
        session.prices.save(bars)
        session.price_verdicts.append([verdict(2, BarState.QUARANTINED, minute=10)])
        assert [one.close for one in session.prices.bars("META")] == [10.0, 14.1]
        session.price_verdicts.append([verdict(2, BarState.CLEARED, minute=20)])

        assert session.prices.bars("META") == bars
        assert session.prices.bars("META", as_of=at(5)) == bars
        assert session.prices.changed_since(["META"], at(15) + timedelta(days=2)) == set()
        assert len(session.prices.bars("META", as_of=at(15))) == 2
        assert session.prices.bars("META", as_of=at(25)) == bars


def test_an_alarm_or_a_refusal_takes_no_bar_out(store: Store) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0)])
        session.price_verdicts.append(
            [verdict(1, BarState.ALARM, minute=1), verdict(2, BarState.REFUSED, minute=1)]
        )

        assert session.prices.bars("META") == [bar(1, 10.0)]


def test_a_verdict_makes_the_moves_that_rest_on_the_bar_due(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.moves.save(EventId("e1"), [move("META")], [])
        assert session.moves.to_measure() == []

        session.price_verdicts.append([verdict(2, BarState.QUARANTINED, minute=1)])

        assert session.moves.to_measure() == ["e1"]


def test_events_wait_for_prices_until_all_of_them_is_measured(store: Store) -> None:
    with store.writing() as session:
        tell(session, "e1", "a1")
        session.events.save_links(EventId("e1"), [link("e1")])
        assert session.price_fetches.events_waiting() == ["e1"]
        session.moves.save(EventId("e1"), [move("META")], [])
        assert session.price_fetches.events_waiting() == []
        lacking = move("NBIS", status=MoveStatus.NO_PRICES)

        session.moves.save(EventId("e1"), [lacking], [])

        assert session.price_fetches.events_waiting() == ["e1"]
    assert event("e1").id == "e1"


def test_what_was_asked_last_and_who_rests_is_remembered(store: Store) -> None:
    fetch = PriceFetch(
        symbol="META",
        provider="x",
        first=date(2026, 1, 1),
        last=date(2026, 7, 1),
        asked_at=at(1),
        error="down",
    )
    with store.writing() as session:
        session.price_fetches.save(fetch)
        session.price_fetches.save(replace(fetch, asked_at=at(2), error=""))
        session.price_fetches.pause(PricePause(provider="x", until=at(60), reason="busy"))

        assert session.price_fetches.all() == [replace(fetch, asked_at=at(2), error="")]
        assert session.price_fetches.get("META", "y") is None
        assert [pause.reason for pause in session.price_fetches.pauses(at(59))] == ["busy"]
        assert session.price_fetches.pauses(at(60)) == []


def test_bars_of_two_providers_keep_their_own_revisions(store: Store, clock: FixedClock) -> None:
    with store.writing() as session:
        session.prices.save([bar(1, 10.0), bar(1, 10.1, provider="x")])
        clock.instant = at(60)

        session.prices.save([bar(1, 10.2, provider="x")])

        assert session.prices.revisions("META") == [(bar(1, 10.1, provider="x"), at(60))]
        held: dict[str, list[DailyBar]] = session.prices.of_providers("META")
        assert {name: [one.close for one in bars] for name, bars in held.items()} == {
            "import": [10.0],
            "x": [10.2],
        }


def test_bars_of_an_older_store_are_there_after_an_upgrade(tmp_path: Path) -> None:
    path = tmp_path / "tapestory.db"
    engine = sqlite.open_engine(path, writing=True)
    with engine.begin() as connection:
        config = migrating.configured()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        sqlite.mark_as_ours(connection)
        connection.exec_driver_sql(
            "INSERT INTO price_bars (symbol, session, close, volume, provider, stored_at)"
            " VALUES ('META', '2026-07-01', 10.0, 5.0, 'import', '2026-07-01T12:00:00.000000Z')"
        )
    engine.dispose()

    maintenance.migrate(path)

    assert maintenance.check(path) == []
    with Store.open(path) as store, store.reading() as session:
        assert session.prices.bars("META") == [bar(1, 10.0, volume=5.0)]
