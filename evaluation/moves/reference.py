"""The answer files of the shared prices → how far ours are from them."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from tapestory.moves import ExchangeSessions
from tapestory.moves.measure import cumulative_abnormal_return

ROUNDING: Final = 5e-9
"""The reference is printed with eight decimals."""
LENGTH: Final = 120
GAP: Final = 11
WINDOWS: Final = ((0, 0), (0, 1), (-1, 1), (0, 5))
ZONES: Final = {"ET": ZoneInfo("America/New_York"), "KST": ZoneInfo("Asia/Seoul")}


def reference_error(folder: Path) -> float:
    """Return the largest difference from the reference studies beyond its own rounding."""
    with gzip.open(folder / "prices_2012_2017.csv.gz", "rt", encoding="utf-8") as file:
        prices = list(csv.DictReader(file))
    with (folder / "reference_event_studies_mit.csv").open(encoding="utf-8") as file:
        studies = list(csv.DictReader(file))
    place = {row["Date"]: at for at, row in enumerate(prices)}
    return max(
        max(0.0, abs(value - float(study[column])) - ROUNDING)
        for study in studies
        for column, value in _study(prices, study["symbol"], place[study["day0"]])
    )


def _study(
    prices: Sequence[Mapping[str, str]], symbol: str, day0: int
) -> Iterator[tuple[str, float]]:
    """Yield column → our value under the reference's conventions."""

    def returns(of: str, first: int, last: int) -> list[float]:
        closes = [float(row[of]) for row in prices[max(0, first - 1) : last + 1]]
        return [later / earlier - 1.0 for earlier, later in pairwise(closes)]

    first, last = day0 - GAP - LENGTH + 1, day0 - GAP
    stock, market = returns(symbol, first, last), returns("^GSPC", first, last)
    for start, end in WINDOWS:
        result = cumulative_abnormal_return(
            stock,
            market,
            returns(symbol, day0 + start, day0 + end),
            returns("^GSPC", day0 + start, day0 + end),
        )
        label = f"[{start},{end}]"
        yield f"CAR{label}", result.value
        yield f"se{label}", result.standard_error
        yield f"t{label}", result.t if result.t is not None else float("inf")
        yield "alpha", result.model.alpha
        yield "beta", result.model.beta
        yield "sigma", result.model.sigma


def day_zero_agreement(folder: Path, sessions: ExchangeSessions) -> float:
    """Return the share of rows of the answer file whose day 0 is ours.

    One row cannot agree: news of 2026-07-17, 09:30 in Seoul, is given day 0 on that same day, by a
    calendar that lacks the holiday; the row's own label says that the exchange was closed. So do
    the shared prices: the two Korean shares and both Korean indices have bars on the 16th and the
    20th and none on the 17th.
    """
    with (folder / "day0_expected.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    right = 0
    for row in rows:
        day, clock, zone, *_ = row["news"].split()
        news = datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=ZONES[zone])
        right += sessions.day_zero(row["mic"], news, precise=True).isoformat() == row["day0"]
    return right / len(rows)
