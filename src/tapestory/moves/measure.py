"""A day 0, a window and daily bars in, the measured move out: raw, expected, abnormal, t and p."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from math import fsum, prod, sqrt
from typing import Final

from tapestory.errors import NoPriceHistoryError
from tapestory.model import DailyBar, EventId, Move, MoveStatus
from tapestory.moves.history import (
    DEFAULT_SETTINGS,
    FULL_ESTIMATION_SESSIONS,
    MIN_ESTIMATION_SESSIONS,
    Benchmark,
    EstimationSettings,
    History,
    HistoryRequest,
    history,
)
from tapestory.moves.market_model import MarketModel, fit
from tapestory.moves.sessions import ExchangeSessions
from tapestory.moves.simulation import filtered_p

__all__ = [
    "FULL_ESTIMATION_SESSIONS",
    "MIN_ESTIMATION_SESSIONS",
    "AbnormalReturn",
    "EstimationSettings",
    "MoveRequest",
    "abnormal_return",
    "cumulative_abnormal_return",
    "measure",
    "move_over",
    "unmeasured",
]

Window = tuple[int, int]

MODEL_FULL: Final = "market"
MODEL_THIN: Final = "market_thin"
MODEL_NONE: Final = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class AbnormalReturn:
    """What the market does not explain of a move, with its error."""

    value: float
    """Fraction over the event window, summed over its sessions (a CAR)."""
    expected: float
    """What the market model gives for the same sessions, summed."""
    standard_error: float
    """Of the prediction: the model's own uncertainty is in it."""
    t: float | None
    """None when the model fits without any error, so that there is no scale."""
    model: MarketModel


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveRequest:
    """Which move to measure."""

    event_id: EventId | None
    symbol: str
    mic: str
    day0: date
    window: Window
    """Sessions relative to day 0, both included."""
    benchmark: str | None
    benchmark_mic: str = ""
    """Exchange of the benchmark; empty when it is the instrument's own."""
    event_days: frozenset[date] = frozenset()
    """Day 0 of other events of the instrument: they do not bend its line."""
    settings: EstimationSettings = DEFAULT_SETTINGS


def abnormal_return(
    stock: Sequence[float],
    market: Sequence[float],
    stock_on_event: float,
    market_on_event: float,
) -> AbnormalReturn:
    """Return the one-session abnormal return under the market model.

    Args:
        stock: Simple daily returns over the estimation window, oldest first, as fractions. Must
            end before the event.
        market: Benchmark returns for the same sessions, in the same order.
        stock_on_event: The instrument's return on the event session.
        market_on_event: The benchmark's return on the event session.

    Raises:
        NoPriceHistoryError: Fewer than MIN_ESTIMATION_SESSIONS sessions.
        ValueError: The windows differ in length, or the market is constant.

    Source:
        MacKinlay (1997), Journal of Economic Literature 35(1), 13-39.
    """
    return cumulative_abnormal_return(stock, market, [stock_on_event], [market_on_event])


def cumulative_abnormal_return(
    stock: Sequence[float],
    market: Sequence[float],
    stock_in_window: Sequence[float],
    market_in_window: Sequence[float],
) -> AbnormalReturn:
    """Return the abnormal return summed over an event window of one or more sessions.

    The standard error is that of the sum of predictions: errors in alpha and beta are common to
    all sessions of the window, so it grows faster than with the square root of its length.

    Args:
        stock: Simple daily returns over the estimation window, oldest first, as fractions.
        market: Benchmark returns for the same sessions, in the same order.
        stock_in_window: The instrument's returns in the event window.
        market_in_window: The benchmark's returns in the event window.

    Raises:
        NoPriceHistoryError: Fewer than MIN_ESTIMATION_SESSIONS sessions.
        ValueError: Windows differ in length, or the market is constant.

    Source:
        Salinger (1992), Journal of Financial and Quantitative Analysis 27(1), 39-53.
    """
    if len(stock) < MIN_ESTIMATION_SESSIONS:
        message = (
            f"{len(stock)} sessions are too few for a market model; "
            f"it takes {MIN_ESTIMATION_SESSIONS}"
        )
        raise NoPriceHistoryError(message)
    return _beyond(fit(stock, market), stock_in_window, market_in_window)


