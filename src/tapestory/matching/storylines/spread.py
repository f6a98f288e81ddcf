"""How many storylines hold a feature: what is all over the news connects no two events."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from tapestory.matching.storylines.past import Totals
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
        totals: What was counted in the past.
    """

    def __init__(self, background: Rarity, totals: Totals) -> None:
        self._background = background
        self._holding: dict[str, int] = {}
        self._holding_events: dict[str, int] = {}
        self._expected: dict[str, float] = {}
        self._storylines = totals.storylines
        self._events = totals.events

    @property
    def totals(self) -> Totals:
        """How many storylines and events are counted."""
        return Totals(storylines=self._storylines, events=self._events)

    def knows(self, feature: str) -> bool:
        """Tell whether it was learnt how many hold a feature, if any do."""
        return feature in self._holding

    def unknown(self, features: Iterable[str]) -> list[str]:
        """Return those of the features of which nothing was learnt yet."""
        return [feature for feature in features if feature not in self._holding]

    def learn(self, features: Iterable[str], counts: Mapping[str, tuple[int, int]]) -> None:
        """Take over how many storylines and events held features in the past."""
        for feature in features:
            self._holding[feature], self._holding_events[feature] = counts.get(feature, (0, 0))

    def counts(self, feature: str) -> tuple[int, int]:
        """Return how many storylines and how many events hold a feature."""
        return self._holding.get(feature, 0), self._holding_events.get(feature, 0)

    def count_storyline(self, *, by: int) -> None:
        """Add a storyline, or take one away."""
        self._storylines += by

    def count_features(self, features: Iterable[str], *, by: int) -> None:
        """Add features that a storyline gained, or take away those that it lost."""
        _count(self._holding, features, by)

    def count_event(self, features: Iterable[str], *, by: int) -> None:
        """Add an event, or take one away, with the features that it holds."""
        self._events += by
        _count(self._holding_events, features, by)

    def rarity(self, feature: str) -> float:
        """Return how much it tells, in nats, that two events share the feature."""
        expected = self._expected.get(feature)
        if expected is None:
            expected = _BACKGROUND * math.exp(-self._background(feature)) + _UNSEEN
            self._expected[feature] = expected
        storylines, events = self.counts(feature)
        told = self._storylines + _EVENT * self._events
        return math.log1p((told + _BACKGROUND) / (storylines + _EVENT * events + expected))


def _count(counter: dict[str, int], features: Iterable[str], by: int) -> None:
    for feature in features:
        counter[feature] = max(counter.get(feature, 0) + by, 0)
