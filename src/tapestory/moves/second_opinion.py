"""Members' standardised moves and how they move together in, a second test of their sector out.

The basket is judged by its own past, which holds few days like a wild one. The second opinion asks
instead whether the members, each measured by its own error, moved one way more than they differ
among themselves, and takes back what they only say together: members that share half of their
movements are hardly more evidence than two of them. Without that correction this would be the
cross-section test that rejects a third of ordinary days.

Sources: Boehmer, Musumeci and Poulsen (1991), Journal of Financial Economics 30(2), 253-272; Kolari
and Pynnönen (2010), Review of Financial Studies 23(11), 3996-4025.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import fsum, sqrt
from typing import Final

from tapestory.moves.student import two_sided_p

MIN_MEMBERS: Final = 3
"""Two members do not say how much members differ."""

_SAME: Final = 1e-9
"""Members whose moves differ by less than rounding have no scale to be judged by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondOpinion:
    """The adjusted test."""

    t: float
    p: float
    """By Student's t with one degree of freedom less than members."""


def second_opinion(
    standardised: Sequence[float], correlation: float | None
) -> SecondOpinion | None:
    """Return the adjusted test of standardised moves.

    Args:
        standardised: The abnormal return of each member over its own standard error of prediction.
        correlation: Mean correlation of two members; below 0 it counts as 0, since noise about
            it must not make the test sharper than one of independent members.

    Returns:
        None where it cannot be had: fewer than MIN_MEMBERS, or all moved by the same.
    """
    count = len(standardised)
    if count < MIN_MEMBERS or correlation is None:
        return None
    mean = fsum(standardised) / count
    spread = sqrt(fsum((value - mean) ** 2 for value in standardised) / (count - 1))
    if spread <= _SAME * max(1.0, abs(mean)):
        return None
    together = min(1.0, max(0.0, correlation))
    shrink = sqrt((1.0 - together) / (1.0 + (count - 1) * together))
    t = mean * sqrt(count) / spread * shrink
    return SecondOpinion(t=t, p=two_sided_p(t, count - 1))


def mean_correlation(series: Sequence[Mapping[int, float]]) -> float | None:
    """Return the mean correlation of two series, each a mapping session → value.

    Series of equal sessions give exactly the mean over all pairs. Where some lack sessions, a pair
    weighs by the sessions that it shares, and each series keeps the mean and the spread of all its
    own. None where no two series have sessions in common.
    """
    totals: dict[int, tuple[int, float, float]] = {}
    for values in series:
        for at, value in _standardised(values):
            count, total, squares = totals.get(at, (0, 0.0, 0.0))
            totals[at] = (count + 1, total + value, squares + value * value)
    pairs = sum(count * (count - 1) for count, _, _ in totals.values())
    if not pairs:
        return None
    products = fsum(total * total - squares for _, total, squares in totals.values())
    return max(-1.0, min(1.0, products / pairs))


def _standardised(values: Mapping[int, float]) -> Iterable[tuple[int, float]]:
    """Yield the values less their mean, over their spread; nothing where all are equal."""
    if not values:
        return
    mean = fsum(values.values()) / len(values)
    spread = sqrt(fsum((value - mean) ** 2 for value in values.values()) / len(values))
    if spread > 0.0:
        for at, value in values.items():
            yield at, (value - mean) / spread
