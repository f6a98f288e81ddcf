"""Residuals of many days 0 in, the p of each by filtered simulation out: `simulation` in numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from tapestory.moves.batch_fit import EDGE, Fits
from tapestory.moves.panel import Floats
from tapestory.moves.simulation import DECAY, narrowing, runs_of

Bools = npt.NDArray[np.bool_]

_FRESH: Final = 1.0 - DECAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """The past of many days over the volatility that was expected for each of its sessions."""

    shocks: Floats
    """Sessions by days; 0 where there are no more."""
    variance: Floats
    """What was expected for the session after the estimation window, by day."""
    moved: Bools
    """Whether the past moved at all."""


def standardised(fits: Fits) -> Filter:
    """Return each residual over its expected volatility, and the variance expected next."""
    past = fits.residuals
    expected = np.empty((len(past) + 1, past.shape[1]))
    with np.errstate(divide="ignore", invalid="ignore"):
        expected[0] = (past * past).sum(axis=0) / fits.present
        fresh = _FRESH * past * past
        for at in range(len(past)):
            np.multiply(expected[at], DECAY, out=expected[at + 1])
            expected[at + 1] += fresh[at]
        shocks = past / np.sqrt(expected[:-1])
    days = np.arange(past.shape[1])
    return Filter(
        shocks=np.where(fits.counted, shocks, 0.0),
        variance=expected[fits.present, days],
        moved=(past != 0.0).any(axis=0),
    )


def updated(variance: Floats, residual: Floats) -> Floats:
    """Return the variance after one more session; a session without a residual changes nothing."""
    later: Floats = np.where(
        np.isfinite(residual), DECAY * variance + _FRESH * residual * residual, variance
    )
    return later


def filtered_p_values(
    past: Filter, fits: Fits, variance: Floats, shock: Floats, *, length: int
) -> tuple[Floats, Bools]:
    """Return the p of each day and where rounding could decide it; NaN where there is none.

    Args:
        past: The standardised past.
        fits: The models that it comes from.
        variance: Expected for the first session of the event window, by day.
        shock: The summed abnormal return, over what the model's uncertainty widens it by.
        length: Sessions in the event window.
    """
    extreme = np.abs(shock)
    with np.errstate(divide="ignore", invalid="ignore"):
        if length == 1:
            bound = extreme / np.sqrt(variance)
            real = np.arange(len(past.shocks))[:, None] < fits.present
            beaten, tied = _beaten(np.abs(past.shocks), bound, real)
            p = np.where(past.moved, (beaten + 1) / (fits.present + 1), np.nan)
        else:
            p, tied = np.full(len(extreme), np.nan), np.zeros(len(extreme), dtype=np.bool_)
            for count in np.unique(fits.present[past.moved & fits.fitted]):
                if count < length:
                    continue
                days = np.flatnonzero((fits.present == count) & past.moved)
                runs = np.array(runs_of(int(count), length))
                sizes = np.abs(_replayed(past.shocks[:, days], variance[days], runs))
                bound = extreme[days] * narrowing(int(count), length)
                beaten, tied[days] = _beaten(sizes, bound, np.ones_like(sizes, dtype=np.bool_))
                p[days] = (beaten + 1) / (len(runs) + 1)
    return p, tied


def _beaten(sizes: Floats, bound: Floats, real: Bools) -> tuple[Floats, Bools]:
    """Return how many are at least as far as the bound, and where rounding could decide it."""
    beaten: Floats = (real & (sizes >= bound)).sum(axis=0).astype(np.float64)
    near = real & (np.abs(sizes - bound) <= EDGE * bound)
    tied: Bools = np.logical_or.reduce(near, axis=0)
    return beaten, tied


def _replayed(shocks: Floats, variance: Floats, runs: npt.NDArray[np.intp]) -> Floats:
    """Return the sum that each run of past shocks makes when it starts at today's variance."""
    total = np.zeros((len(runs), shocks.shape[1]))
    expected = np.broadcast_to(variance, total.shape).copy()
    for step in runs.T:
        run = shocks[step]
        total += run * np.sqrt(expected)
        expected *= DECAY + _FRESH * run * run
    return total
