"""An event and a market around it, for tests of what events move."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from tapestory.model import (
    DailyBar,
    Sector,
    Universe,
)
from tapestory.moves import (
    EventMoves,
    EventToMeasure,
    measure_event,
)

from .market_builders import (
    EVENT,
    LONG_AFTER,
    bars_from,
    instrument,
    universe,
    weekday_sessions,
    wobble,
)

DAY0 = date(2026, 7, 1)


SEOUL_DAY0 = date(2026, 7, 2)


LAST = date(2026, 7, 31)


AFTER = 22


"""Weekdays from day 0 to the last bar, both included, less one."""


SESSIONS = weekday_sessions()


MARKET = wobble(320)


SECTOR = wobble(320, size=0.006, seed=77)


def stock(seed: int, shock: float = 0.0) -> list[float]:
    """Returns that share the market and a sector, with a shock on day 0."""
    own = wobble(320, size=0.004, seed=seed)
    returns = [1.1 * m + s + e for m, s, e in zip(MARKET, SECTOR, own, strict=True)]
    returns[-AFTER - 1] += shock
    return returns


def world(*shocks: float) -> tuple[Universe, dict[str, Sequence[DailyBar]]]:
    """A sector of companies A, B, C …, each with its own shock on day 0, and their market M."""
    names = [chr(ord("A") + at) for at in range(len(shocks))]
    bars: dict[str, Sequence[DailyBar]] = {
        name: bars_from(name, LAST, stock(10 + at, shock))
        for at, (name, shock) in enumerate(zip(names, shocks, strict=True))
    }
    bars["M"] = bars_from("M", LAST, MARKET)
    listed = [instrument(name) for name in names] + [instrument("M", sector="index")]
    sectors = (Sector(id="s", name="S"), Sector(id="index", name="Index", peers=False))
    return universe(listed, {"XNYS": "M"}, *sectors), bars


def event(**changes: Any) -> EventToMeasure:
    plain = EventToMeasure(event_id=EVENT, day0={"XNYS": DAY0}, named=("A",), sectors=("s",))
    return replace(plain, **changes)


def measured(
    what: EventToMeasure,
    known: Universe,
    bars: Mapping[str, Sequence[DailyBar]],
    as_of: datetime = LONG_AFTER,
) -> EventMoves:
    return measure_event(what, universe=known, bars=bars, sessions=SESSIONS, as_of=as_of)
