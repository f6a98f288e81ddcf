"""Events whose links, windows or prices changed → measured moves, stored with their verdicts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

from tapestory import narratives
from tapestory.errors import NoPriceHistoryError
from tapestory.model import DailyBar, EventId, Link, Move, MoveStatus, Role
from tapestory.moves import (
    HISTORY_NEEDED,
    EventMoves,
    EventToMeasure,
    Neighbour,
    measure_event,
    needed_symbols,
)
from tapestory.moves.measure import MoveRequest, measure
from tapestory.moves.sessions import canonical_mic
from tapestory.pipeline.comparison import compared
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_ranks import DayRanks
from tapestory.pipeline.link_step import EventFacts
from tapestory.store import Session

_NEIGHBOURHOOD = timedelta(days=30)
"""Confounders can only lie inside an event window, whose longest is [0, +20] sessions."""
_AHEAD = timedelta(days=45)
"""Bars this long after day 0 hold every window."""


def measure_events(components: Components, *, among: Collection[EventId] | None = None) -> int:
    """Measure every event that has something new to measure; return how many moves were.

    Args:
        components: What to work with.
        among: Only these events; all when None.
    """
    with components.store.reading() as session:
        due = [
            event_id
            for event_id in session.moves.to_measure()
            if among is None or event_id in among
        ]
    shelf, ranks = _Shelf(), DayRanks(components)
    return sum(_measure(components, shelf, ranks, event_id) for event_id in due)


def measure_symbol(
    components: Components,
    symbol: str,
    session_date: date,
    *,
    benchmark: str | None = None,
    window: tuple[int, int] = (0, 0),
) -> Move:
    """Measure one symbol around one session, event or none.

    Args:
        components: What to work with.
        symbol: Any symbol with prices; its exchange comes from the universe, else New York.
        session_date: Day 0.
        benchmark: The exchange's own if absent.
        window: First and last session relative to day 0, both included.

    Raises:
        NotFoundError: The day is no session of the exchange.
        NoPriceHistoryError: There are no prices of the symbol.
    """
    found = compared(components, symbol, benchmark, session_date)
    against = found.benchmark
    shelf = _Shelf()
    with components.store.reading() as session:
        bars = shelf.bars(session, symbol, session_date)
        benchmark_bars = shelf.bars(session, against, session_date) if against else ()
    if not bars:
        message = f"no prices of {symbol} around {session_date}"
        raise NoPriceHistoryError(message, hint="tapestory prices import FILE adds them.")
    request = MoveRequest(
        event_id=None,
        symbol=symbol,
        mic=found.mic,
        day0=session_date,
        window=window,
        benchmark=against,
        benchmark_mic=found.benchmark_mic,
    )
    move = measure(
        request,
        bars=bars,
        benchmark_bars=benchmark_bars,
        sessions=components.sessions,
        as_of=components.clock.now(),
    )
    with components.store.reading() as session:
        return DayRanks(components).ranked(session, [move])[0]


def measured_then(
    components: Components, session: Session, facts: EventFacts, *, as_of: datetime
) -> EventMoves | None:
    """Measure an event with prices as they stood at a time.

    Args:
        components: What to work with.
        session: Where the prices are.
        facts: The event as it was then.
        as_of: The time.

    Returns:
        None where no price that it rests on is another now: what is stored holds then too.
    """
    day0 = facts.day0
    task = _task(components, session, facts.event.id, facts.links, day0)
    symbols = needed_symbols(task, components.universe)
    if not day0 or not session.prices.changed_since(symbols, as_of):
        return None
    start, end = min(day0.values()) - HISTORY_NEEDED, max(day0.values()) + _AHEAD
    bars = {
        symbol: session.prices.bars(symbol, start=start, end=end, as_of=as_of) for symbol in symbols
    }
    found = measure_event(
        task,
        universe=components.universe,
        bars={symbol: held for symbol, held in bars.items() if held},
        sessions=components.sessions,
        as_of=as_of,
    )
    return replace(found, moves=DayRanks(components, as_of=as_of).ranked(session, found.moves))


def _measure(components: Components, shelf: _Shelf, ranks: DayRanks, event_id: EventId) -> int:
    with components.store.reading() as session:
        links = session.events.links(event_id)
        day0 = session.events.day0(event_id)
        task = _task(components, session, event_id, links, day0)
        bars = {
            symbol: shelf.bars(session, symbol, max(day0.values()))
            for symbol in sorted(needed_symbols(task, components.universe))
            if day0
        }
    found = measure_event(
        task,
        universe=components.universe,
        bars={symbol: held for symbol, held in bars.items() if held},
        sessions=components.sessions,
        as_of=components.clock.now(),
    )
    on_day0 = [move for move in found.sector_moves if move.window == (0, 0)]
    tape = [narratives.tape_test(narrative, on_day0) for narrative in components.narratives]
    with components.store.writing() as session:
        # Complete: an article that left took what only it named along.
        moves = ranks.ranked(session, found.moves)
        session.moves.save(event_id, moves, found.sector_moves, complete=True)
        session.moves.save_tape(event_id, tape)
    return sum(move.status is MoveStatus.MEASURED for move in found.moves)


def _task(
    components: Components,
    session: Session,
    event_id: EventId,
    links: Sequence[Link],
    day0: Mapping[str, date],
) -> EventToMeasure:
    """Fix what will be tested from the text alone, before any price is read."""
    listed = [link for link in links if link.symbol is not None and _is_listed(components, link)]
    named = tuple(str(link.symbol) for link in listed if link.role is not Role.MENTIONED)
    others = tuple(str(link.symbol) for link in listed if link.role is Role.MENTIONED)
    return EventToMeasure(
        event_id=event_id,
        day0=day0,
        named=named,
        others=others,
        sectors=tuple(link.sector for link in links if link.sector is not None),
        neighbours={
            symbol: found
            for symbol in named + others
            if (found := _neighbours(components, session, event_id, symbol, day0))
        },
    )


def _is_listed(components: Components, link: Link) -> bool:
    """Tell whether an instrument can have a price: a company without a listing has none, ever."""
    instrument = components.universe.instruments.get(str(link.symbol))
    return instrument is None or bool(instrument.mic)


def _neighbours(
    components: Components,
    session: Session,
    event_id: EventId,
    symbol: str,
    day0: Mapping[str, date],
) -> tuple[Neighbour, ...]:
    instrument = components.universe.instruments.get(symbol)
    if instrument is None or instrument.mic not in components.sessions.known_mics:
        return ()
    mic = canonical_mic(instrument.mic)
    if mic not in day0:
        return ()
    found = session.events.neighbours(
        event_id, symbol, mic=mic, around=day0[mic], reach=_NEIGHBOURHOOD
    )
    return tuple(Neighbour(event_id=other, day0=session_date) for other, session_date in found)


class _Shelf:
    """The bars of this round, each series read once."""

    def __init__(self) -> None:
        self._held: dict[tuple[str, date], list[DailyBar]] = {}

    def bars(self, session: Session, symbol: str, around: date) -> list[DailyBar]:
        month = around.replace(day=1)
        if (symbol, month) not in self._held:
            self._held[symbol, month] = session.prices.bars(
                symbol, start=month - HISTORY_NEEDED, end=month + _AHEAD + timedelta(days=31)
            )
        return self._held[symbol, month]
