"""Events whose links, windows or prices changed → measured moves, stored with their verdicts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta

from tapestory.errors import NotFoundError
from tapestory.model import (
    EventId,
    Link,
    MoveStatus,
    Role,
    Universe,
)
from tapestory.moves import (
    EventMoves,
    EventToMeasure,
    also_tested,
    needed_symbols,
)
from tapestory.moves.event_task import WINDOWS
from tapestory.moves.sessions import ExchangeSessions
from tapestory.pipeline.components import Components
from tapestory.pipeline.day_ranks import DayRanks
from tapestory.pipeline.link_step import EventFacts
from tapestory.pipeline.price_shelf import PriceShelf
from tapestory.pipeline.tape_step import Known, read_tape
from tapestory.pipeline.tape_task import TapeTask, tape_task
from tapestory.store import Session


def measure_events(components: Components, *, among: Collection[EventId] | None = None) -> int:
    """Measure every event that has something new to measure; return how many moves were.

    Those are events whose links or prices changed, and those of which a window closed since they
    were last measured. All are measured as of one time.

    Args:
        components: What to work with.
        among: Only these events; all when None.
    """
    now = components.clock.now()
    windows = _Windows(components.sessions)
    with components.store.reading() as session:
        due = session.moves.to_measure()
        looked_at = session.moves.still_open(now)
    over, waiting = [], {}
    for held in looked_at:
        if windows.closed_between(held.day0, held.measured_at, now):
            due.append(held.event_id)
        elif windows.had_closed(held.day0, held.measured_at):
            over.append(held.event_id)
        else:
            waiting[held.event_id] = windows.next_close(held.day0, now)
    if over or waiting:
        with components.store.writing() as session:
            session.moves.close_windows(over)
            session.moves.wait(waiting)
    found = _Round(components, now, windows)
    return sum(found.measure(event_id) for event_id in due if among is None or event_id in among)


def measured_then(known: Known, facts: EventFacts) -> EventMoves | None:
    """Measure an event with prices as they stood at a time.

    Args:
        known: Where everything is, and the time.
        facts: The event as it was then.

    Returns:
        None where what is stored holds then too: nothing else was tested together, on no other
        days, no window has closed since, no price that it rests on is another now, and no event
        was told of only since whose day its line now leaves out.
    """
    components, session, as_of = known.components, known.session, known.shelf.at
    day0 = facts.day0
    task = _task(components.universe, facts.event.id, facts.links, day0)
    symbols = needed_symbols(task, components.universe) if day0 else frozenset[str]()
    windows = _Windows(components.sessions)
    if (
        task.families == session.moves.families(facts.event.id, as_of=as_of)
        and day0 == session.events.day0(facts.event.id)
        and not windows.closed_between(day0, as_of, components.clock.now())
        and not session.prices.changed_since(symbols, as_of)
        and not known.shelf.told_since(session, symbols, day0.values())
    ):
        return None
    task = replace(task, event_days=known.shelf.event_days(session, symbols, day0.values()))
    bars = known.shelf.bars(session, symbols, day0.values())
    found = known.shelf.meter.measure(task, bars)
    return replace(found, moves=DayRanks(components, as_of=as_of).ranked(session, found.moves))


class _Round:
    """Measures events one after the other, all as of one time."""

    def __init__(self, components: Components, now: datetime, windows: _Windows) -> None:
        self._components = components
        self._now = now
        self._windows = windows
        self._shelf = PriceShelf(components, at=now)
        self._ranks = DayRanks(components)

    def measure(self, event_id: EventId) -> int:
        """Measure and keep one event; return how many moves were measured."""
        universe = self._components.universe
        with self._components.store.reading() as session:
            links = session.events.links(event_id)
            day0 = session.events.day0(event_id)
            task = _task(universe, event_id, links, day0)
            symbols = needed_symbols(task, universe) if day0 else frozenset[str]()
            bars = self._shelf.bars(session, symbols, day0.values())
            days = self._shelf.event_days(session, symbols, day0.values())
            told = self._told(session, event_id, day0) if bars else None
            tape = read_tape(self._known(session), told) if told is not None else []
        found = self._shelf.meter.measure(replace(task, event_days=days), bars)
        with self._components.store.writing() as session:
            changed = self._shelf.changed(session)
            # Complete: an article that left took what only it named along.
            moves = self._ranks.ranked(session, found.moves)
            session.moves.save(
                event_id,
                moves,
                found.sector_moves,
                complete=True,
                outdated=bool(changed) and not changed.isdisjoint(self._rests_on(symbols, told)),
            )
            session.moves.save_families(
                event_id,
                found.families,
                at=self._now,
                next_close=self._windows.next_close(day0, self._now),
            )
            session.follow_through.save(event_id, found.follow_through)
            session.tape_readings.append(event_id, tape, at=self._now)
        return sum(move.status is MoveStatus.MEASURED for move in found.moves)

    def _told(self, session: Session, event_id: EventId, day0: Mapping[str, date]) -> TapeTask:
        """Return what the narratives predict that the event's articles speak of."""
        members = session.events.members(event_id)
        readings = session.readings.get_many(
            article.id for article, _ in members if article.copy_of is None
        )
        spoken = [item.narrative for said in readings.values() for item in said.narratives]
        return tape_task(self._components, event_id, day0, spoken)

    def _known(self, session: Session) -> Known:
        return Known(components=self._components, session=session, shelf=self._shelf)

    def _rests_on(self, symbols: AbstractSet[str], told: TapeTask | None) -> AbstractSet[str]:
        """Return the symbols whose bars moves and readings of the tape were made of."""
        if told is None:
            return symbols
        return symbols | needed_symbols(told.measuring, self._components.universe)


