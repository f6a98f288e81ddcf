"""How many storylines hold a feature: what is all over the news connects no two events."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable

from tapestory.matching.storylines.told import Rarity

_BACKGROUND = 400.0
"""How many storylines of news at large the background stands for."""
_UNSEEN = 0.5
"""Storylines that hold what none was seen to hold."""
_EVENT = 0.2
"""An event counts this much of a storyline: the name of a story that is told in event after event
must stay rare, but one in most events of the news is a topic and no story. Tried from 0 to 1 on
the dev sets: less makes one storyline of all the Olympic Games, more cuts long stories up."""


class Spread:
    """Counts storylines and, much less, events; never articles.

    Args:
        background: Feature → how rare it is in news at large, in nats.
    """

    def __init__(self, background: Rarity) -> None:
        self._background = background
        self._holding: Counter[str] = Counter()
        self._holding_events: Counter[str] = Counter()
        self._storylines = 0
        self._events = 0

    def count_storyline(self, features: Iterable[str], *, by: int) -> None:
        """Add a storyline, or take one away, with the features that it holds."""
        self._storylines += by
        self.count_features(features, by=by)

    def count_features(self, features: Iterable[str], *, by: int) -> None:
        """Add features that a storyline gained, or take away those that it lost."""
        _count(self._holding, features, by)

    def count_event(self, features: Iterable[str], *, by: int) -> None:
        """Add an event, or take one away, with the features that it holds."""
        self._events += by
        _count(self._holding_events, features, by)

    def rarity(self, feature: str) -> float:
        """Return how much it tells, in nats, that two events share the feature."""
        expected = _BACKGROUND * math.exp(-self._background(feature)) + _UNSEEN
        holding = self._holding[feature] + _EVENT * self._holding_events[feature]
        told = self._storylines + _EVENT * self._events
        return math.log1p((told + _BACKGROUND) / (holding + expected))


def _count(counter: Counter[str], features: Iterable[str], by: int) -> None:
    for feature in features:
        counter[feature] += by
        if counter[feature] <= 0:
            del counter[feature]
