"""Every name on every day as if something had happened → the p of each window."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from evaluation.moves.prices import AS_OF, Prices
from evaluation.moves.rates import WINDOWS, Test
from tapestory.moves.batch import Batch, Measured, measure_many
from tapestory.moves.batch_fit import fit_many
from tapestory.moves.history import FULL_ESTIMATION_SESSIONS
from tapestory.moves.panel import Panel, PanelRequest, Series, panel_of

SHIFT: Final = 3.0
"""Of the model's error scale: what the power is measured at."""
_AT_ONCE: Final = 2000


@dataclass(frozen=True, slots=True, kw_only=True)
class Singles:
    """What the names of one exchange gave."""

    full: list[Test]
    """Of models on FULL_ESTIMATION_SESSIONS or more."""
    thin: list[Test]
    shifted: list[Test]
    """Day 0 of the full ones again, with an abnormal return of SHIFT sigma added."""


def single_tests(prices: Prices, mic: str) -> Singles:
    """Measure every name of an exchange on every session that it can be measured on."""
    days = prices.days_on(mic)
    names = prices.names_on(mic)
    panel = panel_of(
        PanelRequest(mic=mic, days=days, ahead=max(last for _, last in WINDOWS)),
        [Series(symbol=name, bars=prices.bars[name], benchmark=prices.benchmark) for name in names],
        sessions=prices.sessions,
        as_of=AS_OF,
    )
    columns = [panel.columns[day] for day in days]
    rows, places = (
        grid.ravel() for grid in np.meshgrid(np.arange(len(names)), columns, indexing="ij")
    )
    batch = Batch(panel=panel, rows=rows, days=places, windows=WINDOWS)
    found = measure_many(batch)
    full = found.present >= FULL_ESTIMATION_SESSIONS
    known = np.isfinite(found.p[0]) & full
    day_zero = replace(batch, rows=rows[known], days=places[known], windows=((0, 0),))
    return Singles(full=_tests(found, full), thin=_tests(found, ~full), shifted=_shifted(day_zero))


def _tests(found: Measured, which: np.ndarray[tuple[int], np.dtype[np.bool_]]) -> list[Test]:
    panel, batch = found.batch.panel, found.batch
    return [
        Test(
            panel.sessions[batch.days[place]],
            panel.symbols[batch.rows[place]],
            window,
            float(found.p[at, place]),
        )
        for at, window in enumerate(batch.windows)
        for place in np.flatnonzero(np.isfinite(found.p[at]) & which)
    ]


def _shifted(batch: Batch) -> list[Test]:
    """Return the tests of the same days with a move added to each; a panel row for every day."""
    tests: list[Test] = []
    for start in range(0, len(batch.rows), _AT_ONCE):
        part = batch.part(start, start + _AT_ONCE)
        fits = fit_many(part.panel, part.rows, part.days, settings=part.settings)
        stock = part.panel.stock[part.rows]
        stock[np.arange(len(part.rows)), part.days] += SHIFT * fits.sigma
        apart = Panel(
            mic=part.panel.mic,
            sessions=part.panel.sessions,
            closed=part.panel.closed,
            symbols=[part.panel.symbols[row] for row in part.rows],
            benchmarks=[part.panel.benchmarks[row] for row in part.rows],
            stock=stock,
            market=part.panel.market[part.rows],
        )
        own = np.arange(len(part.rows), dtype=np.intp)
        found = measure_many(replace(part, panel=apart, rows=own))
        tests += _tests(found, np.ones(len(own), dtype=np.bool_))
    return tests
