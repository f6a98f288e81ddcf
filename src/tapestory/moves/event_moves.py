"""An event's parties, sectors and day 0 in, with prices; every move of theirs out, tested."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import (
    DailyBar,
    Family,
    FamilyTested,
    FollowThrough,
    Instrument,
    Move,
    MoveStatus,
    SectorMove,
    Universe,
)
from tapestory.moves.baskets import Alignment, Basket, BasketMember
from tapestory.moves.event_task import (
    DAY_ZERO,
    EventToMeasure,
    benchmark_of,
    calendar_of,
    company_of,
    members_of,
)
from tapestory.moves.families import correct, correct_sectors
from tapestory.moves.follow_through import follow_through
from tapestory.moves.history import (
    Benchmark,
    History,
    HistoryRequest,
    Surroundings,
    history_within,
    surroundings,
)
from tapestory.moves.measure import MODEL_NONE, MoveRequest, move_over
from tapestory.moves.peers import PeerSplit
from tapestory.moves.returns import known_bars
from tapestory.moves.sessions import ExchangeSessions

NOTABLE: Final = 0.05
"""Largest q at which a company that no article names is told of. It was tested either way."""

_MOST_SURROUNDINGS: Final = 100
"""Days and exchanges that are held for the next event."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMoves:
    """What was measured about an event."""

    moves: tuple[Move, ...]
    """Parties first, then who is mentioned, each with every window; then the companies of the
    sectors that moved on day 0 though no article names them."""
    sector_moves: tuple[SectorMove, ...]
    """One for each sector and window; numbers are None while nothing can be measured."""
    families: tuple[FamilyTested, ...]
    """Everything that was tested together, told of or not."""
    follow_through: tuple[FollowThrough, ...] = ()
    """What the parties did after day 0, by symbol in their order, the nearest first."""


def measure_event(
    event: EventToMeasure,
    *,
    universe: Universe,
    bars: Mapping[str, Sequence[DailyBar]],
    sessions: ExchangeSessions,
    as_of: datetime,
) -> EventMoves:
    """Measure every instrument and sector of one event; see `EventMeter.measure`."""
    return EventMeter(universe, sessions, as_of=as_of).measure(event, bars)


class EventMeter:
    """Measures events as of one time; those of one day share most of what is fitted for them.

    Args:
        universe: Instruments with their exchanges, sectors, and the benchmark of each exchange. A
            benchmark that trades at other hours than the instrument is taken over the sessions
            that closed since the instrument's previous close.
        sessions: Trading calendars.
        as_of: Aware time; nothing that closed later is looked at.
        most_held: Histories that are kept for the next event; the oldest go first.
    """

    def __init__(
        self,
        universe: Universe,
        sessions: ExchangeSessions,
        *,
        as_of: datetime,
        most_held: int = 600,
    ) -> None:
        self.universe = universe
        self.sessions = sessions
        self.as_of = as_of
        self.alignment = Alignment(sessions)
        self._most_held = most_held
        self._held: dict[tuple[str, HistoryRequest], History | None] = {}
        self._around: dict[tuple[str, HistoryRequest], Surroundings] = {}

    def measure(self, event: EventToMeasure, bars: Mapping[str, Sequence[DailyBar]]) -> EventMoves:
        """Measure every instrument and sector of an event over every window.

        What cannot be measured is a value with its status, never an error and never a number: an
        unknown exchange, an exchange without a day 0 and a symbol without bars give `no_prices`.

        Args:
            event: What to measure.
            bars: By symbol, in any order; see `needed_symbols` and HISTORY_NEEDED. Of one symbol
                and session they must not differ from one event to the next.
        """
        bench = _Bench(event, bars, self)
        parties = correct([move for s in event.parties for move in bench.moves(s)], method="holm")
        mentioned = [move for symbol in event.mentioned for move in bench.moves(symbol)]
        besides = [bench.move(s, DAY_ZERO) for s in event.also_moved if DAY_ZERO in event.windows]
        rest = correct([*mentioned, *besides], method="bh")
        told_of = [move for move in rest[len(mentioned) :] if _is_notable(move)]
        by_family = {
            Family.PARTIES: parties,
            Family.REST: (*rest[: len(mentioned)], *told_of),
        }
        baskets = [move for s in dict.fromkeys(event.sectors) for move in bench.basket(s)]
        return EventMoves(
            moves=tuple(
                bench.split(replace(move, family=family, linked=event.linked(move.symbol)))
                for family, moves in by_family.items()
                for move in moves
            ),
            sector_moves=correct_sectors(baskets),
            families=event.families,
            follow_through=follow_through(event.event_id, event.parties, bench.move),
        )

    def history(
        self,
        instrument: Instrument,
        request: HistoryRequest,
        bars: Mapping[str, Sequence[DailyBar]],
    ) -> History | None:
        """Return an instrument's fitted history; None where its exchange or day 0 is none."""
        key = (instrument.symbol, request)
        if key not in self._held:
            while len(self._held) >= self._most_held:
                del self._held[next(iter(self._held))]
            try:
                self._held[key] = self._fitted(instrument, request, bars)
            except NotFoundError:  # no such calendar, or day 0 is not a session of it
                self._held[key] = None
        return self._held[key]

    def _fitted(
        self,
        instrument: Instrument,
        request: HistoryRequest,
        bars: Mapping[str, Sequence[DailyBar]],
    ) -> History:
        against = benchmark_of(instrument, self.universe)
        plain = replace(request, event_days=frozenset())
        key = (against.symbol if against is not None else "", plain)
        if key not in self._around:
            while len(self._around) >= _MOST_SURROUNDINGS:
                del self._around[next(iter(self._around))]
            benchmark = None
            if against is not None:
                benchmark = Benchmark(
                    symbol=against.symbol,
                    mic=against.mic,
                    bars=bars.get(against.symbol, ()),
                )
            self._around[key] = surroundings(
                plain, benchmark, sessions=self.sessions, as_of=self.as_of
            )
        held = bars.get(instrument.symbol, ())
        known = known_bars(held, instrument.mic, self.sessions, self.as_of)
        return history_within(request, self._around[key], known)