class _Windows:
    """When the windows of events close."""

    def __init__(self, sessions: ExchangeSessions) -> None:
        self._sessions = sessions
        self._closes: dict[tuple[str, date], tuple[datetime, ...]] = {}

    def closed_between(self, day0: Mapping[str, date], then: datetime, now: datetime) -> bool:
        """Tell whether any window closed after one time and not after the other."""
        return any(then < close <= now for mic, day in day0.items() for close in self._of(mic, day))

    def had_closed(self, day0: Mapping[str, date], then: datetime) -> bool:
        """Tell whether every window had closed by a time; of what the calendar ends before: no."""
        windows = len({end for _, end in WINDOWS})
        closes = [self._of(mic, day) for mic, day in day0.items()]
        return all(len(of_mic) == windows and max(of_mic) <= then for of_mic in closes)

    def next_close(self, day0: Mapping[str, date], now: datetime) -> datetime:
        """Return when the next window closes; tomorrow at the latest if a calendar ends before."""
        windows = len({end for _, end in WINDOWS})
        closes = [self._of(mic, day) for mic, day in day0.items()]
        later = [close for of_mic in closes for close in of_mic if close > now]
        if not later or any(len(of_mic) < windows for of_mic in closes):
            later.append(now + timedelta(days=1))
        return min(later)

    def _of(self, mic: str, day: date) -> tuple[datetime, ...]:
        if (mic, day) not in self._closes:
            found = []
            for last in sorted({end for _, end in WINDOWS}):
                with suppress(NotFoundError):  # beyond the calendar's end
                    session = self._sessions.shift(mic, day, last)
                    found.append(self._sessions.close_of(mic, session))
            self._closes[mic, day] = tuple(found)
        return self._closes[mic, day]


def _task(
    universe: Universe, event_id: EventId, links: Sequence[Link], day0: Mapping[str, date]
) -> EventToMeasure:
    """Fix what will be tested from the text alone, before any price is read."""
    listed = [link for link in links if link.symbol is not None and _is_listed(universe, link)]
    sectors = tuple(link.sector for link in links if link.sector is not None)
    every = [str(link.symbol) for link in links if link.symbol is not None]
    return EventToMeasure(
        event_id=event_id,
        day0=day0,
        named=tuple(str(link.symbol) for link in listed if link.role is not Role.MENTIONED),
        others=tuple(str(link.symbol) for link in listed if link.role is Role.MENTIONED),
        also=also_tested(sectors, every, day0, universe),
        sectors=sectors,
    )


def _is_listed(universe: Universe, link: Link) -> bool:
    """Tell whether an instrument can have a price: a company without a listing has none, ever."""
    instrument = universe.instruments.get(str(link.symbol))
    return instrument is None or bool(instrument.mic)
