"""Bars in, simple returns between consecutive sessions out; what did not trade is left out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Final

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar
from tapestory.moves.sessions import ExchangeSessions, canonical_mic

IMPLAUSIBLE_INDEX_MOVE: Final = 0.25
"""No market index moved as much in a session (1987-10-19: 0.23); a benchmark that seems to has an
unadjusted split or a slipped digit, and one such pair would own the whole regression."""

Grid = Mapping[int, date]
"""Offset from day 0 → session of one exchange."""


def known_bars(
    bars: Sequence[DailyBar], mic: str, sessions: ExchangeSessions, as_of: datetime
) -> dict[date, DailyBar]:
    """Return session → bar, keeping only what had closed by `as_of`.

    A bar that is seen before its exchange closes is provisional, and one from after `as_of` would
    be a look ahead. Bars on days on which the exchange is closed stay in; no return ever asks
    for them.
    """
    try:
        last = sessions.last_closed(mic, as_of)
    except NotFoundError:  # beyond the calendar's end there is nothing to compare with
        last = as_of.date()
    return {bar.session: bar for bar in bars if bar.session <= last}


def growth(later: DailyBar, earlier: DailyBar) -> float:
    """Return the simple return between two bars: 0.01 is one per cent.

    Adjusted closes are used where both bars have one, closes otherwise: the two kinds never meet
    in one ratio.
    """
    if later.adj_close is not None and earlier.adj_close is not None:
        return later.adj_close / earlier.adj_close - 1.0
    return later.close / earlier.close - 1.0


def session_returns(grid: Grid, bars: Mapping[date, DailyBar]) -> dict[int, float]:
    """Return offset → simple return from the session before, for a grid of one exchange.

    A session without a bar has no return, and neither has the one after it: a return over two
    sessions would be wrong, and a filled price would be invented.
    """
    held = {offset: bars[session] for offset, session in grid.items() if session in bars}
    return {
        offset: growth(bar, held[offset - 1]) for offset, bar in held.items() if offset - 1 in held
    }


def benchmark_returns(
    grid: Grid,
    mic: str,
    bars: Mapping[date, DailyBar],
    benchmark_mic: str,
    sessions: ExchangeSessions,
) -> dict[int, float]:
    """Return offset → what the benchmark did between two closes of the instrument's exchange.

    For a benchmark of the same exchange that is its own session's return. For one that trades at
    other hours it is the return over the sessions that *closed* since the instrument's previous
    close: a Korean share of the 2nd meets the American session of the 1st, which its own session
    could react to, and never that of the 2nd, which it could not. Where the benchmark did not
    trade in between, nothing happened to it: 0. Implausible ones are left out.
    """
    if canonical_mic(mic) == canonical_mic(benchmark_mic):
        returns = session_returns(grid, bars)
    else:
        returns = _since_previous_close(grid, mic, bars, benchmark_mic, sessions)
    return {
        offset: value for offset, value in returns.items() if abs(value) <= IMPLAUSIBLE_INDEX_MOVE
    }


def _since_previous_close(
    grid: Grid,
    mic: str,
    bars: Mapping[date, DailyBar],
    benchmark_mic: str,
    sessions: ExchangeSessions,
) -> dict[int, float]:
    returns: dict[int, float] = {}
    seen: dict[int, date] = {}
    for offset, session in grid.items():
        try:
            seen[offset] = sessions.last_closed(benchmark_mic, sessions.close_of(mic, session))
        except NotFoundError:
            continue
    for offset, session in seen.items():
        before = seen.get(offset - 1)
        if before is None:
            continue
        later, earlier = bars.get(session), bars.get(before)
        if before == session:
            returns[offset] = 0.0
        elif later is not None and earlier is not None:
            returns[offset] = growth(later, earlier)
    return returns
