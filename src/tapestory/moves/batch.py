"""A panel of returns and many days 0 in, what `measure` gives for each of them out, all at once.

The arithmetic is that of `history`, `market_model` and `simulation`, done for a thousand days 0 in
one step of numpy. It is the same to 1e-12: where rounding alone could tip a comparison (an error
that stands on the edge of being trimmed, a past run that ties with today's, a series without any
error of its own) the day is handed to the scalar code, which decides it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import numpy as np
import numpy.typing as npt

from tapestory.model import Move, MoveStatus
from tapestory.moves.batch_fit import Bools, Fits, Ints, fit_many
from tapestory.moves.batch_simulation import filtered_p_values, standardised, updated
from tapestory.moves.history import (
    DEFAULT_SETTINGS,
    FULL_ESTIMATION_SESSIONS,
    EstimationSettings,
    History,
    HistoryRequest,
    history_of_returns,
)
from tapestory.moves.market_model import MarketModel
from tapestory.moves.measure import (
    MODEL_FULL,
    MODEL_THIN,
    MoveRequest,
    Window,
    move_over,
    unmeasured,
)
from tapestory.moves.panel import Floats, Panel

AT_ONCE: Final = 1024
"""Days 0 a step: an array of 250 sessions of as many takes two megabytes."""

_STATUSES: Final = tuple(MoveStatus)
_PENDING, _NO_PRICES, _TOO_SHORT, _MEASURED = (
    _STATUSES.index(status)
    for status in (
        MoveStatus.PENDING,
        MoveStatus.NO_PRICES,
        MoveStatus.TOO_SHORT,
        MoveStatus.MEASURED,
    )
)
_NUMBERS: Final = ("raw", "expected", "abnormal", "t", "p", "market", "abnormal_alpha0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """Which moves to measure: one row of a panel and one day 0 each, all over the same windows."""

    panel: Panel
    rows: npt.NDArray[np.intp]
    days: npt.NDArray[np.intp]
    """Columns of the panel."""
    windows: Sequence[Window] = ((0, 0),)
    event_days: Sequence[Collection[date]] | None = None
    """Days of other events of the instrument, for each; see `HistoryRequest`."""
    settings: EstimationSettings = DEFAULT_SETTINGS

    def request(self, place: int, window: int) -> MoveRequest:
        """Return what one of them asks for."""
        row = int(self.rows[place])
        return MoveRequest(
            event_id=None,
            symbol=self.panel.symbols[row],
            mic=self.panel.mic,
            day0=self.panel.sessions[int(self.days[place])],
            window=self.windows[window],
            benchmark=self.panel.benchmarks[row],
            settings=self.settings,
        )

    def part(self, start: int, end: int) -> Batch:
        """Return some of them, by place."""
        return replace(
            self,
            rows=self.rows[start:end],
            days=self.days[start:end],
            event_days=None if self.event_days is None else self.event_days[start:end],
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What was measured, windows by moves; NaN is what a `Move` says as None."""

    batch: Batch
    status: npt.NDArray[np.int8]
    """Places in `MoveStatus`."""
    raw: Floats
    expected: Floats
    abnormal: Floats
    t: Floats
    p: Floats
    market: Floats
    abnormal_alpha0: Floats
    present: Ints
    """Sessions of each estimation window that have both returns."""

    def move(self, place: int, window: int = 0) -> Move:
        """Return one of them as `measure` gives it."""
        at = window, place
        bare = unmeasured(self.batch.request(place, window), _STATUSES[self.status[at]])
        told = replace(
            bare,
            raw=_told(self.raw[at]),
            expected=_told(self.expected[at]),
            abnormal=_told(self.abnormal[at]),
            t=_told(self.t[at]),
            p=_told(self.p[at]),
            market=_told(self.market[at]),
            abnormal_alpha0=_told(self.abnormal_alpha0[at]),
        )
        if told.abnormal is None:
            return told
        full = self.present[place] >= FULL_ESTIMATION_SESSIONS
        return replace(told, model=MODEL_FULL if full else MODEL_THIN)


def _told(value: float) -> float | None:
    return None if np.isnan(value) else float(value)


