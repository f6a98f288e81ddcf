"""Events whose t is known → how far ours and the peer's are from it.

What eventstudy 0.1a12 does, read from its `models.Model.OLS` and `Single.__compute`: the variance
of an abnormal return is the mean squared residual of the estimation window. That divides by n where
n - 2 degrees of freedom are left, and forgets that alpha and beta are estimates: the term 1/n for
alpha, which grows with the square of the window's length, and the term for beta, which grows with
how far the market was from its mean. A cumulated return over L sessions is given L times that
variance. Every t is therefore too large, by the root of n/(n-2) times the spread of a prediction
over L; p is read from n - 1 degrees of freedom. With simple returns asked for, `import_returns`
divides each change by the price after it instead of the one before it (`np.diff(x) / x[1:]`), so
that a fall of 50 % is read as -100 %; the benchmark therefore hands it returns.
"""

from __future__ import annotations

import csv
import gzip
import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.moves.market import MARKET, Market, made
from benchmarks.moves.peer import EventStudy
from tapestory.moves.batch import Batch, measure_many
from tapestory.moves.history import EstimationSettings
from tapestory.moves.panel import Floats
from tapestory.moves.student import two_sided_p

Window = tuple[int, int]

WINDOWS: tuple[Window, ...] = ((0, 0), (0, 1), (-1, 1), (0, 5))
"""Those of the reference studies."""
ENDS_BEFORE = 11
REFERENCE_LENGTH = 120
PRINTED = 5e-9
"""The reference has eight decimals."""
NAMES = 200
EVENTS_A_NAME = 10
LENGTHS: tuple[tuple[int, Window], ...] = (
    (250, (0, 0)),
    (120, (0, 0)),
    (120, (0, 5)),
    (60, (0, 5)),
    (60, (0, 20)),
)
"""Sessions learnt from, and the window measured."""


@dataclass(frozen=True, slots=True)
class _Study:
    symbol: str
    day0: date
    t: dict[Window, float]


def against_reference(prices: Path, *, python: Path) -> bool:
    """Print how far both are from the published studies; return whether ours are exact.

    Args:
        prices: The folder of the shared prices.
        python: The peer's interpreter.
    """
    market, studies = _reference(prices)
    place = {name: at for at, name in enumerate(market.names)}
    events = [(study.symbol, study.day0) for study in studies]
    panel = market.panel()
    ours = measure_many(
        Batch(
            panel=panel,
            rows=np.array([place[name] for name, _ in events], dtype=np.intp),
            days=np.array([panel.columns[day] for _, day in events], dtype=np.intp),
            windows=WINDOWS,
            settings=EstimationSettings(
                sessions=REFERENCE_LENGTH, ends_before=ENDS_BEFORE, trim_mads=None
            ),
        )
    )
    worst = 0.0
    print(f"{len(studies)} reference studies: by how much t of eventstudy is too large")
    with _peer(market, REFERENCE_LENGTH, python) as peer:
        for at, window in enumerate(WINDOWS):
            known = np.array([study.t[window] for study in studies])
            theirs = np.array(peer.measure(events, window=window, ends_before=ENDS_BEFORE).t)
            off = np.abs(ours.t[at] - known) - PRINTED
            worst = max(worst, float(off.max()))
            over = (theirs / known - 1.0)[np.isfinite(theirs)]
            print(
                f"  {window!s:<8} of {len(over)}: least {over.min():.1%}, median"
                f" {np.median(over):.1%}, most {over.max():.1%};  ours, of all,"
                f" off by at most {max(0.0, float(off.max())):.0e} beyond what is printed"
            )
    return worst <= 1e-9


