"""Abnormal returns of the past and of now in, how often the past was as extreme out.

Filtered historical simulation: each past abnormal return is divided by the volatility expected for
its session, so that a wild spring does not make a calm autumn's move look ordinary, nor the other
way round, and no distribution is assumed. A plain t-test on such returns rejects far too often.

Source: Barone-Adesi, Giannopoulos and Vosper (1999), Journal of Futures Markets 19(5), 583-602; the
decay is that of RiskMetrics (1996) for daily data.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum, sqrt
from typing import Final

DECAY: Final = 0.94
"""Weight of yesterday's variance in today's."""


def filtered_p(
    past: Sequence[float],
    recent: Sequence[float],
    shock: float,
    *,
    length: int = 1,
    decay: float = DECAY,
) -> float | None:
    """Return the two-sided p of a summed abnormal return, (k + 1) / (n + 1).

    Args:
        past: Abnormal returns of the estimation window, oldest first.
        recent: Those between it and the event window: they update the volatility only.
        shock: The summed abnormal return over the event window, already divided by how much
            the model's own uncertainty widens it (1 for a model known exactly).
        length: Sessions in the event window. For more than one, each run of that many consecutive
            past sessions is replayed from today's volatility.
        decay: Weight of yesterday's variance; 1 keeps the volatility constant.

    Returns:
        k counts the n past runs that are at least as extreme. None when there is no run to
        compare with or the past did not move at all.
    """
    if len(past) < length or not any(past):
        return None
    standardised, variance = _standardise(past, decay)
    for value in recent:
        variance = decay * variance + (1.0 - decay) * value * value
    extreme = abs(shock)
    if length == 1:
        bound = extreme / sqrt(variance)
        beaten = sum(abs(value) >= bound for value in standardised)
        return (beaten + 1) / (len(past) + 1)
    runs = len(past) - length + 1
    beaten = sum(
        abs(_replay(standardised[start : start + length], variance, decay)) >= extreme
        for start in range(runs)
    )
    return (beaten + 1) / (runs + 1)


def _standardise(past: Sequence[float], decay: float) -> tuple[list[float], float]:
    """Return each value over its expected volatility, and the variance expected next."""
    variance = fsum(value * value for value in past) / len(past)
    standardised = []
    for value in past:
        standardised.append(value / sqrt(variance))
        variance = decay * variance + (1.0 - decay) * value * value
    return standardised, variance


def _replay(standardised: Sequence[float], variance: float, decay: float) -> float:
    """Return the sum that a run of standardised returns makes when it starts at a variance."""
    total = 0.0
    for value in standardised:
        total += value * sqrt(variance)
        variance *= decay + (1.0 - decay) * value * value
    return total
