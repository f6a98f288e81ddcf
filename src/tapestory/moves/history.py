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

DAY_BEFORE: Final = -1
"""Where the earliest window of an event begins."""


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
    least_kept: int = FULL_ESTIMATION_SESSIONS
    """Days of other events stop being trimmed when so few sessions would be left to draw the line
    through; those with the largest residuals go first. About NVIDIA there is news on most days,
    and a model of the days without any would be of few and odd ones."""

    def clear_of(self, first: int) -> EstimationSettings:
        """Return the settings for a window by itself, so that no session of it is learnt from.

        Events are measured from the session before day 0 on, and all their windows share one line.
        A window that begins earlier moves the end of what is learnt from back by as much.

        Args:
            first: The first session of the window, relative to day 0.
        """
        earlier = max(0, DAY_BEFORE - first)
        return replace(self, ends_before=max(self.ends_before + earlier, 1 - first))


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
    taught: tuple[int, ...]
    """Those of them that the line goes through: no outliers, and no days of other events."""
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
    event_days: frozenset[date] = frozenset()
    """Day 0 of other events of the instrument: they do not bend its line. They stay in the error
    scale and among the past days that a move is compared with, since ordinary days hold news
    too: without them a test at 5 % calls too many remarkable."""
    settings: EstimationSettings = DEFAULT_SETTINGS


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """The sessions around a day 0, which all instruments of an exchange share."""

    grid: Grid
    closed: frozenset[int]
    """Offsets whose session had closed."""
    market: Mapping[int, float]
    """Offset → simple return of the benchmark; empty without one."""


def surroundings(
    request: HistoryRequest,
    benchmark: Benchmark | None,
    *,
    sessions: ExchangeSessions,
    as_of: datetime,
) -> Surroundings:
    """Return the sessions around day 0 and what the benchmark did; see `history`."""
    settings = request.settings
    first = -settings.ends_before - settings.sessions
    grid = sessions.span(request.mic, request.day0, first, max(0, request.last_offset))
    closed = frozenset(
        offset
        for offset, session in grid.items()
        if offset < first + settings.sessions or sessions.close_of(request.mic, session) <= as_of
    )
    market: dict[int, float] = {}
    if benchmark is not None:
        known = {offset: session for offset, session in grid.items() if offset in closed}
        held = known_bars(benchmark.bars, benchmark.mic, sessions, as_of)
        market = benchmark_returns(known, request.mic, held, benchmark.mic, sessions)
    return Surroundings(grid=grid, closed=closed, market=market)


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
    around = surroundings(request, benchmark, sessions=sessions, as_of=as_of)
    return history_within(request, around, known_bars(bars, request.mic, sessions, as_of))


def history_within(
    request: HistoryRequest, around: Surroundings, bars: Mapping[date, DailyBar]
) -> History:
    """Fit an instrument's market model among surroundings that are known already.

    Args:
        request: Whose history.
        around: Of the same exchange, day 0 and windows.
        bars: Session → bar; see `known_bars`.
    """
    known = {offset: day for offset, day in around.grid.items() if offset in around.closed}
    return history_of_returns(
        request,
        around.grid,
        around.closed,
        returns=session_returns(known, bars),
        market=around.market,
    )


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
        request: Whose history; days of other events do not bend its line.
        grid: Offset → session.
        closed: Offsets whose session has closed.
        returns: Offset → simple return of the instrument, of closed sessions only.
        market: Offset → simple return of the benchmark; empty without one.
    """
    last = -request.settings.ends_before
    estimation = tuple(
        offset
        for offset in range(last - request.settings.sessions + 1, last + 1)
        if offset in returns and offset in market
    )
    news = [grid[offset] in request.event_days for offset in estimation]
    model, taught = _fit(returns, market, estimation, news, request.settings)
    return History(
        mic=request.mic,
        grid=grid,
        closed=closed,
        returns=returns,
        market=market,
        model=model,
        estimation=estimation,
        taught=taught,
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
    news: Sequence[bool],
    settings: EstimationSettings,
) -> tuple[MarketModel | None, tuple[int, ...]]:
    """Return the model, and the offsets that its line goes through."""
    if len(estimation) < MIN_ESTIMATION_SESSIONS:
        return None, ()
    pairs = [(returns[offset], market[offset]) for offset in estimation]
    try:
        model = _fit_pairs(pairs)
        kept = _kept([model.abnormal(*pair) for pair in pairs], news, settings)
        if all(kept):
            return model, tuple(estimation)
        line = _fit_pairs([pair for pair, keep in zip(pairs, kept, strict=True) if keep])
    except ValueError:  # a benchmark that does not move explains nothing
        return None, ()
    # What is trimmed must not bend the line, but it did happen: an error scale without the
    # outliers made |t| > 1.96 on 11 % of ordinary days instead of 7 %.
    errors = fsum(line.abnormal(*pair) ** 2 for pair in pairs)
    taught = tuple(offset for offset, keep in zip(estimation, kept, strict=True) if keep)
    return replace(line, sigma=sqrt(errors / (len(pairs) - 2))), taught


def _kept(
    residuals: Sequence[float], news: Sequence[bool], settings: EstimationSettings
) -> list[bool]:
    """Tell which sessions the line goes through: no outliers, and no days of other events."""
    kept = [True] * len(residuals)
    if settings.trim_mads is not None:
        kept = within_mads(residuals, settings.trim_mads)
    if any(news):
        spare = sum(kept) - settings.least_kept
        known = [at for at, told in enumerate(news) if told and kept[at]]
        known.sort(key=lambda at: (-abs(residuals[at]), -at))
        for at in known[: max(0, spare)]:
            kept[at] = False
    return kept


def _fit_pairs(pairs: Sequence[tuple[float, float]]) -> MarketModel:
    return fit([stock for stock, _ in pairs], [market for _, market in pairs])
