"""Estimation windows of many days 0 in, the market model of each out: `market_model` in numpy.

Arrays are sessions by days: a row is one offset of all days, so that a sum over a window is a sum
of long rows.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, EstimationSettings
from tapestory.moves.panel import Floats, Panel

Bools = npt.NDArray[np.bool_]
Ints = npt.NDArray[np.intp]

EDGE: Final = 1e-9
"""Closer than this, relatively, rounding could decide: the scalar code does."""
_NOTHING: Final = 1e-20
"""A sum of squares this much smaller than the returns' own is rounding, not movement."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fits:
    """The market models of many days 0, one a place; `MarketModel` says what each number is."""

    present: Ints
    """Sessions of the estimation window that have both returns."""
    last: Ints
    """The last offset among them; without any, the one before the window."""
    fitted: Bools
    """Whether there is a model."""
    delicate: Bools
    """Where rounding could decide something."""
    alpha: Floats
    beta: Floats
    sigma: Floats
    r_squared: Floats
    sessions: Floats
    market_mean: Floats
    market_spread: Floats
    residuals: Floats
    """Offsets by days: those of the estimation window, oldest first, without gaps; 0 after."""
    counted: Bools
    """Which of the residuals are there."""
    taught: Bools
    """Which of them the line goes through."""

    def spread_factor(self, market: Floats) -> Floats:
        """Return by how much the variance of a sum exceeds sigma squared; `market` is L by days."""
        length = len(market)
        deviation = market.sum(axis=0) - length * self.market_mean
        factor: Floats = (
            length + length**2 / self.sessions + deviation * deviation / self.market_spread
        )
        return factor


@dataclass(frozen=True, slots=True, kw_only=True)
class _Lines:
    """Ordinary least squares of many windows."""

    alpha: Floats
    beta: Floats
    errors: Floats
    """Sum of squared residuals."""
    total: Floats
    """Sum of squared deviations of the instrument."""
    count: Floats
    mean: Floats
    spread: Floats


@dataclass(frozen=True, slots=True, kw_only=True)
class _Windows:
    """Estimation windows of many days 0, sessions by days, without gaps: zeros come last."""

    stock: Floats
    market: Floats
    counted: Bools
    news: Bools
    """Which sessions are days of other events."""
    present: Ints
    last: Ints


def fit_many(
    panel: Panel,
    rows: Ints,
    places: Ints,
    *,
    settings: EstimationSettings,
    event_days: Sequence[Collection[date]] | None = None,
) -> Fits:
    """Fit the market model of many days 0.

    Args:
        panel: The returns.
        rows: Which row of the panel, by day.
        places: The column of day 0, by day.
        settings: Which sessions the model learns from.
        event_days: Days of other events of the instrument, by day 0; none if absent.
    """
    offsets = np.arange(
        -settings.ends_before - settings.sessions + 1, -settings.ends_before + 1, dtype=np.intp
    )
    columns = places + offsets[:, None]
    there = (columns >= 0) & (columns < len(panel.sessions))
    columns = np.where(there, columns, 0)
    stock, market = panel.stock[rows, columns], panel.market[rows, columns]
    counted = there & np.isfinite(stock) & np.isfinite(market)
    news = np.zeros_like(counted)
    if event_days is not None:
        _mark(news, event_days, panel, places + offsets[0])
    windows = _Windows(
        stock=stock,
        market=market,
        counted=counted,
        news=news & counted,
        present=counted.sum(axis=0),
        last=np.where(counted, offsets[:, None], offsets[0] - 1).max(axis=0),
    )
    return _fitted(_without_gaps(windows), settings)


def _mark(news: Bools, event_days: Sequence[Collection[date]], panel: Panel, first: Ints) -> None:
    for day, sessions in enumerate(event_days):
        for session in sessions:
            at = panel.columns.get(session, -1) - int(first[day])
            if session in panel.columns and 0 <= at < len(news):
                news[at, day] = True


def _without_gaps(windows: _Windows) -> _Windows:
    """Return the sessions that count first, in order, and zeros after them."""
    gaps = ~windows.counted.all(axis=0)
    if not gaps.any():
        return windows
    order = np.argsort(~windows.counted[:, gaps], axis=0, kind="stable")
    for values in (windows.stock, windows.market, windows.counted, windows.news):
        values[:, gaps] = np.take_along_axis(values[:, gaps], order, axis=0)
    return replace(
        windows,
        stock=np.where(windows.counted, windows.stock, 0.0),
        market=np.where(windows.counted, windows.market, 0.0),
    )


