"""The shared folder → bars, instruments and calendars that placebo days are drawn from."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

from tapestory.config import shipped_special_days
from tapestory.model import DailyBar, Instrument
from tapestory.moves import KNOWN_MICS, ExchangeSessions, SessionOverrides
from tapestory.moves.history import MIN_ESTIMATION_SESSIONS, Benchmark
from tapestory.moves.providers.csv_file import read_bars
from tapestory.moves.sessions import canonical_mic

MARKET: Final = "SPY"
"""Everywhere: an exchange of other hours is compared with New York since its previous close."""
AS_OF: Final = datetime(2030, 1, 1, tzinfo=UTC)
_BEFORE: Final = timedelta(days=int(MIN_ESTIMATION_SESSIONS * 1.5) + 30)
"""This long after the benchmark's first bar some name may have a thin history."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """Everything that the placebo days are drawn from."""

    bars: Mapping[str, Sequence[DailyBar]]
    instruments: Mapping[str, Instrument]
    sessions: ExchangeSessions

    @property
    def benchmark(self) -> Benchmark:
        """What everything is compared with."""
        return Benchmark(symbol=MARKET, mic="XNYS", bars=self.bars[MARKET])

    def names_on(self, mic: str) -> list[str]:
        """Return the symbols of an exchange, indices and funds among them, by symbol."""
        return [
            symbol
            for symbol, instrument in sorted(self.instruments.items())
            if symbol != MARKET and canonical_mic(instrument.mic) == mic
        ]

    def days_on(self, mic: str) -> list[date]:
        """Return every session of an exchange that a name could be tested on."""
        known = sorted(bar.session for bar in self.bars[MARKET])
        return self.sessions.between(mic, known[0] + _BEFORE, known[-1])


def shipped_sessions() -> ExchangeSessions:
    """Return the calendars as the product corrects them."""
    days = shipped_special_days(exchanges=KNOWN_MICS)
    return ExchangeSessions(SessionOverrides(days=days))


def read_prices(shared: Path) -> Prices:
    """Return what lies in the shared folder."""
    bars: dict[str, list[DailyBar]] = {}
    for bar in read_bars(shared / "data" / "prices" / "daily_2024_2026.csv.gz").bars:
        bars.setdefault(bar.symbol, []).append(bar)
    with (shared / "data" / "universe.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["symbol"] in bars and row["mic"]]
    instruments = {
        row["symbol"]: Instrument(
            symbol=row["symbol"],
            name=row["name"],
            mic=row["mic"],
            currency=row["currency"],
            sector=row["sector"],
            entity=row["entity"],
        )
        for row in rows
    }
    return Prices(bars=bars, instruments=instruments, sessions=shipped_sessions())
