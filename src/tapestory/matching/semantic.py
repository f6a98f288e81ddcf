"""A likeness that could go either way, and the headlines → the likeness with their meaning told.

The meaning of headlines is known to an optional model. It takes stories of one kind for one
story, and within a language it says nothing that words have not said (docs/semantic.md). So it is
asked across languages only, and only in doubt: it moves by a little what figures, names and
concepts have brought near to a decision.
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


BAND: Final = Band(lower=0.05, upper=0.5, weight=0.3, pivot=0.35)
"""Chosen by hand on the dev sets of several languages, each with and without the lexicon."""


@dataclass(frozen=True, slots=True)
class Sense:
    """A headline whose meaning can be asked for."""

    headline: str
    lang: str
    semantics: Semantics


def in_doubt(alike: float, ones: Iterable[Sense | None], others: Iterable[Sense | None]) -> float:
    """Return how alike two sides are when what their headlines mean is told as well.

    Args:
        alike: Without; comes back as it is unless it is in doubt and no language is shared.
        ones: The headlines of one side, the latest first; None without a model.
        others: Of the other side.
    """
    if not BAND.lower <= alike <= BAND.upper:
        return alike
    left = _latest(ones)
    if not left:
        return alike
    right = _latest(others)
    if not right or _meet({one.lang for one in left}, {one.lang for one in right}):
        return alike
    semantics = left[0].semantics
    cosine = semantics.cosine([one.headline for one in left], [one.headline for one in right])
    return round(alike + BAND.weight * (cosine - BAND.pivot), _DIGITS)


def _latest(senses: Iterable[Sense | None]) -> list[Sense]:
    return [sense for sense in islice(senses, _MOST_ASKED) if sense is not None]


def _meet(langs: set[str], others: set[str]) -> bool:
    return not langs.isdisjoint(others) or _UNKNOWN in langs or _UNKNOWN in others