def measure(
    request: MoveRequest,
    *,
    bars: Sequence[DailyBar],
    benchmark_bars: Sequence[DailyBar],
    sessions: ExchangeSessions,
    as_of: datetime,
) -> Move:
    """Measure one move with what was known at a time.

    The status says what the numbers are worth: `pending` while a session of the window had not
    closed by `as_of`; `no_prices` where a bar of the window is missing (the raw return still
    stands when only the benchmark's is); `too_short` where under MIN_ESTIMATION_SESSIONS sessions
    have both returns, so that only the raw return stands.

    Args:
        request: What to measure.
        bars: The instrument's bars, in any order.
        benchmark_bars: The benchmark's; ignored when the request names none.
        sessions: Trading calendars.
        as_of: Aware time; bars of sessions that closed later are not looked at.

    Raises:
        NotFoundError: The exchange is unknown, or day 0 is not one of its sessions.
    """
    benchmark = None
    if request.benchmark is not None:
        mic = request.benchmark_mic or request.mic
        benchmark = Benchmark(symbol=request.benchmark, mic=mic, bars=benchmark_bars)
    known = history(
        HistoryRequest(
            mic=request.mic,
            day0=request.day0,
            last_offset=request.window[1],
            event_days=request.event_days,
            settings=request.settings,
        ),
        bars=bars,
        benchmark=benchmark,
        sessions=sessions,
        as_of=as_of,
    )
    return move_over(known, request)


def move_over(known: History, request: MoveRequest) -> Move:
    """Measure one window on a history that is already fitted (many windows share one fit).

    `raw` is what a holder made: the compounded return from the close before the window to its
    last close, and `market` is what a holder of the benchmark made meanwhile. `abnormal` is the
    sum of daily abnormal returns, as the literature has it, and `expected` is the rest, so that the
    three always add up. `abnormal_alpha0` is the same sum with the fitted beta and an alpha of 0.
    """
    first, last = request.window
    if first > last:
        message = f"window [{first}, {last}] ends before it begins"
        raise ValueError(message)
    offsets = range(first, last + 1)
    if any(offset not in known.closed for offset in offsets):
        return unmeasured(request, MoveStatus.PENDING)
    if any(offset not in known.returns for offset in offsets):
        return unmeasured(request, MoveStatus.NO_PRICES)
    stock = [known.returns[offset] for offset in offsets]
    raw = _compounded(stock)
    if request.benchmark is None:
        return replace(unmeasured(request, MoveStatus.MEASURED), raw=raw)
    if any(offset not in known.market for offset in offsets):
        return replace(unmeasured(request, MoveStatus.NO_PRICES), raw=raw)
    market = [known.market[offset] for offset in offsets]
    if known.model is None:
        too_short = unmeasured(request, MoveStatus.TOO_SHORT)
        return replace(too_short, raw=raw, market=_compounded(market))
    result = _beyond(known.model, stock, market)
    full = len(known.estimation) >= FULL_ESTIMATION_SESSIONS
    return replace(
        unmeasured(request, MoveStatus.MEASURED),
        raw=raw,
        expected=raw - result.value,
        abnormal=result.value,
        t=result.t,
        p=_p(known, result, offsets, market),
        model=MODEL_FULL if full else MODEL_THIN,
        market=_compounded(market),
        abnormal_alpha0=result.value + known.model.alpha * len(market),
    )


def unmeasured(request: MoveRequest, status: MoveStatus) -> Move:
    """Return a move without numbers, that says why."""
    return Move(
        event_id=request.event_id,
        symbol=request.symbol,
        mic=request.mic,
        window=request.window,
        session=request.day0,
        raw=None,
        expected=None,
        abnormal=None,
        t=None,
        p=None,
        q=None,
        benchmark=request.benchmark,
        model=MODEL_NONE,
        status=status,
    )


def _compounded(returns: Sequence[float]) -> float:
    return returns[0] if len(returns) == 1 else prod(1.0 + value for value in returns) - 1.0


def _beyond(model: MarketModel, stock: Sequence[float], market: Sequence[float]) -> AbnormalReturn:
    if len(stock) != len(market) or not stock:
        message = f"an event window of {len(stock)} and {len(market)} sessions cannot be measured"
        raise ValueError(message)
    value = fsum(model.abnormal(s, m) for s, m in zip(stock, market, strict=True))
    error = model.standard_error(market)
    return AbnormalReturn(
        value=value,
        expected=fsum(model.expected(m) for m in market),
        standard_error=error,
        t=value / error if error > 0.0 else None,
        model=model,
    )


def _p(
    known: History, result: AbnormalReturn, offsets: range, market: Sequence[float]
) -> float | None:
    """Return the filtered p; sessions before the window only update the volatility."""
    length = len(market)
    widening = sqrt(result.model.spread_factor(market) / length)
    after_estimation = range(known.estimation[-1] + 1, offsets[0])
    return filtered_p(
        known.abnormals(known.estimation),
        known.abnormals(after_estimation),
        result.value / widening,
        length=length,
    )
