"""Bars of many instruments of one exchange in, their returns by session as one array out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

import numpy as np
import numpy.typing as npt

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar
from tapestory.moves.history import DEFAULT_SETTINGS, Benchmark, EstimationSettings
from tapestory.moves.returns import benchmark_returns, known_bars, session_returns
from tapestory.moves.sessions import ExchangeSessions

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One instrument and what it is compared with: a row of a panel."""

    symbol: str
    bars: Sequence[DailyBar]
    benchmark: Benchmark | None


@dataclass(frozen=True, kw_only=True)
class Panel:
    """Returns of instruments that trade on one exchange."""

    mic: str
    sessions: Sequence[date]
    """Consecutive sessions of the exchange, oldest first: the columns."""
    closed: int
    """How many of them had closed; nothing is known of the others."""
    symbols: Sequence[str]
    """The rows; a symbol may have several, with different benchmarks."""
    benchmarks: Sequence[str | None]
    """What each row is compared with."""
    stock: Floats
    """Rows by columns: simple return from the session before; NaN where there is none."""
    market: Floats
    """The same shape: what the benchmark did between the same two closes."""

    @cached_property
    def columns(self) -> Mapping[date, int]:
        """Return session → column."""
        return {session: column for column, session in enumerate(self.sessions)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRequest:
    """Which sessions a panel must hold."""

    mic: str
    """The exchange on which all rows trade."""
    days: Sequence[date]
    """Days 0 that will be measured, sessions of the exchange, in any order."""
    ahead: int = 0
    """The last offset from a day 0 that will be asked about."""
    settings: EstimationSettings = DEFAULT_SETTINGS


def panel_of(
    request: PanelRequest,
    rows: Iterable[Series],
    *,
    sessions: ExchangeSessions,
    as_of: datetime,
) -> Panel:
    """Align series on the sessions that some days 0 need; each series is looked at once.

    Args:
        request: Which sessions.
        rows: The series, each looked at once and not kept; those with the same benchmark share
            its returns.
        sessions: Trading calendars.
        as_of: Aware time; nothing that closed later is looked at.

    Raises:
        NotFoundError: The exchange is unknown, or a day is not one of its sessions.
    """
    mic, settings = request.mic, request.settings
    before = -settings.ends_before - settings.sessions
    first = min(sessions.span(mic, min(request.days), before, 0).values())
    last = max(sessions.span(mic, max(request.days), 0, max(0, request.ahead)).values())
    columns = sessions.between(mic, first, last)
    grid = dict(enumerate(columns))
    nothing = _aligned({}, len(columns))
    markets: dict[str, Floats] = {}
    stock, market = [], []
    symbols, benchmarks = [], []
    for series in rows:
        held = known_bars(series.bars, mic, sessions, as_of)
        stock.append(_aligned(session_returns(grid, held), len(columns)))
        against = series.benchmark
        if against is not None and against.symbol not in markets:
            held = known_bars(against.bars, against.mic, sessions, as_of)
            returns = benchmark_returns(grid, mic, held, against.mic, sessions)
            markets[against.symbol] = _aligned(returns, len(columns))
        market.append(nothing if against is None else markets[against.symbol])
        symbols.append(series.symbol)
        benchmarks.append(None if against is None else against.symbol)
    shape = (len(symbols), len(columns))
    return Panel(
        mic=mic,
        sessions=columns,
        closed=_closed(mic, columns, sessions, as_of),
        symbols=symbols,
        benchmarks=benchmarks,
        stock=np.array(stock).reshape(shape),
        market=np.array(market).reshape(shape),
    )


def _aligned(returns: Mapping[int, float], length: int) -> Floats:
    row = np.full(length, np.nan)
    row[list(returns)] = list(returns.values())
    return row


def _closed(mic: str, columns: Sequence[date], sessions: ExchangeSessions, as_of: datetime) -> int:
    """Return how many of the sessions had closed."""
    try:
        last = sessions.last_closed(mic, as_of)
    except NotFoundError:  # before the calendar's first session, or long after its last
        return sum(sessions.close_of(mic, session) <= as_of for session in columns)
    return sum(session <= last for session in columns)
