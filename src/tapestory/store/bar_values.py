"""Daily bars ↔ rows of the tables that hold them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from tapestory.model import DailyBar
from tapestory.store.types import AnyRow

_MEASURES: Final = ("open", "high", "low", "adj_close", "volume", "split", "dividend")


def bar_of(row: AnyRow) -> DailyBar:
    """Return the bar that a row of either table holds."""
    return DailyBar(
        symbol=row.symbol,
        session=row.session,
        close=row.close,
        provider=row.provider,
        provisional=row.provisional,
        open=row.open,
        high=row.high,
        low=row.low,
        adj_close=row.adj_close,
        volume=row.volume,
        split=row.split,
        dividend=row.dividend,
    )


def values_of(bar: DailyBar) -> dict[str, Any]:
    """Return the columns that a bar fills."""
    return {
        "symbol": bar.symbol,
        "session": bar.session,
        "provider": bar.provider,
        "close": bar.close,
        "provisional": bar.provisional,
        **{name: getattr(bar, name) for name in _MEASURES},
    }


def revised(held: DailyBar, given: DailyBar) -> DailyBar | None:
    """Return the bar to hold from now on; None when the given one says nothing new.

    A provider that leaves a measure out does not take it away, as long as it agrees on the close.
    What was seen before the close takes nothing from what was seen after it.
    """
    if given.provisional and not held.provisional:
        return None
    if given.close == held.close and given.provisional == held.provisional:
        known = {name: getattr(held, name) for name in _MEASURES if getattr(given, name) is None}
        given = replace(given, **known)
    return None if given == held else given
