"""Live events: what an event's articles have in common, bounded however many join."""

from __future__ import annotations

import math
from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from tapestory.matching.features import Features, Vector, dot
from tapestory.model import ArticleKind, EventId

_CENTRE_KEPT = 192
_CENTRE_LIMIT = 384
"""A centre that grows beyond the limit keeps its heaviest features."""


@dataclass(slots=True)
class Centre:
    """The sum of unit vectors, with its length."""

    weights: dict[str, float] = field(default_factory=dict)
    square: float = 0.0

    def add(self, vector: Vector) -> None:
        """Move the centre towards a vector."""
        own = dot(vector, vector)
        self.square += 2.0 * dot(vector, self.weights) + own
        for feature, weight in vector.items():
            self.weights[feature] = self.weights.get(feature, 0.0) + weight
        if len(self.weights) > _CENTRE_LIMIT:
            self._measure()

    def absorb(self, other: Centre) -> None:
        """Move the centre to the sum of both."""
        for feature, weight in other.weights.items():
            self.weights[feature] = self.weights.get(feature, 0.0) + weight
        self._measure()

    def _measure(self) -> None:
        if len(self.weights) > _CENTRE_LIMIT:
            heaviest = sorted(self.weights.items(), key=lambda pair: (-pair[1], pair[0]))
            self.weights = dict(heaviest[:_CENTRE_KEPT])
        self.square = sum(weight * weight for weight in self.weights.values())

    def cosine(self, vector: Vector) -> float:
        """Return the cosine, 0 to 1, of a unit vector to the centre."""
        if self.square <= 0.0 or not vector:
            return 0.0
        return dot(vector, self.weights) / math.sqrt(self.square)


@dataclass(slots=True)
class LiveEvent:
    """An event that may still take articles."""

    id: EventId
    first: datetime
    last: datetime
    exemplars: deque[Features]
    size: int = 0
    roundups_only: bool = True
    title: Centre = field(default_factory=Centre)
    full: Centre = field(default_factory=Centre)
    names: Centre = field(default_factory=Centre)
    concepts: Centre = field(default_factory=Centre)
    title_names: Counter[str] = field(default_factory=Counter)
    quarters: Counter[str] = field(default_factory=Counter)
    langs: Counter[str] = field(default_factory=Counter)

    @classmethod
    def found(cls, event_id: EventId, at: datetime, *, exemplars: int) -> LiveEvent:
        """Return an event without articles."""
        return cls(id=event_id, first=at, last=at, exemplars=deque(maxlen=exemplars))

    def take(self, article: Features) -> bool:
        """Count an article in; return whether it may speak for the event.

        A round-up speaks only for an event that holds nothing but round-ups, else it would
        bridge the several stories that it tells. The first proper report takes the event over.
        """
        raw = article.raw
        self.first = min(self.first, raw.time)
        self.last = max(self.last, raw.time)
        self.size += 1
        is_roundup = raw.kind is ArticleKind.ROUNDUP
        if is_roundup and not self.roundups_only:
            return False
        self.roundups_only = is_roundup
        self.title.add(article.title)
        self.full.add(article.full)
        self.names.add(article.names)
        self.concepts.add(article.concepts)
        self.title_names.update(raw.title_names)
        self.quarters.update(raw.quarters)
        self.langs[raw.lang] += 1
        self.exemplars.append(article)
        return True

    def absorb(self, other: LiveEvent) -> None:
        """Take over all that another event stands for; its latest articles mix by time."""
        self.first = min(self.first, other.first)
        self.last = max(self.last, other.last)
        self.size += other.size
        for mine, theirs in zip(self._centres(), other._centres(), strict=True):
            mine.absorb(theirs)
        self.title_names.update(other.title_names)
        self.quarters.update(other.quarters)
        self.langs.update(other.langs)
        latest = sorted(
            (*self.exemplars, *other.exemplars), key=lambda one: (one.raw.time, one.raw.article_id)
        )
        self.exemplars.clear()
        self.exemplars.extend(latest)

    def _centres(self) -> tuple[Centre, ...]:
        return self.title, self.full, self.names, self.concepts

    def distance(self, at: datetime) -> timedelta:
        """Return how long before or after the event's articles a time lies."""
        return max(self.first - at, at - self.last, timedelta(0))
