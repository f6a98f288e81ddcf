"""One instrument's bars around a day 0 in, its fitted model and abnormal returns by offset out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import fsum, sqrt
from typing import Final

from tapestory.model import DailyBar
from tapestory.moves.market_model import MarketModel, fit, within_mads
from tapestory.moves.returns import (
    Grid,
    benchmark_returns,
    known_bars,
    session_returns,
)
from tapestory.moves.sessions import ExchangeSessions

MIN_ESTIMATION_SESSIONS: Final = 60
"""Below this no market model is fitted: beta would be a guess."""

FULL_ESTIMATION_SESSIONS: Final = 120
"""From here on a market model counts as full; between the two it is marked thin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EstimationSettings:
    """Which sessions the market model learns from."""

    sessions: int = 250
    """Length of the estimation window; a trading year, as in MacKinlay (1997)."""
    ends_before: int = 11
    """Its last session lies this many sessions before day 0, so that a leak does not teach it."""
    trim_mads: float | None = 6.0
    """Sessions whose residual is further out than this many median absolute deviations (other
    news of the instrument, mostly) do not bend its line either; None keeps all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """What an instrument is compared with."""

    symbol: str
    mic: str
    bars: Sequence[DailyBar]


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What is known of one instrument around a day 0, as of a time."""

    mic: str
    grid: Grid
    """Offset → session, from before the estimation window to the last window's end."""
    closed: frozenset[int]
    """Offsets whose session had closed by then."""
    returns: Mapping[int, float]
    """Offset → simple return of the instrument."""
    market: Mapping[int, float]
    """Offset → simple return of the benchmark; empty without one."""
    model: MarketModel | None
    """None without a benchmark or with too little history."""
    estimation: tuple[int, ...]
    """Offsets of the estimation window that have both returns, trimmed ones included."""

    residuals: Mapping[int, float]
    """Offset → abnormal return; empty without a model."""

    def abnormals(self, offsets: Sequence[int]) -> list[float]:
        """Return the abnormal returns of those sessions that have one."""
        return [self.residuals[offset] for offset in offsets if offset in self.residuals]


DEFAULT_SETTINGS: Final = EstimationSettings()


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRequest:
    """Whose history, around which session."""

    mic: str
    day0: date
    last_offset: int = 0
    """The last session, relative to day 0, that will be asked about."""
    excluded: frozenset[date] = frozenset()
    """Sessions that must not teach the model: day 0 of other events of the instrument."""
    settings: EstimationSettings = DEFAULT_SETTINGS


def history(
    request: HistoryRequest,
    *,
    bars: Sequence[DailyBar],
    benchmark: Benchmark | None,
    sessions: ExchangeSessions,
    as_of: datetime,
) -> History:
    """Fit an instrument's market model and hold its returns by offset from day 0.

    Nothing that closed after `as_of` is looked at, and nothing after the estimation window
    reaches the model.

    Raises:
        NotFoundError: The exchange is unknown, or day 0 is not one of its sessions.
    """
    settings = request.settings
    first = -settings.ends_before - settings.sessions
    grid = sessions.span(request.mic, request.day0, first, max(0, request.last_offset))
    closed = frozenset(
        offset
        for offset, session in grid.items()
        if offset < first + settings.sessions or sessions.close_of(request.mic, session) <= as_of
    )
    known = {offset: session for offset, session in grid.items() if offset in closed}
    returns = session_returns(known, known_bars(bars, request.mic, sessions, as_of))
    market: dict[int, float] = {}
    if benchmark is not None:
        held = known_bars(benchmark.bars, benchmark.mic, sessions, as_of)
        market = benchmark_returns(known, request.mic, held, benchmark.mic, sessions)
    return history_of_returns(request, grid, closed, returns=returns, market=market)


def history_of_returns(
    request: HistoryRequest,
    grid: Grid,
    closed: frozenset[int],
    *,
    returns: Mapping[int, float],
    market: Mapping[int, float],
) -> History:
    """Fit the market model on returns that are already aligned by offset from day 0.

    Args:
        request: Whose history; what is excluded does not teach the model.
        grid: Offset → session.
        closed: Offsets whose session has closed.
        returns: Offset → simple return of the instrument, of closed sessions only.
        market: Offset → simple return of the benchmark; empty without one.
    """
    last = -request.settings.ends_before
    estimation = tuple(
        offset
        for offset in range(last - request.settings.sessions + 1, last + 1)
        if offset in returns and offset in market and grid[offset] not in request.excluded
    )
    model = _fit(returns, market, estimation, request.settings)
    return History(
        mic=request.mic,
        grid=grid,
        closed=closed,
        returns=returns,
        market=market,
        model=model,
        estimation=estimation,
        residuals=_residuals(model, returns, market),
    )


def _residuals(
    model: MarketModel | None, returns: Mapping[int, float], market: Mapping[int, float]
) -> dict[int, float]:
    if model is None:
        return {}
    alpha, beta = model.alpha, model.beta
    return {
        offset: value - (alpha + beta * market[offset])
        for offset, value in returns.items()
        if offset in market
    }


def _fit(
    returns: Mapping[int, float],
    market: Mapping[int, float],
    estimation: Sequence[int],
    settings: EstimationSettings,
) -> MarketModel | None:
    if len(estimation) < MIN_ESTIMATION_SESSIONS:
        return None
    pairs = [(returns[offset], market[offset]) for offset in estimation]
    try:
        model = _fit_pairs(pairs)
        if settings.trim_mads is None:
            return model
        kept = within_mads([model.abnormal(*pair) for pair in pairs], settings.trim_mads)
        if all(kept):
            return model
        line = _fit_pairs([pair for pair, keep in zip(pairs, kept, strict=True) if keep])
    except ValueError:  # a benchmark that does not move explains nothing
        return None
    # The outliers must not bend the line, but they did happen: an error scale without them made
    # |t| > 1.96 on 11 % of ordinary days instead of 7 %.
    errors = fsum(line.abnormal(*pair) ** 2 for pair in pairs)
    return replace(line, sigma=sqrt(errors / (len(pairs) - 2)))


def _fit_pairs(pairs: Sequence[tuple[float, float]]) -> MarketModel:
    return fit([stock for stock, _ in pairs], [market for _, market in pairs])
