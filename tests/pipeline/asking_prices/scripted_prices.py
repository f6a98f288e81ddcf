"""A provider that answers by script, and a system that asks it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta

from moves.providers.price_world import priced
from systems import System
from tapestory.clock import FixedClock
from tapestory.errors import (
    PriceSourceError,
    UnknownSymbolError,
)
from tapestory.model import (
    DailyBar,
)
from tapestory.pipeline.fetch_report import FetchReport
from tapestory.pipeline.price_fetch import (
    FetchRequest,
    fetch_prices,
)
from tapestory.pipeline.price_sources import Source

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


FIRST = date(2026, 4, 27)


"""Five weeks without a holiday in New York before the last session asked for."""


WAVE = [100.0 + 0.3 * (n % 5) for n in range(20)]


@dataclass
class Scripted:
    """A provider that answers as told, and remembers what it was asked."""

    bars: list[DailyBar]
    failures: Mapping[str, list[PriceSourceError]] = field(default_factory=dict)
    name: str = "scripted"
    asked: list[tuple[str, date, date]] = field(default_factory=list)

    def daily_bars(self, symbol: str, start: date, end: date) -> Sequence[DailyBar]:
        self.asked.append((symbol, start, end))
        waiting = self.failures.get(symbol, [])
        if waiting:
            raise waiting.pop(0)
        held = [bar for bar in self.bars if bar.symbol == symbol]
        if not held:
            raise UnknownSymbolError(self.name, symbol, "not carried (404)")
        return [replace(bar, provider=self.name) for bar in held if start <= bar.session <= end]


@dataclass
class Sleeper:
    """Sleeps by moving the clock."""

    clock: FixedClock
    slept: list[float] = field(default_factory=list)

    def __call__(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock.instant += timedelta(seconds=seconds)


def fetch(
    system: System,
    provider: Scripted,
    *symbols: str,
    seconds: float | None = None,
    second: Scripted | None = None,
    per_minute: int = 0,
    sleeper: Sleeper | None = None,
) -> FetchReport:
    request = FetchRequest(
        symbols=symbols,
        since=FIRST if symbols else None,
        seconds=seconds,
        sleep=sleeper or Sleeper(system.clock),
    )
    return fetch_prices(
        system.components,
        request,
        source=Source(provider=provider, per_minute=per_minute),
        second=None if second is None else Source(provider=second, per_minute=0),
    )


def outcomes(report: FetchReport) -> dict[str, str]:
    return {item.symbol: item.outcome.value for item in report.symbols}


def series(*symbols: str, closes: Sequence[float] = WAVE) -> list[DailyBar]:
    return [bar for symbol in symbols for bar in priced(closes, symbol=symbol, start=FIRST)]
