from __future__ import annotations

import csv
import gzip
import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from evaluation.moves.prices import shipped_sessions
from evaluation.moves.reference import day_zero_agreement
from tapestory.moves.batch import Batch, measure_many
from tapestory.moves.history import EstimationSettings
from tapestory.moves.panel import Panel

PRICES = Path(__file__).parents[2] / ".." / "shared" / "data" / "prices"
WINDOWS = ((0, 0), (0, 1), (-1, 1), (0, 5))
LENGTH, GAP = 120, 11
PRINTED = 5e-9

pytestmark = pytest.mark.skipif(
    not PRICES.is_dir(), reason="there is no shared data beside the checkout"
)


def closes() -> list[dict[str, str]]:
    with gzip.open(PRICES / "prices_2012_2017.csv.gz", "rt", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def studies() -> list[dict[str, str]]:
    with (PRICES / "reference_event_studies_mit.csv").open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def returns(rows: list[dict[str, str]], name: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    prices = np.array([float(row[name]) for row in rows])
    simple: np.ndarray[tuple[int], np.dtype[np.float64]] = prices[1:] / prices[:-1] - 1.0
    return simple


def by_algebra(
    stock: np.ndarray[tuple[int], np.dtype[np.float64]],
    market: np.ndarray[tuple[int], np.dtype[np.float64]],
    day: int,
    window: tuple[int, int],
) -> tuple[float, float]:
    """Return CAR and t by least squares on the design matrix, as a textbook has it."""
    learnt = slice(max(0, day - GAP - LENGTH + 1), day - GAP + 1)
    inside = slice(day + window[0], day + window[1] + 1)
    design = np.column_stack([np.ones(learnt.stop - learnt.start), market[learnt]])
    line = np.linalg.lstsq(design, stock[learnt], rcond=None)[0]
    left = stock[learnt] - design @ line
    asked = np.column_stack([np.ones(len(market[inside])), market[inside]]).sum(axis=0)
    car = float(stock[inside].sum() - asked @ line)
    spread = len(market[inside]) + asked @ np.linalg.inv(design.T @ design) @ asked
    return car, car / math.sqrt(float(left @ left) / (len(left) - 2) * float(spread))


def test_the_33_studies_come_out_of_the_batch_and_of_plain_algebra() -> None:
    rows, known = closes(), studies()
    days = [date.fromisoformat(row["Date"]) for row in rows[1:]]
    market = returns(rows, "^GSPC")
    names = sorted({study["symbol"] for study in known})
    panel = Panel(
        mic="XNYS",
        sessions=days,
        closed=len(days),
        symbols=names,
        benchmarks=["^GSPC"] * len(names),
        stock=np.array([returns(rows, name) for name in names]),
        market=np.tile(market, (len(names), 1)),
    )
    places = [days.index(date.fromisoformat(study["day0"])) for study in known]
    found = measure_many(
        Batch(
            panel=panel,
            rows=np.array([names.index(study["symbol"]) for study in known]),
            days=np.array(places),
            windows=WINDOWS,
            settings=EstimationSettings(sessions=LENGTH, ends_before=GAP, trim_mads=None),
        )
    )

    assert len(known) == 33
    for at, (study, day) in enumerate(zip(known, places, strict=True)):
        assert found.present[at] == int(study["n_est"])
        for row, window in enumerate(WINDOWS):
            car, t = by_algebra(panel.stock[names.index(study["symbol"])], market, day, window)
            label = f"[{window[0]},{window[1]}]"
            assert found.abnormal[row, at] == pytest.approx(car, abs=1e-12)
            assert found.t[row, at] == pytest.approx(t, rel=1e-10)
            assert car == pytest.approx(float(study[f"CAR{label}"]), abs=1e-9 + PRINTED)
            assert t == pytest.approx(float(study[f"t{label}"]), abs=1e-9 + PRINTED)


def test_only_the_row_of_a_holiday_that_its_calendar_lacks_has_another_day_zero() -> None:
    holiday = date(2026, 7, 17)
    with gzip.open(PRICES / "daily_2024_2026.csv.gz", "rt", encoding="utf-8") as file:
        seoul = {
            (row["symbol"], row["date"])
            for row in csv.DictReader(file)
            if row["symbol"].endswith((".KS", ".KQ")) or row["symbol"] in ("^KS11", "^KQ11")
        }
    symbols = {symbol for symbol, _ in seoul}

    assert day_zero_agreement(PRICES, shipped_sessions()) == pytest.approx(34 / 35)
    assert len(symbols) == 4
    assert all((symbol, "2026-07-16") in seoul for symbol in symbols)
    assert all((symbol, "2026-07-20") in seoul for symbol in symbols)
    assert not any((symbol, holiday.isoformat()) in seoul for symbol in symbols)
    assert not shipped_sessions().is_session("XKRX", holiday)
