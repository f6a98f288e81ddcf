"""Calendars, bars and universes made up for tests; nothing here reads a file or a clock."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from tapestory.errors import NotFoundError
from tapestory.model import DailyBar, EventId, Instrument, Sector, Universe
from tapestory.moves import ExchangeSessions
from tapestory.moves.calendars import SessionTable
from tapestory.moves.sessions import SessionOverrides

CLOSES = {"XNYS": time(20), "XKRX": time(6, 30), "XTKS": time(6, 30)}
SESSION_MINUTES = 390
"""New York opens at half past one then, Seoul and Tokyo at midnight (UTC)."""
EVENT = EventId("event001")
LONG_AFTER = datetime(2030, 1, 1, tzinfo=UTC)


@cache
def weekdays(mic: str, until: date) -> SessionTable:
    """Every weekday from 2020 on, with fixed hours in UTC."""
    if mic not in CLOSES:
        raise NotFoundError(mic)
    first = date(2020, 1, 1)
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    open_days = [day for day in days if day.weekday() < 5]
    return SessionTable(
        mic=mic,
        first=first,
        last=until,
        sessions=tuple(open_days),
        closes=tuple(datetime.combine(day, CLOSES[mic], UTC) for day in open_days),
        minutes=(SESSION_MINUTES,) * len(open_days),
    )


@cache
def mondays_and_thursdays(mic: str, until: date) -> SessionTable:
    """Two sessions a week from 2010 on, with fixed hours in UTC."""
    first = date(2010, 1, 1)
    days = [first + timedelta(days=n) for n in range((until - first).days + 1)]
    open_days = [day for day in days if day.weekday() in {0, 3}]
    return SessionTable(
        mic=mic,
        first=first,
        last=until,
        sessions=tuple(open_days),
        closes=tuple(datetime.combine(day, CLOSES[mic], UTC) for day in open_days),
        minutes=(SESSION_MINUTES,) * len(open_days),
    )


def weekday_sessions() -> ExchangeSessions:
    return ExchangeSessions(SessionOverrides(), source=weekdays)


def bars_from(symbol: str, last: date, returns: Sequence[float]) -> list[DailyBar]:
    """Bars on the weekdays that end with `last`; returns are oldest first, the first bar is 100."""
    days = [last]
    while len(days) <= len(returns):
        day = days[-1] - timedelta(days=1)
        while day.weekday() >= 5:
            day -= timedelta(days=1)
        days.append(day)
    price = 100.0
    bars = [DailyBar(symbol=symbol, session=days[-1], close=price)]
    for day, change in zip(reversed(days[:-1]), returns, strict=True):
        price *= 1.0 + change
        bars.append(DailyBar(symbol=symbol, session=day, close=price))
    return bars


def wobble(count: int, size: float = 0.01, seed: int = 1) -> list[float]:
    """Returns that look irregular and are the same every time (a small linear congruence)."""
    state, values = seed, []
    for _ in range(count):
        state = (state * 1103515245 + 12345) % 2**31
        values.append(size * (state / 2**30 - 1.0))
    return values


def instrument(
    symbol: str, *, mic: str = "XNYS", sector: str = "s", entity: str = ""
) -> Instrument:
    return Instrument(
        symbol=symbol, name=symbol, mic=mic, currency="USD", sector=sector, entity=entity
    )


def universe(
    instruments: Sequence[Instrument], benchmarks: Mapping[str, str], *sectors: Sector
) -> Universe:
    held = {sector.id: sector for sector in sectors} or {"s": Sector(id="s", name="S")}
    return Universe(
        instruments={item.symbol: item for item in instruments},
        sectors=held,
        benchmarks=benchmarks,
    )


__all__ = [
    "EVENT",
    "LONG_AFTER",
    "SESSION_MINUTES",
    "bars_from",
    "instrument",
    "mondays_and_thursdays",
    "universe",
    "weekday_sessions",
    "weekdays",
    "wobble",
]
