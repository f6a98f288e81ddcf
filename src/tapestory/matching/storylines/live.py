"""A storyline that may still go on: its events, and what they have in common."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tapestory.matching.storylines.past import Head, Span
from tapestory.matching.storylines.told import Rarity, Told
from tapestory.model import EventId, StorylineId

_NOTHING = 1e-9
_CENTRE_KEPT = 256
_CENTRE_LIMIT = 512
"""A centre that grows beyond the limit keeps its heaviest features."""


@dataclass(slots=True)
class LiveStoryline:
    """Events that one follows on another, with the sum of what they hold."""

    id: StorylineId
    events: dict[EventId, Span] = field(default_factory=dict)
    is_whole: bool = True
    """Whether its events are here; those of one of the past are fetched where they are needed."""
    centre: dict[str, float] = field(default_factory=dict)
    """Feature → sum over the events of its prominence times the weight of the event."""
    first: datetime = field(init=False)
    last: datetime = field(init=False)
    stands_alone: bool = False
    """Whether it holds a round-up, which connects nothing."""

    @classmethod
    def of(cls, storyline_id: StorylineId, head: Head) -> LiveStoryline:
        """Return a storyline of the past, without its events."""
        found = cls(
            storyline_id,
            is_whole=False,
            centre=dict(head.centre),
            stands_alone=head.stands_alone,
        )
        found.first, found.last = head.first, head.last
        return found

    @property
    def head(self) -> Head:
        """What is to be known of it without its events, until it changes."""
        return Head(
            first=self.first,
            last=self.last,
            stands_alone=self.stands_alone,
            centre=self.centre,
        )

    def take(self, told: Told) -> list[str]:
        """Count an event in; return the features that are new to the storyline."""
        first, last = (self.first, self.last) if self.events else (told.first, told.last)
        self.first, self.last = min(first, told.first), max(last, told.last)
        self.stands_alone |= told.is_roundup
        self.events[told.event_id] = Span(
            first=told.first, last=told.last, is_roundup=told.is_roundup
        )
        new = [feature for feature in told.holds if feature not in self.centre]
        weight = _weight(told)
        for feature, held in told.holds.items():
            self.centre[feature] = self.centre.get(feature, 0.0) + weight * held
        return new

    def release(self, told: Told) -> list[str]:
        """Take an event out, as it was taken in; return the features that were lost with it."""
        del self.events[told.event_id]
        if self.events:
            self.first = min(span.first for span in self.events.values())
            self.last = max(span.last for span in self.events.values())
        self.stands_alone = any(span.is_roundup for span in self.events.values())
        lost: list[str] = []
        weight = _weight(told)
        for feature, held in told.holds.items():
            left = self.centre.get(feature, 0.0) - weight * held
            if left > _NOTHING:
                self.centre[feature] = left
            elif self.centre.pop(feature, None) is not None:
                lost.append(feature)
        return lost

    @property
    def is_too_wide(self) -> bool:
        """Whether its centre has grown beyond the limit."""
        return len(self.centre) > _CENTRE_LIMIT

    def trim(self, rarity: Rarity) -> list[str]:
        """Bound the centre; return the features that were dropped."""
        ranked = sorted(self.centre, key=lambda f: (-self.centre[f] * rarity(f), f))
        for feature in ranked[_CENTRE_KEPT:]:
            del self.centre[feature]
        return ranked[_CENTRE_KEPT:]

    def distance(self, told: Told) -> timedelta:
        """Return how long before or after the storyline's events an event was told."""
        return max(self.first - told.last, told.first - self.last, timedelta(0))


def heaviest(holds: Mapping[str, float], rarity: Rarity, kept: int) -> dict[str, float]:
    """Return the features that weigh most, the heaviest first, as a vector of unit length."""
    weighed = {feature: held * rarity(feature) for feature, held in holds.items()}
    ranked = sorted(weighed, key=lambda feature: (-weighed[feature], feature))[:kept]
    length = math.sqrt(sum(weighed[feature] ** 2 for feature in ranked))
    return {feature: weighed[feature] / length for feature in ranked} if length else {}


def _weight(told: Told) -> float:
    """Return how much an event shapes its storyline: each further article adds less."""
    return 1.0 + math.log(told.articles)
