"""Instruments and days → made-up daily bars, of which each day knows those until then."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from tapestory.model import DailyBar, Instrument


class Tape:
    """Prices that follow one market, session by session; weekends have none.

    Args:
        named: Instruments; those without an exchange have no price.
        benchmarks: Symbols of indices.
        first: The first day.
        seed: The same prices for the same seed.
    """

    def __init__(
        self, named: Sequence[Instrument], benchmarks: Sequence[str], *, first: date, seed: int = 7
    ) -> None:
        self._dice = random.Random(seed)  # noqa: S311  # made-up prices, no secrets
        listed = [one.symbol for one in named if one.mic]
        self._price = dict.fromkeys([*benchmarks, *listed], 100.0)
        self._benchmarks = frozenset(benchmarks)
        self._next = first

    def until(self, last: date) -> Iterator[DailyBar]:
        """Yield the bars of the days that were not told yet, until one and with it."""
        while self._next <= last:
            if self._next.weekday() < 5:
                yield from self._session(self._next)
            self._next += timedelta(days=1)

    def _session(self, day: date) -> Iterator[DailyBar]:
        market = self._dice.gauss(0.0003, 0.01)
        for symbol, price in self._price.items():
            own = 0.0 if symbol in self._benchmarks else self._dice.gauss(0.0, 0.02)
            close = round(price * (1.0 + market + own), 4)
            self._price[symbol] = close
            yield DailyBar(symbol=symbol, session=day, close=close, adj_close=close)
