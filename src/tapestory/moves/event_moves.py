"""An event's parties, sectors and day 0 in, with prices; every move of theirs out, tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import (
    Confounder,
    ConfounderKind,
    DailyBar,
    EventId,
    Instrument,
    Move,
    MoveStatus,
    SectorMove,
    Universe,
)
from tapestory.moves.baskets import Alignment, BasketMember, sector_move
from tapestory.moves.families import correct, correct_sectors
from tapestory.moves.history import (
    DEFAULT_SETTINGS,
    Benchmark,
    EstimationSettings,
    History,
    HistoryRequest,
    history,
)
from tapestory.moves.measure import MODEL_NONE, MoveRequest, move_over
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

WINDOWS: Final = ((0, 0), (0, 1), (-1, 1), (0, 5), (0, 20))
"""Event windows, each measured as it matures; [0, +1] also serves news known only by its date."""

HISTORY_NEEDED: Final = timedelta(days=450)
"""Bars from this long before day 0 hold the estimation window on every exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """Another event that concerns an instrument."""

    event_id: EventId
    day0: date
    """On the instrument's exchange."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventToMeasure:
    """What to measure about an event. Families are fixed here, before any price is read."""

    event_id: EventId
    day0: Mapping[str, date]
    """MIC → first session that could react; any code that shares its calendar serves."""
    named: tuple[str, ...]
    """Symbols of the parties that the event names: corrected by Holm."""
    others: tuple[str, ...] = ()
    """Symbols that are looked at besides: corrected by Benjamini-Hochberg."""
    sectors: tuple[str, ...] = ()
    """Sector ids, whose baskets hold every instrument of the universe: Benjamini-Hochberg."""
    neighbours: Mapping[str, tuple[Neighbour, ...]] = field(default_factory=dict)
    """Symbol → other events of it: listed as confounders where they fall into the window, and
    kept from teaching the model where they fall into the estimation window."""
    windows: tuple[tuple[int, int], ...] = WINDOWS
    settings: EstimationSettings = DEFAULT_SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMoves:
    """What was measured about an event."""

    moves: tuple[Move, ...]
    """Named parties first, each with every window."""
    sector_moves: tuple[SectorMove, ...]
    """One for each sector and window; numbers are None while nothing can be measured."""


def needed_symbols(event: EventToMeasure, universe: Universe) -> frozenset[str]:
    """Return every symbol whose bars `measure_event` will ask for: load these, no others."""
    measured = {*event.named, *event.others, *_members_of(event.sectors, universe)}
    benchmarks = {
        benchmark.symbol
        for symbol in measured
        if symbol in universe.instruments
        and (benchmark := _benchmark(universe.instruments[symbol], universe)) is not None
    }
    return frozenset(measured | benchmarks)


def measure_event(
    event: EventToMeasure,
    *,
    universe: Universe,
    bars: Mapping[str, Sequence[DailyBar]],
    sessions: ExchangeSessions,
    as_of: datetime,
) -> EventMoves:
    """Measure every instrument and sector of an event over every window.

    What cannot be measured is a value with its status, never an error and never a number: an
    unknown exchange, an exchange without a day 0 and a symbol without bars give `no_prices`.

    Args:
        event: What to measure.
        universe: Instruments with their exchanges, sectors, and the benchmark of each exchange. A
            benchmark that trades at other hours than the instrument is taken over the sessions
            that closed since the instrument's previous close.
        bars: By symbol, in any order; see `needed_symbols` and HISTORY_NEEDED.
        sessions: Trading calendars.
        as_of: Aware time; nothing that closed later is looked at.
    """
    bench = _Bench(event, universe, bars, sessions, as_of)
    named = dict.fromkeys(event.named)
    others = [symbol for symbol in dict.fromkeys(event.others) if symbol not in named]
    moves = correct([move for symbol in named for move in bench.moves(symbol)], method="holm")
    rest = correct([move for symbol in others for move in bench.moves(symbol)], method="bh")
    return EventMoves(
        moves=moves + rest,
        sector_moves=correct_sectors(
            [move for sector in dict.fromkeys(event.sectors) for move in bench.basket(sector)]
        ),
    )


class _Bench:
    """Holds each fitted history once, however many windows and baskets ask for it."""

    def __init__(
        self,
        event: EventToMeasure,
        universe: Universe,
        bars: Mapping[str, Sequence[DailyBar]],
        sessions: ExchangeSessions,
        as_of: datetime,
    ) -> None:
        self._event = event
        self._universe = universe
        self._bars = bars
        self._sessions = sessions
        self._as_of = as_of
        self._day0 = {_calendar_of(mic): day for mic, day in event.day0.items()}
        self._histories: dict[str, History | None] = {}
        self._alignment = Alignment(sessions)

    def moves(self, symbol: str) -> list[Move]:
        """Return the moves of one instrument, one a window."""
        instrument = self._universe.instruments.get(symbol)
        known = self._history(instrument) if instrument is not None else None
        if instrument is None or known is None:
            mic = instrument.mic if instrument is not None else ""
            return [self._unmeasured(symbol, mic, window) for window in self._event.windows]
        benchmark = _benchmark(instrument, self._universe)
        return [
            replace(
                move_over(
                    known,
                    MoveRequest(
                        event_id=self._event.event_id,
                        symbol=symbol,
                        mic=instrument.mic,
                        day0=known.grid[0],
                        window=window,
                        benchmark=benchmark.symbol if benchmark is not None else None,
                    ),
                ),
                confounders=self._confounders(symbol, known, window),
            )
            for window in self._event.windows
        ]

    def basket(self, sector: str) -> list[SectorMove]:
        """Return the moves of one sector, one a window."""
        members = []
        for symbol in _members_of((sector,), self._universe):
            instrument = self._universe.instruments[symbol]
            known = self._history(instrument)
            if known is not None:
                members.append(BasketMember(symbol=symbol, entity=instrument.entity, history=known))
        return [
            sector_move(self._event.event_id, sector, window, members, self._alignment)
            for window in self._event.windows
        ]

    def _history(self, instrument: Instrument) -> History | None:
        """Return an instrument's history; None when its exchange has no day 0."""
        if instrument.symbol not in self._histories:
            self._histories[instrument.symbol] = self._build(instrument)
        return self._histories[instrument.symbol]

    def _build(self, instrument: Instrument) -> History | None:
        day0 = self._day0.get(_calendar_of(instrument.mic))
        if day0 is None:
            return None
        benchmark = _benchmark(instrument, self._universe)
        request = HistoryRequest(
            mic=instrument.mic,
            day0=day0,
            last_offset=max(last for _, last in self._event.windows),
            excluded=frozenset(
                neighbour.day0 for neighbour in self._event.neighbours.get(instrument.symbol, ())
            ),
            settings=self._event.settings,
        )
        try:
            return history(
                request,
                bars=self._bars.get(instrument.symbol, ()),
                benchmark=None
                if benchmark is None
                else Benchmark(
                    symbol=benchmark.symbol,
                    mic=benchmark.mic or instrument.mic,
                    bars=self._bars.get(benchmark.symbol, ()),
                ),
                sessions=self._sessions,
                as_of=self._as_of,
            )
        except NotFoundError:  # no such calendar, or day 0 is not a session of it
            return None

    def _confounders(
        self, symbol: str, known: History, window: tuple[int, int]
    ) -> tuple[Confounder, ...]:
        inside = {known.grid[at] for at in range(window[0], window[1] + 1) if at in known.grid}
        return tuple(
            Confounder(
                kind=ConfounderKind.EVENT,
                id=neighbour.event_id,
                name="",
                session=neighbour.day0,
            )
            for neighbour in self._event.neighbours.get(symbol, ())
            if neighbour.day0 in inside
        )

    def _unmeasured(self, symbol: str, mic: str, window: tuple[int, int]) -> Move:
        return Move(
            event_id=self._event.event_id,
            symbol=symbol,
            mic=mic,
            window=window,
            session=self._day0.get(_calendar_of(mic)),
            raw=None,
            expected=None,
            abnormal=None,
            t=None,
            p=None,
            q=None,
            benchmark=None,
            model=MODEL_NONE,
            status=MoveStatus.NO_PRICES,
        )


def _calendar_of(mic: str) -> str:
    """Return the exchange whose calendar rules this one; an unknown code stands for itself."""
    try:
        return canonical_mic(mic)
    except NotFoundError:
        return mic


def _members_of(sectors: Sequence[str], universe: Universe) -> list[str]:
    """Return the symbols of those sectors that are lines of business."""
    wanted = {
        sector
        for sector in sectors
        if sector in universe.sectors and universe.sectors[sector].peers
    }
    return sorted(
        symbol
        for symbol, instrument in universe.instruments.items()
        if instrument.sector in wanted and instrument.mic
    )


def _benchmark(instrument: Instrument, universe: Universe) -> Instrument | None:
    """Return the benchmark of an instrument's exchange; None for the benchmark itself."""
    symbol = universe.benchmarks.get(instrument.mic) or universe.benchmarks.get(
        _calendar_of(instrument.mic)
    )
    if symbol is None or symbol == instrument.symbol:
        return None
    return universe.instruments.get(symbol) or replace(instrument, symbol=symbol)
