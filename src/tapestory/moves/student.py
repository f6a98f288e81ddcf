"""A t value and its degrees of freedom in, the two-sided p of Student's distribution out."""

from __future__ import annotations

from math import atan2, fsum, hypot, pi, sqrt
from typing import Final

_NEGLIGIBLE: Final = 1e-17
"""Terms of the tail's series below this share of its sum so far add nothing to it."""
_NEAR: Final = 0.9
"""Squared cosine above which p is large, and is what the finite part leaves of 1."""


def two_sided_p(t: float, freedom: int) -> float:
    """Return how often a t at least this far from 0 comes up by chance.

    For whole degrees of freedom the distribution is a finite series in cos² atan(t / √freedom).
    Its infinite continuation adds up to 1, so that what lies behind the finite part is p itself:
    far out that is what is summed, and no digit is lost however small p is.

    Args:
        t: Any finite value; its sign does not matter.
        freedom: Degrees of freedom, at least 1.

    Raises:
        ValueError: No degree of freedom.

    Source:
        Abramowitz and Stegun (1964), Handbook of Mathematical Functions, 26.7.3 and 26.7.4.
    """
    if freedom < 1:
        message = f"Student's t has at least one degree of freedom, not {freedom}"
        raise ValueError(message)
    radius = hypot(t, sqrt(freedom))
    sine, cosine = abs(t) / radius, sqrt(freedom) / radius
    odd = freedom % 2
    scale = 2.0 / pi if odd else 1.0
    term = sine * (cosine if odd else 1.0)
    inside = []
    for at in range(freedom // 2):
        inside.append(term)
        term *= cosine * cosine * _step(at, freedom)
    if cosine * cosine > _NEAR:
        angle = atan2(abs(t), sqrt(freedom)) if odd else 0.0
        return max(0.0, 1.0 - scale * (angle + fsum(inside)))
    return scale * _continued(term, cosine, freedom)


def _continued(term: float, cosine: float, freedom: int) -> float:
    """Return the sum of the series from its first term behind the finite part on."""
    total, at = term, freedom // 2
    while term > _NEGLIGIBLE * total:
        term *= cosine * cosine * _step(at, freedom)
        total += term
        at += 1
    return total


def _step(at: int, freedom: int) -> float:
    """Return the ratio of two neighbouring coefficients: 2/3, 4/5 … when odd, 1/2, 3/4 … if not."""
    return (2 * at + 2) / (2 * at + 3) if freedom % 2 else (2 * at + 1) / (2 * at + 2)
