"""Abnormal returns of the past and of now in, how often the past was as extreme out.

Filtered historical simulation: each past abnormal return is divided by the volatility expected for
its session, so that a wild spring does not make a calm autumn's move look ordinary, nor the other
way round, and no distribution is assumed. A plain t-test on such returns rejects far too often.

Source: Barone-Adesi, Giannopoulos and Vosper (1999), Journal of Futures Markets 19(5), 583-602; the
decay is that of RiskMetrics (1996) for daily data.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
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
        length: Sessions in the event window. For more than one, runs of that many past sessions
            are replayed from today's volatility, see `runs_of`.
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
    if length == 1:
        bound = abs(shock) / sqrt(variance)
        beaten = sum(abs(value) >= bound for value in standardised)
        return (beaten + 1) / (len(past) + 1)
    extreme = abs(shock) * narrowing(len(past), length)
    runs = runs_of(len(past), length)
    beaten = sum(
        abs(_replay([standardised[at] for at in run], variance, decay)) >= extreme for run in runs
    )
    return (beaten + 1) / (len(runs) + 1)


def past_sizes(
    past: Sequence[float],
    recent: Sequence[float],
    *,
    length: int = 1,
    decay: float = DECAY,
) -> list[float]:
    """Return how far each past run would have gone from today's volatility, without its sign.

    These are what `filtered_p` counts; see there for the arguments. A list is returned where the
    size of the greatest matters and not only how many are greater. Empty when there is no run, or
    when the past did not move at all.
    """
    if len(past) < length or not any(past):
        return []
    standardised, variance = _standardise(past, decay)
    for value in recent:
        variance = decay * variance + (1.0 - decay) * value * value
    if length == 1:
        return [abs(value) * sqrt(variance) for value in standardised]
    wider = narrowing(len(past), length)
    return [
        abs(_replay([standardised[at] for at in run], variance, decay)) / wider
        for run in runs_of(len(past), length)
    ]


def narrowing(count: int, length: int) -> float:
    """Return how much narrower a sum of fitted errors is than one of errors to come.

    The errors of a fitted line add up to nothing, so that any two of them are correlated by
    -1 / count.
    """
    return sqrt(1.0 - (length - 1) / count)


@lru_cache(maxsize=512)
def runs_of(count: int, length: int) -> tuple[tuple[int, ...], ...]:
    """Return which past sessions each replayed run is made of: `length` different ones.

    Consecutive sessions would give runs that share nearly all of theirs: 230 runs of 21 sessions
    hold no more evidence than eleven. The past is therefore walked `length` times, each time with
    another stride, and cut into runs that share none; runs of two walks share next to nothing.
    Every session is used as often as every other, and nothing is drawn by chance.
    """
    modulus = _prime_from(count)
    walks = min(length, (modulus - 1) // 2)
    runs: list[tuple[int, ...]] = []
    for walk in range(walks):
        stride = 1 + walk * ((modulus - 1) // 2) // walks
        order = [step * stride % modulus for step in range(modulus)]
        inside = [at for at in order if at < count]
        runs += [
            tuple(inside[start : start + length]) for start in range(0, count - length + 1, length)
        ]
    return tuple(runs)


def _prime_from(least: int) -> int:
    """Return the first prime that is not less: strides below it meet every session once."""
    found = max(3, least)
    while any(found % factor == 0 for factor in range(2, int(sqrt(found)) + 1)):
        found += 1
    return found


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
