"""Shared prices in; how often a name is said to have moved when the whole market fell, out.

The days on which the market itself lost most are the hardest for "moved beyond the market": a
name that only went along must not be flagged. Every New York name with a full history is measured
on each such day as if it were merely mentioned by some event: tested with all others at once. The
days are chosen by what the index did, before any name is looked at, and nothing was tuned on them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final

from tapestory.config import shipped_special_days
from tapestory.model import MOVED_AT, DailyBar, EventId, Instrument, Move, Universe
from tapestory.moves import (
    KNOWN_MICS,
    EventToMeasure,
    ExchangeSessions,
    SessionOverrides,
    measure_event,
)
from tapestory.moves.providers.csv_file import read_bars

INDEX: Final = "SPY"
EXCHANGE: Final = "XNYS"
HISTORY: Final = 270
"""Sessions before a day that hold the whole estimation window."""
_LATER: Final = timedelta(days=10)


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketDay:
    """One session on which the market moved, and what was made of its names."""

    session: date
    market: float
    """What the index did; a fraction."""
    moves: tuple[Move, ...]
    """Day 0 of every name with a full history."""

    @property
    def rejected(self) -> int:
        """Names with p <= MOVED_AT, each tested by itself."""
        return sum(move.p is not None and move.p <= MOVED_AT for move in self.moves)

    @property
    def flagged(self) -> int:
        """Names that are said to have moved: q <= MOVED_AT among all of the day."""
        return sum(move.q is not None and move.q <= MOVED_AT for move in self.moves)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewYork:
    """The New York names of the shared prices, without funds and indices."""

    bars: Mapping[str, Sequence[DailyBar]]
    universe: Universe
    sessions: ExchangeSessions

    @property
    def names(self) -> tuple[str, ...]:
        """Their symbols."""
        return tuple(symbol for symbol in sorted(self.bars) if symbol != INDEX)


def new_york(shared: Path, universe: Universe) -> NewYork:
    """Return the companies that trade on New York's calendar.

    Args:
        shared: The folder that holds `data/prices`.
        universe: Says what a symbol is; those that it does not know are taken for companies.
    """
    held: dict[str, list[DailyBar]] = {}
    for bar in read_bars(shared / "data" / "prices" / "daily_2024_2026.csv.gz").bars:
        held.setdefault(bar.symbol, []).append(bar)
    bars = {
        symbol: sorted(series, key=lambda bar: bar.session)
        for symbol, series in held.items()
        if symbol == INDEX or _is_company(symbol, universe)
    }
    instruments = {symbol: _listed(symbol) for symbol in bars}
    days = shipped_special_days(exchanges=KNOWN_MICS)
    return NewYork(
        bars=bars,
        universe=Universe(instruments=instruments, sectors={}, benchmarks={EXCHANGE: INDEX}),
        sessions=ExchangeSessions(SessionOverrides(days=days)),
    )


def worst_days(prices: NewYork, count: int) -> list[tuple[date, float]]:
    """Return the sessions on which the index lost most, the worst first, with what it did."""
    series = prices.bars[INDEX]
    returns = [
        (later.session, _close(later) / _close(earlier) - 1.0)
        for earlier, later in pairwise(series)
    ]
    return sorted(returns[HISTORY:], key=lambda found: found[1])[:count]


def measured(prices: NewYork, session: date, market: float) -> MarketDay:
    """Return one session with the move of every name that has a full history."""
    task = EventToMeasure(
        event_id=EventId(f"market-{session}"),
        day0={EXCHANGE: session},
        named=(),
        others=prices.names,
        windows=((0, 0),),
    )
    found = measure_event(
        task,
        universe=prices.universe,
        bars=prices.bars,
        sessions=prices.sessions,
        as_of=datetime.combine(session, datetime.min.time(), UTC) + _LATER,
    )
    full = tuple(move for move in found.moves if move.model == "market" and move.p is not None)
    return MarketDay(session=session, market=market, moves=full)


def _is_company(symbol: str, universe: Universe) -> bool:
    instrument = universe.instruments.get(symbol)
    if instrument is None:
        return symbol.isalpha()
    sector = universe.sectors.get(instrument.sector)
    return instrument.mic in {EXCHANGE, "XNAS"} and (sector is None or sector.peers)


def _listed(symbol: str) -> Instrument:
    return Instrument(symbol=symbol, name=symbol, mic=EXCHANGE, currency="USD", sector="")


def _close(bar: DailyBar) -> float:
    return bar.adj_close if bar.adj_close is not None else bar.close