def measure_many(batch: Batch) -> Measured:
    """Measure every move over every window; see `measure` for what the numbers are.

    Raises:
        ValueError: A window ends before it begins.
    """
    for first, last in batch.windows:
        if first > last:
            message = f"window [{first}, {last}] ends before it begins"
            raise ValueError(message)
    shape = (len(batch.windows), len(batch.rows))
    found = Measured(
        batch=batch,
        status=np.empty(shape, dtype=np.int8),
        present=np.empty(len(batch.rows), dtype=np.intp),
        **{name: np.full(shape, np.nan) for name in _NUMBERS},
    )
    for start in range(0, len(batch.rows), AT_ONCE):
        _Step(batch.part(start, start + AT_ONCE), found, start).run()
    return found


def histories(batch: Batch, *, last_offset: int = 0) -> list[History]:
    """Return the fitted history of every day 0, as `history` gives it."""
    found: list[History] = []
    for start in range(0, len(batch.rows), AT_ONCE):
        part = batch.part(start, start + AT_ONCE)
        fits = _fits(part)
        found += [_history(part, place, last_offset, fits) for place in range(len(part.rows))]
    return found


def _fits(batch: Batch) -> Fits:
    return fit_many(
        batch.panel, batch.rows, batch.days, settings=batch.settings, event_days=batch.event_days
    )


class _Step:
    """The moves that are measured at once, and where their numbers go."""

    def __init__(self, batch: Batch, found: Measured, start: int) -> None:
        self._batch = batch
        self._found = found
        self._span = slice(start, start + len(batch.rows))
        self._fits = _fits(batch)
        self._past = standardised(self._fits)
        self._again = self._fits.delicate.copy()

    def run(self) -> None:
        """Measure each window, then leave to the scalar code what is for it to decide."""
        self._found.present[self._span] = self._fits.present
        for window, variance in zip(self._batch.windows, self._expected_variances(), strict=True):
            self._measure(window, variance)
        for place in np.flatnonzero(self._again):
            self._measure_alone(int(place))

    def _returns(self, offsets: Sequence[int]) -> tuple[Floats, Floats, Bools]:
        """Return both returns over some offsets, and which of the offsets are on the panel."""
        panel = self._batch.panel
        columns = self._batch.days + np.asarray(offsets, dtype=np.intp)[:, None]
        there = (columns >= 0) & (columns < len(panel.sessions))
        columns = np.where(there, columns, 0)
        rows = self._batch.rows
        stock = np.where(there, panel.stock[rows, columns], np.nan)
        return stock, np.where(there, panel.market[rows, columns], np.nan), there

    def _expected_variances(self) -> list[Floats]:
        """Return the variance expected for the first session of each window."""
        fits, wanted = self._fits, [first for first, _ in self._batch.windows]
        variance, before = self._past.variance, -self._batch.settings.ends_before
        held: dict[int, Floats] = {}
        first = int(fits.last.min(initial=before)) + 1
        offsets = range(first, max([first, *wanted]) + 1)
        stock, market, _ = self._returns(offsets)
        for at, offset in enumerate(offsets):
            held[offset] = variance
            residual = stock[at] - (fits.alpha + fits.beta * market[at])
            variance = updated(variance, np.where(offset > fits.last, residual, np.nan))
        # A window that begins inside the estimation window has nothing after it to learn from.
        return [held.get(start, self._past.variance) for start in wanted]

    def _measure(self, window: Window, variance: Floats) -> None:
        fits, batch = self._fits, self._batch
        offsets = range(window[0], window[1] + 1)
        stock, market, there = self._returns(offsets)
        status = self._status(offsets, stock, market, there)
        at = batch.windows.index(window)
        raw = stock[0] if len(offsets) == 1 else np.prod(1.0 + stock, axis=0) - 1.0
        moved = market[0] if len(offsets) == 1 else np.prod(1.0 + market, axis=0) - 1.0
        with np.errstate(divide="ignore", invalid="ignore"):
            value = (stock - (fits.alpha + fits.beta * market)).sum(axis=0)
            factor = fits.spread_factor(market)
            error = fits.sigma * np.sqrt(factor)
            widening = np.sqrt(factor / len(offsets))
            p, tied = filtered_p_values(
                self._past, fits, variance, value / widening, length=len(offsets)
            )
            t = np.where(error > 0.0, value / error, np.nan)
        with_raw = (status != _PENDING) & np.isfinite(stock).all(axis=0)
        with_market = with_raw & np.isfinite(market).all(axis=0)
        with_model = with_market & fits.fitted
        self._again |= with_model & tied
        for name, values, where in (
            ("raw", raw, with_raw),
            ("market", moved, with_market),
            ("expected", raw - value, with_model),
            ("abnormal", value, with_model),
            ("abnormal_alpha0", value + fits.alpha * len(offsets), with_model),
            ("t", t, with_model),
            ("p", p, with_model),
        ):
            self._put(at, name, values, where)
        self._found.status[at, self._span] = status

    def _status(
        self, offsets: range, stock: Floats, market: Floats, there: Bools
    ) -> npt.NDArray[np.int8]:
        batch, settings = self._batch, self._batch.settings
        inside = np.asarray(offsets)[:, None]
        old = inside < -settings.ends_before
        known = batch.days + inside < batch.panel.closed
        reached = inside >= -settings.ends_before - settings.sessions
        closed = (there & reached & (known | old)).all(axis=0)
        compared = np.array([name is not None for name in batch.panel.benchmarks])[batch.rows]
        status = np.full(len(batch.rows), _MEASURED, dtype=np.int8)
        status[compared & ~self._fits.fitted] = _TOO_SHORT
        status[compared & ~np.isfinite(market).all(axis=0)] = _NO_PRICES
        status[~np.isfinite(stock).all(axis=0)] = _NO_PRICES
        status[~closed] = _PENDING
        return status

    def _put(self, window: int, name: str, values: Floats, where: Bools) -> None:
        getattr(self._found, name)[window, self._span] = np.where(where, values, np.nan)

    def _measure_alone(self, place: int) -> None:
        batch, found = self._batch, self._found
        known = _history(batch, place, max(last for _, last in batch.windows), None)
        for window in range(len(batch.windows)):
            move = move_over(known, batch.request(place, window))
            at = window, self._span.start + place
            found.status[at] = _STATUSES.index(move.status)
            for name in _NUMBERS:
                value = getattr(move, name)
                getattr(found, name)[at] = np.nan if value is None else value


