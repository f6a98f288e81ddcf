"""How many recent articles hold a feature: the stream's own counts over a background."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain

from tapestory.matching.packing import packed, unpacked
from tapestory.matching.usage import share

_BACKGROUND_ARTICLES = 4000.0
"""How many articles of news at large the background stands for."""
_MOST = 8.0
"""What occurs nowhere else cannot count for ever more."""
_SHARES = {
    "s:": 2e-2,
    "c:": 1e-2,
    "a:": 2e-2,
    "p:": 1e-2,
    "x:": 1e-3,
    "y:": 1e-3,
    "z:": 5e-4,
    "#:": 3e-3,
}
"""Of articles that hold one name, concept, action, place, pair of them (name with idea, two ideas,
two names) or bare number of middling rarity."""
_FIGURE_SHARE = 5e-4
_BACKGROUND_OF = {family: _BACKGROUND_ARTICLES * told for family, told in _SHARES.items()}
_BACKGROUND_OF_FIGURE = _BACKGROUND_ARTICLES * _FIGURE_SHARE
_ANY = "\x00any"
_UNCOUNTED = 4_096
"""Articles of one day that are kept as they are, at most."""
_REMEMBERED = 50_000
"""Words of one language whose background is kept at hand."""


class _Day:
    """What a day's articles hold: as they are, for to count is for when the day is over."""

    def __init__(self) -> None:
        self._articles: list[tuple[str, ...]] = []
        self._counts: Counter[str] = Counter()
        self._packed = b""
        """The counts, once the day is over; nothing else is counted then."""

    def __getstate__(self) -> bytes:
        self.rest()
        return self._packed

    def __setstate__(self, state: bytes) -> None:
        self._articles, self._counts, self._packed = [], Counter(), state

    def add(self, features: tuple[str, ...]) -> None:
        """Enter an article's distinct features."""
        self._articles.append(features)
        if len(self._articles) >= _UNCOUNTED:
            self.counts()

    def counts(self) -> Counter[str]:
        """Return how many articles hold each feature."""
        if self._packed:
            self._counts.update(_counted(self._packed))
            self._packed = b""
        self._counts.update(chain.from_iterable(self._articles))
        self._articles.clear()
        return self._counts

    def rest(self) -> None:
        """Pack the counts: until the day leaves the window hardly anything is added to it."""
        if not self._packed or self._articles:
            self._packed = packed(dict(self.counts()))
            self._counts = Counter()


class Frequencies:
    """Document frequencies over a window of days that moves with the articles.

    Counts are kept by day, so that what leaves the window leaves exactly, and a stream that was
    restored from the window weighs words like one that never stopped.

    Args:
        window: Days older than an article by more than this are dropped when it is counted.
    """

    def __init__(self, window: timedelta) -> None:
        self._window = window
        self._days: dict[date, _Day] = {}
        self._counts: Counter[str] = Counter()
        self._expected: dict[str, dict[str, float]] = {}

    def add(self, day: date, features: Iterable[str]) -> None:
        """Count an article's distinct features on its day."""
        if day not in self._days:
            self._forget_before(day)
            for other in self._days.values():
                other.rest()
            self._days[day] = _Day()
        distinct = (*features, _ANY)
        self._days[day].add(distinct)
        self._counts.update(distinct)

    def weight(self, feature: str, lang: str = "en") -> float:
        """Return how much the feature tells, in nats: smoothed inverse document frequency."""
        return self.weights((feature,), lang)[feature]

    def weights(self, features: Iterable[str], lang: str = "en") -> dict[str, float]:
        """Return how much each feature tells an article in a language."""
        expected = self._expected.get(lang)
        if expected is None or len(expected) > _REMEMBERED:
            expected = self._expected[lang] = {}
        seen, log, told = self._counts.get, math.log, {}
        articles = seen(_ANY, 0) + _BACKGROUND_ARTICLES
        for feature in features:
            if ":" in feature:
                background = _BACKGROUND_OF.get(feature[:2], _BACKGROUND_OF_FIGURE)
            elif (known := expected.get(feature)) is not None:
                background = known
            else:
                background = expected[feature] = _BACKGROUND_ARTICLES * share(feature, lang)
            weight = log(articles / (seen(feature, 0) + background))
            told[feature] = weight if 0.0 < weight < _MOST else _MOST if weight > 0.0 else 0.0
        return told

    def _forget_before(self, day: date) -> None:
        for old in [known for known in self._days if day - known > self._window]:
            for feature, count in self._days.pop(old).counts().items():
                self._counts[feature] -= count
                if self._counts[feature] <= 0:
                    del self._counts[feature]


def _counted(data: bytes) -> dict[str, int]:
    counts = unpacked(data)
    if not isinstance(counts, dict):
        message = f"a {type(counts).__name__} in the place of counts"
        raise TypeError(message)
    return counts