def _is_notable(move: Move) -> bool:
    return move.q is not None and move.q <= NOTABLE


class _Bench:
    """One event: holds its histories, baskets and splits, however many windows ask for them."""

    def __init__(
        self, event: EventToMeasure, bars: Mapping[str, Sequence[DailyBar]], meter: EventMeter
    ) -> None:
        self._event = event
        self._bars = bars
        self._meter = meter
        self._universe = meter.universe
        self._day0 = {calendar_of(mic): day for mic, day in event.day0.items()}
        self._known: dict[str, History | None] = {}
        self._members: dict[str, list[BasketMember]] = {}
        self._splits: dict[str, PeerSplit] = {}

    def moves(self, symbol: str) -> list[Move]:
        """Return the moves of one instrument, one a window."""
        return [self.move(symbol, window) for window in self._event.windows]

    def move(self, symbol: str, window: tuple[int, int]) -> Move:
        """Return the move of one instrument over one window, not yet split."""
        instrument = self._universe.instruments.get(symbol)
        known = self._history(instrument) if instrument is not None else None
        if instrument is None or known is None:
            return self._unmeasured(symbol, instrument.mic if instrument else "", window)
        benchmark = benchmark_of(instrument, self._universe)
        return move_over(
            known,
            MoveRequest(
                event_id=self._event.event_id,
                symbol=symbol,
                mic=instrument.mic,
                day0=known.grid[0],
                window=window,
                benchmark=benchmark.symbol if benchmark is not None else None,
            ),
        )

    def split(self, move: Move) -> Move:
        """Return a move with what its sector's other companies explain of it."""
        instrument = self._universe.instruments.get(move.symbol)
        if move.abnormal is None or instrument is None:
            return move
        if move.symbol not in self._splits:
            member = self._member(instrument)
            if member is None:
                return move
            peers = self._members_of(instrument.sector)
            self._splits[move.symbol] = PeerSplit(member, peers, self._meter.alignment)
        return self._splits[move.symbol].of(move)

    def basket(self, sector: str) -> list[SectorMove]:
        """Return the moves of one sector, one a window."""
        basket = Basket(self._members_of(sector), self._meter.alignment)
        return [basket.move(self._event.event_id, sector, window) for window in self._event.windows]

    def _members_of(self, sector: str) -> list[BasketMember]:
        if sector not in self._members:
            listings = [
                self._universe.instruments[symbol]
                for symbol in members_of((sector,), self._universe)
            ]
            found = [self._member(instrument) for instrument in listings]
            self._members[sector] = [member for member in found if member is not None]
        return self._members[sector]

    def _member(self, instrument: Instrument) -> BasketMember | None:
        known = self._history(instrument)
        if known is None:
            return None
        return BasketMember(symbol=instrument.symbol, entity=company_of(instrument), history=known)

    def _history(self, instrument: Instrument) -> History | None:
        """Return an instrument's history; None when its exchange has no day 0."""
        if instrument.symbol not in self._known:
            self._known[instrument.symbol] = self._build(instrument)
        return self._known[instrument.symbol]

    def _build(self, instrument: Instrument) -> History | None:
        day0 = self._day0.get(calendar_of(instrument.mic))
        if day0 is None:
            return None
        news = self._event.event_days.get(instrument.symbol, frozenset())
        request = HistoryRequest(
            mic=instrument.mic,
            day0=day0,
            last_offset=max(last for _, last in self._event.windows),
            event_days=frozenset(day for day in news if day < day0),
            settings=self._event.settings,
        )
        return self._meter.history(instrument, request, self._bars)

    def _unmeasured(self, symbol: str, mic: str, window: tuple[int, int]) -> Move:
        return Move(
            event_id=self._event.event_id,
            symbol=symbol,
            mic=mic,
            window=window,
            session=self._day0.get(calendar_of(mic)),
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
