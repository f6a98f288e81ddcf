"""A likeness that could go either way, and the headlines → the likeness with their meaning told.

The meaning of headlines is known to an optional model. It is slow beside all else that matching
does, and it takes stories of one kind for one story: so it is asked in doubt only, and moves by
a little what words, figures and names have brought near to a decision.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final, Protocol

_MOST_ASKED = 16
"""Headlines of one side, the latest: bounds the work."""
_DIGITS = 9
_UNKNOWN = "und"


class Semantics(Protocol):
    """Knows how near in meaning headlines are, whatever their languages."""

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        """Return the mean cosine over all pairs of two sides, -1 to 1; neither is empty.

        The same headlines give the same number, whatever was asked before.
        """
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class Band:
    """Where the model is asked, and how much its answer counts."""

    lower: float
    """A likeness below this is no match, whatever the headlines mean."""
    upper: float
    """A likeness above this is one."""
    weight: float
    """Likeness for one unit of cosine."""
    pivot: float
    """The cosine that says nothing for or against."""

    def holds(self, alike: float) -> bool:
        """Tell whether a likeness is in doubt."""
        return bool(self.weight) and self.lower <= alike <= self.upper

    def moved(self, alike: float, cosine: float) -> float:
        """Return a likeness with a cosine told."""
        return round(alike + self.weight * (cosine - self.pivot), _DIGITS)


NEAR: Final = Band(lower=0.1, upper=0.3, weight=0.05, pivot=0.4)
"""Headlines in one language: their words have said most of it."""
FAR: Final = Band(lower=0.05, upper=0.5, weight=0.3, pivot=0.5)
"""Headlines that share no language, and so hardly a word."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A headline whose meaning can be asked for."""

    headline: str
    lang: str
    semantics: Semantics


def in_doubt(alike: float, ones: Iterable[Sense | None], others: Iterable[Sense | None]) -> float:
    """Return how alike two sides are when what their headlines mean is told as well.

    Args:
        alike: Without; comes back as it is unless it is in doubt.
        ones: The headlines of one side, the latest first; None without a model.
        others: Of the other side.
    """
    if not (NEAR.holds(alike) or FAR.holds(alike)):
        return alike
    left, right = _latest(ones), _latest(others)
    if not left or not right:
        return alike
    band = NEAR if _meet({one.lang for one in left}, {one.lang for one in right}) else FAR
    if not band.holds(alike):
        return alike
    semantics = left[0].semantics
    cosine = semantics.cosine([one.headline for one in left], [one.headline for one in right])
    return band.moved(alike, cosine)


def _latest(senses: Iterable[Sense | None]) -> list[Sense]:
    return [sense for sense in islice(senses, _MOST_ASKED) if sense is not None]


def _meet(langs: set[str], others: set[str]) -> bool:
    return not langs.isdisjoint(others) or _UNKNOWN in langs or _UNKNOWN in others
