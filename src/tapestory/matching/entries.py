"""Which features each live event is entered under: the postings, read the other way."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import pairwise
from typing import Self

import numpy as np
from numpy.typing import NDArray

_HALF, _LOW = np.uint64(32), np.uint64(0xFFFFFFFF)
"""Of a word; four thousand million events and features are more than any memory holds."""
_NONE = np.uint64(0xFFFFFFFFFFFFFFFF)


class Entries:
    """Features by the number of an event; of those taken up, read out when first asked for."""

    def __init__(self) -> None:
        self._known: dict[int, dict[str, None]] = {}
        self._features: Sequence[str] = ()
        self._places: NDArray[np.uint64] = np.empty(0, dtype=np.uint64)
        """Of features, those of one event side by side."""
        self._bounds: dict[int, tuple[int, int]] = {}
        """Between which of the places an event's are; nothing for those that are known."""

    @classmethod
    def inverting(cls, features: Sequence[str], lengths: array[int], row: array[int]) -> Self:
        """Return what postings say of each number.

        Args:
            features: Each once.
            lengths: Numbers under each of the features.
            row: Those numbers, one feature's after the other's.
        """
        found = cls()
        places = np.repeat(
            np.arange(len(features), dtype=np.uint64), np.array(lengths, dtype=np.int64)
        )
        # Both in one word: that is sorted several times as fast as the one by the other.
        both = np.frombuffer(row, dtype=np.uint64) << _HALF | places
        both.sort()
        numbers = both >> _HALF
        starts = np.flatnonzero(np.diff(numbers, prepend=_NONE))
        found._features = features
        found._places = both & _LOW
        bounds = pairwise([*starts.tolist(), len(both)])
        found._bounds = dict(zip(numbers[starts].tolist(), bounds, strict=True))
        return found

    def of(self, number: int) -> dict[str, None]:
        """Return the features of an event, to be written to; none of one that is new."""
        known = self._known.get(number)
        if known is None:
            start, end = self._bounds.pop(number, (0, 0))
            places = self._places[start:end].tolist()
            known = self._known[number] = {self._features[place]: None for place in places}
        return known

    def drop(self, number: int) -> dict[str, None]:
        """Forget an event; return the features that it was entered under."""
        known = self.of(number)
        del self._known[number]
        return known