def _fitted(windows: _Windows, settings: EstimationSettings) -> Fits:
    stock, market, counted = windows.stock, windows.market, windows.counted
    enough = windows.present >= MIN_ESTIMATION_SESSIONS
    lines = _least_squares(stock, market, counted)
    delicate = enough & _is_delicate(lines, market, counted)
    kept, on_the_edge = _kept(_residuals(lines, stock, market), windows, settings)
    delicate |= enough & on_the_edge
    squares = lines.errors
    bent = enough & ~delicate & (kept != counted).any(axis=0)
    if bent.any():
        part = stock[:, bent], market[:, bent]
        again = _least_squares(*part, kept[:, bent])
        errors = np.where(counted[:, bent], _residuals(again, *part), 0.0)
        # What is trimmed must not bend the line, but it did happen: see `history`.
        squares = squares.copy()
        squares[bent] = (errors * errors).sum(axis=0)
        delicate[bent] |= _is_delicate(again, part[1], kept[:, bent])
        _put(lines, bent, again)
    with np.errstate(divide="ignore", invalid="ignore"):
        r_squared = 1.0 - lines.errors / lines.total
        sigma = np.sqrt(squares / (windows.present - 2))
    return Fits(
        present=windows.present,
        last=windows.last,
        fitted=enough & ~delicate,
        delicate=delicate,
        alpha=lines.alpha,
        beta=lines.beta,
        sigma=sigma,
        r_squared=r_squared,
        sessions=lines.count,
        market_mean=lines.mean,
        market_spread=lines.spread,
        residuals=np.where(counted, _residuals(lines, stock, market), 0.0),
        counted=counted,
        taught=kept,
    )


def _least_squares(stock: Floats, market: Floats, counted: Bools) -> _Lines:
    count = counted.sum(axis=0).astype(np.float64)
    with np.errstate(divide="ignore", invalid="ignore"):
        mean, across = _centred(market, counted, count)
        stock_mean, up = _centred(stock, counted, count)
        spread = (across * across).sum(axis=0)
        beta = (across * up).sum(axis=0) / spread
    off = up - beta * across
    return _Lines(
        alpha=stock_mean - beta * mean,
        beta=beta,
        errors=(off * off).sum(axis=0),
        total=(up * up).sum(axis=0),
        count=count,
        mean=mean,
        spread=spread,
    )


def _centred(values: Floats, counted: Bools, count: Floats) -> tuple[Floats, Floats]:
    """Return the means and the deviations from them; the mean is taken twice, to the last bit."""
    mean = np.where(counted, values, 0.0).sum(axis=0) / count
    mean = mean + np.where(counted, values - mean, 0.0).sum(axis=0) / count
    return mean, np.where(counted, values - mean, 0.0)


def _residuals(lines: _Lines, stock: Floats, market: Floats) -> Floats:
    off: Floats = stock - (lines.alpha + lines.beta * market)
    return off


def _is_delicate(lines: _Lines, market: Floats, counted: Bools) -> Bools:
    """Tell where the market stood still or nothing is left to explain, up to rounding."""
    size = np.where(counted, market * market, 0.0).sum(axis=0)
    still = lines.spread <= _NOTHING * size
    level = lines.total + lines.count * (lines.alpha + lines.beta * lines.mean) ** 2
    found: Bools = ~(lines.errors > _NOTHING * level) | still | (size == 0.0)
    return found


def _kept(
    residuals: Floats, windows: _Windows, settings: EstimationSettings
) -> tuple[Bools, Bools]:
    """Return which sessions the line goes through, and for which days rounding decides it."""
    kept, on_the_edge = windows.counted, np.zeros(residuals.shape[1], dtype=np.bool_)
    if settings.trim_mads is not None:
        kept, on_the_edge = _within_mads(
            residuals, windows.counted, windows.present, settings.trim_mads
        )
    with_news = np.flatnonzero(windows.news.any(axis=0))
    if with_news.size:
        kept = kept.copy()
    for day in with_news:
        spare = max(0, int(kept[:, day].sum()) - settings.least_kept)
        known = np.flatnonzero(windows.news[:, day] & kept[:, day])
        furthest = sorted(known, key=lambda at: (-abs(residuals[at, day]), -at))
        kept[furthest[:spare], day] = False
    return kept, on_the_edge


def _within_mads(
    residuals: Floats, counted: Bools, present: Ints, limit: float
) -> tuple[Bools, Bools]:
    """Return which residuals are near enough to their median, and where rounding decides it."""
    far = np.where(counted, residuals, np.inf)
    middle = _medians(far, present)
    with np.errstate(invalid="ignore"):
        deviations = np.abs(far - middle)
        bound = limit * _medians(deviations, present)
        kept = counted & ((bound == 0.0) | (deviations <= bound))
        tied = counted & (np.abs(deviations - bound) <= EDGE * bound)
    edge: Bools = np.logical_or.reduce(tied, axis=0)
    return kept, edge


def _medians(values: Floats, present: Ints) -> Floats:
    """Return the median of the first ones of each column; the rest is infinite."""
    ordered = np.sort(values, axis=0)
    upper = np.minimum(present // 2, len(values) - 1)
    lower = np.maximum((present - 1) // 2, 0)
    days = np.arange(values.shape[1])
    middle: Floats = (ordered[lower, days] + ordered[upper, days]) / 2
    return middle


def _put(lines: _Lines, where: Bools, again: _Lines) -> None:
    for name in _Lines.__slots__:
        getattr(lines, name)[where] = getattr(again, name)