def _history(batch: Batch, place: int, last_offset: int, fits: Fits | None) -> History:
    """Return one day's history; fitted by the scalar code where there are no fits to use."""
    panel, settings = batch.panel, batch.settings
    row, day = int(batch.rows[place]), int(batch.days[place])
    first = -settings.ends_before - settings.sessions
    offsets = range(max(first, -day), min(last_offset, len(panel.sessions) - 1 - day) + 1)
    grid = {offset: panel.sessions[day + offset] for offset in offsets}
    news = frozenset(batch.event_days[place]) if batch.event_days is not None else frozenset()
    request = HistoryRequest(
        mic=panel.mic,
        day0=panel.sessions[day],
        last_offset=max(0, last_offset),
        event_days=news,
        settings=settings,
    )
    closed = frozenset(
        offset
        for offset in offsets
        if offset < -settings.ends_before or day + offset < panel.closed
    )
    returns = _by_offset(panel.stock[row], day, offsets)
    returns.pop(first, None)
    market = _by_offset(panel.market[row], day, offsets)
    market.pop(first, None)
    if fits is None or fits.delicate[place]:
        return history_of_returns(request, grid, closed, returns=returns, market=market)
    model = _model(fits, place) if fits.fitted[place] else None
    alpha, beta = (0.0, 0.0) if model is None else (model.alpha, model.beta)
    estimation = tuple(
        offset
        for offset in range(first + 1, -settings.ends_before + 1)
        if offset in returns and offset in market
    )
    taught = fits.taught[: len(estimation), place].tolist() if model is not None else ()
    return History(
        mic=panel.mic,
        grid=grid,
        closed=closed,
        returns=returns,
        market=market,
        model=model,
        estimation=estimation,
        taught=tuple(offset for offset, kept in zip(estimation, taught, strict=False) if kept),
        residuals={}
        if model is None
        else {
            offset: value - (alpha + beta * market[offset])
            for offset, value in returns.items()
            if offset in market
        },
    )


def _by_offset(values: Floats, day: int, offsets: range) -> dict[int, float]:
    held = values[day + offsets.start : day + offsets.stop].tolist()
    return {
        offset: value
        for offset, value in zip(offsets, held, strict=True)
        if value == value  # noqa: PLR0124 (not NaN)
    }


def _model(fits: Fits, place: int) -> MarketModel:
    return MarketModel(
        alpha=float(fits.alpha[place]),
        beta=float(fits.beta[place]),
        sigma=float(fits.sigma[place]),
        r_squared=float(fits.r_squared[place]),
        sessions=int(fits.sessions[place]),
        market_mean=float(fits.market_mean[place]),
        market_spread=float(fits.market_spread[place]),
    )
