"""A file or folder of daily bars on this computer, asked like any other provider."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from tapestory.errors import PriceError, PriceSourceError, UnknownSymbolError
from tapestory.model import DailyBar
from tapestory.moves.providers.csv_file import read_bars
from tapestory.moves.providers.parquet_file import pyarrow_parquet


@dataclass(kw_only=True)
class LocalFile:
    """Answers from CSV or Parquet files, which are read when it is first asked.

    Args:
        path: As `read_bars` takes it.
        today: Bars dated later than the day after it are left out.
    """

    path: Path
    today: date | None = None
    name: str = field(default="file")
    parquet: Callable[[], Any] = pyarrow_parquet
    """Loads what reads Parquet, where there is such a file."""

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        """Return daily bars, as `PriceProvider` says."""
        try:
            held = self._bars.get(symbol)
        except PriceError as error:
            raise PriceSourceError(self.name, symbol, str(error)) from error
        if held is None:
            raise UnknownSymbolError(self.name, symbol, f"not in {self.path}")
        return [bar for bar in held if start <= bar.session <= end]

    @cached_property
    def _bars(self) -> dict[str, list[DailyBar]]:
        found: dict[str, list[DailyBar]] = {}
        file = read_bars(self.path, today=self.today, provider=self.name, parquet=self.parquet)
        for bar in file.bars:
            found.setdefault(bar.symbol, []).append(bar)
        return found
