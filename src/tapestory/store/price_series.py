"""The bars of a symbol, by provider → one series whose adjusted closes give the true returns.

The rows stay as each provider gave them; what is adjusted is worked out here, each time it is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tapestory.model import DailyBar, growth_between

ByProvider = Mapping[str, Mapping[date, DailyBar]]


def one_series(held: ByProvider, order: Sequence[str]) -> list[DailyBar]:
    """Return one bar for each session, oldest first, adjusted to one scale.

    Where several providers have a session, the first in the order counts. A return across the
    seam of two of them is taken within one that knows both sessions; only where there is none are
    the closes themselves compared.

    Args:
        held: Provider → session → bar; only bars that may be used.
        order: All those providers; the first is the one whose bars count.
    """
    chosen = {
        session: provider for provider in reversed(order) for session in held.get(provider, {})
    }
    sessions = sorted(chosen)
    series = [held[chosen[session]][session] for session in sessions]
    if len(set(chosen.values())) == 1 and not any(_has_factors(bar) for bar in series):
        return series
    return _on_one_scale(series, held, order)


def _has_factors(bar: DailyBar) -> bool:
    return bar.split not in (None, 1.0) or bar.dividend not in (None, 0.0)


def _on_one_scale(
    series: Sequence[DailyBar], held: ByProvider, order: Sequence[str]
) -> list[DailyBar]:
    """Give every bar an adjusted close; the last one's is its close."""
    if not series:
        return []
    adjusted = [series[-1].close]
    for earlier, later in zip(reversed(series[:-1]), reversed(series[1:]), strict=True):
        adjusted.append(adjusted[-1] / _step(earlier, later, held, order))
    return [
        replace(bar, adj_close=value) for bar, value in zip(series, reversed(adjusted), strict=True)
    ]


def _step(earlier: DailyBar, later: DailyBar, held: ByProvider, order: Sequence[str]) -> float:
    for provider in (later.provider, earlier.provider, *order):
        bars = held.get(provider, {})
        if earlier.session in bars and later.session in bars:
            return growth_between(bars[earlier.session], bars[later.session])
    return growth_between(replace(earlier, adj_close=None), later)
