"""One bar in, why it is impossible out: what no exchange can have printed."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Final

from tapestory.model import DailyBar

_ROUNDING: Final = 1e-6
"""Adjusted highs and closes that were equal differ by as much after rounding to float32."""


def fault(bar: DailyBar) -> str | None:
    """Return why a bar cannot be, None when it can.

    A price is a positive number, a high is not under the low, a close lies between the two, and
    nothing is sold or paid out below zero.
    """
    return next(_faults(bar), None)


def _faults(bar: DailyBar) -> Iterator[str]:
    prices = {
        "close": bar.close,
        "open": bar.open,
        "high": bar.high,
        "low": bar.low,
        "adj_close": bar.adj_close,
        "split": bar.split,
    }
    for name, value in prices.items():
        if value is None:
            continue
        if not isfinite(value):
            yield f"{name}: {value} is not a number"
        elif value <= 0.0:
            yield f"{name}: {value:g} is not {'a price' if name != 'split' else 'a split'}"
    for name, value in (("volume", bar.volume), ("dividend", bar.dividend)):
        if value is not None and not (isfinite(value) and value >= 0.0):
            yield f"{name}: {value:g} is negative or not a number"
    if bar.high is not None and bar.low is not None and bar.high < bar.low:
        yield f"high: {bar.high:g} is under the low {bar.low:g}"
    if bar.high is not None and bar.close > bar.high * (1.0 + _ROUNDING):
        yield f"close: {bar.close:g} is above the high {bar.high:g}"
    if bar.low is not None and bar.close < bar.low * (1.0 - _ROUNDING):
        yield f"close: {bar.close:g} is under the low {bar.low:g}"
