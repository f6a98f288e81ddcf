"""Prices that are stored while events are being measured are measured with in the next round."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from pipeline.test_measure_step import DAY0, E1, LONG_AFTER, MEMORY, bars, keep, told
from store.builders import link
from systems import System
from tapestory.clock import Clock
from tapestory.model import BarState, BarVerdict, DailyBar, Move
from tapestory.pipeline.measure_step import measure_events
from tapestory.store import Session, Store

Change = Callable[[Session], object]


class StoreOfTwo(Store):
    """Somebody else writes once, before the first that this one writes."""

    def __init__(self, former: Store, clock: Clock, change: Change) -> None:
        super().__init__(former.path, clock)
        self._former = former
        self._change: Change | None = change

    @contextmanager
    def writing(self) -> Iterator[Session]:
        if self._change is not None:
            with self._former.writing() as session:
                self._change(session)
            self._change = None
        with super().writing() as session:
            yield session


def measure_while(system: System, change: Change) -> None:
    """Measure what is due; bars have been read, and no move is stored, when something changes."""
    components = system.components
    with StoreOfTwo(components.store, components.clock, change) as store:
        measure_events(replace(components, store=store))


def prepared(system: System) -> None:
    keep(system, *(bars(system, symbol) for symbol in ("SPY", *MEMORY)))
    told(system, link(symbol="MU"))
    system.clock.instant = LONG_AFTER


def due(system: System) -> list[str]:
    with system.components.store.reading() as session:
        return [*session.moves.to_measure()]


def moves(system: System) -> list[Move]:
    with system.components.store.reading() as session:
        return session.moves.of_event(E1)[0]


def corrected(symbol: str) -> Change:
    return lambda session: session.prices.save([DailyBar(symbol=symbol, session=DAY0, close=55.0)])


def doubted(symbol: str) -> Change:
    verdict = BarVerdict(
        symbol=symbol,
        session=DAY0,
        provider="import",
        state=BarState.QUARANTINED,
        reason="a jump",
        known_at=LONG_AFTER,
    )
    return lambda session: session.price_verdicts.append([verdict])


def nothing(session: Session) -> None:
    """Somebody writes, and no prices."""


@pytest.mark.parametrize(
    "change",
    [corrected("MU"), corrected("SPY"), corrected("STX"), doubted("MU")],
    ids=["own", "benchmark", "peer", "doubt"],
)
def test_what_changes_after_it_was_read_makes_the_event_due_again(
    system: System, change: Change
) -> None:
    prepared(system)

    measure_while(system, change)
    assert due(system) == [E1]
    early = moves(system)
    measure_events(system.components)

    assert due(system) == []
    assert moves(system) != early


@pytest.mark.parametrize("change", [corrected("ORCL"), nothing], ids=["another's", "none"])
def test_what_an_event_does_not_rest_on_may_change(system: System, change: Change) -> None:
    prepared(system)

    measure_while(system, change)

    assert due(system) == []


def test_a_bar_that_was_waited_for_is_not_missed(system: System) -> None:
    late = bars(system, "MU")
    keep(system, bars(system, "SPY"), [bar for bar in late if bar.session != DAY0])
    told(system, link(symbol="MU"))
    system.clock.instant = LONG_AFTER

    measure_while(system, lambda session: session.prices.save(late))
    assert due(system) == [E1]
    measure_events(system.components)

    assert due(system) == []
    assert {move.raw is None for move in moves(system)} == {False}
