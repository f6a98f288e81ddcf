from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from systems import System
from tapestory.demo import FolderServer
from tapestory.demo.sample_run import SAMPLE
from tapestory.model import EventView, Feed, Move, MoveStatus
from tapestory.moves.providers.csv_file import read_bars
from tapestory.pipeline.price_step import accept_bar, keep_bars
from tapestory.pipeline.run import process, run
from tapestory.pipeline.view import find_views
from tapestory.store import EventQuery

DAY = date(2026, 7, 1)


@pytest.fixture
def measured(system: System) -> System:
    with FolderServer(SAMPLE / "feeds") as server:
        with system.components.store.writing() as session:
            for file in sorted((SAMPLE / "feeds").iterdir()):
                session.feeds.add(Feed(url=server.url_of(file)))
        keep_bars(system.components, read_bars(SAMPLE / "closes.csv").bars)
        run(system.components, every_feed=True)
    return system


def on_day_zero(system: System, symbol: str, as_of: datetime | None = None) -> Move:
    views: list[EventView] = find_views(system.components, EventQuery(as_of=as_of))
    (move,) = {
        move
        for view in views
        for move in view.moves
        if (move.symbol, move.session, move.window) == (symbol, DAY, (0, 0))
    }
    return move


def revise(system: System, symbol: str, close: float) -> None:
    with system.components.store.reading() as session:
        (held,) = session.prices.of_providers(symbol).values()
    (bar,) = [bar for bar in held if bar.session == DAY]
    keep_bars(system.components, [replace(bar, close=close, adj_close=None)])
    process(system.components)


@pytest.mark.slow
def test_an_answer_as_of_a_time_rests_on_the_prices_as_they_stood_then(measured: System) -> None:
    before = on_day_zero(measured, "META")
    then = measured.clock.now()
    measured.clock.instant = then + timedelta(days=2)

    with measured.components.store.reading() as session:
        close = {bar.session: bar.close for bar in session.prices.bars("META")}[DAY]
    revise(measured, "META", close * 1.05)

    after = on_day_zero(measured, "META")
    assert after.raw != before.raw
    assert on_day_zero(measured, "META", as_of=then).raw == before.raw


@pytest.mark.slow
def test_a_jump_is_no_move_until_it_is_accepted_and_as_of_then_not_yet(measured: System) -> None:
    measured.clock.instant += timedelta(days=2)
    revise(measured, "META", 1400.0)
    assert on_day_zero(measured, "META").status is MoveStatus.NO_PRICES
    then = measured.clock.now()
    measured.clock.instant += timedelta(days=1)

    accept_bar(measured.components, "META", DAY)
    process(measured.components)

    assert on_day_zero(measured, "META").status is MoveStatus.MEASURED
    assert on_day_zero(measured, "META", as_of=then).status is MoveStatus.NO_PRICES
