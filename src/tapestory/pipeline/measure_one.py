"""A symbol and a day 0 → its move, measured as that of an event's party would be."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from tapestory.errors import NoPriceHistoryError
from tapestory.model import EventId, Linked, Move
from tapestory.moves import EventMeter, EventToMeasure, needed_symbols
from tapestory.moves.history import DEFAULT_SETTINGS, EstimationSettings
from tapestory.pipeline.comparison import (
    Asked,
    bars_ahead,
    bars_behind,
    require_session,
    universe_for,
)
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_ranks import DayRanks
from tapestory.pipeline.event_neighbours import event_days


def measure_symbol(
    components: Components,
    asked: Asked,
    *,
    settings: EstimationSettings = DEFAULT_SETTINGS,
    as_of: datetime | None = None,
) -> Move:
    """Measure one symbol around one session, event or none.

    It is measured as a party of an event would be, days of events that concern it included, but
    tested by itself: without q, family or link.

    Args:
        components: What to work with.
        asked: Any symbol with prices; its exchange comes from the universe, else from its
            spelling.
        settings: Which sessions the market model learns from: none of the window's own, see
            `EstimationSettings.clear_of`.
        as_of: Use only what was known then; now if absent.

    Raises:
        NotFoundError: The day is no session of the exchange.
        NoPriceHistoryError: There are no prices of the symbol.
    """
    symbol, session_date = asked.symbol, asked.session
    universe = universe_for(components.universe, asked)
    mic = universe.instruments[symbol].mic
    require_session(components, mic, session_date)
    task = EventToMeasure(
        event_id=EventId(""),
        day0={mic: session_date},
        named=(symbol,),
        windows=(asked.window,),
        settings=settings.clear_of(asked.window[0]),
    )
    start = session_date - bars_behind(asked.window[0])
    end = session_date + bars_ahead(asked.window[1])
    with components.store.reading() as session:
        days = event_days(session, universe, [symbol], (start, session_date), as_of=as_of)
        bars = {
            needed: session.prices.bars(needed, start=start, end=end, as_of=as_of)
            for needed in needed_symbols(task, universe)
        }
    if not bars[symbol]:
        message = f"no prices of {symbol} around {session_date}"
        raise NoPriceHistoryError(message, hint="tapestory prices import FILE adds them.")
    task = replace(task, event_days=days)
    meter = EventMeter(universe, components.sessions, as_of=as_of or components.clock.now())
    with components.store.reading() as session:
        found = DayRanks(components, as_of=as_of).ranked(session, meter.measure(task, bars).moves)
    return replace(found[0], event_id=None, q=None, family=None, linked=Linked.NO)