def against_truth(*, seed: int, python: Path) -> bool:
    """Print how far both are from the algebra on made-up names; return whether ours are exact."""
    exact = True
    print("made-up names with normal errors: rejected at 5 % (each by its own t and freedom)")
    for length, window in LENGTHS:
        market = made(names=NAMES, sessions=length + 80 * EVENTS_A_NAME, seed=seed)
        days = [market.sessions[length + 40 + 70 * at] for at in range(EVENTS_A_NAME)]
        events = [(name, day) for name in market.names for day in days]
        ours, truth = _ours(market, events, length, window), _truth(market, events, length, window)
        with _peer(market, length, python) as peer:
            theirs = peer.measure(events, window=window, ends_before=ENDS_BEFORE)
        off = float(np.max(np.abs(ours / truth - 1.0)))
        exact = exact and off <= 1e-9
        rejected = np.mean([two_sided_p(float(t), length - 2) <= 0.05 for t in ours])
        ratio = np.array(theirs.t) / truth
        false = np.mean(np.array(theirs.p) <= 0.05)
        print(
            f"  {length} sessions, {window!s:<7} eventstudy {false:.2%},"
            f" t too large by {np.median(ratio) - 1.0:.1%} (most {ratio.max() - 1.0:.1%});"
            f"  ours {rejected:.2%}, t off by at most {off:.0e}"
        )
    return exact


def _peer(market: Market, estimation: int, python: Path) -> EventStudy:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "returns.csv"
        market.write(path)
        return EventStudy(path, market=MARKET, estimation=estimation, python=python)


def _ours(
    market: Market, events: Sequence[tuple[str, date]], length: int, window: Window
) -> Floats:
    panel = market.panel()
    place = {name: at for at, name in enumerate(market.names)}
    found = measure_many(
        Batch(
            panel=panel,
            rows=np.array([place[name] for name, _ in events], dtype=np.intp),
            days=np.array([panel.columns[day] for _, day in events], dtype=np.intp),
            windows=(window,),
            settings=EstimationSettings(sessions=length, ends_before=ENDS_BEFORE, trim_mads=None),
        )
    )
    t: Floats = found.t[0]
    return t


def _truth(
    market: Market, events: Sequence[tuple[str, date]], length: int, window: Window
) -> Floats:
    """Return each t from the normal equations, one event at a time."""
    place = {name: at for at, name in enumerate(market.names)}
    columns = {day: at for at, day in enumerate(market.sessions)}
    return np.array([_t(market, place[name], columns[day], length, window) for name, day in events])


def _t(market: Market, row: int, day: int, length: int, window: Window) -> float:
    last = day - ENDS_BEFORE
    learnt = slice(last - length + 1, last + 1)
    inside = slice(day + window[0], day + window[1] + 1)
    design = np.column_stack([np.ones(length), market.market[learnt]])
    line, *_ = np.linalg.lstsq(design, market.stock[row, learnt], rcond=None)
    left = market.stock[row, learnt] - design @ line
    variance = left @ left / (length - 2)
    asked = np.column_stack([np.ones(window[1] - window[0] + 1), market.market[inside]])
    total = asked.sum(axis=0)
    spread = len(asked) + total @ np.linalg.solve(design.T @ design, total)
    return float((market.stock[row, inside] - asked @ line).sum() / math.sqrt(variance * spread))


def _reference(prices: Path) -> tuple[Market, list[_Study]]:
    with gzip.open(prices / "prices_2012_2017.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    with (prices / "reference_event_studies_mit.csv").open(encoding="utf-8") as file:
        studies = [
            _Study(
                row["symbol"],
                date.fromisoformat(row["day0"]),
                {window: float(row[f"t[{window[0]},{window[1]}]"]) for window in WINDOWS},
            )
            for row in csv.DictReader(file)
        ]
    names = tuple(name for name in rows[0] if name not in ("Date", "^GSPC"))

    def returns(name: str) -> Iterator[float]:
        return (float(after[name]) / float(before[name]) - 1.0 for before, after in pairwise(rows))

    return Market(
        sessions=tuple(date.fromisoformat(row["Date"]) for row in rows[1:]),
        names=names,
        market=np.array(list(returns("^GSPC"))),
        stock=np.array([list(returns(name)) for name in names]),
    ), studies
