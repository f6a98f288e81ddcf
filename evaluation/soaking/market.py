"""A time → the daily bars of all sessions that have closed by then, the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache

from evaluation.soaking.stories import COMPANIES
from tapestory.model import DailyBar

_FIRST = date(2025, 1, 2)
_CLOSED_BY = timedelta(hours=22)
"""After midnight UTC; New York closes at 21:00 in winter."""
_HOLIDAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2025-01-09", "2025-01-20", "2025-02-17", "2025-04-18", "2025-05-26", "2025-06-19",
        "2025-07-04", "2025-09-01", "2025-11-27", "2025-12-25", "2026-01-01", "2026-01-19",
        "2026-02-16",
    )
)  # fmt: skip
_LAST = date(2026, 3, 31)


def bars(now: datetime) -> list[DailyBar]:
    """Return the bars of every company that is told of, and of the market."""
    return [
        bar
        for symbol in ("SPY", *COMPANIES)
        for bar in _history(symbol)
        if datetime.combine(bar.session, datetime.min.time(), tzinfo=UTC) + _CLOSED_BY <= now
    ]


@cache
def _history(symbol: str) -> tuple[DailyBar, ...]:
    market, own = (
        random.Random(f"bars {name}")  # noqa: S311 (the same in every run)
        for name in ("market", symbol)
    )
    beta, close, made = (1.0 if symbol == "SPY" else own.uniform(0.8, 1.6)), 100.0, []
    for session in _sessions():
        alone = 0.0 if symbol == "SPY" else own.gauss(0.0, 0.015)
        close *= 1 + beta * market.gauss(0.0003, 0.008) + alone
        made.append(DailyBar(symbol=symbol, session=session, close=round(close, 2)))
    return tuple(made)


def _sessions() -> Iterator[date]:
    day = _FIRST
    while day <= _LAST:
        if day.weekday() < 5 and day not in _HOLIDAYS:
            yield day
        day += timedelta(days=1)
